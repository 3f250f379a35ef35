"""Invented sentences and lists → the papers that they oblige, and none where nothing is obliged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rfp.facts.delivered_acts import acts_of
from pipeline.rfp.facts.delivered_papers import papers_of
from pipeline.rfp.facts.noun_phrases import is_generic, phrase_before
from tests.rfp.facts.paper_of import facts_of

HEAD = "Ⅰ. 사업 개요"


def names_of(*parts: str | list[list[str]]) -> list[str]:
    return [row.values["이름"] for row in facts_of(HEAD, *parts).deliverables]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("수행사는 나무점검 보고서를 매월 5일까지 제출하여야 한다.", "나무점검 보고서"),
        ("열매 수확 현황 및 익월 계획서를 매월 말까지 보고하여야 한다.", "열매 수확 현황 및 익월 계획서"),
        ("가지치기를 수행하고 매월 결과를 보고하여야 한다.", "가지치기 결과"),
        ("종자를 소각한 경우 지체없이 그 결과를 통보하여야 한다.", "종자 소각 결과"),
        ("뿌리 상태에 대하여 해결책을 수립하여, 서면으로 보고하여야 한다.", "뿌리 상태에 대한 해결책"),
        ("씨앗 고사 시 조치 방안을 마련하여야 한다.", "씨앗 고사 시 조치 방안"),
        ("변경 시 사용자 지침서 제공", "사용자 지침서"),
    ],
)
def test_sentences_that_oblige_a_paper(sentence: str, name: str) -> None:
    assert name in [found for found, _ in papers_of(sentence)]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("다른 농장과 수탁계약을 할 경우에는 해당 사실을 계약 체결 7일 이전에 통보하여야 한다.", "수탁계약 통보"),
        ("종자를 사전 서면 동의 없이 제3자에게 양도할 수 없다.", "종자 양도 사전 서면 동의"),
        ("온실 인력의 변동사항은 반드시 가나다원의 승인을 받아야 한다.", "온실 인력의 변동사항 승인"),
        ("보유한 종자를 즉시 파기하거나 위탁자에게 반납하여야 한다.", "종자 파기 또는 반납"),
        ("물주기 및 가지치기 내용은 반드시 기록·관리하여야 한다.", "물주기 및 가지치기 내용 기록"),
        ("직원 1명을 현장 대리인으로 선임하여야 한다.", "현장 대리인 선임"),
        ("합의서를 작성하여 재배면적을 변경할 수 있다.", "재배면적 변경 합의서"),
        ("화재가 발생하면 즉시 작성하여 보고하여야 한다.", "화재 보고"),
        ("물주기 점검표에 따라 점검한다.", "물주기 점검표"),
        ("재료비에 대하여 분기별 정산", "재료비 분기별 정산"),
    ],
)
def test_acts_that_need_a_paper(sentence: str, name: str) -> None:
    assert name in [found for found, _ in acts_of(sentence)]


@pytest.mark.parametrize("sentence", ["발주기관은 자료를 제공하여야 한다.", "나무를 심어야 한다.", "수행사는 보고서를 제출하여야 한다.", "관련 자료를 제출하여야 한다."])
def test_nothing_is_made_of_other_sentences(sentence: str) -> None:
    assert names_of(f"- {sentence}") == []


def test_a_paper_that_goes_with_another_is_not_the_other() -> None:
    assert names_of("- 수행사는 물주기 점검결과를 청구서류에 포함하여 제출하여야 한다.") == ["물주기 점검결과"]


def test_parts_of_a_plan_have_its_deadline() -> None:
    parts = ("가. 계약 체결 후 2주 이내에 재배 수행계획서를 제출하여야 한다.", "나. 재배 수행계획서에 포함될 내용은 다음과 같다.", "1) 재배인력의 조직도 및 비상연락망", "2) 물주기 세부계획서")
    rows = {row.values["이름"]: row.values for row in facts_of(HEAD, *parts).deliverables}
    assert set(rows) == {"재배 수행계획서", "재배인력의 조직도", "비상연락망", "물주기 세부계획서"}
    assert rows["비상연락망"]["비고"] == "재배 수행계획서에 포함"
    assert rows["비상연락망"]["기한"][0]["수"] == 14


def test_names_that_the_text_equates_are_one() -> None:
    assert names_of("- 보안서약서(보안각서)를 제출하여야 한다.", "- 계약 후 3일 이내에 보안각서를 제출하여야 한다.") == ["보안서약서(보안각서)"]
    assert names_of("- 보안서약서를 제출하여야 한다.", "- 계약 후 3일 이내에 보안각서를 제출하여야 한다.") == ["보안서약서", "보안각서"]


def test_attachments_and_steps_of_an_office_plan() -> None:
    parts = ("결재일자 2030.1.1.", "# Ⅱ 추진일정", "- 재배계획 검토의뢰 : 2030. 1", "붙임 1. 나무 목록 1부.", "2. 온실 배치도 2부.")
    rows = {row.values["이름"]: row.values for row in facts_of(*parts).deliverables}
    assert set(rows) == {"재배계획 검토의뢰", "나무 목록", "온실 배치도"}
    assert rows["온실 배치도"]["부수"] == "2부"


def test_at_most_sixty_rows_the_surest_kept() -> None:
    many = [f"- 품종{chr(0xAC00 + at * 28)}{chr(0xB098 + at)} 상태는 기록하여야 한다." for at in range(80)]
    names = names_of(*many, "- 계약 후 3일 이내에 나무점검 보고서를 제출하여야 한다.")
    assert len(names) == 60 and "나무점검 보고서" in names


@given(st.text(alphabet="나무 를을은는의및,()계획서 보고서 제출하여야 한다.사전승인 통보 결과 그 경우", max_size=60))
def test_names_are_short_and_closed(text: str) -> None:
    for name, _ in (*papers_of(text), *acts_of(text)):
        assert 2 <= len(name) < 60 and name.count("(") == name.count(")")


def test_phrases() -> None:
    assert phrase_before("수행사는 매월 온실 점검 결과") == "온실 점검 결과"
    assert phrase_before("나무를 심은 후") == ""
    assert is_generic("관련 자료") and is_generic("보고서") and not is_generic("온실 점검 결과")


def test_a_table_that_names_its_papers_by_part() -> None:
    rows = facts_of(
        HEAD, [["구 분", "제출시기", "수량"], ["착수보고서 및\n수행계획서", "계약 후 11일 이내", "2부"], ["보안 관련 문서", "계약 후 11일 이내", "각 1부"]],
        "- 착수보고 및 수행계획서 제출",
    ).deliverables  # fmt: skip
    assert [(row.values["이름"], row.values["기한"][0]["수"], row.values["부수"]) for row in rows] == [
        ("착수보고서 및 수행계획서", 11, "2부"), ("보안 관련 문서", 11, "각 1부"),
    ]  # fmt: skip


def test_a_table_of_meetings_names_no_papers() -> None:
    assert names_of([["구분", "시기", "내용"], ["정기\n회의", "매월", "나무를 본다"], ["수시\n회의", "필요 시", "풀을 본다"]]) == []


def test_what_nobody_needs_is_no_paper() -> None:
    assert names_of("- 수행사는 불필요한 자료는 반드시 삭제 및 폐기하여야 한다.") == []
