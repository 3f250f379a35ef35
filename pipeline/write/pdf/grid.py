"""Turns a table's rows with spans into groups of cells at known places, measured and cut where a page ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document.blocks import Cell, Row
from pipeline.write.pdf.boxes import Box, fill, stacked

TALL = 0.4  # of a page: a row higher than that may be cut by the page's end
SMALL = 0.15  # of a page: rows that a span ties together are not parted up to that height
ROOMY = 0.25  # of a page: so much must be left to begin a tall row there


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell of a table stands: row and column counted from 0, and how many of each it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int
    cell: Cell


def placed(rows: Sequence[Row]) -> tuple[list[Place], int]:
    """Return each cell with its place, left to right and down, and the number of columns. No two cells overlap."""
    places: list[Place] = []
    taken: dict[int, int] = {}  # column: first row that is free in it
    count = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while taken.get(column, 0) > at:
                column += 1
            span = 1
            while span < cell.colspan and taken.get(column + span, 0) <= at:
                span += 1
            height = max(1, min(cell.rowspan, len(rows) - at))
            places.append(Place(at, column, height, span, cell))
            for covered in range(column, column + span):
                taken[covered] = at + height
            column += span
        count = max(count, column)
    return places, count


def closed(places: Sequence[Place], rows: int) -> list[int]:
    """Return, for each row that begins a group, the row after the group: no cell reaches out of its group."""
    ends = list(range(1, rows + 1))
    for place in places:
        ends[place.row] = max(ends[place.row], place.row + place.rowspan)
    bounds, end = [], 0
    for row in range(rows):
        if row >= end:
            bounds.append(row)
            end = row
        end = max(end, ends[row])
    return [*bounds, rows] if rows else []


@dataclass(slots=True)
class Laid:
    """A cell within its group: its rows and columns, its boxes, and the height that they need without padding."""

    row: int
    column: int
    rowspan: int
    colspan: int
    boxes: list[Box]
    need: float
    middle: bool = True
    shade: str = ""


@dataclass(slots=True)
class Group:
    """Rows that spans tie together; `least` is each row's least height, `heights` what their text makes of it."""

    least: list[float]
    cells: list[Laid]
    padding: float
    heights: list[float] = field(default_factory=list)
    height: float = 0

    def __post_init__(self) -> None:
        heights = self.least.copy()
        spanning = []
        for cell in self.cells:
            if cell.rowspan > 1:
                spanning.append(cell)
            else:
                heights[cell.row] = max(heights[cell.row], cell.need + 2 * self.padding)
        for cell in sorted(spanning, key=lambda cell: cell.rowspan):
            rows = range(cell.row, cell.row + cell.rowspan)
            lacking = cell.need + 2 * self.padding - sum(heights[row] for row in rows)
            if lacking > 0:
                for row in rows:
                    heights[row] += lacking / cell.rowspan
        self.heights, self.height = heights, sum(heights)

    def cut(self, room: float, page: float, force: bool) -> tuple[Group, Group] | None:
        """Return the part that fits into `room` and the rest: cut between rows, within a row when it is tall."""
        whole, y = 0, 0.0
        while whole < len(self.heights) and y + self.heights[whole] <= room:
            y += self.heights[whole]
            whole += 1
        if whole == len(self.heights) or (not force and self.height <= page * SMALL):
            return None
        rest = room - y
        tall = self.heights[whole] > page * TALL and rest >= page * ROOMY
        if tall or (force and not whole):
            parts = self._cut_at(whole, rest, page, force and not whole)
            if parts:
                return parts
        return self._cut_at(whole, 0, page, False) if whole else None

    def _cut_at(self, whole: int, rest: float, page: float, force: bool) -> tuple[Group, Group] | None:
        """Cut after `whole` rows and `rest` pt of the next; None when nothing of that row's text goes into `rest`."""
        head_heights = self.heights[:whole] + ([rest] if rest else [])
        tail_least = self.least[whole:]
        if rest:
            tail_least[0] = max(tail_least[0] - rest, 0)
        head, tail = [], []
        moved = not rest or not any(cell.row <= whole < cell.row + cell.rowspan and cell.boxes for cell in self.cells)
        for cell in self.cells:
            end = cell.row + cell.rowspan
            if end <= whole:
                head.append(cell)
            elif cell.row >= len(head_heights):
                tail.append(_copy(cell, cell.row - whole, cell.rowspan, cell.boxes))
            else:
                queue = cell.boxes[::-1]
                room = sum(head_heights[cell.row :]) - 2 * self.padding
                begun = [box for box, _ in fill(queue, room, page, force)]
                moved = moved or bool(begun)
                head.append(_copy(cell, cell.row, len(head_heights) - cell.row, begun))
                tail.append(_copy(cell, 0, end - whole, queue[::-1]))
        if not moved:
            return None
        first = Group(head_heights, head, self.padding)
        return first, Group(tail_least, tail, self.padding)


def _copy(cell: Laid, row: int, rowspan: int, boxes: list[Box]) -> Laid:
    return Laid(row, cell.column, rowspan, cell.colspan, boxes, stacked(boxes), cell.middle, cell.shade)
