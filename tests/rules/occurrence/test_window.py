"""The deadline at the end of a span of work."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.period import Period
from pipeline.rules.calendar import Calendar
from pipeline.rules.occurrence.window import window
from tests.rules.sample import contract, day, law

CALENDAR = Calendar(law(), contract())


def test_the_last_day_stays_and_the_workday_before_is_recommended() -> None:
    found = window(Period(day("2019-08-01"), day("2019-08-31")), "월 1회", "MAR-004 3)", CALENDAR)
    assert (found.nominal, found.legal_due, found.recommended_due) == (day("2019-08-31"), day("2019-08-31"), day("2019-08-30"))
    assert found.words == "2019. 8. 31.(토), 권장 2019. 8. 30.(금)" and "미루지 않음" in found.steps[-1]


@given(st.dates(date(2019, 1, 1), date(2019, 12, 1)), st.integers(0, 30), st.booleans())
def test_the_day_to_aim_at_lies_within(start: date, length: int, daily: bool) -> None:
    span = Period(start, start + timedelta(days=length))
    found = window(span, "", "", CALENDAR, daily)
    assert span.start <= found.recommended_due <= found.legal_due == span.end
    assert not daily or found.recommended_due == span.end
