"""What happens on occasion during a contract: replaced people, training, amendments, visits with what is carried in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.model.money import Won
from pipeline.problems import Location


class ReplacementCause(StrEnum):
    """Who wants a person replaced."""

    OWN = "자체"
    DEMANDED = "발주부서 요구"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """One request to replace an assigned person. A successor who is not in people.csv yet is described here."""

    id: str = column("교체번호", hint="REP-2019-01")
    leaving: str = column("전임", hint="P03 (인력번호)", aliases=("전임 인력번호", "전임인력번호"))
    successor: str = column("후임", default="", hint="P05 (인력번호) — 아직 명단에 없으면 비우고 후임성명부터 적음", aliases=("후임 인력번호", "후임인력번호"))
    name: str = column("후임성명", default="", hint="최지우")
    affiliation: str = column("후임소속", default="")
    position: str = column("후임직위", default="")
    grade: str = column("후임등급", default="", hint="특급, 고급, 중급, 초급")
    career_years: Decimal | None = column("후임경력년수", default=None, hint="5")
    licences: tuple[str, ...] = column("후임자격", default=(), hint="정보처리기사; 정보보안기사")
    cause: ReplacementCause = column("사유구분", default=ReplacementCause.OWN, hint="자체, 발주부서 요구")
    demanded: date | None = column("요구일", default=None, hint="교체 요구를 받은 날")
    submitted: date | None = column("제출일", default=None, hint="승인요청서를 낸 날")
    change_day: date = column("변경예정일", hint="2020-01-02 — 후임이 맡는 첫날")
    handover_start: date | None = column("인수인계시작", default=None)
    handover_end: date | None = column("인수인계종료", default=None)
    approved: date | None = column("승인일", default=None)
    approved_by: str = column("승인자", default="")
    reason: str = column("사유", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """One training that was asked for, is planned, or was given."""

    id: str = column("교육번호", hint="TRN-2019-01")
    requested: date | None = column("요청일", default=None, hint="발주기관이 요청한 날, 스스로 여는 교육이면 비움")
    request: str = column("요청번호", default="", hint="SR-2019-020")
    planned: date | None = column("예정일", default=None)
    done: date | None = column("실시일", default=None)
    method: str = column("방식", default="", hint="방문, 현장, 수시")
    place_name: str = column("장소", default="")
    hours: Decimal | None = column("시간", default=None, hint="2")
    subject: str = column("과목", hint="백업·복구 운영자 교육")
    content: str = column("내용", default="")
    audience: str = column("대상", default="", hint="운영 담당")
    attendees: int | None = column("참석인원", default=None, hint="2")
    trainer: str = column("강사", default="", hint="김철수")
    material: str = column("자료", default="", hint="백업·복구 절차 교재")
    satisfaction: Decimal | None = column("만족도", default=None, hint="4.5 (5점 만점)")
    confirmed_by: str = column("확인자", default="")
    requirement: str = column("관련요구사항", default="", hint="PSR-002#1.1")
    at: Location = place()


class AmendmentKind(StrEnum):
    """What an amendment changes."""

    SCOPE = "과업"
    AMOUNT = "금액"
    PERIOD = "기간"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One proposed or agreed change of the contract. Sums include value-added tax.

    `included` says that the contract's own data (계약금액, 만료일) state what this amendment made of them.
    """

    id: str = column("변경번호", hint="AMD-2019-01")
    proposed: date = column("제안일", hint="2019-12-10")
    proposer: str = column("제안자", default="", hint="계약서가 쓰는 말: 계약상대자, 발주부서")
    kinds: tuple[AmendmentKind, ...] = column("구분", hint="과업; 금액; 기간")
    before: str = column("변경전", default="", hint="과업의 변경 전 내용")
    after: str = column("변경후", default="", hint="과업의 변경 후 내용")
    amount_before: Won | None = column("변경전금액", default=None, hint="비우면 계약 자료의 계약금액")
    amount: Won | None = column("변경금액", default=None, hint="56,540,000 — 변경 뒤의 계약금액(부가가치세 포함)")
    basis: str = column("산출근거", default="", hint="월 6,600,000원 × 1개월")
    end_before: date | None = column("변경전만료일", default=None, hint="비우면 계약 자료의 만료일")
    end: date | None = column("변경만료일", default=None, hint="2020-01-31")
    reason: str = column("사유", default="")
    approved: date | None = column("승인일", default=None)
    approved_by: str = column("승인자", default="")
    notified: date | None = column("통보일", default=None, hint="변경금액을 통보한 날")
    included: bool = column("반영", default=False, hint="예: 계약 자료의 금액과 만료일에 이미 넣음")
    at: Location = place()


class Medium(StrEnum):
    """What kind of thing is carried in."""

    LAPTOP = "노트북"
    USB = "USB"
    DISK = "외장HDD"
    DISC = "CD/DVD"
    OTHER = "기타"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One line of an application to enter: a person, the days, and one thing carried in (or none).

    Lines with the same number are one application.
    """

    id: str = column("신청번호", hint="VIS-2019-01")
    person: str = column("인력번호", hint="P02")
    start: date = column("방문일", hint="2019-05-15")
    end: date | None = column("종료일", default=None, hint="하루면 비움")
    place_name: str = column("장소", default="", hint="통신실")
    purpose: str = column("목적", default="")
    item: str = column("반입물품", default="", hint="점검용 노트북 — 없으면 비움")
    serial: str = column("제조번호", default="")
    medium: Medium | None = column("매체구분", default=None, hint="노트북, USB, 외장HDD, CD/DVD, 기타")
    taken_out: date | None = column("반출일", default=None, hint="반입물품을 가지고 나간 날")
    requested: date | None = column("신청일", default=None)
    approved: date | None = column("승인일", default=None)
    approved_by: str = column("승인자", default="")
    at: Location = place()

    @property
    def last(self) -> date:
        """The last day of the visit."""
        return self.end or self.start

    @property
    def carries(self) -> bool:
        """True when something is carried in."""
        return bool(self.item or self.medium)
