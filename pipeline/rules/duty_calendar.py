"""Turns a contract, as it is known on the day it is signed, into the calendar of its whole term: what is due on which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from pipeline.model.deliverable import Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.rules.calendar import Calendar
from pipeline.rules.obligations import obligations
from pipeline.rules.occurrence.occurrence import Obligation, day_of


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One thing due under one clause; `about` names each of those whom it concerns (사람, 월분).

    `legal` is None for what is owed every month on no day that a clause names: the last workday of the month is aimed at.
    """

    what: str
    about: tuple[str, ...]
    words: str
    clause: str
    legal: date | None
    recommended: date


def duty_calendar(dossier: Dossier) -> tuple[tuple[Month, tuple[DutyLine, ...]], ...]:
    """Return the obligations of the term by month, the dated ones and the monthly ones; lines that differ in a person only
    are one. Two clauses give two lines.

    Logs play no part: what has not happened on the day of the contract is due on no day, nor is anybody replaced yet.
    """
    bare = replace(
        dossier, incidents=(), exclusions=(), inspections=(), backups=(), requests=(), changes=(), works=(), issues=(), plans=(), usages=(),
    )
    contract = dossier.contract
    found = obligations(bare, contract.signed, horizon=contract.end, assessments=())
    owed = [each for each in found if not each.trigger.startswith(Trigger.REPLACEMENT)]
    months: dict[Month, list[DutyLine]] = {}
    for line in _joined(owed, Calendar(dossier.law, contract), contract.end):
        months.setdefault(Month.of(line.legal or line.recommended), []).append(line)
    return tuple((month, tuple(sorted(months[month], key=_day))) for month in sorted(months))


def _day(line: DutyLine) -> date:
    return line.legal or line.recommended


def _joined(found: Iterable[Obligation], calendar: Calendar, end: date) -> list[DutyLine]:
    lines: dict[tuple[object, ...], DutyLine] = {}
    for each in found:
        days = _days(each, calendar, end)
        if days is None:
            continue
        key = (each.what, each.words, each.clause, *days)
        known = lines.get(key)
        about = (*(known.about if known else ()), *((each.about,) if each.about else ()))
        lines[key] = DutyLine(each.what, about, each.words, each.clause, *days)
    return list(lines.values())


def _days(each: Obligation, calendar: Calendar, end: date) -> tuple[date | None, date] | None:
    """The legal and the recommended day; None for what is neither dated nor monthly."""
    if each.legal_due is not None:
        legal = day_of(each.legal_due)
        return legal, day_of(each.recommended_due) if each.recommended_due else legal
    if not each.trigger.startswith(Trigger.MONTHLY):
        return None
    month = Month.parse(each.thing.rpartition("/")[2])  # 5/2019-06: the event of a monthly thing is its month
    return None, calendar.previous_business_day(min(month.last, end))
