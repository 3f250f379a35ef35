"""Turns the settlements of a contract into the rows of its workbook: each with what it is reckoned from, so that formulas can say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.money import Won
from pipeline.rules import words
from pipeline.rules.settlement_line import Settlement, less


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementRow:
    """One row. `kind`: 투입 (days ÷ base, × price), 합 (`first` to `last`), 절사 (`first` cut to `unit`), 세 (10% of `first`),
    더함 (`first` + `last`), 그대로 (`first`), 뺌 (`first` − `last`), 값. Unknown figures of 투입 rows are None and print as missing."""

    key: str
    period: str
    label: str
    kind: str
    grade: str = ""
    planned: Decimal | None = None
    days: Decimal | None = None
    base: Decimal | None = None
    months: Decimal | None = None
    price: Won | None = None
    planned_amount: Won | None = None
    amount: Won | None = None
    unit: int = 1
    first: str = ""
    last: str = ""
    note: str = ""

    @property
    def difference(self) -> Won | None:
        """Settled less planned amount; None where the row has no plan."""
        return less(self.amount, self.planned_amount)


def settlement_rows(
    settlements: Sequence[Settlement], budget: Won | None, base: Decimal | None, unit: int,
) -> tuple[SettlementRow, ...]:
    """Return the budget, then for every settlement its lines, supply, VAT, total, what was cumulated and the rest.

    `base` are the workdays of a month, `unit` the won below which a supply amount is cut.
    """
    if not settlements:
        return ()
    rows = [SettlementRow(key="budget", period="", label="예산(부가가치세 포함)", kind="값", amount=budget)]
    before = ""
    for settlement in settlements:
        rows += [*_lines(settlement, base), *_sums(settlement, unit, before)]
        before = f"{settlement.at.number}.cumulated"
    return tuple(rows)


def _lines(settlement: Settlement, base: Decimal | None) -> Iterator[SettlementRow]:
    for order, each in enumerate(settlement.lines, 1):
        yield SettlementRow(
            key=f"{settlement.at.number}.{order}", period=settlement.at.name, label=each.line.task, kind="투입", grade=each.line.grade,
            planned=each.planned, days=each.days, base=base, months=each.months, price=each.price, planned_amount=each.planned_amount,
            amount=each.amount, note=each.reason,
        )


def _sums(settlement: Settlement, unit: int, before: str) -> Iterator[SettlementRow]:
    """Yield the rows below the lines; `before` is the key of what the earlier periods come to ("" for the first)."""
    name, stem, plan, settled = settlement.at.name, f"{settlement.at.number}.", settlement.planned, settlement.settled
    yield SettlementRow(key=f"{stem}sum", period=name, label="합계", kind="합", planned_amount=plan.lines, amount=settled.lines,
                        first=f"{stem}1", last=f"{stem}{len(settlement.lines)}")
    yield SettlementRow(key=f"{stem}supply", period=name, label="공급가액", kind="절사", planned_amount=plan.supply, amount=settled.supply, unit=unit,
                        first=f"{stem}sum", note=f"{words.won(unit)} 미만 버림" if unit > 1 else "")
    yield SettlementRow(key=f"{stem}vat", period=name, label="부가가치세", kind="세", planned_amount=plan.vat, amount=settled.vat, first=f"{stem}supply")
    yield SettlementRow(key=f"{stem}total", period=name, label="정산 총액", kind="더함", planned_amount=plan.total, amount=settled.total,
                        first=f"{stem}supply", last=f"{stem}vat")
    yield SettlementRow(key=f"{stem}cumulated", period=name, label="누계", kind="더함" if before else "그대로", amount=settlement.cumulated,
                        first=f"{stem}total", last=before)
    yield SettlementRow(key=f"{stem}rest", period=name, label="예산 잔액", kind="뺌", amount=settlement.rest, first="budget", last=f"{stem}cumulated")
