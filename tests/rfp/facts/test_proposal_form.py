"""Sentences about the proposal's paper → limits of pages, fonts, the least size, direction, line spacing, margins."""

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


@pytest.mark.parametrize(
    ("line", "proposal", "summary"),
    [
        ("- 제안서는 A4 종 방향 작성을 원칙으로 하되, 부득이한 경우 A4 횡 또는 기타 용지를 일부 사용할 수 있음", "세로", None),
        ("- 제안서는 A4용지 기준 종 방향 작성을 원칙으로 한다.", "세로", None),
        ("- 제안서는 A4종 방향작성을 원칙으로 한다.", "세로", None),
        ("- 제안서는 A4 용지를 쓰며 종으로 좌철하여 낸다.", "세로", None),
        ("- 제안서는 A4(가로)로 작성한다.", "가로", None),
        ("- 제안서는 A4 가로 방향으로 편집한다.", "가로", None),
        ("- 제안서의 용지는 A4 규격 ‘횡’으로 작성", "가로", None),
        ("※ 편집용지: A4 백상지(종 규격으로 작성)", "세로", None),
        ("- 제안요약서(발표자료)는 A4 횡 방향, 30쪽 이내로 한다.", None, "가로"),
        ("- 발표자료는 A4 가로 방향으로 작성한다.", None, "가로"),
        ("- 제안요약서의 경우 A4 횡 사용을 원칙으로 한다.", None, "가로"),
        ("- 제안서 및 제안요약서는 A4 세로 방향으로 작성한다.", "세로", "세로"),
        ("- 제안서에 넣을 도면은 가로 40cm, 세로 30cm 이하로 한다.", None, None),
        ("- 제안서와 함께 증빙 서류 3종으로 작성한 목록을 낸다.", None, None),
        ("- 제안서는 업종 기준에 따라 작성한다.", None, None),
        ("- 부득이한 경우 제안서의 일부를 A4 횡으로 작성할 수 있다.", None, None),
        ("- 제안서는 종합적으로 작성한다.", None, None),
    ],
)
def test_how_the_paper_lies(line: str, proposal: str | None, summary: str | None) -> None:
    found = paper(line)
    assert (found.get("방향"), found.get("요약방향")) == (proposal, summary)


def test_exceptions_and_other_places_are_said() -> None:
    rows = facts_of(
        "Ⅰ. 사업 개요", "1. 제안서 작성요령", "- 제안서는 A4 종 방향을 원칙으로 하되, 부득이한 경우 A4 횡 또는 기타 용지를 쓸 수 있다.",
        [["순번", "서류", "비고"], ["1", "기술제안서", "A4규격 ‘횡’으로 작성"], ["2", "심사용 PPT 출력물", "A4규격 ‘횡’으로 작성"]],
    ).paper
    first, summary = rows
    assert (first.values["항목"], first.values["값"]) == ("방향", "세로")
    assert first.values["근거"].startswith("예외로 가로도 됨; 다른 곳은 가로: 표 1 2행 3열 “A4규격 ‘횡’으로 작성”")
    assert (summary.values["항목"], summary.values["값"], str(summary.place)) == ("요약방향", "가로", "표 1 3행 3열")


@pytest.mark.parametrize(
    ("line", "spacing"),
    [
        ("글자 15 Point, 신명조, 줄간격 160", 160),
        ("- 줄 간격은 170%로 한다.", 170),
        ("- 줄간격: 1.6", 160),
        ("- 행간 180%", 180),
        ("- 줄간격 10", None),
        ("- 시행 간격 300일", None),
    ],
)
def test_line_spacing(line: str, spacing: int | None) -> None:
    assert paper(line).get("줄간격") == spacing


def test_the_spacing_told_most_often_and_the_others() -> None:
    rows = facts_of("Ⅰ. 사업 개요", "1. 제안서 작성요령", "제목 줄간격 180", "본문 줄간격 160", "목록 줄간격 160").paper
    assert [(row.values["값"], row.values["근거"], row.values["원문"]) for row in rows] == [(160, "다른 값도 있음: 180", "본문 줄간격 160")]


@pytest.mark.parametrize(
    ("line", "margins"),
    [
        ("※ 본문 상하좌우 여백(상25, 하15, 좌20, 우20)을 지정", "위 25, 아래 15, 왼쪽 20, 오른쪽 20"),
        ("- 용지 여백: 위 20mm, 아래 15mm, 왼쪽 20mm, 오른쪽 20mm", "위 20, 아래 15, 왼쪽 20, 오른쪽 20"),
        ("- 여백은 상·하 15mm, 좌·우 25mm로 한다.", "위 15, 아래 15, 왼쪽 25, 오른쪽 25"),
        ("- 여백: 상하좌우 각 20㎜", "위 20, 아래 20, 왼쪽 20, 오른쪽 20"),
        ("- 여백: 좌우 2.5cm", "왼쪽 25, 오른쪽 25"),
        ("- 여백: 위 200mm", None),
        ("- 하루 20명의 여백", None),
    ],
)
def test_margins(line: str, margins: str | None) -> None:
    assert paper(line).get("여백") == margins


def test_spacing_and_margins_elsewhere_are_not_the_proposals() -> None:
    far = ["- 이 문장은 다른 것을 말한다."] * 50
    assert paper(*far, "표지판의 여백은 위 20mm, 줄간격 160으로 한다.") == {}
