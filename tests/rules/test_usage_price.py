"""The charge of one item in one month: free amounts, prices that change, days without a price."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.period import Month, Period
from pipeline.model.usage import UnitPrice, Usage
from pipeline.rules.usage_price import Basis, basis, charge, gaps, in_force, overlaps, priced
from tests.rules.sample import contract, day

JUNE = Month(2019, 6)


def price(amount: str, since: str = "2019-05-15", until: str | None = None, free: str = "0", source: str = "") -> UnitPrice:
    return UnitPrice(service="CL-1", item="통화분", unit="분", price=Decimal(amount), free=Decimal(free), since=day(since),
                     until=day(until) if until else None, source=source)


def used(amount: str, month: Month = JUNE) -> Usage:
    return Usage(month=month, service="CL-1", item="통화분", amount=Decimal(amount))


def test_free_amount_is_taken_off_first() -> None:
    found = charge([price("5.5", free="10000")], used("24500"), contract())
    assert found.amount == 79_750 and found.unit == "분"  # 14,500 × 5.5
    assert found.steps == ("통화분: (24,500분 − 무료 10,000분) × 5.5원 = 79,750원",)


def test_within_the_free_amount_nothing_is_charged() -> None:
    found = charge([price("5.5", free="10000")], used("6200"), contract())
    assert found.amount == 0 and found.steps == ("통화분: (6,200분, 무료 10,000분 이내) 0분 × 5.5원 = 0원",)


def test_the_won_is_cut() -> None:
    found = charge([price("118.5")], used("35.5"), contract())
    assert found.amount == 4_206  # 4,206.75
    assert found.steps == ("통화분: 35.5분 × 118.5원 = 4,206원 (원 미만 절사)",)


def test_a_price_that_changes_within_the_month_counts_by_days() -> None:
    prices = [price("10", "2019-06-11"), price("15")]  # the first ends on the eve of the next: ten and twenty days
    found = charge(prices, used("3000"), contract())
    assert found.amount == 35_000 and found.price_words == "15 → 10"
    assert found.steps == (
        "통화분: 달 안에서 단가가 바뀌어 일수로 나눔 (30일)",
        "통화분 2019. 6. 1. ~ 2019. 6. 10.: 3,000분 × 15원 × 10일 ÷ 30일 = 15,000원",
        "통화분 2019. 6. 11. ~ 2019. 6. 30.: 3,000분 × 10원 × 20일 ÷ 30일 = 20,000원",
        "통화분: 15,000원 + 20,000원 = 35,000원",
    )


def test_thirds_are_cut_once_at_the_end() -> None:
    prices = [price("1", until="2019-06-10"), price("2", "2019-06-11")]
    found = charge(prices, used("100"), contract())  # 100 × 1 ÷ 3 + 100 × 2 × 2 ÷ 3 = 33.33… + 133.33… = 166.66…
    assert found.amount == 166
    assert found.steps[-1] == "통화분: 33.33원 + 133.33원 = 166원 (원 미만 절사)"


def test_a_month_that_service_only_touches_needs_prices_for_its_days_of_service() -> None:
    found = charge([price("10", "2019-05-15")], used("100", Month(2019, 5)), contract())
    assert found.amount == 1_000 and found.holes == ()


@pytest.mark.parametrize(
    ("prices", "holes"),
    [
        ([], [("2019-06-01", "2019-06-30")]),
        ([price("10", "2019-06-04")], [("2019-06-01", "2019-06-03")]),
        ([price("10", until="2019-06-10"), price("10", "2019-06-12")], [("2019-06-11", "2019-06-11")]),
        ([price("10", until="2019-06-29")], [("2019-06-30", "2019-06-30")]),
    ],
)
def test_days_without_a_price_leave_no_charge(prices: list[UnitPrice], holes: list[tuple[str, str]]) -> None:
    found = charge(prices, used("100"), contract())
    assert found.amount is None and found.holes == tuple(Period(day(start), day(end)) for start, end in holes)


def test_neighbours_that_overlap_or_leave_a_hole() -> None:
    early, late = price("10", until="2019-06-10"), price("12", "2019-06-10")
    assert overlaps((early, late)) == ((early, late),) and gaps((early, late)) == ()
    apart = price("12", "2019-06-12")
    assert gaps((early, apart)) == ((early, apart, Period(day("2019-06-11"), day("2019-06-11"))),)
    assert overlaps((early, apart)) == ()
    twice = price("11")
    assert overlaps((price("10"), twice)) == ((price("10"), twice),)
    assert overlaps((price("10"), late)) == () == gaps((price("10"), late))  # without an end it runs to the eve
    assert in_force((price("10"), late))[0][1] == Period(day("2019-05-15"), day("2019-06-09"))


def test_only_prices_of_the_item_count() -> None:
    other = UnitPrice(service="CL-1", item="저장", unit="GB", price=Decimal(1), since=day("2019-05-15"))
    assert priced((price("3", "2019-07-01"), other, price("2")), "CL-1", "통화분") == (price("2"), price("3", "2019-07-01"))


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        (("요금표(부가가치세 별도)", "요금표(부가세 별도)"), Basis.EXCLUDED), (("요금표(부가가치세 포함)",), Basis.INCLUDED),
        (("요금표",), Basis.UNKNOWN), (("별도", "포함"), Basis.UNKNOWN), ((), Basis.UNKNOWN),
    ],
)
def test_basis_is_what_all_sources_say(sources: tuple[str, ...], found: Basis) -> None:
    assert basis(price("1", source=source) for source in sources) is found


@given(st.integers(0, 10_000), st.integers(1, 28), st.integers(0, 999))
def test_one_price_cut_in_two_charges_the_same(amount: int, cut: int, free: int) -> None:
    whole = charge([price("7", free=str(free))], used(str(amount)), contract())
    halves = [price("7", free=str(free), until=f"2019-06-{cut:02d}"), price("7", f"2019-06-{cut + 1:02d}", free=str(free))]
    assert charge(halves, used(str(amount)), contract()).amount == whole.amount == max(0, amount - free) * 7
