"""Turns a table into rows of text below the titles of its columns, merged cells filled down and across."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.rfp.paper import Cell, Place, Table

_TOTAL = re.compile(r"^[<(\[]?(?:소\s*계|합\s*계|총\s*계|총\s*합\s*계|계|합|총\s*점|합계.{0,8}|소계.{0,8}|총\s*점수?|총\s*배점)[>)\]]?$")


@dataclass(frozen=True, slots=True)
class Titled:
    """One row below the titles: the cell of each column that was asked for."""

    row: int  # index in the grid, from 0
    cells: tuple[Cell | None, ...]  # the whole row of the grid
    by: Mapping[str, tuple[int, ...]]  # field → columns
    place: Place

    def text(self, field: str) -> str:
        """The text of the field's first column, its lines joined."""
        columns = self.by.get(field, ())
        return flat(self.cells[columns[0]]) if columns else ""

    def words(self, field: str) -> str:
        """The texts of all columns of the field, each merged cell once."""
        seen: dict[int, str] = {}
        for column in self.by.get(field, ()):
            cell = self.cells[column]
            if cell is not None:
                seen.setdefault(id(cell), flat(cell))
        return " ".join(text for text in seen.values() if text)

    def cell(self, field: str) -> Cell | None:
        """The cell of the field's first column."""
        columns = self.by.get(field, ())
        return self.cells[columns[0]] if columns else None

    @property
    def quote(self) -> str:
        """The row as printed, cells parted by a bar."""
        cells = list({id(cell): cell for cell in self.cells if cell is not None}.values())
        return " | ".join(text for cell in cells if (text := flat(cell)))

    @property
    def is_total(self) -> bool:
        """True for a row of sums, or one cell across the whole width."""
        cells = {id(cell): cell for cell in self.cells if cell is not None}
        return len(cells) == 1 or any(_TOTAL.match(flat(cell)) for cell in list(cells.values())[:2])


def flat(cell: Cell | None) -> str:
    """Return the text of a cell on one line."""
    return " ".join(cell.text.split()) if cell is not None else ""


def bare(text: str) -> str:
    """Return a title without spaces, brackets and what stands in them."""
    return re.sub(r"\s|\(.*?\)|[·:/※*]", "", text)


def titled_rows(table: Table, fields: Mapping[str, re.Pattern[str]], needed: tuple[str, ...], deep: int = 3) -> Iterator[Titled]:
    """Yield the rows below the first row (of the first `deep`) whose titles name all `needed` fields."""
    grid = table.grid()
    for at in range(min(deep, table.rows - 1)):
        by = _columns(grid[at], fields)
        if all(field in by for field in needed):
            start = at + max((cell.rowspan for cell in grid[at] if cell is not None and cell.row == at + 1), default=1)
            for row in range(start, table.rows):
                cells = tuple(grid[row])
                first = next((cell for cell in cells if cell is not None and cell.row == row + 1), None)
                yield Titled(row, cells, by, (first.place if first and first.place else table.place.cell(row + 1, 1)))
            return


def _columns(row: list[Cell | None], fields: Mapping[str, re.Pattern[str]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for column, cell in enumerate(row):
        if cell is None:
            continue
        title = bare(cell.text)
        field = next((name for name, pattern in fields.items() if pattern.fullmatch(title)), None)
        if field:
            found.setdefault(field, []).append(column)
    return {field: tuple(columns) for field, columns in found.items()}
