"""What is wrong with duties and exceptions, with its place and what right looks like."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model.duty import Check, Waiver
from pipeline.problems import Location, Severity
from pipeline.trace.check import RULE, check
from pipeline.trace.codes import CODES
from tests.trace.thread_sample import duty, sample

AT = Location("duties.yaml", 7)
EVERY = ("MAR-001#1", "MAR-001#2")


def test_a_contract_without_duties_has_no_problems() -> None:
    assert check(sample()) == []


def test_right_duties_have_none() -> None:
    assert check(sample(duty(*EVERY))) == []


def test_an_unknown_row_is_named_with_the_nearest() -> None:
    (problem,) = check(sample(duty(*EVERY, "MAR-01#2", at=AT)))
    assert (problem.code, problem.severity) == ("R-TRC-02", Severity.ERROR)
    assert str(problem.at) == "duties.yaml:7 (요구사항)" and problem.hint == "혹시 MAR-001#2?"


def test_a_number_used_twice_shows_both_places() -> None:
    (problem,) = check(sample(duty(*EVERY, at=AT), duty(*EVERY, at=Location("duties.yaml", 20))))
    assert problem.code == "R-TRC-03" and problem.at.row == 20 and problem.related == (AT.at_field("번호"),)


def test_rows_without_a_duty_are_warned_of_unless_one_above_or_below_has_it() -> None:
    found = check(sample(duty("MAR-001#2.1")))
    assert [(each.code, each.message.partition(":")[0], each.severity) for each in found] == [
        ("R-TRC-01", "MAR-001#1", Severity.WARNING)
    ]


@pytest.mark.parametrize(
    ("kind", "parameters", "said"),
    [
        (Check.CONFIRMATION, ("회수=1",), "쓰지 않는 기준값입니다: 회수"),
        (Check.RECOVERY, (), "있어야 할 기준값이 없습니다: 조항"),
        (Check.RECOVERY, ("조항=MAR-999#1",), "복구기한에 없는 번호입니다: MAR-999#1"),
        (Check.INSPECTION, ("회수=한 번",), "회수가 수가 아닙니다: 한 번"),
        (Check.RECORD, ("기록=변경", "항목=제출일"), "변경 기록에 없는 열입니다: 제출일"),
        (Check.PRESENCE, ("기록=일지",), "기록에 쓸 수 없는 말입니다: 일지"),
        (Check.PERSON, ("시점=언젠가",), "시점에 쓸 수 없는 말입니다: 언젠가"),
    ],
)
def test_parameters_that_do_not_fit_the_check(kind: Check, parameters: tuple[str, ...], said: str) -> None:
    found = check(sample(duty(*EVERY, check=kind, parameters=parameters, at=AT)))
    assert (
        [each.code for each in found] == ["R-TRC-04"]
        and said in found[0].message
        and found[0].hint
        and found[0].at.row == 7
    )


def test_an_unknown_deliverable_a_missing_reason_and_an_unknown_exception() -> None:
    waiver = Waiver(
        target="DU-9", reason="까닭", approved_by="김담당", approved=date(2019, 6, 1), at=Location("waivers.csv", 2)
    )
    found = check(sample(duty(*EVERY, check=Check.PERSON, reason="", deliverables=("99",)), waivers=(waiver,)))
    assert [each.code for each in found] == ["R-TRC-07", "R-TRC-06", "R-TRC-05"] and str(
        found[2].at
    ) == "waivers.csv:2 (대상)"


def test_every_code_has_a_title_and_the_rule_explains_itself() -> None:
    assert RULE.code in CODES and all(CODES.values())
    text = RULE.figure.__doc__ or ""
    assert "조항" in text and "예" in text
