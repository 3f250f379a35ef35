"""A proposal as its writers keep it: settings, sections of Markdown, the requirements they answer, the forms that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.problems import Location


class Volume(StrEnum):
    """Which book a section stands in. No price may stand outside the price volume."""

    TECHNICAL = "기술"
    SUMMARY = "요약"
    PRICE = "가격"


class Acceptance(StrEnum):
    """What the bidder says to one sentence of the RFP (요구사항 대비표)."""

    ACCEPT = "수용"
    ALTERNATIVE = "대안"
    DECLINE = "불가"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One Markdown file: what its head says (front matter), and its text from line `line` on."""

    file: str = column("파일", default="", hint="30-유지관리 방안.md")
    title: str = column("제목", hint="유지관리 방안")
    volume: Volume = column("책", default=Volume.TECHNICAL, hint="기술, 요약, 가격")
    points: Decimal | None = column("배점", default=None, hint="15 — 이 절이 얻을 수 있는 점수")
    pages: Decimal | None = column("쪽수", default=None, hint="12 — 나누어 준 쪽수")
    evaluation: tuple[str, ...] = column("평가항목", default=(), hint="평가표의 항목 이름")
    asks: tuple[str, ...] = column("요구사항", default=(), hint="SER-001; MAR-005#3 — 이 절이 답할 것")
    text: str = column("내용", default="")
    line: int = column("줄", default=1)
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One mark in a text: which sentence it answers, how, and where the mark stands."""

    key: str = column("요구사항", hint="SER-001#2")
    section: str = column("파일")
    acceptance: Acceptance = column("수용여부", default=Acceptance.ACCEPT)
    note: str = column("설명", default="", hint="대안이나 불가의 까닭")
    anchor: str = column("자리", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredForm:
    """One form that the RFP wants filled (서식 n호)."""

    number: str = column("번호", hint="서식 1")
    name: str = column("이름", hint="입찰참가신청서")
    file: str = column("파일", default="", hint="forms/서식1.hwpx — proposal 폴더에서 센 경로")
    volume: Volume = column("책", default=Volume.TECHNICAL)
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The settings of a proposal (proposal.yaml) with its sections in order."""

    title: str = column("제목", hint="2019년 서울새활용플라자 정보시스템 운영 및 유지관리 제안서")
    bidder: str = column("제안사", default="")
    page_limit: int | None = column("쪽제한", default=None, hint="100 — 제안요청서의 쪽수 제한")
    summary_limit: int | None = column("요약쪽제한", default=None)
    fonts: tuple[str, ...] = column("글꼴", default=(), hint="맑은 고딕; 바탕 — 제안요청서가 정한 글꼴")
    least_size: Decimal | None = column("최소크기", default=None, hint="12 — 본문 글자의 최소 크기(pt)")
    order_source: str = column("차례근거", default="", hint="작성지침 L120, 평가표")
    forms: tuple[RequiredForm, ...] = column("서식", default=())
    sections: tuple[Section, ...] = column("절", default=())
    at: Location = place()

    def volume(self, volume: Volume) -> tuple[Section, ...]:
        """Return the sections of one book, in order."""
        return tuple(section for section in self.sections if section.volume is volume)
