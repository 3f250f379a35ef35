"""Turns days, times, months, sums and durations into the words that Korean official documents and our messages use for them."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from pipeline.model.period import Month, Period

MISSING = "〔입력 필요〕"
NOTHING = "해당 없음"


def day_words(day: date) -> str:
    """2019. 5. 31. (행정업무규정 제7조: 온점, 앞의 0 없음)."""
    return f"{day.year}. {day.month}. {day.day}."


def weekday_words(day: date) -> str:
    """The weekday's one letter: 월."""
    return "월화수목금토일"[day.weekday()]


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


def number_words(number: int | Decimal, digits: int | None = None) -> str:
    """1,234 or 1,234.5; `digits` fixes the decimals, else trailing zeros go and no exponent is shown."""
    if digits is not None:
        return f"{number:,.{digits}f}"
    text = f"{Decimal(number):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def won_words(amount: int) -> str:
    """12,650,000원."""
    return f"{amount:,d}원"


def per_mille_words(rate: Decimal) -> str:
    """A rate as contracts and laws write it: 0.0013 → 1000분의 1.3."""
    return f"1000분의 {number_words(rate * 1000)}"


def duration_words(minutes: int) -> str:
    """370 → 6시간 10분, 120 → 2시간; a day is not a unit here, since recovery clocks count hours; negative with "−"."""
    hours, rest = divmod(abs(int(minutes)), 60)
    parts = (f"{hours:,d}시간" if hours else "", f"{rest}분" if rest or not hours else "")
    return ("−" if minutes < 0 else "") + " ".join(part for part in parts if part)
