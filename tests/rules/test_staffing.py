"""A month's staffing: hours, qualification, pledge, training and after-hours arrival."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.problems import Problem, Severity
from pipeline.rules.staffing import arrival_note, check, qualification, staffing
from tests.rules.sample import TWO_HOURS, at, contract, day, dossier, incident, person, term, work

JULY = Month(2019, 7)
CALM = contract(recovery=(replace(TWO_HOURS, hours=Decimal(5)),))  # leaves an hour after arrival: no note


def problems(**facts: object) -> list[Problem]:
    return check(dossier(**({"contract": CALM} | facts)))


def test_hours_by_kind() -> None:
    works = (
        work("W-1", "2019-07-01", 8), work("W-2", "2019-07-01", "2.5", "장애조치"), work("W-3", "2019-07-31", 8),
        work("W-4", "2019-08-01", 8), work("W-5", "2019-07-02", 4, person_id="P02"),
    )
    found = staffing(dossier(works=works, people=(person(), person("P02", "전담인력", 3))), JULY)
    first, second = found.people
    assert first.hours == (("장애조치", Decimal("2.5")), ("점검", Decimal(16)))
    assert (first.total, first.days, [each.id for each in first.works]) == (Decimal("18.5"), 2, ["W-1", "W-2", "W-3"])
    assert first.steps[0] == "작업시간 장애조치 2.5 + 점검 16 = 18.5시간 (2일)"
    assert (second.total, found.total) == (Decimal(4), Decimal("22.5"))
    assert found.hours == (("장애조치", Decimal("2.5")), ("점검", Decimal(20)))


def test_people_of_the_month() -> None:
    people = (person("P01"), person("P02", joined=day("2019-08-01")), person("P03", left=day("2019-06-30")),
              person("P04", left=day("2019-06-30")))
    given = dossier(people=people, works=(work("W-1", "2019-07-01", 1, person_id="P04"),))
    assert [each.person.id for each in staffing(given, JULY).people] == ["P01", "P04"]
    assert staffing(given, JULY).people[0].steps[0] == "작업기록 없음"


@pytest.mark.parametrize(
    ("role", "years", "verdict"),
    [("총괄관리자(PM)", "5", "적합"), ("총괄관리자(PM)", "4.9", "부적합"), ("pm", "4", "부적합"), ("전담인력", "3", "적합"),
     ("전담인력", "2.5", "부적합"), ("대체인력", "0", "해당 없음")],
)
def test_qualification(role: str, years: str, verdict: str) -> None:
    assert qualification(contract(), person(role=role, years=years)).verdict == verdict


def test_qualification_step() -> None:
    found = qualification(contract(), person(years="7.5"))
    assert found.step == "경력 7.5년, 요구 5년 이상 (MHR-001 1)): 적합"


@pytest.mark.parametrize(
    ("pledged", "state", "severities"),
    [("2019-05-14", "투입 전 서약", []), ("2019-05-15", "투입 당일 서약", [Severity.NOTE]),
     ("2019-05-16", "투입 후 서약", [Severity.WARNING]), (None, "미제출", [Severity.WARNING])],
)
def test_pledge(pledged: str | None, state: str, severities: list[Severity]) -> None:
    someone = person(pledged=day(pledged) if pledged else None)
    assert staffing(dossier(people=(someone,)), JULY).people[0].pledge == state
    assert [problem.severity for problem in problems(people=(someone,))] == severities


def test_unqualified_and_untrained_people_are_named() -> None:
    found = problems(people=(person(years=4, trained=None),))
    assert [(problem.severity, problem.at.field) for problem in found] == [
        (Severity.WARNING, "경력년수"), (Severity.NOTE, "보안교육일")
    ]


def test_work_outside_the_assignment_is_warned() -> None:
    someone = person(left=day("2019-07-10"))
    works = (work("W-1", "2019-05-14", 1), work("W-2", "2019-07-10", 1), work("W-3", "2019-07-11", 1))
    assert [problem.message[:3] for problem in problems(people=(someone,), works=works)] == ["W-1", "W-3"]


def test_a_day_has_24_hours() -> None:
    works = (work("W-1", "2019-07-01", 16), work("W-2", "2019-07-01", 9), work("W-3", "2019-07-02", 24))
    [problem] = problems(works=works)
    assert problem.stops and "25시간" in problem.message


def called(arrived: str | None, reported: str = "2019-07-09 20:00", requested: str | None = None) -> Dossier:
    return dossier(incident(reported=reported, recovered="2019-07-10 03:00", arrived=at(arrived) if arrived else None,
                            requested=at(requested) if requested else None))


@pytest.mark.parametrize(
    ("arrived", "requested", "minutes", "met"),
    [("2019-07-10 00:00", None, 240, True), ("2019-07-10 00:01", None, 241, False),
     ("2019-07-10 00:01", "2019-07-09 20:01", 240, True), (None, None, None, None)],
)
def test_after_hours_arrival(arrived: str | None, requested: str | None, minutes: int | None, met: bool | None) -> None:
    [found] = staffing(called(arrived, requested=requested), JULY).arrivals
    assert (found.when, found.minutes, found.met) == ("야간", minutes, met)


def test_arrival_counts_only_after_hours_and_by_a_clause() -> None:
    by_day = dossier(incident(reported="2019-07-09 10:00", recovered="2019-07-09 11:00"))
    assert staffing(by_day, JULY).arrivals == ()
    given = called("2019-07-10 00:00")
    assert staffing(replace(given, contract=contract(terms=())), JULY).arrivals == ()


def test_arrival_in_time_may_be_too_late() -> None:
    note = arrival_note(contract())
    assert "V-1 2시간" in note and "MAR-005 4) 4시간" in note and "8시간" not in note
    assert note == staffing(dossier(), JULY).note
    assert [problem.severity for problem in check(dossier())] == [Severity.NOTE]
    assert arrival_note(CALM) == "" and arrival_note(contract(terms=(term("x", 1),))) == ""
