"""Turns values into the words that Korean official documents use for them: dates, sums, durations, particles, masks."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache

from pipeline.model.money import Won, to_hangul
from pipeline.model.period import Month, Period

MISSING = "〔입력 필요〕"
NOTHING = "해당 없음"
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def day_words(day: date) -> str:
    """2019. 5. 31. (행정업무규정 제7조: 온점, 앞의 0 없음)."""
    return f"{day.year}. {day.month}. {day.day}."


def time_words(moment: time | datetime) -> str:
    """15:20, the 24-hour clock."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def moment_words(moment: datetime) -> str:
    """2019. 5. 31. 15:20."""
    return f"{day_words(moment)} {time_words(moment)}"


def month_words(month: Month) -> str:
    """2019년 7월."""
    return f"{month.year}년 {month.month}월"


def period_words(period: Period) -> str:
    """2019. 5. 31. ~ 2019. 12. 31."""
    return f"{day_words(period.start)} ~ {day_words(period.end)}"


def weekday_words(day: date) -> str:
    """The weekday's one letter: 월."""
    return "월화수목금토일"[day.weekday()]


def number_words(number: int | Decimal, digits: int | None = None) -> str:
    """1,234 or 1,234.5; `digits` fixes the decimals, else trailing zeros go."""
    if digits is not None:
        return f"{number:,.{digits}f}"
    if isinstance(number, Decimal):
        number = number.normalize()
        return f"{number:,f}"
    return f"{number:,d}"


def won_words(amount: int) -> str:
    """12,650,000원."""
    return f"{amount:,d}원"


def official_words(amount: int) -> str:
    """금12,650,000원(금일천이백육십오만원) (행정업무규정 시행규칙 제2조제2항)."""
    return Won(amount).official


def hangul_words(amount: int) -> str:
    """일천이백육십오만."""
    return to_hangul(amount)


def percent_words(share: Decimal | float, digits: int = 1) -> str:
    """A share of one as per cent: 0.9988 → 99.9%."""
    return f"{Decimal(str(share)) * 100:.{digits}f}%"


def per_mille_words(rate: Decimal) -> str:
    """A rate as contracts and laws write it: 0.0013 → 1,000분의 1.3."""
    return f"1,000분의 {number_words(rate * 1000)}"


def duration_words(minutes: int) -> str:
    """370 → 6시간 10분; a day is not a unit here, since recovery clocks count hours."""
    sign, minutes = ("-" if minutes < 0 else ""), abs(int(minutes))
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours:,d}시간"] * bool(hours) + [f"{rest}분"] * bool(rest or not hours)
    return sign + " ".join(parts)


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
