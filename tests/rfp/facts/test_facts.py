"""Invented papers → the contract's facts, each with its quote and place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.rfp.facts.paper_of import fact_of, facts_of

COVER = ("제 안 요 청 서", [["사 업 명", "나무관리시스템 유지관리 용역"], ["주관기관", "가나다진흥원"]], "2030. 3.", "Ⅰ. 사업 개요")


def test_names_of_the_cover() -> None:
    facts = {fact.field: fact for fact in facts_of(*COVER, "□ 사업기간 : 계약일로부터 6개월").contract}
    assert facts["용역명"].value == "나무관리시스템 유지관리 용역"
    assert facts["문서명"].value == "제안요청서"
    assert facts["주관기관"].value == facts["발주기관.명칭"].value == "가나다진흥원"
    assert not facts["주관기관"].assumption
    assert facts["발주기관.명칭"].assumption


def test_word_that_the_document_defines_is_no_assumption() -> None:
    fact = fact_of("발주기관.호칭", *COVER, "본 과업은 가나다진흥원(이하 “발주부서”라 한다)이 맡긴다.", "발주기관은 발주기관의 발주기관에 한다.")
    assert fact is not None and (fact.value, fact.assumption) == ("발주부서", "")
    assert str(fact.place) == "문단 5"


def test_word_used_most_is_an_assumption() -> None:
    fact = fact_of("계약상대자.호칭", *COVER, *["수행사는 점검을 한다."] * 3, "사업자는 보고를 한다.")
    assert fact is not None and fact.value == "수행사" and "3회" in fact.assumption


@pytest.mark.parametrize(
    ("words", "end", "assumed"),
    [
        ("계약일 ~ 2030. 12. 31.", date(2030, 12, 31), False),
        ("2030.1.1. ~ 2030.12.31.", date(2030, 12, 31), False),
        ("계약체결일로부터 ’30. 11. 30.까지", date(2030, 11, 30), False),
        ("2030. 3. ~ 2031. 2.", date(2031, 2, 28), True),
        ("계약일로부터 6개월 이내", date(2030, 9, 30), True),
        ("착수일로부터 180일", date(2030, 9, 27), True),
    ],
)
def test_periods(words: str, end: date, assumed: bool) -> None:
    fact = fact_of("만료일", *COVER, f"□ 사업기간 : {words}")
    assert fact is not None and fact.value == end
    assert bool(fact.assumption) is assumed


def test_no_period_gives_no_day() -> None:
    assert fact_of("만료일", *COVER, "□ 사업기간 : 추후 협의") is None


@pytest.mark.parametrize(
    ("words", "won"),
    [
        ("금12,650,000원(부가세 포함)", 12_650_000), ("129,261천원", 129_261_000), ("50백만원", 50_000_000), ("1억 2천만원", 120_000_000),
        ("금 천이백육십오만원정", 12_650_000), ("4.5억원", 450_000_000),
    ],
)
def test_amounts(words: str, won: int) -> None:
    fact = fact_of("계약금액", *COVER, f"□ 사업예산 : {words}")
    assert fact is not None and fact.value == won and words in fact.quote


@pytest.mark.parametrize("words", ["비공개", "입찰공고문 참조", "2030년 1월", "○○○원"])
def test_no_amount(words: str) -> None:
    assert fact_of("계약금액", *COVER, f"□ 사업예산 : {words}") is None


def test_amount_of_the_table_below() -> None:
    fact = fact_of("계약금액", *COVER, "□ 사업예산", [["구분", "예산"], ["계", "금 70,000천원"], ["운영", "금 70,000천원"]])
    assert fact is not None and fact.value == 70_000_000


def test_penalty_rate_and_law() -> None:
    line = "계약을 늦게 이행하면 지체상금율은 계약금액의 1,000분의 1.3으로 한다."
    facts = {fact.field: fact.value for fact in facts_of(*COVER, line, "지방자치단체를 당사자로 하는 계약에 관한 법률을 따른다.").contract}
    assert (facts["지체상금.용어"], facts["지체상금.율"], facts["적용법"]) == ("지체상금", Decimal("0.0013"), "지방계약법")


def test_both_laws_give_none() -> None:
    assert fact_of("적용법", *COVER, "국가계약법에 따라 계약한다.", "지방계약법에 따라 계약한다.") is None


def test_signature_block_names_the_client() -> None:
    table = [["위탁자", "수탁자"], ["○○시 어디로 1", "○○시"], ["가나다재단 나무센터", ""], ["대표이사 홍 길 동", "(인)"]]
    facts = {fact.field: fact.value for fact in facts_of(*COVER, "본 계약을 증명한다.", table).contract}
    assert facts["발주기관.명칭"] == "가나다재단 나무센터"
    assert (facts["발주기관.대표직위"], facts["발주기관.대표자"]) == ("대표이사", "홍 길 동")
    assert "발주기관.주소" not in facts  # a blank address is none


def test_an_empty_paper_says_nothing() -> None:
    facts = facts_of()
    assert facts.contract == facts.assets == facts.passages == ()
