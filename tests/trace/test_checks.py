"""Every check by itself: what it plans, what it finds, and why it says so."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from pipeline.model.deliverable import DueKind, DueRule
from pipeline.model.duty import Check
from pipeline.model.log import BackupKind, Change, ChangeKind, Issue, Plan, RequestStatus, Responsibility
from pipeline.model.period import Month
from pipeline.trace.checks import CHECKS
from pipeline.trace.fulfilment import Fulfilment, Status
from tests.rules.sample import assets, exclusion, incident, person, work
from tests.rules.sample_logs import (
    JULY,
    backup,
    check,
    daily_backups,
    deliverable,
    monthly_deliverables,
    request,
    web_systems,
)
from tests.trace.thread_sample import LATER, duty, manifests, traced

D = Check


def july(
    kind: Check,
    *parameters: str,
    until: date = LATER,
    built: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
    **logs: Any,
) -> Fulfilment:
    """Return July of one duty."""
    found = traced(duty(check=kind, parameters=parameters, **(changes or {})), until=until, built=built, **logs).duty(
        "DU-1"
    )
    assert found is not None
    return next(month for month in found.months if month.month == JULY)


def told(found: Fulfilment) -> tuple[int, int, str]:
    """Return done, planned and status."""
    return found.done, found.planned, found.status.value


def test_every_check_has_its_rule() -> None:
    assert set(CHECKS) == set(Check)


def test_inspection_on_a_day_off_is_partly() -> None:
    found = july(D.INSPECTION, "시간=업무시간", inspections=(check(on="2019-07-20"),))
    assert told(found) == (1, 1, "일부") and found.reason == "휴일 방문: 7. 20."


@pytest.mark.parametrize(
    ("confirmed", "status", "said"),
    [
        ("2019-07-31", "이행", ""),
        ("2019-08-02", "일부", "2019. 8. 2. 확인, 기한 2019. 7. 31. 넘김"),
        (None, "미이행", "확인받지 않은 점검 1줄"),
    ],
)
def test_confirmation(confirmed: str | None, status: str, said: str) -> None:
    row = check(confirmed=date.fromisoformat(confirmed) if confirmed else None)
    found = july(D.CONFIRMATION, inspections=(row,), deliverables=monthly_deliverables())
    assert (found.status.value, found.reason) == (status, said)


def test_confirmation_is_not_owed_before_the_month_ends() -> None:
    assert july(D.CONFIRMATION, until=date(2019, 7, 31), inspections=(check(confirmed=None),)).reason == "기한 전"


def test_daily_backups_count_days_and_only_those_that_have_passed() -> None:
    runs = daily_backups(JULY, 9)
    assert told(july(D.DAILY_BACKUP, backups=runs)) == (30, 31, "일부")
    assert july(D.DAILY_BACKUP, backups=runs).reason == "성공한 백업이 없는 날: 7. 9."
    assert told(july(D.DAILY_BACKUP, backups=runs, until=date(2019, 7, 8))) == (8, 8, "이행")


def test_quarterly_backup_falls_due_with_its_quarter() -> None:
    run = backup("BK-Q", "2019-06-28 19:00", kind=BackupKind.QUARTERLY)
    found = traced(duty(check=D.QUARTERLY_BACKUP), backups=(run,), until=date(2019, 9, 30)).duty("DU-1")
    assert found is not None
    assert [(month.done, month.planned) for month in found.months] == [(0, 0), (1, 1), (0, 0), (0, 0), (0, 1)]
    assert found.reason == "2019-09 2019년 3분기 백업 기록 없음"
    early = traced(duty(check=D.QUARTERLY_BACKUP), backups=(run,), until=date(2019, 9, 29)).duty("DU-1")
    assert early is not None and early.status is Status.MET


def test_recovery_counts_chains_under_one_clause_and_excuses_force_majeure() -> None:
    good, late = incident(), incident("INC-2", "2019-07-10 10:00", "2019-07-10 15:00", kind="DBMS 장애")
    storm = incident(
        "INC-3",
        "2019-07-12 10:00",
        "2019-07-12 18:00",
        kind="네트워크 장애",
        responsibility=Responsibility.FORCE_MAJEURE,
    )
    found = july(D.RECOVERY, "조항=MAR-005#5", incidents=(good, late, storm))
    assert told(found) == (1, 2, "일부") and found.reason == "INC-2 초과 1시간; INC-3 초과 4시간(불가항력 면책)"
    assert found.figure == "준수 1 ÷ 적용 2 × 100 = 50.00%" and found.evidence == ("INC-1", "INC-2", "INC-3")
    agreed = exclusion("INC-2", "합의", "2019-07-10 11:00", "2019-07-10 13:00", "김담당")
    assert told(july(D.RECOVERY, "조항=MAR-005#5", incidents=(late,), exclusions=(agreed,))) == (1, 1, "이행")


def test_an_open_incident_counts_once_its_time_is_over() -> None:
    still = incident(recovered=None, reported="2019-07-09 13:05")
    assert told(july(D.RECOVERY, "조항=MAR-005#5", incidents=(still,), until=date(2019, 7, 9))) == (0, 0, "해당없음")
    assert told(july(D.RECOVERY, "조항=MAR-005#5", incidents=(still,), until=date(2019, 7, 10))) == (0, 1, "미이행")


def test_arrival_after_hours() -> None:
    night = incident(reported="2019-07-09 22:00", recovered="2019-07-10 03:30", arrived=datetime(2019, 7, 10, 2, 30))
    found = july(D.ARRIVAL, incidents=(night,))
    assert told(found) == (0, 1, "미이행") and "4시간 30분" in found.reason


def test_root_cause_needs_cause_and_prevention() -> None:
    late = incident(recovered="2019-07-09 18:05")
    assert told(july(D.ROOT_CAUSE, incidents=(late,))) == (1, 1, "이행")
    bare = july(D.ROOT_CAUSE, incidents=(incident(recovered="2019-07-09 18:05", prevention=""),))
    assert told(bare) == (0, 1, "미이행") and "예방대책 없음" in bare.reason


def test_a_temporary_recovery_asks_for_a_permanent_plan() -> None:
    given = incident(temporary=datetime(2019, 7, 9, 14), permanent_plan=date(2019, 7, 19))
    assert told(july(D.PERMANENT, incidents=(given,))) == (1, 1, "이행")
    assert told(july(D.PERMANENT, incidents=(given,), until=date(2019, 7, 18))) == (0, 1, "미이행")


def change(id: str, **facts: Any) -> Change:
    """Return one software change in July."""
    return Change(
        **({"id": id, "kind": ChangeKind.SOFTWARE, "applied": datetime(2019, 7, 5, 10), "title": "수정"} | facts)
    )


def test_a_software_change_asks_for_source_and_manuals() -> None:
    done, bare = change("C-1", source_submitted=date(2019, 7, 6)), change("C-2")
    patch = change("C-3", kind=ChangeKind.PATCH)
    trace = traced(
        duty(check=D.RECORD, parameters=("기록=변경", "구분=S/W", "항목=변경소스제출일")), changes=(done, bare, patch)
    )
    month = trace.duty("DU-1").months[2]
    assert (
        told(month) == (1, 2, "일부") and month.reason == "C-2 변경소스제출일 없음" and month.evidence == ("C-1", "C-2")
    )


def test_records_are_chosen_by_asset_word_and_role() -> None:
    people = (person("P01"), person("P02", role="대체인력"))
    works = (
        work("W-1", "2019-07-02", 1),
        work("W-2", "2019-07-03", 1, person_id="P02"),
        work("W-3", "2019-07-04", 1, text="현황 실사"),
    )
    assert july(D.PRESENCE, "기록=작업", "역할=대체", "회수=0", works=works, people=people).evidence == ("W-2",)
    assert july(D.PRESENCE, "기록=작업", "낱말=현황", "회수=0", works=works, people=people).evidence == ("W-3",)
    assert july(
        D.PRESENCE, "기록=장애", "자산=SW", "회수=0", incidents=(incident(), incident("INC-2", assets=("SW-01",)))
    ).evidence == ("INC-2",)


def test_presence_lacks_what_is_missing() -> None:
    found = july(D.PRESENCE, "기록=작업", "회수=3", works=(work("W-1", "2019-07-02", 1),))
    assert told(found) == (1, 3, "일부") and found.reason == "기록 1건, 3건 이상이어야 함"


def test_requests_of_a_row_and_of_a_kind() -> None:
    done = request("SR-1", "2019-07-03 10:00", "2019-07-04 10:00", requirement="MAR-001#1")
    held = request("SR-2", "2019-07-05 10:00", requirement="MAR-001#1", status=RequestStatus.HELD)
    other = request("SR-3", "2019-07-06 10:00", "2019-07-06 12:00", kind="콘텐츠", requirement="MAR-001#2")
    found = july(D.REQUEST, requests=(done, held, other))
    assert told(found) == (1, 2, "확인필요") and found.reason == "SR-2 보류"
    assert july(D.REQUEST, "구분=콘텐츠", requests=(done, held, other)).evidence == ("SR-3",)
    assert july(D.REQUEST, until=date(2019, 7, 3), requests=(done,)).reason == "SR-1 진행"
    assert july(D.REQUEST).reason == "해당 요청 없음"


def test_urgent_requests_have_a_day() -> None:
    late = request("SR-1", "2019-07-03 10:00", "2019-07-05 10:00", urgent=True)
    found = july(D.URGENT, requests=(late,))
    assert told(found) == (0, 1, "미이행") and "SR-1 요청일로부터 24시간 이내 넘김" in found.reason
    waiting = request("SR-1", "2019-07-03 10:00", urgent=True)
    assert told(july(D.URGENT, requests=(waiting,), until=date(2019, 7, 3))) == (0, 0, "해당없음")
    assert told(july(D.URGENT, requests=(waiting,), until=date(2019, 7, 5))) == (0, 1, "미이행")


def test_yearly_work_counts_when_done_and_lacks_in_the_last_month() -> None:
    done = request("SR-1", "2019-07-01 10:00", "2019-07-20 10:00", requirement="MAR-001#1")
    found = traced(duty(check=D.YEARLY, parameters=("회수=2",)), requests=(done,), until=LATER).duty("DU-1")
    assert found is not None
    assert [(month.done, month.planned) for month in found.months] == [(0, 0)] * 2 + [(1, 1)] + [(0, 0)] * 4 + [(0, 1)]
    assert found.status is Status.PARTLY and "1회 모자람" in found.reason
    half = traced(duty(check=D.YEARLY, parameters=("기간=반기",)), requests=(done,), until=LATER).duty("DU-1")
    assert half is not None and [month.planned for month in half.months] == [0, 1, 1, 0, 0, 0, 0, 0]


def test_plans_are_kept_by_the_end_of_their_month() -> None:
    plans = (
        Plan(month=JULY, kind="백업", text="복구시험", done=date(2019, 7, 30)),
        Plan(month=JULY, kind="백업", text="분기 백업", done=date(2019, 8, 2)),
        Plan(month=JULY, kind="점검", text="정기점검"),
    )
    found = july(D.PLAN, "구분=백업", plans=plans)
    assert told(found) == (1, 2, "일부") and found.reason == "미완료: 분기 백업"
    assert told(july(D.PLAN, until=date(2019, 7, 30), plans=plans)) == (1, 1, "이행")


def test_a_monthly_document_is_known_by_its_plan_or_its_file() -> None:
    given = {
        "deliverables": monthly_deliverables(),
        "changes": {"deliverables": ("4",), "template": "inspection-report"},
    }
    assert july(D.DOCUMENT, **given).status is Status.OPEN
    assert told(july(D.DOCUMENT, built=manifests("claim"), **given)) == (0, 1, "미이행")
    assert told(july(D.DOCUMENT, built=manifests(), **given)) == (1, 1, "이행")
    assert july(D.DOCUMENT, until=date(2019, 7, 31), **given).reason == "기한 전"
    late = (Plan(month=JULY, kind="관리", text="7월 월간보고서 제출", done=date(2019, 8, 2)),)
    found = july(D.DOCUMENT, "계획=월간보고서", plans=late, **given)
    assert told(found) == (1, 1, "일부") and found.reason == "2019. 8. 2. 제출, 기한 2019. 7. 31. 넘김"
    assert told(
        july(D.DOCUMENT, "계획=월간보고서", plans=(Plan(month=JULY, kind="관리", text="월간보고서"),), **given)
    ) == (
        0,
        1,
        "미이행",
    )


def test_a_document_for_each_incident() -> None:
    two = (incident(), incident("INC-2", "2019-07-10 10:00", "2019-07-10 11:00", kind="DBMS 장애"))
    found = july(
        D.DOCUMENT,
        "대상=장애",
        changes={"template": "incident-report"},
        incidents=two,
        built=manifests("incident-report"),
    )
    assert told(found) == (1, 2, "일부") and found.reason == "2건 가운데 1건 작성"
    assert july(D.DOCUMENT, "대상=장애", changes={"template": "incident-report"}, incidents=two).status is Status.OPEN


def test_a_document_once() -> None:
    plan = deliverable("1", "과업수행계획서", DueRule(kind=DueKind.AFTER_DAYS, number=14, words="계약 후 14일 이내"))
    logged = (work("W-1", "2019-05-24", 3, kind="관리", text="과업수행계획서 보완"),)
    one = duty(check=D.DOCUMENT, parameters=("대상=한번", "기록=작업", "낱말=과업수행계획서"), deliverables=("1",))
    found = traced(one, deliverables=(plan,), works=logged).duty("DU-1")
    assert (
        found is not None
        and found.status is Status.OPEN
        and found.reason == "2019-05 제출 기록 없음, 기한 2019. 5. 27."
    )
    assert found.evidence == ("W-1",)


def test_availability_without_a_target_is_for_a_person() -> None:
    given = {"assets": (*assets(), *web_systems()), "incidents": (incident(),)}
    found = july(D.AVAILABILITY, **given)
    assert found.status is Status.OPEN and "목표 수치가 없음" in found.reason and "99.7" in found.figure
    assert told(july(D.AVAILABILITY, "목표=99.0", **given)) == (1, 1, "이행")
    assert told(july(D.AVAILABILITY, "목표=99.9", **given)) == (0, 1, "미이행")


def test_people_by_role() -> None:
    works = (work("W-1", "2019-07-02", 1),)
    assert told(july(D.QUALIFICATION, "역할=총괄", works=works)) == (1, 1, "이행")
    assert told(july(D.QUALIFICATION, "역할=총괄", works=works, people=(person(years=3),))) == (0, 1, "미이행")
    assert told(july(D.QUALIFICATION, "역할=총괄", "회수=2", works=works)) == (1, 2, "일부")
    assert told(july(D.QUALIFICATION, "역할=대체", "회수=0", works=works)) == (0, 0, "해당없음")
    substitute = july(D.QUALIFICATION, "역할=대체", "회수=0", works=works, people=(person(role="대체인력"),))
    assert substitute.status is Status.OPEN


def test_a_person_who_leaves_is_for_a_person_to_check() -> None:
    found = july(D.REPLACEMENT, people=(person(left=date(2019, 7, 15)),))
    assert told(found) == (0, 1, "확인필요") and found.reason.startswith("P01 철수 2019. 7. 15.")
    assert july(D.REPLACEMENT).reason == "인력 변동 없음"


@pytest.mark.parametrize(
    ("pledged", "status"),
    [("2019-05-14", "이행"), ("2019-05-15", "확인필요"), ("2019-05-20", "미이행"), (None, "미이행")],
)
def test_pledges_come_before_the_first_day(pledged: str | None, status: str) -> None:
    people = (person(pledged=date.fromisoformat(pledged) if pledged else None),)
    found = traced(duty(check=D.PLEDGE), people=people).duty("DU-1")
    assert (
        found is not None
        and found.months[0].status.value == status
        and found.months[1].reason == "새로 투입한 사람 없음"
    )


def test_training_on_any_day() -> None:
    found = traced(duty(check=D.TRAINING), people=(person(trained=date(2019, 6, 3)), person("P02", trained=None))).duty(
        "DU-1"
    )
    assert (
        found is not None and told(found.months[0]) == (1, 2, "일부") and found.months[0].reason == "P02 교육 기록 없음"
    )


def test_what_only_a_person_can_tell() -> None:
    assert july(D.PERSON).status is Status.OPEN and july(D.PERSON).reason == "까닭"
    for when, months in (("착수", [0]), ("종료", [7])):
        found = traced(duty(check=D.PERSON, parameters=(f"시점={when}",))).duty("DU-1")
        assert (
            found is not None and [n for n, month in enumerate(found.months) if month.status is Status.OPEN] == months
        )
    assert july(D.PERSON, "시점=발생", "기록=이슈").reason == "해당 기록 없음"
    issue = Issue(id="ISS-1", day=date(2019, 7, 3), text="누수")
    assert july(D.PERSON, "시점=발생", "기록=이슈", issues=(issue,)).evidence == ("ISS-1",)
    assert july(D.NOTHING).status is Status.NONE


def test_every_status_but_met_has_its_reason() -> None:
    for kind in Check:
        found = traced(duty(check=kind, parameters=("조항=MAR-005#5", "기록=작업", "항목=시간", "역할=총괄"))).duty(
            "DU-1"
        )
        assert found is not None and found.reason
        assert all(month.reason for month in found.months if month.status is not Status.MET), kind
        assert [month.month for month in found.months] == [Month(2019, number) for number in range(5, 13)]
