"""Turns sums, days, rates and shares into the Korean words that the steps of a figure print."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from pipeline.model.words import MISSING, per_mille_words, won_words
from pipeline.model.words import NOTHING as NONE
from pipeline.model.words import day_words as day
from pipeline.model.words import moment_words as moment
from pipeline.model.words import month_words as month
from pipeline.model.words import number_words as plain
from pipeline.model.words import period_words as span

__all__ = [
    "MISSING", "NONE", "cut_share", "day", "day_list", "day_runs", "moment", "month", "percent", "plain", "rate", "share", "span", "won",
]


def won(amount: int | None) -> str:
    """12650000 → "12,650,000원"; None → 〔입력 필요〕."""
    return MISSING if amount is None else won_words(amount)


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
    return MISSING if value is None else per_mille_words(value)


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
