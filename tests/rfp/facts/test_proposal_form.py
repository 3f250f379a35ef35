"""Sentences about the proposal's paper → limits of pages, fonts, the least size."""

from __future__ import annotations

import pytest

from tests.rfp.facts.paper_of import facts_of


def paper(*lines: str) -> dict[str, object]:
    """Return 항목 → 값 of a paper with these lines."""
    return {row.values["항목"]: row.values["값"] for row in facts_of("Ⅰ. 사업 개요", "1. 제안서 작성요령", *lines).paper}


@pytest.mark.parametrize(
    ("line", "limit", "summary"),
    [
        ("- 제안서는 100쪽 이내로 작성하며, 요약서는 30쪽 이내로 작성한다.", 100, 30),
        ("- 제안서는 A4 종 방향, 양면, 100장(200쪽) 이내를 원칙으로 한다.", 200, None),
        ("- 제안서 본문 내용은 양면인쇄기준 100장 이내로 작성 권고", 200, None),
        ("- 제안서 본문은 단면인쇄기준 150장 이내로 작성한다.", 150, None),
        ("- 제안서 본문 내용은 80페이지(40장) 이내로 작성", 80, None),
        ("- 가급적 제안서 본문은 150~200페이지 내외로 작성", 200, None),
        ("- 기술제안서는 120페이지 내외(요약문 50페이지 내외)로 작성하여야 한다.", 120, 50),
        ("- 제안요약서의 경우 가급적 50페이지 이내로 작성", None, 50),
        ("- 제안요약서(발표자료)는 A4 횡 방향, 30쪽 이내로 한다.", None, 30),
        ("- 제안 설명은 15분 이내로 한다.", None, None),
        ("- 제안서 11부를 3일 이내에 낸다.", None, None),
        ("- 착수보고서는 20쪽 이내로 쓴다.", None, None),
    ],
)
def test_pages(line: str, limit: int | None, summary: int | None) -> None:
    found = paper(line)
    assert (found.get("쪽제한"), found.get("요약쪽제한")) == (limit, summary)


def test_how_sheets_became_pages_is_said() -> None:
    rows = facts_of("Ⅰ. 사업 개요", "- 제안서는 60장 이내로 작성한다.").paper
    assert [(row.values["값"], row.values["근거"]) for row in rows] == [(60, "가정: 단면 60장은 60쪽")]
    rows = facts_of("Ⅰ. 사업 개요", "- 제안서는 양면 60장 이내를 권장한다.").paper
    assert rows[0].values["근거"] == "양면 60장은 120쪽; 권고하는 분량"
    assert rows[0].values["원문"] == "- 제안서는 양면 60장 이내를 권장한다."


def test_fonts_and_the_least_size() -> None:
    found = paper("Ⅰ. <15 Point, 신명조, 줄간격 160>", "- <13 Point, 신명조, 줄간격 160>", "표의 글자는 맑은 고딕 14pt")
    assert (found["글꼴"], found["최소크기"]) == ("신명조; 맑은 고딕", 13)


def test_the_size_of_the_body_counts_before_others() -> None:
    assert paper("글자 크기: 제목 16포인트, 본문 12포인트, 각주 9포인트")["최소크기"] == 12


def test_type_elsewhere_is_not_the_proposals() -> None:
    far = ["- 이 문장은 다른 것을 말한다."] * 50
    assert paper(*far, "서식의 글꼴은 바탕체 11포인트를 쓴다.") == {}
    assert paper("사업에 대한 이해를 바탕으로 작성한다.") == {}
