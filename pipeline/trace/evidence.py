"""Turns the logs and the manifests of built months into evidence: one dated, placed fact each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.model.period import Month
from pipeline.problems import NOWHERE, Location


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
        """Return (anchor, printed heading) of the section called `heading`, its number aside; None when there is none."""
        wanted = "".join(heading.split())
        return next((each for each in self.sections if wanted and "".join(each[1].split()).endswith(wanted)), None)
