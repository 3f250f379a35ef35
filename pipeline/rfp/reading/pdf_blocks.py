"""Turns the flow of a PDF's lines and draft tables into the blocks of a Paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.rfp.paper import Block, Cell, Kind, Paragraph, Place, Table
from pipeline.rfp.reading.pdf_layout import Draft, Item, Layout
from pipeline.rfp.reading.pdf_lines import Line, Spelling, Text, paragraphs_of
from pipeline.rfp.reading.text_lines import is_contents_title, leads_to_page

_CAPTION = re.compile(r"^[<\[〈【(]?\s?(?:표|그림|Table|Figure)\s?[\d가-하ⅠⅡⅢⅣⅤI-V-]{1,6}")
_NOTE = re.compile(r"^(?:\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]|\*{1,3})\s?\S")
_LONGEST_HEADING = 60
_LONGEST_CAPTION = 90


@dataclass(slots=True)
class _Sizes:
    """The sizes of the document's letters."""

    body: float
    headings: list[float] = field(default_factory=list)  # the largest first

    def level(self, size: float) -> int:
        """Return the outline level of a size; 0 for the body's and those near it."""
        return next((at for at, each in enumerate(self.headings, 1) if size >= each - 0.6), 0)


def blocks_of(flow: list[Item], layouts: list[Layout], margins: list[tuple[int, str]]) -> list[Block]:
    """Return the blocks of a document; running headers and footers come first on the page where they first stood."""
    _give_room(flow, layouts)
    return _Blocks(Spelling(_all_lines(flow)), _sizes(flow), margins).read(flow)


def _all_lines(items: Iterable[Item]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Line):
            yield item
        else:
            for cell in item.cells:
                yield from _all_lines(cell.items)


def _give_room(flow: list[Item], layouts: list[Layout]) -> None:
    """Tell each line outside tables from where to where the pages of its width are printed."""
    widths = {layout.number: layout.width for layout in layouts}
    pages: dict[int, list[Line]] = {}
    for item in flow:
        if isinstance(item, Line):
            pages.setdefault(item.page, []).append(item)
    sides: dict[int, list[tuple[float, float]]] = {}
    for page, lines in pages.items():
        sides.setdefault(round(widths[page] / 10), []).append(_side(lines))
    for page, lines in pages.items():
        room = _room(_side(lines), sides[round(widths[page] / 10)], widths[page])
        for line in lines:
            line.room = room


def _side(lines: list[Line]) -> tuple[float, float]:
    return min(line.x0 for line in lines), max(line.x1 for line in lines)


