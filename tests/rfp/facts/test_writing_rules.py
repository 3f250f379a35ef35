"""Sentences on how a proposal is written and handed in → rules of a kind, with what can be reckoned with."""

from __future__ import annotations

import pytest

from pipeline.rfp.fact import Row
from tests.rfp.facts.paper_of import facts_of

HEAD = ("Ⅰ. 사업 개요", "1. 제안서 작성요령")


def rules(*parts: str | list[list[str]]) -> tuple[Row, ...]:
    """Return the rules of a paper whose part on writing holds these lines."""
    return facts_of(*HEAD, *parts).writing


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("- 제안서 맨 앞에 조견표를 첨부하여야 한다.", ["조견표"]),
        ("- 각 장별로 쪽 번호를 매겨야 한다.", ["쪽번호"]),
        ("- 제안서는 한글 작성이 원칙이며 영문약어는 약어표를 둔다.", ["언어", "약어"]),
        ("- 제안서는 단색, 양면으로 제본하여야 한다.", ["인쇄와 제본"]),
        ("- 요약서는 A4 횡으로 20쪽 이내로 작성한다.", ["분량과 용지"]),
        ("- 제안서는 한글, 워드로 작성하여야 한다.", ["작성 도구와 파일"]),
        ("- 해당 항목에 「해당사항 없음」으로 적어야 한다.", ["해당 없음"]),
        ("- 사본에는 업체명을 표시하여서는 안 된다.", ["제안사 표시"]),
        ("- 표지에는 원본과 사본을 구분하여야 한다.", ["원본과 사본"]),
        ("- 제안서는 나라장터로 제출하여야 한다.", ["제출 방법"]),
        ("- 제출된 제안서는 수정할 수 없다.", ["제출 뒤 변경"]),
        ("- 제안서 내용은 객관적으로 입증할 수 있어야 한다.", ["입증 자료"]),
        ("- 제안서에는 방안을 구체적으로 제시하여야 한다.", ["작성 원칙"]),
        ("- 나무를 매달 점검하여야 한다.", []),
        ("- 제안서와 관련한 비용은 제안사가 부담한다.", []),
    ],
)
def test_kinds(line: str, names: list[str]) -> None:
    assert [row.values["항목"] for row in rules(line)] == names


def test_words_that_may_not_be_used() -> None:
    (row, penalty) = rules("- “~를 하겠다” 등 명확한 용어를 쓴다. 할 수 있다, 고려하고 있다 등 모호한 표현은 불가능한 것으로 간주한다.")
    assert (row.values["항목"], row.values["값"]) == ("명확한 표현", "할 수 있다; 고려하고 있다")
    assert penalty.values["항목"] == "어기면"
    assert row.quote.startswith("- “~를 하겠다”") and str(row.values["원문"]).startswith("“~를 하겠다”")


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("- 제안서는 9부(원본 1부 포함)를 제출하여야 한다.", "제출 부수", "9부; 1부"),
        ("- 발표는 PM이 20분 이내로 하고 참석자는 4명 이내로 한다.", "발표", "20분 이내; 4명 이내"),
        ("- 회사명이나 로고를 적으면 건당 0.5점(최대 3점) 감점한다.", "제안사 표시", "건당 0.5점(최대 3점)"),
    ],
)
def test_values(line: str, name: str, value: str) -> None:
    assert [row.values["값"] for row in rules(line) if row.values["항목"] == name] == [value]


def test_a_part_on_something_else_ends_the_rules() -> None:
    line = "- 근거 자료를 첨부하여야 한다."
    assert [row.values["항목"] for row in rules(line)] == ["입증 자료"]
    assert rules("2. 계약 조건", line) == ()


def test_where_the_notice_settles_it_the_title_is_told_too() -> None:
    (row,) = rules("2. 제안서 제출 기한", "- 공고문에 의함")
    assert (row.values["항목"], row.values["원문"]) == ("제출 기한", "제안서 제출 기한: 공고문에 의함")


def test_tables_of_scores_give_no_rules_and_tables_of_papers_do() -> None:
    row = ["1", "제안서", "사본 5부(업체명 미표기)", "단면으로 인쇄한다."]
    assert rules([["번호", "평가 항목", "기준", "배점"], row]) == ()
    found = rules([["번호", "서류", "부수", "규격"], row])
    assert [row.values["항목"] for row in found] == ["인쇄와 제본", "제안사 표시"]


def test_the_front_place_of_the_table_becomes_a_setting() -> None:
    lines = ("- 제안서 앞장에 평가항목에 대한 조견표를 첨부하여야 한다.", "- 제안서 앞장에 요구사항 조견표를 첨부하여야 한다.")
    settings = [[(row.values["항목"], row.values["값"]) for row in facts_of(*HEAD, line).paper] for line in lines]
    assert settings == [[("대비표자리", "앞")], []]


def test_the_same_sentence_counts_once() -> None:
    assert len(rules("- 각 장별로 쪽 번호를 매겨야 한다.", "○ 각 장별로 쪽번호를 매겨야 한다.")) == 1
