"""Turns the body of a DOCX file into blocks: paragraphs with their printed numbers, tables with their merged cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from pipeline.rfp.paper import Block, Cell, Kind, Paragraph, Place, Table
from pipeline.rfp.reading.docx_numbers import Numbers
from pipeline.rfp.reading.docx_package import W, flag, value, whole
from pipeline.rfp.reading.docx_runs import Fields, Said, is_contents, said, span
from pipeline.rfp.reading.docx_styles import Style, Styles, indent_of
from pipeline.rfp.reading.text_items import items_of
from pipeline.rfp.reading.text_lines import leads_to_page

_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_WIDEST = 1_000  # grid columns; Word itself allows 63


class Body:
    """Walks over the body; the lists, fields and footnotes of a document run through it."""

    def __init__(self, styles: Styles, numbers: Numbers, notes: dict[str, dict[str, etree._Element]]) -> None:
        self.styles = styles
        self.numbers = numbers
        self.notes = notes
        self.fields = Fields()
        self.called = 0
        self.tables = 0
        self.contents = 0  # how many contents controls are open
        self.chunks = 0  # embedded files that Word shows in place

    def blocks(self, elements: Iterable[etree._Element]) -> list[Block]:
        """Return the top-level blocks, each with its number in the file."""
        made: list[Block] = []
        for element in elements:
            for part in self._unwrapped([element]):
                place = Place(block=len(made) + 1)
                if part.tag == W + "tbl":
                    table = self._table(part, replace(place, table=self.tables + 1))
                    if table.cells:
                        self.tables += 1
                        made.append(table)
                elif part.tag == W + "p":
                    for block in self._paragraph(part, place):
                        made.append(self._settled(block, len(made) + 1))
        return made

    def _settled(self, block: Block, number: int) -> Block:
        """Give a block its number; a table out of a text box counts as a top-level one."""
        if isinstance(block, Paragraph):
            return replace(block, place=replace(block.place, block=number))
        self.tables += 1
        place = Place(block=number, table=self.tables)
        return replace(block, place=place, cells=tuple(_moved(c, place.cell(c.row, c.column)) for c in block.cells))

    def _unwrapped(self, elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
        """Yield paragraphs, tables, rows and cells out of content controls and accepted insertions."""
        for element in elements:
            if element.tag in _WRAPPERS:
                contents = is_contents(element)
                self.contents += contents
                yield from self._unwrapped(element)
                self.contents -= contents
            elif element.tag == W + "altChunk":
                self.chunks += 1
            else:
                yield element

    def _inside(self, parent: etree._Element, place: Place) -> list[Block]:
        """Return the blocks of a cell, a text box or a footnote; all of them stand at one place."""
        made: list[Block] = []
        for part in self._unwrapped(parent):
            if part.tag == W + "p":
                made += self._paragraph(part, place)
            elif part.tag == W + "tbl":
                table = self._table(part, place)
                made += [table] if table.cells else []
        return made

    def _paragraph(self, element: etree._Element, place: Place) -> list[Block]:
        """Return the paragraph, then its text boxes and the footnotes that it calls."""
        name = value(element, "pPr/pStyle")
        style = self.styles.of(name)
        contents = self.fields.in_contents or self.contents > 0
        words = said(element, self.fields)
        contents = contents or self.fields.in_contents
        made: list[Block] = []
        text = "" if style.hidden else words.text
        marker, indent = self._number(element, style, name, bool(text))
        if text:
            level = self._level(element, style)
            kind = Kind.HEADING if level and style.kind is Kind.BODY else style.kind
            if contents or leads_to_page(text):
                kind, level = Kind.CONTENTS, 0
            for item in [text] if marker or kind is not Kind.BODY else items_of(text):
                made.append(Paragraph(item, place, kind, level, marker, indent))
        return made + self._hanging(words, place)

    def _hanging(self, words: Said, place: Place) -> list[Block]:
        made: list[Block] = []
        for box in words.boxes:
            made += [_as(block, Kind.BOX) for block in self._inside(box, place)]
        for part, name in words.notes:
            note = self.notes.get(part, {}).pop(
                name, None
            )  # each is said once, even by a file whose notes call each other
            if note is None:
                continue
            self.called += 1
            number = f"{self.called})"
            for block in self._inside(note, place):
                made.append(_as(block, Kind.FOOTNOTE, number))
                number = ""
        return made

    def _level(self, element: etree._Element, style: Style) -> int:
        own = value(element, "pPr/outlineLvl")
        level = style.level if own is None else whole(own, 9) + 1
        return level if 1 <= level <= 9 else 0

    def _number(self, element: etree._Element, style: Style, name: str | None, says: bool) -> tuple[str, float]:
        """Return the paragraph's automatic number and its indent in points."""
        own = value(element, "pPr/numPr/numId")
        number = own if own is not None else style.number
        depth = whole(value(element, "pPr/numPr/ilvl"), -1)
        if depth < 0:
            bound = self.numbers.depth_of_style(number, name or self.styles.default)
            depth = bound if own is None and style.depth is None else style.depth or 0 if own is None else 0
        level = self.numbers.level(number, depth)
        indents = (indent_of(element), level.indent if level else None, style.indent)
        indent = next((each for each in indents if each is not None), 0.0)
        counted = says or not flag(element.find(f"{W}pPr/{W}rPr/{W}del"))
        return (self.numbers.mark(number, depth) if level and counted else ""), max(indent, 0.0)

    def _table(self, element: etree._Element, place: Place) -> Table:
        """Return a table; covered cells are absent, rows that are deleted by a tracked change are left out."""
        cells: list[Cell] = []
        down: dict[int, int] = {}  # column → index of the cell that goes on downwards there
        row = columns = 0
        for line in self._unwrapped(element):
            if line.tag != W + "tr" or line.find(f"{W}trPr/{W}del") is not None:
                continue
            row += 1
            column = 1 + min(max(0, whole(value(line, "trPr/gridBefore"))), _WIDEST)
            for part in self._unwrapped(line):
                if part.tag != W + "tc" or column > _WIDEST:
                    continue
                column = self._cell(part, (row, column), place, cells, down)
            columns = max(columns, column - 1)
        return Table(row, columns, tuple(cells), place)

    def _cell(
        self, element: etree._Element, at: tuple[int, int], place: Place, cells: list[Cell], down: dict[int, int]
    ) -> int:
        """Add a cell, or stretch the one that it belongs to; return the column behind it."""
        row, column = at
        width = span(element)
        merge = element.find(f"{W}tcPr/{W}vMerge")
        sideways = element.find(f"{W}tcPr/{W}hMerge")
        owner = down.get(column) if merge is not None and merge.get(W + "val", "continue") == "continue" else None
        outermost = place.table > 0 and not place.row
        where = place.cell(row, column) if outermost else place
        blocks = tuple(self._inside(element, where))
        if owner is not None and cells[owner].row + cells[owner].rowspan == row:
            cells[owner] = replace(cells[owner], rowspan=cells[owner].rowspan + 1, blocks=cells[owner].blocks + blocks)
        elif (
            sideways is not None
            and sideways.get(W + "val", "continue") == "continue"
            and cells
            and cells[-1].row == row
        ):
            cells[-1] = replace(cells[-1], colspan=cells[-1].colspan + width, blocks=cells[-1].blocks + blocks)
        else:
            for each in range(column, column + width):
                down.pop(each, None)
            if merge is not None:
                down[column] = len(cells)
            cells.append(Cell(row, column, blocks, 1, width, where))
        return column + width


def _as(block: Block, kind: Kind, marker: str = "") -> Block:
    """Say that a paragraph stands in a text box or footnote; headings stay headings."""
    if not isinstance(block, Paragraph):
        return block
    return replace(block, kind=kind if block.kind is Kind.BODY else block.kind, marker=marker or block.marker)


def _moved(cell: Cell, place: Place) -> Cell:
    """Return a cell with all that it holds at a place."""

    def settle(block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, place=place)
        return replace(block, place=place, cells=tuple(_moved(each, place) for each in block.cells))

    return replace(cell, place=place, blocks=tuple(map(settle, cell.blocks)))
