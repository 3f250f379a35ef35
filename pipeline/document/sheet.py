"""The sheets that turn into a workbook: typed cells, formulas with their computed values, and how a sheet prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

CellValue: TypeAlias = str | int | Decimal | bool | date | datetime | None


class Look(StrEnum):
    """How a cell looks; the writer's theme gives each its format."""

    TEXT = "text"  # left, wrapped
    CENTER = "center"  # short words and ids
    NUMBER = "number"  # 1,234
    DECIMAL = "decimal"  # 1,234.56
    PERCENT = "percent"  # 0.991 shown as 99.1%
    WON = "won"  # 1,234
    DATE = "date"  # 2019. 5. 31.
    DATETIME = "datetime"  # 2019. 5. 31. 14:20
    HEADER = "header"
    TOTAL = "total"
    TITLE = "title"
    NOTE = "note"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    IDLE = "idle"  # nothing is owed here: grey
    ASK = "ask"  # only a person can tell: pale blue
    INPUT = "input"  # a cell that people fill in


class Mark(StrEnum):
    """What became of a piece of text between two editions."""

    PLAIN = "plain"
    ADDED = "added"  # bold, blue, underlined
    REMOVED = "removed"  # red, struck through


@dataclass(frozen=True, slots=True)
class SheetRun:
    """A piece of a cell's text with its mark."""

    text: str
    mark: Mark = Mark.PLAIN


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell. With `formula` (starting with "=") `value` is its computed result. Text is never read as a formula.

    `runs` show the text `value` piece by piece. `replaces` matters in a person's own workbook only: the words in a column
    of theirs over which `value` may be written.
    """

    value: CellValue = None
    look: Look = Look.TEXT
    formula: str = ""
    href: str = ""  # external relative file, or "internal:'시트'!A1"
    colspan: int = 1
    missing: bool = False
    comment: str = ""
    runs: tuple[SheetRun, ...] = ()
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the data area: its title, its width in characters, and the words that its cells may hold."""

    title: str
    width: float = 12
    choices: tuple[str, ...] = ()
    look: Look = Look.TEXT
    kept: bool = False  # people write here: a writer leaves what stands in it
    hidden: bool = False
    name: str = ""  # by which formulas of any sheet speak of its data cells; it follows a column that people move


class ChartKind(StrEnum):
    """How a chart draws its series."""

    COLUMN = "column"
    STACKED = "stacked"
    BAR = "bar"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class SheetChart:
    """A native chart of the sheet's own data rows, below everything else: 0-based columns of its categories and series."""

    title: str
    kind: ChartKind
    categories: int
    series: tuple[int, ...]
    looks: tuple[Look, ...] = ()  # the colour of each series: GOOD, WARN, BAD, IDLE, or the usual ones
    width: int = 720  # pixels
    height: int = 300


@dataclass(frozen=True, slots=True)
class Highlight:
    """Fills that follow a cell's value in the 0-based columns `first` to `last` of the data: by word, or from low to high."""

    first: int
    last: int
    words: tuple[tuple[str, Look], ...] = ()
    scale: bool = False  # numbers: red for the least, yellow, green for the most


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: heading lines, a header row of column titles, data rows, totals; filters, freeze and print set-up follow from it.

    `key` and `stamp` are columns (0-based, -1 for none) by which a row is found again in a workbook that people worked in:
    its id, and a hidden mark, whose title names the sheet before its second "|" and whose cells end with the id behind theirs.
    Rows of an `archive` are (key, title of a column, text, …): what stood in rows that are no more. A wide sheet prints on
    `pages_wide` pages side by side, each with the frozen columns.
    """

    name: str  # at most 31 characters, none of []:*?/\
    columns: tuple[Column, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    heading: tuple[tuple[SheetCell, ...], ...] = ()  # rows above the header row
    totals: tuple[tuple[SheetCell, ...], ...] = ()  # rows below the data
    freeze_columns: int = 0
    autofilter: bool = True
    landscape: bool = True
    paper: str = "A4"  # or "A3"
    footer: str = ""
    charts: tuple[SheetChart, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    key: int = -1
    stamp: int = -1
    archive: bool = False
    pages_wide: int = 1


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook: its title, its sheets, the date that it bears and the marking on every printed page."""

    title: str
    sheets: tuple[Sheet, ...]
    author: str = ""
    created: date | None = None
    marking: str = ""
    keywords: tuple[str, ...] = field(default=())
