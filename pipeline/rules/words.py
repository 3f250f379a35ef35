"""Turns sums, days, rates and shares into the Korean words that the steps of a figure print."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from pipeline.model.period import Month, Period

NONE = "해당 없음"
MISSING = "〔입력 필요〕"


def won(amount: int | None) -> str:
    """12650000 → "12,650,000원"; None → 〔입력 필요〕."""
    return MISSING if amount is None else f"{amount:,d}원"


def day(when: date) -> str:
    """2019-05-31 → "2019. 5. 31."."""
    return f"{when.year}. {when.month}. {when.day}."


def moment(when: datetime) -> str:
    """2019-07-03 14:20 → "2019. 7. 3. 14:20"."""
    return f"{day(when)} {when:%H:%M}"


def month(when: Month) -> str:
    """Month(2019, 7) → "2019년 7월"."""
    return f"{when.year}년 {when.month}월"


def span(period: Period) -> str:
    """A period → "2019. 5. 15. ~ 2019. 5. 31."."""
    return f"{day(period.start)} ~ {day(period.end)}"


def day_list(days: Iterable[date]) -> str:
    """Days → "7. 3., 7. 4., 7. 9."; none → 해당 없음."""
    return ", ".join(f"{when.month}. {when.day}." for when in sorted(days)) or NONE


def day_runs(days: Iterable[date]) -> str:
    """Days → "7. 3., 7. 9. ~ 7. 12."; three or more in a row as one span; none → 해당 없음."""
    runs: list[list[date]] = []
    for when in sorted(days):
        if runs and when - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(when)
        else:
            runs.append([when])
    short = (day_list(run) if len(run) < 3 else f"{day_list(run[:1])} ~ {day_list(run[-1:])}" for run in runs)
    return ", ".join(short) or NONE


def rate(value: Decimal | None) -> str:
    """0.0013 → "1000분의 1.3"; None → 〔입력 필요〕."""
    return MISSING if value is None else f"1000분의 {plain(value * 1000)}"


def plain(value: Decimal | int) -> str:
    """Print a number without an exponent and without trailing zeros: 1.30 → "1.3", 100 → "100"."""
    text = f"{Decimal(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(part: Decimal | int, whole: Decimal | int, places: int = 2) -> Decimal | None:
    """Return part ÷ whole in per cent, rounded half up to `places`; None when the whole is nothing."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def cut_share(part: Decimal | int, whole: Decimal | int, places: int = 4) -> Decimal | None:
    """Return part ÷ whole in per cent, cut after `places` so as never to flatter; None when the whole is nothing."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-places), ROUND_DOWN)


def percent(value: Decimal | None) -> str:
    """97.50 → "97.50%"; None → 해당 없음."""
    return NONE if value is None else f"{value:f}%"
