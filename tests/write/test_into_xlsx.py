"""A workbook written into a person's own: what is theirs stays, what is ours is written where it stands now."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pipeline.document.sheet import Column, Highlight, Look, Mark, Sheet, SheetCell, SheetRun, Workbook
from pipeline.write.into_xlsx import write_into
from pipeline.write.to_xlsx import write_workbook
from tests.write.excel_sample import excel_book

VERDICTS = ("적합", "부적합", "재확인")
COLUMNS = (
    Column("번호"),
    Column("내용", 40),
    Column("상태", name="표_상태"),
    Column("판정", choices=VERDICTS, kept=True, look=Look.INPUT),
    Column("의견", kept=True, look=Look.INPUT),
    Column("자동값 지문|추적표|번호|내용|상태|*판정|*의견", hidden=True),
)


def row(
    id: str, text: str, status: str = "이행", verdict: str = "", remark: str = "", replaces: tuple[str, ...] = ()
) -> tuple:
    """Return one row of the sheet, its text linked to another sheet's row."""
    cells = (SheetCell(id, href="internal:'목록'!A3"), SheetCell(text), SheetCell(status))
    return (*cells, SheetCell(verdict or None, replaces=replaces), SheetCell(remark or None), SheetCell(f"#f|d|{id}"))


def book(*rows: tuple, archived: tuple = ()) -> Workbook:
    """Return the workbook: the table, a list of which its links speak, and the archive."""
    heading = ((SheetCell("추적표", Look.TITLE, colspan=5), SheetCell("#|h|머리1")),)
    total = (SheetCell("합계", Look.TOTAL), SheetCell(None), SheetCell(len(rows), Look.TOTAL, "=COUNTA(표_상태)"))
    blanks = (SheetCell(None), SheetCell(None), SheetCell("#|t|합계"))
    table = Sheet(
        "추적표", COLUMNS, rows, heading, ((*total, *blanks),), key=0, stamp=5, freeze_columns=1,
        highlights=(Highlight(3, 3, (("적합", Look.GOOD),)),),
    )  # fmt: skip
    listing = Sheet(
        "목록", (Column("이름"), Column("자동값 지문|목록|이름", hidden=True)),
        tuple((SheetCell(name), SheetCell(f"#||{name}")) for name in ("가", "나")), key=0, stamp=1,
    )  # fmt: skip
    kept = Sheet(
        "보관",
        (Column("번호"), Column("열"), Column("내용"), Column("자동값 지문|보관|번호|열|내용", hidden=True)),
        archived,
        key=0,
        stamp=3,
        archive=True,
    )
    return Workbook("추적", (table, listing, kept))


pytestmark = pytest.mark.filterwarnings(
    "ignore:.*not supported and will be removed"
)  # openpyxl's, of what it does not read
FIRST = book(row("A-1", "하나"), row("A-2", "둘"), row("A-3", "셋"))


def theirs(change=lambda book: None, workbook: Workbook = FIRST) -> bytes:
    """Return the written workbook after a person's change."""
    opened = openpyxl.load_workbook(BytesIO(write_workbook(workbook)[0]))
    change(opened)
    stream = BytesIO()
    opened.save(stream)
    return stream.getvalue()


def into(workbook: Workbook, data: bytes) -> tuple[openpyxl.Workbook, list]:
    """Return the result opened, and the problems."""
    made, problems = write_into(workbook, data, "검토.xlsx")
    assert write_into(workbook, data, "검토.xlsx")[0] == made
    assert write_into(workbook, made, "검토.xlsx")[0] == made, "what is there already is not written again"
    return openpyxl.load_workbook(BytesIO(made)), problems


def test_order_widths_fills_notes_columns_and_sheets_stay() -> None:
    def work(opened: openpyxl.Workbook) -> None:
        page = opened["추적표"]
        page.insert_cols(2)
        page["B2"], page["B3"] = "현장", "창고"
        page["C3"].fill = PatternFill("solid", fgColor="FFABCDEF")
        page["E3"].comment = Comment("다시 볼 것", "홍길동")
        page.column_dimensions["C"].width = 77
        opened.create_sheet("내 시트")["A1"] = "메모"

    made, problems = into(book(row("A-1", "하나 고침", "일부"), row("A-2", "둘"), row("A-3", "셋")), theirs(work))
    page = made["추적표"]
    assert problems == []
    assert [page.cell(2, column).value for column in range(1, 7)] == ["번호", "현장", "내용", "상태", "판정", "의견"]
    assert (page["B3"].value, page["C3"].value, page["D3"].value) == ("창고", "하나 고침", "일부")
    assert page["C3"].fill.fgColor.rgb == "FFABCDEF"
    assert page["E3"].comment.text == "다시 볼 것"
    assert page.column_dimensions["C"].width == 77
    assert made["내 시트"]["A1"].value == "메모"
    assert made.defined_names["표_상태"].attr_text == "'추적표'!$D$3:$D$5"


