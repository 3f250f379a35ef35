"""The price worked out by hand, by both methods, and what cannot be priced."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.model.cost import CostMethod, CostSheet, ExpenseLine, LabourLine, RateLine
from pipeline.model.law import LawValue
from pipeline.model.money import Won
from pipeline.rules.cost import CostFigures, check
from tests.rules.sample import contract, day, dossier, law

FOUR = (Decimal(1),) * 4
SHEET = CostSheet(
    day=day("2013-01-10"), overhead=Decimal("1.1"), technical_fee=Decimal("0.2"),
    labour=(LabourLine(task="운영", grade="고급", quarters=FOUR, wage=Won(5_500_000)),),
    rates=(RateLine(item="응용SW", price=Won(700_000_000), rate=Decimal("0.1"), months=Decimal(6)),),
)


def _figures(sheet: CostSheet, *values: LawValue) -> CostFigures:
    return CostFigures(dossier(contract=contract(), cost=sheet, law=law(*values)))


def test_person_months_with_overhead_fee_and_vat() -> None:
    found = _figures(SHEET)
    assert (found.direct, found.overhead, found.fee) == (22_000_000, 24_200_000, 9_240_000)
    assert (found.supply, found.vat, found.total) == (55_440_000, 5_544_000, 60_984_000)


def test_expenses_and_the_cut_of_a_thousand() -> None:
    found = _figures(replace(SHEET, expenses=(ExpenseLine(item="출장비", amount=Won(123_456)),), cut=Won(1000)))
    assert found.supply == 55_563_000  # 55,440,000 + 123,456 cut to the thousand


def test_half_a_year_of_a_tenth() -> None:
    found = _figures(replace(SHEET, method=CostMethod.RATE))
    assert found.by_rate == found.supply == 35_000_000
    assert found.total == 38_500_000


def test_a_published_wage_by_the_day_counts_with_the_days_of_a_month() -> None:
    sheet = replace(SHEET, day=day("2019-06-01"), days_a_month=Decimal("20.5"), labour=(replace(SHEET.labour[0], wage=None),))
    value = LawValue(rule="wage.day.고급", value=Decimal(305_433), law="평균임금", start=day("2018-09-01"), end=day("2019-12-31"))
    (line,) = _figures(sheet, value).labour
    assert line.wage.amount == 6_261_376  # 305,433 × 20.5 = 6,261,376.5
    assert line.amount == 25_045_504


def test_a_grade_without_a_wage_in_that_year_gives_no_price() -> None:
    sheet = replace(SHEET, labour=(replace(SHEET.labour[0], wage=None),))
    value = LawValue(rule="wage.day.고급", value=Decimal(305_433), law="평균임금", start=day("2018-09-01"))
    found = _figures(sheet, value)
    assert found.direct is None and found.total is None
    (problem,) = check(dossier(contract=contract(), cost=sheet, law=law(value)))
    assert "고급" in problem.message and "2013. 1. 10." in problem.message


def test_a_price_above_the_budget() -> None:
    (problem,) = check(dossier(contract=contract(), cost=replace(SHEET, budget=Won(60_000_000))))
    assert "984,000원" in problem.message
    assert check(dossier(contract=contract(), cost=replace(SHEET, budget=Won(60_984_000)))) == []


def test_lines_with_other_numbers_of_quarters() -> None:
    sheet = replace(SHEET, labour=(*SHEET.labour, LabourLine(task="개발", grade="중급", quarters=(Decimal(1),), wage=Won(1))))
    assert any("개수" in problem.message for problem in check(dossier(contract=contract(), cost=replace(sheet, budget=Won(10**9)))))


def test_an_unusual_percentage_is_noted() -> None:
    values = [LawValue(rule=f"overhead.{end}", value=Decimal(value), law="가이드") for end, value in (("min", "1.44"), ("max", "1.54"))]
    (problem,) = check(dossier(contract=contract(), cost=replace(SHEET, budget=Won(10**9)), law=law(*values)))
    assert "110%" in problem.message and "144~154%" in problem.message
