"""Months and periods, both ends included."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pipeline.model.period import Month, Period


def test_month_knows_its_neighbours_and_days() -> None:
    assert Month(2019, 12).next == Month(2020, 1) and Month(2020, 1).previous == Month(2019, 12)
    assert (Month(2020, 2).days, Month(2019, 2).days, Month(2019, 7).quarter) == (29, 28, 3)
    assert datetime(2019, 8, 31, 23, 59) in Month(2019, 8) and date(2019, 9, 1) not in Month(2019, 8)


@pytest.mark.parametrize("text", ["2019-13", "2019", "7월", "2019-00", ""])
def test_no_month(text: str) -> None:
    with pytest.raises(ValueError):
        Month.parse(text)


def test_period_counts_both_ends_and_cuts_to_a_month() -> None:
    term = Period(date(2019, 5, 15), date(2019, 12, 31))
    assert [str(m) for m in term.months][0::7] == ["2019-05", "2019-12"] and len(term.months) == 8
    assert term.within(Month(2019, 5)).days == 17 and term.within(Month(2019, 6)).days == 30
    assert term.within(Month(2020, 1)) is None and date(2019, 12, 31) in term
