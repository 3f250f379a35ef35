"""The money of a whole term, by hand and for any fee and any stretch of service."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.log import Responsibility
from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.rules.finish_up import FinishFigures
from pipeline.rules.finishing.money import term_money
from pipeline.rules.monthly import MonthlyFigures
from tests.rules.sample import contract, day, dossier, incident, term


def money(claimed=(), *incidents, **changes):
    known = dossier(*incidents, contract=contract(**changes))
    return term_money([MonthlyFigures(known, month) for month in known.contract.months], set(claimed))


def test_seventeen_days_and_seven_months() -> None:
    found = money()
    assert [line.claim.earned for line in found.lines] == [3_740_000] + [6_600_000] * 7
    assert (found.earned, found.balance, found.claimed) == (49_940_000, 0, 49_940_000)
    assert found.steps[0] == "월별 유지관리비의 합계: 3,740,000원 + 6,600,000원 × 7개월 = 49,940,000원"
    assert (found.supply, found.vat) == (45_400_000, 4_540_000)  # 45,400,000 × 1.1 = 49,940,000
    assert found.lines[0].basis == "17일 일할" and found.lines[1].basis == "월액"


def test_a_penalty_is_taken_off_once() -> None:
    late = incident("INC-1", "2019-07-09 13:00", "2019-07-09 18:00", responsibility=Responsibility.CONTRACTOR)  # an hour beyond four
    found = money((), late)
    assert found.penalty == found.deducted == 64_922  # 49,940,000 × 0.0013 × 1
    assert (found.claimed, found.payable, found.undeducted) == (49_875_078, 49_875_078, 0)  # 49,940,000 − 64,922
    assert found.lines[2].claim.total == 6_535_078


def test_what_is_left_to_claim_is_what_nobody_claimed() -> None:
    months = contract().months
    found = money(months[:-1])
    assert [line.month for line in found.unclaimed] == [Month(2019, 12)]
    assert (found.unclaimed_total, found.unclaimed_tax) == (6_600_000, (6_000_000, 600_000))
    assert money(months).unclaimed == ()


def test_one_sum_without_a_month_or_a_clause_of_payment() -> None:
    found = money(amount=Won(12_650_000), monthly=None)
    assert not found.monthly and found.earned is found.balance is found.claimed is None
    assert (found.supply, found.vat, found.payable) == (11_500_000, 1_150_000, 12_650_000)
    assert found.paying == () and found.unclaimed == ()
    assert money(terms=(term("claim.due_day", 10),)).paying[0].id == "claim.due_day"


def test_a_sum_that_the_months_do_not_make_is_told() -> None:
    found = FinishFigures(dossier(contract=contract(amount=Won(60_000_000))))
    assert found.money.balance == 10_060_000
    assert "계약금액과 월별 합계의 차 10,060,000원" in found.shortfalls()


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40_000_000), st.integers(0, 120), st.integers(0, 500), st.lists(st.booleans(), min_size=20, max_size=20))
def test_months_add_up_to_the_term(fee: int, offset: int, length: int, flags: list[bool]) -> None:
    start = day("2019-01-01") + timedelta(days=offset)
    known = contract(start=start, end=start + timedelta(days=length), monthly=Won(fee), amount=None)
    claimed = [month for month, flag in zip(known.months, flags, strict=False) if flag]
    found = money(claimed, start=known.start, end=known.end, monthly=Won(fee), amount=None)
    assert found.earned == sum(line.claim.earned or 0 for line in found.lines) == found.lines[-1].claim.cumulative
    assert found.earned is not None and found.unclaimed_total == found.earned - sum(line.claim.total or 0 for line in found.lines if line.claimed)
    assert sum(found.unclaimed_tax) == found.unclaimed_fees
    assert len(found.unclaimed) + len(set(claimed)) == len(known.months)
