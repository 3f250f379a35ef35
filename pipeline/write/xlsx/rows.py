"""Turns rows of cells into the rows of one worksheet's XML, streamed: a large workbook has half a million cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from xlsxwriter.utility import xl_col_to_name

from pipeline.document.sheet import SheetCell
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.cells import Cells

BLANK = SheetCell()

Piece: TypeAlias = tuple[str, float]  # a cell's element for any row, and the points that it needs

_ROW = "\0"  # in an element: the number of its row, which no clean text can be taken for
_PIXEL = 0.75  # pt: Excel draws rows in whole pixels
_MOST_KNOWN = 2048  # pieces kept of a column; cells that say what no other says would fill the memory


class Rows:
    """The rows of one worksheet under way, from the top; rows and columns count from 0."""

    def __init__(self, cells: Cells, width: int) -> None:
        self.xml = bytearray()
        self.heights: list[tuple[int, float]] = []  # of rows higher than usual
        self._cells = cells
        self._heads = [f'<c r="{xl_col_to_name(column)}{_ROW}' for column in range(width)]
        self._known: list[dict[int, Piece]] = [{} for _ in range(width)]

    def merged(self, row: int, cells: Sequence[SheetCell]) -> None:
        """Write a row whose wide cells are merged."""
        elements: list[str] = []
        column, tallest = 0, 0.0
        for cell in cells:
            after = column + max(cell.colspan, 1)
            elements.append(self._heads[column] + self._cells.tail(row, column, cell))
            if after > column + 1:
                self._cells.page.merge_range(row, column, row, after - 1, "")
                covered = self._cells.blank(cell, column)
                elements += [head + covered for head in self._heads[column + 1 : after]]
            tallest = max(tallest, self._cells.height(row, column, after, cell))
            column = after
        self._close(row, elements, tallest)

    def data(self, row: int, cells: Sequence[SheetCell]) -> None:
        """Write a row without merges, one cell a column. The cells must outlive this object: it knows them by identity."""
        tallest = 0.0
        elements: list[str] = []
        # The innermost loop: what a cell that many rows share turns into is worked out once.
        for known, cell in zip(self._known, cells, strict=False):  # fewer cells than the widest row has
            element, height = known.get(id(cell)) or self._piece(row, len(elements), cell, known)
            elements.append(element)
            if height > tallest:
                tallest = height
        self._close(row, elements, tallest)

    def _piece(self, row: int, column: int, cell: SheetCell, known: dict[int, Piece]) -> Piece:
        problems = self._cells.book.problems
        told = len(problems)
        element = self._heads[column] + self._cells.tail(row, column, cell)
        piece = (element, self._cells.height(row, column, column + 1, cell))
        if not (cell.href or cell.comment) and len(problems) == told:  # nothing that belongs to this place alone
            if len(known) >= _MOST_KNOWN:
                known.clear()
            known[id(cell)] = piece
        return piece

    def _close(self, row: int, elements: list[str], tallest: float) -> None:
        """Keep the height that a row's text needs: LibreOffice fits no row by itself, Excel none with merged cells.

        It is a hint only (no customHeight): a row then grows when a person types more into it.
        """
        if not elements:
            return
        height = ""
        if tallest > looks.ROW:
            self.heights.append((row, tallest))
            height = f' ht="{int(tallest / _PIXEL + 0.5) * _PIXEL:g}"'
        cells = "".join(elements).replace(_ROW, str(row + 1))
        self.xml += f'<row r="{row + 1}"{height}>{cells}</row>'.encode()
