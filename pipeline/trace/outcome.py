"""Turns counts and the ids of evidence into one month's fulfilment, and a duty's 기준값 into numbers and records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.model.duty import Duty
from pipeline.model.period import Month
from pipeline.trace.evidence import EvidenceKind
from pipeline.trace.fulfilment import Fulfilment, Proof, Status, counted
from pipeline.trace.ledger import LOGS, Ledger

LOGGED = frozenset({Proof.LOG})
NO_EVENT = "해당 사건 없음"


def outcome(
    ledger: Ledger,
    month: Month,
    planned: int,
    done: int,
    reason: str = "",
    evidence: Iterable[str] = (),
    *,
    figure: str = "",
    short: bool = False,
    status: Status | None = None,
    proofs: frozenset[Proof] = LOGGED,
) -> Fulfilment:
    """Return the fulfilment of a month. Without `status` it follows from the counts; `short` makes a full count 일부.

    Ids that are not evidence (known only after the day) are left out; without evidence nothing is proved.
    """
    days = ledger.days
    ids = tuple(dict.fromkeys(id for id in evidence if id in days))
    found = counted(planned, done, short) if status is None else status
    if not reason and found is not Status.MET:
        reason = NO_EVENT if found is Status.NONE else f"계획 {planned}, 실적 {done}"
    if figure:
        proofs |= {Proof.FIGURE}
    last = max((days[id] for id in ids), default=None)
    return Fulfilment(month, planned, done, found, reason, ids, figure, last, proofs if ids or figure else frozenset())


def not_due(ledger: Ledger, month: Month, evidence: Iterable[str] = ()) -> Fulfilment:
    """Return the fulfilment of a month whose duty is not due yet on the day of the trace."""
    return outcome(ledger, month, 0, 0, "기한 전", evidence)


def number(duty: Duty, name: str, default: int) -> int:
    """Return the whole number that 기준값 gives `name`; what is no number counts as `default` (R-TRC-04 names it)."""
    text = duty.parameter(name)
    return int(text) if text.isdecimal() else default


def choices(duty: Duty, name: str) -> tuple[str, ...]:
    """Return the values that 기준값 gives `name`, separated by commas; none when it gives none."""
    return tuple(part.strip() for part in duty.parameter(name).split(",") if part.strip())


def log_of(duty: Duty) -> EvidenceKind | None:
    """Return the log that 기록=… names, or None."""
    return next((kind for kind in LOGS if kind == duty.parameter("기록")), None)


def records(duty: Duty, ledger: Ledger, month: Month) -> list[Any]:
    """Return the month's records of the duty's log that 구분, 자산, 역할 and 낱말 let through."""
    kind = log_of(duty)
    return [] if kind is None else [record for record in ledger.records(kind, month) if _wanted(duty, ledger, record)]


def _wanted(duty: Duty, ledger: Ledger, record: Any) -> bool:
    kinds, assets, words, roles = (choices(duty, name) for name in ("구분", "자산", "낱말", "역할"))
    if kinds and getattr(record, "kind", "") not in kinds:
        return False
    if words and not any(word in getattr(record, "title", "") + getattr(record, "text", "") for word in words):
        return False
    if roles and not any(role in ledger.roles.get(getattr(record, "person", ""), "") for role in roles):
        return False
    named = getattr(record, "assets", ()) or (getattr(record, "asset", ""),)
    return not assets or any(name.startswith(assets) for name in named)
