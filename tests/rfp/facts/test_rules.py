"""Invented sentences with several numbers → a rule each, its quote the clause that holds the number."""

from __future__ import annotations

from pipeline.rfp.cards.requirements import find_requirements
from pipeline.rfp.facts.facts import find_facts
from pipeline.rfp.paper import Paper
from tests.rfp.cards.sample import card
from tests.rfp.facts.paper_of import facts_of

HEAD = "Ⅰ. 사업 개요"


def test_arrival_and_recovery_of_one_sentence() -> None:
    rules = facts_of(HEAD, "- 고장 통보를 받은 후 5시간 이내에 온실에 도착해야 하며 도착 후 9시간 이내에 복구하여야 한다.").rules
    quotes = {rule.id: (rule.number, rule.quote) for rule in rules}
    assert quotes["recovery.hours"] == ("9", "도착 후 9시간 이내에 복구하여야 한다.")
    number, quote = quotes["arrival.hours"]
    assert number == "5" and "통보" in quote and "복구" not in quote


def test_a_rule_a_grade() -> None:
    rules = facts_of(HEAD, "- 장애 접수 후 4시간 이내에 복구하여야 한다. (상등급 : 4시간, 중등급 : 8시간, 하등급 : 24시간)").rules
    graded = [(rule.topic, rule.number) for rule in rules if rule.topic.startswith("장애복구(")]
    assert graded == [("장애복구(상)", "4"), ("장애복구(중)", "8"), ("장애복구(하)", "24")]
    assert all("접수" in rule.quote for rule in rules)


def test_penalty_stays_with_its_time() -> None:
    (rule,) = facts_of(HEAD, "- 장애 통보 후 4시간 이내 복구하여야 하며 지체 시 지체상금을 부과할 수 있다.").rules
    assert "지체상금" in rule.quote


def test_data_after_a_security_incident_is_no_repair() -> None:
    rules = facts_of(HEAD, "- 침해사고 발생 시 24시간 이내에 자료를 복구하여야 한다.", "- 백업본에서 8시간 이내에 데이터 복구를 마친다.").rules
    assert not [rule for rule in rules if rule.id == "recovery.hours"]


def test_claim_and_payment_have_their_own_clause() -> None:
    rules = facts_of(HEAD, "- 수행사는 익월 10일까지 대금을 청구하며, 발주기관은 청구일로부터 7일 이내에 지급한다.").rules
    quotes = {rule.id: rule.quote for rule in rules}
    assert "지급" not in quotes["claim.due_day"] and "익월" not in quotes["payment.days"]


def test_a_sentence_over_two_lines_of_a_card_is_read_as_one() -> None:
    text = "◦ 장애 신고를 접수한 때부터 3시간\n이내에 착수하여야 하며 이력을 남긴다.\n◦ 업무시간의 중단(장애처리시간 : 6시간이내)"
    paper = Paper("견본.hwpx", "hwpx", (card("MAR-001", "장애", text),))
    rules = find_facts(paper, find_requirements(paper)).rules
    assert [(rule.id, rule.number, rule.unit) for rule in rules] == [("response.hours", "3", "시간"), ("recovery.hours", "6", "시간")]
    assert rules[0].quote.startswith("장애 신고를 접수한 때부터 3시간 이내에 착수")
