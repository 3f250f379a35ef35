"""Turns the sample contract into one with grades, an arrival clock and a witnessed test, so that tests state their facts only."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.model.contract import ClockStart, Contract, RecoveryRule, Source, Stage, Term
from pipeline.model.dossier import Dossier
from pipeline.model.log import Incident
from tests.rules.sample import at, contract, dossier, incident, term

GRADES = ("Critical", "Major", "Minor")
CLAUSE = "II 라. 3)"
ARRIVAL = RecoveryRule(
    id="R#arrival", name="현장 도착 기한", clause=CLAUSE, hours=Decimal(6), start=ClockStart.REPORTED, stage=Stage.ARRIVAL, penalises=True,
)


def recovery(grade: str, hours: int, start: ClockStart = ClockStart.ARRIVED, chosen: bool = True) -> RecoveryRule:
    """Return the limit of one grade; the unapplied reading counts from the report."""
    return RecoveryRule(
        id=f"R#{grade}-{start}", name=f"{grade} 복구기한", clause=CLAUSE, hours=Decimal(hours), start=start, severity=grade,
        chosen=chosen, penalises=True,
    )


RULES = (
    ARRIVAL,
    *(recovery(grade, hours) for grade, hours in zip(GRADES, (12, 24, 48), strict=True)),
    *(recovery(grade, hours, ClockStart.REPORTED, False) for grade, hours in zip(GRADES, (12, 24, 48), strict=True)),
)
WITNESSED = Term(
    id="recovery.witnessed", name="입회 시험 확인", clause="II 바. 1)",
    source=Source(document="표본", line="L1", quote="담당자의 입회하에 시험 확인함으로써 최종 완료된 것으로 본다."),
)


def cloud_contract(**changes: Any) -> Contract:
    """Return the sample contract with grades, an arrival limit, a window of sixty minutes and a witnessed test."""
    terms = (term("recurrence.window_minutes", 60, "분", "재발로 보는 시간", "II 라. 4)"), WITNESSED)
    return contract(**({"recovery": RULES, "severities": GRADES, "terms": terms} | changes))


def graded(id: str = "INC-1", severity: str = "Critical", recovered: str | None = "2019-07-09 22:45",
           tested: str | None = "2019-07-09 23:10", reported: str = "2019-07-09 09:00", **changes: Any) -> Incident:
    """Return an incident reported at 09:00, arrived at 11:30, recovered at 22:45 and tested with a witness at 23:10."""
    facts: dict[str, Any] = dict(
        severity=severity, arrived=at("2019-07-09 11:30"), tested=at(tested) if tested else None, witness="이영희", received=None,
    )
    return incident(id, reported, recovered, **(facts | changes))


def cloud(*incidents: Incident, **changes: Any) -> Dossier:
    """Return a dossier of that contract with these incidents."""
    return dossier(*incidents, **({"contract": cloud_contract()} | changes))
