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
    reason: str = ""  # Korean; empty only where everything planned was done
    evidence: tuple[str, ...] = ()  # ids of Evidence, in order of day; empty in the months of a row
    figure: str = ""  # the computed figure in words: "127 ÷ 128 × 100 = 99.22%"
    last: date | None = None  # the newest day of the evidence
    proofs: frozenset[Proof] = frozenset()


def counted(planned: int, done: int, short: bool = False) -> Status:
    """Return the status that counting gives: nothing planned 해당없음, all done 이행, none 미이행, else 일부.

    `short` says that all was done, but not as it should have been: late, or not of everything.
    """
    if not planned:
        return Status.NONE
    if done >= planned:
        return Status.PARTLY if short else Status.MET
    return Status.PARTLY if done else Status.UNMET


def combined(statuses: Iterable[Status]) -> Status:
    """Return the status of the whole; 해당없음 and 이행 only where nothing else is.

    What is known to be missing outweighs what nobody has checked: 미이행 beside 이행 is 일부, 미이행 beside 확인필요 is 미이행.
    """
    found = set(statuses)
    if Status.PARTLY in found or (Status.UNMET in found and Status.MET in found):
        return Status.PARTLY
    for status in (Status.UNMET, Status.OPEN, Status.MET):
        if status in found:
            return status
    return Status.NONE
