"""Layouts of requirement cards, each in a tiny invented paper."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from pipeline.rfp.cards.requirements import find_requirements
from pipeline.rfp.paper import Block, Kind, Paragraph, Table
from tests.rfp.cards.sample import card, cards, outline, paper, read, table


def ids(*blocks: Block | str) -> list[str]:
    return [found.id for found in cards(*blocks)]


def test_a_card_of_the_standard_form() -> None:
    (found,) = cards("가. 기능 요구사항", card("SFR-001", "게시판 정비", "○ 글을 옮긴다\n - 사진도 옮긴다"))
    assert (found.id, found.printed_id, found.name) == ("SFR-001", "SFR-001", "게시판 정비")
    assert (found.category, found.definition, found.outputs) == ("기능 요구사항", "게시판 정비의 뜻", "결과서")
    assert outline(found) == ["1 [○] 글을 옮긴다", "1.1 [-] 사진도 옮긴다"]
    assert found.detail_text == "○ 글을 옮긴다\n- 사진도 옮긴다"
    assert (found.place.row, found.place.column, found.derived) == (2, 3, False)


@pytest.mark.parametrize(
    "id_label",
    [
        "요구사항 고유번호",
        "요 구 사 항\n번 호",
        "요구사항ID",
        "요구사항 번호(ID)",
        "[고유번호]",
        "식별번호 :",
        "요건번호",
        "요구번호",
        "ＩＤ",
    ],
)
@pytest.mark.parametrize("name_label", ["요구사항 명칭", "요구사항명", "명 칭", "요건명", "요구사항 이름", "제목"])
def test_labels_of_any_wording(id_label: str, name_label: str) -> None:
    (found,) = cards(table([id_label, "SFR-001"], [name_label, "표 정비"], ["정의", "뜻"], ["세부 내용", "1) 바꾼다"]))
    assert (found.id, found.name, outline(found)) == ("SFR-001", "표 정비", ["1 [1)] 바꾼다"])


@pytest.mark.parametrize(
    "label",
    [
        "세부내용",
        "상세내용",
        "상세 설명",
        "요구사항 상세설명",
        "세부 요건",
        "내용",
        "요구내용",
        "요구사항\n내용",
        "세부\n사항",
    ],
)
def test_detail_labels(label: str) -> None:
    (found,) = cards(table(["요구사항 번호", "SFR-001"], ["요구사항 명칭", "표 정비"], [label, "바꾼다"]))
    assert found.detail_text == "바꾼다"


@pytest.mark.parametrize(
    ("printed", "id"),
    [
        ("SFR-001", "SFR-001"),
        (" sfr-01", "sfr-01"),
        ("MAR – 001", "MAR-001"),
        ("ＳＦＲ－００１", "SFR-001"),
        ("SFR001", "SFR001"),
        ("SFR 001", "SFR-001"),
        ("SFR-CLOUD-001", "SFR-CLOUD-001"),
        ("SFR-공통-001", "SFR-공통-001"),
        ("기능-001", "기능-001"),
        ("SAAS-005", "SAAS-005"),
        ("SFR-001-02", "SFR-001-02"),
        ("SFR-001 (필수)", "SFR-001"),
        ("SFR-001 ~ SFR-004", "SFR-001"),
        ("3", "3"),
    ],
)
def test_ids_of_any_family(printed: str, id: str) -> None:
    (found,) = cards(card(printed, "표 정비", "바꾼다"))
    assert found.id == id
    assert found.printed_id.split() == printed.split() or found.printed_id == id


def test_many_cards_in_one_table() -> None:
    rows = []
    for number in (1, 2, 3):
        rows += [
            ["고유번호", "<", f"SFR-00{number}"],
            ["명칭", "<", f"일 {number}"],
            ["상세설명", "세부내용", f"{number}) 한다"],
            ["", "<", ""],
        ]
    found = cards(table(*rows))
    assert [(one.id, one.name, one.detail_text) for one in found] == [
        (f"SFR-00{n}", f"일 {n}", f"{n}) 한다") for n in (1, 2, 3)
    ]


def test_id_and_class_in_one_row() -> None:
    (found,) = cards(
        table(
            ["분류", "성능", "고유번호", "PER-001"],
            ["요구사항 명칭", "응답 시간", "<", "<"],
            ["상세설명", "정의", "빠르기", "<"],
            ["^", "세부내용", "3초 안에 답한다", "<"],
            ["출처", "제안요청서", "관련 요구사항", "SFR-001, SFR-002"],
        )
    )
    assert (found.id, found.category, found.name, found.source) == ("PER-001", "성능", "응답 시간", "제안요청서")
    assert found.related == ("SFR-001", "SFR-002")


def test_a_class_that_is_itself_a_label_word() -> None:
    (found,) = cards(
        table(
            ["요구사항 분류", "제약사항"],
            ["요구사항 번호", "COR-001"],
            ["요구사항 명칭", "산출물"],
            ["세부내용", "낸다"],
        )
    )
    assert (found.category, found.name) == ("제약사항", "산출물")


def test_titles_over_values() -> None:
    (found,) = cards(
        table(
            ["고유번호", "요구사항 명칭", "분류"],
            ["SFR-001", "표 정비", "기능"],
            ["정의", "표를 고침", "<"],
            ["세부내용", "1) 바꾼다\n2) 알린다", "<"],
        )
    )
    assert (found.id, found.name, found.category, found.definition) == ("SFR-001", "표 정비", "기능", "표를 고침")
    assert len(found.details) == 2


def test_labels_above_their_texts() -> None:
    (found,) = cards(
        table(
            ["요구사항 번호", "SFR-001"], ["요구사항 명칭", "표 정비"], ["세부 내용", "<"], ["○ 바꾼다\n○ 알린다", "<"]
        )
    )
    assert outline(found) == ["1 [○] 바꾼다", "2 [○] 알린다"]


def test_an_id_without_a_label_over_its_card() -> None:
    (found,) = cards(
        "1) 장비 (ECR)",
        table(
            ["ECR-001", "<", "<"], ["요구사항명", "<", "서버"], ["상세설명", "정의", "뜻"], ["^", "세부내용", "둔다"]
        ),
    )
    assert (found.id, found.name, found.detail_text) == ("ECR-001", "서버", "둔다")


def test_id_and_name_in_one_cell() -> None:
    (found,) = cards(table(["요구사항 번호", "SFR-001 표 정비"], ["세부내용", "바꾼다"]))
    assert (found.id, found.printed_id, found.name) == ("SFR-001", "SFR-001", "표 정비")
    (found,) = cards(table(["요구사항 명칭", "[SFR-002] 글 정비"], ["정의", "뜻"], ["세부내용", "바꾼다"]))
    assert (found.id, found.name) == ("SFR-002", "글 정비")


def test_a_card_that_goes_on_in_the_next_table() -> None:
    first = table(
        ["요구사항 번호", "<", "SFR-001"],
        ["요구사항 명칭", "<", "표 정비"],
        ["상세설명", "정의", "뜻"],
        ["^", "세부내용", "1) 바꾸고\n- 하나"],
    )
    second = table(["", "", "- 둘\n2) 알린다"], ["산출정보", "<", "표"])
    (found,) = cards(first, "- 12 -", second)
    assert outline(found) == ["1 [1)] 바꾸고", "1.1 [-] 하나", "1.2 [-] 둘", "2 [2)] 알린다"]
    assert found.outputs == "표"


@pytest.mark.parametrize(
    "second",
    [
        [["요구사항\n상세설명", "세부내용", "2) 알린다"]],
        [["상세 설명", "세부내용", "2) 알린다"]],
        [["설명", "내용", "2) 알린다"]],
        [["사항상세\n설명", "", "2) 알린다"]],
        [["", "", "2) 알린다"]],
    ],
)
def test_labels_that_a_page_break_repeats_or_cuts(second: list[list[str]]) -> None:
    first = table(
        ["요구사항 번호", "<", "SFR-001"],
        ["요구사항 명칭", "<", "표 정비"],
        ["요구", "정의", "뜻"],
        ["사항", "세부", "1) 바꾼다"],
    )
    (found,) = cards(first, table(*second, at=2))
    assert outline(found) == ["1 [1)] 바꾼다", "2 [2)] 알린다"]


def test_a_card_cut_after_its_head() -> None:
    head = table(["요구사항 분류", "기능"])
    rest = table(
        ["요구사항 번호", "<", "SFR-001"],
        ["요구사항 명칭", "<", "표 정비"],
        ["상세설명", "정의", "뜻"],
        ["^", "세부내용", "바꾼다"],
    )
    (found,) = cards(card("SFR-000-1", "앞의 것", "한다"), head, "- 3 -", rest)[1:]
    assert (found.id, found.category, found.definition) == ("SFR-001", "기능", "뜻")


def test_running_heads_do_not_cut_a_card() -> None:
    blocks: list[Block | str] = []
    for number in range(1, 5):
        top = table(["요구사항 번호", f"SFR-00{number}"], ["요구사항 명칭", f"일 {number}"], ["세부내용", "1) 하나"])
        blocks += [top, f"우리 사업 제안요청서 {number}", table(["", "2) 둘"])]
    assert [len(found.details) for found in cards(*blocks)] == [2, 2, 2, 2]


def test_an_unlabelled_table_after_a_heading_is_no_part_of_a_card() -> None:
    (found,) = cards(card("SFR-001", "표 정비", "바꾼다"), "Ⅳ. 제안서 작성", table(["", "", "글"]))
    assert found.detail_text == "바꾼다"


def test_other_tables_right_after_a_card_are_no_part_of_it() -> None:
    framed = table([" ", "Ⅳ. 제안서 작성"], at=2)
    machines = table("서버 | 8코어", "비고 | 없음", "저장 장치 | 10TB", at=3)
    (found,) = cards(card("SFR-001", "표 정비", "바꾼다"), framed, machines)
    assert (found.detail_text, found.outputs) == ("바꾼다", "결과서")
    (found,) = cards(card("SFR-001", "표 정비", "바꾼다"), machines)
    assert (found.detail_text, found.outputs) == ("바꾼다", "결과서")


def test_the_heading_is_the_class_of_cards_without_one() -> None:
    bare = table(["요구사항 번호", "SER-001"], ["요구사항 명칭", "서약"], ["세부내용", "낸다"])
    (found,) = cards("다. 보안 요구사항", bare)
    assert found.category == "보안 요구사항"


def test_a_list_whose_rows_are_requirements() -> None:
    found = cards(
        table(
            "번호 | 요구사항 명칭 | 세부내용",
            ["SFR-001", "표 정비", "1) 바꾼다\n2) 알린다"],
            ["^", "^", "3) 남긴다"],
            ["SFR-002", "글 정비", "○ 고친다"],
        )
    )
    assert [(one.id, one.name, len(one.details)) for one in found] == [
        ("SFR-001", "표 정비", 3),
        ("SFR-002", "글 정비", 1),
    ]


def test_a_list_of_requirements_without_ids() -> None:
    found = cards(table("순번 | 요구사항명 | 요구내용", "1 | 표 정비 | 바꾼다", "2 | 글 정비 | 고친다"))
    assert [(one.name, one.derived, one.detail_text) for one in found] == [
        ("표 정비", True, "바꾼다"),
        ("글 정비", True, "고친다"),
    ]
    assert len({one.id for one in found}) == 2


def test_a_table_inside_the_detail_keeps_its_text() -> None:
    inner = table("이름 | 때", "1 | 점검표", "2 | 일지")
    first = table(["요구사항 번호", "SFR-001"], ["요구사항 명칭", "서류"], ["세부내용", inner])
    (found,) = cards(first)
    assert outline(found) == ["1 [1] 점검표", "2 [2] 일지"]
    assert found.details[0].heads == "이름\t때"
    assert found.detail_text == "이름\t때\n1\t점검표\n2\t일지"


def test_a_grid_beside_the_detail_label() -> None:
    (found,) = cards(
        table(
            ["요구사항 번호", "SFR-001", "<", "<"],
            ["요구사항 명칭", "교육", "<", "<"],
            ["세부내용", "구분", "대상", "내용"],
            ["^", "직무", "모두", "○ 가르친다\n○ 시험한다"],
        )
    )
    assert found.detail_text == "구분\t대상\t내용\n직무\t모두\n○ 가르친다\n○ 시험한다"


def test_cards_outside_tables() -> None:
    found = cards(
        "가. 기능 요구사항",
        "□ 요구사항 고유번호 : SFR-001",
        "□ 요구사항 명칭 : 표 정비",
        "□ 정의 : 뜻",
        "□ 세부내용",
        "  ○ 바꾼다",
        "    - 하나",
        "□ 요구사항 고유번호 : SFR-002",
        "□ 요구사항 명칭 : 글 정비",
        "□ 세부내용 : ○ 고친다",
        "나. 보안 요구사항",
        "□ 요구사항 고유번호 : SER-001",
        "□ 요구사항 명칭 : 서약",
        "□ 세부내용 : 낸다",
        "Ⅳ. 제안서 작성",
        "○ 열 쪽 안으로 쓴다",
    )
    assert [(one.id, one.name, one.category) for one in found] == [
        ("SFR-001", "표 정비", "기능 요구사항"),
        ("SFR-002", "글 정비", "기능 요구사항"),
        ("SER-001", "서약", "보안 요구사항"),
    ]
    assert outline(found[0]) == ["1 [○] 바꾼다", "1.1 [-] 하나"]
    assert found[2].detail_text == "낸다"


def test_titles_with_ids_over_paragraphs() -> None:
    found = cards("1. 기능 요구사항", "SFR-001 표 정비", "○ 바꾼다", "- 하나", "SFR-002 글 정비", "○ 고친다", "Ⅴ. 평가")
    assert [(one.id, one.name, one.detail_text) for one in found] == [
        ("SFR-001", "표 정비", "○ 바꾼다\n- 하나"),
        ("SFR-002", "글 정비", "○ 고친다"),
    ]


def test_a_title_with_an_id_over_a_table_of_the_text() -> None:
    (found,) = cards("SFR-001. 표 정비", table(["정의", "뜻"], ["세부내용", "바꾼다"], ["산출정보", "표"]))
    assert (found.id, found.name, found.detail_text) == ("SFR-001", "표 정비", "바꾼다")


def test_an_id_list_in_paragraphs_is_no_card() -> None:
    assert not cards("SFR-001 표 정비", "SFR-002 글 정비", "SFR-003 그림 정비")


def test_the_same_id_twice() -> None:
    found = cards(card("SFR-001", "표 정비", "바꾼다"), card("SFR-001", "글 정비", "고친다"))
    assert [(one.id, one.printed_id) for one in found] == [("SFR-001", "SFR-001"), ("SFR-001(2)", "SFR-001")]
    assert found[1].details[0].key == "SFR-001(2)#1"


LISTING = table(
    "분류 | 고유번호 | 요구사항 명칭 | 건수",
    "기능 | SFR-001 | 표 정비 | 2",
    "^ | SFR-002 | 글 정비 | ^",
    "품질 | QUR-001 | 가용성 확보 | 1",
    "합 계 | < | < | 3",
)


def test_a_summary_is_read_apart() -> None:
    found = read(LISTING, card("SFR-001", "표 정비", "바꾼다"))
    assert [(row.id, row.name, row.category, row.count) for row in found.listed] == [
        ("SFR-001", "표 정비", "기능", 2),
        ("SFR-002", "글 정비", "기능", None),
        ("QUR-001", "가용성 확보", "품질", 1),
    ]
    assert found.printed_total == 3 and found.total_place.row == 5
    assert [one.id for one in found.cards] == ["SFR-001"]


def test_the_summary_s_id_is_the_canonical_one() -> None:
    (found,) = cards(LISTING, card("QR-001", "가용성확보", "멈추지 않는다"))
    assert (found.id, found.printed_id) == ("QUR-001", "QR-001")
    (found,) = cards(LISTING, card("SFR-2", "다른 이름", "고친다"))
    assert (found.id, found.printed_id) == ("SFR-002", "SFR-2")


def test_the_second_card_of_an_id_that_the_summary_lists_otherwise() -> None:
    found = cards(LISTING, card("SFR-001", "표 정비", "바꾼다"), card("SFR-001", "글 정비", "고친다"))
    assert [(one.id, one.printed_id) for one in found] == [("SFR-001", "SFR-001"), ("SFR-002", "SFR-001")]


def test_a_summary_of_counts_only() -> None:
    found = read(
        table(
            "구분 | 설명 | 요구사항 수",
            "기능 요구사항(SFR) | 하는 일 | 12",
            "보안 요구사항(SER) | 지키는 일 | 3",
            "합계 | < | 15",
        )
    )
    assert [(row.id, row.category, row.count) for row in found.listed] == [
        ("", "기능 요구사항(SFR)", 12),
        ("", "보안 요구사항(SER)", 3),
    ]
    assert found.printed_total == 15 and not found.cards


def test_a_summary_with_text_is_no_card_beside_the_cards() -> None:
    titles = table(
        "번호 | 요구사항 명칭 | 요구사항 내용", "SFR-001 | 표 정비 | 표를 바꾼다", "SFR-002 | 글 정비 | 글을 고친다"
    )
    found = read(titles, card("SFR-001", "표 정비", "1) 바꾼다"), card("SFR-002", "글 정비", "1) 고친다"))
    assert [one.id for one in found.cards] == ["SFR-001", "SFR-002"]
    assert [row.id for row in found.listed] == ["SFR-001", "SFR-002"]
    assert found.cards[0].detail_text == "1) 바꾼다"


@pytest.mark.parametrize(
    "other",
    [
        table("번호 | 품명 | 규격 | 수량", "1 | 서버 | 8코어 | 2", "2 | 저장 장치 | 10TB | 1"),
        table("평가항목 | 평가기준 | 배점", "기능 요구사항 | 빠짐없는가 | 20", "보안 요구사항 | 지키는가 | 10"),
        table(
            "연번 | 요구사항 번호 | 요구사항명 | 수용여부 | 제안서 쪽",
            "1 | SFR-001 | 표 정비 | ○ | 12",
            "2 | SFR-002 | 글 정비 | ○ | 13",
        ),
        table("요구사항 번호 | SFR-000", "요구사항 명칭 | ○○○", "세부내용 | 요구사항을 적는다"),
        table("요구사항 고유번호 | ○○○-000", "요구사항 명칭 | 표 정비", "세부내용 | 바꾼다"),
        table("요구사항 고유번호 | ", "요구사항 명칭 | ", "세부내용 | "),
        table("요구사항 고유번호 | 번호를 기재(예: SFR-001)", "요구사항 명칭 | 명칭을 기재", "세부내용 | 내용을 기재"),
        table("명칭 | 홍길동 상사", "분류 | 주식회사", "내용 | 소프트웨어", "비고 | 없음"),
        table("구분 | 내용", "사업명 | 누리집 정비", "사업기간 | 다섯 달"),
        table("계약번호 | A-1", "명칭 | 실적", "내용 | 누리집"),
    ],
)
def test_tables_of_other_kinds_are_no_cards(other: Table) -> None:
    found = read(other)
    assert not found.cards and not found.listed


def test_a_card_without_an_id_counts() -> None:
    (found,) = cards(table(["요구사항 명칭", "표 정비"], ["요구사항 상세설명", "바꾼다"]))
    assert (found.name, found.derived, found.printed_id) == ("표 정비", True, "")
    assert re.fullmatch(r"[^#\s]+", found.id)


def test_a_card_without_an_id_takes_the_listed_one() -> None:
    (found,) = cards(LISTING, table(["요구사항 명칭", "글 정비"], ["요구사항 상세설명", "고친다"]))
    assert (found.id, found.derived) == ("SFR-002", False)


def test_a_label_that_nobody_knows_beside_the_id() -> None:
    rows = [
        ["고유번호", "SFR-001", "응답등급", "필수"],
        ["요구사항 명칭", "표 정비", "<", "<"],
        ["세부내용", "바꾼다", "<", "<"],
    ]
    (found,) = cards(table(*rows))
    assert (found.id, found.printed_id, found.name) == ("SFR-001", "SFR-001", "표 정비")


def test_a_class_across_all_rows_of_a_card() -> None:
    rows = [["유지관리 수행 요구사항", "고유번호", "MAR-001"], ["^", "명칭", "점검"], ["^", "세부내용", "○ 한다"]]
    (found,) = cards(table(*rows))
    assert (found.id, found.name, found.category, found.detail_text) == (
        "MAR-001",
        "점검",
        "유지관리 수행 요구사항",
        "○ 한다",
    )


def test_label_and_text_in_one_cell() -> None:
    (found,) = cards(table(["요구사항 번호 : SFR-001", "요구사항 명칭 : 표 정비"], ["세부내용", "바꾼다"]))
    assert (found.id, found.name, found.detail_text) == ("SFR-001", "표 정비", "바꾼다")


def test_requirement_alone_as_the_label_of_the_name() -> None:
    (found,) = cards(table(["요구사항 ID", "SFR-001"], ["요구사항", "표 정비"], ["상세내용", "바꾼다"]))
    assert (found.name, found.detail_text) == ("표 정비", "바꾼다")


def test_a_list_over_several_tables() -> None:
    titles = "번호 | 요구사항명 | 세부내용"
    first = table(titles, ["SFR-001", "표 정비", "1) 하나"], at=1)
    second = table(titles, ["", "", "2) 둘"], ["SFR-002", "글 정비", "1) 고친다"], at=2)
    third = table(["", "", "2) 다듬는다"], ["SFR-003", "그림 정비", "그린다"], at=3)
    found = cards(first, "- 2 -", second, "- 3 -", third)
    assert [(one.id, one.name, one.detail_text) for one in found] == [
        ("SFR-001", "표 정비", "1) 하나\n2) 둘"),
        ("SFR-002", "글 정비", "1) 고친다\n2) 다듬는다"),
        ("SFR-003", "그림 정비", "그린다"),
    ]


def test_a_summary_over_several_tables_keeps_its_class() -> None:
    first = table("구분 | 요구사항 ID | 요구사항 명칭", "기능 | SFR-001 | 표 정비")
    second = table("구분 | 요구사항 ID | 요구사항 명칭", " | SFR-002 | 글 정비")
    assert [(row.id, row.category) for row in read(first, "- 4 -", second).listed] == [
        ("SFR-001", "기능"),
        ("SFR-002", "기능"),
    ]


def test_two_lists_side_by_side() -> None:
    found = read(
        table("ID | 명칭 | ID | 명칭", "SFR-001 | 표 정비 | SER-001 | 서약", "SFR-002 | 글 정비 | SER-002 | 반납")
    )
    assert {(row.id, row.name) for row in found.listed} == {
        ("SFR-001", "표 정비"),
        ("SFR-002", "글 정비"),
        ("SER-001", "서약"),
        ("SER-002", "반납"),
    }


def test_titles_in_two_rows() -> None:
    found = read(
        table(
            "분류 | 요구사항 | < | 건수",
            "^ | 고유번호 | 명칭 | ^",
            "기능 | SFR-001 | 표 정비 | 2",
            "^ | SFR-002 | 글 정비 | ^",
            "계 | < | < | 2",
        )
    )
    assert [(row.id, row.name, row.category, row.count) for row in found.listed] == [
        ("SFR-001", "표 정비", "기능", 2),
        ("SFR-002", "글 정비", "기능", None),
    ]
    assert found.printed_total == 2


def test_a_name_in_the_last_of_two_columns_below_its_title() -> None:
    found = read(
        table(
            "구분 | 요구사항 ID | 요구사항 명칭 | <",
            "기능 | SFR-001 | 학적 | 휴학",
            "^ | SFR-002 | ^ | 복학",
            "^ | SFR-003 | 수강 | <",
        )
    )
    assert [row.name for row in found.listed] == ["휴학", "복학", "수강"]


def test_an_example_of_a_card_is_none() -> None:
    found = cards(card("SFR-001", "표 정비", "바꾼다"), "[서식 3] 요구사항 정의서", card("SFR-009", "보기", "적는다"))
    assert [one.id for one in found] == ["SFR-001"]


def test_cards_of_a_plain_text_without_bullets() -> None:
    found = read(
        "요구사항 고유번호: SFR-001",
        "요구사항 명칭: 표 정비",
        "세부내용: 바꾼다",
        "표마다 제목을 단다",
        "요구사항 고유번호: SFR-002",
        "요구사항 명칭: 글 정비",
        "세부내용",
        "고친다",
        format="txt",
    )
    assert [(one.id, one.name, one.detail_text) for one in found.cards] == [
        ("SFR-001", "표 정비", "바꾼다\n표마다 제목을 단다"),
        ("SFR-002", "글 정비", "고친다"),
    ]


def test_cards_inside_a_frame() -> None:
    assert ids(table([card("SFR-001", "표 정비", "바꾼다")])) == ["SFR-001"]
    assert ids(table(["그림", card("SFR-001", "표 정비", "바꾼다")])) == ["SFR-001"]


def test_a_copy_of_the_inner_table_beside_it_is_left_out() -> None:
    inner = table("이름 | 때", "점검표 | 달마다", "일지 | 날마다")
    flat = ["이름", "때", "점검표", "달마다", "일지", "날마다"]
    rows = [
        ["요구사항 번호", "SFR-001"],
        ["요구사항 명칭", "서류"],
        ["세부내용", inner, *flat],
        ["이름", "때"],
        ["점검표", "달마다"],
    ]
    (found,) = cards(table(*rows))
    assert found.detail_text == "이름\t때\n점검표\t달마다\n일지\t날마다"


def test_a_paper_without_requirements() -> None:
    found = read("제안서 작성 안내", table("가 | 나", "다 | 라"))
    assert not found.cards and not found.listed and found.printed_total is None


def test_margins_and_contents_are_no_cards() -> None:
    contents = [Paragraph(f"SFR-00{number} 일 {number}", kind=Kind.CONTENTS) for number in (1, 2, 3)]
    assert not find_requirements(paper(*contents)).cards


ROOT = Path(__file__).resolve().parents[3]
SEEDS = sorted(Path(os.environ.get("PIPELINE_SEEDS", ROOT.parent / "shared" / "seeds")).glob("000_*.txt"))


def squeezed(text: object) -> str:
    return "".join(str(text).split())


@pytest.mark.skipif(not SEEDS, reason="the first contract's source text is not here")
def test_the_first_contract_as_it_was_read_by_hand() -> None:
    from pipeline.rfp.reading.paper_file import read_paper

    source, _ = read_paper(SEEDS[0])
    assert source is not None
    found = find_requirements(source)
    hand = yaml.safe_load((ROOT / "data/seoul-upcycling-2019/requirements.yaml").read_text("utf-8"))
    assert [(one.id, one.category, one.definition) for one in found.cards] == [
        (one["고유번호"], one["분류"], one["정의"]) for one in hand
    ]
    mine = {detail.key: (detail.printed, squeezed(detail.text)) for one in found.cards for _, detail in one.walk()}
    rows = {key for key in mine if key.startswith("PMR-001#1.")}  # by hand, a row's marks say their column
    theirs: dict[str, tuple[str, str]] = {}
    waiting = [item for one in hand for item in one["세부내용"]]
    while waiting:
        item = waiting.pop()
        theirs[item["번호"]] = (str(item.get("인쇄번호", "")), squeezed(item["내용"]))
        waiting += item.get("하위", [])
    assert {key: value for key, value in mine.items() if key not in rows} == {
        key: value for key, value in theirs.items() if key not in rows
    }
    assert rows <= set(theirs)
    assert sum(depth == 0 for one in found.cards for depth, _ in one.walk()) == 64
    assert sum(depth == 1 and detail.printed in ("○", "◦") for one in found.cards for depth, detail in one.walk()) == 28
    assert len(found.listed) == 13 == found.printed_total
