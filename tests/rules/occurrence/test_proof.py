"""What logs and built documents say of a hand-in."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty
from pipeline.model.log import Plan
from pipeline.model.period import Month
from pipeline.rules.occurrence.events import Events
from pipeline.rules.occurrence.occurrence import Built, Proof
from pipeline.rules.occurrence.proof import Proofs
from tests.rules.occurrence.duties import REPORT, YEARLY
from tests.rules.sample import day, dossier, incident, work
from tests.rules.sample_logs import check, deliverable, request

JUNE = Month(2019, 6)
MONTH_END = DueRule(kind=DueKind.MONTH_END)
CONFIRMED = Duty(id="DU-9", rows=("A#1",), what="확인받는다", check=Check.CONFIRMATION, deliverables=("4",))


def proof(data: Dossier, item: Deliverable, duties: tuple[Duty, ...] = (), *built: Built, ordinal: int = 1) -> Proof:
    """Return the proof of the item's event with this number (June is the second month of the term)."""
    events = Events(data, day("2019-12-31"), day("2019-12-31"))
    event = events.of(item, item.due[0], duties)[ordinal]
    return Proofs(events, built).handed_in(item, duties, event, item.due[0])


def test_a_plan_that_names_the_report_is_the_record_of_its_hand_in() -> None:
    item = deliverable("20", "월간보고", MONTH_END)
    plan = Plan(month=JUNE, kind="관리", text="6월 월간보고서 제출", done=day("2019-06-28"))
    assert proof(dossier(plans=(plan,)), item, (REPORT,)).day == day("2019-06-28")
    open_plan = replace(plan, done=None)
    assert proof(dossier(plans=(open_plan,)), item, (REPORT,)).lacking
    logged = work("W-1", "2019-06-28", 3, "관리", text="6월 월간보고서 작성·제출")
    assert proof(dossier(works=(logged,)), item, (REPORT,)).ids == ("W-1",)
    assert not proof(dossier(works=(replace(logged, text="6월 월간보고서 작성"),)), item, (REPORT,)).done


def test_the_log_outweighs_a_file() -> None:
    item = replace(deliverable("20", "월간보고", MONTH_END), template="monthly-report")
    file = Built("2019-06/월간 보고서", "monthly-report", JUNE)
    assert proof(dossier(), item, (REPORT,), file).done
    undone = Plan(month=JUNE, kind="관리", text="6월 월간보고서 제출")
    assert not proof(dossier(plans=(undone,)), item, (REPORT,), file).done
    assert not proof(dossier(), item, (REPORT,), replace(file, month=Month(2019, 7))).done


def test_an_inspection_report_is_done_when_it_was_confirmed() -> None:
    item = deliverable("4", "정기점검보고서", MONTH_END)
    rows = (check("HW-01", "2019-06-20"), check("HW-02", "2019-06-20"))
    assert proof(dossier(inspections=rows), item, (CONFIRMED,)).day == day("2019-06-20")
    assert proof(dossier(inspections=rows), item).day == day("2019-06-20")
    unconfirmed = (rows[0], replace(rows[1], confirmed=None))
    assert proof(dossier(inspections=unconfirmed), item, (CONFIRMED,)).lacking
    assert not proof(dossier(), item, (CONFIRMED,)).lacking  # no inspection log is kept


def test_an_incident_report_bears_the_incidents_id() -> None:
    item = replace(deliverable("6", "장애결과보고서", DueRule(), trigger=Trigger.INCIDENT), template="incident-report")
    data = dossier(incident("INC-1"))
    assert proof(data, item, (), Built("2019-07/장애결과보고서_INC-1", "incident-report", Month(2019, 7)), ordinal=0).done
    assert not proof(data, item, (), Built("2019-07/장애결과보고서_INC-2", "incident-report", Month(2019, 7)), ordinal=0).done


def test_a_form_made_for_signing_is_not_signed() -> None:
    item = replace(deliverable("1c", "보안서약서", DueRule(kind=DueKind.BEFORE_EVENT), trigger=Trigger.STAFFING), template="security-pledge")
    data = dossier(people=(replace(dossier().people[0], pledged=None),))
    assert proof(data, item, (), Built("서약/보안서약서_P01_홍길동", "security-pledge", Month(2019, 5)), ordinal=0).lacking


def test_a_request_is_done_when_its_ledger_says_so() -> None:
    item = deliverable("22", "처리", DueRule(kind=DueKind.AFTER_HOURS, number=24, event="긴급 요청"), trigger=Trigger.REQUEST)
    done, open_ = request("SR-1", "2019-07-03 10:00", "2019-07-03 12:00", urgent=True), request("SR-2", "2019-07-03 10:00", urgent=True)
    assert proof(dossier(requests=(done, open_)), item, ordinal=0).done
    assert proof(dossier(requests=(done, open_)), item, ordinal=1).lacking


def test_a_yearly_paper_counts_the_finished_requests_of_its_row() -> None:
    item = deliverable("8", "현황", DueRule(), trigger=Trigger.YEARLY)
    row = request("SR-1", "2019-12-01 10:00", "2019-12-16 10:00", requirement="A-001#5")
    assert proof(dossier(requests=(row,)), item, (YEARLY,), ordinal=0).day == day("2019-12-16")
    assert not proof(dossier(), item, (YEARLY,), ordinal=0).done


def test_a_work_log_that_only_names_the_paper_is_shown_but_proves_nothing() -> None:
    item = deliverable("1", "과업수행계획서", DueRule(kind=DueKind.AFTER_DAYS, number=14), trigger=Trigger.START)
    duty = Duty(id="D", rows=("A#1",), what="낸다", check=Check.DOCUMENT, parameters=("대상=한번", "기록=작업", "낱말=계획서"), deliverables=("1",))
    draft = work("W-1", "2019-05-24", 3, text="과업수행계획서 보완")
    assert proof(dossier(works=(draft,)), item, (duty,), ordinal=0) == Proof(ids=("W-1",), reason="제출한 기록 없음")
    assert proof(dossier(works=(replace(draft, text="과업수행계획서 제출"),)), item, (duty,), ordinal=0).day == day("2019-05-24")
