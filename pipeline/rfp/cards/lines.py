"""Turns the blocks of a cell into its printed lines, and the tables inside it into rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.rfp.cards.markers import split_marker
from pipeline.rfp.paper import Block, Cell, Paragraph, Place, Table

_SPACE = {" ": 5.0, "\u00a0": 5.0, "\u3000": 10.0, "\t": 20.0}  # points, about
_INLINE_BULLET = re.compile(r"(?<=\S)\s+(?=[•❍▪◦●]\s+\S)")
_PHRASE = 40
_MOST = 0.8  # of a table's text; a copy may be cut off
_TITLE_LENGTH = 25  # a longer cell is no column title


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text, its automatic marker, its indent in points, and where it stands."""

    text: str
    marker: str = ""
    indent: float = 0.0
    place: Place = Place()

    @property
    def printed(self) -> str:
        """The line as a reader sees it."""
        return f"{self.marker} {self.text}" if self.marker else self.text


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table inside a cell: its first cells with tabs between, then the lines of a cell that has many."""

    head: str
    lines: tuple[Line, ...] = ()
    place: Place = Place()
    title: bool = False  # a row of column titles

    @property
    def printed(self) -> str:
        """The row as text, its own lines below it."""
        return "\n".join([*([self.head] if self.head else []), *(line.printed for line in self.lines)])


Printed = Line | Row


def lines_of(blocks: Iterable[Block]) -> tuple[Printed, ...]:
    """Return what the blocks print, in order; blank lines are left out."""
    made: list[Printed] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            made += paragraph_lines(block)
        else:
            made += _table_lines(block)
    return tuple(made)


def paragraph_lines(paragraph: Paragraph) -> Iterator[Line]:
    """Yield the lines of a paragraph: cut at its line breaks, and where a bullet stands in the midst of a line."""
    marker = paragraph.marker.strip()
    for text in paragraph.text.split("\n"):
        bare = text.strip()
        if not bare and not marker:
            continue
        indent = paragraph.indent + sum(_SPACE.get(letter, 0.0) for letter in text[: len(text) - len(text.lstrip())])
        for piece in _INLINE_BULLET.split(bare):
            yield Line(piece.strip(), marker, indent, paragraph.place)
            marker = ""


def text_of(lines: Iterable[Printed]) -> str:
    """Return all lines as printed, a paragraph a line."""
    return "\n".join(line.printed for line in lines)


def flat(cells: Iterable[Cell]) -> tuple[Printed, ...]:
    """Return what the cells beside one label print: one cell is read as it is, several make a row."""
    filled = [cell for cell in cells if cell.text.strip()]
    if len(filled) > 1 and _repeats_table(filled[0], filled[1:]):
        filled = filled[:1]
    if len(filled) == 1:
        return lines_of(filled[0].blocks)
    return (_row(filled, filled[0].place),) if filled else ()


def squeezed(text: str) -> str:
    """Return the text without white space."""
    return "".join(text.split())


def _repeats_table(first: Cell, others: Iterable[Cell]) -> bool:
    """True when the cells beside one that holds a table only repeat that table's cells, as some converters print it."""
    inner = [block for block in first.blocks if isinstance(block, Table)]
    words = squeezed("".join(cell.text for table in inner for cell in table.cells))
    again = squeezed("".join(cell.text for cell in others))
    return bool(inner) and words.startswith(again) and len(again) > _MOST * len(words)


def _table_lines(table: Table) -> Iterator[Printed]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    if table.columns == 1 or len(table.cells) == 1:
        for cell in table.cells:
            yield from lines_of(cell.blocks)
        return
    titles = _title_rows(table, rows)
    if titles:
        named = [cell for number, cells in rows.items() if number <= titles for cell in cells]
        yield replace(_row(named, table.place), title=True)
    for number, cells in rows.items():
        if number > titles and any(cell.text.strip() for cell in cells):
            yield _row(cells, table.place)


def _title_rows(table: Table, rows: dict[int, list[Cell]]) -> int:
    """Return how many rows at the top are column titles."""
    first = rows.get(1, [])
    deep = max((cell.rowspan for cell in first), default=1)
    if len(first) < 2 or table.rows <= deep or deep > 3:
        return 0
    plain = all(len(cell.text) <= _TITLE_LENGTH and not cell.text.strip()[:1].isdigit() for cell in first)
    return deep if plain and first[0].text.strip() else 0


def _row(cells: list[Cell], place: Place) -> Row:
    """Return one row; from its first cell of many lines on, cells are lines of their own."""
    head: list[str] = []
    lines: list[Line] = []
    for cell in cells:
        printed = list(_plain(lines_of(cell.blocks)))
        if lines or not _is_phrase(printed):
            lines += printed
        else:
            head.append(" ".join(line.printed for line in printed))
    where = next((block.place for cell in cells for block in cell.blocks if block.place), place)
    return Row("\t".join(head).rstrip(), tuple(lines), where)


def _is_phrase(lines: list[Line]) -> bool:
    """True for one line, and for a few words that a narrow cell breaks over lines."""
    if len(lines) < 2:
        return True
    words = [line.printed for line in lines]
    return sum(map(len, words)) <= _PHRASE and not any(line.marker or split_marker(line.text).family for line in lines)


def _plain(lines: Iterable[Printed]) -> Iterator[Line]:
    """Yield lines only: a row of a table inside a table is a line with tabs."""
    for line in lines:
        if isinstance(line, Line):
            yield line
        else:
            if line.head:
                yield Line(line.head, place=line.place)
            yield from line.lines
