"""The dump shows charts, highlights, kept and hidden columns, marked words and what the archive is."""

from __future__ import annotations

from pipeline.document.dump import dump_workbook
from pipeline.document.sheet import ChartKind, Column, Highlight, Look, Mark, Sheet, SheetCell, SheetChart, SheetRun, Workbook


def test_everything_of_a_reviewed_sheet_is_seen() -> None:
    runs = (SheetRun("가"), SheetRun("나", Mark.ADDED), SheetRun("다", Mark.REMOVED))
    sheet = Sheet(
        "추적표",
        (Column("번호"), Column("판정", kept=True, name="추적_판정"), Column("지문", hidden=True)),
        ((SheetCell("가나다", runs=runs), SheetCell("재확인", Look.WARN, replaces=("적합",)), SheetCell("#")),),
        charts=(SheetChart("상태", ChartKind.STACKED, 0, (1,), (Look.GOOD,)),),
        highlights=(Highlight(1, 1, (("적합", Look.GOOD),)), Highlight(0, 0, scale=True)),
        key=0,
        stamp=2,
        archive=True,
        pages_wide=2,
    )
    assert dump_workbook(Workbook("추적", (sheet,))) == (
        "workbook 추적\n"
        "sheet 추적표 A4 landscape filter key=A stamp=C archive wide=2\n"
        '  column A 12 "번호"\n'
        '  column B 12 kept name=추적_판정 "판정"\n'
        '  column C 12 hidden "지문"\n'
        '  chart stacked A:B looks=good 720x300px "상태"\n'
        "  highlight B:B 적합=good\n"
        "  highlight A:A scale\n"
        "  header 1\n"
        "  row 2\n"
        "    A2 text [가][+나][-다]\n"
        '    B2 warn "재확인" replaces=적합\n'
        '    C2 text "#"\n'
    )
