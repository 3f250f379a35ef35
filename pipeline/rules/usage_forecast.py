"""Turns the monthly costs of metered services into what the rest of the term will cost, by mean and by trend, against the budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from pipeline.model.contract import Contract
from pipeline.model.money import Won
from pipeline.model.period import Month, Period
from pipeline.rules import words
from pipeline.rules.usage_price import Basis

LAST = 3  # the mean is that of the last three full months
TREND = 2  # a straight line needs two points


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What one month cost; None when nothing was recorded or a price is missing."""

    month: Month
    days: Period  # the days of service
    cost: Won | None

    @property
    def label(self) -> str:
        """7월."""
        return f"{self.month.month}월"

    @property
    def whole(self) -> bool:
        """True when every day of the month is a day of service."""
        return self.days == Period(self.month.first, self.month.last)

    @property
    def share(self) -> Fraction:
        """The share of the month's days that are days of service."""
        return Fraction(self.days.days, self.month.days)


@dataclass(frozen=True, slots=True)
class Projection:
    """One way to look ahead: the months to come with their costs, and the term's total."""

    name: str  # 최근 평균, 직선 추세
    months: tuple[MonthCost, ...]
    rest: Won
    total: Won  # so far + rest
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A projection against a budget: which sum of the contract, with or without value-added tax."""

    projection: Projection
    label: str
    budget: Won
    difference: Won  # budget − projection; negative when over
    step: str

    @property
    def over(self) -> bool:
        """True when the projection is above the budget."""
        return self.difference < 0

    @property
    def outcome(self) -> str:
        """ "잔여 1,000원" or "초과 1,000원"."""
        return f"{'초과' if self.over else '잔여'} {words.won(abs(self.difference))}"


def projections(known: Sequence[MonthCost], ahead: Sequence[MonthCost], so_far: Won, first: Month) -> tuple[Projection, ...]:
    """Return the forecast by the mean of the last full months and, from two full months on, the straight line through all.

    `known` are the months with a cost, `ahead` those to come; `first` is the term's first month, from which months count.
    """
    if not ahead:
        return (Projection("누계", (), Won(0), so_far, (f"남은 달이 없어 누계가 기간 전체의 요금임: {words.won(so_far)}",)),) if known else ()
    full = [each for each in known if each.whole]
    found = [_by_mean(full[-LAST:], ahead, so_far)] if full else [_by_day(known, ahead, so_far)] if known else []
    if len(full) >= TREND:
        found.append(_by_trend(full, ahead, so_far, first))
    return tuple(found)


def compare(contract: Contract, projections: Sequence[Projection], basis: Basis) -> tuple[Comparison, ...]:
    """Return every projection against the contract's sum; without its tax where prices hold none, both where nobody says."""
    if contract.amount is None:
        return ()
    supply, _ = contract.amount.split_vat()
    budgets = (("계약금액(부가가치세 포함)", contract.amount, Basis.EXCLUDED), ("계약금액의 공급가액(부가가치세 제외)", supply, Basis.INCLUDED))
    return tuple(_comparison(each, label, budget) for each in projections for label, budget, other in budgets if basis is not other)


def _comparison(projection: Projection, label: str, budget: Won) -> Comparison:
    difference = Won(budget - projection.total)
    found = Comparison(projection, label, budget, difference, "")
    step = f"{label} {words.won(budget)} − {projection.name} {words.won(projection.total)} = {found.outcome}"
    return Comparison(projection, label, budget, difference, step)


def _by_mean(full: Sequence[MonthCost], ahead: Sequence[MonthCost], so_far: Won) -> Projection:
    mean = Fraction(sum(each.cost or 0 for each in full), len(full))
    added = " + ".join(words.won(each.cost) for each in full)
    named = ", ".join(each.label for each in full)
    sums = f"({added}) ÷ {len(full)}개월" if len(full) > 1 else added
    basis = f"온전한 달 {len(full)}개월({named})의 평균: {sums}{f' = {_won(mean)}' if len(full) > 1 else ''}"
    return _projection("최근 평균", ahead, so_far, lambda each: mean * each.share, basis)


def _by_day(known: Sequence[MonthCost], ahead: Sequence[MonthCost], so_far: Won) -> Projection:
    days = sum(each.days.days for each in known)
    daily = Fraction(sum(each.cost or 0 for each in known), days)
    basis = f"온전한 달이 아직 없어 하루 평균으로 셈: {words.won(so_far)} ÷ {days}일 = {_won(daily)}"
    return _projection("하루 평균", ahead, so_far, lambda each: daily * each.days.days, basis)


def _by_trend(full: Sequence[MonthCost], ahead: Sequence[MonthCost], so_far: Won, first: Month) -> Projection:
    """The straight line of least squares through the full months; a month below nothing costs nothing."""
    points = [(Fraction(_order(each.month, first)), Fraction(each.cost or 0)) for each in full]
    middle, height = (sum(values, Fraction(0)) / len(points) for values in zip(*points, strict=True))
    slope = sum(((x - middle) * (y - height) for x, y in points), Fraction(0)) / sum((x - middle) ** 2 for x, _ in points)
    start = height - slope * middle
    sign = "+" if slope >= 0 else "−"
    seen = ", ".join(f"{each.label} = {_order(each.month, first)}" for each in full)
    basis = f"온전한 달 {len(full)}개월의 최소제곱 직선(달의 차례 {seen}): {_won(start)} {sign} {_won(abs(slope))} × 차례"
    return _projection("직선 추세", ahead, so_far, lambda each: max(Fraction(0), start + slope * _order(each.month, first)) * each.share, basis)


def _projection(name: str, ahead: Sequence[MonthCost], so_far: Won, cost: Callable[[MonthCost], Fraction], basis: str) -> Projection:
    months = tuple(MonthCost(each.month, each.days, Won(int(cost(each)))) for each in ahead)
    rest = Won(sum(each.cost or 0 for each in months))
    total = Won(so_far + rest)
    lines = [basis]
    for each in months:
        part = "" if each.whole else f" ({each.month.days}일 가운데 {each.days.days}일)"
        lines.append(f"{words.month(each.month)}{part}: {words.won(each.cost)}")
    lines.append(f"{name} 예측: 누계 {words.won(so_far)} + 남은 {len(months)}개월 {words.won(rest)} = {words.won(total)}")
    return Projection(name, months, rest, total, tuple(lines))


def _order(month: Month, first: Month) -> int:
    """The place of a month in the term: the first is 1."""
    return (month.year - first.year) * 12 + month.month - first.month + 1


def _won(amount: Fraction) -> str:
    exact = Decimal(amount.numerator) / amount.denominator
    return f"{'−' if exact < 0 else ''}{words.plain(abs(exact).quantize(Decimal('0.01'), ROUND_HALF_UP))}원"
