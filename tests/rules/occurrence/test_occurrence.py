"""The nouns of the calendar."""

from __future__ import annotations

from datetime import datetime

from pipeline.model.period import Month
from pipeline.rules.occurrence.occurrence import Event, day_of, unproved
from tests.rules.sample import day


def test_the_days_of_an_event() -> None:
    month = Event("2019-06", "매월", Month(2019, 6))
    assert (month.first, month.last) == (day("2019-06-01"), day("2019-06-30"))
    moment = Event("SR-1", "요청", datetime(2019, 6, 3, 10), record=object())
    assert moment.first == moment.last == day("2019-06-03")
    assert Event("2019", "매년", day("2019-05-15"), end=day("2019-12-31")).last == day("2019-12-31")
    assert moment == Event("SR-1", "요청", datetime(2019, 6, 3, 10)), "two rules may find one event by different records"


def test_small_words() -> None:
    assert day_of(datetime(2019, 6, 3, 23, 59)) == day_of(day("2019-06-03")) == day("2019-06-03")
    assert not unproved().done and not unproved().lacking
