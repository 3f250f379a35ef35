"""Turns the merged cells and column widths of a person's sheet into which cells are covered and how tall a row's texts are."""

from __future__ import annotations

import re

from pipeline.write.xlsx import looks
from pipeline.write.xlsx.their_grid import Cell
from pipeline.write.xlsx.their_moves import column_letters, column_number
from pipeline.write.xlsx.their_sheet import TheirSheet
from pipeline.write.xlsx.their_xml import amount, child, children, whole

_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_PADDING = 0.7109375  # of a width as it is written
_USUAL = 8.43


class Merges:
    """The merged cells and the column widths of one sheet."""

    def __init__(self, theirs: TheirSheet) -> None:
        self._book = theirs.page.book
        self._rows = theirs.page.grid.rows
        self.covered: dict[int, set[bytes]] = {}  # row → columns of cells that are merged into another one
        self._last: dict[tuple[int, int], tuple[int, int]] = {}  # first cell of a merge → last row and column
        last = theirs.page.grid.last
        for merge in children(child(theirs.page.frame, "mergeCells"), "mergeCell"):
            found = _AREA.fullmatch(merge.get("ref", ""))
            if not found:
                continue
            left, top, right, bottom = column_number(found[1]), int(found[2]), column_number(found[3]), int(found[4])
            letters = {column_letters(column).encode() for column in range(left, right + 1)}
            for row in range(top, min(bottom, last) + 1):
                self.covered.setdefault(row, set()).update(letters)
            self.covered.setdefault(top, set()).discard(column_letters(left).encode())
            self._last[top, left] = bottom, right
        self._widths = _widths(theirs)
        usual = child(theirs.page.frame, "sheetFormatPr")
        self._usual = amount(usual.get("defaultColWidth") if usual is not None else None, _USUAL)

    def height(self, number: int) -> float:
        """Return the points that the texts of a row need, 0 when the usual ones are enough."""
        tallest = max((self._tall(number, cell) for cell in self._rows[number].cells), default=0.0)
        return min(tallest, looks.TALLEST_ROW) if tallest > looks.ROW else 0.0

    def _tall(self, number: int, cell: Cell) -> float:
        column = column_number(cell[0].decode())
        bottom, right = self._last.get((number, column), (number, column))
        value = self._book.values.shown(cell)
        if not isinstance(value, str) or bottom > number or cell[0] in self.covered.get(number, ()):
            return 0
        width = sum(self._widths.get(each, self._usual) for each in range(column, right + 1))
        return looks.height(value, width) if width else 0


def _widths(theirs: TheirSheet) -> dict[int, float]:
    """Return the width of each column in use that has one of its own, 0 for a hidden one."""
    widths, last = {}, theirs.width
    for element in children(child(theirs.page.frame, "cols"), "col"):
        hidden = element.get("hidden") in ("1", "true")
        width = 0.0 if hidden else max(amount(element.get("width"), _USUAL) - _PADDING, 0)
        for column in range(whole(element.get("min"), 1), min(whole(element.get("max"), 1), last) + 1):
            widths[column] = width
    return widths
