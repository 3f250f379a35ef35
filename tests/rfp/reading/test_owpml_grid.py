"""Grids stay sound whatever a file states."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from pipeline.rfp.paper import Paragraph
from pipeline.rfp.reading.owpml_grid import Spot, table_of

NUMBERS = some.integers(-3, 12) | some.integers(10**5, 10**12)


def spot(line: int, order: int, row: int, column: int, rowspan: int = 1, colspan: int = 1) -> Spot:
    return Spot(line, order, row, column, rowspan, colspan, (Paragraph(f"{line}-{order}"),))


def test_stated_addresses_count() -> None:
    made = table_of([spot(1, 1, 1, 1, 2, 1), spot(1, 2, 1, 2), spot(2, 1, 2, 2)], 2, "표")
    assert (made.rows, made.columns, made.caption) == (2, 2, "표")
    assert [(cell.row, cell.column, cell.rowspan) for cell in made.cells] == [(1, 1, 2), (1, 2, 1), (2, 2, 1)]


def test_a_span_beyond_the_last_row_is_cut() -> None:
    made = table_of([spot(1, 1, 1, 1, 9, 1), spot(1, 2, 1, 2), spot(2, 1, 2, 2)], 2, "")
    assert (made.rows, made.cells[0].rowspan) == (2, 2)


def test_impossible_addresses_give_way_to_the_order_of_cells() -> None:
    made = table_of([spot(1, 1, 10**9, 1), spot(1, 2, 1, 10**9, 10**9, 5), spot(2, 1, 7, 7)], 2, "")
    assert (made.rows, made.columns) == (2, 2)
    assert [(cell.row, cell.column, cell.text) for cell in made.cells] == [(1, 1, "1-1"), (1, 2, "1-2"), (2, 1, "2-1")]


def test_a_table_without_cells() -> None:
    assert table_of([], 5, "").grid() == []


@given(some.lists(some.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), max_size=8), NUMBERS)
def test_no_cell_is_lost_and_none_leaves_the_grid(states: list[tuple[int, int, int, int]], stated: int) -> None:
    spots = [
        spot(1, order, row, column, max(tall, 1), max(wide, 1))
        for order, (row, column, tall, wide) in enumerate(states, 1)
    ]
    made = table_of(spots, stated, "")
    assert sorted(cell.text for cell in made.cells) == sorted(f"1-{order}" for order in range(1, len(states) + 1))
    assert made.rows * made.columns <= 30_000
    for cell in made.cells:
        assert 1 <= cell.row <= cell.row + cell.rowspan - 1 <= made.rows
        assert 1 <= cell.column <= cell.column + cell.colspan - 1 <= made.columns
