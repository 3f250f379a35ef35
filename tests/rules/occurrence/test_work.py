"""Work that is due at a time: backups, quarters, years, plans, records, recovery and arrival."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.model.deliverable import Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty
from pipeline.model.log import Backup, BackupKind, Plan
from pipeline.model.period import Month
from pipeline.rules.calendar import Calendar
from pipeline.rules.occurrence.citation import Citations
from pipeline.rules.occurrence.events import Events
from pipeline.rules.occurrence.occurrence import Draft
from pipeline.rules.occurrence.work import work
from tests.rules.occurrence.duties import INSPECTION, QUARTERLY, YEARLY
from tests.rules.sample import at, day, dossier, incident
from tests.rules.sample_logs import check, deliverable

DAILY = Duty(id="DU-8", rows=("A#1",), what="날마다 백업한다", cycle="하루 1회", by="매일", check=Check.DAILY_BACKUP)
PLANS = Duty(id="DU-9", rows=("A#1",), what="계획을 이행한다", by="예정한 달", check=Check.PLAN, parameters=("구분=백업",))
SEEN = Duty(id="DU-10", rows=("A#1",), what="DBMS를 점검한다", by="그 달 안", check=Check.PRESENCE, parameters=("기록=점검", "자산=SW-01", "회수=1"))


def drafts(data: Dossier, until: str) -> dict[str, Draft]:
    events = Events(data, day(until), day(until))
    return {f"{each.thing}/{each.ordinal}": each for each in work(events, Calendar(data.law, data.contract), Citations(data))}


def nights(first: str, count: int, failed: int = 0) -> tuple[Backup, ...]:
    """Return one run a night; the last `failed` ones failed."""
    start = at(f"{first} 02:00")
    return tuple(
        Backup(id=f"BK-{n}", kind=BackupKind.DAILY, target="DB", started=start + timedelta(days=n), succeeded=n < count - failed) for n in range(count)
    )


def test_a_lost_night_lacks_at_once_and_a_running_month_is_open() -> None:
    data = dossier(backups=nights("2019-05-15", 47), duties=(DAILY,))
    assert drafts(data, "2019-06-30")["DU-8/2019-05/1"].prove().done
    assert drafts(data, "2019-06-30")["DU-8/2019-06/1"].prove().day == day("2019-06-30")
    assert not drafts(data, "2019-06-20")["DU-8/2019-06/1"].prove().done
    broken = dossier(backups=nights("2019-05-15", 40, failed=1), duties=(DAILY,))
    assert drafts(broken, "2019-06-23")["DU-8/2019-06/1"].prove().lacking


def test_daily_work_knows_no_holidays() -> None:
    due = drafts(dossier(duties=(DAILY,)), "2019-06-30")["DU-8/2019-06/1"].deadline
    assert due.legal_due == due.recommended_due == day("2019-06-30")  # a Sunday


def test_a_quarter_is_clipped_to_the_term_and_silence_is_a_fact_where_the_log_is_kept() -> None:
    run = Backup(id="BK-Q", kind=BackupKind.QUARTERLY, target="소스", started=at("2019-06-28 19:00"), succeeded=True)
    found = drafts(dossier(backups=(run, *nights("2019-09-30", 1)), duties=(QUARTERLY,)), "2019-10-31")
    assert [each.event.first for each in found.values() if each.event] == [day("2019-05-15"), day("2019-07-01"), day("2019-10-01")]
    second, third, fourth = (each.prove() for each in found.values())
    assert second.done and third.lacking and not fourth.lacking
    assert not drafts(dossier(duties=(QUARTERLY,)), "2019-10-31")["DU-2/2019년 3분기/1"].prove().lacking


def test_a_yearly_duty_whose_paper_is_yearly_itself_does_not_stand_twice() -> None:
    assert "DU-5/2019-05-15/1" in drafts(dossier(duties=(YEARLY,)), "2019-12-31")
    paper = deliverable("8", "현황", trigger=Trigger.YEARLY)
    assert drafts(dossier(duties=(YEARLY,), deliverables=(paper,)), "2019-12-31") == {}
    halves = replace(YEARLY, parameters=("기간=반기",))
    assert [each.deadline.legal_due for each in drafts(dossier(duties=(halves,)), "2019-12-31").values()] == [day("2019-06-30"), day("2019-12-31")]


def test_a_duty_without_a_time_is_no_work_of_the_calendar() -> None:
    assert drafts(dossier(duties=(replace(YEARLY, by=""),)), "2019-12-31") == {}


def test_plans_are_done_together_or_named() -> None:
    done = Plan(month=Month(2019, 6), kind="백업", text="복구시험", done=day("2019-06-27"))
    open_ = Plan(month=Month(2019, 6), kind="백업", text="소스 백업")
    assert drafts(dossier(plans=(done,), duties=(PLANS,)), "2019-06-30")["DU-9/2019-06/1"].prove().day == day("2019-06-27")
    proof = drafts(dossier(plans=(done, open_), duties=(PLANS,), inspections=(check(on="2019-06-20"),)), "2019-07-31")["DU-9/2019-06/1"].prove()
    assert proof.lacking and "소스 백업" in proof.reason
    assert drafts(dossier(duties=(PLANS,)), "2019-06-30") == {}


def test_a_record_a_month() -> None:
    found = drafts(dossier(inspections=(check("SW-01", "2019-07-18"),), duties=(SEEN,)), "2019-07-31")
    assert found["DU-10/2019-07/1"].prove().done and found["DU-10/2019-06/1"].prove().lacking


def test_visits_without_named_assets_only_have_to_be_made() -> None:
    visits = dossier(inspections=(check("HW-01", "2019-06-20"),), duties=(replace(INSPECTION, parameters=("회수=1",)),))
    assert drafts(visits, "2019-06-30")["DU-1/2019-06/1"].prove().done
    assert drafts(replace(visits, duties=(INSPECTION,)), "2019-06-30")["DU-1/2019-06/1"].prove().lacking


def test_recovery_and_arrival_of_one_call_at_night() -> None:
    called = incident(reported="2019-07-09 22:00", recovered="2019-07-09 23:30", requested=at("2019-07-09 22:10"), arrived=at("2019-07-09 23:00"))
    found = drafts(dossier(called), "2019-07-31")
    assert found["출근/INC-1/1"].deadline.legal_due == datetime(2019, 7, 10, 2, 10) and found["출근/INC-1/1"].prove().done
    clauses = [each.clause for id, each in found.items() if id.startswith("복구/")]
    assert clauses == ["MAR-001 10)", "MAR-005 4)", "QUR-001 1)", "V-1"]
    assert drafts(dossier(called), "2019-07-08") == {}
