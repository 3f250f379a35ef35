"""Preventive maintenance: what inspections found, what was done since, and how it stands."""

from __future__ import annotations

from typing import Any

from pipeline.model.log import Change, ChangeKind, Inspection, Verdict
from pipeline.rules.prevention import prevention
from tests.rules.sample import at, day, dossier, incident


def row(on: str, asset: str = "HW-01", verdict: Verdict = Verdict.CAUTION, **facts: Any) -> Inspection:
    return Inspection(**({"id": "CHK", "day": day(on), "asset": asset, "item": "디스크", "verdict": verdict, "inspector": "김철수"} | facts))


CHANGES = (
    Change(id="CHG-1", kind=ChangeKind.HARDWARE, applied=at("2019-07-25 10:00"), title="디스크 증설", assets=("HW-01",)),
    Change(id="CHG-2", kind=ChangeKind.HARDWARE, applied=at("2019-08-28 10:00"), title="팬 교체", assets=("HW-01",)),
)


def test_how_a_finding_stands() -> None:
    rows = (
        row("2019-07-20"), row("2019-08-20", verdict=Verdict.NORMAL), row("2019-08-20", "HW-02", Verdict.FAULT),
        row("2019-08-20", "SW-01", action="다음 달 교체"),
    )
    found = prevention(dossier(inspections=rows, changes=CHANGES), day("2019-08-31"))
    assert [(asset.id, each.state) for asset, each in found.findings] == [("HW-01", "해소"), ("HW-02", "조치 필요"), ("SW-01", "지켜봄")]
    assert (found.checks, found.count("해소"), found.count("지켜봄")) == (4, 1, 1)
    settled = found.findings[0][1]
    assert settled.later == rows[1]
    assert [each.id for each in settled.changes] == ["CHG-1"]  # CHG-2 came after the next check


def test_a_fault_that_is_found_again_is_not_settled() -> None:
    found = prevention(dossier(inspections=(row("2019-07-20"), row("2019-08-20", verdict=Verdict.FAULT))), day("2019-12-31"))
    assert [each.state for _, each in found.findings] == ["조치 필요", "조치 필요"]


def test_another_item_or_a_later_day_settles_nothing() -> None:
    rows = (row("2019-07-20"), row("2019-08-20", verdict=Verdict.NORMAL, item="메모리"), row("2019-09-20", verdict=Verdict.NORMAL))
    assert [each.later for _, each in prevention(dossier(inspections=rows), day("2019-08-31")).findings] == [None]


def test_assets_with_most_to_do_come_first() -> None:
    rows = (row("2019-07-20"), row("2019-07-20", "HW-02", action="봄"), row("2019-07-20", "HW-02", item="팬"))
    hit = incident(assets=("SW-01",))
    found = prevention(dossier(hit, inspections=rows), day("2019-07-31"))
    assert [(care.asset.id, len(care.open), len(care.incidents)) for care in found.cares] == [("HW-02", 2, 0), ("HW-01", 1, 0), ("SW-01", 0, 1)]
