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


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell. With `formula` (starting with "=") `value` is its computed result. Text is never read as a formula."""

    value: CellValue = None
    look: Look = Look.TEXT
    formula: str = ""
    href: str = ""  # external relative file, or "internal:'시트'!A1"
    colspan: int = 1
    missing: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the data area: its title, its width in characters, and the words that its cells may hold."""

    title: str
    width: float = 12
    choices: tuple[str, ...] = ()
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: heading lines, a header row of column titles, data rows, totals; filters, freeze and print set-up follow from it."""

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


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook: its title, its sheets, the date that it bears and the marking on every printed page."""

    title: str
    sheets: tuple[Sheet, ...]
    author: str = ""
    created: date | None = None
    marking: str = ""
    keywords: tuple[str, ...] = field(default=())
