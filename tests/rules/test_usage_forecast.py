"""What is still to come: the mean of the last full months, the straight line, and the budget."""

from __future__ import annotations

from pipeline.model.money import Won
from pipeline.model.period import Month, Period
from pipeline.rules.usage_forecast import MonthCost, compare, projections
from pipeline.rules.usage_price import Basis
from tests.rules.sample import contract, day

FIRST = Month(2019, 5)


def month(number: int, cost: int | None = None, start: str = "", end: str = "") -> MonthCost:
    own = Month(2019, number)
    days = Period(day(start) if start else own.first, day(end) if end else own.last)
    return MonthCost(own, days, None if cost is None else Won(cost))


MAY = month(5, 100_000, start="2019-05-15")


def test_mean_of_the_last_three_full_months() -> None:
    known = [MAY, month(6, 100), month(7, 200_000), month(8, 300_000), month(9, 100_001)]
    mean, _ = projections(known, [month(10), month(11, end="2019-11-15")], Won(700_101), FIRST)
    assert mean.steps == (
        "온전한 달 3개월(7월, 8월, 9월)의 평균: (200,000원 + 300,000원 + 100,001원) ÷ 3개월 = 200,000.33원",
        "2019년 10월: 200,000원",
        "2019년 11월 (30일 가운데 15일): 100,000원",
        "최근 평균 예측: 누계 700,101원 + 남은 2개월 300,000원 = 1,000,101원",
    )
    assert (mean.rest, mean.total) == (300_000, 1_000_101)


def test_straight_line_through_all_full_months() -> None:
    # June is the second month of the term: (2, 100,000), (3, 200,000), (4, 600,000) → slope 250,000, −450,000 at 0
    known = [MAY, month(6, 100_000), month(7, 200_000), month(8, 600_000)]
    _, trend = projections(known, [month(9)], Won(1_000_000), FIRST)
    assert trend.steps[0] == "온전한 달 3개월의 최소제곱 직선(달의 차례 6월 = 2, 7월 = 3, 8월 = 4): −450,000원 + 250,000원 × 차례"
    assert trend.rest == 800_000 and trend.total == 1_800_000


def test_a_falling_line_costs_nothing_below_zero() -> None:
    _, trend = projections([month(6, 300_000), month(7, 100_000)], [month(8), month(9)], Won(400_000), FIRST)
    assert [each.cost for each in trend.months] == [0, 0] and trend.total == 400_000
    assert "− 200,000원 × 차례" in trend.steps[0]


def test_one_full_month_has_no_line_and_none_counts_by_days() -> None:
    [mean] = projections([MAY, month(6, 120_000)], [month(7)], Won(220_000), FIRST)
    assert mean.steps[0] == "온전한 달 1개월(6월)의 평균: 120,000원" and mean.total == 340_000
    [daily] = projections([month(5, 17_000, start="2019-05-15")], [month(6)], Won(17_000), FIRST)  # 17 days, 1,000 a day
    assert daily.steps[0] == "온전한 달이 아직 없어 하루 평균으로 셈: 17,000원 ÷ 17일 = 1,000원" and daily.rest == 30_000


def test_nothing_to_come_and_nothing_known() -> None:
    [done] = projections([month(11, 5), month(12, 6)], [], Won(11), FIRST)
    assert (done.name, done.total, done.months) == ("누계", 11, ())
    assert projections([], [month(6)], Won(0), FIRST) == ()


def test_budget_with_or_without_tax_as_the_prices_are() -> None:
    [plan] = projections([month(6, 1_000_000)], [month(7, end="2019-07-31")], Won(10_600_000), FIRST)  # 11,600,000 in all
    signed = contract(amount=Won(12_650_000))
    [with_tax] = compare(signed, [plan], Basis.INCLUDED)
    assert with_tax.step == "계약금액(부가가치세 포함) 12,650,000원 − 최근 평균 11,600,000원 = 잔여 1,050,000원" and not with_tax.over
    [without] = compare(signed, [plan], Basis.EXCLUDED)
    assert (without.budget, without.difference, without.over, without.outcome) == (11_500_000, -100_000, True, "초과 100,000원")
    assert [each.budget for each in compare(signed, [plan], Basis.UNKNOWN)] == [12_650_000, 11_500_000]
    assert compare(contract(amount=None), [plan], Basis.INCLUDED) == ()
