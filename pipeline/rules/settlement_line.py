"""One settlement period taken apart: what each grade was planned for and really worked, its price, and the sums of the period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.cost import LabourLine
from pipeline.model.money import Won, cut
from pipeline.rules.kind_count import KindCount
from pipeline.rules.settlement_period import SettlementPeriod


@dataclass(frozen=True, slots=True)
class SettledLine:
    """One grade on one task in one period. `days`, `months` and the sums are None where a fact is missing."""

    line: LabourLine
    planned: Decimal | None
    days: Decimal | None
    months: Decimal | None
    price: Won | None
    reason: str
    step: str

    @property
    def planned_amount(self) -> Won | None:
        """Planned person-months × unit price."""
        return priced(self.planned, self.price)

    @property
    def amount(self) -> Won | None:
        """Real person-months × unit price."""
        return priced(self.months, self.price)

    @property
    def more(self) -> Decimal | None:
        """Real less planned person-months."""
        return None if self.months is None or self.planned is None else self.months - self.planned

    @property
    def difference(self) -> Won | None:
        """Settled less planned amount."""
        return less(self.amount, self.planned_amount)


@dataclass(frozen=True, slots=True)
class GradeSum:
    """All tasks of one grade in one period."""

    grade: str
    planned: Decimal | None
    months: Decimal | None
    planned_amount: Won | None
    amount: Won | None

    @property
    def difference(self) -> Won | None:
        """Settled less planned amount."""
        return less(self.amount, self.planned_amount)


@dataclass(frozen=True, slots=True)
class Sums:
    """The sum of the lines, cut to the supply amount, with VAT; None where a line is unknown."""

    lines: Won | None
    supply: Won | None
    vat: Won | None
    total: Won | None


@dataclass(frozen=True, slots=True)
class SumRow:
    """One sum as planned and as settled."""

    name: str
    planned: Won | None
    settled: Won | None

    @property
    def difference(self) -> Won | None:
        """Settled less planned."""
        return less(self.settled, self.planned)


@dataclass(frozen=True, slots=True)
class Settlement:
    """One settlement period: its lines, its sums as planned and as settled, and what had been settled up to its end."""

    at: SettlementPeriod
    lines: tuple[SettledLine, ...]
    planned: Sums
    settled: Sums
    budget: Won | None
    cumulated: Won | None  # settled totals up to and with this period, VAT included
    to_come: Won | None  # planned totals of the later periods
    kinds: tuple[KindCount, ...]

    @property
    def difference(self) -> Won | None:
        """Settled less planned total."""
        return less(self.settled.total, self.planned.total)

    @property
    def sums(self) -> tuple[SumRow, ...]:
        """The sums beside those of the plan: 합계, 공급가액, 부가가치세, 총액."""
        names = (("합계", "lines"), ("공급가액", "supply"), ("부가가치세", "vat"), ("총액", "total"))
        return tuple(SumRow(name, getattr(self.planned, field), getattr(self.settled, field)) for name, field in names)

    @property
    def rest(self) -> Won | None:
        """Budget less what was cumulated."""
        return less(self.budget, self.cumulated)

    @property
    def excess(self) -> Won | None:
        """By how much what was cumulated exceeds the budget; None while it does not."""
        return less(self.cumulated, self.budget) if self.rest is not None and self.rest < 0 else None

    @property
    def over(self) -> Won | None:
        """Forecast less budget: more than nothing when the budget will not do."""
        return less(self.forecast, self.budget)

    @property
    def forecast(self) -> Won | None:
        """What was settled and what is still planned."""
        return added((self.cumulated, self.to_come))

    @property
    def grades(self) -> tuple[GradeSum, ...]:
        """The lines by grade, in the order of their first line."""
        names = dict.fromkeys(each.line.grade for each in self.lines)
        return tuple(_grade(name, [each for each in self.lines if each.line.grade == name]) for name in names)

    @property
    def by_grade(self) -> tuple[SettledLine, ...]:
        """The lines, those of one grade together."""
        return tuple(each for grade in self.grades for each in self.lines if each.line.grade == grade.grade)


def added(amounts: Iterable[Won | None]) -> Won | None:
    """Return the sum, None where any part is unknown."""
    parts = list(amounts)
    return None if any(part is None for part in parts) else Won(sum(part or 0 for part in parts))


def less(amount: Won | None, other: Won | None) -> Won | None:
    """Return the difference, None where either is unknown."""
    return None if amount is None or other is None else Won(amount - other)


def priced(months: Decimal | None, price: Won | None) -> Won | None:
    """Return person-months × unit price without the fraction of a won; None where either is unknown."""
    return None if months is None or price is None else cut(months * price)


def _grade(name: str, lines: list[SettledLine]) -> GradeSum:
    planned, months = ([getattr(each, field) for each in lines] for field in ("planned", "months"))
    return GradeSum(
        name,
        None if None in planned else sum(planned, Decimal(0)),
        None if None in months else sum(months, Decimal(0)),
        added(each.planned_amount for each in lines),
        added(each.amount for each in lines),
    )
