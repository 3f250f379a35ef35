"""Turns the cost sheet's lines into a price: labour by dated wages, overhead, technical fee, expenses, VAT, beside the budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipeline.model.cost import CostMethod, CostSheet, LabourLine, RateLine
from pipeline.model.dossier import Dossier
from pipeline.model.money import Won, cut
from pipeline.model.words import day_words, number_words, won_words
from pipeline.problems import Problem, Severity
from pipeline.rules.cost_rows import CostRow, rows
from pipeline.rules.rule import Rule

CODE = "R-CST-01"
DAY_WAGE, MONTH_WAGE, DAYS_A_MONTH = "wage.day.", "wage.month.", "wage.days_per_month"
OVERHEAD, FEE = ("overhead.min", "overhead.max"), ("technical_fee.min", "technical_fee.max")
_VAT = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Wage:
    """A month's wage and where it comes from."""

    amount: Won
    source: str


@dataclass(frozen=True, slots=True)
class LabourCost:
    """One line of labour with its wage; None where nobody knows the wage of that grade on that day."""

    line: LabourLine
    wage: Wage | None

    @property
    def amount(self) -> Won | None:
        """Person-months × wage, without the fraction of a won."""
        return None if self.wage is None else cut(self.line.months * self.wage.amount)


@dataclass(frozen=True, slots=True)
class RateCost:
    """One line of the rate method."""

    line: RateLine

    @property
    def amount(self) -> Won:
        """Price × rate × months ÷ 12, without the fraction of a won."""
        return cut(self.line.price * self.line.rate * self.line.months / 12)


