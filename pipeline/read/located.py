"""Turns raw values of any file into one located shape: trees (cells, listings, records) and tables of rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from pipeline.problems import Location

# A value as its file gives it: text from CSV and YAML, typed from a workbook; None and "" are blank.
Raw = str | int | float | bool | date | datetime | time | timedelta | None


class Cell(NamedTuple):
    """One scalar of a tree: its text as typed (None where the file says null), its place, the key that it belongs to."""

    value: str | None
    file: str
    line: int
    field: str = ""

    @property
    def at(self) -> Location:
        """The place, made on demand: most values are never spoken of."""
        return Location(self.file, self.line, self.field)


class Listing(NamedTuple):
    """An ordered list of a tree."""

    items: tuple[Node, ...]
    file: str
    line: int
    field: str = ""

    @property
    def at(self) -> Location:
        """The place, made on demand."""
        return Location(self.file, self.line, self.field)


class Record(NamedTuple):
    """A mapping of a tree: label → value in the order of the file, and the line of each label."""

    values: dict[str, Node]
    lines: dict[str, int]
    file: str
    line: int
    field: str = ""

    @property
    def at(self) -> Location:
        """The place, made on demand."""
        return Location(self.file, self.line, self.field)

    def place(self, label: str) -> Location:
        """Return the place of a label that is there."""
        return Location(self.file, self.lines[label], label)


Node = Cell | Listing | Record


class Lines(Mapping[str, Location]):
    """The line of each field of one record, as the places that `Location.places` asks for; all fields' labels are shared."""

    __slots__ = ("_labels", "_lines")

    def __init__(self, labels: tuple[str, ...], lines: tuple[int, ...]) -> None:
        self._labels = labels
        self._lines = lines

    def __getitem__(self, label: str) -> Location:
        if label not in self._labels:
            raise KeyError(label)
        return Location(row=self._lines[self._labels.index(label)])

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels)

    def __len__(self) -> int:
        return len(self._labels)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the number of its (first) line or sheet row, and as many cells as the header has."""

    number: int
    cells: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows. Places are made on demand: most cells are never spoken of."""

    file: str
    sheet: str  # "" for a text file
    header: tuple[str, ...]  # as typed
    header_row: int
    rows: tuple[Row, ...]
    first_column: int = 0  # 0-based column of the sheet in which the header starts

    def place(self, number: int, index: int | None = None, field: str = "") -> Location:
        """Return the place of a row, or of its cell `index` (0-based within the header) under the label `field`."""
        letters = letter(self.first_column + index) if self.sheet and index is not None else ""
        return Location(self.file, number, field, self.sheet, letters)

    def letters(self, labels: Mapping[int, str]) -> dict[str, Location] | None:
        """Return the letters of the columns `labels` (index within the header → label) for the places of all rows.

        None for a text file, which has none.
        """
        if not self.sheet:
            return None
        return {label: Location(column=letter(self.first_column + index)) for index, label in labels.items()}

    def record_place(self, number: int, letters: Mapping[str, Location] | None) -> Location:
        """Return the place of the record in row `number`, with the `letters` of its fields."""
        return Location(self.file, number, "", self.sheet, "", letters)


def letter(index: int) -> str:
    """Return the letters of the 0-based column `index` of a sheet: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
