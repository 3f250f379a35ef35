"""Root-cause reports: over time, or the same kind too often in a month."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.problems import Severity
from pipeline.rules.recovery import assess
from pipeline.rules.root_cause import RootCause, check, triggers
from tests.rules.sample import FOUR_HOURS, KINDS, contract, dossier, incident

JULY, AUGUST = Month(2019, 7), Month(2019, 8)
ONE = incident("INC-1", "2019-07-09 13:00", "2019-07-09 14:00")


def owed(given: Dossier, month: Month = JULY) -> tuple[RootCause, ...]:
    return triggers(given, month, assess(given))


def test_one_incident_in_time_owes_nothing() -> None:
    assert owed(dossier(ONE)) == ()


def test_over_time_names_the_clauses() -> None:
    [found] = owed(dossier(incident("INC-1", "2019-07-09 13:00", "2019-07-09 17:10")))
    assert not found.often and found.count == 1 and found.clause == "MAR-005 7)"
    assert found.reasons == (
        "INC-1 복구시간 초과: MAR-001 10) 기한 4시간 초과 10분, MAR-005 4) 기한 4시간 초과 10분, "
        "QUR-001 1) 기한 4시간 초과 10분, V-1 기한 2시간 초과 2시간 10분",
    )
    assert found.complete and found.missing == ()


def test_clauses_outside_the_duty_do_not_trigger() -> None:
    spared = contract(recovery=(replace(FOUR_HOURS, root_cause=False),))
    assert owed(dossier(incident("INC-1", "2019-07-09 13:00", "2019-07-09 20:00"), contract=spared)) == ()


@pytest.mark.parametrize(
    ("reported", "kind", "often"),
    [
        ("2019-07-31 23:50", KINDS[0], True),
        ("2019-08-01 00:00", KINDS[0], False),
        ("2019-07-31 23:50", KINDS[1], False),
    ],
)
def test_twice_the_same_kind_in_a_calendar_month(reported: str, kind: str, often: bool) -> None:
    second = incident("INC-2", reported, "2019-08-01 00:30", kind=kind, service="나", assets=("HW-02",))
    found = owed(dossier(ONE, second))
    assert [each.kind for each in found] == ([KINDS[0]] if often else [])
    if often:
        assert found[0].reasons == (f"같은 종류의 장애({KINDS[0]}) 2019년 7월 2회 발생 (기준 2회 이상)",)
        assert [each.id for each in found[0].incidents] == ["INC-1", "INC-2"]


def test_a_merged_recurrence_still_counts_as_two() -> None:
    given = dossier(ONE, incident("INC-2", "2019-07-09 14:20", "2019-07-09 14:40"))
    assert len(assess(given)) == 1
    [found] = owed(given)
    assert found.often and found.count == 2 and not found.over_time
    assert found.steps == ("2019년 7월 통보 2회 (INC-1, INC-2): 기준 2회 이상",)


def test_both_reasons_make_one_report() -> None:
    slow = incident("INC-2", "2019-07-20 13:00", "2019-07-20 17:00")
    [found] = owed(dossier(ONE, slow))
    assert found.often and [each.incident.id for each in found.over_time] == ["INC-2"]
    assert len(found.reasons) == 2 and len(found.incidents) == 2


def test_a_chain_belongs_to_the_month_of_its_first_report() -> None:
    given = dossier(
        incident("INC-1", "2019-07-31 22:00", "2019-07-31 23:50"),
        incident("INC-2", "2019-08-01 00:10", "2019-08-01 02:00"),
    )
    [found] = owed(given)
    assert [each.id for each in found.incidents] == ["INC-1", "INC-2"] and not found.often
    assert owed(given, AUGUST) == ()


def test_open_incident_past_its_limit_counts() -> None:
    [found] = owed(dossier(incident("INC-1", "2019-07-09 13:00", None)))
    assert "V-1 기한 2시간 경과, 미복구" in found.reasons[0]
    assert owed(dossier(incident("INC-1", "2019-07-31 23:00", None))) == ()


def test_without_a_count_clause_only_time_triggers() -> None:
    assert owed(dossier(ONE, replace(ONE, id="INC-2"), contract=contract(terms=()))) == ()


def test_missing_facts_are_warned() -> None:
    blank = incident("INC-2", "2019-07-20 13:00", "2019-07-20 14:00", cause=" ", prevention="")
    given = dossier(ONE, blank)
    assert owed(given)[0].missing == ("INC-2 원인", "INC-2 예방대책")
    [problem] = check(given)
    assert problem.severity is Severity.WARNING
    assert problem.message.endswith("INC-2 원인, INC-2 예방대책")
    assert check(dossier(ONE)) == []
