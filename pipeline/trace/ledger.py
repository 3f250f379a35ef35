"""Turns a dossier, a day and manifests into the one index that every check reads; figures are computed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache, cached_property, partial
from typing import Any

from pipeline.model.deliverable import DueRule
from pipeline.model.dossier import Dossier
from pipeline.model.log import Backup, Change, Incident, Inspection, Issue, ServiceRequest, Work
from pipeline.model.period import Month
from pipeline.rules.availability import Availability, availability
from pipeline.rules.backup import BackupSummary, backups
from pipeline.rules.calendar import Calendar
from pipeline.rules.inspection import InspectionSummary, inspection
from pipeline.rules.recovery import Assessment, assess
from pipeline.rules.request import RequestDue, requests
from pipeline.rules.staffing import Staffing, staffing
from pipeline.rules.term import months_until
from pipeline.trace.as_of import as_of
from pipeline.trace.evidence import Evidence, EvidenceKind, gather, plan_id

# What 기록=… may name: the dossier's field, the field that dates its records, and their class.
LOGS: dict[EvidenceKind, tuple[str, str, type]] = {
    EvidenceKind.INSPECTION: ("inspections", "day", Inspection),
    EvidenceKind.BACKUP: ("backups", "started", Backup),
    EvidenceKind.INCIDENT: ("incidents", "reported", Incident),
    EvidenceKind.CHANGE: ("changes", "applied", Change),
    EvidenceKind.REQUEST: ("requests", "requested", ServiceRequest),
    EvidenceKind.WORK: ("works", "day", Work),
    EvidenceKind.ISSUE: ("issues", "day", Issue),
}


class Ledger:
    """Everything that the checks may read, as known at the end of `until`; each figure is computed when first read."""

    def __init__(self, dossier: Dossier, until: date, manifests: Mapping[str, Mapping[str, Any]]) -> None:
        self.dossier = as_of(dossier, until)
        self.contract = dossier.contract
        self.until = until
        self.months = months_until(dossier.contract, Month.of(until)) if until >= dossier.contract.start else ()
        self.evidence: tuple[Evidence, ...] = gather(self.dossier, manifests)
        self.built = frozenset(Month.parse(found["month"]) for found in manifests.values() if found.get("month"))
        self.inspection: Callable[[Month], InspectionSummary] = cache(partial(inspection, self.dossier))
        self.backups: Callable[[Month], BackupSummary] = cache(partial(backups, self.dossier))
        self.availability: Callable[[Month], Availability] = cache(partial(availability, self.dossier))
        self.staffing: Callable[[Month], Staffing] = cache(partial(staffing, self.dossier))

    def ended(self, month: Month) -> bool:
        """True when the month's last day of service is past (or is `until` itself)."""
        return min(month.last, self.contract.end) <= self.until

    @cached_property
    def calendar(self) -> Calendar:
        """The contract's working calendar."""
        return Calendar(self.dossier.law, self.contract)

    @cached_property
    def days(self) -> dict[str, date]:
        """Evidence id → its day."""
        return {each.id: each.day for each in self.evidence}

    @cached_property
    def due_rules(self) -> dict[str, tuple[DueRule, ...]]:
        """Deliverable number → its deadlines."""
        return {each.number: each.due for each in self.dossier.deliverables}

    @cached_property
    def roles(self) -> dict[str, str]:
        """Person id → role."""
        return {person.id: person.role for person in self.dossier.people}

    def records(self, kind: EvidenceKind, month: Month) -> list[Any]:
        """Return the records of one log in one month, in the log's order."""
        return self._by_month(kind).get(month, [])

    def plans(self, month: Month) -> list[tuple[str, Any]]:
        """Return the month's plans with their evidence ids."""
        return self._plans.get(month, [])

    def documents(self, template: str, month: Month) -> list[Evidence]:
        """Return the documents that `template` made for the month."""
        return self._documents.get((template, month), [])

    def documents_at_all(self, template: str) -> list[Evidence]:
        """Return the documents that `template` made in any build, dated or not."""
        return self._documents_of.get(template, [])

    def requests_for(self, rows: Iterable[str]) -> list[ServiceRequest]:
        """Return the requests that name one of the rows, in order of request."""
        found = [request for row in rows for request in self._requests_of_row.get(row, ())]
        return sorted(found, key=lambda each: (each.requested, each.id))

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """Every chain of incidents under every recovery clause."""
        return assess(self.dossier)

    def chains(self, month: Month) -> list[Assessment]:
        """Return the chains first reported in the month."""
        return self._chains.get(month, [])

    @cached_property
    def dues(self) -> dict[Month, list[RequestDue]]:
        """Month of request → the requests with a time limit, each as it was last judged."""
        latest: dict[str, RequestDue] = {}
        for month in self.months:
            latest |= {due.request.id: due for due in requests(self.dossier, month).dues}
        found: dict[Month, list[RequestDue]] = defaultdict(list)
        for due in latest.values():
            found[Month.of(due.request.requested)].append(due)
        return found

    @cached_property
    def _chains(self) -> dict[Month, list[Assessment]]:
        found: dict[Month, list[Assessment]] = defaultdict(list)
        for each in self.assessments:
            found[each.month].append(each)
        return found

    @cached_property
    def _plans(self) -> dict[Month, list[tuple[str, Any]]]:
        found: dict[Month, list[tuple[str, Any]]] = defaultdict(list)
        for plan in self.dossier.plans:
            found[plan.month].append((plan_id(plan.month, len(found[plan.month]) + 1), plan))
        return found

    @cached_property
    def _documents(self) -> dict[tuple[str, Month], list[Evidence]]:
        found: dict[tuple[str, Month], list[Evidence]] = defaultdict(list)
        for each in self.evidence:
            if each.kind is EvidenceKind.DOCUMENT:
                found[each.template, each.month].append(each)
        return found

    @cached_property
    def _documents_of(self) -> dict[str, list[Evidence]]:
        found: dict[str, list[Evidence]] = defaultdict(list)
        for (template, _), documents in self._documents.items():
            found[template] += documents
        return found

    @cached_property
    def _requests_of_row(self) -> dict[str, list[ServiceRequest]]:
        found: dict[str, list[ServiceRequest]] = defaultdict(list)
        for request in self.dossier.requests:
            found[request.requirement].append(request)
        return found

    @cached_property
    def _logs(self) -> dict[EvidenceKind, dict[Month, list[Any]]]:
        return {}

    def _by_month(self, kind: EvidenceKind) -> dict[Month, list[Any]]:
        if kind not in self._logs:
            name, day, _ = LOGS[kind]
            found: dict[Month, list[Any]] = defaultdict(list)
            for record in getattr(self.dossier, name):
                found[Month.of(getattr(record, day))].append(record)
            self._logs[kind] = found
        return self._logs[kind]


def day_of(moment: date | datetime) -> date:
    """Return the day of a day or a moment."""
    return moment.date() if isinstance(moment, datetime) else moment
