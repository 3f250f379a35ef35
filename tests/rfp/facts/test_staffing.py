"""Invented tables and sentences → who must be put on the work."""

from __future__ import annotations

import pytest

from tests.rfp.facts.paper_of import facts_of

HEAD = "Ⅰ. 사업 개요"


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("○ 총괄관리자(PM) : 나무 관련 업무 5년 이상", {"역할": "총괄관리자(PM)", "경력": "5년 이상"}),
        ("○ 온실에 상주인력 2명을 두어야 한다.", {"역할": "상주인력", "인원": "2명", "상주": "상주"}),
        ("○ 특급기술자 1인 이상 투입", {"역할": "특급기술자", "등급": "특급", "인원": "1인 이상"}),
        ("○ 직원 1명을 현장 대리인으로 선임하여야 한다.", {"역할": "현장 대리인", "인원": "1명"}),
    ],
)
def test_lines(line: str, values: dict[str, str]) -> None:
    assert [row.values for row in facts_of(HEAD, line).staffing] == [values]


def test_conditions_below_their_title() -> None:
    (row,) = facts_of(HEAD, "가. 온실 담당인력 조건", "- 나무 재배 유경험자").staffing
    assert row.values == {"역할": "온실 담당인력", "자격": "나무 재배 유경험자"}


def test_table() -> None:
    table = [["역할", "등급", "경력", "인원"], ["재배책임", "특급", "10년", "1"], ["합계", "", "", "1"]]
    (row,) = facts_of(HEAD, table).staffing
    assert row.values == {"역할": "재배책임", "등급": "특급", "경력": "10년", "인원": "1"}


@pytest.mark.parametrize("line", ["- 담당인력은 친절하여야 한다.", "- 평가 배점: PM 경력 5년 이상 3점", "- 사업기간은 2년 이상이다."])
def test_no_demand(line: str) -> None:
    assert facts_of(HEAD, line).staffing == ()
