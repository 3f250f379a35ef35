"""Each person's pledge against every clause that sets a day for it, the strictest first."""

from __future__ import annotations

from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.rules.start_up import StartFigures
from tests.rules.sample import contract, day, dossier, law, person

SEVEN = DueRule(kind=DueKind.AFTER_DAYS, number=7, event="계약일", words="계약 후 7일 이내", clause="III 보안 대책 라")
TWO_WEEKS = DueRule(kind=DueKind.AFTER_DAYS, number=14, event="계약일", words="계약 체결 후 2주 이내", clause="II 수행 조건 가")
BEFORE = DueRule(kind=DueKind.BEFORE_EVENT, event="투입일", words="사업 투입 전", clause="SER-001 2)")


def lines(*rules: DueRule, people):
    item = Deliverable(number="5", name="보안서약서", trigger=Trigger.SIGNED, template="security-pledge", due=rules)
    known = contract(signed=day("2023-08-21"), start=day("2023-08-21"), end=day("2023-12-31"))
    return StartFigures(dossier(contract=known, deliverables=(item,), people=people, law=law())).pledges


def test_both_deadlines_the_strictest_first() -> None:
    late = person("P04", joined=day("2023-08-24"), pledged=day("2023-08-28"))
    (line,) = lines(TWO_WEEKS, SEVEN, people=(late,))
    assert [(due.rule.clause, due.day) for due in line.dues] == [("III 보안 대책 라", day("2023-08-28")), ("II 수행 조건 가", day("2023-09-04"))]
    assert line.due == day("2023-08-28") and line.verdict == "적합(투입 뒤)"


def test_what_counts_from_the_joining_is_counted_for_each() -> None:
    people = (
        person("P01", joined=day("2023-08-21"), pledged=day("2023-08-18")),
        person("P02", joined=day("2023-09-18"), pledged=day("2023-09-18")),
        person("P03", joined=day("2023-09-18"), pledged=None),
    )
    found = lines(BEFORE, people=people)
    assert [line.due for line in found] == [day("2023-08-20"), day("2023-09-17"), day("2023-09-17")]
    assert [line.verdict for line in found] == ["적합", "투입 뒤 제출", "미제출"]


def test_after_the_deadline_but_before_the_joining() -> None:
    (line,) = lines(SEVEN, people=(person("P01", joined=day("2023-10-02"), pledged=day("2023-09-01")),))
    assert line.verdict == "기한 뒤 제출"


def test_without_any_clause_there_is_nothing_to_break() -> None:
    (line,) = lines(people=(person("P01", pledged=day("2023-08-22"), joined=day("2023-08-23")),))
    assert line.dues == () and line.verdict == "적합"
