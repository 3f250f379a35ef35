"""Turns a step on the way to a contract into the days that it takes: by the law's value of that day, else as the data assume."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.model.law import Law, LawValue
from pipeline.model.money import Won
from pipeline.model.period import Period
from pipeline.model.procurement import DayCount, ProcurementStep
from pipeline.rules import words
from pipeline.rules.calendar import Calendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StepDays:
    """How many days a step takes (None: nobody knows), why, which law says so, and whether it may be left out."""

    days: int | None
    source: str
    law: str = ""  # the law as it is cited, "" for an assumption
    omitted: bool = False
    floor: str = ""  # the comparison of the estimated price with the sum below which the step may be left out


def step_days(step: ProcurementStep, urgent: bool, law: Law, day: date, price: Won | None) -> StepDays:
    """Return the days of `step` by the law of `day`; a dated value wins over the days that the data assume."""
    floor = law.on(f"{step.rule}.floor", day) if step.rule else None
    comparison, omitted = "", False
    if floor is not None and floor.value is not None and price is not None:
        omitted = price < floor.value
        sign, end = ("<", "생략할 수 있음") if omitted else ("≥", "생략할 수 없음")
        comparison = f"추정가격 {words.won(price)} {sign} {words.won(int(floor.value))} → {end} ({floor.cited})"
    assumed = step.basis or "근거 없음(가정)"
    choices: list[tuple[str, int | None]] = [(step.rule, step.days)]
    if urgent:
        choices.insert(0, (step.urgent_rule, step.urgent_days))
    for rule, days in choices:
        value = tiered(law, rule, day, price) if rule else None
        if value is not None and value.value is not None:
            return StepDays(int(value.value), f"{value.cited}: {value.text}" if value.text else value.cited, value.cited, omitted, comparison)
        if days is not None:
            return StepDays(days, assumed, "", omitted, comparison)
    return StepDays(1 if step.decided else None, step.basis, "", omitted, comparison)


def tiered(law: Law, rule: str, day: date, price: Won | None) -> LawValue | None:
    """Return the value of `rule` on `day`: the highest tier (`rule.2`, `rule.3`) whose floor (`rule.2.floor`) the price reaches."""
    found, tier = law.on(rule, day), 2
    while (higher := law.on(f"{rule}.{tier}", day)) is not None:
        floor = law.on(f"{rule}.{tier}.floor", day)
        if price is not None and floor is not None and floor.value is not None and price >= floor.value:
            found = higher
        tier += 1
    return found


def span_from(counting: DayCount, days: int, start: date, calendar: Calendar) -> Period:
    """Return the days that a step occupies when it begins on the first workday from `start` on."""
    first = calendar.next_business_day(start)
    match counting:
        case DayCount.WORKDAYS:
            last = first
            for _ in range(days - 1):
                last = calendar.next_business_day(last + _DAY)
            return Period(first, last)
        case DayCount.PERIOD:
            return Period(first, calendar.next_business_day(first + days * _DAY))
        case DayCount.CLEAR:
            return Period(first, first + days * _DAY)


def span_until(counting: DayCount, days: int, end: date, calendar: Calendar) -> Period:
    """Return the latest days that a step can occupy so as to be over by `end`."""
    start = calendar.previous_business_day(end)
    while (span := span_from(counting, days, start, calendar)).end > end:
        start = calendar.previous_business_day(start - _DAY)
    return span


def counted_words(counting: DayCount, days: int, span: Period, calendar: Calendar) -> str:
    """Return the arithmetic of a span: 1. 18. + 3일 = 1. 21.(월)."""
    match counting:
        case DayCount.WORKDAYS:
            off = [day for n in range(span.days) if calendar.is_holiday(day := span.start + n * _DAY)]
            rest = f" (쉬는 날 {words.day_runs(off)} 뺌)" if off else ""
            ends = _dated(span.start) if days == 1 else f"{_dated(span.start)} ~ {_dated(span.end)}"
            return f"영업일 {days}일 = {ends}{rest}"
        case DayCount.PERIOD:
            nominal = span.start + days * _DAY
            rolled = f" → {_dated(span.end)} (쉬는 날, 민법 제161조)" if nominal != span.end else ""
            return f"{_dated(span.start)} + {days}일 = {_dated(nominal)} (초일 불산입, 민법 제157조){rolled}"
        case DayCount.CLEAR:
            return f"{_dated(span.start)}에 시작하고 다음 날부터 온전한 {days}일 = {_dated(span.end)}까지"


def _dated(day: date) -> str:
    return f"{words.day(day)}({'월화수목금토일'[day.weekday()]})"
