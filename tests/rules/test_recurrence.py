"""Chains of incidents: the window, what makes two incidents alike, and near misses."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.log import Incident
from pipeline.problems import Severity
from pipeline.rules.recurrence import Chain, chains, check, window
from tests.rules.sample import KINDS, at, contract, dossier, incident

FIRST = incident("INC-1", "2019-07-09 13:00", "2019-07-09 14:00")


def again(reported: str, recovered: str | None = "2019-07-09 16:00", id: str = "INC-2", **changes: object) -> Incident:
    return incident(id, reported, recovered, **changes)


def ids(found: tuple[Chain, ...]) -> list[tuple[str, ...]]:
    return [chain.ids for chain in found]


@pytest.mark.parametrize(
    ("occurred", "joined"),
    [("2019-07-09 14:00", True), ("2019-07-09 14:29", True), ("2019-07-09 14:30", True), ("2019-07-09 14:31", False)],
)
def test_window_includes_its_last_minute(occurred: str, joined: bool) -> None:
    found = chains([FIRST, again(occurred)], 30)
    assert ids(found) == ([("INC-1", "INC-2")] if joined else [("INC-1",), ("INC-2",)])


def test_chain_runs_from_the_first_report_to_the_last_recovery() -> None:
    [chain] = chains([again("2019-07-09 14:20", compound=True), FIRST], 30)
    assert chain.first is FIRST and chain.recovered == at("2019-07-09 16:00")
    assert chain.compound and chain.kind == KINDS[0]
    assert chain.steps == ("INC-1 복구 20분 뒤 INC-2 발생: 재발 기준 30분 이내 → 계속된 장애",)


def test_occurrence_counts_not_the_report() -> None:
    late_report = again("2019-07-09 15:00", occurred=at("2019-07-09 14:10"))
    assert ids(chains([FIRST, late_report], 30)) == [("INC-1", "INC-2")]


@pytest.mark.parametrize(
    ("changes", "joined"),
    [
        ({"kind": KINDS[1]}, False),
        ({"service": "다른 서비스", "assets": ("HW-02",)}, False),
        ({"service": "다른 서비스"}, True),  # the asset is shared
        ({"assets": ("HW-02",)}, True),  # the service is the same
        ({"service": "", "assets": ("HW-02",)}, False),
    ],
)
def test_alike_means_same_kind_and_same_target(changes: dict[str, object], joined: bool) -> None:
    assert len(chains([FIRST, again("2019-07-09 14:10", **changes)], 30)) == (1 if joined else 2)


def test_two_nameless_services_are_not_the_same() -> None:
    nameless = incident("INC-1", "2019-07-09 13:00", "2019-07-09 14:00", service="")
    assert len(chains([nameless, again("2019-07-09 14:10", service="", assets=("HW-02",))], 30)) == 2


def test_recurrence_of_a_recurrence() -> None:
    second = again("2019-07-09 14:30", "2019-07-09 15:00")
    third = again("2019-07-09 15:30", "2019-07-09 15:45", id="INC-3")
    assert ids(chains([FIRST, second, third], 30)) == [("INC-1", "INC-2", "INC-3")]


def test_one_incident_may_bind_two_chains() -> None:
    other = incident("INC-2", "2019-07-09 13:10", "2019-07-09 14:05", service="나", assets=("HW-02",))
    both = again("2019-07-09 14:20", id="INC-3", service="다", assets=("HW-01", "HW-02"))
    [chain] = chains([FIRST, other, both], 30)
    assert chain.ids == ("INC-1", "INC-2", "INC-3") and len(chain.links) == 2


def test_nothing_continues_an_open_incident() -> None:
    unfinished = incident("INC-1", "2019-07-09 13:00", None)
    assert len(chains([unfinished, again("2019-07-09 14:10")], 30)) == 2


def test_overlapping_like_incident_belongs_to_the_first() -> None:
    [chain] = chains([FIRST, again("2019-07-09 13:40")], 30)
    assert chain.recovered == at("2019-07-09 16:00")
    assert chain.steps == ("INC-1 복구 20분 전 INC-2 발생: 재발 기준 30분 이내 → 계속된 장애",)


def test_without_a_clause_nothing_is_joined() -> None:
    assert len(chains([FIRST, again("2019-07-09 14:10")], None)) == 2
    assert window(contract(terms=())) is None and window(contract()) == 30


@pytest.mark.parametrize(
    ("occurred", "near"), [("2019-07-09 14:31", True), ("2019-07-09 15:00", True), ("2019-07-09 15:01", False)]
)
def test_near_misses_are_noted(occurred: str, near: bool) -> None:
    problems = check(dossier(FIRST, again(occurred)))
    assert [problem.severity for problem in problems] == [Severity.NOTE] * near
    assert len(chains([FIRST, again(occurred)], 30)[1].near_misses) == near


def test_missing_clause_is_noted() -> None:
    [problem] = check(dossier(FIRST, contract=contract(terms=())))
    assert "recurrence.window_minutes" in problem.message and not problem.stops


@given(
    st.lists(st.tuples(st.integers(0, 600), st.integers(1, 120), st.booleans()), max_size=7),
    st.randoms(use_true_random=False),
)
def test_chains_partition_the_incidents(facts: list[tuple[int, int, bool]], random: Random) -> None:
    origin = datetime(2019, 7, 9)
    incidents = [
        incident(f"INC-{n}", f"{origin + timedelta(minutes=start):%Y-%m-%d %H:%M}",
                 f"{origin + timedelta(minutes=start + length):%Y-%m-%d %H:%M}", kind=KINDS[same])
        for n, (start, length, same) in enumerate(facts)
    ]
    found = chains(incidents, 30)
    assert sorted(id for chain in found for id in chain.ids) == sorted(each.id for each in incidents)
    assert all(len({each.kind for each in chain.incidents}) == 1 for chain in found)
    assert [chain.first.reported for chain in found] == sorted(chain.first.reported for chain in found)
    shuffled = list(incidents)
    random.shuffle(shuffled)
    assert chains(shuffled, 30) == found
    for one in found:
        for other in found:
            if one is not other and one.kind == other.kind and one.recovered and other.first.occurred >= one.recovered:
                assert other.first.occurred - one.recovered > timedelta(minutes=30)
