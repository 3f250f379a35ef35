"""Turns the contract's term into the months that have passed and the days of service in each."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from pipeline.model.contract import Contract
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month, Period


def elapsed_months(dossier: Dossier) -> tuple[Month, ...]:
    """Return the months of the term up to the newest one that has any log."""
    newest = dossier.newest_month
    return tuple(month for month in dossier.contract.months if month <= newest)


def months_until(contract: Contract, month: Month) -> tuple[Month, ...]:
    """Return the months of the term up to `month`, which is included when it lies in the term."""
    return tuple(each for each in contract.months if each <= month)


def days_of(period: Period | None) -> tuple[date, ...]:
    """Return every day of a period, in order; none for None."""
    return () if period is None else tuple(period.start + timedelta(days=n) for n in range(period.days))


def instants_of(period: Period) -> tuple[datetime, datetime]:
    """Return the instant at which the first day begins and the one at which the last day ends."""
    return datetime.combine(period.start, time()), datetime.combine(period.end + timedelta(days=1), time())


def minutes_of(period: Period | None) -> int:
    """Return how many minutes a period of days has."""
    return 0 if period is None else period.days * 24 * 60
