"""Months that have passed, and days of service."""

from __future__ import annotations

from datetime import date, datetime

from pipeline.model.period import Month, Period
from pipeline.rules.term import days_of, elapsed_months, instants_of, minutes_of, months_until
from tests.rules.sample import contract, dossier, incident


def test_elapsed_months_end_with_the_newest_log() -> None:
    assert elapsed_months(dossier()) == (Month(2019, 5),)
    assert elapsed_months(dossier(incident()))[-1] == Month(2019, 7)


def test_months_until_stay_within_the_term() -> None:
    assert len(months_until(contract(), Month(2025, 1))) == 8
    assert months_until(contract(), Month(2019, 4)) == ()


def test_days_and_minutes_of_a_period() -> None:
    period = Period(date(2019, 5, 30), date(2019, 6, 1))
    assert days_of(period) == (date(2019, 5, 30), date(2019, 5, 31), date(2019, 6, 1))
    assert days_of(None) == () and minutes_of(None) == 0 and minutes_of(period) == 3 * 1440
    assert instants_of(period) == (datetime(2019, 5, 30), datetime(2019, 6, 2))
