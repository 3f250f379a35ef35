"""Turns what was planned and done in a month into a status with its reason, and many of them into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.model.period import Month


class Status(StrEnum):
    """How far a duty or a row is met."""

    MET = "이행"
    PARTLY = "일부"
    UNMET = "미이행"
    NONE = "해당없음"
    OPEN = "확인필요"


class Proof(StrEnum):
    """What stands behind a fulfilment; policies ask for these."""

    LOG = "기록"
    DOCUMENT = "산출물"
    PLEDGE = "서약"
    STAFF = "인력"
    FIGURE = "수치"


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """One month of one duty or row: planned against done, with the evidence and the reason of the status."""

    month: Month
    planned: int
    done: int
    status: Status
    reason: str = ""  # Korean; never empty unless 이행
    evidence: tuple[str, ...] = ()  # ids of Evidence, in order of day; empty in the months of a row
    figure: str = ""  # the computed figure in words: "127 ÷ 128 × 100 = 99.22%"
    last: date | None = None  # the newest day of the evidence
    proofs: frozenset[Proof] = frozenset()


def judged(month: Month, planned: int, done: int, **facts: object) -> Fulfilment:
    """Return the fulfilment that plain counting gives: nothing planned is 해당없음, all 이행, none 미이행, else 일부."""
    raise AssertionError("replaced below")


def combined(statuses: Iterable[Status]) -> Status:
    """Return the status of the whole: see docs/rules/traceability.md. 해당없음 only where nothing else is."""
    found = set(statuses) - {Status.NONE}
    if not found:
        return Status.NONE
    if found == {Status.MET}:
        return Status.MET
    if Status.PARTLY in found or found >= {Status.UNMET, Status.MET}:
        return Status.PARTLY
    return Status.UNMET if Status.UNMET in found else Status.OPEN
