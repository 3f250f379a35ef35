"""Times that contradict one another are told; equal and missing times are fine."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from pipeline.model.log import Exclusion, Incident
from pipeline.problems import Location
from pipeline.read.dossier import SOURCES
from pipeline.read.order import ORDERS, check_order
from pipeline.read.schema import label_of

START = datetime(2019, 7, 3, 14, 0)
HOUR = timedelta(hours=1)
INCIDENT = Incident(
    id="INC-001",
    assets=("HW-01",),
    kind="WAS 장애",
    title="멈춤",
    occurred=START,
    reported=START + HOUR,
    received=START + 2 * HOUR,
    arrived=START + 3 * HOUR,
    temporary=START + 4 * HOUR,
    recovered=START + 5 * HOUR,
    at=Location("a.csv", 2),
)
EXCLUSION = Exclusion(incident="INC-001", kind="합의", start=START + HOUR, end=START + 2 * HOUR, at=Location("b.csv", 3))


def codes(**read: list[Any]) -> list[str]:
    """Return the codes of the problems of order."""
    return [problem.code for problem in check_order({source.field: read.get(source.field, []) for source in SOURCES})]


def test_every_order_names_fields_that_exist() -> None:
    classes = {source.field: source.record for source in SOURCES}
    assert all(label_of(classes[o.field], o.earlier) and label_of(classes[o.field], o.later) for o in ORDERS)


def test_good_order() -> None:
    assert codes(incidents=[INCIDENT], exclusions=[EXCLUSION]) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"occurred": START + 90 * HOUR / 60}, ["D-TIME-01"]),
        ({"received": START}, ["D-TIME-02"]),
        ({"arrived": START + HOUR}, ["D-TIME-03"]),
        ({"temporary": START}, ["D-TIME-04"]),
        ({"recovered": START + HOUR, "temporary": None}, []),
        ({"recovered": START, "temporary": None}, ["D-TIME-04"]),
        ({"recovered": START + 3 * HOUR}, ["D-TIME-05"]),
        ({"received": None, "arrived": START}, []),
        ({"reported": START, "occurred": START}, []),
    ],
)
def test_incident(change: dict[str, Any], expected: list[str]) -> None:
    assert codes(incidents=[replace(INCIDENT, **change)]) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"start": START, "end": START + 5 * HOUR}, []),
        ({"end": START}, ["D-TIME-06"]),
        ({"start": START - HOUR}, ["D-TIME-07"]),
        ({"end": START + 6 * HOUR}, ["D-TIME-07"]),
        ({"incident": "INC-009", "start": START - HOUR}, []),
    ],
)
def test_exclusion(change: dict[str, Any], expected: list[str]) -> None:
    assert codes(incidents=[INCIDENT], exclusions=[replace(EXCLUSION, **change)]) == expected


def test_exclusion_of_an_open_incident_has_no_last_moment() -> None:
    incident = replace(INCIDENT, recovered=None)
    assert codes(incidents=[incident], exclusions=[replace(EXCLUSION, end=START + 600 * HOUR)]) == []


def test_message_has_the_right_particle_and_both_places() -> None:
    exclusion = replace(EXCLUSION, end=START + 6 * HOUR)
    (problem,) = check_order({**{s.field: [] for s in SOURCES}, "incidents": [INCIDENT], "exclusions": [exclusion]})
    assert problem.message == "종료일시 2019-07-03 20:00이 장애 'INC-001'의 복구일시 2019-07-03 19:00보다 늦습니다"
    assert (str(problem.at), str(problem.related[0])) == ("b.csv:3 (종료일시)", "a.csv:2 (복구일시)")
