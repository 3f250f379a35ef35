"""Texts without cards: ids come from chapter and order."""

from __future__ import annotations

from pipeline.rfp.paper import Kind, Paragraph
from tests.rfp.cards.sample import card, outline, read, table

TEXT = (
    "I. 과업의 개요 ..... 1",
    "Ⅰ. 과업의 개요",
    "□ 과업명",
    "가. 누리집 돌보기",
    "Ⅱ. 과업 내용",
    "□ 일반사항",
    "가. 달마다 점검한다.",
    "1) 점검표를 낸다.",
    "나. 고친 것을 적는다.",
    "□ 수행 조건",
    "가. 계획서를 낸다.",
    "Ⅲ. 계약 특수조건",
    "□ 총칙",
    "가. 법을 따른다.",
)


def test_chapters_that_say_what_to_do() -> None:
    found = read(*TEXT).cards
    assert [(one.id, one.name, one.category, one.derived, one.printed_id) for one in found] == [
        ("II-1", "일반사항", "과업 내용", True, ""),
        ("II-2", "수행 조건", "과업 내용", True, ""),
    ]
    assert outline(found[0]) == ["1 [가.] 달마다 점검한다.", "1.1 [1)] 점검표를 낸다.", "2 [나.] 고친 것을 적는다."]
    assert [one.key for one in found[1].details] == ["II-2#1"]


def test_only_where_no_card_is() -> None:
    assert [one.id for one in read(*TEXT, card("SFR-001", "표 정비", "바꾼다")).cards] == ["SFR-001"]


def test_a_chapter_of_sentences_is_one_card() -> None:
    found = read(
        "1. 사업 개요",
        "누리집을 고친다.",
        "2. 과업 내용",
        "- 글을 옮긴다.",
        "- 그림을 옮긴다.",
        "3. 제안서 평가",
        "- 나눈다.",
    ).cards
    assert [(one.id, one.name, len(one.details)) for one in found] == [("2-1", "과업 내용", 2)]


def test_a_frame_around_a_chapter_s_title() -> None:
    found = read(
        table("Ⅰ |  | 사업 개요"), "글", table("Ⅱ |  | 세부 과업내용"), "□ 점검", "○ 달마다 한다", "- 하나"
    ).cards
    assert [(one.id, one.name) for one in found] == [("II-1", "점검")]
    assert outline(found[0]) == ["1 [○] 달마다 한다", "1.1 [-] 하나"]


def test_a_list_s_dash_before_a_typed_number_is_left_out_of_plain_texts() -> None:
    lines = [
        Paragraph("가. 한다"),
        Paragraph("1) 하나", marker="-"),
        Paragraph("하위", marker="-", indent=5.0),
        Paragraph("2) 둘", marker="-"),
    ]
    found = read("I 개요", "글", "II 과업 내용", "□ 점검", *lines, format="txt").cards
    assert outline(found[0]) == ["1 [가.] 한다", "1.1 [1)] 하나", "1.1.1 [-] 하위", "1.2 [2)] 둘"]


def test_contents_and_other_chapters_are_no_requirements() -> None:
    contents = [Paragraph("Ⅱ. 과업 내용 4", kind=Kind.CONTENTS), Paragraph("Ⅲ. 계약 6", kind=Kind.CONTENTS)]
    assert not read(*contents, "Ⅰ. 추진 배경", "글", "Ⅱ. 제안서 평가 내용", "글").cards
