"""The people who do the work, and where they can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
    at: Location = place()
