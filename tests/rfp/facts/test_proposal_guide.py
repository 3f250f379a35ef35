"""Invented outlines of proposals → rows of 구분, 장, 절, 작성방법."""

from __future__ import annotations

from tests.rfp.facts.paper_of import facts_of

HEAD = "Ⅰ. 사업 개요"
METHODS = [
    ["항 목", "작 성 방 법"], ["Ⅰ. 일반현황", ""], ["1. 제안사 일반현황", "제안사의 연혁을 적는다."], ["2. 조직 및 인원", "조직을 그린다."],
    ["Ⅱ. 기술 및 기능", ""], ["1. 보안 요구사항", "보안기술을\n구체적으로 적는다."], ["2. 기능 요구사항", "구현 방안을 적는다."], ["※ 서식을 지킨다", ""],
]  # fmt: skip


def rows(*parts: str | list[list[str]]) -> list[tuple[str, ...]]:
    """Return (장, 절, 작성방법) of every row of such a paper."""
    return [tuple(str(row.values.get(name, "")) for name in ("장", "절", "작성방법")) for row in facts_of(HEAD, *parts).outline]


def test_table_of_titles_and_methods() -> None:
    assert rows("4. 제안서 세부 작성지침", METHODS) == [
        ("Ⅰ. 일반현황", "1. 제안사 일반현황", "제안사의 연혁을 적는다."),
        ("Ⅰ. 일반현황", "2. 조직 및 인원", "조직을 그린다."),
        ("Ⅱ. 기술 및 기능", "1. 보안 요구사항", "보안기술을\n구체적으로 적는다."),
        ("Ⅱ. 기술 및 기능", "2. 기능 요구사항", "구현 방안을 적는다."),
    ]


def test_places_are_those_of_the_rows() -> None:
    assert [str(row.place) for row in facts_of(HEAD, "4. 제안서 세부 작성지침", METHODS).outline][:2] == ["표 1 3행 1열", "표 1 4행 1열"]


def test_sections_beside_their_chapter() -> None:
    table = [
        ["작성항목", "작성목차"], ["Ⅰ. 제안개요", "제안의 목적을 요약한다."], ["Ⅱ. 일반부문", "1. 일반현황: 연혁 제시"], ["<", "2. 조직: 조직도 제시\n- 인원"],
        ["Ⅲ. 기타", ""], ["Ⅳ. 추가 제안", "1. 추가: 자유롭게"],
    ]  # fmt: skip
    assert rows("나. 제안서 목차는 아래와 같다.", table) == [
        ("Ⅰ. 제안개요", "", "제안의 목적을 요약한다."),
        ("Ⅱ. 일반부문", "1. 일반현황", "연혁 제시"),
        ("Ⅱ. 일반부문", "2. 조직", "조직도 제시\n- 인원"),
        ("Ⅲ. 기타", "", ""),
        ("Ⅳ. 추가 제안", "1. 추가", "자유롭게"),
    ]


def test_the_table_that_explains_wins_and_takes_the_last_chapter_of_the_list() -> None:
    contents = [["Ⅰ. 일반현황\n1. 제안사 일반현황\n2. 조직 및 인원\nⅡ. 기술 및 기능\n1. 보안 요구사항\n2. 기능 요구사항\nⅢ. 기타사항"]]
    found = rows("3. 제안서 목차", contents, "4. 제안서 세부 작성지침", METHODS)
    assert len(found) == 5 and found[0][2] and found[-1] == ("Ⅲ. 기타사항", "", "")


def test_a_bare_list_in_one_cell_and_in_lines() -> None:
    lines = ["Ⅰ. 제안개요", "Ⅱ. 수행방안", "1. 점검", "2. 장애복구", "Ⅲ. 지원"]
    wanted = [("Ⅰ. 제안개요", "", ""), ("Ⅱ. 수행방안", "1. 점검", ""), ("Ⅱ. 수행방안", "2. 장애복구", ""), ("Ⅲ. 지원", "", "")]
    assert rows("3. 제안서 목차", [["\n".join(lines)]]) == wanted
    assert rows("3. 제안서 목차", *lines, "본문이 이어지며 목차가 아닌 긴 문장이 나오므로 여기에서 멈춘다고 보아야 한다.") == wanted


def test_two_parts_keep_their_names() -> None:
    figures = [["작성목차", "작성방법"], *[[f"{order}. {title}", "적는다"] for order, title in enumerate(("연혁", "경영상태", "매출", "실적"), 1)]]
    figures.insert(1, ["Ⅰ. 제안업체 현황", ""])
    found = facts_of(HEAD, "1. 기술제안서(계량부문)", figures, "2. 기술제안서(비계량부문)", METHODS).outline
    assert [row.values["구분"] for row in found] == ["기술제안서(계량부문)"] * 4 + ["기술제안서(비계량부문)"] * 4


def test_other_tables_are_no_outline() -> None:
    assert rows("산출물", [["항목", "내용"], ["Ⅰ. 가", "나"], ["Ⅱ. 다", "라"], ["Ⅲ. 마", "바"], ["Ⅳ. 사", "아"]]) == []
    assert rows("제안서 평가", [["평가항목", "배점"], ["이해도", "10"], ["방법", "20"], ["일정", "30"]]) == []
