"""Turns model values into semantic HTML that keeps their type: <data value>, <time datetime>, <mark class="missing">."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from jinja2 import Undefined
from markupsafe import Markup, escape

from pipeline.language import words
from pipeline.model.money import Won
from pipeline.model.period import Month, Period

_BLANK = re.compile(r"\{(\w+)\}")
_FOOTNOTE = re.compile("([¹²³⁴-⁹]+)⁾")
_SUPERSCRIPT_DIGITS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
MISSING = Markup('<mark class="missing">{}</mark>').format(words.MISSING)


def shown(value: Any) -> Any:
    """Return `value` as it stands in a document; an absent value is marked, never silently empty."""
    if isinstance(value, (Markup, Undefined)):
        return value
    if value is None or value == "":
        return MISSING
    text = words.spoken(value)
    match value:
        case bool():
            return text
        case datetime() | date():
            return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), text)
        case int() | Decimal():
            return _data(value, text)
    return typed(text)


def typed(text: str) -> Markup:
    """Return text as a person typed it: markup escaped, line breaks and repeated spaces kept."""
    safe = str(escape(text)).replace("\r\n", "\n").replace("\n", "<br/>").replace("  ", " \u00a0")
    return Markup(safe)


def _data(value: int | Decimal, text: str) -> Markup:
    return Markup('<data value="{}">{}</data>').format(str(value), text)


def _unless_missing(function: Callable[..., str]) -> Callable[..., Any]:
    def filtered(value: Any, *arguments: Any) -> Any:
        if value is None or value == "":
            return MISSING
        return value if isinstance(value, Undefined) else function(value, *arguments)

    filtered.__doc__ = function.__doc__
    return filtered


def optional(value: Any, otherwise: str = "") -> Any:
    """Show a value that may rightly be absent: `otherwise` (empty by default) stands for None and ""."""
    return typed(otherwise) if value is None or value == "" else shown(value)


def number(value: int | Decimal, digits: int | None = None) -> Markup:
    """1,234 with its value kept."""
    return _data(value, words.number_words(value, digits))


def percent(value: Decimal | float, digits: int = 1) -> Markup:
    """99.9% with its value kept."""
    return _data(Decimal(str(value)), words.percent_words(value, digits))


def rate(value: Decimal | int | None, digits: int = 2) -> Markup:
    """A figure that is already in per cent: 97.5 → 97.50%; None (nothing to measure) → 해당 없음."""
    return Markup(words.NOTHING) if value is None else _data(Decimal(value), f"{value:,.{digits}f}%")


def won(value: int) -> Markup:
    """12,650,000원 with its value kept."""
    return _data(value, words.won_words(value))


def attribute(value: Any) -> Markup:
    """Return a value as an attribute of an element holds it: plain text on one line, digits without separators."""
    text = str(value) if isinstance(value, int) else words.spoken("" if value is None else value)
    return Markup(escape(" ".join(text.split())))


def filled(text: str, **blanks: Any) -> Markup:
    """Return a contract's own wording with its named blanks such as {투입일} filled; a blank without a value is marked."""
    parts = _BLANK.split(text)
    made = [typed(part) if place % 2 == 0 else shown(blanks[part]) for place, part in enumerate(parts)]
    return Markup("").join(made)


def footnoted(text: str) -> Markup:
    """Return text whose printed footnote marks (¹⁾ ²⁾) stand as superscripts, which every typeface can draw."""
    safe = str(typed(text))
    return Markup(_FOOTNOTE.sub(lambda mark: f"<sup>{mark[1].translate(_SUPERSCRIPT_DIGITS)})</sup>", safe))


def _day(value: date) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), words.day_words(value))


def _clock(value: datetime | time) -> str:
    return words.time_words(value)


def _weekday(value: date) -> Markup:
    return Markup('<time datetime="{}">{}({})</time>').format(
        value.isoformat(), words.day_words(value), words.weekday_words(value)
    )


def _paragraphs(lines: tuple[str, ...] | list[str]) -> Markup:
    return Markup("<br/>").join(typed(line) for line in lines)


def _month(value: Month) -> str:
    return words.month_words(value)


def _period(value: Period) -> str:
    return words.period_words(value)


def _official(value: int) -> Markup:
    return _data(Won(value), words.official_words(value))


FILTERS: dict[str, Callable[..., Any]] = {
    "금액": _unless_missing(won),
    "금액표기": _unless_missing(_official),
    "율": rate,
    "천분율": _unless_missing(words.per_mille_words),
    "한글금액": _unless_missing(words.hangul_words),
    "수": _unless_missing(number),
    "백분율": _unless_missing(percent),
    "날짜": _unless_missing(_day),
    "요일": _unless_missing(_weekday),
    "시각": _unless_missing(_clock),
    "연월": _unless_missing(_month),
    "기간": _unless_missing(_period),
    "시간": _unless_missing(words.duration_words),
    "조사": words.josa,
    "이름가림": _unless_missing(words.mask_name),
    "전화가림": _unless_missing(words.mask_phone),
    "줄": _paragraphs,
    "선택": optional,
    "속성": attribute,
    "채움": filled,
    "각주표시": footnoted,
}
