"""What was built: assets with their building changes, tested or not."""

from __future__ import annotations

from typing import Any

from pipeline.model.log import Change, ChangeKind
from pipeline.rules.construction import construction
from tests.rules.sample import at, day, dossier


def change(id: str, on: str, *assets: str, tested: str = "", kind: ChangeKind = ChangeKind.CONFIGURATION, **facts: Any) -> Change:
    return Change(id=id, kind=kind, applied=at(f"{on} 10:00"), title=id, assets=assets, tested=day(tested) if tested else None, **facts)


CHANGES = (
    change("CHG-2", "2019-06-10", "HW-01", tested="2019-06-10", kind=ChangeKind.HARDWARE),
    change("CHG-1", "2019-06-03", "HW-01", "HW-02", tested="2019-06-03"),
    change("CHG-3", "2019-06-20", "HW-02"), change("CHG-4", "2019-06-21", "SW-01", kind=ChangeKind.PATCH),
    change("CHG-5", "2019-06-22", "SW-01", kind=ChangeKind.SOFTWARE, tables="TB_USER"), change("CHG-6", "2019-07-01", "SW-01"),
    change("CHG-7", "2019-06-23", "SW-01", kind=ChangeKind.SOFTWARE),
)


def test_what_was_built_and_tested() -> None:
    found = construction(dossier(changes=CHANGES), day("2019-06-30"))
    assert [each.id for each in found.changes] == ["CHG-1", "CHG-2", "CHG-3"]
    assert [(item.asset.id, item.state) for item in found.items] == [("HW-01", "시험 완료"), ("HW-02", "시험 기록 없음"), ("SW-01", "구축 기록 없음")]
    assert [item.last.id if item.last else "" for item in found.items] == ["CHG-2", "CHG-3", ""]
    assert [each.id for each in found.database] == ["CHG-5"]
    assert (found.count("시험 완료"), found.count("구축 기록 없음")) == (1, 1)
