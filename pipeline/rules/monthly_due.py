"""Turns a month into the deadlines of everything that the contract demands every month."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.rules.calendar import Calendar
from pipeline.rules.deadline import Deadline, deadline


@dataclass(frozen=True, slots=True)
class MonthlyDue:
    """One deliverable of the month with a deadline for each of its rules; two rules are two readings, both shown."""

    deliverable: Deliverable
    deadlines: tuple[Deadline, ...]

    @property
    def first(self) -> Deadline | None:
        """The earliest deadline that names a day, or None."""
        dated = [each for each in self.deadlines if each.legal_due is not None]
        return min(dated, key=lambda each: str(each.legal_due), default=None)


def monthly_dues(dossier: Dossier, month: Month, calendar: Calendar) -> tuple[MonthlyDue, ...]:
    """Return the deliverables whose trigger is 매월, in the contract's order."""
    return tuple(
        MonthlyDue(item, tuple(deadline(rule, month, calendar) for rule in item.due))
        for item in dossier.deliverables
        if item.trigger is Trigger.MONTHLY
    )


def report_due(dossier: Dossier, month: Month, calendar: Calendar, name: str) -> Deadline:
    """Return the month-end deadline of the monthly report whose name contains `name`, by its own clause if any."""
    rule = _rule(dossier, name, DueKind.MONTH_END) or DueRule(kind=DueKind.MONTH_END, event="해당 월", words="당월 말일 이내")
    return deadline(rule, month, calendar)


def claim_due(dossier: Dossier, month: Month, calendar: Calendar) -> Deadline:
    """Return the deadline of the month's claim: the term claim.due_day, else the deliverable's rule, else the 10th."""
    term = dossier.contract.term("claim.due_day")
    rule = _rule(dossier, "청구", DueKind.NEXT_MONTH_DAY)
    if term is not None and term.value is not None:
        rule = DueRule(
            kind=DueKind.NEXT_MONTH_DAY, number=int(term.value), event="해당 월",
            words=f"익월 {int(term.value)}일까지", clause=term.clause,
        )
    return deadline(rule or DueRule(kind=DueKind.NEXT_MONTH_DAY, number=10, words="익월 10일까지"), month, calendar)


def _rule(dossier: Dossier, name: str, kind: DueKind) -> DueRule | None:
    rules = (
        rule
        for item in dossier.deliverables
        if item.trigger is Trigger.MONTHLY and name in item.name
        for rule in item.due
    )
    return next((rule for rule in rules if rule.kind is kind), None)
