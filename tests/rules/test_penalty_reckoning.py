"""The sum of a penalty: exact, and cut to the won once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.contract import DayPolicy, Penalty
from pipeline.model.money import Won
from pipeline.rules.penalty_cause import Cause, Standing
from pipeline.rules.penalty_reckoning import floor, reckon
from tests.rules.sample import contract, dossier

BASE = Won(12_650_000)


def cause(minutes: int) -> Cause:
    return Cause(
        kind="장애 복구 지연", label="INC-1", clause="MAR-005 4)", standing=Standing.CHARGED, reason="", due=date(2019, 7, 9),
        ended=date(2019, 7, 10), minutes=minutes, in_days=False, first_day=date(2019, 7, 9), steps=(),
    )


def amount(rate: str, policy: DayPolicy, *minutes: int) -> int | None:
    terms = contract(penalty=Penalty(rate=Decimal(rate)))
    return reckon(dossier(contract=terms), policy, tuple(cause(each) for each in minutes), BASE).amount


@pytest.mark.parametrize(("rate", "days", "won"), [
    ("0.0013", 1, 16_445), ("0.0013", 3, 49_335), ("0.00125", 1, 15_812), ("0.00125", 3, 47_437),
])
def test_regression_values(rate: str, days: int, won: int) -> None:
    assert amount(rate, DayPolicy.CEIL, days * 1440) == won


def test_the_total_is_cut_once_not_each_cause() -> None:
    assert amount("0.00125", DayPolicy.CEIL, 60, 60) == 31_625  # 2 × 15,812.5, not 2 × 15,812


def test_proportional_minutes_are_exact() -> None:
    assert amount("0.0013", DayPolicy.PROPORTIONAL, 130) == 16_445 * 130 // 1440
    assert amount("0.0013", DayPolicy.PROPORTIONAL, *[480] * 3) == 16_445


def test_steps_can_be_redone_by_hand() -> None:
    terms = contract(penalty=Penalty(rate=Decimal("0.00125"), rate_source="계약서 제5조"))
    found = reckon(dossier(contract=terms), DayPolicy.CEIL, (cause(130),), BASE)
    assert found.steps == (
        "INC-1: 지체 2시간 10분 → 올림 1일",
        "율: 1000분의 1.25 (계약서 제5조)",
        "12,650,000원 × 1000분의 1.25 × 1일 = 15,812원 (원 미만 절사)",
    )


def test_unknown_sum_or_rate_gives_no_amount() -> None:
    assert reckon(dossier(), DayPolicy.CEIL, (cause(1),), None).amount is None
    assert reckon(dossier(contract=contract(penalty=Penalty())), DayPolicy.CEIL, (cause(1),), BASE).amount is None


def test_no_cause_costs_nothing() -> None:
    assert amount("0.0013", DayPolicy.CEIL) == 0


@given(st.lists(st.integers(1, 20_000), min_size=1, max_size=5))
def test_floor_is_never_more_than_proportional_nor_that_more_than_ceil(minutes: list[int]) -> None:
    policies = (DayPolicy.FLOOR, DayPolicy.PROPORTIONAL, DayPolicy.CEIL)
    low, middle, high = (amount("0.0013", policy, *minutes) or 0 for policy in policies)
    assert low <= middle <= high


def test_floor_cuts() -> None:
    assert floor(Fraction(31_625, 2)) == 15_812 and floor(Fraction(5)) == 5
