"""What a month earns: whole months, parts of thirty days, the remainder of the term."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.rules.proration import earning, is_whole, term_difference, term_total
from tests.rules.sample import contract, day, term


def test_first_month_of_seventeen_days() -> None:
    found = earning(contract(), Month(2019, 5))
    assert (found.days, found.whole, found.fee, found.total) == (17, False, 3_740_000, 3_740_000)
    assert found.steps[-1] == "6,600,000원 × 17일 ÷ 30일 = 3,740,000원"


@pytest.mark.parametrize(("start", "end", "month", "fee"), [
    ("2019-02-01", "2019-12-31", Month(2019, 2), 6_600_000),  # 28 days, whole
    ("2019-01-02", "2019-12-31", Month(2019, 1), 6_600_000),  # 30 of 31 days: thirty thirtieths
    ("2019-01-03", "2019-12-31", Month(2019, 1), 6_380_000),
    ("2019-02-02", "2019-12-31", Month(2019, 2), 5_940_000),  # 27 days
    ("2019-01-01", "2019-12-01", Month(2019, 12), 220_000),
    ("2019-03-10", "2019-03-10", Month(2019, 3), 220_000),
    ("2019-03-10", "2019-03-20", Month(2019, 4), 0),
])
def test_days_are_inclusive_and_the_monthly_fee_is_the_most(start: str, end: str, month: Month, fee: int) -> None:
    assert earning(contract(start=day(start), end=day(end), amount=None), month).fee == fee


def test_fractions_of_a_won_are_cut_and_said() -> None:
    found = earning(contract(monthly=Won(1_000_000), amount=None), Month(2019, 5))
    assert found.fee == 566_666 and found.steps[-1].endswith("566,666원 (원 미만 절사)")


def test_another_divisor_and_a_missing_fee() -> None:
    assert earning(contract(terms=(term("proration.days", 31),)), Month(2019, 5)).fee == 3_619_354
    assert earning(contract(monthly=None), Month(2019, 5)).total is None


def test_the_term_adds_up_to_the_contract() -> None:
    assert term_total(contract()) == 49_940_000 and term_difference(contract()) == 0
    assert term_total(contract(monthly=None)) is None and term_difference(contract(amount=None)) == 0


def test_a_small_remainder_falls_into_the_last_month_only() -> None:
    terms = contract(amount=Won(50_000_000))
    assert earning(terms, Month(2019, 11)).total == 6_600_000
    last = earning(terms, Month(2019, 12))
    assert (last.fee, last.remainder, last.total) == (6_600_000, 60_000, 6_660_000)
    assert "마지막 달 차액" in last.steps[-1]
    assert earning(contract(amount=Won(49_930_000)), Month(2019, 12)).total == 6_590_000


def test_a_difference_of_a_whole_fee_is_not_billed() -> None:
    assert earning(contract(amount=Won(60_000_000)), Month(2019, 12)).remainder == 0


@given(st.integers(0, 400), st.integers(0, 400), st.integers(1, 50_000_000))
def test_no_month_earns_more_than_the_fee_and_whole_months_earn_it(start: int, length: int, monthly: int) -> None:
    begin = date(2019, 1, 1) + timedelta(days=start)
    terms = contract(start=begin, end=begin + timedelta(days=length), monthly=Won(monthly), amount=None)
    for month in terms.months:
        fee = earning(terms, month).fee
        assert fee is not None and 0 <= fee <= monthly
        assert not is_whole(terms, month) or fee == monthly
