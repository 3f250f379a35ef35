"""Turns a value into a spreadsheet cell of its own type: number, date in the cell's format, truth value or text."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from jinja2 import Undefined
from markupsafe import escape

from pipeline.language import plain
from pipeline.language.plain import Xml
from pipeline.language.words import MISSING

_ESCAPE = re.compile("_(x[0-9A-Fa-f]{4}_)")
_EPOCH = datetime(1899, 12, 30)
_FIRST_SAFE_DAY = datetime(1900, 3, 1)  # before it Excel counts a day that never was
_LONGEST_TEXT = 32_767  # characters that Excel keeps in a cell
_EXACT = 10**15  # Excel keeps 15 digits
_DATES_1904 = 1462  # days between the two ways of counting


def literal(text: str) -> str:
    """Return `text` such that a spreadsheet shows it as it stands (it reads _x0041_ as A)."""
    return _ESCAPE.sub(r"_x005F_\1", text)


def cell(value: Any, column: str, row: Any, style: str, kind: str) -> Any:
    """Return the whole cell; `kind` is what its number format shows: date, date1904, text or nothing special."""
    if isinstance(value, Undefined):
        return value
    head = f'<c r="{column}{row}"' + (f' s="{style}"' if style else "")
    if isinstance(value, Xml):
        return Xml(f"{head}/>") if not value else _text(head, str(value))
    match value:
        case None | "":
            return _text(head, MISSING)
        case bool():
            return Xml(f'{head} t="b"><v>{int(value)}</v></c>')
        case int() | float() | Decimal() if kind != "text" and -_EXACT < value < _EXACT:
            return Xml(f"{head}><v>{_digits(value)}</v></c>")
        case date() | time() if kind.startswith("date") and (serial := _serial(value)) is not None:
            days = serial - (_DATES_1904 if kind == "date1904" else 0)
            return Xml(f"{head}><v>{_digits(days)}</v></c>") if days >= 0 else _text(head, plain.spoken(value))
    return _text(head, value if type(value) is str else plain.spoken(value))


def _text(head: str, text: str) -> Xml:
    text = plain.printable(text)
    if len(text) > _LONGEST_TEXT:
        raise OverflowError(f"한 칸에는 {_LONGEST_TEXT:,d}자까지 들어갑니다")
    return Xml(f'{head} t="inlineStr"><is><t xml:space="preserve">{escape(literal(text))}</t></is></c>')


def _digits(value: int | float | Decimal) -> str:
    if isinstance(value, int):
        return str(int(value))
    return f"{value:f}" if isinstance(value, Decimal) else repr(value)


def _serial(value: date | time) -> float | int | None:
    """Return how many days after 1899-12-30 a date lies, its time as a fraction."""
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    moment = value.replace(tzinfo=None) if isinstance(value, datetime) else datetime.combine(value, time())
    if moment < _FIRST_SAFE_DAY:
        return None
    passed = moment - _EPOCH
    return passed.days + passed.seconds / 86_400 if passed.seconds else passed.days


def header(value: Any) -> Any:
    """Return a value as page headers hold it, where & begins a code."""
    if value is None or value == "" or isinstance(value, Undefined):
        return value
    return plain.spoken(value).replace("&", "&&")
