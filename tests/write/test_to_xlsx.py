"""The written workbook, read again by openpyxl, calamine and LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import warnings
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook as XlsxBook

from pipeline.document.sheet import Column, Look, Sheet, SheetCell, Workbook
from pipeline.problems import Problem
from pipeline.write.to_xlsx import write_workbook
from pipeline.write.xlsx.book import Book

COLUMNS = (
    Column("번호", 8, look=Look.CENTER),
    Column("내용", 30),
    Column("판정", 10, choices=("적합", "부적합", "해당없음"), look=Look.CENTER),
    Column("금액", 14, look=Look.WON),
)
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def written(*sheets: Sheet, **facts: object) -> tuple[openpyxl.Workbook, list[Problem]]:
    data, problems = write_workbook(Workbook("대장", sheets, **facts))
    return openpyxl.load_workbook(BytesIO(data)), problems


def one(cell: SheetCell) -> tuple[Worksheet, list[Problem]]:
    book, problems = written(Sheet("가", (), ((cell,),)))
    return book["가"], problems


def ledger() -> Sheet:
    rows = tuple(
        (SheetCell(f"R-{count}"), SheetCell("내용"), SheetCell("적합"), SheetCell(count * 1000))
        for count in range(1, 4)
    )
    return Sheet(
        "장애 대장",
        COLUMNS,
        rows,
        heading=((SheetCell("장애 관리 대장", Look.TITLE, colspan=4),),),
        totals=((SheetCell("합계", Look.TOTAL, colspan=3), SheetCell(6000, Look.TOTAL, formula="=SUM(D3:D5)")),),
        freeze_columns=1,
        footer="예시 자료 & 표본",
    )


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+82-2-123", "-1", "@SUM(A1)", "http://a.b/c", "001", "1e5", "_x0041_", " 가 ", "TRUE", "a\tb\n", "&amp;"]
    + ["<r><t>가</t></r>", "]]><v>1</v>", '"/><c r="B1"><v>1</v></c>'],
)
def test_text_stays_text(text: str) -> None:
    sheet, problems = one(SheetCell(text))
    assert sheet["A1"].data_type == "s"
    assert sheet["A1"].hyperlink is None
    if text != "_x0041_":  # openpyxl does not undo Excel's escape of this text, calamine does
        assert sheet["A1"].value == text
    data, _ = write_workbook(Workbook("", (Sheet("가", (), ((SheetCell(text),),)),)))
    assert CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python() == [[text]]
    assert problems == []


@pytest.mark.parametrize("text", ["=1+1", "+82", "-1", "@x"])
def test_text_like_a_formula_is_marked_so_that_editing_keeps_it(text: str) -> None:
    assert one(SheetCell(text))[0]["A1"].quotePrefix


@pytest.mark.parametrize(
    ("value", "stored", "code"),
    [
        (12_650_000, 12_650_000, "#,##0"),
        (Decimal("12650000"), 12_650_000, "#,##0"),
        (Decimal("12.25"), 12.25, "#,##0.00"),
        (date(2019, 5, 31), datetime(2019, 5, 31), 'yyyy". "m". "d"."'),
        (datetime(2019, 5, 31, 14, 20), datetime(2019, 5, 31, 14, 20), 'yyyy". "m". "d". "hh:mm'),
        (True, True, "General"),
    ],
)
def test_values_keep_their_type(value: object, stored: object, code: str) -> None:
    cell = one(SheetCell(value, Look.TOTAL))[0]["A1"]
    assert (cell.value, type(cell.value), cell.number_format) == (stored, type(stored), code)


@pytest.mark.parametrize("value", [10**15, Decimal("NaN"), Decimal("1E+999999"), date(1900, 2, 28)])
def test_values_that_excel_cannot_hold_become_text_and_a_problem(value: object) -> None:
    sheet, problems = one(SheetCell(value))
    assert sheet["A1"].value == str(value)
    assert [problem.code for problem in problems] == ["W-XLSX-03"]
    assert str(problems[0]).startswith("대장[가]!A1: 경고 W-XLSX-03")


def test_too_long_text_is_cut_with_a_mark_and_a_problem() -> None:
    sheet, problems = one(SheetCell("가나다라 " * 10_000))
    assert len(sheet["A1"].value) == 32_767
    assert sheet["A1"].value.endswith("…〔이하 생략〕")
    assert [problem.code for problem in problems if problem.stops] == ["W-XLSX-02"]


def test_longest_text_is_whole_though_too_high_for_one_row() -> None:
    sheet, problems = one(SheetCell("😀" * 16_383))
    assert sheet["A1"].value == "😀" * 16_383
    assert [problem.code for problem in problems] == ["W-XLSX-05"]


def test_control_characters_are_left_out() -> None:
    assert one(SheetCell("a\x00\x07\ud800b\r\nc"))[0]["A1"].value == "ab\nc"


def test_formulas_carry_their_values() -> None:
    data, _ = write_workbook(Workbook("대장", (ledger(),)))
    assert openpyxl.load_workbook(BytesIO(data))["장애 대장"]["D6"].value == "=SUM(D3:D5)"
    assert openpyxl.load_workbook(BytesIO(data), data_only=True)["장애 대장"]["D6"].value == 6000


def test_formula_without_equals_sign_is_a_problem() -> None:
    sheet, problems = one(SheetCell(3, formula="SUM(A2:A3)"))
    assert sheet["A1"].value == "SUM(A2:A3)"
    assert [problem.code for problem in problems] == ["W-XLSX-08"]


def test_parts_of_a_ledger() -> None:
    book, problems = written(ledger(), created=date(2024, 3, 31), marking="초안")
    sheet = book["장애 대장"]
    assert problems == []
    assert [cell.value for cell in sheet[2]] == ["번호", "내용", "판정", "금액"]
    assert sheet["A2"].font.bold and sheet["A2"].font.name == "맑은 고딕"
    assert sheet["A2"].fill.fgColor.rgb == "FFE5E5E5"
    assert sheet["A2"].alignment.horizontal == "center" and sheet["A2"].alignment.wrap_text
    assert sheet["B3"].border.left.style == "thin"
    assert sheet.freeze_panes == "B3"
    assert sheet.auto_filter.ref == "A2:D5"
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:D1", "A6:C6"}
    assert sheet.print_title_rows == "$2:$2"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "- &P -"
    assert sheet.oddFooter.left.text.strip() == "예시 자료 && 표본"
    assert (sheet.oddHeader.right.text, sheet.oddHeader.right.color) == ("초안", "C00000")
    assert book.properties.created == datetime(2024, 3, 31)


def test_dropdowns_stand_on_the_data_rows() -> None:
    (rule,) = written(ledger())[0]["장애 대장"].data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("C3:C5", '"적합,부적합,해당없음"')


def test_long_dropdowns_come_from_a_hidden_sheet() -> None:
    words = tuple(f"긴 선택 항목 {count}" for count in range(60))
    plain = Sheet(
        "선택 목록", (Column("가", choices=words), Column("나", choices=("a,b",))), ((SheetCell(), SheetCell()),)
    )
    book, problems = written(plain)
    hidden = book.worksheets[-1]
    first, second = book["선택 목록"].data_validations.dataValidation
    assert hidden.sheet_state == "hidden" and hidden.title == "선택 목록 (2)"
    assert first.formula1 == "'선택 목록 (2)'!$A$1:$A$60"
    assert second.formula1 == "'선택 목록 (2)'!$B$1:$B$1"
    assert [cell.value for cell in hidden["A"]] == list(words)
    assert problems == []


def test_data_rows_have_no_merges_and_are_filled_up() -> None:
    book, _ = written(Sheet("가", COLUMNS, ((SheetCell("넓은 칸", colspan=2),),)))
    assert not book["가"].merged_cells.ranges
    assert [cell.border.left.style for cell in book["가"][2]] == ["thin"] * 4


def test_links() -> None:
    cells = tuple(
        SheetCell("글", href=href) for href in ("붙임/근거 자료.pdf", "internal:'장애 대장'!A1", "https://a.b/?c=1")
    )
    book, problems = written(Sheet("가", (), (cells,)), ledger())
    links = [cell.hyperlink for cell in book["가"][1]]
    assert [link.target for link in links] == ["붙임/근거%20자료.pdf", None, "https://a.b/?c=1"]
    assert links[1].location == "'장애 대장'!A1"
    assert [cell.value for cell in book["가"][1]] == ["글"] * 3
    assert problems == []


def test_a_number_may_be_a_link() -> None:
    cell = one(SheetCell(3, href="a.pdf"))[0]["A1"]
    assert (cell.value, cell.hyperlink.target) == (3, "a.pdf")


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "internal:'없는 시트'!A1", "/etc/x", "C:/x", "a" * 3000, "internal:A1"]
)
def test_links_that_lead_nowhere_are_problems(href: str) -> None:
    sheet, problems = one(SheetCell("글", href=href))
    assert sheet["A1"].value == "글" and sheet["A1"].hyperlink is None
    assert [problem.code for problem in problems] == ["W-XLSX-04"]


def test_many_cells_may_lead_to_one_place() -> None:
    shared = SheetCell("글", href="a.pdf", comment="쪽지")
    rows = tuple((SheetCell(count, href="internal:'나'!A2"), shared) for count in range(5))
    book, problems = written(Sheet("가", (), rows), Sheet("나", (), ()))
    links = [[cell.hyperlink for cell in row] for row in book["가"].iter_rows()]
    assert [(inside.location, out.target) for inside, out in links] == [("'나'!A2", "a.pdf")] * 5
    assert [[link.ref for link in row] for row in links] == [[f"A{row}", f"B{row}"] for row in range(1, 6)]
    assert [row[1].comment.text for row in book["가"].iter_rows()] == ["쪽지"] * 5
    assert problems == []


def test_missing_facts_are_red_on_yellow() -> None:
    cell = one(SheetCell(missing=True))[0]["A1"]
    assert (cell.value, cell.font.color.rgb, cell.fill.fgColor.rgb) == ("〔입력 필요〕", "FFC00000", "FFFFFF99")


def test_comments() -> None:
    assert one(SheetCell("가", comment="확인\n요망"))[0]["A1"].comment.text == "확인\n요망"


def test_a_note_keeps_its_size_over_high_rows() -> None:
    def box(text: str) -> list[str]:
        rows = tuple((SheetCell(text, comment="쪽지" if order == 1 else ""),) for order in range(9))
        data, _ = write_workbook(Workbook("", (Sheet("가", (Column("글", 20),), rows),)))
        drawing = zipfile.ZipFile(BytesIO(data)).read("xl/drawings/vmlDrawing1.vml").decode()
        return drawing.partition("<x:Anchor>")[2].partition("</x:Anchor>")[0].replace(" ", "").split(",")

    assert int(box("짧은 글")[6]) - int(box("짧은 글")[2]) > 2  # rows under the box
    assert int(box("긴 글 " * 40)[6]) - int(box("긴 글 " * 40)[2]) < 2


def test_sheet_names_are_made_fit_and_unique() -> None:
    asked = ["a/b:c", "A b c", "가" * 40, "가" * 40, "History", "'", "좋은 이름"]
    book, problems = written(*[Sheet(name, (), ((SheetCell(1),),)) for name in asked])
    assert book.sheetnames == ["a b c", "A b c (2)", "가" * 31, "가" * 27 + " (2)", "기록", "시트", "좋은 이름"]
    assert [problem.code for problem in problems] == ["W-XLSX-01"] * 6


def test_a_link_follows_a_renamed_sheet() -> None:
    book, problems = written(Sheet("가", (), ((SheetCell("x", href="internal:'나/다'!B2"),),)), Sheet("나/다", (), ()))
    assert book["가"]["A1"].hyperlink.location == "'나 다'!B2"
    assert [problem.code for problem in problems] == ["W-XLSX-01"]


def test_a_workbook_needs_a_sheet() -> None:
    data, problems = write_workbook(Workbook("빈 통합문서", ()))
    assert data == b""
    assert [problem.code for problem in problems] == ["W-XLSX-06"]


def test_rows_have_the_height_of_their_text_and_still_grow() -> None:
    sheet = Sheet("가", (Column("가", 20),), ((SheetCell("짧은 글"),), (SheetCell("긴 글 " * 40),)))
    data, _ = write_workbook(Workbook("", (sheet,)))
    xml = zipfile.ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "customHeight" not in xml
    heights = openpyxl.load_workbook(BytesIO(data))["가"].row_dimensions
    assert heights[2].height is None
    assert 100 < heights[3].height < 200


def test_equal_workbooks_give_equal_bytes_without_a_clock() -> None:
    data, _ = write_workbook(Workbook("대장", (ledger(),)))
    assert data == write_workbook(Workbook("대장", (ledger(),)))[0]
    package = zipfile.ZipFile(BytesIO(data))
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"1980-01-01T00:00:00Z" in package.read("docProps/core.xml")


def test_a_cell_that_rows_share_is_written_as_equal_cells_are() -> None:
    def made(*, shared: bool) -> tuple[bytes, list[Problem]]:
        texts = ("가", "=1", "긴 글 " * 900, "가" * 40_000, "")
        known = {text: SheetCell(text) for text in texts} | {"연결": SheetCell("연결", href="javascript:x")}
        again = {text: SheetCell(text) for text in texts} | {"연결": SheetCell("연결", href="javascript:x")}
        rows = tuple(tuple((known if shared or order % 2 else again)[key] for key in known) for order in range(6))
        return write_workbook(Workbook("대장", (Sheet("가", (Column("번호", 8), Column("글", 20)), rows),)))

    data, problems = made(shared=True)
    assert (data, problems) == made(shared=False)
    assert sorted({problem.code for problem in problems}) == ["W-XLSX-02", "W-XLSX-04", "W-XLSX-05"]
    assert len(problems) == 6 * 4  # each told where it stands
    assert [problem.at.row for problem in problems if problem.code == "W-XLSX-02"] == [2, 3, 4, 5, 6, 7]


def test_a_text_is_kept_once() -> None:
    rows = tuple((SheetCell("같은 글"), SheetCell(f"{order}번")) for order in range(50))
    data, _ = write_workbook(Workbook("", (Sheet("가", (), rows), Sheet("나", (), rows))))
    package = zipfile.ZipFile(BytesIO(data))
    assert package.read("xl/sharedStrings.xml").count(b"<si>") == 51
    assert b'<dimension ref="A1:B50"/>' in package.read("xl/worksheets/sheet2.xml")


def test_a_format_has_the_number_that_the_library_gives_it() -> None:
    # Book.style leans on a private name of XlsxWriter: this fails when the name or its meaning changes.
    stream = BytesIO()
    with XlsxBook(stream, {"in_memory": True}) as file:
        book = Book(Workbook("", ()), file)
        page = file.add_worksheet("가")
        formats = [book.format({"bold": True}), book.format({"num_format": "0.0"}), book.format({"bold": True})]
        numbers = [book.style(made) for made in formats]
        for column, made in enumerate(formats):
            page.write_blank(0, column, None, made)
    xml = zipfile.ZipFile(stream).read("xl/worksheets/sheet1.xml").decode()
    assert numbers[0] == numbers[2] != numbers[1]
    assert [f'<c r="{letter}1" s="{number}"/>' in xml for letter, number in zip("ABC", numbers, strict=True)] == [True] * 3


def test_a_workbook_of_numbers_needs_no_text() -> None:
    assert one(SheetCell(3))[0]["A1"].value == 3
    book, problems = written(Sheet("빈 시트", (), ()))
    assert (book["빈 시트"].dimensions, problems) == ("A1:A1", [])


plain_values = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=30),
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**6), 10**6, places=3),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.booleans(),
)


@settings(deadline=None, max_examples=30, derandomize=True)
@given(st.lists(st.lists(plain_values, min_size=3, max_size=3), min_size=1, max_size=5))
def test_reading_again_gives_the_same_values(rows: list[list[object]]) -> None:
    data, problems = write_workbook(
        Workbook("", (Sheet("가", (), tuple(tuple(SheetCell(value) for value in row) for row in rows)),))
    )
    read = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [[plain(value) for value in row] for row in read] == [[plain(value) for value in row] for row in rows]
    assert problems == []


def plain(value: object) -> object:
    """Return a value as a spreadsheet knows it: numbers are floats, a date is its midnight."""
    match value:
        case bool() | str() | datetime():
            return value
        case date():
            return datetime(value.year, value.month, value.day)
        case int() | float() | Decimal():
            return float(value)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_computes_the_values_that_we_wrote(tmp_path: Path) -> None:
    wrong = Sheet("다시 계산", (), ((SheetCell(1), SheetCell(999, formula="=A1+1")),))
    (tmp_path / "ours.xlsx").write_bytes(write_workbook(Workbook("대장", (ledger(), wrong)))[0])
    profile = tmp_path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE)
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path / "theirs"), str(tmp_path / "ours.xlsx")], check=True, capture_output=True, timeout=120
    )
    theirs = openpyxl.load_workbook(tmp_path / "theirs" / "ours.xlsx", data_only=True)
    assert theirs["다시 계산"]["B1"].value == 2  # LibreOffice did compute
    assert theirs["장애 대장"]["D6"].value == 6000


def test_nothing_is_said_by_the_library() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_workbook(Workbook("가" * 300, (ledger(),), marking="&" * 300))
