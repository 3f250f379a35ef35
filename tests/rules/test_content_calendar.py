"""Contents in the months of a term: recommended workdays, daily batches, and what comes on demand."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.model.law import Holiday, Law
from pipeline.model.period import Month
from pipeline.model.plan_table import ContentItem
from pipeline.rules.content_calendar import ContentCalendar, Cycle, check, cycle_of
from tests.rules.sample import contract, day, dossier

# The term of a year; 2013. 8. 31. is a Saturday, 11. 30. too.
YEAR = contract(start=day("2013-03-01"), end=day("2014-02-28"))
LAW = Law(holidays=tuple(Holiday(day=day(text), name="쉬는 날") for text in ("2013-03-01", "2013-05-17", "2014-01-01")))


def item(number: int, agency: str, cycle: str) -> ContentItem:
    """Return one content."""
    return ContentItem(number=number, agency=agency, group="재정정보", name=f"콘텐츠 {number}", cycle=cycle)


def calendar(*items: ContentItem, **changes: Any) -> ContentCalendar:
    """Return the calendar of these contents."""
    return ContentCalendar(dossier(**({"contract": YEAR, "contents": items, "law": LAW} | changes)))


def days(cycle: str, **changes: Any) -> list[str]:
    """Return the recommended days of one content."""
    return [update.day.isoformat() for update in calendar(item(1, "본청", cycle), **changes).updates]


@pytest.mark.parametrize(("text", "cycle", "times"), [
    ("1회/년", Cycle.TIMES, 1), ("2 회 / 반기", Cycle.TIMES, 4), ("1회/분기", Cycle.TIMES, 4), ("1회/월", Cycle.TIMES, 12),
    ("일배치", Cycle.DAILY, 0), ("수시", Cycle.DEMAND, 0), ("", Cycle.UNKNOWN, 0), ("3일마다", Cycle.UNKNOWN, 0),
])
def test_what_a_cycle_says(text: str, cycle: Cycle, times: int) -> None:
    assert cycle_of(item(1, "본청", text)) == (cycle, times)


def test_once_a_year_is_the_last_workday_of_the_middle_month() -> None:
    assert days("1회/년") == ["2013-08-30"]


def test_twice_and_four_times_a_year() -> None:
    assert days("2회/년") == ["2013-05-31", "2013-11-29"]
    assert days("1회/분기") == ["2013-04-30", "2013-07-31", "2013-10-31", "2014-01-31"]


def test_every_month_of_the_term() -> None:
    found = days("1회/월")
    assert len(found) == 12 and found[0] == "2013-03-29" and found[-1] == "2014-02-28"


def test_a_shorter_and_a_longer_term() -> None:
    short = contract(start=day("2013-03-01"), end=day("2013-07-15"))
    assert days("1회/년", contract=short) == ["2013-05-31"]  # the third of five months
    long = contract(start=day("2013-03-01"), end=day("2014-08-31"))
    assert days("1회/년", contract=long) == ["2013-08-30", "2014-05-30"]  # the third of the other six months


def test_the_day_never_lies_behind_the_contract() -> None:
    assert days("1회/월", contract=contract(start=day("2013-03-01"), end=day("2013-04-10")))[-1] == "2013-04-10"


def test_daily_batches_are_looked_at_on_workdays() -> None:
    found = calendar(item(1, "본청", "일배치"), item(2, "자치구", "일배치"), item(3, "본청", "1회/년"))
    march, may, august = found.months[0], found.months[2], found.months[5]
    assert (march.month, march.workdays) == (Month(2013, 3), 20)  # 21 weekdays less 3. 1.
    assert may.workdays == 22  # 23 weekdays less 5. 17.
    assert [len(entry.daily) for entry in march.entries] == [1, 1]
    assert [entry.days for entry in august.entries] == [(day("2013-08-30"),), ()]


def test_the_lines_of_the_ledger() -> None:
    found = calendar(item(1, "본청", "1회/년"), item(2, "본청", "일배치"), item(3, "본청", "수시"), item(4, "본청", ""))
    tasks = found.tasks
    assert len(tasks) == 1 + 12 + 2
    assert [(task.cycle, task.month, task.times) for task in tasks[-2:]] == [(Cycle.DEMAND, None, None), (Cycle.UNKNOWN, None, None)]
    (yearly,) = [task for task in tasks if task.cycle is Cycle.TIMES]
    assert (yearly.month, yearly.day) == (Month(2013, 8), day("2013-08-30"))
    assert sum(task.times or 0 for task in tasks if task.cycle is Cycle.DAILY) == found.all_workdays


def test_counts_by_agency() -> None:
    found = calendar(item(1, "본청", "수시"), item(2, "자치구", "수시"), item(3, "본청", "일배치"))
    assert found.agencies == ("본청", "자치구") and found.count("본청", "수시") == 1 and found.count("자치구", "일배치") == 0


def test_only_a_cycle_that_says_something_unknown_is_a_problem() -> None:
    (problem,) = check(calendar(item(1, "본청", "3일마다"), item(2, "본청", ""), item(3, "본청", "수시")).dossier)
    assert "3일마다" in problem.message
