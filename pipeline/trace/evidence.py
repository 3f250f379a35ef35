"""Turns the logs and the manifests of built months into evidence: one dated, placed fact each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pipeline.model.dossier import Dossier
from pipeline.model.log import Inspection
from pipeline.model.period import Month
from pipeline.problems import NOWHERE, Location
from pipeline.rules import words


class EvidenceKind(StrEnum):
    """Which log a piece of evidence comes from."""

    INSPECTION = "점검"  # one visit: all rows of one 점검번호
    BACKUP = "백업"
    INCIDENT = "장애"
    CHANGE = "변경"
    REQUEST = "요청"
    WORK = "작업"
    ISSUE = "이슈"
    PLAN = "계획"
    PERSON = "인력"  # one person's assignment, pledge and training
    DOCUMENT = "산출물"  # one document of a built month


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact that proves something: where it stands in the data, or in which built file and section."""

    id: str  # CHK-2019-08-01, BK-20190703-D, INC-2019-004, P01; a document: "2019-08/정기점검보고서"
    kind: EvidenceKind
    day: date
    month: Month  # the month that it belongs to; a document's is that of its folder
    title: str  # one line, Korean
    at: Location = NOWHERE  # the record's place in the data; NOWHERE for a document
    template: str = ""  # a document's template id
    files: tuple[tuple[str, str], ...] = ()  # a document's (path relative to the contract's output folder, SHA-256 hex)
    sections: tuple[tuple[str, str], ...] = ()  # a document's (anchor, printed heading "3. 점검표")

    def section(self, heading: str) -> tuple[str, str] | None:
        """Return (anchor, printed heading) of the section called `heading`, its number aside; None without one."""
        wanted = "".join(heading.split())
        return next((each for each in self.sections if wanted and "".join(each[1].split()).endswith(wanted)), None)


def gather(dossier: Dossier, manifests: Mapping[str, Mapping[str, Any]]) -> tuple[Evidence, ...]:
    """Return every piece of evidence, by kind, then day, then id."""
    found = [*_logged(dossier), *_built(dossier, manifests)]
    order = {kind: index for index, kind in enumerate(EvidenceKind)}
    return tuple(sorted(found, key=lambda each: (order[each.kind], each.day, each.id)))


def plan_id(month: Month, ordinal: int) -> str:
    """Return the id of the month's n-th plan: plans bear no number of their own."""
    return f"PLN-{month}-{ordinal:02d}"


def _logged(dossier: Dossier) -> Iterator[Evidence]:
    kind = EvidenceKind
    visits: dict[str, list[Inspection]] = {}
    for row in dossier.inspections:
        visits.setdefault(row.id, []).append(row)
    for id, rows in visits.items():
        yield _fact(id, kind.INSPECTION, rows[0].day, f"방문·원격 점검 {len(rows)}줄, {rows[0].inspector}", rows[0].at)
    for run in dossier.backups:
        state = "성공" if run.succeeded else "실패"
        yield _fact(run.id, kind.BACKUP, run.started.date(), f"{run.kind} {run.target} {state}", run.at)
    for each in dossier.incidents:
        yield _fact(each.id, kind.INCIDENT, each.reported.date(), each.title, each.at)
    for change in dossier.changes:
        yield _fact(change.id, kind.CHANGE, change.applied.date(), change.title, change.at)
    for request in dossier.requests:
        yield _fact(
            request.id, kind.REQUEST, request.requested.date(), f"{request.title} ({request.status})", request.at
        )
    for work in dossier.works:
        yield _fact(work.id, kind.WORK, work.day, work.text, work.at)
    for issue in dossier.issues:
        yield _fact(issue.id, kind.ISSUE, issue.day, issue.text, issue.at)
    seen: dict[Month, int] = {}
    for plan in dossier.plans:
        seen[plan.month] = seen.get(plan.month, 0) + 1
        yield Evidence(
            plan_id(plan.month, seen[plan.month]),
            kind.PLAN,
            plan.day or plan.month.first,
            plan.month,
            plan.text,
            plan.at,
        )
    for person in dossier.people:
        pledged = words.day(person.pledged) if person.pledged else "없음"
        yield _fact(person.id, kind.PERSON, person.joined, f"{person.name} {person.role}, 서약 {pledged}", person.at)


def _fact(id: str, kind: EvidenceKind, day: date, title: str, at: Location) -> Evidence:
    return Evidence(id, kind, day, Month.of(day), title, at)


def _built(dossier: Dossier, manifests: Mapping[str, Mapping[str, Any]]) -> Iterator[Evidence]:
    """Yield one document each of every manifest; a document without a date takes the last day of its month."""
    for folder, found in manifests.items():
        named = found.get("month")
        first, last = dossier.contract.months[0], dossier.contract.months[-1]
        for document in found.get("documents", ()):
            day = date.fromisoformat(document["date"]) if document.get("date") else None
            month = Month.parse(named) if named else min(max(Month.of(day), first), last) if day else first
            yield Evidence(
                id=f"{folder}/{document['name']}",
                kind=EvidenceKind.DOCUMENT,
                day=day or month.last,
                month=month,
                title=document.get("title") or document["name"],
                template=document.get("deliverable", ""),
                files=tuple((f"{folder}/{name}", hash) for name, hash in document.get("files", {}).items()),
                sections=tuple((section[0], section[1]) for section in document.get("sections", ())),
            )