def test_words_of_people_are_not_written_over() -> None:
    def work(opened: openpyxl.Workbook) -> None:
        opened["추적표"]["E3"] = "내 의견"
        opened["추적표"]["D4"] = "적합"

    after = book(
        row("A-1", "하나", remark="다른 의견"),
        row("A-2", "둘", verdict="재확인", replaces=("적합",)),
        row("A-3", "셋", remark="새 의견"),
    )
    made, problems = into(after, theirs(work))
    page = made["추적표"]
    assert (page["E3"].value, page["D4"].value, page["E5"].value) == ("내 의견", "재확인", "새 의견")
    assert [str(problem).split(" → ")[0] for problem in problems] == [
        "검토.xlsx[추적표]!E3: 경고 W-XLSX-10 사람이 적은 글을 그대로 두었습니다. 기록에는 다르게 있습니다: 다른 의견"
    ]


def test_a_row_that_is_no_more_leaves_and_its_words_are_archived() -> None:
    def work(opened: openpyxl.Workbook) -> None:
        page = opened["추적표"]
        page["E4"], page["D4"] = "지워질 행의 의견", "적합"
        page["E4"].comment = Comment("쪽지", "홍길동")
        page["E5"] = "남을 의견"
        page.row_dimensions[5].height = 60
        page["H5"] = '=A5&"!"'

    made, problems = into(book(row("A-1", "하나"), row("A-3", "셋")), theirs(work))
    page, archive = made["추적표"], made["보관"]
    assert problems == []
    assert [page.cell(number, 1).value for number in range(3, 7)] == ["A-1", "A-3", "합계", None]
    assert (page["E4"].value, page["H4"].value, page.row_dimensions[4].height) == ("남을 의견", '=A4&"!"', 60)
    found = {tuple(cell.value for cell in cells[:3]) for cells in archive.iter_rows(min_row=2)}
    assert {("A-2", "판정", "적합"), ("A-2", "의견", "지워질 행의 의견"), ("A-2", "의견(메모)", "쪽지")} <= found


def test_new_rows_stand_behind_the_one_they_follow_also_after_sorting() -> None:
    def work(opened: openpyxl.Workbook) -> None:
        page = opened["추적표"]
        values = [[cell.value for cell in cells] for cells in page.iter_rows(min_row=3, max_row=5)]
        for cells, turned in zip(page.iter_rows(min_row=3, max_row=5), reversed(values), strict=True):
            for cell, value in zip(cells, turned, strict=True):
                cell.value = value
        page.title = "검토본"

    made, problems = into(
        book(row("A-1", "하나"), row("A-1b", "하나 반"), row("A-2", "둘"), row("A-3", "셋")), theirs(work)
    )
    page = made["검토본"]
    assert problems == []
    assert [page.cell(number, 1).value for number in range(3, 8)] == ["A-3", "A-2", "A-1", "A-1b", "합계"]
    assert page["A6"].hyperlink.location == "'목록'!A3"
    assert any("D6" in area for area in (str(rule.sqref) for rule in page.data_validations.dataValidation)) or any(
        rule.sqref.ranges[0].max_row >= 6 for rule in page.data_validations.dataValidation
    )
    assert page["B6"].border.left.style == "thin"


def test_links_follow_rows_that_people_sorted() -> None:
    def work(opened: openpyxl.Workbook) -> None:
        page = opened["목록"]
        page["A2"], page["B2"], page["A3"], page["B3"] = "나", "#||나", "가", "#||가"

    listing = FIRST.sheets[1]
    assert listing.rows[1][0].value == "나"
    made, _ = into(FIRST, theirs(work))
    assert made["추적표"]["A3"].hyperlink.location == "'목록'!A2"


def test_a_sheet_that_they_lack_is_added_and_deleted_columns_of_theirs_come_back() -> None:
    def work(opened: openpyxl.Workbook) -> None:
        del opened["보관"]
        opened["추적표"].delete_cols(5)  # 의견
        opened["추적표"].delete_cols(3)  # 상태: ours, they do not want it

    made, problems = into(book(row("A-1", "하나", remark="말"), row("A-2", "둘"), row("A-3", "셋")), theirs(work))
    titles = [cell.value for cell in made["추적표"][2]]
    assert problems == []
    assert "보관" in made.sheetnames
    assert "상태" not in titles
    assert made["추적표"].cell(3, titles.index("의견") + 1).value == "말"


