"""Turns a few keyword arguments into replacements, trainings, amendments and visits, so that a test states only the facts that it is about."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.model.occasion import Amendment, AmendmentKind, Replacement, Training, Visit
from tests.rules.sample import contract, day, term

NOTICE_15 = term("replacement.notice_days", 15, "일", "인력교체 사전 제출", "PSR-001 1)")
HANDOVER_20 = term("replacement.handover_days", 20, "일", "업무 인수인계", "PSR-001 1)")
FORCED_15 = term("replacement.forced_days", 15, "일", "교체 요구 뒤 교체", "PSR-001 2)")
TERMS = contract().terms
REPLACING = contract(terms=(*TERMS, NOTICE_15, HANDOVER_20, FORCED_15))
DAYS = frozenset((
    "demanded", "submitted", "change_day", "handover_start", "handover_end", "approved", "requested", "planned", "done", "proposed", "end",
    "end_before", "notified", "start", "taken_out",
))


def replacement(id: str = "REP-1", **changes: Any) -> Replacement:
    """Return a request to replace P02 by 이영희 (5 years) on 2019-07-31. Days are given as texts."""
    return Replacement(**({"id": id, "leaving": "P02", "name": "이영희", "career_years": Decimal(5), "change_day": day("2019-07-31")} | _days(changes)))


def training(id: str = "TRN-1", **changes: Any) -> Training:
    """Return one training; days are given as texts."""
    return Training(**({"id": id, "subject": "운영자 교육"} | _days(changes)))


def amendment(id: str = "AMD-1", **changes: Any) -> Amendment:
    """Return one change of the sum, proposed on 2019-09-02; days are given as texts."""
    return Amendment(**({"id": id, "proposed": day("2019-09-02"), "kinds": (AmendmentKind.AMOUNT,)} | _days(changes)))


def visit(id: str = "VIS-1", **changes: Any) -> Visit:
    """Return a visit of P01 on 2019-07-03, approved the day before; days are given as texts."""
    return Visit(**({"id": id, "person": "P01", "start": day("2019-07-03"), "approved": day("2019-07-02")} | _days(changes)))


def _days(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: day(value) if name in DAYS and isinstance(value, str) else value for name, value in changes.items()}
