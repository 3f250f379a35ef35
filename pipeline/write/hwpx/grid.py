"""Turns the rows of a table, whose spans leave holes, into cells that tile their grid, and exact column edges."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from pipeline.document.blocks import Cell, Row, Table
from pipeline.write.hwpx.markup import units

BLANK = Cell()
_LEAST = 1e-6  # a narrower column is a mistake and gets the usual width


class Slot(NamedTuple):
    """A cell at its place: first row and column, and how many of each it covers."""

    row: int
    column: int
    down: int
    across: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Grid:
    """The slots of each row, how many columns there are, and the row of the table that each row comes from."""

    rows: tuple[tuple[Slot, ...], ...]
    columns: int
    sources: tuple[Row, ...]


def lay_out(table: Table) -> Grid:
    """Return the cells of `table` at their places: spans clipped to the table, holes filled, no row without a cell."""
    rows: list[list[Slot]] = []
    ends: list[int] = []
    covered: dict[int, tuple[int, int]] = {}  # first column → (columns, rows still covered)
    for index, row in enumerate(table.rows):
        slots, end, covered = _lay_out_row(index, row, covered, len(table.rows) - index)
        rows.append(slots)
        ends.append(end)
    columns = max([1, len(table.widths), *ends])
    for index, (slots, end) in enumerate(zip(rows, ends)):
        if end < columns:
            slots.append(Slot(index, end, 1, columns - end, BLANK))
    return _without_empty_rows(rows, columns, table.rows)


def _lay_out_row(
    index: int, row: Row, covered: dict[int, tuple[int, int]], rows_left: int
) -> tuple[list[Slot], int, dict[int, tuple[int, int]]]:
    """Return the slots that begin in a row, the column where its content ends, and what it covers of the next row."""
    slots: list[Slot] = []
    after: dict[int, tuple[int, int]] = {}
    column = 0
    cells = iter(row.cells)
    while True:
        if column in covered:
            span, remaining = covered[column]
            if remaining > 1:
                after[column] = (span, remaining - 1)
            column += span
            continue
        next_covered = min((first for first in covered if first > column), default=None) if covered else None
        cell = next(cells, None)
        if cell is None:
            if next_covered is None:
                return slots, column, after
            slots.append(Slot(index, column, 1, next_covered - column, BLANK))
            column = next_covered
            continue
        span = max(1, cell.colspan)
        if next_covered is not None:
            span = min(span, next_covered - column)
        height = min(max(1, cell.rowspan), rows_left)
        slots.append(Slot(index, column, height, span, cell))
        if height > 1:
            after[column] = (span, height - 1)
        column += span


def _without_empty_rows(rows: list[list[Slot]], columns: int, sources: tuple[Row, ...]) -> Grid:
    """Return the grid without rows that spans cover whole: 한글 refuses a row that has no cell."""
    if all(rows):
        return Grid(tuple(map(tuple, rows)), columns, sources)
    kept = [0, *accumulate(1 if slots else 0 for slots in rows)]  # rows that stay, counted before each row
    moved = [
        tuple(slot._replace(row=kept[slot.row], down=kept[slot.row + slot.down] - kept[slot.row]) for slot in slots)
        for slots in rows
        if slots
    ]
    return Grid(tuple(moved), columns, tuple(source for source, slots in zip(sources, rows) if slots))


def column_edges(widths: tuple[float, ...], columns: int, total: float) -> list[int]:
    """Return the edges of `columns` columns in HWPUNITs, from 0 to `total` mm exactly, shared out by `widths`."""
    known = [width for width in widths if width > _LEAST]
    usual = sum(known) / len(known) if known else 1.0
    shares = [width if width > _LEAST else usual for width in widths[:columns]]
    shares += [usual] * (columns - len(shares))
    scale = units(total) / sum(shares)
    return [0, *(round(edge * scale) for edge in accumulate(shares))]
