"""Turns a span of days in which a thing is to be done once into the deadline at its end."""

from __future__ import annotations

from datetime import date

from pipeline.model.deliverable import DueKind, DueRule
from pipeline.model.period import Period
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.deadline import Deadline


def window(span: Period, said: str, clause: str, calendar: Calendar, daily: bool = False) -> Deadline:
    """Return the deadline of work that belongs to `span`: its last day, even a holiday, since what is done later belongs
    to the next span; `daily` work goes on through holidays, so that no earlier workday is recommended."""
    last = span.end
    before = calendar.previous_business_day(last)
    recommended = last if daily or before < span.start else before
    rule = DueRule(kind=DueKind.MONTH_END, event=words.span(span), words=said, clause=clause)
    steps = [f"{words.span(span)} 안에 함: 마지막 날 {_dated(last)}"]
    if recommended != last:
        steps.append(f"{_dated(last)} {calendar.holiday_name(last)} → 권장 앞 영업일 {_dated(recommended)}, 다음 기간으로 미루지 않음")
    told = _dated(last) if recommended == last else f"{_dated(last)}, 권장 {_dated(recommended)}"
    return Deadline(rule, last, last, recommended, told, tuple(steps))


def _dated(day: date) -> str:
    return f"{words.day(day)}({'월화수목금토일'[day.weekday()]})"
