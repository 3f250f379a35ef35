"""Deliverables as drafts: every event with every deadline, together, by the year, and none at all."""

from __future__ import annotations

from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.dossier import Dossier
from pipeline.rules.calendar import Calendar
from pipeline.rules.occurrence.citation import Citations
from pipeline.rules.occurrence.events import Events
from pipeline.rules.occurrence.handing_in import named, papers
from pipeline.rules.occurrence.occurrence import Draft
from pipeline.rules.occurrence.proof import Proofs
from tests.rules.occurrence.duties import YEARLY
from tests.rules.sample import at, contract, day, dossier, person, term
from tests.rules.sample_logs import deliverable, request

PLAN = deliverable("1", "과업수행계획서 (인력투입명단 포함)", DueRule(kind=DueKind.AFTER_DAYS, number=14, event="계약일", clause="V-5a"), trigger=Trigger.START)


def drafts(data: Dossier, until: str = "2019-12-31") -> list[Draft]:
    events = Events(data, day(until), day(until))
    return list(papers(events, Calendar(data.law, data.contract), Citations(data), Proofs(events)))


def days(data: Dossier, until: str = "2019-12-31") -> dict[str, object]:
    return {f"{each.thing}/{each.ordinal}": each.deadline.legal_due for each in drafts(data, until)}


def test_what_goes_with_the_plan_has_its_day() -> None:
    together = DueRule(kind=DueKind.WITH, event="과업수행계획서", clause="V-7")
    data = dossier(deliverables=(PLAN, deliverable("1a", "인력투입계획", together, trigger=Trigger.START)))
    assert days(data) == {"1/계약/1": day("2019-05-27"), "1a/착수/1": day("2019-05-27")}
    assert drafts(data)[1].deadline.rule.words == "과업수행계획서 제출 때 함께"


def test_whoever_joins_after_the_plan_cannot_go_with_it() -> None:
    rules = (DueRule(kind=DueKind.BEFORE_EVENT, event="투입일", clause="SER-001 2)"), DueRule(kind=DueKind.WITH, event="과업수행계획서", clause="V-7"))
    pledge = deliverable("1c", "보안서약서", *rules, trigger=Trigger.STAFFING)
    data = dossier(deliverables=(PLAN, pledge), people=(person("P01"), person("P02", joined=day("2019-09-02"))))
    found = days(data)
    assert (found["1c/P01/1"], found["1c/P01/2"]) == (day("2019-05-14"), day("2019-05-27"))
    assert (found["1c/P02/1"], found["1c/P02/2"]) == (day("2019-09-01"), None)


def test_a_yearly_paper_has_the_year_where_a_duty_says_so() -> None:
    yearly = deliverable("8", "시스템 현황 보고서", DueRule(words="연간"), trigger=Trigger.YEARLY)
    assert days(dossier(deliverables=(yearly,))) == {"8/2019/1": None}
    assert days(dossier(deliverables=(yearly,), duties=(YEARLY,))) == {"8/2019/1": day("2019-12-31")}


def test_the_supervisors_day_takes_the_place_of_the_hours() -> None:
    urgent = deliverable("22", "처리", DueRule(kind=DueKind.AFTER_HOURS, number=24, event="긴급 요청"), trigger=Trigger.REQUEST)
    rows = (request("SR-1", "2019-07-03 10:00", urgent=True), request("SR-2", "2019-07-03 10:00", supervisor_due=at("2019-07-05 18:00")))
    assert days(dossier(deliverables=(urgent,), requests=rows)) == {"22/SR-1/1": at("2019-07-04 10:00"), "22/SR-2/1": at("2019-07-05 18:00")}


def test_a_rule_without_an_event_waits_beside_those_that_have_one() -> None:
    handover = deliverable(
        "28", "인수인계서", DueRule(kind=DueKind.BEFORE_EVENT, event="개시일"), DueRule(event="만료일", words="계약기간 만료 시"), trigger=Trigger.END
    )
    found = {(each.event.key if each.event else None): each.deadline for each in drafts(dossier(deliverables=(handover,)), "2019-07-31")}
    assert found.keys() == {"착수", None} and found[None].rule.words == "계약기간 만료 시"
    assert len(drafts(dossier(deliverables=(handover,)), "2019-12-31")) == 2


def test_words_without_a_day_stand_together_and_a_mere_open_one_beside_a_day_goes() -> None:
    rules = (DueRule(words="수시"), DueRule(kind=DueKind.AT_ONCE, words="즉시", clause="V-3"))
    (only,) = drafts(dossier(deliverables=(deliverable("3", "비상연락망", *rules, trigger=Trigger.START),)))
    assert only.deadline.rule.words == "수시 / 즉시" and only.deadline.rule.kind is DueKind.AT_ONCE and only.clause == "V-3"
    dated = (DueRule(kind=DueKind.NEXT_MONTH_DAY, number=10), DueRule(words="수시"))
    assert {each.ordinal for each in drafts(dossier(deliverables=(deliverable("4", "보고서", *dated),)))} == {1}


def test_a_deliverable_without_any_rule_is_still_listed() -> None:
    assert days(dossier(deliverables=(Deliverable(number="9", name="기타 자료", trigger=Trigger.START),))) == {"9/착수/1": None}


def test_payment_is_owed_after_a_claim_that_somebody_recorded() -> None:
    terms = (*contract().terms, term("payment.days", 14, "일", "대금 지급", "V-1"))
    paid = dossier(contract=contract(terms=terms), requests=(request("SR-1", "2019-08-09 09:00", kind="청구일"),))
    (draft,) = drafts(paid)
    assert draft.deadline.legal_due == day("2019-08-23") and draft.recipient == "계약상대자"


def test_named_finds_a_paper_by_the_start_of_its_name() -> None:
    assert named(dossier(deliverables=(PLAN,)), "과업 수행계획서") == PLAN
    assert named(dossier(deliverables=(PLAN,)), "") is None
    assert named(dossier(deliverables=(PLAN,)), "계획서") == PLAN
    assert named(dossier(deliverables=(PLAN, deliverable("2", "교육계획서"))), "계획서") is None
