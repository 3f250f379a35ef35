"""Turns the clauses that ask for a pledge of secrecy into the days by which each person owes it, the strictest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.model.deliverable import Deliverable, DueKind, DueRule
from pipeline.model.dossier import Dossier
from pipeline.model.staff import Person
from pipeline.rules.calendar import Calendar
from pipeline.rules.deadline import deadline

TEMPLATE = "security-pledge"


@dataclass(frozen=True, slots=True)
class PledgeDue:
    """One clause's deadline; `day` is None where it names none."""

    rule: DueRule
    day: date | None


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """One person with every deadline, the strictest first, and how the pledge stands against the strictest."""

    person: Person
    dues: tuple[PledgeDue, ...]

    @property
    def due(self) -> date | None:
        """The strictest day; None when no clause names one."""
        return self.dues[0].day if self.dues else None

    @property
    def verdict(self) -> str:
        """적합, 적합(투입 뒤) where no clause asks for it before, 기한 뒤 제출, 투입 뒤 제출, 미제출."""
        pledged = self.person.pledged
        if pledged is None:
            return "미제출"
        after = pledged > self.person.joined
        if self.due is None or pledged <= self.due:
            return "적합(투입 뒤)" if after else "적합"
        return "투입 뒤 제출" if pledged >= self.person.joined else "기한 뒤 제출"


def pledge_deliverables(dossier: Dossier) -> tuple[Deliverable, ...]:
    """Return the deliverables that are the pledge itself."""
    return tuple(item for item in dossier.deliverables if item.template == TEMPLATE)


def pledge_lines(dossier: Dossier, day_of: Callable[[DueRule], date | None]) -> tuple[PledgeLine, ...]:
    """Return a line a person. `day_of` gives the day of a rule that counts from the contract; what counts from the day on
    which somebody joins (투입) is counted for each. Two clauses give two deadlines; the day of the stricter is judged by."""
    rules = [rule for item in pledge_deliverables(dossier) for rule in item.due]
    calendar = Calendar(dossier.law, dossier.contract)
    return tuple(PledgeLine(person, _dues(rules, person, calendar, day_of)) for person in dossier.people)


def _dues(rules: list[DueRule], person: Person, calendar: Calendar, day_of: Callable[[DueRule], date | None]) -> tuple[PledgeDue, ...]:
    dues = [PledgeDue(rule, _day(rule, person, calendar, day_of)) for rule in rules]
    return tuple(sorted(dues, key=lambda due: (due.day is None, due.day or date.max)))


def _day(rule: DueRule, person: Person, calendar: Calendar, day_of: Callable[[DueRule], date | None]) -> date | None:
    if rule.kind in (DueKind.BEFORE_EVENT, DueKind.BEFORE_DAYS, DueKind.AFTER_DAYS) and "투입" in rule.event:
        due = deadline(rule, person.joined, calendar).legal_due
        return due if isinstance(due, date) else None
    return day_of(rule)
