"""Charts, highlights, marked words, hidden columns and names in the written workbook, read again by openpyxl."""

from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl
from python_calamine import CalamineWorkbook

from pipeline.document.sheet import ChartKind, Column, Highlight, Look, Mark, Sheet, SheetCell, SheetChart, SheetRun, Workbook
from pipeline.write.to_xlsx import write_workbook
from pipeline.write.xlsx.links import share_links

COLUMNS = (Column("구분"), Column("이행", look=Look.NUMBER, name="표_이행"), Column("판정", kept=True), Column("지문|아주 긴 글" * 9, 10, hidden=True))
ROWS = tuple((SheetCell(name), SheetCell(count), SheetCell("적합"), SheetCell("#" * 300)) for name, count in (("MAR", 3), ("SER", 1)))
SHEET = Sheet(
    "총괄",
    COLUMNS,
    ROWS,
    totals=((SheetCell("합계", Look.TOTAL), SheetCell(4, Look.TOTAL, "=SUM(표_이행)")),),
    charts=(SheetChart("분류별", ChartKind.STACKED, 0, (1,), (Look.GOOD,)), SheetChart("흐름", ChartKind.LINE, 0, (1,))),
    highlights=(Highlight(2, 2, (("적합", Look.GOOD), ("부적합", Look.BAD))), Highlight(1, 1, scale=True)),
    freeze_columns=1,
    pages_wide=2,
)


def opened(sheet: Sheet = SHEET) -> openpyxl.Workbook:
    data, problems = write_workbook(Workbook("추적", (sheet,)))
    assert problems == []
    assert write_workbook(Workbook("추적", (sheet,)))[0] == data
    return openpyxl.load_workbook(BytesIO(data), rich_text=True)


def test_charts_are_native_and_read_the_data() -> None:
    page = opened()["총괄"]
    assert len(page._charts) == 2
    assert page._charts[0].series[0].val.numRef.f == "총괄!$B$2:$B$3"
    assert page._charts[0].series[0].cat.strRef.f == "총괄!$A$2:$A$3"
    assert page._charts[0].anchor._from.row > 4


def test_charts_keep_what_they_draw() -> None:
    first = opened()["총괄"]._charts[0].series[0]
    assert [point.v for point in first.cat.strRef.strCache.pt] == ["MAR", "SER"]
    assert [point.v for point in first.val.numRef.numCache.pt] == [3, 1]


def test_highlights_follow_values() -> None:
    rules = {str(area.sqref): [rule.type for rule in area.rules] for area in opened()["총괄"].conditional_formatting}
    assert rules == {"C2:C3": ["cellIs", "cellIs"], "B2:B3": ["colorScale"]}


def test_hidden_column_neither_shows_nor_heightens_its_rows() -> None:
    page = opened()["총괄"]
    assert page.column_dimensions["D"].hidden
    assert not page["D2"].alignment.wrap_text
    assert (page.row_dimensions[1].height or 15) < 60
    assert page.print_title_cols == "$A:$A"
    assert page.page_setup.fitToWidth == 2


def test_names_speak_of_the_data() -> None:
    assert opened().defined_names["표_이행"].attr_text == "'총괄'!$B$2:$B$3"


def test_changed_words_are_marked() -> None:
    runs = (SheetRun("월 "), SheetRun("1회", Mark.REMOVED), SheetRun("2회", Mark.ADDED), SheetRun(""))
    page = opened(Sheet("변경", (Column("글"),), ((SheetCell("월 1회2회", runs=runs),),)))["변경"]
    value = page["A2"].value
    assert str(value) == "월 1회2회"
    assert [bool(part.font.strike) for part in value] == [False, True, False]
    assert value[2].font.b and value[2].font.u == "single"


def test_marked_words_are_escaped_once() -> None:
    words = ("<b>&", " 앞", "_x0041_", "\n끝 ")
    runs = tuple(SheetRun(word, Mark.ADDED if order % 2 else Mark.PLAIN) for order, word in enumerate(words))
    data, _ = write_workbook(Workbook("추적", (Sheet("변경", (Column("글"),), ((SheetCell("".join(words), runs=runs),),)),)))
    read = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert read[1] == ["".join(words)]


def test_one_run_alone_is_plain_text() -> None:
    page = opened(Sheet("변경", (Column("글"),), ((SheetCell("새 글", runs=(SheetRun("새 글", Mark.ADDED),)),),)))["변경"]
    assert page["A2"].value == "새 글"


def test_equal_links_share_a_relationship() -> None:
    rows = tuple((SheetCell(f"{count}", href="../logs/점검.csv" if count % 2 else "b.pdf"),) for count in range(40))
    data, _ = write_workbook(Workbook("추적", (Sheet("가", (Column("글"),), rows),)))
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.read("xl/worksheets/_rels/sheet1.xml.rels").count(b"<Relationship ") == 2
    page = openpyxl.load_workbook(BytesIO(data))["가"]
    assert {page.cell(row, 1).hyperlink.target for row in range(2, 42)} == {"../logs/점검.csv", "b.pdf"}
    assert all(("점검" in page.cell(row, 1).hyperlink.target) == bool((row - 2) % 2) for row in range(2, 42))


def test_sheets_without_equal_links_stay_as_they_are() -> None:
    relations = b'<Relationships><Relationship Id="rId1" Type="t" Target="a" TargetMode="External"/></Relationships>'
    assert share_links({"xl/worksheets/_rels/sheet1.xml.rels": relations, "xl/worksheets/sheet1.xml": b"<x/>"}) == {}
