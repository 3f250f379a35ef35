"""Totals of incidents, inspections, backups, requests and changes over the term."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.log import (
    Change,
    ChangeKind,
    Inspection,
    RequestStatus,
    ServiceRequest,
    Verdict,
)
from pipeline.model.period import Month
from pipeline.rules.finishing.service import (
    change_total,
    incident_total,
    inspection_total,
    request_total,
)
from pipeline.rules.monthly import MonthlyFigures
from tests.rules.sample import HOME, at, contract, day, dossier, incident


def months(*incidents, **changes):
    known = dossier(*incidents, **changes)
    return [MonthlyFigures(known, month) for month in known.contract.months]


def request(id: str, asked: str, done: str | None, status: RequestStatus = RequestStatus.DONE, kind: str = "기능개선") -> ServiceRequest:
    return ServiceRequest(id=id, requested=at(asked), kind=kind, title="화면 수정", status=status, completed=at(done) if done else None)


def test_the_mean_of_all_incidents_is_not_the_mean_of_the_months() -> None:
    found = incident_total(months(
        incident("INC-1", "2019-06-03 10:00", "2019-06-03 11:00"),
        incident("INC-2", "2019-07-01 10:00", "2019-07-01 12:00"),
        incident("INC-3", "2019-07-08 10:00", "2019-07-08 16:00"),
    ))
    assert (found.incidents, found.chains, found.mttr) == (3, 3, 180)  # (60 + 120 + 360) ÷ 3
    assert found.steps == ("평균 복구시간: 합계 540분 ÷ 3건 = 180분(3시간)",)
    assert found.longest is not None and found.longest.incident.id == "INC-3" and found.late == 1
    rates = {each.rule.id: (each.applied, each.met, each.late, each.rate) for each in found.clauses}
    assert rates["MAR-005#5"] == (3, 2, 1, Decimal("66.67"))  # four hours from the report
    assert rates["SC-V1#9"] == (3, 2, 1, Decimal("66.67")) and rates["SC-V1#9.1"] == (0, 0, 0, None)


def test_availability_of_the_term_counts_minutes_of_the_term() -> None:
    site = Asset(id="WEB-01", kind=AssetClass.WEB, number=1, name=HOME, system=HOME)
    (found,) = incident_total(months(incident("INC-1", "2019-06-03 10:00", "2019-06-03 11:00"), assets=(site,))).services
    assert (found.total_minutes, found.raw_minutes) == (231 * 1440, 60)  # 17 + 30 + 31 + 31 + 30 + 31 + 30 + 31 days
    assert found.raw == Decimal("99.9819")  # (332,640 − 60) ÷ 332,640 × 100, cut


def test_without_incidents_nothing_is_measured() -> None:
    found = incident_total(months())
    assert (found.incidents, found.mttr_words, found.longest_words, found.steps) == (0, "해당 없음", "해당 없음", ())


def test_every_asset_once_a_month() -> None:
    rows = tuple(
        Inspection(id=f"CHK-{number}", day=day(f"2019-{number:02d}-20"), asset=asset, item="상태", verdict=Verdict.NORMAL, inspector="김철수")
        for number in range(5, 13) for asset in ("HW-01", "HW-02", "SW-01") if (number, asset) != (8, "SW-01")
    )
    found = inspection_total(months(inspections=rows))
    assert (found.planned, found.done, found.rate) == (24, 23, Decimal("95.83"))  # 3 assets × 8 months, one missed
    assert [(each.month, [asset.id for asset in each.assets]) for each in found.missed] == [(Month(2019, 8), ["SW-01"])]
    assert dict(found.verdicts)[Verdict.NORMAL] == 23 and len(found.visits) == 8 and len(found.unconfirmed) == 8


def test_received_is_completed_rejected_and_open() -> None:
    found = request_total(months(requests=(
        request("SR-1", "2019-06-03 10:00", "2019-06-03 12:00"),
        request("SR-2", "2019-06-28 10:00", "2019-07-01 10:00"),  # carried over once, counted once
        request("SR-3", "2019-08-01 10:00", "2019-08-02 10:00", RequestStatus.REJECTED, "오류수정"),
        request("SR-4", "2019-12-30 10:00", None, RequestStatus.ONGOING),
        request("SR-5", "2019-12-30 11:00", "2020-01-03 11:00"),  # done after the term
    )))
    assert (found.received, found.completed, found.rejected, [each.id for each in found.open]) == (5, 2, 1, ["SR-4", "SR-5"])
    assert found.mean_minutes == 2220  # (120 + 4,320) ÷ 2
    assert found.rate == Decimal("60.00")
    assert {each.kind: (each.received, each.completed, each.open) for each in found.kinds} == {"기능개선": (4, 2, 2), "오류수정": (1, 0, 0)}


def test_program_changes_without_their_source() -> None:
    applied = datetime(2019, 7, 1, 10)
    made = tuple(
        Change(id=f"CHG-{place}", kind=kind, applied=applied, title="변경", source_submitted=handed)
        for place, (kind, handed) in enumerate(((ChangeKind.SOFTWARE, day("2019-07-02")), (ChangeKind.SOFTWARE, None), (ChangeKind.PATCH, None)))
    )
    found = change_total(months(changes=made))
    assert [(each.label, each.count) for each in found.kinds if each.count] == [("S/W", 2), ("패치", 1)]
    assert [each.id for each in found.without_source] == ["CHG-1"] and len(found.programs) == 2


def test_a_contract_of_one_month_has_totals_too() -> None:
    short = contract(start=day("2019-06-03"), end=day("2019-06-28"))
    known = dossier(incident("INC-1", "2019-06-04 10:00", "2019-06-04 11:00"), contract=short)
    assert incident_total([MonthlyFigures(known, month) for month in short.months]).mttr == 60
