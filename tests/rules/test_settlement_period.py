"""Settlement periods of three months from the first day of service, by the calendar."""

from __future__ import annotations

from pipeline.model.words import period_words
from pipeline.rules.settlement_period import calendar_quarters, settlement_periods
from tests.rules.sample import contract, day


def words(start: str, end: str) -> list[str]:
    """Return the periods of a term."""
    return [period_words(each.period) for each in settlement_periods(contract(start=day(start), end=day(end)))]


def test_a_year_from_the_first_of_a_month() -> None:
    assert words("2013-03-01", "2014-02-28") == [
        "2013. 3. 1. ~ 2013. 5. 31.", "2013. 6. 1. ~ 2013. 8. 31.", "2013. 9. 1. ~ 2013. 11. 30.", "2013. 12. 1. ~ 2014. 2. 28.",
    ]


def test_the_last_period_ends_with_the_contract() -> None:
    assert words("2019-05-15", "2019-12-31")[1:] == ["2019. 8. 15. ~ 2019. 11. 14.", "2019. 11. 15. ~ 2019. 12. 31."]


def test_a_month_without_that_day_is_used_up() -> None:
    # November and February have no 31st: the period ends with the month (민법 제160조제3항)
    assert words("2013-08-31", "2014-02-28") == ["2013. 8. 31. ~ 2013. 11. 30.", "2013. 12. 1. ~ 2014. 2. 28."]


def test_quarters_of_the_calendar() -> None:
    assert calendar_quarters(contract(start=day("2013-03-01"), end=day("2014-02-28"))) == 5
    assert calendar_quarters(contract(start=day("2013-01-01"), end=day("2013-12-31"))) == 4
