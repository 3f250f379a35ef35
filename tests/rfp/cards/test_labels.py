"""Labels in any dress."""

from __future__ import annotations

import pytest

from pipeline.rfp.cards.labels import Label, label_of, speaks_of_requirements

CASES = {
    Label.ID: [
        "요구사항 고유번호",
        "고유번호",
        "요구사항 번호(ID)",
        "요구 사항\nI D",
        "● 식별번호",
        "요구사항 식별 번호",
        "요구사항 관리번호",
    ],
    Label.NAME: ["요구사항 명칭", "요구사항명", "요건명", "기능 요구사항명", "요구사항 이름", "제 목", "< 명칭 >"],
    Label.CLASS: ["요구사항 분류", "분 류", "요구사항 구분", "요구사항 유형", "1. 분류"],
    Label.DEFINITION: ["정의", "정 의 :", "요구사항 정의", "개요"],
    Label.DETAIL: [
        "세부내용",
        "세부\n내용",
        "상세 내용",
        "세부 요건",
        "요구내용",
        "내용",
        "요구사항 세부내용",
        "상세 요구내용 및 조건",
    ],
    Label.GROUP: ["요구사항 상세설명", "요구\n사항\n상세\n설명", "상세설명", "사항 상세 설명", "요구사항"],
    Label.OUTPUT: ["산출정보", "산출물", "결과물", "관련 산출물"],
    Label.RELATED: ["관련 요구사항", "연관요구사항", "관련 요구사항 번호"],
    Label.SOURCE: ["요구사항 출처", "출처", "근거"],
    Label.OTHER: ["비고", "제약사항", "검증 방법", "우선순위", "요구사항 중요도", "수용여부"],
    Label.COUNT: ["건수", "요구사항 수", "개수", "요구 사항수"],
    Label.ORDER: ["순번", "연번", "No.", "SEQ"],
}


@pytest.mark.parametrize(("label", "text"), [(label, text) for label, texts in CASES.items() for text in texts])
def test_labels(label: Label, text: str) -> None:
    assert label_of(text) is label


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "기능 요구사항",
        "보안 요구사항(SER)",
        "SFR-001",
        "홈 화면 개선",
        "서버",
        "요구사항을 관리하는 방안",
        "발주기관",
        "제안요청서",
        "가",
        "명",
        "수",
    ],
)
def test_values_are_no_labels(text: str) -> None:
    assert label_of(text) is None


def test_what_speaks_of_requirements() -> None:
    assert (
        speaks_of_requirements("요구 사항 번호")
        and speaks_of_requirements("요건번호")
        and not speaks_of_requirements("번호")
    )
