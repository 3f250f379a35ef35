"""Turns the unit prices of a metered item and one month's amount into its charge, with the price of every day of the month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from pipeline.model.contract import Contract
from pipeline.model.money import Won
from pipeline.model.period import Period
from pipeline.model.usage import UnitPrice, Usage
from pipeline.model.words import period_words
from pipeline.rules import words

_DAY = timedelta(days=1)


class Basis(StrEnum):
    """Whether unit prices hold value-added tax, as their 근거 says."""

    INCLUDED = "부가가치세 포함"
    EXCLUDED = "부가가치세 별도"
    UNKNOWN = "부가가치세 포함 여부 기록 없음"


@dataclass(frozen=True, slots=True)
class Part:
    """One price over the days of a month for which it is in force."""

    price: UnitPrice
    period: Period


@dataclass(frozen=True, slots=True)
class Charge:
    """What one item costs in one month; None when a day of service has no price."""

    parts: tuple[Part, ...]
    holes: tuple[Period, ...]  # days of service without a price
    amount: Won | None
    steps: tuple[str, ...]

    @property
    def unit(self) -> str:
        """The unit of the price; "" without one."""
        return self.parts[0].price.unit if self.parts else ""

    @property
    def price_words(self) -> str:
        """ "990", or "15 → 10" when the price changes within the month."""
        return " → ".join(words.plain(part.price.price) for part in self.parts)

    @property
    def free_words(self) -> str:
        """The amount that costs nothing."""
        return " → ".join(dict.fromkeys(words.plain(part.price.free) for part in self.parts))


def priced(prices: Iterable[UnitPrice], service: str, item: str) -> tuple[UnitPrice, ...]:
    """Return the prices of one item of a service, the earliest first."""
    own = (price for price in prices if price.service == service and price.item == item)
    return tuple(sorted(own, key=lambda price: price.since))


def in_force(prices: tuple[UnitPrice, ...]) -> tuple[tuple[UnitPrice, Period], ...]:
    """Return each price with its days; one without an end runs until the eve of the next, the last for ever."""
    eves = [*(price.since - _DAY for price in prices[1:]), date.max][:len(prices)]
    return tuple((price, Period(price.since, price.until or eve)) for price, eve in zip(prices, eves, strict=True))


def charge(prices: Iterable[UnitPrice], usage: Usage, contract: Contract) -> Charge:
    """Return the charge of one month's amount: (amount − free) × price, by days where the price changes, cut to the won."""
    days = contract.service.within(usage.month) or Period(usage.month.first, usage.month.last)
    parts = tuple(
        Part(price, Period(max(span.start, days.start), min(span.end, days.end)))
        for price, span in in_force(priced(prices, usage.service, usage.item)) if span.start <= days.end and days.start <= span.end
    )
    holes = _holes(days, parts)
    if holes or not parts:
        return Charge(parts, holes, None, (f"{usage.item}: 단가 {words.MISSING}",))
    shares = [_share(part, usage, days) for part in parts]
    total = sum((share for share, _ in shares), Fraction(0))
    amount, cut = Won(int(total)), "" if total.denominator == 1 else " (원 미만 절사)"
    if len(parts) == 1:
        return Charge(parts, (), amount, (f"{usage.item}: {shares[0][1]} = {words.won(amount)}{cut}",))
    lines = [f"{usage.item} {period_words(part.period)}: {said} = {_exact(share)}원" for part, (share, said) in zip(parts, shares, strict=True)]
    added = " + ".join(f"{_exact(share)}원" for share, _ in shares)
    head = f"{usage.item}: 달 안에서 단가가 바뀌어 일수로 나눔 ({days.days}일)"
    return Charge(parts, (), amount, (head, *lines, f"{usage.item}: {added} = {words.won(amount)}{cut}"))


def _share(part: Part, usage: Usage, days: Period) -> tuple[Fraction, str]:
    """The exact sum of one part and its arithmetic."""
    price, unit = part.price, part.price.unit
    counted = max(usage.amount - price.free, Decimal(0))
    said = f"{words.plain(usage.amount)}{unit}"
    if price.free:
        said = f"({said} − 무료 {words.plain(price.free)}{unit})" if counted else f"({said}, 무료 {words.plain(price.free)}{unit} 이내) 0{unit}"
    said += f" × {words.plain(price.price)}원"
    exact = Fraction(counted) * Fraction(price.price)
    if part.period != days:
        exact, said = exact * part.period.days / days.days, f"{said} × {part.period.days}일 ÷ {days.days}일"
    return exact, said


def _exact(share: Fraction) -> str:
    """A sum with what is below the won, to two places when it does not end."""
    return words.plain((Decimal(share.numerator) / share.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _holes(days: Period, parts: tuple[Part, ...]) -> tuple[Period, ...]:
    """The days that no part covers; parts are in order."""
    edges = [days.start - _DAY, *(day for part in parts for day in (part.period.start, part.period.end)), days.end + _DAY]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(Period(end + _DAY, start - _DAY) for end, start in pairs if start - end > _DAY)


def gaps(prices: tuple[UnitPrice, ...]) -> tuple[tuple[UnitPrice, UnitPrice, Period], ...]:
    """Return (earlier, later, days between) of neighbouring prices that leave a hole."""
    spans = in_force(prices)
    return tuple(
        (one, two, Period(first.end + _DAY, second.start - _DAY))
        for (one, first), (two, second) in pairwise(spans) if first.end < second.start - _DAY
    )


def overlaps(prices: tuple[UnitPrice, ...]) -> tuple[tuple[UnitPrice, UnitPrice], ...]:
    """Return (earlier, later) of neighbouring prices that are in force on the same day."""
    return tuple(
        (one, two) for one, two in pairwise(prices)
        if one.since == two.since or (one.until is not None and two.since <= one.until)
    )


def basis(prices: Iterable[UnitPrice]) -> Basis:
    """Return what the 근거 of all these prices says of value-added tax; unknown unless all say the same."""
    said = {_said(price.source) for price in prices}
    return said.pop() if len(said) == 1 else Basis.UNKNOWN


def _said(source: str) -> Basis:
    text = "".join(source.split())
    if "별도" in text:
        return Basis.EXCLUDED
    return Basis.INCLUDED if "포함" in text else Basis.UNKNOWN
