"""The response by kind of incident: limits by grade, past cases, what has to be reported."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.contract import Stage
from pipeline.model.deliverable import Trigger
from pipeline.rules.response import ALL_GRADES, grade_limits, response
from tests.rules.sample import FOUR_HOURS, KINDS, RECOVERY, contract, day, dossier, incident
from tests.rules.sample_logs import deliverable

ARRIVAL = replace(FOUR_HOURS, id="A", hours=Decimal(6), stage=Stage.ARRIVAL)
CRITICAL = replace(FOUR_HOURS, id="C", hours=Decimal(12), severity="Critical")
MINOR = replace(FOUR_HOURS, id="M", hours=Decimal(48), severity="Minor")


def test_without_grades_every_clause_holds_for_all() -> None:
    [only] = grade_limits(contract())
    assert (only.grade, only.arrival, only.recovery) == (ALL_GRADES, (), RECOVERY)


def test_each_grade_has_its_own_limits() -> None:
    found = grade_limits(contract(recovery=(ARRIVAL, CRITICAL, MINOR), severities=("Critical", "Major", "Minor")))
    assert [(each.grade, each.arrival, each.recovery) for each in found] == [
        ("Critical", (ARRIVAL,), (CRITICAL,)), ("Major", (ARRIVAL,), ()), ("Minor", (ARRIVAL,), (MINOR,)),
    ]


def test_what_happened_so_far_by_kind() -> None:
    web = Asset(id="HW-02", kind=AssetClass.HARDWARE, number=2, name="WAS서버", maker="제조사")
    cases = [incident(f"INC-{n}", f"2019-07-0{n} 10:00", f"2019-07-0{n} 11:00", assets=("HW-01", "HW-02"), handler="김철수") for n in range(1, 6)]
    found = response(dossier(*cases, assets=(web,)), day("2019-07-04"))
    assert [(each.kind, each.cases) for each in found.kinds] == [(KINDS[0], 4), (KINDS[1], 0), (KINDS[2], 0)]
    first = found.kinds[0]
    assert [each.id for each in first.lessons] == ["INC-4", "INC-3", "INC-2"]
    assert (first.assets, first.makers, first.handlers) == (("WAS서버",), ("제조사",), ("김철수",))
    assert found.kinds[1].lessons == ()


def test_kinds_of_the_log_where_the_contract_names_none() -> None:
    found = response(dossier(incident(kind="서비스 중단"), contract=contract(incident_kinds=())), day("2019-12-31"))
    assert [each.kind for each in found.kinds] == ["서비스 중단"]


def test_the_reports_that_an_incident_obliges_to() -> None:
    demanded = (
        deliverable("1", "장애보고", trigger=Trigger.INCIDENT), deliverable("2", "월간보고"),
        deliverable("3", "원인규명서", trigger=Trigger.OVERRUN), deliverable("4", "해결책", trigger=Trigger.TEMPORARY),
    )
    assert [each.name for each in response(dossier(deliverables=demanded), day("2019-12-31")).reports] == ["장애보고", "원인규명서", "해결책"]
