"""Turns what was really worked into the settlement of each period: person-months by grade and task, their price, the rest of the budget."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from pipeline.model.cost import CostSheet, Effort, LabourLine
from pipeline.model.dossier import Dossier
from pipeline.model.money import Won, cut
from pipeline.rules import words
from pipeline.rules.cost import DAYS_A_MONTH, CostFigures
from pipeline.rules.kind_count import kind_counts
from pipeline.rules.settlement_line import (
    SettledLine,
    Settlement,
    Sums,
    added,
    priced,
)
from pipeline.rules.settlement_period import (
    SettlementPeriod,
    calendar_quarters,
    settlement_periods,
)
from pipeline.rules.settlement_rows import SettlementRow, settlement_rows

_HUNDREDTH = Decimal("0.01")


class SettlementFigures:
    """기술등급별 정산: 차수마다 계획한 공수와 실제로 투입한 공수를 등급과 업무별로 견주고 단가를 곱해 정산액을 냅니다.

    조항: 소요인력을 인력 기술등급별로 분기별 정산한다는 사업계획(계약)의 문장. SW사업 대가산정 가이드의 투입공수 방식, 부가가치세법.

    산식
      차수는 개시일부터 석 달씩입니다(민법 제160조). 원문이 ‘분기별’이라고만 적어 둔 가정입니다.
      실투입 M/M = 실투입일 ÷ 월 기준일, 소수 셋째 자리에서 반올림합니다. 월 기준일은 산출내역서의 월환산일수, 없으면 기준일의 발표값이며
      둘 다 없으면 금액을 내지 않습니다.
      정산 단가 = 월단가 × (1 + 제경비율) × (1 + 기술료율). 계획액과 정산액 = M/M × 정산 단가. 원 미만은 버립니다.
      공급가액 = 정산액의 합에서 산출내역서의 절사단위 미만을 버린 것, 부가가치세 = 공급가액 × 10%.
      누계는 앞선 차수의 총액을 더한 것이고 잔액 = 예산 − 누계입니다. 직접경비는 인력의 정산이 아니므로 넣지 않습니다.

    예: 고급, 월단가 5,500,000원, 제경비 110%, 기술료 20% → 단가 13,860,000원. 계획 1.0 M/M = 13,860,000원. 실투입 23일 ÷ 20일 = 1.15 M/M,
    1.15 × 13,860,000 = 15,939,000원, 차액 +2,079,000원.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.cost = CostFigures(dossier)

    @property
    def sheet(self) -> CostSheet | None:
        """The cost sheet on which the settlement stands."""
        return self.dossier.cost

    @cached_property
    def periods(self) -> tuple[SettlementPeriod, ...]:
        """Every settlement period of the term."""
        return settlement_periods(self.dossier.contract)

    @property
    def calendar_quarters(self) -> int:
        """How many periods there would be by the quarters of the calendar."""
        return calendar_quarters(self.dossier.contract)

    @cached_property
    def base(self) -> tuple[Decimal | None, str]:
        """The workdays of a month and where that number comes from."""
        if self.sheet is None:
            return None, ""
        if self.sheet.days_a_month:
            return self.sheet.days_a_month, "산출내역서의 월환산일수"
        known = self.dossier.law.on(DAYS_A_MONTH, self.sheet.day)
        return (known.value, known.cited) if known else (None, "")

    @property
    def budget(self) -> Won | None:
        """What the settlement is held against, VAT included."""
        return self.cost.budget if self.sheet else None

    def price(self, line: LabourLine) -> Won | None:
        """Return the price of one person-month of a line with overhead and technical fee."""
        wage = next((each.wage for each in self.cost.labour if each.line is line), None)
        if wage is None or self.sheet is None or self.sheet.overhead is None or self.sheet.technical_fee is None:
            return None
        return cut(wage.amount * (1 + self.sheet.overhead) * (1 + self.sheet.technical_fee))

    def price_step(self, line: LabourLine) -> str:
        """Return what the price of a line's person-month is the product of."""
        price, wage = self.price(line), next((each.wage for each in self.cost.labour if each.line is line), None)
        if price is None or wage is None or self.sheet is None:
            return words.MISSING
        factors = f"(1 + {words.plain(self.sheet.overhead or 0)}) × (1 + {words.plain(self.sheet.technical_fee or 0)})"
        return f"{words.won(wage.amount)} × {factors}"

    @cached_property
    def statements(self) -> tuple[Settlement, ...]:
        """One settlement a period that has efforts, in order; none without a cost sheet."""
        settled = {effort.quarter for effort in self.dossier.efforts}
        return tuple(each for each in self._all if each.at.number in settled)

    def upto(self, settlement: Settlement) -> tuple[Settlement, ...]:
        """Return every period up to and with this one."""
        return self._all[: settlement.at.number]

    @cached_property
    def rows(self) -> tuple[SettlementRow, ...]:
        """The rows of the workbook."""
        unit = max(1, self.sheet.cut) if self.sheet else 1
        return settlement_rows(self.statements, self.budget, self.base[0], unit)

    def steps(self, settlement: Settlement) -> tuple[str, ...]:
        """Return the arithmetic of a settlement from the sum of its lines to the rest of the budget."""
        unit, sums, number = self.sheet.cut if self.sheet else 1, settlement.settled, settlement.at.number
        before = added(each.settled.total for each in self._all[: number - 1])
        whole = words.won(sums.lines)
        cut_off = f"{whole}에서 {words.won(unit)} 미만을 버린 {words.won(sums.supply)}" if unit > 1 else whole
        return (
            f"공급가액 = {_plus([each.amount for each in settlement.lines])} = {cut_off}",
            f"부가가치세 = {words.won(sums.supply)} × 10% = {words.won(sums.vat)}, 정산 총액 = {words.won(sums.total)}",
            f"누계 = 앞선 차수 {words.won(before)} + {words.won(sums.total)} = {words.won(settlement.cumulated)}",
            f"예산 잔액 = {words.won(self.budget)} − {words.won(settlement.cumulated)} = {words.won(settlement.rest)}",
        )

    @cached_property
    def _all(self) -> tuple[Settlement, ...]:
        if self.sheet is None:
            return ()
        made: list[Settlement] = []
        for at in self.periods:
            lines = tuple(self._line(line, at.number) for line in self.sheet.labour)
            planned, settled = self._sums(each.planned_amount for each in lines), self._sums(each.amount for each in lines)
            cumulated = added((*(each.settled.total for each in made), settled.total))
            later = [self._sums(priced(_planned(line, other.number), self.price(line)) for line in self.sheet.labour)
                     for other in self.periods[at.number :]]
            to_come, kinds = added(each.total for each in later), kind_counts(self.dossier, at.period)
            made.append(Settlement(at, lines, planned, settled, self.budget, cumulated, to_come, kinds))
        return tuple(made)

    def _line(self, line: LabourLine, number: int) -> SettledLine:
        own = efforts_of(self.dossier.efforts, line, number)
        days = sum((effort.days for effort in own), Decimal(0)) if own else None
        base, price = self.base[0], self.price(line)
        months = None if days is None or not base else (days / base).quantize(_HUNDREDTH, ROUND_HALF_UP)
        shown = f"{words.plain(days)}일" if days is not None else words.MISSING
        real = f"{words.plain(months)} M/M" if months is not None else words.MISSING
        divisor = f"{words.plain(base)}일" if base else words.MISSING
        step = f"{line.grade}, {line.task}: {shown} ÷ {divisor} = {real}, × {words.won(price)} = {words.won(priced(months, price))}"
        reasons = ", ".join(dict.fromkeys(effort.reason for effort in own if effort.reason))
        return SettledLine(line, _planned(line, number), days, months, price, reasons, step)

    def _sums(self, amounts: Iterable[Won | None]) -> Sums:
        whole, unit = added(amounts), max(1, self.sheet.cut if self.sheet else 1)
        supply = None if whole is None else Won(whole // unit * unit)
        return Sums(whole, supply, *self.cost.totals_of(supply))


def efforts_of(efforts: Iterable[Effort], line: LabourLine, number: int) -> tuple[Effort, ...]:
    """Return the efforts of one line in one period."""
    return tuple(each for each in efforts if (each.quarter, each.task, each.grade) == (number, line.task, line.grade))


def _planned(line: LabourLine, number: int) -> Decimal | None:
    return line.quarters[number - 1] if number <= len(line.quarters) else None


def _plus(amounts: list[Won | None]) -> str:
    return " + ".join(words.MISSING if amount is None else f"{amount:,d}" for amount in amounts)


def settlement_figures(dossier: Dossier) -> SettlementFigures:
    """Return the settlements of a contract; reading an attribute computes it."""
    return SettlementFigures(dossier)


settlement_figures.__doc__ = SettlementFigures.__doc__
