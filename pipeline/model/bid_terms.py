"""What only the bid needs of an RFP (rfp.yaml): terms, points, forms, the outline and the paper of the proposal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.column import column, place
from pipeline.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class BidTerm:
    """One term of the bid in the RFP's words."""

    name: str = column("이름", hint="제안서분량")
    value: str = column("값", hint="100쪽 이내")
    assumption: str = column("가정", default="")
    line: str = column("줄", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One item of the evaluation as the RFP prints it."""

    group: str = column("구분", default="", hint="수행능력 (80)")
    item: str = column("항목", hint="사업이해도")
    points: Decimal | None = column("배점", default=None, hint="5")
    criterion: str = column("기준", default="")
    line: str = column("줄", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """One numbered form or annex of the RFP."""

    number: str = column("번호", hint="서식 1")
    name: str = column("이름", hint="입찰참가신청서")
    blanks: str = column("빈칸", default="")
    line: str = column("줄", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineLine:
    """One section of the proposal as the RFP orders it (제안서 목차), with what is to be written in it."""

    part: str = column("구분", default="", hint="비계량부문")
    chapter: str = column("장", hint="Ⅲ. 기술 및 기능")
    section: str = column("절", default="", hint="2. 보안 요구사항")
    method: str = column("작성방법", default="")
    line: str = column("줄", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRule:
    """One rule for the pages or the type of the proposal: 쪽제한, 요약쪽제한, 글꼴, 최소크기, 방향, 요약방향, 줄간격, 여백, 대비표자리."""

    name: str = column("항목", hint="쪽제한")
    value: str = column("값", hint="100")
    quote: str = column("원문", default="")
    basis: str = column("근거", default="", hint="양면 100장은 200쪽")
    line: str = column("줄", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingRule:
    """One rule for writing or handing in the proposal in the RFP's words; `value` is what can be reckoned with: 쓰지 않을 말, 부수, 시간, 감점."""

    name: str = column("항목", hint="약어")
    value: str = column("값", default="", hint="할 수 있다; 고려하고 있다")
    quote: str = column("원문", hint="사용된 영문약어에 대해 약어표 제공")
    line: str = column("줄", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class BidTerms:
    """All of rfp.yaml that a proposal is made by."""

    terms: tuple[BidTerm, ...] = column("입찰사항", default=())
    scores: tuple[ScoreLine, ...] = column("배점표", default=())
    forms: tuple[FormLine, ...] = column("서식", default=())
    outline: tuple[OutlineLine, ...] = column("제안서목차", default=())
    paper: tuple[PaperRule, ...] = column("제안서규격", default=())
    writing: tuple[WritingRule, ...] = column("작성지침", default=())
    at: Location = place()

    def rule(self, name: str) -> PaperRule | None:
        """Return the rule of this name."""
        return next((rule for rule in self.paper if rule.name == name), None)
