"""Turns a month of the term into the fee that it earns: the whole fee, or days of thirty, and the term's remainder."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.contract import Contract
from pipeline.model.money import Won, cut
from pipeline.model.period import Month, Period
from pipeline.rules import words


@dataclass(frozen=True, slots=True)
class Earning:
    """What the service of one month earns before deductions, value-added tax included."""

    month: Month
    period: Period | None  # the days of service in the month
    days: int
    whole: bool
    monthly: Won | None
    fee: Won | None  # None while the contract's monthly fee is unknown
    remainder: Won  # added in the last month so that the months add up to the contract's sum; may be negative
    total: Won | None
    steps: tuple[str, ...]


def earning(contract: Contract, month: Month) -> Earning:
    """Return what `month` earns: a whole month the monthly fee, a part monthly × days ÷ 30, never more (V-1)."""
    period = contract.service.within(month)
    days, whole = (period.days if period else 0), is_whole(contract, month)
    fee, steps = _fee(contract, period, whole)
    remainder = Won(0)
    rest = term_difference(contract) if month == contract.months[-1] else 0
    if rest and _carries(contract, rest):
        remainder, steps = Won(rest), (*steps, _remainder_step(contract, rest))
    total = None if fee is None else Won(fee + remainder)
    return Earning(month, period, days, whole, contract.monthly, fee, remainder, total, steps)


def is_whole(contract: Contract, month: Month) -> bool:
    """True when every day of the month is a day of service."""
    return contract.service.within(month) == Period(month.first, month.last)


def term_total(contract: Contract) -> Won | None:
    """Return the sum of all months' fees, without the remainder; None while the monthly fee is unknown."""
    fees = [_fee(contract, contract.service.within(month), is_whole(contract, month))[0] for month in contract.months]
    return None if None in fees else Won(sum(fee for fee in fees if fee is not None))


def term_difference(contract: Contract) -> int:
    """Return the contract's sum less the sum of all months' fees; 0 while either is unknown."""
    total = term_total(contract)
    return 0 if total is None or contract.amount is None else contract.amount - total


def _carries(contract: Contract, rest: int) -> bool:
    """A rest of a whole month's fee or more is no rounding but a wrong sum: it is reported and not billed."""
    return contract.monthly is not None and abs(rest) < contract.monthly


def _remainder_step(contract: Contract, rest: int) -> str:
    sums = f"계약금액 {words.won(contract.amount)} − 월별 합계 {words.won(term_total(contract))}"
    return f"마지막 달 차액: {sums} = {words.won(rest)}"


def _fee(contract: Contract, period: Period | None, whole: bool) -> tuple[Won | None, tuple[str, ...]]:
    monthly = contract.monthly
    if monthly is None:
        return None, (f"월 유지관리비 {words.MISSING}",)
    if period is None:
        return Won(0), ("용역기간에 들지 않는 달: 0원",)
    if whole:
        return monthly, (f"{words.span(period)}: 온전한 한 달이므로 월 유지관리비 {words.won(monthly)}",)
    divisor = _divisor(contract)
    exact = Decimal(monthly) * period.days / divisor
    fee = min(monthly, cut(exact))
    steps = [f"{words.span(period)}: 첫날과 끝날을 넣어 {period.days}일"]
    note = " (원 미만 절사)" if cut(exact) != exact else ""
    steps.append(f"{words.won(monthly)} × {period.days}일 ÷ {words.plain(divisor)}일 = {words.won(cut(exact))}{note}")
    if cut(exact) > monthly:
        steps.append(f"월 유지관리비를 넘지 않도록 {words.won(monthly)}")
    return fee, tuple(steps)


def _divisor(contract: Contract) -> Decimal:
    """The days of a month for proration; the claim's check names a number that cannot be one."""
    days = contract.number_of("proration.days", 30)
    return days if days > 0 else Decimal(30)
