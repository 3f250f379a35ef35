"""What the system status report states: the plan of its diagrams, the year's changes, and the growth of backups."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.log import Backup, BackupKind, Change, ChangeKind, Inspection, Verdict
from pipeline.model.network import Address, Connection
from pipeline.model.period import Month
from pipeline.rules.system_plan import Link, system_plan
from pipeline.rules.system_status import StatusFigures
from tests.rules.sample import at, day, dossier

WEB = Asset(id="HW-01", kind=AssetClass.HARDWARE, number=1, name="WEB서버", quantity=2, model="R730")
DB = Asset(id="HW-02", kind=AssetClass.HARDWARE, number=2, name="DB서버", quantity=1)
SOFT = Asset(id="SW-01", kind=AssetClass.SOFTWARE, number=1, name="DBMS")


def test_a_plan_holds_the_assets_and_the_outside_that_is_joined_to_them() -> None:
    connections = (
        Connection(start="외부:인터넷", end="HW-01", text="요청", bandwidth="1Gbps"), Connection(start="HW-01", end="HW-02", text="질의"),
        Connection(start="HW-02", end="HW-01", text="복제"), Connection(start="SW-01", end="HW-02"), Connection(start="외부:행정망", end="SW-01"),
    )
    data = dossier(assets=(WEB, DB, SOFT), connections=connections, addresses=(Address(asset="HW-01", zone="DMZ"),))
    plan = system_plan(data, (WEB, DB))
    assert [(node.id, node.name, node.zone, node.outside) for node in plan.nodes] == [
        ("외부:인터넷", "인터넷", "외부", True), ("HW-01", "WEB서버 ×2", "DMZ", False), ("HW-02", "DB서버", "구역 미정", False),
    ]
    assert plan.links == (Link("외부:인터넷", "HW-01", "요청 (1Gbps)"), Link("HW-01", "HW-02", "질의, 복제"))


def test_changes_are_those_of_the_year_with_addresses_masked() -> None:
    changes = tuple(
        Change(id=id, kind=ChangeKind.CONFIGURATION, applied=at(when), title="정책", after="10.1.2.3 허용", assets=("HW-01", "HW-99"))
        for id, when in (("CHG-2", "2019-07-31 23:00"), ("CHG-1", "2019-05-15 09:00"), ("CHG-3", "2019-08-01 09:00"), ("CHG-0", "2019-05-14 09:00"))
    )
    figures = StatusFigures(dossier(assets=(WEB,), changes=changes), Month(2019, 7))
    assert figures.day == day("2019-07-31") and figures.year.start == day("2019-05-15")
    assert [line.id for line in figures.changes] == ["CHG-1", "CHG-2"]
    assert figures.changes[0].after == "10.1.***.*** 허용" and figures.changes[0].assets == "WEB서버, HW-99"
    assert figures.change_counts == (("구성", 2),)


def test_a_backup_that_grew_from_forty_to_fifty_grew_by_a_quarter() -> None:
    runs = [(1, "40", True), (2, "45", False), (3, "50", True)]
    backups = tuple(
        Backup(id=f"BK-{n}", kind=BackupKind.DAILY, target="DB", started=at(f"2019-06-0{n} 02:00"), size_gb=Decimal(size), succeeded=done) for n, size, done in runs
    )
    once = Backup(id="BK-9", kind=BackupKind.QUARTERLY, target="소스", started=at("2019-06-28 02:00"), size_gb=Decimal(4), succeeded=True)
    daily, quarterly = StatusFigures(dossier(backups=(*backups, once)), Month(2019, 6)).volumes
    assert (daily.runs, daily.growth) == (2, Decimal("25.00"))  # (50 − 40) ÷ 40
    assert (quarterly.runs, quarterly.growth) == (1, None)


def test_the_newest_use_of_each_asset_is_shown() -> None:
    checks = tuple(
        Inspection(id=id, day=day(when), asset="HW-01", item=item, measured=measured, verdict=Verdict.NORMAL, inspector="김철수")
        for id, when, item, measured in (
            ("C1", "2019-05-20", "디스크 사용률", "80 %"), ("C2", "2019-06-20", "디스크 사용률", "50 %"), ("C3", "2019-06-20", "이벤트 로그", "0건"),
        )
    )
    (line,) = StatusFigures(dossier(assets=(WEB,), inspections=checks), Month(2019, 6)).measures
    assert (line.asset, line.measured, line.inspection.id) == ("WEB서버", "50 %", "C2")


def test_the_last_day_is_never_after_the_contract() -> None:
    assert StatusFigures(dossier(), Month(2019, 12)).day == day("2019-12-31")
