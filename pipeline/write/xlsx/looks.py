"""Turns a cell's look and value into an Excel format, a number that Excel can hold and a text that it accepts."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from unicodedata import east_asian_width

from pipeline.document.sheet import CellValue, Look, Mark
from pipeline.write import theme

SIZE = 10  # pt, as in Korean tables
LINE = 1.35  # of the size
ROW = 15.0  # pt: the usual row
TALLEST_ROW = 409  # pt: Excel shows no row higher than this
LONGEST_TEXT = 32_767  # UTF-16 units that a cell holds
EXACT = 10**15  # Excel keeps 15 digits

_FIRST_DATE = date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was
_EPOCH = date(1899, 12, 30)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TYPED_AS_FORMULA = ("=", "+", "-", "@")

_FORMATS = {
    Look.NUMBER: "#,##0",
    Look.WON: "#,##0",
    Look.DECIMAL: "#,##0.00",
    Look.PERCENT: "0.0%",
    Look.DATE: 'yyyy". "m". "d"."',
    Look.DATETIME: 'yyyy". "m". "d". "hh:mm',
}
_SIZES = {Look.TITLE: 16.0, Look.NOTE: 9.0}
_RIGHT = {Look.NUMBER, Look.WON, Look.DECIMAL, Look.PERCENT}
_CENTRED = {Look.CENTER, Look.DATE, Look.DATETIME, Look.HEADER, Look.TITLE, Look.GOOD, Look.WARN, Look.BAD, Look.IDLE, Look.ASK}
_BARE = {Look.TITLE, Look.NOTE}
_COLOURS: dict[Look, dict[str, str]] = {
    Look.HEADER: {"bg_color": f"#{theme.HEADER_SHADE}"},
    Look.TOTAL: {"bg_color": f"#{theme.TOTAL_SHADE}"},
    Look.NOTE: {"font_color": "#333333"},
    Look.GOOD: {"bg_color": "#E2EFDA"},
    Look.WARN: {"bg_color": "#FFF2CC"},
    Look.BAD: {"bg_color": "#F8D7DA"},
    Look.IDLE: {"bg_color": "#EDEDED", "font_color": "#7F7F7F"},
    Look.ASK: {"bg_color": "#DDEBF7"},
    Look.INPUT: {"bg_color": "#F3F8FC"},
}
SERIES = {Look.GOOD: "#70AD47", Look.WARN: "#FFC000", Look.BAD: "#C0504D", Look.IDLE: "#BFBFBF", Look.ASK: "#5B9BD5"}  # in charts
SCALE = {"min_color": "#F8D7DA", "mid_color": "#FFF2CC", "max_color": "#C6E0B4"}  # from low to high
_MARKS: dict[Mark, dict[str, object]] = {
    Mark.PLAIN: {},
    Mark.ADDED: {"bold": True, "underline": 1, "font_color": "#1F4E9E"},
    Mark.REMOVED: {"font_strikeout": True, "font_color": "#C00000"},
}
_MISSING = {"font_color": f"#{theme.MISSING}", "bg_color": "#FFFF99"}
_LINK = {"font_color": "#0563C1", "underline": 1}


def default_properties() -> dict[str, object]:
    """Return the workbook's default cell format."""
    return {"font_name": theme.SANS, "font_size": SIZE}


def properties(look: Look, value: CellValue, under: Look, *, missing: bool, link: bool) -> dict[str, object]:
    """Return the XlsxWriter format of a cell: `under` is its column's look, which gives a total its number format."""
    made: dict[str, object] = default_properties()
    made |= {"align": _alignment(look, value), "valign": "vcenter", "text_wrap": True}
    if look in {Look.HEADER, Look.TOTAL, Look.TITLE}:
        made["bold"] = True
    made["font_size"] = size(look)
    if look not in _BARE:
        made["border"] = 1
    made |= _COLOURS.get(look, {})
    if code := _number_format(look, value, under):
        made["num_format"] = code
    if isinstance(value, str) and value.startswith(TYPED_AS_FORMULA):
        made["quote_prefix"] = True  # stays a text even when a person edits the cell
    if link:
        made |= _LINK
    if missing:
        made |= _MISSING
    return made


def hidden_properties() -> dict[str, object]:
    """Return the format of what nobody sees: it must not wrap, or it would heighten its row."""
    return default_properties() | {"text_wrap": False, "font_color": "#7F7F7F"}


def mark(kind: Mark) -> dict[str, object]:
    """Return the XlsxWriter format of a marked piece of a text."""
    return default_properties() | _MARKS[kind]


def fill(look: Look) -> dict[str, object]:
    """Return what a look adds to a cell that has another: its colours."""
    return dict(_COLOURS.get(look, {}))


def fills() -> set[str]:
    """Return every colour with which we fill a cell."""
    return {str(facts["bg_color"]) for facts in (*_COLOURS.values(), _MISSING) if "bg_color" in facts}


def size(look: Look) -> float:
    """Return the points of a look's letters."""
    return SIZE if look is Look.TEXT else _SIZES.get(look, SIZE)


def _alignment(look: Look, value: CellValue) -> str:
    if look in _RIGHT:
        return "right"
    if look in _CENTRED:
        return "center"
    if look is Look.TOTAL:
        return "center" if isinstance(value, str) else "right"
    return "left"


def _number_format(look: Look, value: CellValue, under: Look) -> str:
    if look in _FORMATS:
        return _FORMATS[look]
    match value:
        case datetime():
            return _FORMATS[Look.DATETIME]
        case date():
            return _FORMATS[Look.DATE]
        case bool() | str() | None:
            return ""
    if look is not Look.TOTAL:
        return ""
    if under in _RIGHT:
        return _FORMATS[under]
    return _FORMATS[Look.DECIMAL if isinstance(number(value), float) else Look.NUMBER]


def number(value: int | Decimal | date | datetime) -> int | float | None:
    """Return what Excel stores for a number or a date (days since 1899-12-30), None when it cannot hold it."""
    match value:
        case date():
            return _serial(value)
        case Decimal() if not value.is_finite():
            return None
    if abs(value) >= EXACT:
        return None
    return int(value) if value == int(value) else float(value)


def _serial(value: date) -> int | float | None:
    day = value.date() if isinstance(value, datetime) else value
    if day < _FIRST_DATE:
        return None
    days = (day - _EPOCH).days
    if not isinstance(value, datetime):
        return days
    passed = datetime.combine(_EPOCH, value.time()) - datetime.combine(_EPOCH, time())
    return days + passed.total_seconds() / 86_400


def clean(text: str) -> str:
    """Return `text` without the characters that no XML may hold; every line break is one newline."""
    if text.isprintable():
        return text
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def units(text: str) -> int:
    """Return the length of `text` as Excel counts it (UTF-16 units)."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, most: int) -> str:
    """Return the longest head of `text` that has at most `most` UTF-16 units, never half a character."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")


def height(text: str, width: float, points: float = SIZE) -> float:
    """Return the points that `text` needs in a cell `width` characters wide; Hangul is two characters wide."""
    room = max(width * SIZE / points, 2)
    if "\n" in text:
        lines = sum(max(1, -int(-_columns(line) // room)) for line in text.split("\n"))
    else:
        lines = max(1, -int(-_columns(text) // room))
    return lines * points * LINE + 1.5


def _columns(line: str) -> int:
    if line.isascii():
        return len(line)
    try:
        return len(line.encode("cp949"))  # two bytes for each letter that Korean tools draw two columns wide
    except UnicodeEncodeError:
        return len(line) + sum(map(_is_wide, line))


@lru_cache(maxsize=4096)
def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in "WFA"
