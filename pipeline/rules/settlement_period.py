"""Turns the contract's term into its settlement periods (정산 차수), three months each from the first day of service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.model.contract import Contract
from pipeline.model.period import Month, Period

MONTHS_A_PERIOD = 3


@dataclass(frozen=True, slots=True)
class SettlementPeriod:
    """One settlement period; the last one may be shorter than three months."""

    number: int
    period: Period

    @property
    def name(self) -> str:
        """1차."""
        return f"{self.number}차"


def settlement_periods(contract: Contract) -> tuple[SettlementPeriod, ...]:
    """Return the periods in order: each ends on the day before the one that answers to its first day (민법 제160조)."""
    made: list[SettlementPeriod] = []
    start = contract.start
    while start <= contract.end:
        following = _after(contract.start, MONTHS_A_PERIOD * (len(made) + 1))
        made.append(SettlementPeriod(len(made) + 1, Period(start, min(following - timedelta(days=1), contract.end))))
        start = following
    return tuple(made)


def calendar_quarters(contract: Contract) -> int:
    """Return how many quarters of the calendar (1~3월 …) the term touches: the other reading of 분기별."""
    return len({(month.year, month.quarter) for month in contract.months})


def _after(start: date, months: int) -> date:
    """Return the day `months` later; where the month has no such day the first of the next month."""
    count = start.year * 12 + start.month - 1 + months
    month = Month(count // 12, count % 12 + 1)
    return month.first.replace(day=start.day) if start.day <= month.days else month.next.first
