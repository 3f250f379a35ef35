"""Turns the rows of a form's sheet, while it is filled, into where they come to stand, for all that refers to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from pipeline.forms.references import Piece, Reference
from pipeline.forms.running import Run
from pipeline.language.plain import BLANK, Xml

LAST_ROW = 1_048_576
_LONGEST_GAP = 10_000


@dataclass(slots=True)
class Scope:
    """One round of a loop over the form's rows `low` to `high`; the outermost scope is the sheet."""

    low: int
    high: int
    above: Scope | None = None
    rows: dict[int, list[int]] = field(default_factory=dict)  # form's row → its first and last row


class SheetRows:
    """One sheet being filled: rows count from 1, in the form as in the result."""

    def __init__(self, run: Run, formulas: list[tuple[Piece, ...]], sheets: dict[str, SheetRows]) -> None:
        self._run, self._formulas, self._sheets = run, formulas, sheets
        self._sheet = self._scope = Scope(1, LAST_ROW)
        self._done: list[Scope] = []
        self._from = self._at = 0  # the form's row that was dealt with last, and the result's
        self._gaps: list[
            tuple[int, int, int]
        ] = []  # rows that no element stands for: form's first, last, result's first

    def row(self, number: int) -> Xml:
        """Begin the form's row `number` and return where it stands now."""
        self.fill(number)
        return Xml(str(self._at))

    def fill(self, number: int) -> Xml:
        """Let the form's rows up to `number` take their room."""
        if number > self._from:
            self._record(self._from + 1, number, self._at + 1)
            self._at += number - self._from
            self._from = number
            if self._at > LAST_ROW:
                raise OverflowError(f"엑셀의 한 시트는 {LAST_ROW:,d}행까지입니다")
        return BLANK

    def skip(self, number: int) -> Xml:
        """Go on behind the form's row `number`; rows in between vanish, rows before may come again."""
        self._from = number
        return BLANK

    def begin(self, low: int, high: int) -> Xml:
        """Begin a round of the loop over the form's rows `low` to `high`."""
        self._scope = Scope(low, high, self._scope)
        return BLANK

    def end(self) -> Xml:
        """End the round."""
        self._done.append(self._scope)
        self._scope = self._scope.above
        return BLANK

    def formula(self, number: int) -> Xml:
        """Promise a cell's formula as it reads at its new place."""
        scope = self._scope
        return self._run.promise(lambda: escape(self._written(self._formulas[number], scope)))

    def shifted(self, number: int) -> Xml:
        """Promise a formula that belongs to no row: a rule's, a name's, a chart's."""
        return self._run.promise(lambda: escape(self._written(self._formulas[number], self._sheet)))

    def copies(self, low: int, high: int, first: int, last: int, left: str, right: str) -> list[Xml]:
        """Return where a range stands now, once for each round of the loop over `low` to `high` (0: no loop)."""
        scopes = [scope for scope in self._done if (scope.low, scope.high) == (low, high)] if low else [self._sheet]
        ranges = [self._range(scope, first, last) for scope in scopes]
        return [Xml(_area(left, found[0], right, found[1])) for found in ranges if found]

    def merges(self, low: int, high: int, first: int, last: int, left: str, right: str) -> list[Xml]:
        """The same for merged cells, where one cell alone is no range."""
        return [area for area in self.copies(low, high, first, last, left, right) if ":" in area]

    def area(self, ranges: Iterable[tuple[int, int, str, str]]) -> Xml:
        """Return a list of ranges (first and last row, left and right column) as it reads now; each grows."""
        found = [(self._range(self._sheet, first, last), left, right) for first, last, left, right in ranges]
        return Xml(" ".join(_area(left, rows[0], right, rows[1]) for rows, left, right in found if rows))

    def place(self, number: int) -> int:
        """Return where the form's row stands now (its first copy; the row that took its place when it vanished)."""
        while number > 0:
            found = self._reach(self._sheet, number)
            if found:
                return found[0]
            number -= 1
        return 1

    def promised(self, number: int) -> Xml:
        """Promise the same."""
        return self._run.promise(lambda: self.place(number))

    def _record(self, first: int, last: int, at: int) -> None:
        if self._scope is self._sheet and last - first:
            self._gaps.append((first, last - 1, at))
            first, at = last, at + last - first
        elif last - first > _LONGEST_GAP:
            raise OverflowError("반복 안에 빈 행이 너무 많습니다")
        for number in range(first, last + 1):
            scope: Scope | None = self._scope
            while scope is not None:
                known = scope.rows.get(number)
                if known is None:
                    scope.rows[number] = [at, at]
                else:
                    known[1] = at
                scope = scope.above
            at += 1

    def _reach(self, scope: Scope, number: int) -> list[int] | None:
        """Return the first and last copy of the form's row as seen from a round of a loop."""
        while scope.above is not None and not scope.low <= number <= scope.high:
            scope = scope.above
        known = scope.rows.get(number)
        if known is not None or scope.above is not None:
            return known
        for first, last, at in self._gaps:
            if first <= number <= last:
                return [at + number - first] * 2
        return [self._at + number - self._from] * 2 if number > self._from else None

    def _range(self, scope: Scope, first: int, last: int) -> tuple[int, int] | None:
        """Return where a range of rows begins and ends now, or None when all of it vanished."""
        start = next((found for number in range(first, last + 1) if (found := self._reach(scope, number))), None)
        end = next((found for number in range(last, first - 1, -1) if (found := self._reach(scope, number))), None)
        return (min(start[0], end[0]), max(start[1], end[1])) if start and end else None

    def _written(self, pieces: tuple[Piece, ...], scope: Scope) -> str:
        return "".join(piece if isinstance(piece, str) else self._moved(piece, scope) for piece in pieces)

    def _moved(self, reference: Reference, scope: Scope) -> str:
        sheet = self._sheets.get(reference.sheet_name) if reference.sheet else self
        if sheet is None:
            return reference.written(reference.first, reference.last)
        if sheet is not self:
            scope = sheet._sheet
        low, high = sorted((reference.first, reference.last))
        found = sheet._range(scope, low, high)
        if found is None:  # a total of no rows is a total of an empty cell
            return "#REF!" if reference.single and not reference.total else reference.written(LAST_ROW, LAST_ROW)
        return reference.written(found[0], found[0] if reference.single and not reference.total else found[1])


def _area(left: str, first: int, right: str, last: int) -> str:
    return f"{left}{first}" if (left, first) == (right, last) else f"{left}{first}:{right}{last}"
