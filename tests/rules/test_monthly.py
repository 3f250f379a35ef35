"""All figures of a month together: zero months, the first part month, comparisons and series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.model.dossier import Dossier
from pipeline.model.log import Change, ChangeKind, Issue, Plan
from pipeline.model.period import Month
from pipeline.rules.monthly import MonthlyFigures, monthly_figures
from tests.rules.sample import assets, at, contract, day, dossier, incident, work
from tests.rules.sample_logs import JULY, check, daily_backups, monthly_deliverables, request, web_systems

NAMES = [name for name, value in vars(MonthlyFigures).items() if not name.startswith("_") and hasattr(value, "__get__")]


def busy() -> Dossier:
    return dossier(
        incident("A", "2019-07-09 13:05", "2019-07-09 19:15"),
        incident("B", "2019-07-31 23:00", "2019-08-01 02:00"),
        assets=(*assets(), *web_systems()),
        inspections=tuple(check(asset) for asset in ("HW-01", "HW-02", "SW-01")),
        backups=daily_backups(JULY, 9),
        requests=(request("SR-1", "2019-07-02 09:00", "2019-07-02 14:30"), request("SR-2", "2019-07-30 09:00")),
        changes=(Change(id="CHG-1", kind=ChangeKind.PATCH, applied=at("2019-07-20 10:00"), title="패치"),),
        works=(work("W2", "2019-07-10", 4), work("W1", "2019-07-09", 6)),
        issues=(
            Issue(id="OLD", day=day("2019-05-20"), text="끝남", closed=day("2019-06-30")),
            Issue(id="GOES-ON", day=day("2019-06-20"), text="진행", closed=day("2019-08-03")),
            Issue(id="DONE", day=day("2019-07-01"), text="종결", closed=day("2019-07-31")),
            Issue(id="NEXT", day=day("2019-08-01"), text="다음 달"),
        ),
        plans=(
            Plan(month=Month(2019, 7), kind="점검", text="정기점검", done=day("2019-07-18")),
            Plan(month=Month(2019, 7), kind="교육", text="교육", done=day("2019-08-05")),
            Plan(month=Month(2019, 8), kind="백업", text="분기 백업"),
        ),
        deliverables=monthly_deliverables(),
    )


@pytest.mark.parametrize("month", [Month(2019, 5), Month(2019, 7), Month(2019, 12)])
def test_every_figure_exists_in_an_empty_contract(month: Month) -> None:
    figures = monthly_figures(dossier(), month)
    assert len(NAMES) > 25
    for name in NAMES:
        getattr(figures, name)
    assert figures.penalty is None and figures.incidents == ()


def test_the_first_month_has_no_month_before() -> None:
    figures = monthly_figures(dossier(), Month(2019, 5))
    assert figures.previous is None and not figures.whole_month
    assert {each.words for each in figures.changes} == {"-"} and {each.previous for each in figures.changes} == {"-"}
    assert figures.period is not None and figures.period.days == 17
    assert [point.label for point in figures.series] == ["5월"]


def test_logs_of_the_month() -> None:
    figures = monthly_figures(busy(), JULY)
    assert [each.id for each in figures.change_log] == ["CHG-1"] and [each.id for each in figures.works] == ["W1", "W2"]
    assert [(each.issue.id, each.state) for each in figures.issues] == [("GOES-ON", "진행"), ("DONE", "종결")]
    assert [(each.plan.kind, each.state) for each in figures.plans] == [("점검", "완료"), ("교육", "미완료")]
    assert [each.plan.text for each in figures.plans_next] == ["분기 백업"]
    assert [each.deliverable.number for each in figures.dues] == ["4", "23"]
    assert figures.whole_month and len(figures.root_causes) == 1


def test_an_incident_belongs_to_the_month_of_its_report_but_touches_the_next() -> None:
    july, august = monthly_figures(busy(), JULY), monthly_figures(busy(), Month(2019, 8))
    assert [each.incident.id for each in july.assessments] == ["A", "B"] and august.assessments == ()
    assert [each.id for each in august.incidents] == ["B"]
    assert august.availability.services[0].raw_minutes == 120


def test_comparison_with_the_month_before() -> None:
    changes = {each.label: each for each in monthly_figures(busy(), Month(2019, 8)).changes}
    assert (changes["장애 건수"].this, changes["장애 건수"].previous, changes["장애 건수"].words) == ("0건", "2건", "▼ 2건")
    assert changes["평균 복구시간"].words == "-" and changes["평균 복구시간"].this == "해당 없음"
    assert changes["정기점검 이행률"].words == "▼ 100.00%p"
    assert changes["작업시간"].previous == "10시간"


def test_series_for_charts_runs_over_the_term() -> None:
    series = monthly_figures(busy(), Month(2019, 8)).series
    assert [(point.label, point.incidents, point.recovery_minutes, point.volume_gb) for point in series] == [
        ("5월", 0, None, None), ("6월", 0, None, None), ("7월", 2, 275, Decimal(10)), ("8월", 0, None, None)]


def test_figures_are_computed_once() -> None:
    figures = monthly_figures(busy(), JULY)
    assert figures.claim is figures.claim and figures.reliability is figures.reliability


def test_the_year_of_claims_adds_up_to_the_contract() -> None:
    given = replace(dossier(), contract=contract())
    assert sum(monthly_figures(given, month).claim.total or 0 for month in given.contract.months) == 49_940_000
    assert monthly_figures(given, Month(2019, 7)).claim.due.recommended_due == date(2019, 8, 9)
