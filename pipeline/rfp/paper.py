"""The nouns of reading: a Paper is an RFP as ordered blocks (paragraphs and tables), each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a block stands in its file; what a format does not know is 0. All numbers count from 1.

    `line` is a line of a text file, `page` a page of a PDF, `block` the order of a top-level block in the file, `table` the
    order of a top-level table; `row` and `column` are the cell of that table (of the outermost one, for nested tables).
    """

    line: int = 0
    page: int = 0
    block: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        if self.line:
            return f"L{self.line}"  # a line of a text file says it all
        words = [f"{self.page}쪽"] if self.page else []
        if self.table:
            words.append(f"표 {self.table}")
            if self.row:
                words.append(f"{self.row}행 {self.column}열")
        elif self.block:
            words.append(f"문단 {self.block}")
        return " ".join(words)

    def __bool__(self) -> bool:
        return bool(self.line or self.page or self.block)

    def cell(self, row: int, column: int, line: int = 0) -> Place:
        """Return the place of a cell of the table that stands here."""
        return replace(self, row=row, column=column, line=line or self.line)


class Kind(StrEnum):
    """What a paragraph is in the file's own terms."""

    BODY = "본문"
    HEADING = "제목"  # marked as an outline level or heading style by the file itself
    CAPTION = "캡션"
    BOX = "글상자"
    FOOTNOTE = "각주"
    MARGIN = "머리말꼬리말"
    CONTENTS = "차례"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `marker` is an automatic number or bullet that the editor prints before the text ("" when typed)."""

    text: str  # line breaks inside a paragraph are "\n"
    place: Place = Place()
    kind: Kind = Kind.BODY
    level: int = 0  # outline level, 1 is the highest; 0 for none
    marker: str = ""
    indent: float = 0.0  # left indent in points, as far as the format tells

    @property
    def printed(self) -> str:
        """The text as a reader sees it, with its automatic number or bullet."""
        return f"{self.marker} {self.text}" if self.marker else self.text


@dataclass(frozen=True)  # without slots: a cell's text is asked for many times and kept
class Cell:
    """One cell at its upper left corner (row and column count from 1); covered cells are absent."""

    row: int
    column: int
    blocks: tuple[Block, ...] = ()
    rowspan: int = 1
    colspan: int = 1
    place: Place = Place()

    @cached_property
    def text(self) -> str:
        """All text of the cell, paragraphs on lines of their own, nested tables row by row with tabs."""
        return "\n".join(_text(block) for block in self.blocks)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Return the paragraphs of the cell, those of nested tables too."""
        return _paragraphs(self.blocks)


@dataclass(frozen=True)  # without slots: its grid is asked for many times and kept
class Table:
    """One table as a grid of rows × columns; cells in reading order. A PDF's table that a page break cuts is one table."""

    rows: int
    columns: int
    cells: tuple[Cell, ...] = ()
    place: Place = Place()
    caption: str = ""

    def grid(self) -> list[list[Cell | None]]:
        """Return the cell that covers each place; None where the file left a hole. Not to be changed: it is kept."""
        return self._grid

    @cached_property
    def _grid(self) -> list[list[Cell | None]]:
        made: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row - 1, min(cell.row - 1 + cell.rowspan, self.rows)):
                for column in range(cell.column - 1, min(cell.column - 1 + cell.colspan, self.columns)):
                    made[row][column] = cell
        return made


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """One file as ordered blocks."""

    name: str  # the file's name
    format: str  # hwp, hwpx, docx, pdf, txt, md
    blocks: tuple[Block, ...] = ()
    pages: int = 0  # 0 when the format does not tell
    reader: str = ""  # which reader opened it, for the record

    def tables(self) -> Iterator[Table]:
        """Yield every top-level table."""
        return (block for block in self.blocks if isinstance(block, Table))

    def all_tables(self) -> Iterator[Table]:
        """Yield every table, the nested ones after the table that holds them."""
        waiting = list(self.tables())[::-1]
        while waiting:
            table = waiting.pop()
            yield table
            waiting += [block for cell in table.cells for block in cell.blocks if isinstance(block, Table)][::-1]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Return every paragraph in reading order, those inside tables too."""
        return _paragraphs(self.blocks)


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in block.cells:
                yield from cell.paragraphs()


def _text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.printed
    rows: dict[int, list[str]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell.text.replace("\n", " "))
    return "\n".join("\t".join(row) for row in rows.values())
