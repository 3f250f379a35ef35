"""What a contract's price is made of: labour by grade, percentages on it, rates on purchase prices; and what was really worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pipeline.model.column import column, place
from pipeline.model.money import Won
from pipeline.problems import Location


class CostMethod(StrEnum):
    """How the price is reckoned (SW사업 대가산정 가이드)."""

    EFFORT = "투입공수"  # person-months × wage, overhead and technical fee on top
    RATE = "요율제"  # a yearly rate of the purchase or development price


@dataclass(frozen=True, slots=True, kw_only=True)
class LabourLine:
    """Person-months of one grade or job for one task; `quarters` are the months planned for each settlement period."""

    task: str = column("업무", hint="클린재정시스템 운영")
    grade: str = column("등급", hint="고급, 응용SW개발자")
    quarters: tuple[Decimal, ...] = column("분기공수", hint="[1.0, 1.0, 1.0, 1.0] — 정산 차수마다의 M/M")
    wage: Won | None = column("월단가", default=None, hint="5,500,000 — 계약으로 정한 단가. 비우면 기준일의 평균임금")
    wage_source: str = column("단가근거", default="")
    at: Location = place()

    @property
    def months(self) -> Decimal:
        """All person-months of the line."""
        return sum(self.quarters, Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLine:
    """One thing maintained for a yearly rate of its price."""

    item: str = column("대상", hint="클린재정시스템 응용SW")
    price: Won = column("기준금액", hint="700,000,000 — 도입가 또는 재산정한 개발비")
    rate: Decimal = column("요율", hint="0.1")
    months: Decimal = column("개월", default=Decimal(12))
    source: str = column("근거", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseLine:
    """One direct expense."""

    item: str = column("항목", hint="출장비")
    amount: Won = column("금액", hint="1,200,000")
    note: str = column("산출근거", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class CostSheet:
    """산출내역서 as data: the lines of both methods, the one that the price stands on, the percentages and the day of the wages."""

    day: date = column("기준일", hint="2013-01-10 — 임금과 율을 고르는 날")
    method: CostMethod = column("방식", default=CostMethod.EFFORT, hint="투입공수, 요율제")
    labour: tuple[LabourLine, ...] = column("인건비", default=())
    rates: tuple[RateLine, ...] = column("요율제", default=())
    expenses: tuple[ExpenseLine, ...] = column("직접경비", default=())
    overhead: Decimal | None = column("제경비율", default=None, hint="1.1 — 직접인건비의 110%")
    technical_fee: Decimal | None = column("기술료율", default=None, hint="0.2 — (직접인건비 + 제경비)의 20%")
    days_a_month: Decimal | None = column("월환산일수", default=None, hint="20.6 — 비우면 기준일의 발표값")
    cut: Won = column("절사단위", default=Won(1), hint="1,000 — 공급가액에서 이 단위 미만을 버림")
    budget: Won | None = column("예산", default=None, hint="129,261,000 (부가가치세 포함) — 비우면 계약금액")
    source: str = column("근거", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What one grade really worked on one task in one settlement period."""

    quarter: int = column("차수", hint="1 — 첫 정산 기간")
    task: str = column("업무", hint="클린재정시스템 운영")
    grade: str = column("등급", hint="고급")
    days: Decimal = column("실투입일", hint="20.5")
    reason: str = column("사유", default="", hint="계획과 다른 까닭")
    at: Location = place()