class CostFigures:
    """산출내역: 직접인건비, 제경비, 기술료, 직접경비를 더해 공급가액을, 부가가치세를 더해 총액을 냅니다. 요율제는 따로 셉니다.

    조항: SW사업 대가산정 가이드의 투입공수 방식과 요율제, SW기술자 평균임금(통계, 기준일에 유효한 것), 부가가치세법.

    산식
      직접인건비 = Σ 공수(M/M) × 월단가. 월단가는 계약으로 정한 것, 없으면 기준일의 평균임금(월, 없으면 일 × 월환산일수).
      제경비 = 직접인건비 × 제경비율. 기술료 = (직접인건비 + 제경비) × 기술료율. 줄마다 원 미만은 버립니다.
      공급가액 = 직접인건비 + 제경비 + 기술료 + 직접경비, 절사단위 미만은 버립니다. 부가가치세 = 공급가액 × 10%.
      요율제 = Σ 기준금액 × 요율 × 개월 ÷ 12.
      그 날의 임금이 없는 등급은 값을 지어내지 않고 〔입력 필요〕로 두며, 총액도 내지 않습니다.

    예: 고급 4.0 M/M × 5,500,000원 = 22,000,000원. 제경비 110% = 24,200,000원. 기술료 20% = 9,240,000원. 공급가액 55,440,000원,
    부가가치세 5,544,000원, 총액 60,984,000원.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    @property
    def sheet(self) -> CostSheet | None:
        """The contract's cost sheet."""
        return self.dossier.cost

    @cached_property
    def labour(self) -> tuple[LabourCost, ...]:
        """Every line of labour with its wage."""
        return tuple(LabourCost(line, self._wage(line)) for line in self.sheet.labour) if self.sheet else ()

    @cached_property
    def rates(self) -> tuple[RateCost, ...]:
        """Every line of the rate method."""
        return tuple(RateCost(line) for line in self.sheet.rates) if self.sheet else ()

    @cached_property
    def direct(self) -> Won | None:
        """직접인건비; None while a wage is unknown."""
        amounts = [each.amount for each in self.labour]
        return None if None in amounts else Won(sum(amount or 0 for amount in amounts))

    @cached_property
    def overhead(self) -> Won | None:
        """제경비."""
        return _share(self.direct, self.sheet.overhead)

    @cached_property
    def fee(self) -> Won | None:
        """기술료."""
        return _share(_sum(self.direct, self.overhead), self.sheet.technical_fee)

    @cached_property
    def expenses(self) -> Won:
        """직접경비."""
        return Won(sum(line.amount for line in self.sheet.expenses))

    @cached_property
    def by_effort(self) -> Won | None:
        """공급가액 by person-months."""
        return self._cut(_sum(self.direct, self.overhead, self.fee, self.expenses)) if self.labour else None

    @cached_property
    def by_rate(self) -> Won | None:
        """공급가액 by rates."""
        return self._cut(Won(sum(each.amount for each in self.rates))) if self.rates else None

    @property
    def supply(self) -> Won | None:
        """공급가액 by the method that the price stands on."""
        return self.by_effort if self.sheet.method is CostMethod.EFFORT else self.by_rate

    @property
    def vat(self) -> Won | None:
        """부가가치세."""
        return _share(self.supply, _VAT)

    @property
    def total(self) -> Won | None:
        """공급가액 and VAT."""
        return _sum(self.supply, self.vat)

    @property
    def budget(self) -> Won | None:
        """What the price is held against, VAT included."""
        return self.sheet.budget if self.sheet.budget is not None else self.dossier.contract.amount

    @property
    def months(self) -> Decimal:
        """All person-months."""
        return sum((each.line.months for each in self.labour), Decimal(0))

    @cached_property
    def rows(self) -> tuple[CostRow, ...]:
        """The rows of the workbook."""
        return rows(self)

    @property
    def rest(self) -> Won | None:
        """Budget less total; negative when the price lies above it."""
        return None if self.budget is None or self.total is None else Won(self.budget - self.total)

    def totals_of(self, supply: Won | None) -> tuple[Won | None, Won | None]:
        """Return (VAT, total) of a supply amount."""
        vat = _share(supply, _VAT)
        return vat, _sum(supply, vat)

    def _cut(self, amount: Won | None) -> Won | None:
        unit = max(1, self.sheet.cut)
        return None if amount is None else Won(amount // unit * unit)

    def _wage(self, line: LabourLine) -> Wage | None:
        """Return the contract's own wage, else the published one of the sheet's day."""
        if line.wage is not None:
            return Wage(line.wage, line.wage_source or "계약 단가")
        day, law = self.sheet.day, self.dossier.law
        if (month := law.on(MONTH_WAGE + line.grade, day)) and month.value is not None:
            return Wage(Won(int(month.value)), f"{month.cited} 월")
        a_day, known = law.on(DAY_WAGE + line.grade, day), law.on(DAYS_A_MONTH, day)
        days = self.sheet.days_a_month or (known.value if known else None)
        if a_day is None or a_day.value is None or days is None:
            return None
        return Wage(cut(a_day.value * days), f"{a_day.cited} 일 {won_words(int(a_day.value))} × {number_words(days)}일")


def _share(amount: Won | None, share: Decimal | None) -> Won | None:
    return None if amount is None or share is None else cut(amount * share)


def _sum(*amounts: Won | None) -> Won | None:
    return None if any(amount is None for amount in amounts) else Won(sum(amount or 0 for amount in amounts))


def check(dossier: Dossier) -> list[Problem]:
    """Say which grade has no wage on that day, which percentage is unusual or missing, and whether the price exceeds the budget."""
    return list(_problems(CostFigures(dossier))) if dossier.cost else []


def _problems(figures: CostFigures) -> Iterator[Problem]:
    sheet = figures.sheet
    for each in figures.labour:
        if each.wage is None:
            message = f"{each.line.task}: {day_words(sheet.day)}에 유효한 ‘{each.line.grade}’의 임금이 없어 금액을 내지 못합니다."
            hint = "계약으로 정한 월단가를 적거나, 그 해에 발표된 등급(직무)으로 고칩니다."
            yield Problem(CODE, message, each.line.at.at_field("등급"), hint, severity=Severity.WARNING)
    if figures.labour:
        yield from _percentage(figures, "제경비율", sheet.overhead, OVERHEAD)
        yield from _percentage(figures, "기술료율", sheet.technical_fee, FEE)
    if len({len(line.quarters) for line in sheet.labour}) > 1:
        yield Problem(CODE, "줄마다 분기공수의 개수가 다릅니다.", sheet.at.at_field("인건비"), "모든 줄에 정산 차수만큼 적습니다. 예: [1.0, 1.0, 1.0, 1.0]")
    if figures.rest is not None and figures.rest < 0:
        message = f"산출한 총액 {won_words(figures.total)}이 예산 {won_words(figures.budget)}보다 {won_words(-figures.rest)} 많습니다."
        yield Problem(CODE, message, sheet.at.at_field("예산"), "공수나 율, 예산을 고칩니다.", severity=Severity.WARNING)


def _percentage(figures: CostFigures, name: str, value: Decimal | None, rules: tuple[str, str]) -> Iterator[Problem]:
    at = figures.sheet.at.at_field(name)
    if value is None:
        yield Problem(CODE, f"{name}이 없어 금액을 내지 못합니다.", at, "예: 1.1", severity=Severity.WARNING)
        return
    low, high = (figures.dossier.law.on(rule, figures.sheet.day) for rule in rules)
    if low and high and low.value is not None and high.value is not None and not low.value <= value <= high.value:
        message = (f"{name} {number_words(value * 100)}%가 {low.cited}의 범위 {number_words(low.value * 100)}~"
                   f"{number_words(high.value * 100)}%를 벗어납니다.")
        yield Problem(CODE, message, at, "까닭을 근거에 적거나 율을 고칩니다.", severity=Severity.NOTE)


def cost_figures(dossier: Dossier) -> CostFigures:
    """Return the figures of the contract's cost sheet; reading an attribute computes it."""
    return CostFigures(dossier)


cost_figures.__doc__ = CostFigures.__doc__
RULE = Rule(CODE, "산출내역", ("SW사업 대가산정 가이드", "SW기술자 평균임금", "부가가치세법"), cost_figures, check)
