"""Turns a Table into a box of ruled cells that goes on from page to page under its repeated header rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from pipeline.document.blocks import Align, Block, Cell, Paragraph, Table, TableStyle, plain
from pipeline.write import theme
from pipeline.write.pdf.boxes import Box, stacked
from pipeline.write.pdf.grid import Group, Laid, Place, closed, placed
from pipeline.write.pdf.leaf import MM
from pipeline.write.pdf.marks import Mark
from pipeline.write.theme import TextStyle

if TYPE_CHECKING:
    from pipeline.write.pdf.pen import Pen  # its canvas takes 0.1 s to load, and most commands draw nothing

WriteCell = Callable[[Block, float, TextStyle], list[Box]]
Measure = Callable[[str, bool], float]  # a word, and whether it is bold
PADDING_X, PADDING_Y = (side * MM for side in theme.CELL_PADDING)
SHORT = 0.3  # of a page: a table up to that height is not parted
WHOLE_NUMBER = 20  # characters of a number, date or id that a column should hold unbroken
WHOLE_WORD = 4  # letters of a Korean word that it should
PAGE_NUMBER = "000"  # a column is made for page numbers of so many digits, whatever they will be
WIDEST = 0.4  # of the table: no column is widened beyond it for such a word


@dataclass(slots=True, kw_only=True)
class TableBox(Box):
    """Laid-out rows: `edges` are the columns' borders from the left, `header` is drawn at the head of every part."""

    groups: list[Group]
    edges: list[float]
    ruled: bool
    padding: float
    header: Group | None = None
    indent: float = 0
    mark: Mark | None = None

    def __post_init__(self) -> None:
        self.height = sum(group.height for group in self._drawn())

    def _drawn(self) -> list[Group]:
        return [self.header, *self.groups] if self.header else self.groups

    def least(self, page: float) -> float:
        if self.height <= page * SHORT:
            return self.height
        first = min(self.groups[0].heights[0], page / 4)
        return first + (self.header.height if self.header else 0)

    def split(self, room: float, page: float, force: bool) -> tuple[Box | None, Box | None]:
        if self.header and self.header.height > page / 2:
            return replace(self, header=None, groups=self._drawn()).split(room, page, force)
        header = self.header.height if self.header else 0
        free, page = room - header, page - header
        whole = 0
        while whole < len(self.groups) and self.groups[whole].height <= free:
            free -= self.groups[whole].height
            whole += 1
        parts = self.groups[whole].cut(free, page, force and not whole) if whole < len(self.groups) else None
        if parts is None and not whole:
            return None, self
        begun, rest = ([parts[0]], [parts[1]]) if parts else ([], [self.groups[whole]])
        head = replace(self, groups=self.groups[:whole] + begun, after=0, keep=False)
        return head, replace(self, groups=rest + self.groups[whole + 1 :], before=0, mark=None)

    def marks(self) -> Iterator[Mark]:
        if self.mark:
            yield self.mark
        for group in self._drawn():
            for cell in group.cells:
                for box in cell.boxes:
                    yield from box.marks()

    def draw(self, pen: Pen, x: float, top: float) -> None:
        x += self.indent
        if self.mark:
            pen.bookmark(self.mark, top)
        edges = [x + edge for edge in self.edges]
        across, down, y = _Segments(), _Segments(), top
        for group in self._drawn():
            tops = [y]
            for height in group.heights:
                tops.append(tops[-1] - height)
            for cell in group.cells:
                left, right = edges[cell.column], edges[cell.column + cell.colspan]
                upper, lower = tops[cell.row], tops[cell.row + cell.rowspan]
                self._draw_cell(pen, cell, left, right, upper, lower)
                across.add(lower, left, right)
                down.add(right, lower, upper)
            y = tops[-1]
        if self.ruled:
            inner = [(start, at, end, at) for at, start, end in across]
            inner += [(at, start, at, end) for at, start, end in down]
            pen.rules(inner, theme.INNER_RULE * MM)
            left, right = edges[0], edges[-1]
            frame = [(left, top, right, top), (right, top, right, y), (right, y, left, y), (left, y, left, top)]
            pen.rules(frame, theme.OUTER_RULE * MM)

    def _draw_cell(self, pen: Pen, cell: Laid, left: float, right: float, top: float, bottom: float) -> None:
        if cell.shade:
            pen.shade(left, bottom, right - left, top - bottom, cell.shade)
        slack = top - bottom - cell.need - 2 * PADDING_Y
        y = top - PADDING_Y - (max(slack, 0) / 2 if cell.middle else 0)
        for at, box in enumerate(cell.boxes):
            y -= box.before if at else 0
            box.draw(pen, left + self.padding, y)
            y -= box.height + box.after


