"""Turns the contract's limits, its kinds and grades of incidents and what happened so far into the response by kind of incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.model.contract import Contract, RecoveryRule, Stage
from pipeline.model.deliverable import Deliverable, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.log import Incident

ALL_GRADES = "모든 등급"
_LESSONS = 3  # the newest past cases that a kind shows


@dataclass(frozen=True, slots=True)
class GradeLimits:
    """The limits that hold for one grade of incidents (모든 등급 where the contract has none)."""

    grade: str
    arrival: tuple[RecoveryRule, ...]
    recovery: tuple[RecoveryRule, ...]


@dataclass(frozen=True, slots=True)
class KindResponse:
    """One kind of incident: what it hit so far, who makes that, and the newest cases with their causes and measures."""

    kind: str
    cases: int
    assets: tuple[str, ...]
    makers: tuple[str, ...]
    handlers: tuple[str, ...]
    lessons: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """The response procedure of the contract as known at the end of `until`."""

    until: date
    limits: tuple[GradeLimits, ...]
    kinds: tuple[KindResponse, ...]
    reports: tuple[Deliverable, ...]  # what an incident obliges to hand in


def response(dossier: Dossier, until: date) -> Response:
    """Return the procedure; incidents reported after `until` are not known yet."""
    known = [each for each in dossier.incidents if each.reported.date() <= until]
    kinds = dossier.contract.incident_kinds or tuple(dict.fromkeys(each.kind for each in known))
    wanted = (Trigger.INCIDENT, Trigger.OVERRUN, Trigger.TEMPORARY)
    return Response(
        until=until,
        limits=grade_limits(dossier.contract),
        kinds=tuple(_kind(dossier, kind, [each for each in known if each.kind == kind]) for kind in kinds),
        reports=tuple(each for each in dossier.deliverables if each.trigger in wanted),
    )


def grade_limits(contract: Contract) -> tuple[GradeLimits, ...]:
    """Return the clauses that hold for each grade; one line in all when the contract knows no grades."""
    named = contract.severities or tuple(dict.fromkeys(rule.severity for rule in contract.recovery if rule.severity))
    return tuple(_limits(contract, grade) for grade in named or ("",))


def _limits(contract: Contract, grade: str) -> GradeLimits:
    own = [rule for rule in contract.recovery if not rule.severity or rule.severity == grade]
    return GradeLimits(
        grade or ALL_GRADES,
        tuple(rule for rule in own if rule.stage is Stage.ARRIVAL),
        tuple(rule for rule in own if rule.stage is Stage.RECOVERY),
    )


def _kind(dossier: Dossier, kind: str, cases: list[Incident]) -> KindResponse:
    assets = [asset for id in dict.fromkeys(id for case in cases for id in case.assets) if (asset := dossier.asset(id))]
    newest = sorted(cases, key=lambda case: (case.reported, case.id), reverse=True)
    return KindResponse(
        kind=kind,
        cases=len(cases),
        assets=tuple(dict.fromkeys(asset.name for asset in assets)),
        makers=tuple(dict.fromkeys(asset.maker for asset in assets if asset.maker)),
        handlers=tuple(dict.fromkeys(case.handler for case in newest if case.handler)),
        lessons=tuple(newest[:_LESSONS]),
    )
