"""The regular inspection: assets visited and missed, verdicts, confirmation against the deadline."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.log import Verdict
from pipeline.model.period import Month
from pipeline.problems import Severity
from pipeline.rules.inspection import check as check_rule
from pipeline.rules.inspection import inspection
from tests.rules.sample import dossier
from tests.rules.sample_logs import JULY, check, monthly_deliverables, web_systems

ALL = tuple(check(asset) for asset in ("HW-01", "HW-02", "SW-01"))


def test_every_asset_of_the_lists_but_web_systems_is_owed() -> None:
    given = dossier(inspections=ALL)
    given = dossier(inspections=ALL, assets=(*given.assets, *web_systems()))
    found = inspection(given, JULY)
    assert (found.planned, found.done, found.rate) == (3, 3, Decimal("100.00"))
    assert found.visits == (date(2019, 7, 18),) and found.in_time is True and found.confirmed == date(2019, 7, 18)


def test_remote_checks_do_not_count_and_the_worst_verdict_stands() -> None:
    rows = (check(), check(item="온도", verdict=Verdict.FAULT, action="팬 교체"), check("HW-02", method="원격"))
    found = inspection(dossier(inspections=rows), JULY)
    assert [asset.id for asset in found.missing] == ["HW-02", "SW-01"]
    assert [asset.id for asset in found.remote_only] == ["HW-02"]
    assert found.lines[0].verdict is Verdict.FAULT and found.lines[2].verdict is None
    assert dict(found.verdicts) == {Verdict.NORMAL: 2, Verdict.CAUTION: 0, Verdict.FAULT: 1}
    assert len(found.faults) == 1 and found.unanswered == ()


def test_deadline_of_august_shows_both_days_and_the_other_reading() -> None:
    rows = (check(on="2019-08-20", confirmed=date(2019, 9, 2)),)
    given = dossier(inspections=rows, deliverables=monthly_deliverables())
    found = inspection(given, Month(2019, 8))
    assert (found.due.legal_due, found.due.recommended_due) == (date(2019, 9, 2), date(2019, 8, 30))
    assert found.due.clause == "MAR-004 3)" and found.in_time is True
    assert found.other_due.legal_due == date(2019, 9, 10)


def test_confirmation_late_or_missing() -> None:
    late = inspection(dossier(inspections=(check(confirmed=date(2019, 8, 1)),)), JULY)
    assert late.in_time is False
    open_ = inspection(dossier(inspections=(check(confirmed=None),)), JULY)
    assert open_.in_time is None and len(open_.unconfirmed) == 1


def test_a_month_without_anything() -> None:
    found = inspection(dossier(), Month(2019, 5))
    assert (found.done, found.rate, found.in_time, found.visits) == (0, Decimal("0.00"), None, ())
    assert inspection(dossier(assets=()), JULY).rate is None


def test_visits_on_days_off_are_named() -> None:
    assert inspection(dossier(inspections=(check(on="2019-07-20"),)), JULY).off_days == (date(2019, 7, 20),)


def test_check_names_rows_and_months() -> None:
    rows = (
        check(verdict=Verdict.CAUTION), check(on="2020-01-02"),
        check(confirmed=date(2019, 7, 1)), check("SW-01", confirmed=date(2019, 8, 5)),
    )
    problems = check_rule(dossier(inspections=rows))
    errors = [problem.message for problem in problems if problem.severity is Severity.ERROR]
    assert len(errors) == 2 and "용역기간" in errors[0] and "확인일" in errors[1]
    warnings = [problem.message for problem in problems if problem.severity is Severity.WARNING]
    assert any("조치가 비어" in text for text in warnings)
    assert any("2019년 7월 방문 정기점검 기록이 없는 자산이 1개 있습니다: HW-02 WAS서버" in text for text in warnings)
    assert any("기한(2019. 7. 31.(수)) 뒤인 2019. 8. 5." in text for text in warnings)


def test_check_is_silent_about_a_good_year_and_without_a_log() -> None:
    assert check_rule(dossier()) == []
    rows = tuple(check(asset, on) for on in ("2019-05-20", "2019-06-20") for asset in ("HW-01", "HW-02", "SW-01"))
    assert check_rule(dossier(inspections=rows)) == []


def test_cloud_services_are_inspected_from_afar() -> None:
    cloud = tuple(Asset(id=id, kind=AssetClass.CLOUD, number=1, name=id) for id in ("CL-01", "CL-02"))
    found = inspection(dossier(assets=cloud, inspections=(check("CL-01", method="원격"),)), JULY)
    assert (found.planned, found.done, found.methods, found.visits) == (2, 1, ("원격",), (date(2019, 7, 18),))
    assert [asset.id for asset in found.missing] == ["CL-02"] and found.remote_only == ()
    assert found.steps[0] == "이행률: 점검한 자산 1 ÷ 대상 자산 2 × 100 = 50.00%"


def test_a_contract_that_names_no_day_is_not_judged_by_one() -> None:
    record = Deliverable(number="8", name="점검기록", trigger=Trigger.MONTHLY, due=(DueRule(kind=DueKind.OPEN, words="월1회"),))
    found = inspection(dossier(deliverables=(record,), inspections=(check(confirmed=date(2019, 8, 5)),)), JULY)
    assert (found.dated, found.in_time) == (False, None) and "보고 기한: 계약에 날짜가 없음" in found.steps
