"""Turns a piece of text with HTML bits in it (lists, paragraphs, breaks, tables) into paragraphs and tables."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipeline.rfp.paper import Block, Cell, Kind, Paragraph, Place, Table
from pipeline.rfp.reading.text_items import Items

# Only these are marks; other pointed brackets (<http://…>, a < b, <별지 1>) are the author's words.
TAG = re.compile(
    r"<(?P<close>/?)(?P<name>table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col|ol|ul|li|p|div|br|hr|h[1-6]|input|span|font"
    r"|strong|em|b|i|u|s|a|sup|sub|img|center|html|body|head|title|style|script|meta|link|!doctype|!--)(?P<rest>(?:\s[^<>]*)?)/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|middot|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_SPAN = re.compile(r"""(rowspan|colspan|start)\s*=\s*["']?(\d{1,4})""", re.IGNORECASE)
_BREAKS = frozenset("p div br hr ol ul li center caption".split())
_DEEPEST = 20  # tables in tables
_WIDEST = 200  # columns and rows that a span may cover
_LARGEST = 200_000  # places of a table; behind them spans are not believed any more


@dataclass(slots=True)
class _Grid:
    """A table in the making: where each cell goes, and which places row spans from above take."""

    line: int
    row: int = 0
    column: int = 0
    cells: list[tuple[int, int, int, int, int, list[Block]]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    open: list[Block] | None = None

    def start_row(self) -> None:
        self.row, self.column, self.open = self.row + 1, 0, None

    def start_cell(self, rowspan: int, colspan: int, line: int) -> None:
        if not self.row:
            self.start_row()
        self.column += 1
        while (self.row, self.column) in self.taken:
            self.column += 1
        rowspan, colspan = (rowspan, colspan) if len(self.taken) < _LARGEST and self.column < _WIDEST else (1, 1)
        self.open = []
        self.cells.append((self.row, self.column, rowspan, colspan, line, self.open))
        places = (
            (r, c) for r in range(self.row, self.row + rowspan) for c in range(self.column, self.column + colspan)
        )
        self.taken.update(places)
        self.column += colspan - 1

    def finish(self, place: Place, outermost: bool) -> Table:
        cells = []
        for row, column, rowspan, colspan, line, blocks in self.cells:
            at = place.cell(row, column, line) if outermost else replace(place, line=line)
            cells.append(Cell(row, column, tuple(blocks), min(rowspan, self.row - row + 1), colspan, at))
        columns = max(cell.column + cell.colspan - 1 for cell in cells)
        return Table(self.row, columns, tuple(cells), place)


def read_html(pieces: Iterable[tuple[int, str]], place: Place, cut_items: bool = False) -> tuple[Block, ...]:
    """Return the blocks of (line number, text) pieces; each piece starts a paragraph.

    `place` is where they stand: a cell of a table, or a top-level block (its own tables then number their cells).
    `cut_items` cuts run-on text at the numbers and bullets of lists, as cells of converted files need it.
    """
    return _Reader(place, cut_items).read(pieces)


class _Reader:
    def __init__(self, place: Place, cut_items: bool) -> None:
        self.place = place
        self.items = Items() if cut_items else None
        self.blocks: list[Block] = []
        self.grids: list[_Grid] = []
        self.words: list[str] = []
        self.line = place.line
        self.lists: list[list[int | None]] = []  # the next number of each open <ol>, None for <ul>
        self.marker = ""
        self.heading = 0
        self.hidden = 0

    def read(self, pieces: Iterable[tuple[int, str]]) -> tuple[Block, ...]:
        for line, text in pieces:
            self._end_paragraph()
            self.line = line
            at = 0
            for tag in TAG.finditer(text):
                self._say(text[at : tag.start()])
                self._mark(tag["name"].lower(), bool(tag["close"]), tag["rest"])
                at = tag.end()
            self._say(text[at:])
        self._end_paragraph()
        while self.grids:
            self._end_table()
        return tuple(self.blocks)

    def _say(self, text: str) -> None:
        if not self.hidden:
            self.words.append(_ENTITY.sub(lambda match: html.unescape(match[0]), text))

    def _mark(self, name: str, closes: bool, rest: str) -> None:
        match name:
            case "style" | "script" | "head":
                self.hidden = max(0, self.hidden + (-1 if closes else 1))
            case "input":
                self.words.append("■" if "checked" in rest.lower() else "□" if "checkbox" in rest.lower() else "")
            case "table":
                self._end_paragraph()
                if closes:
                    self._end_table()
                elif len(self.grids) < _DEEPEST:
                    self.grids.append(_Grid(self.line))
            case "tr" | "td" | "th":
                self._end_paragraph()
                if not closes and self.grids:
                    self._start(name, rest)
            case "ol" | "ul":
                self._end_paragraph()
                self._list(name, closes, rest)
            case "li":
                self._end_paragraph()
                if not closes:
                    self._item()
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._end_paragraph()
                self.heading = 0 if closes else int(name[1])
            case _ if name in _BREAKS:
                self._end_paragraph()

    def _start(self, name: str, rest: str) -> None:
        grid = self.grids[-1]
        if name == "tr":
            grid.start_row()
            return
        spans = {key.lower(): min(max(1, int(value)), _WIDEST) for key, value in _SPAN.findall(rest)}
        grid.start_cell(spans.get("rowspan", 1), spans.get("colspan", 1), self.line)

    def _list(self, name: str, closes: bool, rest: str) -> None:
        if closes:
            if self.lists:
                self.lists.pop()
            return
        plain = name == "ul" or "none" in rest.lower()
        start = {key.lower(): int(value) for key, value in _SPAN.findall(rest)}.get("start", 1)
        self.lists.append(None if plain else start)  # a list without numbers of its own prints what its text says

    def _item(self) -> None:
        if self.lists and self.lists[-1] is not None:
            self.marker = f"{self.lists[-1]}."
            self.lists[-1] += 1

    def _end_paragraph(self) -> None:
        text = " ".join("".join(self.words).split())
        self.words.clear()
        marker, self.marker = self.marker, ""
        if not text:
            self.marker = marker
            return
        kind = Kind.HEADING if self.heading else Kind.BODY
        indent = 10.0 * len(self.lists) if marker else 0.0
        pieces = [text] if self.items is None else self.items.split(text, bool(self.lists))
        for number, piece in enumerate(pieces):
            self._put(Paragraph(piece, self._where(self.line), kind, self.heading, "" if number else marker, indent))

    def _where(self, line: int) -> Place:
        """The place of what stands at a line: of the outermost cell, when it stands in one."""
        if self.place.row or not self.grids or not self.grids[0].cells:
            return replace(self.place, line=line)
        return self.place.cell(*self.grids[0].cells[-1][:2], line)

    def _put(self, block: Block) -> None:
        """Put a block into the innermost open cell; words between a table's cells go before the table."""
        home = next((grid.open for grid in reversed(self.grids) if grid.open is not None), None)
        (self.blocks if home is None else home).append(block)

    def _end_table(self) -> None:
        if self.grids:
            grid = self.grids.pop()
            if grid.cells:
                self._put(grid.finish(self._where(grid.line), not self.grids and not self.place.row))
