"""Turns the figures of a cost sheet into the rows of its workbook: each with what it is reckoned from, so that formulas can say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.cost import CostMethod
from pipeline.model.money import Won
from pipeline.model.words import number_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """One row. `kind` says how the amount comes about: 인건비 (수량 × 단가), 요율, 값, 합 (`first` to `last`), 율 (share of
    `first`), 두율 (share of `first` + `last`), 공급 (`parts` cut to `digits` noughts), 더함, 뺌."""

    key: str
    label: str
    kind: str
    amount: Won | None
    grade: str = ""
    quantity: Decimal | None = None
    price: Won | None = None
    rate: Decimal | None = None
    first: str = ""
    last: str = ""
    parts: str = ""
    digits: int = 0
    note: str = ""


def rows(figures) -> tuple[CostRow, ...]:
    """Return the rows of `figures` (a CostFigures): the method that the price stands on, then supply, VAT, total, budget, rest."""
    sheet = figures.sheet
    made = list(_effort(figures) if sheet.method is CostMethod.EFFORT else _rates(figures))
    parts = "+".join(f"{{금액@{row.key}}}" for row in made if row.key in ("direct", "overhead", "fee", "expenses", "rates"))
    digits = len(str(int(sheet.cut))) - 1
    made.append(CostRow(key="supply", label="공급가액", kind="공급", amount=figures.supply, parts=parts, digits=digits,
                        note=f"{number_words(sheet.cut)}원 미만 버림" if digits else ""))
    made.append(CostRow(key="vat", label="부가가치세", kind="율", amount=figures.vat, rate=Decimal("0.1"), first="supply"))
    made.append(CostRow(key="total", label="총액(부가가치세 포함)", kind="더함", amount=figures.total, first="supply", last="vat"))
    if figures.budget is not None:
        made.append(CostRow(key="budget", label="예산(부가가치세 포함)", kind="값", amount=figures.budget))
        made.append(CostRow(key="rest", label="예산 − 총액", kind="뺌", amount=figures.rest, first="budget", last="total"))
    return tuple(made)


def _effort(figures) -> Iterator[CostRow]:
    sheet, count = figures.sheet, len(figures.labour)
    for order, each in enumerate(figures.labour, 1):
        yield CostRow(key=f"labour{order}", label=each.line.task, kind="인건비", amount=each.amount, grade=each.line.grade,
                      quantity=each.line.months, price=each.wage.amount if each.wage else None,
                      note=each.wage.source if each.wage else "기준일에 유효한 임금이 없음")
    yield CostRow(key="direct", label="직접인건비", kind="합" if count else "값", amount=figures.direct, first="labour1", last=f"labour{count}")
    yield CostRow(key="overhead", label="제경비", kind="율", amount=figures.overhead, rate=sheet.overhead, first="direct", note="직접인건비 × 율")
    yield CostRow(key="fee", label="기술료", kind="두율", amount=figures.fee, rate=sheet.technical_fee, first="direct", last="overhead",
                  note="(직접인건비 + 제경비) × 율")
    for order, line in enumerate(sheet.expenses, 1):
        yield CostRow(key=f"expense{order}", label=line.item, kind="값", amount=line.amount, note=line.note)
    if sheet.expenses:
        yield CostRow(key="expenses", label="직접경비", kind="합", amount=figures.expenses, first="expense1", last=f"expense{len(sheet.expenses)}")


def _rates(figures) -> Iterator[CostRow]:
    for order, each in enumerate(figures.rates, 1):
        yield CostRow(key=f"rate{order}", label=each.line.item, kind="요율", amount=each.amount, quantity=each.line.months,
                      price=each.line.price, rate=each.line.rate, note=each.line.source)
    yield CostRow(key="rates", label="유지관리비", kind="합", amount=Won(sum(each.amount for each in figures.rates)),
                  first="rate1", last=f"rate{len(figures.rates)}", note="기준금액 × 요율 × 개월 ÷ 12")
