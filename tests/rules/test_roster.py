"""Coverage of every hour of the term, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from pipeline.model.staff import DayKind, Shift
from pipeline.rules.roster import check, roster
from tests.rules.sample import at, contract, day, dossier, person

# 2019-05-15 is a Wednesday; the term of these tests ends on Tuesday the 21st: 7 days = 168 hours
WEEK = replace(contract(), end=day("2019-05-21"))
DAYTIME = Shift(person="P02", days=DayKind.WORKDAY, start=time(9), end=time(18))
NIGHT = Shift(person="P03", days=DayKind.WORKDAY, start=time(18), end=time(9))
HOLIDAY = Shift(person="P03", days=DayKind.HOLIDAY, start=time(9), end=time(9))


def _week(*shifts: Shift):
    people = (person("P02", phone="010-0000-0002"), person("P03", phone="010-0000-0003"))
    return dossier(contract=WEEK, people=people, shifts=shifts)


def test_day_night_and_weekend_leave_no_hour_open() -> None:
    found = roster(_week(DAYTIME, NIGHT, HOLIDAY))
    assert found.total == 168 * 60
    assert found.gaps == () and found.doubled == ()


def test_a_night_off_is_a_gap_of_fifteen_hours() -> None:
    before, after = replace(NIGHT, until=day("2019-05-15")), replace(NIGHT, since=day("2019-05-17"))
    (gap,) = roster(_week(DAYTIME, before, after, HOLIDAY)).gaps
    assert (gap.start, gap.end, gap.minutes) == (at("2019-05-16 18:00"), at("2019-05-17 09:00"), 15 * 60)


def test_a_weekend_without_anybody_is_open_from_saturday_morning_to_monday_morning() -> None:
    (gap,) = roster(_week(DAYTIME, NIGHT)).gaps
    assert (gap.start, gap.end) == (at("2019-05-18 09:00"), at("2019-05-20 09:00"))
    assert roster(_week(DAYTIME, NIGHT)).open_minutes == 48 * 60


def test_a_roster_that_begins_late_leaves_the_days_before_open() -> None:
    every = Shift(person="P02", start=time(0), end=time(0), since=day("2019-05-18"))
    (gap,) = roster(_week(every)).gaps
    assert (gap.start, gap.end) == (at("2019-05-15 00:00"), at("2019-05-18 00:00"))


def test_one_person_in_two_turns_has_nobody_behind() -> None:
    second = replace(NIGHT, turn=2, days=DayKind.EVERY)
    (doubled,) = roster(_week(DAYTIME, NIGHT, HOLIDAY, second)).doubled[:1]
    assert doubled.person == "P03" and doubled.times == 5  # the nights of five workdays
    assert doubled.first.start == at("2019-05-15 18:00")


def test_gaps_weigh_more_where_the_contract_asks_for_every_hour() -> None:
    (problem,) = check(_week(DAYTIME, NIGHT))
    assert "48시간" in problem.message and problem.code == "R-ROS-01"


def test_no_roster_is_no_problem_of_the_roster() -> None:
    assert check(_week()) == [] and roster(_week()).gaps == ()
