"""Turns a dossier and what was built for it into how far the whole term met the contract's sentences, for the documents of the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from pipeline.model.dossier import Dossier
from pipeline.rules.finishing.handed_in import FINISHING
from pipeline.trace.coverage import ClassCoverage, by_class
from pipeline.trace.fulfilment import Status
from pipeline.trace.thread import Basis, DutyThread, Tier, Trace, TraceRow
from pipeline.trace.weave import trace

CLAUSES = "SC"  # the class of the sentences outside the requirement cards


class _Template(Protocol):
    @property
    def id(self) -> str: ...


class Announced(Protocol):
    """One document that is being made now: what a task knows of it."""

    @property
    def name(self) -> str:
        """Its file name without ending."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def date(self) -> date | None:
        """Its date."""
        ...

    @property
    def template(self) -> _Template:
        """Its template."""
        ...


def final_trace(dossier: Dossier, manifests: Mapping[str, Mapping[str, Any]], documents: Iterable[Mapping[str, Any]]) -> Trace:
    """Return the trace on the contract's last day. `documents`: the finishing package's own, as a manifest says them; they
    take the place of what an earlier build of that package left."""
    return trace(dossier, dossier.contract.end, {**manifests, FINISHING: {"month": None, "documents": list(documents)}})


@dataclass(frozen=True, slots=True)
class NamedClass:
    """The coverage of one class of sentences with the name that the contract gives it."""

    name: str
    coverage: ClassCoverage

    def count(self, status: str) -> int:
        """Return how many rows have a status: 이행, 일부, 미이행, 해당없음, 확인필요."""
        return self.coverage.counts[Status(status)]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the term met the sentences of the contract; cards themselves are no rows."""

    trace: Trace
    classes: tuple[NamedClass, ...]
    total: NamedClass

    @property
    def complete(self) -> bool:
        """True when every sentence that asks for something is met."""
        return all(self.total.count(status) == 0 for status in (Status.PARTLY, Status.UNMET, Status.OPEN))

    @property
    def short(self) -> tuple[TraceRow, ...]:
        """The sentences that their own duties meet in part or not at all."""
        return tuple(row for row in self.trace.rows if row.basis is Basis.OWN and row.status in (Status.PARTLY, Status.UNMET))

    @property
    def open(self) -> tuple[DutyThread, ...]:
        """The duties that only a person can judge."""
        return tuple(each for each in self.trace.duties if each.status is Status.OPEN)


class Finished:
    """The coverage of the whole term, computed when first asked for."""

    def __init__(self, dossier: Dossier, manifests: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """`manifests`: folder below the contract's output → its manifest.json as read."""
        self._dossier = dossier
        self._manifests = manifests or {}
        self._known: dict[tuple[str, ...], Coverage] = {}

    @cached_property
    def known(self) -> bool:
        """True when the contract has duties at all: without them nothing can be traced."""
        return bool(self._dossier.duties)

    def coverage(self, making: Iterable[Announced] = ()) -> Coverage:
        """Return the coverage with the documents that are being made now, so that it says what the workbook says."""
        now = list(making)
        key = tuple(each.name for each in now)
        if key not in self._known:
            self._known[key] = _coverage(self._dossier, final_trace(self._dossier, self._manifests, map(_said, now)))
        return self._known[key]


def _said(each: Announced) -> dict[str, Any]:
    day = each.date.isoformat() if each.date else None
    return {"name": each.name, "deliverable": each.template.id, "title": each.title, "date": day}


def _coverage(dossier: Dossier, made: Trace) -> Coverage:
    rows = [row for row in made.rows if row.tier is not Tier.CARD]
    names = {card.id.partition("-")[0]: card.category for card in reversed(dossier.requirements)} | {CLAUSES: "요구사항 밖의 조항"}
    classes = tuple(NamedClass(names.get(each.category, each.category), each) for each in by_class((row.category, row.status) for row in rows))
    total = next(iter(by_class(("합계", row.status) for row in rows)), ClassCoverage("합계", 0, dict.fromkeys(Status, 0), None))
    return Coverage(made, classes, NamedClass("합계", total))
