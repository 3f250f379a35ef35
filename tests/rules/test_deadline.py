"""Deadlines by 민법 155–161."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.period import Month
from pipeline.problems import Location, Severity
from pipeline.rules.calendar import Calendar
from pipeline.rules.deadline import RULE, check, deadline
from tests.rules.sample import at, contract, day, dossier, law

CALENDAR = Calendar(law(), contract())


def rule(kind: DueKind, number: int = 0, event: str = "", words: str = "", clause: str = "V-5a") -> DueRule:
    return DueRule(kind=kind, number=number, event=event, words=words, clause=clause)


@pytest.mark.parametrize(
    ("event", "number", "due"),
    [("2019-05-31", 14, "2019-06-14"), ("2023-08-21", 14, "2023-09-04"), ("2023-08-21", 7, "2023-08-28"),
     ("2019-08-09", 14, "2019-08-23"), ("2019-05-13", 14, "2019-05-27")],
)
def test_days_after(event: str, number: int, due: str) -> None:
    found = deadline(rule(DueKind.AFTER_DAYS, number), day(event), CALENDAR)
    assert found.nominal == found.legal_due == found.recommended_due == day(due)
    assert found.lenient_due is None


def test_days_after_roll_over_a_holiday() -> None:
    found = deadline(rule(DueKind.AFTER_DAYS, 14, "계약일"), day("2019-08-01"), CALENDAR)  # 8/15 Thursday, 광복절
    assert (found.nominal, found.legal_due) == (day("2019-08-15"), day("2019-08-16"))
    assert found.recommended_due == day("2019-08-14")
    assert found.steps == (
        "계약일 2019. 8. 1. + 14일 (초일 불산입, 민법 제157조) = 2019. 8. 15.(목)",
        "2019. 8. 15.(목) 광복절 → 법정 2019. 8. 16.(금) (민법 제161조)",
        "권장 2019. 8. 14.(수) (기한 앞 영업일)",
    )
    assert found.words == "2019. 8. 16.(금), 권장 2019. 8. 14.(수)"


def test_recommended_day_never_precedes_the_event() -> None:
    found = deadline(rule(DueKind.AFTER_DAYS, 1), day("2019-09-12"), CALENDAR)
    assert found.legal_due == found.recommended_due == day("2019-09-16")


def test_days_before_leave_clear_days() -> None:
    before = rule(DueKind.BEFORE_DAYS, 15, "변경일")
    strict = deadline(before, day("2019-07-31"), CALENDAR)
    lenient = deadline(before, day("2019-07-31"), CALENDAR, strict=False)
    assert strict.legal_due == strict.nominal == day("2019-07-15")
    assert strict.lenient_due == lenient.legal_due == day("2019-07-16")
    assert any("엄격: 변경일 2019. 7. 31. − 15일 − 1일" in step for step in strict.steps)


def test_days_before_never_roll_forward() -> None:
    found = deadline(rule(DueKind.BEFORE_DAYS, 7), day("2019-07-15"), CALENDAR)  # 7/7 Sunday
    assert (found.legal_due, found.recommended_due) == (day("2019-07-07"), day("2019-07-05"))


def test_before_the_event_is_the_day_before() -> None:
    found = deadline(rule(DueKind.BEFORE_EVENT, event="투입일"), day("2019-05-15"), CALENDAR)
    assert (found.legal_due, found.lenient_due) == (day("2019-05-14"), day("2019-05-15"))


def test_hours_run_through_nights_and_holidays() -> None:
    found = deadline(rule(DueKind.AFTER_HOURS, 24, "요청"), at("2019-07-05 18:30"), CALENDAR)
    assert found.legal_due == found.recommended_due == at("2019-07-06 18:30")
    assert found.words == "2019. 7. 6. 18:30"


def test_hours_need_a_moment() -> None:
    found = deadline(rule(DueKind.AFTER_HOURS, 24, words="24시간 이내"), day("2019-07-05"), CALENDAR)
    assert not found.has_day
    assert found.words == "24시간 이내 (기준 시각 없음)"


@pytest.mark.parametrize(
    ("month", "nominal", "legal", "recommended"),
    [("2019-06", "2019-06-30", "2019-07-01", "2019-06-28"), ("2019-08", "2019-08-31", "2019-09-02", "2019-08-30"),
     ("2019-11", "2019-11-30", "2019-12-02", "2019-11-29"), ("2019-07", "2019-07-31", "2019-07-31", "2019-07-31"),
     ("2023-12", "2023-12-31", "2024-01-02", "2023-12-29")],
)
def test_month_end(month: str, nominal: str, legal: str, recommended: str) -> None:
    found = deadline(rule(DueKind.MONTH_END), Month.parse(month), CALENDAR)
    assert (found.nominal, found.legal_due, found.recommended_due) == (day(nominal), day(legal), day(recommended))


@pytest.mark.parametrize(
    ("month", "number", "nominal", "legal", "recommended"),
    [
        ("2019-07", 10, "2019-08-10", "2019-08-12", "2019-08-09"),
        ("2019-10", 10, "2019-11-10", "2019-11-11", "2019-11-08"),
        ("2019-12", 10, "2020-01-10", "2020-01-10", "2020-01-10"),
        ("2019-01", 31, "2019-02-28", "2019-02-28", "2019-02-28"),
    ],
)
def test_day_of_the_next_month(month: str, number: int, nominal: str, legal: str, recommended: str) -> None:
    found = deadline(rule(DueKind.NEXT_MONTH_DAY, number), Month.parse(month), CALENDAR)
    assert (found.nominal, found.legal_due, found.recommended_due) == (day(nominal), day(legal), day(recommended))


def test_a_day_stands_for_its_month() -> None:
    by_day = deadline(rule(DueKind.NEXT_MONTH_DAY, 10), day("2019-07-09"), CALENDAR)
    assert by_day.legal_due == day("2019-08-12")


@pytest.mark.parametrize("kind", [DueKind.AT_ONCE, DueKind.WITHOUT_DELAY, DueKind.WITH, DueKind.OPEN])
def test_words_without_a_day(kind: DueKind) -> None:
    found = deadline(rule(kind, words="요구 시 지체 없이"), day("2019-07-09"), CALENDAR)
    assert (found.nominal, found.legal_due, found.recommended_due) == (None, None, None)
    assert found.words == "요구 시 지체 없이"
    assert found.steps and found.clause == "V-5a"


def test_open_rule_without_words() -> None:
    assert deadline(rule(DueKind.OPEN), day("2019-07-09"), CALENDAR).words == "기한 미정"


@given(
    st.sampled_from([DueKind.AFTER_DAYS, DueKind.NEXT_MONTH_DAY]), st.integers(1, 28),
    st.dates(date(2018, 1, 1), date(2023, 12, 1)),
)
def test_forward_deadlines(kind: DueKind, number: int, event: date) -> None:
    found = deadline(rule(kind, number), event, CALENDAR)
    assert found.nominal and found.legal_due and found.recommended_due
    assert found.legal_due >= found.nominal
    assert not CALENDAR.is_holiday(found.legal_due) and not CALENDAR.is_holiday(found.recommended_due)
    assert found.recommended_due <= found.legal_due
    assert (found.legal_due == found.nominal) == (not CALENDAR.is_holiday(found.nominal))


@given(st.integers(1, 60), st.dates(date(2018, 6, 1), date(2023, 12, 31)))
def test_backward_deadlines(number: int, event: date) -> None:
    found = deadline(rule(DueKind.BEFORE_DAYS, number), event, CALENDAR)
    assert isinstance(found.legal_due, date) and found.lenient_due
    assert event - found.legal_due == timedelta(days=number + 1)
    assert event - found.lenient_due == timedelta(days=number)
    assert found.recommended_due <= found.legal_due
    assert not CALENDAR.is_holiday(found.recommended_due)


def deliverable(*due: DueRule, name: str = "정기점검보고서", number: str = "9", row: int = 3) -> Deliverable:
    at = Location("d.yaml", row)
    return Deliverable(number=number, name=name, trigger=Trigger.MONTHLY, due=due, clause="MAR-004", at=at)


def test_disagreeing_rules_are_named() -> None:
    both = deliverable(rule(DueKind.MONTH_END, clause="MAR-004 3)"), rule(DueKind.NEXT_MONTH_DAY, 10, clause="V-1"))
    [problem] = check(dossier(deliverables=(both,)))
    assert problem.severity is Severity.NOTE and problem.code == RULE.code
    assert "당월 말일(MAR-004 3)) / 익월 10일(V-1)" in problem.message
    assert problem.at == Location("d.yaml", 3)


def test_two_rows_of_one_deliverable_may_disagree() -> None:
    rows = (deliverable(rule(DueKind.MONTH_END)), deliverable(rule(DueKind.NEXT_MONTH_DAY, 10), number="9a", row=8))
    [problem] = check(dossier(deliverables=rows))
    assert problem.related == (Location("d.yaml", 8),)


def test_agreeing_rules_are_fine() -> None:
    twice = deliverable(rule(DueKind.MONTH_END, clause="가"), rule(DueKind.MONTH_END, clause="나"))
    assert check(dossier(deliverables=(twice, deliverable(rule(DueKind.OPEN), name="다른 문서")))) == []


def test_occasions_and_open_rules_do_not_disagree() -> None:
    occasions = [rule(DueKind.BEFORE_EVENT, event=event) for event in ("양도", "공개")]
    assert check(dossier(deliverables=(deliverable(*occasions, rule(DueKind.OPEN)),))) == []
    starts = deliverable(rule(DueKind.AFTER_DAYS, 14, "계약일"), rule(DueKind.AFTER_DAYS, 14, "착수일"))
    assert len(check(dossier(deliverables=(starts,)))) == 1


@pytest.mark.parametrize(
    "wrong", [rule(DueKind.AFTER_DAYS), rule(DueKind.BEFORE_DAYS, -1), rule(DueKind.NEXT_MONTH_DAY, 32)]
)
def test_impossible_numbers_stop(wrong: DueRule) -> None:
    [problem] = check(dossier(deliverables=(deliverable(wrong),)))
    assert problem.stops and problem.hint
