"""One clause on one chain: start, end, exclusions, limit and margin."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.contract import ClockStart, RecoveryRule
from pipeline.model.log import Exclusion, Incident
from pipeline.rules.recovery_clock import Clock, clock, clock_start
from pipeline.rules.recurrence import Chain
from tests.rules.sample import FOUR_HOURS, TWO_HOURS, at, exclusion, incident


def clocked(rule: RecoveryRule, one: Incident, *exclusions: Exclusion) -> Clock:
    return clock(rule, Chain((one,)), exclusions)


def test_arithmetic_of_an_overrun() -> None:
    found = clocked(FOUR_HOURS, incident(recovered="2019-07-09 19:15"))
    assert (found.gross, found.excluded, found.net, found.limit) == (370, 0, 370, 240)
    assert (found.margin, found.met) == (-130, False)
    assert found.steps == (
        "통보 2019. 7. 9. 13:05 → 복구 2019. 7. 9. 19:15 = 6시간 10분",
        "제외 0분",
        "기한 4시간 − 경과 6시간 10분 = 초과 2시간 10분",
    )
    assert (found.verdict, found.margin_words, found.over) == ("초과", "초과 2시간 10분", 130)


@pytest.mark.parametrize(
    ("recovered", "met"), [("2019-07-09 17:04", True), ("2019-07-09 17:05", True), ("2019-07-09 17:06", False)]
)
def test_the_limit_itself_is_met(recovered: str, met: bool) -> None:
    found = clocked(FOUR_HOURS, incident(recovered=recovered))
    assert found.met is met
    assert found.overdue(at("2019-08-01 00:00")) is not met


def test_excluded_time_is_taken_off() -> None:
    restore = exclusion("INC-1", "DBMS 자료복구", "2019-07-09 14:00", "2019-07-09 18:00")
    found = clocked(TWO_HOURS, incident(recovered="2019-07-09 19:15"), restore)
    assert (found.gross, found.excluded, found.net, found.margin) == (370, 240, 130, -10)
    assert found.due == at("2019-07-09 19:05")
    assert found.steps[1:] == (
        "제외 DBMS 자료복구 2019. 7. 9. 14:00 → 2019. 7. 9. 18:00 = 4시간",
        "경과 6시간 10분 − 제외 4시간 = 복구시간 2시간 10분",
        "기한 2시간 − 복구시간 2시간 10분 = 초과 10분",
    )


def test_a_clause_takes_off_only_what_it_names() -> None:
    restore = exclusion("INC-1", "DBMS 자료복구", "2019-07-09 14:00", "2019-07-09 18:00")
    found = clocked(FOUR_HOURS, incident(recovered="2019-07-09 19:15"), restore)
    assert found.excluded == 0 and found.exclusions[0].refused == "MAR-005 4)에 근거 없음"
    assert "DBMS 자료복구 4시간은 제외하지 않음: MAR-005 4)에 근거 없음" in found.steps


def test_exclusions_are_clipped_to_the_clock() -> None:
    wide = exclusion("INC-1", "불가항력", "2019-07-09 12:00", "2019-07-09 13:35")
    outside = exclusion("INC-1", "불가항력", "2019-07-10 12:00", "2019-07-10 13:00")
    found = clocked(FOUR_HOURS, incident(), wide, outside)
    assert found.excluded == 30
    assert found.exclusions[1].refused == "복구시간 밖"


def test_overlapping_exclusions_count_once() -> None:
    storm = exclusion("INC-1", "불가항력", "2019-07-09 13:30", "2019-07-09 14:30")
    agreed = exclusion("INC-1", "합의", "2019-07-09 14:00", "2019-07-09 15:00", agreed_by="김발주")
    found = clocked(FOUR_HOURS, incident(), storm, agreed)
    assert found.excluded == 90
    assert "경과 2시간 − 제외 1시간 30분(겹친 시간은 한 번만) = 복구시간 30분" in found.steps


def test_agreement_needs_somebody_who_agreed() -> None:
    agreed = exclusion("INC-1", "합의", "2019-07-09 14:00", "2019-07-09 15:00")
    assert clocked(FOUR_HOURS, incident(), agreed).excluded == 0
    assert clocked(FOUR_HOURS, incident(), replace(agreed, agreed_by="김발주")).excluded == 60


def test_open_incident_has_no_verdict_but_a_due_time() -> None:
    found = clocked(FOUR_HOURS, incident(recovered=None))
    assert (found.met, found.gross, found.net, found.margin) == (None, None, None, None)
    assert (found.verdict, found.net_words, found.margin_words) == ("미복구", "미복구", "미복구")
    assert found.due == at("2019-07-09 17:05")
    assert not found.overdue(at("2019-07-09 17:05")) and found.overdue(at("2019-07-09 17:06"))
    assert found.steps[-1] == "기한 4시간: 2019. 7. 9. 17:05까지"


@pytest.mark.parametrize(
    ("start", "facts", "moment", "words"),
    [
        (ClockStart.REPORTED, {}, "2019-07-09 13:05", "통보"),
        (ClockStart.RECEIVED, {"received": at("2019-07-09 13:20")}, "2019-07-09 13:20", "접수"),
        (ClockStart.RECEIVED, {"received": None}, "2019-07-09 13:05", "통보(접수일시 기록 없음)"),
        (ClockStart.REQUESTED, {"requested": at("2019-07-09 13:30")}, "2019-07-09 13:30", "통보 및 유지보수요청"),
        (ClockStart.REQUESTED, {"requested": at("2019-07-09 12:30")}, "2019-07-09 13:05", "통보 및 유지보수요청"),
        (ClockStart.REQUESTED, {}, "2019-07-09 13:05", "통보(유지보수요청일시 기록 없음)"),
        (ClockStart.ARRIVED, {"arrived": at("2019-07-09 14:00")}, "2019-07-09 14:00", "도착"),
        (ClockStart.ARRIVED, {}, "2019-07-09 13:05", "통보(도착일시 기록 없음)"),
    ],
)
def test_clock_start(start: ClockStart, facts: dict[str, object], moment: str, words: str) -> None:
    assert clock_start(start, incident(**facts)) == (at(moment), words)


def test_hours_may_be_fractions() -> None:
    assert clocked(replace(FOUR_HOURS, hours=Decimal("1.5")), incident()).limit == 90


@given(st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23)), max_size=4))
def test_net_time_lies_between_nothing_and_gross(hours: list[tuple[int, int]]) -> None:
    exclusions = [
        exclusion("INC-1", "불가항력", f"2019-07-09 {start:02}:00", f"2019-07-09 {end:02}:30") for start, end in hours
    ]
    found = clocked(FOUR_HOURS, incident(recovered="2019-07-09 19:15"), *exclusions)
    assert found.gross is not None and found.net is not None and found.margin is not None
    assert 0 <= found.net <= found.gross
    assert found.gross - found.excluded == found.net == found.limit - found.margin
    assert found.met == (found.due >= at("2019-07-09 19:15"))
