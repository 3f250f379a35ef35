"""The list of changed programs: a line a program, and what each change lacks."""

from __future__ import annotations

from typing import Any

from pipeline.model.log import Change, ChangeKind
from pipeline.rules.change_list import change_list
from tests.rules.sample import at, day, dossier


def change(id: str, applied: str = "2019-07-10 14:00", **facts: Any) -> Change:
    sound: dict[str, Any] = dict(
        kind=ChangeKind.SOFTWARE, title="예약 수정", request="SR-1", tested=day("2019-07-09"), approved_by="담당자", version="1.0",
        source_submitted=day("2019-07-11"), manual_updated=day("2019-07-11"),
    )
    return Change(**(sound | {"id": id, "applied": at(applied)} | facts))


def test_a_line_a_program() -> None:
    changes = (
        change("CHG-2", "2019-07-20 10:00", kind=ChangeKind.CONFIGURATION, assets=("HW-01", "HW-02")),
        change("CHG-1", programs="a.jsp, B.java; c.css", incident="INC-1", assets=("SW-01",)),
        change("CHG-3", "2019-07-31 23:00", title="문구 수정"),
        change("CHG-4", "2019-08-01 00:00"),
    )
    found = change_list(dossier(changes=changes), day("2019-07-31"))
    assert [(line.change.id, line.name, line.targets) for line in found.programs] == [
        ("CHG-1", "a.jsp", "Tibero 6"), ("CHG-1", "B.java", "Tibero 6"), ("CHG-1", "c.css", "Tibero 6"),
        ("CHG-2", "WEB서버, WAS서버", "WEB서버, WAS서버"), ("CHG-3", "문구 수정", ""),
    ]
    assert found.programs[0].basis == "SR-1, INC-1"
    assert (len(found.changes), found.gaps) == (3, ())


def test_what_is_missing() -> None:
    bare = dict(request="", tested=None, approved_by="", version="", source_submitted=None, manual_updated=None)
    found = change_list(dossier(changes=(change("CHG-1", **bare), change("CHG-2", kind=ChangeKind.HARDWARE, **bare))), day("2019-07-31"))
    assert [gap.change.id for gap in found.gaps] == ["CHG-1"] * 6 + ["CHG-2"] * 3
    assert [gap.lack for gap in found.gaps[6:]] == ["근거가 되는 요청이나 장애가 없음", "시험 기록이 없음", "승인 기록이 없음"]
    assert [gap.lack for gap in found.gaps[3:6]] == ["변경소스를 제출하지 않음", "지침서를 갱신하지 않음", "버전이 없음"]
