"""Clauses as people cite them, and the place of a deadline's words."""

from __future__ import annotations

from pipeline.model.contract import Clause, Source
from pipeline.model.deliverable import Deliverable, DueRule, Trigger
from pipeline.model.requirement import Item, Requirement
from pipeline.rules.occurrence.citation import Citations
from tests.rules.sample import contract, dossier, term

CARD = Requirement(
    id="MAR-004", name="정기점검", category="유지보수", source=Source(document="D1", line="L160"),
    items=(Item(key="MAR-004#3", text="당월 말일 이내 결과보고", printed="3)", line="L164", items=(Item(key="MAR-004#3.1", text="확인", printed="○"),)),),
)
CLAUSE = Clause(key="SC-V5b#1", text="매월 말까지 보고", source=Source(document="D1", line="L318", quote="매월 말까지 보고하여야 한다"))
DATA = dossier(requirements=(CARD,), clauses=(CLAUSE,), contract=contract(terms=(term("claim.due_day", 10),)))
ITEM = Deliverable(number="4", name="보고서", trigger=Trigger.MONTHLY, source=Source(document="D1", line="L144", quote="점검결과를 제출"))


def test_clauses_are_cited_by_number() -> None:
    cite = Citations(DATA)
    assert cite.clause(("MAR-004#3", "MAR-004#3.1", "SC-V5b#1", "없음#1")) == "MAR-004 3), V-5b"
    assert cite.source(("MAR-004#3", "SC-V5b#1")).line == "L164, L318"
    assert cite.source(("없음#1",)) == Source()


def test_the_words_of_a_deadline_are_found_where_they_stand() -> None:
    cite = Citations(DATA)
    assert cite.of_rule(ITEM, DueRule(words="당월 말일 이내", clause="MAR-004 3)")).line == "L164"
    assert cite.of_rule(ITEM, DueRule(words="매월말까지", clause="V-5b")).line == "L318"
    assert cite.of_rule(ITEM, DueRule(words="점검결과를 제출", clause="MAR-004 3)")).line == "L144"
    assert cite.of_rule(ITEM, DueRule(words="어디에도 없는 말", clause="V-9")).line == "L144"
    assert cite.of_rule(ITEM, DueRule(words="수시")).line == "L144"
