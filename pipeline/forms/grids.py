"""Turns the rows and columns that a fill repeats into the addresses and spans that 한글's tables must state."""

from __future__ import annotations

from jinja2 import pass_context
from jinja2.runtime import Context

from pipeline.forms.running import Run
from pipeline.language.plain import BLANK, Xml


class Grid:
    """One table while it is being filled; template columns and rows count from 0."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._row = -1
        self._spans: dict[int, list[int]] = {}  # first and last row of the spanning cell begun last
        self._template_column = self._column = self._columns = 0
        self._map: dict[int, tuple[int, int]] = {}  # template column → its first and last column

    def row(self) -> Xml:
        """Begin a row and return its address."""
        self._row += 1
        self._template_column = self._column = 0
        return Xml(str(self._row))

    def rows(self) -> Xml:
        """Promise how many rows there will be."""
        return self._run.promise(lambda: self._row + 1)

    def columns(self) -> Xml:
        """Promise how many columns there will be."""
        return self._run.promise(lambda: self._columns)

    def begin(self, key: int) -> Xml:
        """Begin a cell that spans rows and promise how many."""
        reach = self._spans[key] = [self._row, self._row]
        return self._run.promise(lambda: reach[1] - reach[0] + 1)

    def end(self, key: int) -> Xml:
        """The row just filled is the last of the cell that began under `key`."""
        self._spans[key][1] = max(self._row, self._spans[key][0])
        return BLANK

    def cell(self, column: int, span: int) -> Xml:
        """Begin a cell of a row with repeated columns and return its column's address."""
        self._fill(column)
        at = self._column
        self._fill(column + span)
        return Xml(str(at))

    def fill(self, column: int) -> Xml:
        """Columns up to `column` are covered by cells of rows above."""
        self._fill(column)
        return BLANK

    def skip(self, column: int) -> Xml:
        """Go on at a column of the form without taking room: a new round of a loop, or cells that held only tags."""
        self._template_column = column
        return BLANK

    def address(self, column: int, span: int) -> Xml:
        """Promise the address of a cell in a row without repeated columns."""
        return self._run.promise(lambda: self._reach(column, span)[0])

    def span(self, column: int, span: int) -> Xml:
        """Promise how many columns such a cell spans."""
        return self._run.promise(lambda: self._reach(column, span)[1] - self._reach(column, span)[0] + 1)

    def _fill(self, column: int) -> None:
        for at in range(self._template_column, column):
            first, _ = self._map.get(at, (self._column, 0))
            self._map[at] = (min(first, self._column), self._column)
            self._column += 1
        self._template_column = column
        self._columns = max(self._columns, self._column)

    def _reach(self, column: int, span: int) -> tuple[int, int]:
        known = [self._map[at] for at in range(column, column + span) if at in self._map]
        return (
            (min(first for first, _ in known), max(last for _, last in known)) if known else (column, column + span - 1)
        )


@pass_context
def grid(context: Context, _: object) -> Grid:
    """Begin a table."""
    return Grid(context["_run"])
