"""Workdays and holidays: snapshot, package and the contract's own days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.law import Law
from pipeline.rules.calendar import Calendar
from tests.rules.sample import at, contract, day, law

CALENDAR = Calendar(law(), contract())
days = st.dates(date(2018, 6, 1), date(2024, 6, 30))


@pytest.mark.parametrize(
    ("text", "name"),
    [("2019-07-09", ""), ("2019-07-06", "토요일"), ("2019-07-07", "일요일"), ("2019-08-15", "광복절"), ("2019-05-06", "대체공휴일"),
     ("2019-05-01", ""), ("2019-09-14", "추석 연휴")],
)
def test_holiday_name_of_the_snapshot(text: str, name: str) -> None:
    assert CALENDAR.holiday_name(day(text)) == name
    assert CALENDAR.is_holiday(day(text)) is bool(name)


@pytest.mark.parametrize("text", ["2023-01-24", "2023-05-29", "2023-09-28", "2023-10-02", "2023-10-03"])
def test_years_without_a_snapshot_come_from_the_package(text: str) -> None:
    assert not CALENDAR.from_snapshot(2023)
    assert CALENDAR.is_holiday(day(text))
    assert day(text) in dict(CALENDAR.used(2023))


def test_snapshot_and_package_agree_on_2019() -> None:
    assert CALENDAR.from_snapshot(2019)
    assert [when for when, _ in CALENDAR.used(2019)] == [when for when, _ in Calendar(Law(), contract()).used(2019)]


def test_contract_adds_and_takes_away_days() -> None:
    calendar = Calendar(law(), contract(extra_holidays=(day("2019-07-09"), day("2019-08-15")),
                                        not_holidays=(day("2019-10-03"), day("2019-07-06"))))
    assert calendar.holiday_name(day("2019-07-09")) == "추가휴일"
    assert calendar.holiday_name(day("2019-08-15")) == "광복절"
    assert calendar.holiday_name(day("2019-10-03")) == ""
    assert calendar.holiday_name(day("2019-07-06")) == "토요일"
    assert day("2019-10-03") not in dict(calendar.used(2019))


def test_long_holiday_is_passed_in_both_directions() -> None:
    assert CALENDAR.next_business_day(day("2019-09-12")) == day("2019-09-16")
    assert CALENDAR.previous_business_day(day("2019-09-15")) == day("2019-09-11")


@given(days)
def test_business_days(when: date) -> None:
    after, before = CALENDAR.next_business_day(when), CALENDAR.previous_business_day(when)
    assert before <= when <= after
    assert not CALENDAR.is_holiday(after) and not CALENDAR.is_holiday(before)
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert all(CALENDAR.is_holiday(each) for each in between)
    assert (before == when) == (after == when) == (not CALENDAR.is_holiday(when))


@settings(max_examples=50)
@given(days, days)
def test_next_business_day_keeps_order(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert CALENDAR.next_business_day(first) <= CALENDAR.next_business_day(second)


@pytest.mark.parametrize(
    ("text", "word"),
    [("2019-07-09 09:00", ""), ("2019-07-09 17:59", ""), ("2019-07-09 18:00", "야간"), ("2019-07-09 08:59", "야간"),
     ("2019-07-06 10:00", "휴일"), ("2019-08-15 23:00", "휴일")],
)
def test_after_hours(text: str, word: str) -> None:
    assert CALENDAR.after_hours(at(text)) == word


def test_moment_counts_as_its_day() -> None:
    assert CALENDAR.next_business_day(at("2019-07-06 10:00")) == day("2019-07-08")
