"""A workbook written into a person's own: what is theirs stays, what is ours is written where it stands now."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from pipeline.document.sheet import Column, Highlight, Look, Sheet, SheetCell, Workbook
from pipeline.write.into_xlsx import write_into
from pipeline.write.to_xlsx import write_workbook

VERDICTS = ("적합", "부적합", "재확인")
COLUMNS = (
    Column("번호"),
    Column("내용", 40),
    Column("상태", name="표_상태"),
    Column("판정", choices=VERDICTS, kept=True, look=Look.INPUT),
    Column("의견", kept=True, look=Look.INPUT),
    Column("자동값 지문|추적표|번호|내용|상태|*판정|*의견", hidden=True),
)


def row(id: str, text: str, status: str = "이행", verdict: str = "", remark: str = "", replaces: tuple[str, ...] = ()) -> tuple:
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
    kept = Sheet("보관", (Column("번호"), Column("열"), Column("내용"), Column("자동값 지문|보관|번호|열|내용", hidden=True)), archived, key=0, stamp=3, archive=True)
    return Workbook("추적", (table, listing, kept))


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

    after = book(row("A-1", "하나", remark="다른 의견"), row("A-2", "둘", verdict="재확인", replaces=("적합",)), row("A-3", "셋", remark="새 의견"))
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
        page["H5"] = "=A5&\"!\""

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

    made, problems = into(book(row("A-1", "하나"), row("A-1b", "하나 반"), row("A-2", "둘"), row("A-3", "셋")), theirs(work))
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


def test_what_the_library_loses_is_told() -> None:
    from zipfile import ZipFile

    stream = BytesIO(theirs())
    with ZipFile(stream, "a") as package:
        package.writestr("xl/threadedComments/threadedComment1.xml", "<x/>")
    problems = write_into(FIRST, stream.getvalue(), "검토.xlsx")[1]
    assert [problem.code for problem in problems] == ["W-XLSX-11"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice")
def test_a_round_trip_through_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "in.xlsx").write_bytes(theirs(lambda opened: opened["추적표"].__setitem__("E4", "리브레 의견")))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "in.xlsx")], check=True, capture_output=True, timeout=120)
    made, problems = into(replace(FIRST, title="다시"), (tmp_path / "out" / "in.xlsx").read_bytes())
    assert problems == []
    assert (made["추적표"]["E4"].value, made["추적표"]["C6"].value) == ("리브레 의견", "=COUNTA(표_상태)")
