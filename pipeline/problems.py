"""Turns what went wrong in a person's input into values: a Problem and the Location that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field as declare
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error stops the run, a warning and a note are printed beside the result."""

    ERROR = "오류"
    WARNING = "경고"
    NOTE = "참고"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where a value stands: a file (relative path, forward slashes), a sheet, a 1-based row, a column letter or field.

    The place of a record also keeps where its fields stand, as far as that differs from the record's own row: the line of
    each key, or the letters of each column (one mapping for all rows of a sheet). Two places are equal without it.
    """

    file: str = ""
    row: int = 0
    field: str = ""
    sheet: str = ""
    column: str = ""
    places: Mapping[str, Location] | None = declare(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        place = self.file
        if self.sheet:
            place += f"[{self.sheet}]"
            if self.column and self.row:
                place += f"!{self.column}{self.row}"
            elif self.row:
                place += f":{self.row}"
        elif self.row:
            place += f":{self.row}"
        return f"{place} ({self.field})" if self.field else place

    def __bool__(self) -> bool:
        return bool(self.file)

    def at_field(self, field: str) -> Location:
        """Return the place of one field of the record that stands here; its row when nobody knows better."""
        known = (self.places or {}).get(field, NOWHERE)
        return Location(self.file, known.row or self.row, field, self.sheet, known.column or self.column)

    @property
    def whole(self) -> Location:
        """The file (and sheet) itself, for what it does not hold."""
        return Location(self.file, sheet=self.sheet)


NOWHERE = Location()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a person has to put right: what is wrong (Korean), where, and what right looks like."""

    code: str
    message: str
    at: Location = NOWHERE
    hint: str = ""
    related: tuple[Location, ...] = ()
    severity: Severity = Severity.ERROR

    @property
    def stops(self) -> bool:
        """True when no document may be written while the problem stands."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        text = f"{self.at}: " if self.at else ""
        text += f"{self.severity} {self.code} {self.message}"
        if self.hint:
            text += f" → {self.hint}"
        if self.related:
            text += " [관련: " + ", ".join(str(place) for place in self.related) + "]"
        return text


def stopping(problems: list[Problem] | tuple[Problem, ...]) -> list[Problem]:
    """Return the problems that stop a run, in the order given."""
    return [problem for problem in problems if problem.stops]