class _Segments:
    """Straight lines, each at a height (or a column) from start to end; those that touch become one."""

    def __init__(self) -> None:
        self._lines: dict[float, list[list[float]]] = {}

    def add(self, at: float, start: float, end: float) -> None:
        lines = self._lines.setdefault(round(at, 2), [])
        for line in lines[-1:]:
            if abs(line[1] - start) < 0.01:
                line[1] = end
                return
            if abs(line[0] - end) < 0.01:
                line[0] = start
                return
        lines.append([start, end])

    def __iter__(self) -> Iterator[tuple[float, float, float]]:
        return ((at, start, end) for at, lines in self._lines.items() for start, end in lines)


def table_box(table: Table, width: float, write: WriteCell, measure: Measure, mark: Mark | None) -> TableBox | None:
    """Lay `table` out `width` pt wide: `write` lays a cell's block out, `measure` gives a word's width in em.

    Returns None when the table has no cell.
    """
    places, count = placed(table.rows)
    if not places:
        return None
    size = min(table.size or theme.CELL.size, width / count * 0.7)  # more columns than letters fit: smaller letters
    padding = min(PADDING_X, width / count * 0.1)
    columns = _relative(table.widths, count, width)
    columns = _widened(columns, [size + 2 * padding] * count)
    columns = _widened(columns, _word_widths(places, count, size, padding, measure, width * WIDEST))
    edges = list(accumulate(columns, initial=0.0))
    least = [max(row.height * MM, size * theme.CELL.line + 2 * PADDING_Y) for row in table.rows]
    summary = len(table.rows) - 1 if table.style is TableStyle.SUMMARY else -1
    laid: list[list[Laid]] = [[] for _ in table.rows]
    for place in places:
        style = _cell_style(size, _aligned(place.cell), place.cell.header or place.row == summary)
        room = edges[place.column + place.colspan] - edges[place.column] - 2 * padding
        boxes = [box for block in place.cell.content for box in write(block, room, style)]
        shade = place.cell.shade or (theme.HEADER_SHADE if place.cell.header else "")
        shade = shade or (theme.TOTAL_SHADE if place.row == summary else "")
        laid[place.row].append(
            Laid(place.row, place.column, place.rowspan, place.colspan, boxes, stacked(boxes), place.cell.middle, shade)
        )
    bounds = closed(places, len(table.rows))
    head = next((bound for bound in bounds if bound >= min(table.header_rows, len(table.rows))), 0)
    header = _group(laid, least, 0, head) if 0 < head < len(table.rows) else None
    starts = [bound for bound in bounds if bound >= (head if header else 0)]
    groups = [_group(laid, least, start, end) for start, end in pairwise(starts)]
    return TableBox(
        groups=groups, header=header, edges=edges, ruled=table.style in theme.RULED, padding=padding, mark=mark
    )


def _group(laid: list[list[Laid]], least: list[float], start: int, end: int) -> Group:
    cells = [cell for row in laid[start:end] for cell in row]
    for cell in cells:
        cell.row -= start
    return Group(least[start:end], cells, PADDING_Y)


def _aligned(cell: Cell) -> Align:
    if cell.align is not Align.DEFAULT:
        return cell.align
    if cell.header:
        return Align.CENTER
    return Align.RIGHT if isinstance(cell.value, int | Decimal) else theme.CELL.align


@cache
def _cell_style(size: float, align: Align, bold: bool) -> TextStyle:
    return replace(theme.CELL, size=size, align=align, bold=bold)


def _relative(widths: Sequence[float], count: int, total: float) -> list[float]:
    """Return `count` column widths that fill `total` in the proportions given; a width left out is the others' mean."""
    given = [max(width, 0) for width in widths[:count]]
    if not sum(given):
        return [total / count] * count
    given += [sum(given) / len(given)] * (count - len(given))
    return [width * total / sum(given) for width in given]


def _word_widths(
    places: Iterable[Place], count: int, size: float, padding: float, measure: Measure, most: float
) -> list[float]:
    """Return each column's width (pt) that breaks no number, id or short word in it, up to `most`."""
    words: list[set[tuple[str, bool]]] = [set() for _ in range(count)]
    for place in places:
        if place.colspan > 1:
            continue
        for block in place.cell.content:
            if isinstance(block, Paragraph):
                words[place.column].update((word, place.cell.header) for word in plain(block.content, PAGE_NUMBER).split())
    widest = [max([measure(*word) for word in column if _whole(word[0])] + [1]) for column in words]
    return [min(em * size + 2 * padding + 0.1, most) for em in widest]


def _whole(word: str) -> bool:
    return len(word) <= WHOLE_WORD or (len(word) <= WHOLE_NUMBER and word.isascii())


def _widened(columns: list[float], least: list[float]) -> list[float]:
    """Raise columns to their least width at the cost of those that have more than theirs; the sum stays."""
    lacking = sum(max(need - width, 0) for width, need in zip(columns, least, strict=True))
    spare = sum(max(width - need, 0) for width, need in zip(columns, least, strict=True))
    if not lacking or spare < lacking:
        return columns
    share = 1 - lacking / spare
    return [need + max(width - need, 0) * share for width, need in zip(columns, least, strict=True)]
