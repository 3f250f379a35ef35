"""The people who do the work, and where they can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One assigned person. Personal data beyond the contract's need is not kept."""

    id: str = column("번호", hint="P01")
    name: str = column("성명", hint="홍길동")
    role: str = column("역할", hint="총괄관리자(PM), 전담인력")
    affiliation: str = column("소속", default="")
    position: str = column("직위", default="")
    grade: str = column("등급", default="", hint="특급, 고급, 중급, 초급")
    joined: date = column("투입일", hint="2019-05-15")
    left: date | None = column("철수일", default=None)
    career_years: Decimal = column("경력년수", default=Decimal(0), hint="7.5")
    share: Decimal = column("투입률", default=Decimal(1), hint="1 또는 0.5")
    phone: str = column("연락처", default="", hint="010-0000-0000")
    pledged: date | None = column("서약일", default=None, hint="2019-05-14")
    trained: date | None = column("보안교육일", default=None)
    vetted: date | None = column("신원확인일", default=None, hint="신원조회 서류를 낸 날")
    schooling: str = column("학력", default="", hint="○○대학교 전산학과 졸업")
    licences: tuple[str, ...] = column("자격", default=(), hint="정보처리기사; 정보보안기사")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Career:
    """One earlier project of an assigned person (이력사항의 한 줄)."""

    person: str = column("인력번호", hint="P01")
    start: date = column("시작일", hint="2015-03-01")
    end: date = column("종료일", hint="2017-12-31")
    project: str = column("사업", hint="○○시스템 유지관리")
    role: str = column("업무", default="", hint="총괄관리, 응용프로그램 개발")
    client: str = column("발주처", default="")
    at: Location = place()


class DayKind(StrEnum):
    """The days on which a shift runs."""

    EVERY = "매일"
    WORKDAY = "평일"
    HOLIDAY = "휴일"  # Saturdays, Sundays and public holidays


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One line of the duty roster (당번표): who answers in which turn, on which days, between which hours.

    `end` at or before `start` means the next morning: 18:00 to 09:00.
    """

    person: str = column("인력번호", hint="P02")
    turn: int = column("차수", default=1, hint="1 — 먼저 부르는 사람, 2 — 그다음")
    days: DayKind = column("요일", default=DayKind.EVERY, hint="매일, 평일, 휴일")
    start: time = column("시작", hint="18:00")
    end: time = column("종료", hint="09:00 — 시작보다 이르면 다음 날")
    since: date | None = column("시작일", default=None, hint="비우면 계약 개시일부터")
    until: date | None = column("종료일", default=None, hint="비우면 계약 만료일까지")
    at: Location = place()
