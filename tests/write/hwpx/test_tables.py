"""Tests of tables: spans, widths, heights, rules, shades, header rows, page division, captions."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.document.blocks import Align, Cell, Document, Figure, Row, Table, TableStyle
from pipeline.write.hwpx.grid import column_edges, lay_out
from pipeline.write.hwpx.lint import lint
from pipeline.write.hwpx.markup import units
from pipeline.write.hwpx.measure import lines as cell_lines
from pipeline.write.to_hwpx import write_document
from tests.write.hwpx.sample import cell, found, grid, lines, look, parts, section, text, words


def table_of(*blocks) -> etree._Element:
    return found(section(*blocks), "//hp:tbl")[0]


def fills(table: Table) -> list[etree._Element]:
    document = Document("시험", (table,))
    return [look(document, "borderFill", number) for number in found(table_of(table), ".//hp:tc/@borderFillIDRef")]


def test_caption_and_unit_stand_above_and_the_table_hangs_in_a_line_of_its_own() -> None:
    table = grid(("가",), caption="실적", number=3, unit="단위: 건")
    assert lines(section(table, text("뒤"))) == ["<표 3> 실적", "(단위: 건)", "", "", "뒤"]
    assert lines(section(grid(("가",), caption="번호 없음")))[0] == "번호 없음"


def test_spans_and_addresses() -> None:
    rows = (Row((cell("가", colspan=2), cell("나", rowspan=2))), Row((cell("다"), cell("라"))))
    table = table_of(Table(rows, (1, 1, 1)))
    cells = [
        (words(each), *(found(each, path)[0] for path in ("*/@rowAddr", "*/@colAddr", "*/@rowSpan", "*/@colSpan")))
        for each in found(table, ".//hp:tc")
    ]
    assert cells == [
        ("가", "0", "0", "1", "2"),
        ("나", "0", "2", "2", "1"),
        ("다", "1", "0", "1", "1"),
        ("라", "1", "1", "1", "1"),
    ]
    assert (table.get("rowCnt"), table.get("colCnt")) == ("2", "3")


def test_widths_share_the_text_width_exactly() -> None:
    table = table_of(grid(("가", "나", "다")))
    widths = [int(width) for width in found(table, ".//hp:cellSz/@width")]
    assert sum(widths) == int(found(table, "hp:sz/@width")[0]) == units(170)
    assert column_edges((1, 0, 2), 3, 90) == [0, *(round(units(90) * share / 4.5) for share in (1, 2.5)), units(90)]


def test_rows_have_their_least_height_and_that_of_their_lines() -> None:
    rows = (Row((cell("가"), cell("나"))), Row((cell("글 " * 200), cell("나"))), Row((cell("다"), cell("라")), 30))
    heights = [int(height) for height in found(table_of(Table(rows, (1, 1))), ".//hp:tr/hp:tc[1]/hp:cellSz/@height")]
    assert units(6) < heights[0] < units(7) and heights[1] > 5 * heights[0] and heights[2] == units(30)


def test_outer_rules_are_thick_and_inner_ones_thin() -> None:
    first, *_, last = fills(grid(("가", "나"), ("다", "라")))
    sides = [
        [found(fill, f"hh:{side}Border/@width")[0] for side in ("left", "right", "top", "bottom")]
        for fill in (first, last)
    ]
    assert sides == [["0.4 mm", "0.12 mm", "0.4 mm", "0.12 mm"], ["0.12 mm", "0.4 mm", "0.12 mm", "0.4 mm"]]


def test_a_plain_table_has_no_rules_but_may_be_shaded() -> None:
    plain = Table((Row((cell("가"), cell("나", shade="ffeecc"))),), (1, 1), style=TableStyle.PLAIN)
    empty, shaded = fills(plain)
    assert found(empty, "*[@type='SOLID' and not(self::hh:diagonal)]") == []
    assert found(shaded, ".//hc:winBrush/@faceColor") == ["#FFEECC"]


@pytest.mark.parametrize(
    ("table", "colours"),
    [
        (grid(("가",), ("나",), header_rows=1), ["#E5E5E5", None]),
        (grid(("가",), ("나",), style=TableStyle.SUMMARY), [None, "#F2F2F2"]),
        (Table((Row((cell("가", header=True), cell("나"))),), (1, 1), style=TableStyle.FORM), ["#E5E5E5", None]),
    ],
)
def test_shades(table: Table, colours: list[str | None]) -> None:
    assert [next(iter(found(fill, ".//hc:winBrush/@faceColor")), None) for fill in fills(table)] == colours


def test_header_rows_repeat_but_never_all_rows() -> None:
    table = table_of(grid(("가",), ("나",), ("다",), header_rows=1))
    assert table.get("repeatHeader") == "1" and found(table, ".//hp:tc/@header") == ["1", "0", "0"]
    assert table_of(grid(("가",), header_rows=1)).get("repeatHeader") == "0"


def test_a_low_table_stays_whole_a_long_one_breaks_between_rows_and_tall_cells_anywhere() -> None:
    assert table_of(grid(("가",), ("나",))).get("pageBreak") == "NONE"
    assert table_of(grid(*[("가",)] * 40)).get("pageBreak") == "TABLE"
    assert table_of(grid(("긴 글 " * 900,))).get("pageBreak") == "CELL"


def test_a_picture_stays_with_its_caption() -> None:
    drawing = Figure('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>', 80, 120, "화면", caption="화면", number=1)
    beside = Row((Cell((drawing,)), Cell((drawing,))))
    assert table_of(Table((beside,), (1, 1))).get("pageBreak") == "NONE"
    assert table_of(Table((beside, beside), (1, 1))).get("pageBreak") == "TABLE"
    assert table_of(Table((beside, *grid(("긴 글 " * 900, "나")).rows), (1, 1))).get("pageBreak") == "CELL"


def test_tables_stand_in_the_flow_and_low_ones_in_cells_are_letters() -> None:
    inner = grid(("안",))
    outer = Table((Row((Cell((inner,)),)),), (1,))
    assert found(section(outer), "//hp:tbl/hp:pos/@treatAsChar") == ["0", "1"]
    inner_width, outer_width = (
        int(found(table, "hp:sz/@width")[0]) for table in reversed(found(section(outer), "//hp:tbl"))
    )
    assert inner_width < outer_width


def test_numbers_stand_right_and_headers_centred() -> None:
    table = Table((Row((cell("금액", header=True), cell("1,000", value=Decimal(1000)), cell("가"))),), (1, 1, 1))
    document = Document("시험", (table,))
    shapes = found(table_of(table), ".//hp:p/@paraPrIDRef")
    assert [found(look(document, "paraPr", number), "hh:align/@horizontal")[0] for number in shapes] == [
        "CENTER",
        "RIGHT",
        "LEFT",
    ]


def test_cells_stand_in_the_middle_or_at_the_top() -> None:
    table = Table((Row((cell("가"), cell("나", middle=False, align=Align.RIGHT))),), (1, 1))
    assert found(table_of(table), ".//hp:subList/@vertAlign") == ["CENTER", "TOP"]


def test_a_table_has_its_own_size_of_text() -> None:
    table = grid(("가",), size=8)
    number = found(table_of(table), ".//hp:run/@charPrIDRef")[0]
    assert look(Document("시험", (table,)), "charPr", number).get("height") == "800"


def test_rows_that_spans_cover_whole_are_left_out() -> None:
    table = Table((Row((cell("가", rowspan=2), cell("나", rowspan=2))), Row(()), Row((cell("다"), cell("라")))), (1, 1))
    data, _ = write_document(Document("시험", (table,)))
    assert lint(data) == []
    assert [len(row.findall("{*}tc")) for row in found(table_of(table), "hp:tr")] == [2, 2]
    assert found(table_of(table), ".//hp:cellSpan/@rowSpan") == ["1", "1", "1", "1"]


spans = st.integers(-1, 5)
cells = st.builds(Cell, st.just(()), spans, spans)
tables = st.builds(
    Table,
    st.lists(st.builds(Row, st.lists(cells, max_size=4).map(tuple)), min_size=1, max_size=5).map(tuple),
    st.lists(st.sampled_from([0.0, 1.0, 2.5]), max_size=4).map(tuple),
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(tables)
def test_any_spans_tile_their_grid(table: Table) -> None:
    laid = lay_out(table)
    taken = [
        (y, x)
        for row in laid.rows
        for slot in row
        for y in range(slot.row, slot.row + slot.down)
        for x in range(slot.column, slot.column + slot.across)
    ]
    assert sorted(taken) == [(y, x) for y in range(len(laid.rows)) for x in range(laid.columns)]
    assert all(laid.rows) and len(laid.sources) == len(laid.rows)


@settings(deadline=None, derandomize=True, max_examples=40)
@given(tables)
def test_any_table_is_written_without_a_fault(table: Table) -> None:
    assert lint(write_document(Document("시험", (table, Table((Row((Cell((table,)),)),), (1,)))))[0]) == []


def test_lines_of_a_cell() -> None:
    assert cell_lines(cell("짧다"), 50, 10) == (1, 1)
    assert cell_lines(Cell(()), 50, 10) == (1, 1)
    assert cell_lines(cell("가\n나\n다"), 50, 10) == (3, 3)
    assert cell_lines(cell(":"), 1, 12) == (1, 1)
    least, most = cell_lines(cell("가" * 100), 50, 10)
    assert 5 <= least <= 8 <= most
    assert cell_lines(Cell((grid(("가",), ("나",)),)), 50, 10)[0] == 3
    assert cell_lines(Cell((Figure("", 40, 40, ""),)), 50, 10)[1] > 10


def test_an_empty_table_leaves_only_its_caption() -> None:
    written = section(Table((), (), caption="빈 표", number=1), text("뒤"))
    assert lines(written) == ["<표 1> 빈 표", "뒤"]
    assert parts(Document("시험", (Table((), ()),)))["Contents/section0.xml"].count(b"<hp:tbl") == 0
