"""Turns a reference of a spreadsheet formula into the same reference to other rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """Cells that a formula speaks of: columns as written ("" for whole rows), rows, $ signs; `total` in SUM."""

    sheet: str  # as written, with its "!"; "" for the formula's own
    first_column: str
    first_dollar: str
    first: int
    last_column: str
    last_dollar: str
    last: int
    single: bool
    total: bool

    @property
    def sheet_name(self) -> str:
        """The sheet's name without quotation marks, or ""."""
        name = self.sheet.removesuffix("!")
        return name[1:-1].replace("''", "'") if name.startswith("'") else name

    def written(self, first: int, last: int) -> str:
        """Return the reference with other rows."""
        start = f"{self.sheet}{self.first_column}{self.first_dollar}{first}"
        if self.single and first == last:
            return start
        return f"{start}:{self.last_column}{self.last_dollar}{last}"


Piece = str | Reference
