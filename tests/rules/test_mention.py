"""The contract's own sentences that hold a word, cited as the contract's data cite their neighbours."""

from __future__ import annotations

from pipeline.model.contract import Clause
from pipeline.model.requirement import Item, Requirement
from pipeline.rules.mention import mentions
from tests.rules.sample import contract, dossier, term

CARD = Requirement(
    id="PMR-001", name="수행계획서", category="관리", printed_id="II 수행 조건 가·나", derived=True,
    items=(
        Item(key="PMR-001#1", printed="가.", text="수행계획서를 제출한다."),
        Item(key="PMR-001#2", printed="나.", text="수행계획서에 포함될 내용은 다음과 같다.", items=(
            Item(key="PMR-001#2.1", printed="1)", text="세부계획"), Item(key="PMR-001#2.2", printed="2)", text="조직도"),
        )),
    ),
)
PRINTED = Requirement(id="SER-001", name="보안", category="보안", items=(Item(key="SER-001#4", printed="4)", text="누출하면 부정당업자로 제재한다."),))
CLAUSES = (
    Clause(key="SC-III4#1", heading="보안 대책", printed="나.", text="누출 시 부정당업자로 등록한다."),
    Clause(key="SC-III4#1.1", heading="보안 대책", printed="1)", text="구성 현황", parent="SC-III4#1"),
    Clause(key="SC-III4#2", heading="보안 대책", printed="다.", text="출입 절차를 지킨다."),
)


def test_sentences_and_what_is_listed_under_them() -> None:
    given = dossier(requirements=(CARD, PRINTED), clauses=CLAUSES)
    assert [each.key for each in mentions(given, "부정당업자")] == ["SER-001#4", "SC-III4#1", "SC-III4#1.1"]
    assert [each.text for each in mentions(given, "계획서에 포함")][1:] == ["세부계획", "조직도"]
    assert mentions(given, "없는 말") == ()


def test_a_printed_id_is_cited_as_it_is_and_a_derived_one_by_its_place() -> None:
    given = dossier(requirements=(CARD, PRINTED))
    assert [each.clause for each in mentions(given, "부정당업자")] == ["SER-001 4)"]
    assert [each.clause for each in mentions(given, "계획서에 포함")] == ["II 수행 조건 나", "II 수행 조건 나 1", "II 수행 조건 나 2"]


def test_clauses_follow_the_style_of_the_contracts_own_citations() -> None:
    styled = contract(terms=(term("pledge.days", 7, "일", "서약서", "III 보안 대책 라"),))
    found = mentions(dossier(contract=styled, clauses=CLAUSES), "부정당업자")
    assert [each.clause for each in found] == ["III 보안 대책 나", "III 보안 대책 나 1"]
    assert [each.clause for each in mentions(dossier(clauses=CLAUSES), "출입")] == ["III-4"]
