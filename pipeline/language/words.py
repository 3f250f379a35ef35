"""Turns any value into the words that a document shows for it: the model's words, and particles, masks, sums in 한글."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache

from pipeline.model.money import Won, to_hangul
from pipeline.model.period import Month, Period
from pipeline.model.words import (
    MISSING,
    NOTHING,
    day_words,
    duration_words,
    moment_words,
    month_words,
    number_words,
    per_mille_words,
    period_words,
    time_words,
    weekday_words,
    won_words,
)

__all__ = [
    "MISSING", "NOTHING", "day_words", "duration_words", "hangul_words", "josa", "mask_name", "mask_phone", "moment_words", "month_words",
    "number_words", "official_words", "per_mille_words", "percent_words", "period_words", "spoken", "time_words", "weekday_words", "won_words",
]
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def official_words(amount: int) -> str:
    """금12,650,000원(금일천이백육십오만원) (행정업무규정 시행규칙 제2조제2항)."""
    return Won(amount).official


def hangul_words(amount: int) -> str:
    """일천이백육십오만."""
    return to_hangul(amount)


def percent_words(share: Decimal | float, digits: int = 1) -> str:
    """A share of one as per cent: 0.9988 → 99.9%."""
    return f"{Decimal(str(share)) * 100:.{digits}f}%"


def mask_name(name: str) -> str:
    """홍길동 → 홍○동."""
    if len(name) <= 1:
        return name
    return name[0] + "○" * max(1, len(name) - 2) + (name[-1] if len(name) > 2 else "")


def mask_phone(number: str) -> str:
    """010-1234-5678 → 010-****-5678."""
    parts = number.split("-")
    return "-".join([parts[0], *("*" * len(part) for part in parts[1:-1]), parts[-1]]) if len(parts) > 2 else number


@cache
def josa(word: str, particle: str) -> str:
    """`word` with the form of `particle` (은, 이, 을, 와, 로 …) that its last sound asks for."""
    from tossi import postfix  # 20 ms, and only some templates need it

    return postfix(word, particle)


def spoken(value: object) -> str:
    """The words for any model value, before escaping; None and "" are the caller's to judge."""
    match value:
        case Won():
            return won_words(value)
        case bool():
            return "예" if value else "아니오"
        case Enum():
            return str(value.value)
        case datetime():
            return moment_words(value)
        case date():
            return day_words(value)
        case time():
            return time_words(value)
        case Month():
            return month_words(value)
        case Period():
            return period_words(value)
        case int() | Decimal():
            return number_words(value)
    return _INVISIBLE.sub("", str(value))
