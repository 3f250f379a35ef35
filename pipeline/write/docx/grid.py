"""Turns the rows of a table, whose spans leave holes, into full rows of slots and exact column widths."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from pipeline.document.blocks import Cell, Row, Table
from pipeline.write.docx.markup import twips


class Merge(Enum):
    """How a slot stands in a vertical merge."""

    NONE = ""
    START = '<w:vMerge w:val="restart"/>'
    CONTINUE = "<w:vMerge/>"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row: its first column, how many columns it covers, its cell (a blank one where a span covers it)."""

    column: int
    span: int
    cell: Cell
    merge: Merge = Merge.NONE


BLANK = Cell()
_LEAST = 1e-6  # a narrower column is a mistake and gets the usual width


def lay_out(table: Table) -> list[list[Slot]]:
    """Return the rows of `table`, each covering every column: spans are clipped to the table, holes are filled."""
    rows: list[list[Slot]] = []
    covered: dict[int, tuple[int, int]] = {}  # first column → (columns, rows still covered)
    for index, row in enumerate(table.rows):
        slots, covered = _lay_out_row(row, covered, len(table.rows) - index)
        rows.append(slots)
    columns = max([1, len(table.widths)] + [slots[-1].column + slots[-1].span for slots in rows if slots])
    return [_filled(slots, columns) for slots in rows]


def _lay_out_row(
    row: Row, covered: dict[int, tuple[int, int]], rows_left: int
) -> tuple[list[Slot], dict[int, tuple[int, int]]]:
    slots: list[Slot] = []
    after: dict[int, tuple[int, int]] = {}
    column = 0
    cells = iter(row.cells)
    while True:
        if column in covered:
            span, remaining = covered[column]
            slots.append(Slot(column, span, BLANK, Merge.CONTINUE))
            if remaining > 1:
                after[column] = (span, remaining - 1)
            column += span
            continue
        next_covered = min((first for first in covered if first > column), default=None) if covered else None
        cell = next(cells, None)
        if cell is None:
            if next_covered is None:
                return slots, after
            slots.append(Slot(column, next_covered - column, BLANK))
            column = next_covered
            continue
        span = max(1, cell.colspan)
        if next_covered is not None:
            span = min(span, next_covered - column)
        height = min(max(1, cell.rowspan), rows_left)
        slots.append(Slot(column, span, cell, Merge.START if height > 1 else Merge.NONE))
        if height > 1:
            after[column] = (span, height - 1)
        column += span


def _filled(slots: list[Slot], columns: int) -> list[Slot]:
    end = slots[-1].column + slots[-1].span if slots else 0
    return slots if end >= columns else [*slots, Slot(end, columns - end, BLANK)]


def column_edges(widths: tuple[float, ...], columns: int, total: float) -> list[int]:
    """Return the edges of `columns` columns in twips, from 0 to exactly `total` mm; relative `widths` share it out."""
    known = [width for width in widths if width > _LEAST]
    usual = sum(known) / len(known) if known else 1.0
    shares = [width if width > _LEAST else usual for width in widths[:columns]]
    shares += [usual] * (columns - len(shares))
    scale = twips(total) / sum(shares)
    return [0, *(round(edge * scale) for edge in accumulate(shares))]
