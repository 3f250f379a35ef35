"""Tests of tables in DOCX: the grid, merges, rules, captions."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document.blocks import Align, Cell, Figure, ItemList, ListItem, Paragraph, Row, Run, Table, TableStyle
from pipeline.write import theme
from pipeline.write.docx.grid import Merge, column_edges, lay_out
from tests.write.docx_sample import NS, W, body, cell, grid, text, words


def found(element, path: str):
    return element.xpath(path, namespaces=NS)


def test_widths_share_the_text_width_exactly() -> None:
    tbl = body(grid(("가", "나", "다"))).find(f"{W}tbl")
    columns = [int(width) for width in found(tbl, "w:tblGrid/w:gridCol/@w:w")]
    assert sum(columns) == round(170 / 25.4 * 1440) == int(found(tbl, "w:tblPr/w:tblW/@w:w")[0])
    assert column_edges((1, 3), 2, 25.4) == [0, 360, 1440]
    assert found(tbl, "w:tblPr/w:tblLayout/@w:type") == ["fixed"]


def test_column_edges_survive_missing_and_nonsense_widths() -> None:
    assert column_edges((), 2, 25.4) == [0, 720, 1440]
    assert column_edges((2, 0, -1), 4, 25.4) == [0, 360, 720, 1080, 1440]


def test_spans_become_merges() -> None:
    table = Table(
        (
            Row((cell("상세설명", rowspan=2, header=True), cell("정의", colspan=2))),
            Row((cell("세부"), cell("내용"))),
        ),
        (1, 1, 1),
    )
    rows = found(body(table), "w:tbl/w:tr")
    assert [len(row.findall(f"{W}tc")) for row in rows] == [2, 3]
    assert found(rows[0], "w:tc[1]/w:tcPr/w:vMerge/@w:val") == ["restart"]
    assert found(rows[0], "w:tc[2]/w:tcPr/w:gridSpan/@w:val") == ["2"]
    assert len(found(rows[1], "w:tc[1]/w:tcPr/w:vMerge[not(@w:val)]")) == 1
    assert [words(tc) for tc in rows[1].findall(f"{W}tc")] == ["", "세부", "내용"]


def test_holes_are_filled_and_spans_clipped() -> None:
    table = Table((Row((cell("가", rowspan=9),)), Row(()), Row((cell("나", colspan=2),))), (1, 1))
    slots = lay_out(table)
    assert [[(slot.column, slot.span, slot.merge) for slot in row] for row in slots] == [
        [(0, 1, Merge.START), (1, 2, Merge.NONE)],
        [(0, 1, Merge.CONTINUE), (1, 2, Merge.NONE)],
        [(0, 1, Merge.CONTINUE), (1, 2, Merge.NONE)],
    ]


cells = st.builds(
    Cell,
    content=st.sampled_from([(), (text("가"),), (grid(("속",)),)]),
    colspan=st.integers(0, 4),
    rowspan=st.integers(0, 4),
    header=st.booleans(),
    align=st.sampled_from(Align),
)
tables = st.builds(
    Table,
    rows=st.lists(st.builds(Row, cells=st.lists(cells, max_size=4).map(tuple)), max_size=5).map(tuple),
    widths=st.lists(st.floats(0, 9), max_size=4).map(tuple),
    header_rows=st.integers(0, 3),
    style=st.sampled_from(TableStyle),
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_any_table_has_full_rows_and_cells_that_end_in_a_paragraph(table: Table) -> None:
    for tbl in body(table).iter(f"{W}tbl"):
        columns = len(found(tbl, "w:tblGrid/w:gridCol"))
        for row in tbl.findall(f"{W}tr"):
            spans = [int((found(tc, "w:tcPr/w:gridSpan/@w:val") or ["1"])[0]) for tc in row.findall(f"{W}tc")]
            assert sum(spans) == columns
            assert all(tc[-1].tag == f"{W}p" for tc in row.findall(f"{W}tc"))


def test_header_rows_repeat_but_never_all_rows() -> None:
    repeated = "w:tbl/w:tr[w:trPr/w:tblHeader]"
    assert len(found(body(grid(("가",), ("나",), ("다",), header_rows=2)), repeated)) == 2
    assert len(found(body(grid(("가",), header_rows=1)), repeated)) == 0


def test_only_short_rows_are_kept_whole() -> None:
    rows = found(body(grid(("짧다", "가"), ("길다 " * 900, "나"), ("줄\n" * 20, "다"))), "w:tbl/w:tr")
    assert [bool(found(row, "w:trPr/w:cantSplit")) for row in rows] == [True, False, False]


def test_a_picture_stays_with_its_caption() -> None:
    drawing = Figure('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>', 80, 120, "화면", caption="화면", number=1)
    rows = found(body(Table((Row((Cell((drawing,)), cell("설명"))), Row((Cell((drawing, drawing)), cell("설명")))), (1, 1))), "w:tbl/w:tr")
    assert [bool(found(row, "w:trPr/w:cantSplit")) for row in rows] == [True, False]


def test_rules_outside_and_inside_and_none_for_plain() -> None:
    borders = found(body(grid(("가",))), "w:tbl/w:tblPr/w:tblBorders")[0]
    outer, inner = (str(round(mm / 25.4 * 72 * 8)) for mm in (theme.OUTER_RULE, theme.INNER_RULE))
    assert {child.tag.removeprefix(W): child.get(f"{W}sz") for child in borders} == {
        "top": outer, "left": outer, "bottom": outer, "right": outer, "insideH": inner, "insideV": inner,
    }
    assert not found(body(grid(("가",), style=TableStyle.PLAIN)), ".//w:tblBorders")


def test_caption_then_unit_then_table_kept_together() -> None:
    first, second, third = body(grid(("가",), caption="비용", number=3, unit="단위: 원"))[:3]
    assert (words(first), words(second), third.tag) == ("<표 3> 비용", "(단위: 원)", f"{W}tbl")
    assert found(first, "w:pPr/w:pStyle/@w:val") == ["Caption"]
    assert all(found(line, "w:pPr/w:keepNext") for line in (first, second))
    assert words(body(grid(("가",), unit="(단위: 건)"))[0]) == "(단위: 건)"


def test_two_tables_in_a_row_do_not_touch() -> None:
    tags = [child.tag.removeprefix(W) for child in body(grid(("가",)), grid(("나",)))]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def test_headers_totals_and_own_shades() -> None:
    table = Table(
        (
            Row((cell("구분", header=True), cell("값", shade="FEFEE9"))),
            Row((cell("합계"), Cell((text("12"),), value=12))),
        ),
        (1, 1),
        style=TableStyle.SUMMARY,
    )
    written = body(table)
    assert found(written, "//w:tc/w:tcPr/w:shd/@w:fill") == [theme.HEADER_SHADE, "FEFEE9", theme.TOTAL_SHADE, theme.TOTAL_SHADE]
    styles = found(written, "//w:tc/w:p/w:pPr/w:pStyle/@w:val")
    assert styles == ["TableHeader", "TableText", "TableTotal", "TableTotal"]
    assert found(written, "//w:tc[w:p/w:r/w:t='12']/w:p/w:pPr/w:jc/@w:val") == ["right"]
    assert not found(body(Table((Row((cell("가", shade="red"),)),), (1,))), "//w:shd")


def test_row_height_text_size_and_place_in_the_cell() -> None:
    row = Row((cell("가", middle=False, align=Align.SPREAD),), height=10)
    written = body(Table((row,), (1,), size=8))
    assert found(written, "//w:trHeight/@w:val") == [str(round(10 / 25.4 * 1440))]
    assert found(written, "//w:tc//w:sz/@w:val") == ["16"]
    assert found(written, "//w:tc//w:jc/@w:val") == ["distribute"]
    assert not found(written, "//w:vAlign")


def test_nested_table_is_as_wide_as_its_cell() -> None:
    inner, outer = grid(("속", "속")), 170 / 2 - 2 * theme.CELL_PADDING[0]
    written = body(Table((Row((Cell((inner,)), cell("겉"))),), (1, 1)))
    width = int(found(written, "//w:tc/w:tbl/w:tblPr/w:tblW/@w:w")[0])
    assert abs(width - outer / 25.4 * 1440) < 2


def test_list_in_a_cell_hangs_from_its_mark() -> None:
    items = ItemList((ListItem(0, "○", (Run("점검"),)), ListItem(1, "-", (Run("보고"),))))
    written = body(Table((Row((Cell((items, Paragraph((Run("끝"),)))),)),), (1,)))
    lefts = [int(left) for left in found(written, "//w:tc/w:p/w:pPr/w:ind/@w:left")]
    assert [words(p) for p in found(written, "//w:tc/w:p")] == ["○\t점검", "-\t보고", "끝"]
    assert len(lefts) == 2 and all(left > 0 for left in lefts)


def test_a_table_without_rows_leaves_its_caption() -> None:
    written = body(Table((), (1,), caption="없음", number=1))
    assert not found(written, "//w:tbl") and words(written) == "<표 1> 없음"
