"""Turns a duty and the ledger into one fulfilment a month, by the rule that its check names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.model.duty import Check, Duty
from pipeline.model.period import Month
from pipeline.trace import periodic, standing, triggered
from pipeline.trace.documents import document
from pipeline.trace.fulfilment import Fulfilment
from pipeline.trace.ledger import Ledger

Judge = Callable[[Duty, Ledger, Month], Fulfilment]
_FILTERS = ("기록", "구분", "자산", "낱말", "역할")


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its function, the names that 기준값 may use, those it needs, and whether it reads the duty's rows."""

    judge: Judge
    names: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    by_rows: bool = False


CHECKS: Mapping[Check, Rule] = {
    Check.INSPECTION: Rule(periodic.inspection, ("회수", "대상", "시간")),
    Check.CONFIRMATION: Rule(periodic.confirmation),
    Check.DAILY_BACKUP: Rule(periodic.daily_backup),
    Check.QUARTERLY_BACKUP: Rule(periodic.quarterly_backup),
    Check.RECOVERY: Rule(triggered.recovery, ("조항",), ("조항",)),
    Check.ARRIVAL: Rule(triggered.arrival),
    Check.ROOT_CAUSE: Rule(triggered.root_cause),
    Check.PERMANENT: Rule(triggered.permanent),
    Check.RECORD: Rule(triggered.record, (*_FILTERS, "항목"), ("기록", "항목")),
    Check.PRESENCE: Rule(triggered.presence, (*_FILTERS, "회수"), ("기록",)),
    Check.REQUEST: Rule(triggered.request, ("구분",), by_rows=True),
    Check.URGENT: Rule(triggered.urgent),
    Check.YEARLY: Rule(periodic.yearly, (*_FILTERS, "회수", "기간"), by_rows=True),
    Check.PLAN: Rule(periodic.plan, ("구분", "낱말")),
    Check.DOCUMENT: Rule(document, (*_FILTERS, "대상", "계획", "기한")),
    Check.AVAILABILITY: Rule(standing.availability, ("목표",)),
    Check.QUALIFICATION: Rule(standing.qualification, ("역할", "회수"), ("역할",)),
    Check.REPLACEMENT: Rule(standing.replacement),
    Check.PLEDGE: Rule(standing.pledge),
    Check.TRAINING: Rule(standing.training),
    Check.PERSON: Rule(standing.person, (*_FILTERS, "시점")),
    Check.NOTHING: Rule(standing.nothing),
}


class Checker:
    """Judges duties against one ledger; duties that ask the same question share one answer."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._answers: dict[tuple[object, ...], tuple[Fulfilment, ...]] = {}

    def months(self, duty: Duty) -> tuple[Fulfilment, ...]:
        """Return one fulfilment for each month of the ledger."""
        rule = CHECKS[duty.check]
        rows = duty.rows if rule.by_rows and self._ledger.requests_for(duty.rows) else ()
        question = (duty.check, duty.parameters, rows, duty.template, duty.deliverables, duty.reason)
        if question not in self._answers:
            self._answers[question] = tuple(rule.judge(duty, self._ledger, month) for month in self._ledger.months)
        return self._answers[question]
