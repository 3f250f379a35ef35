"""Minutes and words, and the arithmetic of spans."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.period import Month
from pipeline.model.words import duration_words
from pipeline.rules.clock import Span, merge, minutes_between, subtract, total
from tests.rules.sample import at

ORIGIN = datetime(2019, 7, 9)
spans = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 90)).map(
        lambda pair: Span(ORIGIN + timedelta(minutes=pair[0]), ORIGIN + timedelta(minutes=pair[0] + pair[1]))
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0분"), (10, "10분"), (120, "2시간"), (370, "6시간 10분"), (1565, "26시간 5분"), (-130, "−2시간 10분")],
)
def test_duration_words(minutes: int, words: str) -> None:
    assert duration_words(minutes) == words


def test_seconds_are_cut() -> None:
    start, end = datetime(2019, 7, 9, 13, 5, 50), datetime(2019, 7, 9, 17, 5, 55)
    assert Span(start, end).minutes == minutes_between(start, end) == 240
    assert minutes_between(end, start) == -240


def test_span_over_midnight_is_clipped_to_each_month() -> None:
    span = Span(at("2019-07-31 23:00"), at("2019-08-01 02:00"))
    july, august = span.within(Month(2019, 7)), span.within(Month(2019, 8))
    assert july and august
    assert (july.minutes, august.minutes) == (60, 120)
    assert span.within(Month(2019, 9)) is None
    assert str(span) == "2019. 7. 31. 23:00 → 2019. 8. 1. 02:00"


def test_touching_spans_merge_and_empty_ones_vanish() -> None:
    one = Span(at("2019-07-09 13:00"), at("2019-07-09 14:00"))
    two = Span(at("2019-07-09 14:00"), at("2019-07-09 15:00"))
    assert merge([two, one, Span(one.start, one.start)]) == (Span(one.start, two.end),)


def test_subtract_cuts_a_hole() -> None:
    whole = Span(at("2019-07-09 13:00"), at("2019-07-09 18:00"))
    hole = Span(at("2019-07-09 14:00"), at("2019-07-09 15:00"))
    assert subtract([whole], [hole]) == (Span(whole.start, hole.start), Span(hole.end, whole.end))


@given(spans, spans)
def test_time_is_conserved(those: list[Span], holes: list[Span]) -> None:
    rest = subtract(those, holes)
    assert rest == merge(rest)
    assert total(rest) + total(holes) == total([*those, *holes])
    for part in rest:
        assert all(part.clip(hole.start, hole.end) is None for hole in holes if hole.start < hole.end)


@given(spans)
def test_minutes_are_counted_once(those: list[Span]) -> None:
    minutes = {span.start + timedelta(minutes=n) for span in those for n in range(span.minutes)}
    assert total(those) == len(minutes)
