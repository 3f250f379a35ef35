"""Grades, arrivals, unapplied readings and witnessed tests: what they do to clocks, and what is said when they are missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.dossier import Dossier
from pipeline.model.log import Responsibility
from pipeline.model.period import Month
from pipeline.problems import Location, Severity
from pipeline.rules.penalty_cause import causes
from pipeline.rules.recovery import Assessment, assess, check
from pipeline.rules.recovery_facts import heaviest
from pipeline.rules.reliability import reliability
from pipeline.rules.root_cause import triggers
from tests.rules.sample import at, contract, dossier, incident
from tests.rules.sample_cloud import ARRIVAL, RULES, cloud, cloud_contract, graded, recovery

JULY = Month(2019, 7)


def only(given: Dossier) -> Assessment:
    [found] = assess(given)
    return found


def problems(given: Dossier) -> dict[str, Severity]:
    return {problem.message: problem.severity for problem in check(given)}


def test_arrival_and_recovery_are_two_clocks_of_one_clause() -> None:
    found = only(cloud(graded()))
    arrival, repair = found.clocks
    assert (arrival.gross, arrival.margin, arrival.met) == (150, 210, True)  # 09:00 → 11:30, of six hours
    assert (repair.gross, repair.margin, repair.met) == (700, 20, True)  # 11:30 → 23:10 = 11 h 40, of twelve
    assert arrival.asked == "통보 후 6시간 이내 도착" and repair.asked == "도착 후 12시간 (Critical)"
    assert arrival.steps[0] == "통보 2019. 7. 9. 09:00 → 도착 2019. 7. 9. 11:30 = 2시간 30분"
    assert repair.steps[0] == "도착 2019. 7. 9. 11:30 → 시험확인 2019. 7. 9. 23:10 = 11시간 40분"
    assert found.severity == "Critical" and found.verdict == "준수" and not found.disagree
    assert found.met_under == ("II 라. 3) 도착", "II 라. 3) (Critical)")


def test_an_unapplied_reading_is_printed_and_counts_for_nothing() -> None:
    given = cloud(graded(responsibility=Responsibility.CONTRACTOR))
    found = only(given)
    [reading] = found.readings
    assert (reading.gross, reading.margin, reading.met) == (850, -130, False)  # 09:00 → 23:10 = 14 h 10
    assert reading.use_words == "참고(적용하지 않은 해석)" and found.clocks[1].use_words == "적용"
    assert not found.late and found.late_under == () and found.differing == (reading,)
    assert causes(given, JULY, (found,)) == () and triggers(given, JULY, (found,)) == ()
    rates = reliability(given, JULY, (found,)).clauses
    assert [each.rule.id for each in rates] == ["R#arrival", "R#Critical-도착", "R#Major-도착", "R#Minor-도착"]
    assert problems(given) == {
        "INC-1: 적용하지 않은 해석으로는 판정이 다릅니다. 적용 준수 / 참고 통보 후 12시간 (Critical) 초과 2시간 10분": Severity.NOTE
    }


def test_grade_chooses_its_own_limit() -> None:
    found = only(cloud(graded(severity="Minor")))
    assert [clock.limit for clock in found.every] == [360, 2880, 2880]
    assert found.differing == () and problems(cloud(graded(severity="Minor"))) == {}


def test_late_arrival_and_kept_recovery_do_not_disagree() -> None:
    found = only(cloud(graded(arrived=at("2019-07-09 15:01"))))
    assert found.late_under == ("II 라. 3) 도착",) and found.met_under == ("II 라. 3) (Critical)",)
    assert found.verdict == "초과" and not found.disagree


def test_an_incident_without_a_grade_is_held_under_every_grade() -> None:
    given = cloud(graded(severity=""))
    found = only(given)
    assert [clock.rule.id for clock in found.clocks] == ["R#arrival"]
    assert [clock.limit for clock in found.held] == [720, 1440, 2880] and len(found.readings) == 3
    assert {clock.verdict for clock in (*found.held, *found.readings)} == {"판단 보류"}
    assert found.held[0].steps[-1] == "기한 12시간, 경과 11시간 40분: 등급 기록 없음, 판단 보류"
    assert found.verdict == "판단 보류" and not any(clock.overdue(at("2020-01-01 00:00")) for clock in found.held)
    assert problems(given) == {"INC-1: 등급이 없어 등급별 복구기한의 판단을 보류합니다.": Severity.WARNING}


def test_unknown_grades_stop_with_a_suggestion() -> None:
    place = Location("logs/incidents.csv", 2)
    [problem] = [each for each in check(cloud(graded(severity="critcal", at=place))) if each.stops]
    assert problem.message == "INC-1: 계약의 장애등급에 없는 등급입니다: ‘critcal’"
    assert problem.at.field == "등급" and problem.hint == "혹시 ‘Critical’? 장애등급: Critical, Major, Minor"
    rules = cloud(graded(), contract=cloud_contract(recovery=(*RULES, recovery("Blocker", 1))))
    assert [each.message for each in check(rules) if each.stops] == ["복구기한 R#Blocker-도착: 계약의 장애등급에 없는 등급입니다: ‘Blocker’"]


def test_a_chain_bears_its_heaviest_grade() -> None:
    # tested 23:10, again at 00:10: exactly sixty minutes, so it goes on
    again = graded("INC-2", "Major", "2019-07-10 01:00", "2019-07-10 01:30", "2019-07-10 00:10", arrived=at("2019-07-10 00:20"))
    found = only(cloud(graded(severity="Minor"), again))
    assert found.chain.ids == ("INC-1", "INC-2") and found.severity == "Major"
    repair = found.clocks[1]
    assert (repair.limit, repair.gross) == (1440, 840)  # 11:30 → 01:30 the next day = 14 h
    assert repair.steps[0] == "INC-1 시험확인 1시간 뒤 INC-2 발생: 재발 기준 1시간 이내 → 계속된 장애"
    later = replace(again, occurred=at("2019-07-10 00:11"))
    assert [each.severity for each in assess(cloud(graded(severity="Minor"), later))] == ["Minor", "Major"]
    assert heaviest((), cloud_contract()) == "" and heaviest((graded(severity="가"),), contract()) == "가"


def test_no_arrival_is_said_and_not_judged_against_anybody() -> None:
    given = cloud(graded(arrived=None))
    found = only(given)
    assert found.clocks == () and [clock.held for clock in found.held] == ["도착일시 기록 없음"] * 2
    assert found.held[1].steps[-1] == "기한 12시간, 경과 14시간 10분: 도착일시 기록 없음, 판단 보류"
    assert found.verdict == "판단 보류"
    assert [message for message, severity in problems(given).items() if severity is Severity.WARNING] == [
        "INC-1: 도착일시가 없어 판단을 보류합니다. 현장 도착 기한(통보 후 6시간), Critical 복구기한(도착 후 12시간)"
    ]


def test_no_arrival_but_in_time_even_from_the_report_is_met() -> None:
    found = only(cloud(graded(arrived=None, severity="Major")))  # 14 h 10 from the report, of 24
    [repair] = found.clocks
    assert repair.met and repair.start_words == "통보(도착일시 기록 없음)" and [clock.rule for clock in found.held] == [ARRIVAL]


def test_nobody_arrived_at_an_open_incident() -> None:
    found = only(cloud(graded(arrived=None, recovered=None, tested=None)))
    [arrival] = found.clocks
    assert arrival.verdict == "미도착" and arrival.due == at("2019-07-09 15:00") and arrival.overdue(at("2019-07-09 15:01"))
    assert found.verdict == "미복구" and found.strictest is arrival
    assert [clock.held for clock in found.held] == ["도착일시 기록 없음"]
    [cause] = triggers(cloud(graded(arrived=None, recovered=None, tested=None)), JULY, (found,))
    assert cause.reasons == ("INC-1 복구시간 초과: II 라. 3) 도착 기한 6시간 경과, 미도착",) and cause.clause == "II 라. 3)"


def test_recovery_from_afar_before_the_arrival_takes_no_time() -> None:
    given = cloud(graded(recovered="2019-07-09 10:30"), contract=cloud_contract(terms=()))
    repair = only(given).clocks[1]
    assert (repair.gross, repair.met) == (0, True)
    assert repair.steps[0] == "도착 2019. 7. 9. 11:30 → 복구 2019. 7. 9. 10:30 = 0분, 도착 전에 복구"
    assert Severity.WARNING in problems(given).values() and not any(each.stops for each in check(given))


@pytest.mark.parametrize(
    ("facts", "lacking"),
    [({"tested": None}, "시험확인일시"), ({"witness": " "}, "입회자"), ({"tested": None, "witness": ""}, "시험확인일시·입회자")],
)
def test_recovery_is_complete_only_with_a_witnessed_test(facts: dict[str, object], lacking: str) -> None:
    given = cloud(graded(**facts))
    found = only(given)
    assert found.open and found.verdict == "시험 미확인" and found.clocks[1].net_words == "시험 미확인"
    said = problems(given)
    assert said[
        f"INC-1: {lacking} 기록이 없어 복구가 완료되지 않은 것으로 봅니다. "
        "근거: II 바. 1) “담당자의 입회하에 시험 확인함으로써 최종 완료된 것으로 본다.”"
    ] is Severity.WARNING


def test_without_the_term_the_test_changes_nothing() -> None:
    given = dossier(incident(severity="아무 등급", tested=at("2019-07-09 14:00")))
    assert only(given).chain.recovered == at("2019-07-09 15:05") and check(given) == []


def test_a_test_cannot_come_before_its_recovery() -> None:
    early = check(cloud(graded(tested="2019-07-09 22:44")))
    assert [each.message for each in early if each.stops] == [
        "INC-1: 시험확인일시(2019. 7. 9. 22:44)가 복구일시(2019. 7. 9. 22:45)보다 빠릅니다."
    ]
    alone = check(cloud(graded(recovered=None)))
    assert [each.message for each in alone if each.stops] == ["INC-1: 복구일시가 없는데 시험확인일시가 있습니다."]


def test_a_recurrence_before_the_test_goes_on_and_its_own_test_completes_both() -> None:
    first = graded(tested=None, witness="")  # recovered 22:45, again at 23:00, before anybody tested
    again = graded("INC-2", "Critical", "2019-07-09 23:20", "2019-07-09 23:25", "2019-07-09 23:00")
    found = only(cloud(first, again))
    assert found.chain.ids == ("INC-1", "INC-2") and found.chain.recovered == at("2019-07-09 23:25")
    assert found.chain.steps == ("INC-1 복구 15분 뒤 INC-2 발생: 재발 기준 1시간 이내 → 계속된 장애",)
    assert not any(severity is Severity.WARNING for severity in problems(cloud(first, again)).values())


def test_a_recurrence_between_recovery_and_test_counts_from_the_recovery() -> None:
    # recovered 22:45, again 23:27 (42 minutes), both tested in the morning
    first = graded(tested="2019-07-10 09:30")
    again = graded("INC-2", "Critical", "2019-07-10 01:00", "2019-07-10 09:30", "2019-07-09 23:27")
    found = only(cloud(first, again))
    assert found.chain.steps == ("INC-1 복구 42분 뒤 INC-2 발생: 재발 기준 1시간 이내 → 계속된 장애",)
    apart = graded("INC-2", "Critical", "2019-07-10 01:00", "2019-07-10 09:30", "2019-07-09 23:46")
    assert [each.chain.ids for each in assess(cloud(first, apart))] == [("INC-1",), ("INC-2",)]


def test_a_reading_is_held_against_the_limit_of_its_own_grade_only() -> None:
    flat = replace(recovery("Major", 12), id="R#flat", severity="")  # twelve hours for every grade, beside 24 for Major
    found = only(cloud(graded(severity="Major", tested="2019-07-10 00:30"), contract=cloud_contract(recovery=(*RULES, flat))))
    assert found.late_under == ("II 라. 3)",) and found.disagree  # 11:30 → 00:30 = 13 h
    assert found.readings[0].met and found.differing == ()
