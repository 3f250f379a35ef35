"""Turns the people of a contract into its emergency contacts: whom to call when, and the gaps in covering every hour of the term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.model.contract import Contract
from pipeline.model.dossier import Dossier
from pipeline.model.period import Period
from pipeline.model.staff import Person
from pipeline.rules.calendar import Calendar
from pipeline.rules.term import days_of

DAY_HOURS = 24


@dataclass(frozen=True, slots=True)
class Band:
    """One part of the week: when it is, whom to call in turn, and who answers (None when nobody is named for it)."""

    name: str  # 평일 야간
    hours: str  # 18:00 ~ 익일 09:00
    calls: tuple[Person, ...]
    answers: Person | None


@dataclass(frozen=True, slots=True)
class Emergency:
    """The order of calls, and what the data say of covering 24 hours: spans are days of the term."""

    bands: tuple[Band, ...]
    days: int
    work_hours: int
    after_hours: int
    uncovered: tuple[Period, ...]  # nobody with a telephone number is assigned
    single: tuple[Period, ...]  # one person only, so nobody stands in
    unreachable: tuple[Person, ...]  # no telephone number
    shared: tuple[tuple[Person, ...], ...]  # people who give one number

    @property
    def unnamed(self) -> tuple[Band, ...]:
        """The bands for which nobody is named."""
        return tuple(band for band in self.bands if band.answers is None)

    @property
    def whole(self) -> bool:
        """True when no gap was found."""
        return not (self.unnamed or self.uncovered or self.single or self.unreachable or self.shared)


def emergency(dossier: Dossier) -> Emergency:
    """Return who is called when, and every gap that people.csv shows.

    Members are called first, then managers, then substitutes. Working hours are answered by the first member.
    The data name nobody for nights and holidays, so only a single member can be taken to answer then.
    """
    contract = dossier.contract
    staff = reachable(dossier.people)
    members = [person for person in staff if is_member(person)] or list(staff)
    count = {day: len([person for person in staff if _assigned(person, day)]) for day in days_of(contract.service)}
    work, after = _hours(contract, Calendar(dossier.law, contract), count)
    return Emergency(
        bands=_bands(contract, call_order(staff), members),
        days=len(count),
        work_hours=work,
        after_hours=after,
        uncovered=_runs(day for day, people in count.items() if people == 0),
        single=_runs(day for day, people in count.items() if people == 1),
        unreachable=tuple(person for person in dossier.people if not person.phone),
        shared=_shared(staff),
    )


def is_manager(person: Person) -> bool:
    """True for the one who directs the work: 총괄관리자, PM."""
    return "총괄" in person.role or "PM" in person.role.upper()


def is_member(person: Person) -> bool:
    """True for 전담인력, who do the work by day and by night."""
    return "전담" in person.role and not is_manager(person)


def reachable(people: Iterable[Person]) -> tuple[Person, ...]:
    """Return those with a telephone number."""
    return tuple(person for person in people if person.phone)


def call_order(people: Sequence[Person]) -> tuple[Person, ...]:
    """Return members, then managers, then everybody else, each in the order of the file."""
    return tuple(sorted(people, key=lambda person: 0 if is_member(person) else 1 if is_manager(person) else 2))


def _bands(contract: Contract, calls: tuple[Person, ...], members: list[Person]) -> tuple[Band, ...]:
    start, end = f"{contract.work_start:%H:%M}", f"{contract.work_end:%H:%M}"
    by_day = members[0] if members else None
    by_night = members[0] if len(members) == 1 else None
    return (
        Band("평일 주간", f"{start} ~ {end}", calls, by_day),
        Band("평일 야간", f"{end} ~ 익일 {start}", calls, by_night),
        Band("토·일·공휴일", "00:00 ~ 24:00", calls, by_night),
    )


def _hours(contract: Contract, calendar: Calendar, days: Iterable[date]) -> tuple[int, int]:
    """Return the hours of service inside and outside the working hours."""
    opening, closing = (datetime.combine(contract.start, time) for time in (contract.work_start, contract.work_end))
    a_day = max(0, round((closing - opening).total_seconds() / 3600))
    days = list(days)
    work = sum(a_day for day in days if not calendar.is_holiday(day))
    return work, DAY_HOURS * len(days) - work


def _assigned(person: Person, day: date) -> bool:
    return person.joined <= day and (person.left is None or day <= person.left)


def _runs(days: Iterable[date]) -> tuple[Period, ...]:
    """Return days as spans of days in a row."""
    spans: list[Period] = []
    for day in days:
        if spans and spans[-1].end + timedelta(days=1) == day:
            spans[-1] = Period(spans[-1].start, day)
        else:
            spans.append(Period(day, day))
    return tuple(spans)


def _shared(people: Iterable[Person]) -> tuple[tuple[Person, ...], ...]:
    numbers: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        numbers["".join(filter(str.isdigit, person.phone)) or person.phone].append(person)
    return tuple(tuple(people) for people in numbers.values() if len(people) > 1)