def test_a_text_like_a_formula_stays_a_text() -> None:
    made, _ = into(book(row("A-1", "=1+1"), row("A-2", "둘"), row("A-3", "셋")), theirs())
    assert (made["추적표"]["B3"].value, made["추적표"]["B3"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"a,b\n"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    made, problems = write_into(FIRST, data, "검토.xls")
    assert made == b""
    assert [problem.code for problem in problems] == ["W-XLSX-09"]


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package, whose checksums hold."""
    with ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_equal_contents_change_no_byte() -> None:
    data = write_workbook(FIRST)[0]
    assert write_into(FIRST, data) == (data, [])


AMENDED = book(row("A-1", "하나"), row("A-1b", "하나 반"), row("A-3", "셋", "일부"), row("A-4", "넷"))


def test_what_is_not_ours_is_copied_byte_for_byte() -> None:
    before = parts(excel_book())
    data, _ = write_into(AMENDED, excel_book())
    after = parts(data)
    same = {name for name in before if after.get(name) == before[name]}
    assert {
        "xl/unknown/thing.bin",
        "xl/persons/person.xml",
        "xl/drawings/drawing2.xml",
        "xl/tables/table1.xml",
        "xl/media/image1.png",
    } <= same
    assert {
        "xl/metadata.xml",
        "xl/sharedStrings.xml",
        "xl/theme/theme1.xml",
        "docProps/app.xml",
        "docProps/core.xml",
    } <= same
    assert before.keys() - after.keys() == {"xl/calcChain.xml"}
    assert b"calcChain" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_formulas_of_people_keep_speaking_of_the_same_rows() -> None:
    made, problems = into(AMENDED, excel_book())
    page, own = made["추적표"], made["내 시트"]
    assert [page.cell(number, 1).value for number in range(5, 10)] == ["A-1", "A-1b", "A-3", "A-4", "합계"]
    assert [page.cell(number, 8).value for number in range(5, 9)] == ['=B5&"!"', None, '=B7&"!"', None]
    assert [own.cell(number, 1).value for number in (1, 2, 3)] == [
        "=추적표!B7",
        '=COUNTIF(추적표!$C$5:$C$8,"이행")',
        "=추적표!#REF!",
    ]
    assert (own["B1"].value.ref, own["B1"].value.text) == ("B1:B3", "=추적표!B5:B8")
    assert made.defined_names["내_범위"].attr_text == "추적표!$B$5:$B$8"
    assert made.defined_names["내_칸"].attr_text == "추적표!$B$7"
    assert [str(problem).split(" → ")[0] for problem in problems] == [
        "검토.xlsx[내 시트]!A3: 경고 W-XLSX-11 수식이 가리키던 행이 빠져 #REF!가 되었습니다"
    ]


def test_notes_shapes_charts_and_rules_follow_their_rows() -> None:
    grown = book(row("A-0", "영"), row("A-1", "하나"), row("A-2", "둘"), row("A-3", "셋"))
    after = {
        name: content.decode("utf-8", "replace") for name, content in parts(write_into(grown, excel_book())[0]).items()
    }
    assert re.findall(r'<comment ref="(\w+)"', after["xl/comments1.xml"]) == ["B6", "B7", "B8"]
    assert re.findall(r'<threadedComment ref="(\w+)"', after["xl/threadedComments/threadedComment1.xml"]) == [
        "B6",
        "B6",
        "B7",
    ]
    assert re.findall(r"<x:Row>(\d+)<", after["xl/drawings/vmlDrawing1.vml"]) == ["5", "6", "7"]
    assert "<x:Anchor>11, 0, 10, 0, 12, 0, 11, 0<" in after["xl/drawings/vmlDrawing1.vml"]  # the button
    assert re.findall(r"<xdr:from>.*?<xdr:row>(\d+)<", after["xl/drawings/drawing1.xml"]) == ["6", "7"]
    assert re.findall(r"<c:f>([^<]*)<", after["xl/charts/chart1.xml"]) == [
        "추적표!$B$8",
        "추적표!$A$5:$A$8",
        "추적표!$C$5:$C$8",
    ]
    sheet = after["xl/worksheets/sheet1.xml"]
    assert re.findall(r'<mergeCell ref="([^"]*)"', sheet) == ["I6:I7", "J7:J8"]
    assert re.findall(r"<xm:(?:f|sqref)>([^<]*)<", sheet) == ["C5:C8", "추적표!H5:H8", "K8"]
    assert re.findall(r'<brk id="(\d+)"', sheet) == ["7"]
    assert re.findall(r'<hyperlink ref="N6" location="([^"]*)"', sheet) == ["'추적표'!B8"]
    assert "sqref=\"C5:C8\"><formula1>'내 시트'!$A$1:$A$3<" in sheet
    assert '<row r="8" s="2" customFormat="1" ht="39.75" customHeight="1" outlineLevel="1"' in sheet
    assert re.findall(r'<hyperlink ref="D1" location="([^"]*)"', after["xl/worksheets/sheet2.xml"]) == ["'추적표'!A8"]
    assert re.findall(r"<formula>(추적표[^<]*)<", after["xl/worksheets/sheet2.xml"]) == ['추적표!$C$8="이행"']


def test_notes_and_threads_of_rows_that_are_no_more_are_archived() -> None:
    made, _ = into(AMENDED, excel_book())
    said = [tuple(cell.value for cell in cells[:3]) for cells in made["보관"].iter_rows(min_row=2)]
    assert ("A-2", "내용(메모)", "쪽지2\n말3") in said
    assert ("A-2", "H", '=B6&"!"') in said and ("A-2", "J", "위가 빠질 칸") in said


def test_archived_words_are_taken_for_ours_once_they_are_in_the_records() -> None:
    once = write_into(book(row("A-1", "하나")), theirs(lambda opened: opened["추적표"].__setitem__("E4", "둘의 의견")))[
        0
    ]
    kept = tuple(SheetCell(text) for text in ("A-2", "의견", "둘의 의견"))
    made, _ = into(book(row("A-1", "하나"), archived=((*kept, SheetCell("#f|d|보관1")),)), once)
    assert [tuple(cell.value for cell in cells) for cells in made["보관"].iter_rows(min_row=2)] == [
        ("A-2", "의견", "둘의 의견", "#f|d|보관1")
    ]


def test_a_row_that_a_person_added_stays_with_its_key() -> None:
    def work(opened: openpyxl.Workbook) -> None:
        opened["추적표"].insert_rows(4)
        opened["추적표"]["A4"], opened["추적표"]["B4"] = "내-1", "내가 더한 행"

    made, problems = into(FIRST, theirs(work))
    assert problems == []
    assert [made["추적표"].cell(number, 1).value for number in range(3, 8)] == ["A-1", "내-1", "A-2", "A-3", "합계"]


def test_styles_are_added_behind_theirs_and_their_looks_stay() -> None:
    def work(opened: openpyxl.Workbook) -> None:
        for place in ("B3", "B4"):
            opened["추적표"][place].font = Font(name="바탕", size=14, italic=True)

    data = theirs(work)
    good = list(row("A-1", "하나 고침"))
    good[1] = replace(good[1], look=Look.GOOD)
    made, _ = into(book(tuple(good), row("A-2", "둘"), row("A-3", "셋")), data)
    cell = made["추적표"]["B3"]
    assert (cell.font.name, cell.font.size, cell.font.italic, cell.fill.fgColor.rgb) == ("바탕", 14, True, "FFE2EFDA")
    assert made["추적표"]["B4"].fill.fill_type is None
    before, after = (
        re.search(rb"<cellXfs.*?</cellXfs>", parts(each)["xl/styles.xml"])[0]
        for each in (data, write_into(book(tuple(good)), data)[0])
    )
    assert after.split(b">", 1)[1].startswith(before.split(b">", 1)[1].removesuffix(b"</cellXfs>"))


def test_a_result_that_changed_is_written_with_its_formula() -> None:
    data = write_workbook(FIRST)[0]
    made = write_into(book(row("A-1", "하나"), row("A-2", "둘"), row("A-3", "셋"), row("A-4", "넷")), data)[0]
    assert openpyxl.load_workbook(BytesIO(made), data_only=True)["추적표"]["C7"].value == 4


def test_dates_numbers_and_pieces_of_texts_are_written() -> None:
    cells = [SheetCell(date(2019, 8, 31)), SheetCell(Decimal("0.5")), SheetCell(True)]
    pieces = SheetCell("이전지금", runs=(SheetRun("이전", Mark.REMOVED), SheetRun("지금", Mark.ADDED)))
    for cell, expected in zip(cells, (datetime(2019, 8, 31), 0.5, True), strict=True):
        made, _ = into(
            book((*row("A-1", "하나")[:1], cell, *row("A-1", "")[2:]), row("A-2", "둘"), row("A-3", "셋")), theirs()
        )
        assert made["추적표"]["B3"].value == expected
    data = write_into(book((*row("A-1", "하나")[:1], pieces, *row("A-1", "")[2:])), theirs())[0]
    rich = openpyxl.load_workbook(BytesIO(data), rich_text=True)["추적표"]["B3"].value
    assert [(each.text, bool(each.font.strike), bool(each.font.b)) for each in rich] == [
        ("이전", True, False),
        ("지금", False, True),
    ]


def test_dates_count_from_1904_where_a_workbook_does() -> None:
    def work(opened: openpyxl.Workbook) -> None:
        opened.epoch = CALENDAR_MAC_1904

    made, _ = into(book((*row("A-1", "하나")[:1], SheetCell(date(2019, 8, 31)), *row("A-1", "")[2:])), theirs(work))
    assert made["추적표"]["B3"].value == datetime(2019, 8, 31)


def test_a_note_of_ours_stands_beside_theirs() -> None:
    noted = list(row("A-1", "하나"))
    noted[1] = replace(noted[1], comment="우리 쪽지")
    for data, expected in ((theirs(), "우리 쪽지"), (excel_book(), "쪽지1")):
        made, _ = into(book(tuple(noted), row("A-2", "둘"), row("A-3", "셋")), data)
        first = next(cells for cells in made["추적표"].iter_rows(min_row=3) if cells[0].value == "A-1")
        assert first[1].comment.text == expected


def test_a_dropdown_and_a_highlight_that_are_gone_come_back_once() -> None:
    def work(opened: openpyxl.Workbook) -> None:
        page = opened["추적표"]
        page.data_validations.dataValidation.clear()
        page.conditional_formatting = type(page.conditional_formatting)()

    made, _ = into(FIRST, theirs(work))
    page = made["추적표"]
    assert [(str(rule.sqref), rule.formula1) for rule in page.data_validations.dataValidation] == [
        ("D3:D5", '"적합,부적합,재확인"')
    ]
    assert [str(rule.sqref) for rule in page.conditional_formatting] == ["D3:D5"]


@pytest.mark.parametrize("spelling", ["prefixed", "commented", "utf-16", "bare"])
def test_other_spellings_of_the_same_sheet_are_read(spelling: str) -> None:
    plain = parts(write_workbook(FIRST)[0])
    sheet = plain["xl/worksheets/sheet1.xml"]
    match spelling:
        case "prefixed":
            sheet = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", sheet).replace(b"xmlns=", b"xmlns:x=")
        case "commented":
            sheet = sheet.replace(b"<row ", b"<!-- <row --><row ").replace(b'<row r="3"', b"<row r='3'")
        case "utf-16":
            sheet = sheet.decode().replace("UTF-8", "UTF-16").encode("utf-16")
        case "bare":
            sheet = re.sub(rb'<(row|c) r="\w+"', rb"<\1", sheet)
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, content in (plain | {"xl/worksheets/sheet1.xml": sheet}).items():
            package.writestr(name, content)
    assert write_into(FIRST, stream.getvalue()) == (stream.getvalue(), [])
    made, problems = into(AMENDED, stream.getvalue())
    assert problems == []
    assert [made["추적표"].cell(number, 1).value for number in range(3, 8)] == ["A-1", "A-1b", "A-3", "A-4", "합계"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize("content", [b"<x", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', b""])
def test_broken_parts_and_dtds_are_refused(part: str, content: bytes) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, each in (parts(write_workbook(FIRST)[0]) | {part: content}).items():
            package.writestr(name, each)
    made, problems = write_into(AMENDED, stream.getvalue(), "검토.xlsx")
    assert made == b""
    assert [problem.code for problem in problems] == ["W-XLSX-09"]


def test_a_package_that_would_grow_without_end_is_refused() -> None:
    stream = BytesIO(write_workbook(FIRST)[0])
    with ZipFile(stream, "a", ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.bmp", bytes(40_000_000))
    made, problems = write_into(AMENDED, stream.getvalue(), "검토.xlsx")
    assert (made, [problem.code for problem in problems]) == (b"", ["W-XLSX-09"])


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice")
def test_a_round_trip_through_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "in.xlsx").write_bytes(theirs(lambda opened: opened["추적표"].__setitem__("E4", "리브레 의견")))
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "in.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    made, problems = into(replace(FIRST, title="다시"), (tmp_path / "out" / "in.xlsx").read_bytes())
    assert problems == []
    assert (made["추적표"]["E4"].value, made["추적표"]["C6"].value) == ("리브레 의견", "=COUNTA(표_상태)")