def _room(own: tuple[float, float], known: list[tuple[float, float]], width: float) -> tuple[float, float]:
    """Return the sides of a page's text: its own where lines fill it, else those of most pages or of equal margins."""
    left = sorted(side[0] for side in known)[len(known) // 2]
    right = sorted(side[1] for side in known)[len(known) // 2]
    if right < 0.85 * (width - left):
        right = width - left
    near = abs(own[1] - right) < 0.05 * width
    return min(left, own[0]), own[1] if near else max(right, own[1])


def _sizes(flow: list[Item]) -> _Sizes:
    letters: Counter[float] = Counter()
    for line in _all_lines(flow):
        letters[round(line.size)] += len(line.text)
    body = float(letters.most_common(1)[0][0]) if letters else 10.0
    loose = Counter(round(item.size) for item in flow if isinstance(item, Line) and len(item.text) <= _LONGEST_HEADING)
    larger = sorted((size for size in loose if size >= 1.2 * body and size >= body + 1.5), reverse=True)
    return _Sizes(body, [float(size) for size in larger[:4]])


class _Blocks:
    """Walks over the flow; lines wait until a table or the end tells that their paragraphs are whole."""

    def __init__(self, spelling: Spelling, sizes: _Sizes, margins: list[tuple[int, str]]) -> None:
        self.spelling = spelling
        self.sizes = sizes
        self.margins = margins[::-1]
        self.blocks: list[Block] = []
        self.tables = 0
        self.waiting: list[Line] = []
        self.notes: list[Line] = []

    def read(self, flow: list[Item]) -> list[Block]:
        for item in flow:
            if isinstance(item, Draft):
                self._say()
                self._table(item)
            elif self._is_note(item):
                self.notes.append(item)
            else:
                self.waiting.append(item)
        self._say()
        self._margins(1 << 30)
        return self.blocks

    def _is_note(self, line: Line) -> bool:
        """Tell whether a line is of a footnote: smaller than the body, low on the page, started by a number."""
        small = line.size <= 0.87 * self.sizes.body
        goes_on = bool(self.notes) and self.notes[-1].page == line.page and line.top > self.notes[-1].top
        return small and (goes_on or (bool(_NOTE.match(line.text)) and line.top > 500))

    def _say(self) -> None:
        for text in paragraphs_of(self.waiting, self.spelling):
            self._paragraph(text, self._kind(text))
        for text in paragraphs_of(self.notes, self.spelling):
            self._paragraph(text, (Kind.FOOTNOTE, 0))
        self.waiting, self.notes = [], []

    def _kind(self, text: Text) -> tuple[Kind, int]:
        if leads_to_page(text.text) or is_contents_title(text.text):
            return Kind.CONTENTS, 0
        if _CAPTION.match(text.text) and len(text.text) <= _LONGEST_CAPTION and len(text.lines) <= 2:
            return Kind.CAPTION, 0
        level = (
            self.sizes.level(text.lines[0].size) if len(text.text) <= _LONGEST_HEADING and len(text.lines) <= 2 else 0
        )
        return (Kind.HEADING, level) if level else (Kind.BODY, 0)

    def _paragraph(self, text: Text, kind: tuple[Kind, int]) -> None:
        first = text.lines[0]
        self._margins(first.page)
        place = Place(page=first.page, block=len(self.blocks) + 1)
        indent = max(0.0, round(first.x0 - first.room[0], 1))
        self.blocks.append(Paragraph(text.text, place, *kind, indent=indent))

    def _margins(self, page: int) -> None:
        while self.margins and self.margins[-1][0] <= page:
            at, text = self.margins.pop()
            self.blocks.append(Paragraph(text, Place(page=at, block=len(self.blocks) + 1), Kind.MARGIN))

    def _table(self, draft: Draft) -> None:
        self._margins(draft.page)
        if draft.small:
            for text in self._texts(draft.cells[0].items):
                self._paragraph(text, (Kind.BOX, 0))
            return
        self.tables += 1
        last = self.blocks[-1] if self.blocks else None
        caption = last.text if isinstance(last, Paragraph) and last.kind is Kind.CAPTION else ""
        place = Place(page=draft.page, block=len(self.blocks) + 1, table=self.tables)
        self.blocks.append(replace(self._made(draft, place), caption=caption))

    def _texts(self, items: list[Item]) -> list[Text]:
        return paragraphs_of([item for item in items if isinstance(item, Line)], self.spelling)

    def _made(self, draft: Draft, place: Place) -> Table:
        cells = []
        for cell in draft.cells:
            at = place if place.row else place.cell(cell.row + 1, cell.column + 1)
            blocks = tuple(self._inside(cell.items, at))
            at = blocks[0].place if blocks else at
            cells.append(Cell(cell.row + 1, cell.column + 1, blocks, cell.rowspan, cell.colspan, at))
        return Table(draft.rows, len(draft.xs) - 1, tuple(cells), place)

    def _inside(self, items: list[Item], place: Place) -> Iterator[Block]:
        """Yield the blocks of a cell; each knows its page, since a page break may cut the table."""
        lines: list[Line] = []
        for item in [*items, None]:
            if isinstance(item, Line):
                lines.append(item)
                continue
            for text in paragraphs_of(lines, self.spelling):
                kind = Kind.CONTENTS if leads_to_page(text.text) else Kind.BODY
                indent = max(0.0, round(text.lines[0].x0 - text.lines[0].room[0], 1))
                yield Paragraph(text.text, replace(place, page=text.lines[0].page), kind, indent=indent)
            lines = []
            if item is not None:
                yield self._made(item, replace(place, page=item.page))
