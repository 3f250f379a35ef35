"""Turns the words and ruling lines of a PDF page into what stands on it, from top to bottom: lines and draft tables."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace

from pipeline.rfp.reading.pdf_grid import Box, Grid, grids_of
from pipeline.rfp.reading.pdf_lines import Line, lines_of
from pipeline.rfp.reading.pdf_page import Page, Word

_PAD = 5.0  # points between a cell's line and its text, as editors set it
_FRAME = (0.75, 0.6)  # the share of the page's width and height from which a cell is the frame of the page


@dataclass(slots=True)
class DraftCell:
    """A cell whose lines are not paragraphs yet; rows and columns count from 0."""

    row: int
    column: int
    rowspan: int
    colspan: int
    items: list[Item] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the cell without its nested tables."""
        return " ".join(item.text for item in self.items if isinstance(item, Line))

    @property
    def empty(self) -> bool:
        """True when nothing stands in the cell."""
        return not self.items


@dataclass(slots=True)
class Draft:
    """A table on its way: the places of its upright lines, its cells, and where it stands."""

    xs: list[float]
    rows: int
    cells: list[DraftCell]
    page: int
    top: float
    bottom: float
    last_page: int = 0  # of its last piece
    tail: list[DraftCell] = field(default_factory=list)  # the cells that reach down to its end, once pieces were joined
    small: bool = False  # a lone box that is no table, such as those of a diagram

    @property
    def text(self) -> str:
        """The words of the table, cell after cell."""
        return "\t".join(cell.text for cell in self.cells)

    def row(self, number: int) -> list[DraftCell]:
        """Return the cells that start in a row."""
        return [cell for cell in self.cells if cell.row == number]


Item = Line | Draft


@dataclass(slots=True)
class Layout:
    """One page: its items in reading order, and whether anything was left out."""

    number: int
    width: float
    height: float
    items: list[Item]
    letters: int
    unknown: int
    pictures: float
    cut: bool
    effort: int  # how much there was to read


@dataclass(slots=True)
class _Place:
    """A grid with the words and grids of each of its cells."""

    grid: Grid
    words: dict[int, list[Word]] = field(default_factory=dict)  # by the cell's index
    inner: dict[int, list[_Place]] = field(default_factory=dict)
    owners: dict[tuple[int, int], int] = field(default_factory=dict)  # row and column → the cell's index

    def __post_init__(self) -> None:
        for index, cell in enumerate(self.grid.cells):
            for row in range(cell.row, cell.row + cell.rowspan):
                self.owners |= {(row, column): index for column in range(cell.column, cell.column + cell.colspan)}

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the index of the cell that holds a point."""
        return self.owners.get((bisect_right(self.grid.ys, y) - 1, bisect_right(self.grid.xs, x) - 1))


def layout_of(page: Page) -> Layout:
    """Return what stands on a page."""
    places, outside = _nested(_unframed(grids_of(page.flat, page.upright), page))
    loose: list[Word] = []
    for word in page.words:
        _settle(word, places, loose)
    items: list[Item] = list(lines_of(loose, page.number, (0.0, page.width)))
    items += [draft for place in outside if (draft := _draft(place, page))]
    items.sort(key=_reading_order)
    return Layout(
        page.number, page.width, page.height, items, page.letters, page.unknown, page.pictures, page.cut, page.effort
    )


def _reading_order(item: Item) -> tuple[float, float]:
    if isinstance(item, Line):
        return (item.top + item.bottom) / 2, item.x0
    return item.top, item.xs[0]


def _unframed(grids: list[Grid], page: Page) -> list[Grid]:
    """Return the grids without the frames that editors draw around whole pages; a frame's other cells stay a table."""
    made: list[Grid] = []
    for grid in grids:
        left, _, right, _ = grid.bounds
        wide = right - left >= _FRAME[0] * page.width
        frame = next((cell for cell in grid.cells if wide and _is_frame(cell, right - left, page)), None)
        if frame is None:
            made.append(grid)
            continue
        for first, last in ((0, frame.row), (frame.row + frame.rowspan, len(grid.ys) - 1)):
            cells = [
                replace(cell, row=cell.row - first)
                for cell in grid.cells
                if first <= cell.row and cell.row + cell.rowspan <= last
            ]
            if cells:
                made.append(Grid(grid.xs, grid.ys[first : last + 1], cells))
    return made


def _is_frame(cell: Box, width: float, page: Page) -> bool:
    return cell.x1 - cell.x0 >= 0.9 * width and cell.bottom - cell.top >= _FRAME[1] * page.height


def _nested(grids: list[Grid]) -> tuple[list[_Place], list[_Place]]:
    """Return all grids, inner ones first, and those that stand in no other."""
    places = [_Place(grid) for grid in sorted(grids, key=lambda each: -each.area)]
    outside: list[_Place] = []
    for number, place in enumerate(places):
        home = next(
            ((outer, cell) for outer in places[:number][::-1] if (cell := _cell_around(outer, place)) is not None), None
        )
        if home is None:
            outside.append(place)
        else:
            home[0].inner.setdefault(home[1], []).append(place)
    return places[::-1], outside


def _cell_around(outer: _Place, place: _Place) -> int | None:
    left, top, right, bottom = place.grid.bounds
    for index, cell in enumerate(outer.grid.cells):
        if cell.x0 - 1 <= left and cell.top - 1 <= top and right <= cell.x1 + 1 and bottom <= cell.bottom + 1:
            return index
    return None


def _settle(word: Word, places: list[_Place], loose: list[Word]) -> None:
    x, y = word.middle
    for place in places:
        left, top, right, bottom = place.grid.bounds
        if left <= x < right and top <= y < bottom and (index := place.cell_at(x, y)) is not None:
            place.words.setdefault(index, []).append(word)
            return
    loose.append(word)


def _draft(place: _Place, page: Page) -> Draft | None:
    """Return the draft of a grid; None when nothing is written in it."""
    grid = place.grid
    cells = []
    for index, box in enumerate(grid.cells):
        items: list[Item] = list(_cell_lines(place.words.get(index, []), box, page.number))
        items += [draft for inner in place.inner.get(index, []) if (draft := _draft(inner, page))]
        items.sort(key=_reading_order)
        cells.append(DraftCell(box.row, box.column, box.rowspan, box.colspan, items))
    if all(cell.empty for cell in cells):
        return None
    left, top, right, bottom = grid.bounds
    small = len(cells) == 1 and right - left < 0.5 * page.width
    return Draft(grid.xs, len(grid.ys) - 1, cells, page.number, top, bottom, page.number, small=small)


def _cell_lines(words: list[Word], box: Box, page: int) -> list[Line]:
    lines = lines_of(words, page, (box.x0, box.x1))
    if lines:
        left = min(line.x0 for line in lines)
        pad = left - box.x0 if 0 < left - box.x0 < 2 * _PAD else _PAD
        left = min(box.x0 + pad, left)
        right = max(box.x1 - pad, max(line.x1 for line in lines))
        for line in lines:
            line.room = (left, right)
    return lines
