"""A price told in figures, with units, in words, rounded, as a part; what the RFP prints and what is no money stay allowed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.cost import CostSheet, ExpenseLine, LabourLine
from pipeline.model.money import Won, to_hangul
from pipeline.model.requirement import Item, Requirement
from pipeline.rules.price_leak import Price, above_budget, normal, sums, units_of
from tests.rules.sample import day, dossier

# 4 M/M × 5,500,000 = 22,000,000; overhead 110 % = 24,200,000; fee 20 % of 46,200,000 = 9,240,000; expenses 129,900
# sum 55,569,900, cut to 10,000: supply 55,560,000; VAT 5,556,000; total 61,116,000; budget 62,000,000
SHEET = CostSheet(
    day=day("2019-05-13"), overhead=Decimal("1.1"), technical_fee=Decimal("0.2"), budget=Won(62_000_000), cut=Won(10_000),
    labour=(LabourLine(task="운영", grade="고급", quarters=(Decimal(1),) * 4, wage=Won(5_500_000)),),
    expenses=(ExpenseLine(item="출장비", amount=Won(120_000)), ExpenseLine(item="문구", amount=Won(9_900))),
)
PRINTED = Requirement(id="A-001", name="보증", category="제약", items=(Item(key="A-001#1", text="보증금은 5,556,000원이다."),))


def price(**more: object) -> Price:
    """Return the price of the sheet."""
    return Price(dossier(**({"cost": SHEET, "requirements": ()} | more)))


def kinds(text: str, units: tuple[int, ...] = ()) -> list[str]:
    """Return the kinds of sums that `text` tells."""
    return [leak.kind for leak in price().leaks(text, units)]


@pytest.mark.parametrize("text", [
    "61,116,000원", "61116000", "총 61,116,000 (부가가치세 포함)", "61,116천원", "61.116백만원", "6,111만 6천원", "6천111만6천원", "6111만원",
    "0.61116억원", "금육천일백십일만육천원", "육천백십일만육천 원", "６１，１１６，０００원", "61,116,\n000", "61\u200b,116,000", "61,116,000KRW",
    "61,116,000 부가세 포함",
])
def test_the_total_in_any_dress(text: str) -> None:
    assert kinds(text) == ["총액"]


@pytest.mark.parametrize(("text", "kind"), [
    ("5,500,000원", "월단가"), ("22,000,000", "직접인건비"), ("24,200천원", "제경비"), ("9,240,000", "기술료"), ("55,560,000", "공급가액"),
    ("5,556,000", "부가가치세"), ("120,000원", "직접경비"), ("884천원", "예산과 총액의 차이"), ("12만 9천9백원", "직접경비의 합"),
])
def test_every_sum_of_the_sheet_is_hidden(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize("text", [
    "예산은 62,000,000원이다.", "6,200만원", "62백만원", "61백만원", "9,900원", "61,116,000건", "120,000명", "2019년 5월 13일", "61,116", "22M",
    "만일의 사태에 대비하여 천만다행", "120,000MB", "7,000,000원", "", "010-0000-0001", "사업예산 육천이백만원",
])
def test_the_budget_counts_and_other_sums_are_allowed(text: str) -> None:
    assert kinds(text) == []


def test_a_number_of_a_table_counts_in_its_unit() -> None:
    assert units_of("(단위: 천원)") == (1_000,) and units_of("금액(백만원)") == (1_000_000,) and units_of("단위: 원") == ()
    assert kinds("합계 | 61,116", (1_000,)) == ["총액"]
    assert kinds("합계 | 61,116") == []
    assert kinds("인원 | 120", (1_000,)) == ["직접경비"] and kinds("인원 | 120명", (1_000,)) == []


def test_words_of_price_with_a_sum_and_the_rate_of_the_bid() -> None:
    assert kinds("제안가격은 60,000,000원입니다.") == ["‘제안가격’ 뒤의 금액"]
    assert kinds("투찰 금액: 5천만원") == ["‘투찰 금액’ 뒤의 금액"]
    assert kinds("투찰률 98.5%") == ["투찰률"]
    assert kinds("입찰가격 평점은 10점이다.") == [] and kinds("제안가격은 예산 62,000,000원 이내이다.") == []
    assert kinds("제안서의 가격 평가는 별도로 한다. 61쪽") == []


def test_a_sum_that_the_rfp_prints_may_be_told() -> None:
    assert price(requirements=(PRINTED,)).leaks("5,556,000원") == []
    assert kinds("5,556,000원") == ["부가가치세"]


def test_without_a_cost_sheet_only_the_words_are_looked_for() -> None:
    bare = Price(dossier(cost=None))
    assert bare.leaks("61,116,000원") == [] and [leak.kind for leak in bare.leaks("제안가격 61,116,000원")] == ["‘제안가격’ 뒤의 금액"]


def test_sums_of_the_price_book_are_hidden_too() -> None:
    told = Price(dossier(cost=None), ["월 정액은 4,321,000원이고 1,200,000건을 처리한다."])
    assert [leak.kind for leak in told.leaks("매월 432만 1천원")] == ["가격제안서에 적은 금액"]
    assert told.leaks("1,200,000") == []


def test_the_remarks_of_a_picture() -> None:
    assert price().in_bytes(b"\x89PNG..tEXtComment\0total 61,116,000") == "총액"
    assert price().in_bytes(b"161116000") == "" and price().in_bytes(b"\0" * 99) == ""


def test_the_message_never_needs_the_sum() -> None:
    (leak,) = price().leaks("합계 61,116,000원")
    assert leak.words == "61,116,000" and "61" not in leak.kind


def test_a_price_above_the_budget_is_an_error_that_does_not_say_it() -> None:
    assert above_budget(dossier(cost=SHEET)) == []
    (problem,) = above_budget(dossier(cost=_with_budget(61_115_999)))
    assert problem.code == "R-BID-08" and problem.stops and "61" not in str(problem)
    assert above_budget(dossier(cost=_with_budget(61_116_000))) == []


def _with_budget(budget: int) -> CostSheet:
    return replace(SHEET, budget=Won(budget))


@given(st.integers(10_000, 10**12))
def test_any_sum_is_read_from_its_figures_and_its_words(amount: int) -> None:
    for text in (f"{amount:,d}원", f"{amount}원", f"금{to_hangul(amount)}원"):
        assert any(each.amount == amount for each in sums(text)), text


@given(st.text(alphabet="0123456789,. 일이삼십백천만억조원건\n가", max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for each in sums(normal(text), (1_000,)):
        assert 0 <= each.start < each.end <= len(normal(text)) and each.fineness > 0
    price().leaks(text)
