"""Turns a month's staff, hours and backlog into the load that a plan for more people starts from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipeline.model.dossier import Dossier
from pipeline.model.period import Month, Period
from pipeline.model.staff import Person
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.recovery import assess
from pipeline.rules.request import requests
from pipeline.rules.staffing import staffing
from pipeline.rules.term import days_of, months_until

DAY_HOURS = 8  # 근로기준법 제50조제2항: a day's work; what the person-day of a plan is counted with
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """One person in one month: hours planned by the share of time, hours recorded, and recorded ÷ planned in per cent."""

    person: Person
    days: int  # workdays assigned
    planned: Decimal
    worked: Decimal
    load: Decimal | None

    @property
    def step(self) -> str:
        """The arithmetic of the planned hours."""
        return f"{self.days}일 × {DAY_HOURS}시간 × {words.plain(self.person.share * 100)}% = {words.plain(self.planned)}시간"


@dataclass(frozen=True, slots=True)
class MonthLoad:
    """One month: everybody's hours together, and what was left undone or late."""

    month: Month
    planned: Decimal
    worked: Decimal
    load: Decimal | None
    open_requests: int
    late_requests: int
    incidents: int
    late_incidents: int


@dataclass(frozen=True, slots=True)
class Reinforcement:
    """The present staff against the work of `month` and of the months before."""

    month: Month
    people: tuple[PersonLoad, ...]
    months: tuple[MonthLoad, ...]

    @property
    def now(self) -> MonthLoad:
        """The month itself."""
        return self.months[-1]

    @property
    def labels(self) -> tuple[str, ...]:
        """The months as a chart names them: 7월."""
        return tuple(f"{each.month.month}월" for each in self.months)


def reinforcement(dossier: Dossier, month: Month) -> Reinforcement:
    """Return the load of every month up to `month`, and of each person in it."""
    calendar, assessed = Calendar(dossier.law, dossier.contract), assess(dossier)
    months = []
    for each in months_until(dossier.contract, month):
        people = _people(dossier, each, calendar)
        planned, worked = sum((one.planned for one in people), Decimal(0)), sum((one.worked for one in people), Decimal(0))
        asked, hit = requests(dossier, each), [one for one in assessed if one.month == each]
        months.append(MonthLoad(
            each, planned, worked, words.share(worked, planned, 1), len(asked.open), len(asked.late), len(hit), sum(one.late for one in hit),
        ))
    return Reinforcement(month, _people(dossier, month, calendar), tuple(months))


def _people(dossier: Dossier, month: Month, calendar: Calendar) -> tuple[PersonLoad, ...]:
    found = []
    for each in staffing(dossier, month).people:
        end = each.person.left or dossier.contract.end
        span = Period(max(each.person.joined, dossier.contract.start), min(end, dossier.contract.end)).within(month)
        days = sum(not calendar.is_holiday(day) for day in days_of(span))
        planned = (DAY_HOURS * days * each.person.share).quantize(_TENTH, ROUND_HALF_UP)
        found.append(PersonLoad(each.person, days, planned, each.total, words.share(each.total, planned, 1)))
    return tuple(found)
