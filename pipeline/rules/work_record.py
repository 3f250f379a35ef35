"""Turns a month's work log into the record that is handed to the client: line by line, and in hours by day and person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.model.dossier import Dossier
from pipeline.model.log import RequestStatus, ServiceRequest, Work
from pipeline.model.period import Month, Period
from pipeline.model.words import duration_words
from pipeline.rules.calendar import Calendar
from pipeline.rules.staffing import PersonMonth, Staffing, staffing

MATERIAL = "자료요청"
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class DayHours:
    """One day: the hours of each person in the order of WorkRecord.people (None: did not work), and their sum."""

    day: date
    hours: tuple[Decimal | None, ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class Supply:
    """One request for material that came in the month, and how long it took to answer it."""

    request: ServiceRequest
    elapsed: str  # 2일 5시간; 접수, 진행 … while it is open


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """All works of one month: lines are (work, the person's name), in order of day and person."""

    month: Month
    period: Period
    lines: tuple[tuple[Work, str], ...]
    people: tuple[PersonMonth, ...]
    kinds: tuple[str, ...]
    by_kind: tuple[tuple[PersonMonth, tuple[Decimal | None, ...]], ...]  # hours in the order of kinds
    days: tuple[DayHours, ...]
    staffing: Staffing
    day: date  # the first workday on which the month is over
    supplies: tuple[Supply, ...]


def work_record(dossier: Dossier, month: Month) -> WorkRecord | None:
    """Return the record of `month`, or None when it has no work."""
    works = sorted((each for each in dossier.works if each.day in month), key=lambda each: (each.day, each.person, each.id))
    if not works:
        return None
    found = staffing(dossier, month)
    people = tuple(each for each in found.people if each.works)
    kinds = tuple(kind for kind, _ in found.hours)
    names = {each.person.id: each.person.name for each in people}
    return WorkRecord(
        month=month,
        period=dossier.contract.service.within(month) or Period(month.first, month.last),
        lines=tuple((work, names.get(work.person, work.person)) for work in works),
        people=people,
        kinds=kinds,
        by_kind=tuple((each, tuple(dict(each.hours).get(kind) for kind in kinds)) for each in people),
        days=tuple(_day(day, works, people) for day in sorted({work.day for work in works})),
        staffing=found,
        day=Calendar(dossier.law, dossier.contract).next_business_day(month.last),
        supplies=tuple(_supply(each) for each in dossier.requests if each.kind == MATERIAL and each.requested in month),
    )


def _day(day: date, works: list[Work], people: tuple[PersonMonth, ...]) -> DayHours:
    own = [work for work in works if work.day == day]
    hours = tuple(_sum([work for work in own if work.person == each.person.id]) for each in people)
    return DayHours(day, hours, _sum(own) or Decimal(0))


def _sum(works: list[Work]) -> Decimal | None:
    return sum((work.hours for work in works), Decimal(0)) if works else None


def _supply(request: ServiceRequest) -> Supply:
    if request.status is not RequestStatus.DONE or request.completed is None:
        return Supply(request, str(request.status))
    minutes = int((request.completed - request.requested).total_seconds() // 60)
    days, rest = divmod(minutes, _MINUTES_A_DAY)
    parts = (f"{days}일" if days else "", duration_words(rest) if rest or not days else "")
    return Supply(request, " ".join(part for part in parts if part))
