"""The obligations calendar: what is owed when, each deadline beside the other, and what the logs say of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.deliverable import DueKind, DueRule, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.duty import Waiver
from pipeline.model.period import Month, Period
from pipeline.problems import Severity
from pipeline.rules.calendar import Calendar
from pipeline.rules.obligations import check, obligations, overdue, to_come
from pipeline.rules.occurrence.occurrence import Built, Obligation, State
from tests.rules.occurrence.duties import INSPECTION, QUARTERLY, REPORT
from tests.rules.sample import day, dossier, incident, person
from tests.rules.sample_logs import check as visit
from tests.rules.sample_logs import deliverable, monthly_deliverables

PLEDGE = deliverable("1c", "보안서약서", DueRule(kind=DueKind.BEFORE_EVENT, event="투입일", clause="SER-001 2)"), trigger=Trigger.STAFFING)
PLAN = deliverable("1", "과업수행계획서", DueRule(kind=DueKind.AFTER_DAYS, number=14, event="계약일", clause="V-5a"), trigger=Trigger.START)


def found(data: Dossier, until: str, *documents: Built) -> dict[str, Obligation]:
    """Return id → obligation."""
    return {each.id: each for each in obligations(data, day(until), documents)}


def test_two_deadlines_of_one_report_stand_on_their_own_days() -> None:
    both = found(dossier(deliverables=monthly_deliverables()), "2019-06-30")
    first, second = both["4/2019-06/1"], both["4/2019-06/2"]
    assert (first.deadline.nominal, first.legal_due, first.recommended_due) == (day("2019-06-30"), day("2019-07-01"), day("2019-06-28"))
    assert (second.legal_due, second.recommended_due) == (day("2019-07-10"), day("2019-07-10"))
    assert first.others == ("V-1 2019. 7. 10.(수)",) and second.others == ("MAR-004 3) 2019. 7. 1.(월)",)
    assert first.title == "정기점검보고서 (2019년 6월분)" and first.trigger == "매월 2019년 6월"


def test_dated_ones_come_first_by_day() -> None:
    every = obligations(dossier(deliverables=(*monthly_deliverables(), PLAN, deliverable("5", "백업결과보고서"))), day("2019-08-31"))
    days = [str(each.legal_due) for each in every if each.legal_due]
    assert days == sorted(days) and [each.legal_due for each in every[len(days):]] == [None] * (len(every) - len(days))


def test_a_month_ahead_is_not_yet_owed_and_one_that_began_is() -> None:
    ids = found(dossier(deliverables=monthly_deliverables()), "2019-06-01")
    assert "23/2019-06/1" in ids and "23/2019-07/1" not in ids


@pytest.mark.parametrize(
    ("until", "state"),
    [("2019-07-09", State.AHEAD), ("2019-07-10", State.AHEAD), ("2019-07-11", State.UNKNOWN)],
)
def test_the_deadlines_own_day_is_still_left(until: str, state: State) -> None:
    assert found(dossier(deliverables=monthly_deliverables()), until)["23/2019-06/1"].state is state


def test_a_built_report_is_done_and_what_nobody_knows_is_not_overdue() -> None:
    claim = replace(deliverable("23", "청구서", DueRule(kind=DueKind.NEXT_MONTH_DAY, number=10, clause="V-1")), template="claim")
    states = found(dossier(deliverables=(claim,)), "2019-07-31", Built("2019-05/대금청구서", "claim", Month(2019, 5)))
    assert states["23/2019-05/1"].state is State.DONE and states["23/2019-05/1"].evidence == ("2019-05/대금청구서",)
    assert states["23/2019-06/1"].state is State.UNKNOWN and not overdue(states.values())


def test_a_missing_pledge_is_overdue_and_a_late_one_is_done_late() -> None:
    people = (person("P01"), person("P02", pledged=None), person("P03", pledged=day("2019-05-20")))
    states = found(dossier(deliverables=(PLEDGE,), people=people), "2019-06-30")
    one, two, three = (states[f"1c/P0{number}/1"] for number in (1, 2, 3))
    assert (one.state, one.late, one.done) == (State.DONE, False, day("2019-05-14"))
    assert two.state is State.OVERDUE and overdue(states.values()) == [two]
    assert three.state is State.DONE and three.late and "넘김" in three.reason


def test_what_was_done_later_is_not_done_on_the_day() -> None:
    people = (person("P03", pledged=day("2019-06-20")),)
    assert found(dossier(deliverables=(PLEDGE,), people=people), "2019-06-10")["1c/P03/1"].state is State.UNKNOWN


def test_an_inspection_with_an_asset_missed_is_overdue_until_excepted() -> None:
    visits = tuple(visit(asset, on) for on in ("2019-06-20", "2019-07-18") for asset in ("HW-01", "HW-02", "SW-01"))[:-1]
    data = dossier(inspections=visits, duties=(INSPECTION,))
    states = found(data, "2019-08-31")
    assert states["DU-1/2019-06/1"].state is State.DONE
    assert states["DU-1/2019-07/1"].state is State.OVERDUE and "SW-01" in states["DU-1/2019-07/1"].reason
    assert states["DU-1/2019-08/1"].state is State.AHEAD
    waiver = Waiver(target="DU-1", reason="이전 공사", approved_by="정담당", approved=day("2019-08-01"), start=day("2019-07-01"), end=day("2019-07-31"))
    excepted = found(dossier(inspections=visits, duties=(INSPECTION,), waivers=(waiver,)), "2019-08-31")
    assert excepted["DU-1/2019-07/1"].state is State.WAIVED and "정담당" in excepted["DU-1/2019-07/1"].reason


def test_work_of_a_month_is_never_put_off() -> None:
    owed = found(dossier(duties=(INSPECTION,)), "2019-06-30")["DU-1/2019-06/1"]
    assert (owed.legal_due, owed.recommended_due) == (day("2019-06-30"), day("2019-06-28"))
    assert found(dossier(duties=(QUARTERLY,)), "2019-09-30")["DU-2/2019년 3분기/1"].legal_due == day("2019-09-30")


def test_every_recovery_clause_gives_its_own_moment() -> None:
    states = found(dossier(incident(reported="2019-07-09 13:05", recovered="2019-07-09 16:05")), "2019-07-31")
    recovery = {each.clause: (each.legal_due, each.state, each.late) for each in states.values() if each.what == "장애 복구"}
    assert recovery["V-1"] == (datetime(2019, 7, 9, 15, 5), State.DONE, True)
    assert recovery["MAR-005 4)"] == (datetime(2019, 7, 9, 17, 5), State.DONE, False)


def test_an_open_incident_is_overdue_by_the_day_after() -> None:
    data = dossier(incident(reported="2019-07-09 13:05", recovered=None))
    assert {each.state for each in obligations(data, day("2019-07-09")) if each.what == "장애 복구"} == {State.AHEAD}
    assert {each.state for each in obligations(data, day("2019-07-10")) if each.what == "장애 복구"} == {State.OVERDUE}


def test_a_deliverable_without_a_day_is_never_overdue() -> None:
    data = dossier(incident(), deliverables=(deliverable("6", "장애결과보고서", DueRule(event="복구", words="수시"), trigger=Trigger.INCIDENT),))
    assert found(data, "2019-12-31")["6/INC-1/1"].state is State.UNDATED


def test_next_month_leaves_out_what_is_done_and_hours() -> None:
    data = dossier(incident(reported="2019-06-30 23:00", recovered=None), deliverables=monthly_deliverables(), duties=(REPORT,))
    titles = [(each.title, each.legal_due) for each in to_come(data, Period(day("2019-07-01"), day("2019-07-31")), day("2019-06-30"))]
    assert titles == [
        ("정기점검보고서 (2019년 6월분)", day("2019-07-01")),
        ("정기점검보고서 (2019년 6월분)", day("2019-07-10")),
        ("청구서와 검수서류 (2019년 6월분)", day("2019-07-10")),
        ("정기점검보고서 (2019년 7월분)", day("2019-07-31")),
    ]


@settings(max_examples=30, deadline=None)
@given(until=st.dates(date(2019, 5, 1), date(2020, 2, 28)), number=st.integers(1, 31), days=st.integers(1, 60))
def test_any_day_gives_one_calendar(until: date, number: int, days: int) -> None:
    tenth = DueRule(kind=DueKind.NEXT_MONTH_DAY, number=number, clause="V-1")
    after = DueRule(kind=DueKind.AFTER_DAYS, number=days, event="계약일", clause="V-5a")
    data = dossier(deliverables=(deliverable("23", "청구서", tenth), deliverable("1", "계획서", after, trigger=Trigger.START)), duties=(INSPECTION,))
    every, calendar = obligations(data, until), Calendar(data.law, data.contract)
    assert len({each.id for each in every}) == len(every)
    assert every == obligations(data, until)
    for each in every:
        if each.number and isinstance(each.legal_due, date) and isinstance(each.recommended_due, date):
            assert not calendar.is_holiday(each.legal_due) and each.recommended_due <= each.legal_due
            assert (each.state is State.AHEAD) == (each.legal_due >= until) or each.state is State.DONE


@pytest.mark.parametrize(
    ("rule", "trigger", "known"),
    [
        (DueRule(kind=DueKind.AFTER_DAYS, number=14, event="계약 체결일"), Trigger.START, True),
        (DueRule(kind=DueKind.AFTER_DAYS, number=14, event="낙찰 통지"), Trigger.START, False),
        (DueRule(kind=DueKind.AFTER_DAYS, number=5, event="보고하는 달"), Trigger.MONTHLY, True),
        (DueRule(kind=DueKind.BEFORE_DAYS, number=7, event="수탁계약 체결일"), Trigger.OCCASION, True),
        (DueRule(kind=DueKind.BEFORE_DAYS, number=7), Trigger.OCCASION, False),
        (DueRule(kind=DueKind.BEFORE_EVENT), Trigger.OCCASION, True),
        (DueRule(kind=DueKind.AFTER_HOURS, number=24, event="긴급 요청"), Trigger.REQUEST, True),
        (DueRule(kind=DueKind.MONTH_END), Trigger.OCCASION, False),
        (DueRule(kind=DueKind.WITH, event="없는 보고서"), Trigger.START, False),
        (DueRule(kind=DueKind.WITHOUT_DELAY, event="파기"), Trigger.END, True),
    ],
)
def test_an_event_that_nobody_knows_is_told(rule: DueRule, trigger: Trigger, known: bool) -> None:
    problems = check(dossier(deliverables=(deliverable("1", "보고서", rule, trigger=trigger),)))
    assert [each.severity for each in problems] == ([] if known else [Severity.WARNING])
    assert all(each.code == "R-OBL-01" and each.hint for each in problems)
