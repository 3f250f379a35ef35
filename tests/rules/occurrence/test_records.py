"""Log records that a duty speaks of, and what of a record is filled in."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.duty import Check, Duty
from pipeline.model.log import Change, ChangeKind
from pipeline.rules.occurrence.records import asked, attribute, filled, kept, logged, number
from tests.rules.occurrence.duties import REQUESTS, SOURCES
from tests.rules.sample import at, day, dossier, work
from tests.rules.sample_logs import request

CHANGE = Change(id="CHG-1", kind=ChangeKind.SOFTWARE, applied=at("2019-07-01 10:00"), title="예약 화면")


def test_filters_let_through_kinds_and_words() -> None:
    data = dossier(works=(work("W-1", "2019-07-02", 8, "관리"), work("W-2", "2019-07-01", 8, "점검")))
    duty = Duty(id="D", rows=("A#1",), what="보고", check=Check.PRESENCE, parameters=("기록=작업", "구분=관리"))
    assert [(when, each.id) for when, each in logged(data, duty)] == [(day("2019-07-02"), "W-1")]
    assert [each.id for _, each in logged(data, replace(duty, parameters=("기록=작업", "낱말=수행")))] == ["W-2", "W-1"]
    assert logged(data, replace(duty, parameters=())) == [] and not kept(data, replace(duty, parameters=("기록=백업",)))


def test_a_record_proves_when_every_column_is_filled() -> None:
    half = replace(CHANGE, source_submitted=day("2019-07-02"))
    assert filled(half, (SOURCES,)).lacking and "지침서갱신일" in filled(half, (SOURCES,)).reason
    whole = filled(replace(half, manual_updated=day("2019-07-05")), (SOURCES,))
    assert whole.done and whole.day == day("2019-07-05") and whole.ids == ("CHG-1",)


def test_requests_by_row_or_by_kind() -> None:
    rows = (request("SR-1", "2019-07-01 09:00", requirement="A-001#7"), request("SR-2", "2019-07-01 09:00", kind="콘텐츠"))
    assert [each.id for each in asked(dossier(requests=rows), (REQUESTS,))] == ["SR-1"]
    assert [each.id for each in asked(dossier(requests=rows), (replace(REQUESTS, parameters=("구분=콘텐츠",)),))] == ["SR-2"]


def test_numbers_and_columns() -> None:
    assert number(replace(SOURCES, parameters=("회수=3",)), "회수", 1) == 3 and number(SOURCES, "회수", 1) == 1
    assert attribute(Change, "변경소스제출일") == "source_submitted" and attribute(Change, "없는열") == ""
