"""What a document contradicts itself in (불일치): both quotes with their places, the assumption, and the question to ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.problems import Location


class Grade(StrEnum):
    """How much a finding matters."""

    A = "A"  # money, dates or liability depend on it: ask before signing
    B = "B"  # work or documents depend on it: ask before the work plan
    C = "C"  # a slip of the pen that misleads nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the document and where they stand."""

    text: str = column("원문")
    where: str = column("위치", default="", hint="L148, 표 14 3행 2열")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One contradiction, gap or slip: what it is, the words that show it, what the tool assumes, what to ask."""

    number: str = column("번호", hint="Q-01")
    grade: Grade = column("등급", hint="A, B, C")
    kind: str = column("종류", hint="번호 불일치")
    issue: str = column("쟁점")
    quotes: tuple[Quote, ...] = column("원문", default=())
    assumption: str = column("가정", default="")
    question: str = column("질의", default="")
    answer: str = column("회신", default="")
    at: Location = place()
