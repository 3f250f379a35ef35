"""Recovery times of whole dossiers under all clauses, and what the check says."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.dossier import Dossier
from pipeline.model.log import Responsibility
from pipeline.model.period import Month
from pipeline.problems import Location, Severity
from pipeline.rules.recovery import assess, check
from tests.rules.sample import FOUR_HOURS, at, contract, dossier, exclusion, incident


def messages(given: Dossier) -> dict[str, Severity]:
    return {problem.message: problem.severity for problem in check(given)}


def test_clauses_are_judged_side_by_side() -> None:
    [found] = assess(dossier(incident(recovered="2019-07-09 16:05")))  # three hours
    assert [clock.rule.id for clock in found.clocks] == ["MAR-001#10", "MAR-005#5", "QUR-001#1", "SC-V1#9"]
    assert found.late and found.disagree and found.verdict == "조항별 상이"
    assert found.late_under == ("V-1",)
    assert found.met_under == ("MAR-001 10)", "MAR-005 4)", "QUR-001 1)")
    assert found.strictest and found.strictest.rule.id == "SC-V1#9" and found.strictest.margin == -60
    assert (found.elapsed, found.elapsed_words, found.month) == (180, "3시간", Month(2019, 7))


def test_compound_incidents_have_their_own_limit() -> None:
    [found] = assess(dossier(incident(recovered="2019-07-09 20:05", compound=True)))
    assert [clock.limit for clock in found.clocks] == [240, 240, 240, 480]
    assert found.met_under == ("V-1",) and found.disagree


def test_recurrence_goes_on_from_the_first_report() -> None:
    again = incident("INC-2", "2019-07-09 15:35", "2019-07-09 17:35")
    [found] = assess(dossier(incident(), again))
    assert found.chain.ids == ("INC-1", "INC-2") and found.elapsed == 270
    clock = next(clock for clock in found.clocks if clock.rule == FOUR_HOURS)
    assert (clock.start, clock.end, clock.margin) == (at("2019-07-09 13:05"), at("2019-07-09 17:35"), -30)
    assert clock.steps[0].startswith("INC-1 복구 30분 뒤 INC-2 발생")
    apart = replace(again, occurred=at("2019-07-09 15:36"))
    assert [one.late_under for one in assess(dossier(incident(), apart))] == [(), ()]


def test_exclusions_of_a_recurrence_count_too() -> None:
    again = incident("INC-2", "2019-07-09 15:35", "2019-07-09 17:35")
    storm = exclusion("INC-2", "불가항력", "2019-07-09 16:00", "2019-07-09 17:00")
    [found] = assess(dossier(incident(), again, exclusions=(storm, replace(storm, incident="INC-9"))))
    assert found.exclusions == (storm,)
    assert [clock.net for clock in found.clocks] == [270, 210, 270, 270]


def test_order_month_and_after_hours() -> None:
    late = incident("INC-2", "2019-07-31 23:50", "2019-08-01 00:50", service="나", assets=("HW-02",))
    sunday = incident("INC-1", "2019-07-07 11:00", "2019-07-07 11:30")
    first, second = assess(dossier(late, sunday))
    assert (first.incident.id, first.after_hours, first.verdict) == ("INC-1", "휴일", "준수")
    assert (second.after_hours, second.month, second.elapsed) == ("야간", Month(2019, 7), 60)


def test_responsibility_of_a_chain() -> None:
    mine = incident(responsibility=Responsibility.CONTRACTOR)
    again = incident("INC-2", "2019-07-09 15:10", "2019-07-09 15:20", responsibility=Responsibility.CONTRACTOR)
    assert assess(dossier(mine, again))[0].responsibility is Responsibility.CONTRACTOR
    disputed = replace(again, responsibility=Responsibility.CLIENT)
    assert assess(dossier(mine, disputed))[0].responsibility is Responsibility.UNKNOWN


def test_open_incident() -> None:
    [found] = assess(dossier(incident(recovered=None)))
    assert found.open and not found.late and found.elapsed is None and found.verdict == "미복구"
    assert found.strictest and found.strictest.due == at("2019-07-09 15:05")


def test_contract_without_limits() -> None:
    [found] = assess(dossier(incident(), contract=contract(recovery=())))
    assert found.strictest is None and not found.late and found.verdict == "기한 조항 없음"


def test_good_data_has_no_problems() -> None:
    assert check(dossier(incident())) == []
    assert check(dossier()) == []


def test_missing_receipt_is_warned_where_it_matters() -> None:
    [problem] = check(dossier(incident(received=None, at=Location("logs/incidents.csv", 2))))
    assert problem.severity is Severity.WARNING and problem.at.field == "접수일시"
    assert check(dossier(incident(received=None), contract=contract(recovery=(FOUR_HOURS,)))) == []


def test_exclusions_that_do_not_count_are_warned() -> None:
    unknown = exclusion("INC-1", "점심시간", "2019-07-09 14:00", "2019-07-09 15:00")
    nobody = exclusion("INC-1", "합의", "2019-07-09 14:00", "2019-07-09 15:00")
    found = messages(dossier(incident(), exclusions=(unknown, nobody)))
    assert found == {
        "INC-1 제외시간 ‘점심시간’: 시간을 빼 주는 조항이 없어 제외하지 않습니다.": Severity.WARNING,
        "INC-1 제외시간 ‘합의’: 합의자가 없어 제외하지 않습니다.": Severity.WARNING,
    }


def test_exclusion_that_ends_before_it_starts_stops() -> None:
    reversed_ = exclusion("INC-1", "불가항력", "2019-07-09 15:00", "2019-07-09 14:00")
    assert [problem.stops for problem in check(dossier(incident(), exclusions=(reversed_,)))] == [True]


def test_recovery_before_the_clock_starts_stops() -> None:
    [problem] = check(dossier(incident(received=at("2019-07-09 15:30"))))
    assert problem.stops and "복구시간을 셀 수 없습니다" in problem.message


def test_open_incident_past_its_limit_is_warned() -> None:
    found = messages(dossier(incident(recovered=None)))
    assert list(found.values()) == [Severity.WARNING]
    assert "기한(V-1, 2019. 7. 9. 15:05)이 지났습니다" in next(iter(found))
    assert messages(dossier(incident(reported="2019-07-31 23:50", recovered=None))) == {}


def test_disagreeing_clauses_are_noted() -> None:
    found = messages(dossier(incident(recovered="2019-07-09 16:05")))
    assert found == {
        "INC-1: 조항에 따라 판정이 다릅니다. 초과 V-1 / 준수 MAR-001 10), MAR-005 4), QUR-001 1)": Severity.NOTE
    }
