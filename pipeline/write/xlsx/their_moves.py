"""Turns the rows of a sheet before it is written into their places after, for everything that refers to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LAST_ROW = 1_048_576

_AREA = re.compile(r"(\$?[A-Z]{1,3})?(\$?)(\d{1,7})?(?::(\$?[A-Z]{1,3})?(\$?)(\d{1,7})?)?")
_SHEET = r"(?:'(?:[^']|'')+'|[^\W\d](?:[\w.]|\\)*)!"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}"
# What a formula is made of, as far as it matters here: texts, names of columns and other books in brackets, references.
_TOKEN = re.compile(
    r'"(?:[^"]|"")*"'
    r"|'(?:[^']*\[[^']*)'!" + _CELL + r"(?::" + _CELL + r")?"
    r"|\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:[^\W\d][\w.]*!" + _CELL + r"(?::" + _CELL + r")?)?"
    r"|(?<![\w.$'!:\\])(?P<sheet>" + _SHEET + r")?"
    r"(?:(?P<cell>" + _CELL + r")(?::(?P<end>" + _CELL + r"))?|(?P<rows>\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}))(?![\w.(!\\])"
)
_PARTS = re.compile(r"(\$?)([A-Za-z]*)(\$?)(\d+)")
LOST = "#REF!"


@dataclass(frozen=True, slots=True)
class RowMoves:
    """Where the rows of one sheet go: rows are left out or pushed down and up, never past each other.

    A range that held all data rows of ours holds the new ones as well.
    """

    new: Mapping[int, int]  # of the rows between the header and `last`, those that stay
    header: int
    last: int
    after: int  # what is added to rows behind `last`
    data: tuple[int, int] = (0, -1)  # first and last data row of ours before
    fresh: tuple[int, int] = (0, 0)  # and among the new ones, after; (0, 0): none

    def row(self, number: int) -> int:
        """Return where a row stands now, 0 when it is no more."""
        if number <= self.header or number >= LAST_ROW:
            return number
        if number > self.last:
            moved = number + self.after
            return moved if moved <= LAST_ROW else 0
        return self.new.get(number, 0)

    def nearest(self, number: int) -> int:
        """Return where a row stands now, or the row that took its place."""
        while number <= self.last and not self.row(number):
            number += 1
        return self.row(number) or LAST_ROW

    def span(self, first: int, last: int, *, grows: bool = True) -> tuple[int, int] | None:
        """Return where a range of rows begins and ends now, None when none of it is left."""
        start, end = first, last
        while start <= end and not self.row(start):
            start += 1
        while end >= start and not self.row(end):
            end -= 1
        found = (self.row(start), self.row(end)) if start <= end else None
        if grows and self.fresh[0] and first <= self.data[0] <= self.data[1] <= last:
            found = (min(found[0], self.fresh[0]), max(found[1], self.fresh[1])) if found else self.fresh
        return found

    def area(self, text: str, *, grows: bool = True) -> str:
        """Return a range such as "A4:C9" as it reads now, "" when it is no more."""
        found = _AREA.fullmatch(text)
        if not found or not found[3]:
            return text  # whole columns
        first, last = int(found[3]), int(found[6] or found[3])
        span = self.span(first, last, grows=grows and bool(found[6]))
        if span is None:
            return ""
        start = f"{found[1] or ''}{found[2]}{span[0]}"
        return f"{start}:{found[4] or ''}{found[5]}{span[1]}" if found[6] else start

    def areas(self, text: str, *, grows: bool = True) -> str:
        """Return a list of ranges as it reads now."""
        return " ".join(filter(None, (self.area(each, grows=grows) for each in text.split())))


@dataclass(slots=True)
class Rewriter:
    """Formulas of a workbook under way to what they say when the rows of some sheets have moved."""

    moves: Mapping[str, RowMoves]  # by the folded name of the sheet
    names: Mapping[str, str] = field(default_factory=dict)  # sheets that get another name: folded old one → new one
    lost: bool = False  # whether a reference of the last formula leads nowhere now

    def concerns(self, formula: str) -> bool:
        """True when a formula of another sheet may speak of one that moves."""
        return "!" in formula and any(
            name.replace("'", "''") in formula.casefold() for name in (*self.moves, *self.names)
        )

    def formula(self, formula: str, home: str = "") -> str:
        """Return a formula (without its =) of the sheet `home` as it reads now."""
        self.lost = False

        def moved(found: re.Match[str]) -> str:
            if found["cell"] is None and found["rows"] is None:
                return found[0]
            prefix = found["sheet"] or ""
            name = sheet_name(prefix).casefold() if prefix else home.casefold()
            if prefix and name in self.names:
                prefix = quoted(self.names[name]) + "!"
            moves = self.moves.get(name)
            if moves is None:
                return prefix + found[0][len(found["sheet"] or "") :]
            written = _moved(moves, found)
            self.lost = self.lost or written == LOST
            return prefix + written

        return _TOKEN.sub(moved, formula)


def _moved(moves: RowMoves, found: re.Match[str]) -> str:
    first, _, last = found["rows"].partition(":") if found["rows"] else (found["cell"], "", found["end"] or "")
    start = _PARTS.fullmatch(first)
    end = _PARTS.fullmatch(last) if last else None
    if start is None or (last and end is None):
        return found[0]
    if end is None:
        row = moves.row(int(start[4]))
        return f"{start[1]}{start[2]}{start[3]}{row}" if row else LOST
    low, high = sorted((int(start[4]), int(end[4])))
    span = moves.span(low, high)
    if span is None:
        return LOST
    return f"{start[1]}{start[2]}{start[3]}{span[0]}:{end[1]}{end[2]}{end[3]}{span[1]}"


def shifted(formula: str, rows: int, columns: int) -> str:
    """Return a formula as a shared one reads that many rows and columns further on."""

    def one(text: str) -> str:
        found = _PARTS.fullmatch(text)
        if found is None:
            return text
        letters = found[2] if found[1] or not found[2] else column_letters(column_number(found[2]) + columns)
        # In "$4:$6" the first group takes the sign of the row.
        fixed = bool(found[3]) or (not found[2] and bool(found[1]))
        return f"{found[1]}{letters}{found[3]}{int(found[4]) if fixed else int(found[4]) + rows}"

    def moved(found: re.Match[str]) -> str:
        if found["cell"] is None and found["rows"] is None:
            return found[0]
        whole = found["rows"] or found[0][len(found["sheet"] or "") :]
        return (found["sheet"] or "") + ":".join(map(one, whole.split(":")))

    return _TOKEN.sub(moved, formula)


def sheet_name(prefix: str) -> str:
    """Return the name of the sheet in a reference's prefix ("'a b'!")."""
    name = prefix.removesuffix("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def quoted(name: str) -> str:
    """Return a sheet's name as references write it."""
    return "'" + name.replace("'", "''") + "'"


def column_letters(number: int) -> str:
    """Return the letters of a column (from 1)."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column (from 1)."""
    number = 0
    for each in letters.upper():
        number = number * 26 + ord(each) - 64
    return number
