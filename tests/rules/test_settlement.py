"""The settlement worked out by hand: person-months from days, prices, the cut, VAT, what is cumulated, and what cannot be settled."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.model.cost import CostSheet, Effort, LabourLine
from pipeline.model.law import LawValue
from pipeline.model.money import Won
from pipeline.rules.settlement import SettlementFigures
from pipeline.rules.settlement_check import check
from tests.rules.sample import KINDS, contract, day, dossier, incident, law

YEAR = contract(start=day("2013-03-01"), end=day("2014-02-28"))
SENIOR = LabourLine(task="운영", grade="고급", quarters=(Decimal("1.0"),) * 4, wage=Won(5_500_000))
MIDDLE = LabourLine(task="개발", grade="중급", quarters=(Decimal("0.9"),) * 4, wage=Won(4_400_000))
SHEET = CostSheet(
    day=day("2013-01-10"), overhead=Decimal("1.1"), technical_fee=Decimal("0.2"), days_a_month=Decimal(20), cut=Won(1000),
    budget=Won(110_000_000), labour=(SENIOR, MIDDLE),
)


def effort(quarter: int, line: LabourLine, days: str, reason: str = "") -> Effort:
    """Return the days of one line in one period."""
    return Effort(quarter=quarter, task=line.task, grade=line.grade, days=Decimal(days), reason=reason)


def figures(*efforts: Effort, sheet: CostSheet | None = SHEET, **changes) -> SettlementFigures:
    """Return the settlement of a year with these efforts."""
    return SettlementFigures(dossier(contract=YEAR, cost=sheet, efforts=efforts, **changes))


FIRST = (effort(1, SENIOR, "20"), effort(1, MIDDLE, "18"))
SECOND = (effort(2, SENIOR, "23", "갱신"), effort(2, MIDDLE, "17"))


def test_a_price_holds_overhead_and_fee() -> None:
    found = figures(*FIRST)
    assert found.price(SENIOR) == 13_860_000  # 5,500,000 × 2.1 × 1.2
    assert found.price(MIDDLE) == 11_088_000  # 4,400,000 × 2.1 × 1.2
    assert found.price_step(SENIOR) == "5,500,000원 × (1 + 1.1) × (1 + 0.2)"


def test_as_planned() -> None:
    (one,) = figures(*FIRST).statements
    assert [(each.months, each.more) for each in one.lines] == [(Decimal("1.00"), 0), (Decimal("0.90"), 0)]
    # 13,860,000 + 0.9 × 11,088,000 = 23,839,200 → 23,839,000, VAT 2,383,900
    assert (one.settled.lines, one.settled.supply, one.settled.vat, one.settled.total) == (23_839_200, 23_839_000, 2_383_900, 26_222_900)
    assert (one.difference, one.rest) == (0, 83_777_100)
    assert one.forecast == 104_891_600  # four times the same


def test_more_and_less_than_planned() -> None:
    _, two = figures(*FIRST, *SECOND).statements
    assert [each.months for each in two.lines] == [Decimal("1.15"), Decimal("0.85")]
    assert [each.amount for each in two.lines] == [15_939_000, 9_424_800]
    assert [each.difference for each in two.lines] == [2_079_000, -554_400]
    # 25,363,800 → 25,363,000 + 2,536,300
    assert (two.settled.total, two.difference) == (27_899_300, 1_676_400)
    assert (two.cumulated, two.rest) == (54_122_200, 55_877_800)
    assert two.excess is None and two.over == -3_432_000  # 54,122,200 + 2 × 26,222,900 = 106,568,000


def test_months_are_rounded_half_up_to_the_hundredth() -> None:
    sheet = replace(SHEET, days_a_month=Decimal("20.6"), labour=(SENIOR,))
    (one,) = figures(effort(1, SENIOR, "20"), sheet=sheet).statements
    assert one.lines[0].months == Decimal("0.97")  # 20 ÷ 20.6 = 0.9708…
    assert one.lines[0].amount == 13_444_200


def test_efforts_of_one_line_are_added() -> None:
    sheet = replace(SHEET, labour=(SENIOR,))
    (one,) = figures(effort(1, SENIOR, "12.5", "나"), effort(1, SENIOR, "7.5", "가"), sheet=sheet).statements
    assert (one.lines[0].days, one.lines[0].months, one.lines[0].reason) == (20, 1, "나, 가")


def test_grades_add_their_tasks() -> None:
    other = replace(SENIOR, task="관리", quarters=(Decimal("0.5"),) * 4)
    (one,) = figures(*FIRST, effort(1, other, "8"), sheet=replace(SHEET, labour=(SENIOR, MIDDLE, other))).statements
    senior, _ = one.grades
    assert (senior.grade, senior.planned, senior.months) == ("고급", Decimal("1.5"), Decimal("1.40"))
    assert (senior.planned_amount, senior.amount, senior.difference) == (20_790_000, 19_404_000, -1_386_000)
    assert [each.line.task for each in one.by_grade] == ["운영", "관리", "개발"]


def test_without_the_days_of_a_month_there_is_no_amount() -> None:
    found = figures(*FIRST, sheet=replace(SHEET, days_a_month=None))
    assert found.base == (None, "") and found.statements[0].settled.total is None
    assert found.statements[0].planned.total == 26_222_900
    (problem,) = check(found.dossier)
    assert "월 기준일" in problem.message


def test_the_published_days_of_the_sheets_day() -> None:
    value = LawValue(rule="wage.days_per_month", value=Decimal(20), law="평균임금", start=day("2013-01-01"))
    found = figures(*FIRST, sheet=replace(SHEET, days_a_month=None), law=law(value))
    assert found.base == (20, "평균임금 (미확인)") and found.statements[0].settled.total == 26_222_900


def test_a_line_without_a_record_is_unknown_and_nought_is_not() -> None:
    (one,) = figures(FIRST[0]).statements
    assert one.lines[1].months is None and one.settled.total is None and one.rest is None
    (one,) = figures(FIRST[0], effort(1, MIDDLE, "0")).statements
    assert one.settled.total == 15_246_000  # 13,860,000 + 1,386,000


def test_steps_can_be_redone() -> None:
    found = figures(*FIRST, *SECOND)
    two = found.statements[1]
    assert two.lines[0].step == "고급, 운영: 23일 ÷ 20일 = 1.15 M/M, × 13,860,000원 = 15,939,000원"
    assert found.steps(two) == (
        "공급가액 = 15,939,000 + 9,424,800 = 25,363,800원에서 1,000원 미만을 버린 25,363,000원",
        "부가가치세 = 25,363,000원 × 10% = 2,536,300원, 정산 총액 = 27,899,300원",
        "누계 = 앞선 차수 26,222,900원 + 27,899,300원 = 54,122,200원",
        "예산 잔액 = 110,000,000원 − 54,122,200원 = 55,877,800원",
    )


def test_counts_by_class_of_the_period_only() -> None:
    inside, outside = incident("I1", "2013-04-02 10:00"), incident("I2", "2013-07-02 10:00")
    (one,) = figures(*FIRST, incidents=(inside, outside)).statements
    assert [(each.name, each.total) for each in one.kinds] == [(KINDS[0], 1), (KINDS[1], 0), (KINDS[2], 0)]
    (one,) = figures(*FIRST, incidents=(outside,)).statements
    assert one.kinds == ()


def test_clean_efforts_have_no_problem() -> None:
    assert check(figures(*FIRST, *SECOND).dossier) == []
    assert check(dossier()) == []


def test_a_gap_and_a_sum_above_the_budget() -> None:
    (gap,) = check(figures(*SECOND).dossier)
    assert "1차" in gap.message
    found = figures(*FIRST, sheet=replace(SHEET, budget=Won(20_000_000)))
    assert found.statements[0].excess == 6_222_900
    (problem,) = check(found.dossier)
    assert "6,222,900원" in problem.message


def test_rows_say_what_they_are_reckoned_from() -> None:
    rows = {row.key: row for row in figures(*FIRST, *SECOND).rows}
    assert rows["budget"].amount == 110_000_000
    assert (rows["2.sum"].first, rows["2.sum"].last, rows["2.sum"].amount) == ("2.1", "2.2", 25_363_800)
    assert (rows["2.supply"].kind, rows["2.supply"].unit, rows["2.supply"].amount) == ("절사", 1000, 25_363_000)
    assert (rows["1.cumulated"].kind, rows["2.cumulated"].kind, rows["2.cumulated"].last) == ("그대로", "더함", "1.cumulated")
    assert (rows["2.rest"].first, rows["2.rest"].last, rows["2.rest"].amount) == ("budget", "2.cumulated", 55_877_800)
    assert rows["2.total"].difference == 1_676_400 and rows["2.rest"].difference is None
    assert figures().rows == ()
