"""The contract's own terms: parties as printed, period, money, and every numeric rule with the words that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.model.money import Won
from pipeline.model.period import Month, Period
from pipeline.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule or a text comes from: the document, its line or article, and its exact words."""

    document: str = column("문서", default="", hint="D1")
    line: str = column("줄", default="", hint="L254")
    quote: str = column("인용", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of the contract, named exactly as the contract prints it."""

    name: str = column("명칭", hint="서울디자인재단 서울새활용플라자")
    term: str = column("호칭", hint="발주부서 — 계약서가 쓰는 말 그대로")
    addressee: str = column("수신명", default="", hint="서울새활용플라자")
    address: str = column("주소", default="")
    head_title: str = column("대표직위", default="", hint="대표이사")
    head_name: str = column("대표자", default="")
    business_number: str = column("사업자등록번호", default="", hint="000-00-00000")
    phone: str = column("전화", default="")
    email: str = column("전자우편", default="")
    contact: str = column("담당자", default="")
    contact_title: str = column("담당자직위", default="")
    bank_account: str = column("입금계좌", default="")
    at: Location = place()

    @property
    def addressed(self) -> str:
        """The name that letters to this party bear."""
        return self.addressee or self.name


class DayPolicy(StrEnum):
    """How hours of delay become days of delay (법령은 일 단위만 정한다)."""

    CEIL = "올림"  # any started day counts as one
    FLOOR = "버림"  # only whole 24 hours count
    PROPORTIONAL = "비례"  # hours ÷ 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """지체상금: the rate (0.0013 = 1000분의 1.3), its source, and the choices that the contract leaves open."""

    term: str = column("용어", default="지체상금", hint="지체상금 또는 지연배상금, 계약서의 말 그대로")
    rate: Decimal | None = column("율", default=None, hint="0.0013")
    rate_source: str = column("율근거", default="")
    day_policy: DayPolicy | None = column("일수정책", default=None, hint="올림, 버림, 비례")
    cap: Decimal | None = column("한도율", default=None, hint="0.3 — 계약서에 없으면 비움(법령의 한도를 따름)")
    accepted: Won = column("인수금액", default=Won(0), hint="검사 후 인수한 부분의 금액")
    deduct_from: str = column("공제대상", default="월 유지관리비")
    clause: str = column("조항", default="")
    source: Source = column("출처", default=Source())
    at: Location = place()


class ClockStart(StrEnum):
    """The event that starts a recovery clock."""

    REPORTED = "통보"
    RECEIVED = "접수"
    REQUESTED = "통보 및 유지보수요청"  # both must have happened: the later of the two
    ARRIVED = "도착"


class Stage(StrEnum):
    """What has to have happened when a clock ends."""

    ARRIVAL = "도착"
    RECOVERY = "복구"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryRule:
    """One clause that limits how long a recovery, or the arrival before it, may take.

    `severity` limits it to incidents of that grade. `chosen` False marks a reading that is computed and printed but not
    applied, where the clause leaves the start of its clock open.
    """

    id: str = column("번호", hint="MAR-001#10")
    name: str = column("이름", hint="일반 복구기한")
    clause: str = column("조항", hint="MAR-001 10)")
    hours: Decimal = column("시간", hint="4")
    start: ClockStart = column("기산", hint="통보, 접수, 통보 및 유지보수요청")
    stage: Stage = column("단계", default=Stage.RECOVERY, hint="복구, 도착")
    severity: str = column("등급", default="", hint="Critical — 비우면 모든 등급")
    chosen: bool = column("적용", default=True, hint="아니오: 계산하여 적되 판정에 쓰지 않는 해석")
    compound: bool | None = column("복합장애", default=None, hint="예: 복합장애에만, 아니오: 복합장애가 아닌 때만, 비움: 모두")
    excludes: tuple[str, ...] = column("제외", default=(), hint="DBMS 자료복구; 불가항력; 합의")
    penalises: bool = column("지체상금대상", default=False)
    root_cause: bool = column("원인규명대상", default=True)
    source: Source = column("출처", default=Source())
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One numeric or temporal rule of the contract, with the words that it comes from."""

    id: str = column("번호", hint="claim.due_day")
    name: str = column("이름", hint="청구 기한일")
    value: Decimal | None = column("값", default=None, hint="10")
    unit: str = column("단위", default="", hint="일, 시간, 분, 회, 개월")
    text: str = column("내용", default="")
    clause: str = column("조항", default="", hint="V-1")
    source: Source = column("출처", default=Source())
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One paragraph of the special conditions (chapter V of D1), keyed by ordinal: SC-V1#9, its sub-item SC-V1#9.1."""

    key: str = column("번호", hint="SC-V1#9")
    heading: str = column("절", default="", hint="유지관리 일반조건")
    printed: str = column("인쇄번호", default="", hint="-")
    text: str = column("내용")
    parent: str = column("상위", default="")
    source: Source = column("출처", default=Source())
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """The contract: what is signed, by whom, for how long and for how much."""

    id: str = column("계약코드", hint="seoul-upcycling-2019")
    title: str = column("용역명")
    short_title: str = column("약칭", default="")
    document: str = column("문서명", default="과업지시서")
    host: str = column("주관기관", default="")
    number: str = column("계약번호", default="")
    client: Party = column("발주기관")
    contractor: Party = column("계약상대자")
    signed: date = column("계약일", hint="2019-05-13")
    start: date = column("개시일", hint="2019-05-15")
    end: date = column("만료일", hint="2019-12-31")
    amount: Won | None = column("계약금액", default=None, hint="49,940,000 (부가가치세 포함)")
    monthly: Won | None = column("월유지관리비", default=None, hint="6,600,000 (부가가치세 포함)")
    penalty: Penalty = column("지체상금", default=Penalty())
    recovery: tuple[RecoveryRule, ...] = column("복구기한", default=())
    terms: tuple[Term, ...] = column("수치규칙", default=())
    incident_kinds: tuple[str, ...] = column("장애종류", default=(), hint="웹서비스 중단; DBMS 장애")
    severities: tuple[str, ...] = column("장애등급", default=(), hint="Critical; Major; Minor — 무거운 것부터")
    precedence: tuple[str, ...] = column("해석순위", default=(), hint="계약서; 특수조건; 일반조건; 과업지시서")
    forbidden: tuple[str, ...] = column("누출금지정보", default=(), hint="정보시스템 구성 현황 및 정보통신망 구성도")
    packages: tuple[str, ...] = column("작성묶음", default=(), hint="월간; 착수; 완료 — 비우면 모두")
    work_start: time = column("업무시작", default=time(9), hint="09:00")
    work_end: time = column("업무종료", default=time(18), hint="18:00")
    extra_holidays: tuple[date, ...] = column("추가휴일", default=())
    not_holidays: tuple[date, ...] = column("제외휴일", default=())
    letter_number: str = column("문서번호형식", default="", hint="가나다-{연}{월}-{순번}")
    law: str = column("적용법", default="", hint="지방계약법, 국가계약법, 미정")
    law_note: str = column("적용법설명", default="")
    sample: tuple[str, ...] = column("예시항목", default=(), hint="계약금액; 지체상금율; 투입인력")
    assumed: tuple[str, ...] = column("가정항목", default=(), hint="계약일; 개시일 — 제안요청서에 없어 가정한 값")
    personal_data_tasks: tuple[str, ...] = column("개인정보위탁업무", default=())
    references: tuple[str, ...] = column("적용기준", default=())
    at: Location = place()

    @property
    def service(self) -> Period:
        """The days on which service is owed and paid."""
        return Period(self.start, self.end)

    @property
    def months(self) -> tuple[Month, ...]:
        """The calendar months that the service touches."""
        return self.service.months

    def term(self, id: str) -> Term | None:
        """Return the numeric rule `id`, or None when the contract has none."""
        return next((term for term in self.terms if term.id == id), None)

    def number_of(self, id: str, default: Decimal | int) -> Decimal:
        """Return the value of rule `id`, or `default` when the contract says nothing."""
        term = self.term(id)
        return term.value if term and term.value is not None else Decimal(default)
