"""Details nest by their printed numbers and bullets, and lose no letter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.rfp.card import Detail
from pipeline.rfp.cards.lines import Line, Printed, Row, lines_of, text_of
from pipeline.rfp.cards.tree import details_of
from pipeline.rfp.paper import Paragraph
from tests.rfp.cards.sample import table


def drawn(*lines: str | Printed) -> list[str]:
    """Return the details of the lines as `2.1 [○] text`; leading white space is the indent."""
    printed: list[Printed] = []
    for line in lines:
        printed += lines_of([Paragraph(line)]) if isinstance(line, str) else [line]
    details = details_of(printed, "A-1")
    return [
        f"{detail.key.removeprefix('A-1#')} [{detail.printed}] {detail.text}"
        for top in details
        for _, detail in top.walk()
    ]


def test_families_nest_in_the_order_of_their_first_lines() -> None:
    assert drawn("1) 하나", "○ 둘", "- 셋", "① 넷", "② 다섯", "- 여섯", "○ 일곱", "2) 여덟") == [
        "1 [1)] 하나",
        "1.1 [○] 둘",
        "1.1.1 [-] 셋",
        "1.1.1.1 [①] 넷",
        "1.1.1.2 [②] 다섯",
        "1.1.2 [-] 여섯",
        "1.2 [○] 일곱",
        "2 [2)] 여덟",
    ]


def test_a_number_printed_twice_keeps_its_place() -> None:
    assert [line[:6] for line in drawn("1) 가게", "2) 나라", "2) 다리", "3) 라면")] == [
        "1 [1)]",
        "2 [2)]",
        "3 [2)]",
        "4 [3)]",
    ]


def test_a_line_without_a_marker_goes_on() -> None:
    assert drawn("○ 바꾸고", "알린다", "- 하나") == ["1 [○] 바꾸고 알린다", "1.1 [-] 하나"]


def test_lines_without_markers_are_details_of_their_own() -> None:
    assert drawn("게시판을 고친다", "- 글", "자료실을 고친다", "- 그림") == [
        "1 [] 게시판을 고친다",
        "1.1 [-] 글",
        "2 [] 자료실을 고친다",
        "2.1 [-] 그림",
    ]


def test_an_unfinished_or_deeper_line_goes_on() -> None:
    assert drawn("누리집의 모든 화면을 고치고,", "다시 시험한다", "   결과를 낸다") == [
        "1 [] 누리집의 모든 화면을 고치고, 다시 시험한다 결과를 낸다"
    ]


def test_automatic_markers() -> None:
    assert drawn(Line("하나", "1."), Line("둘", "○"), Line("셋", "○"), Line("넷", "2.")) == [
        "1 [1.] 하나",
        "1.1 [○] 둘",
        "1.2 [○] 셋",
        "2 [2.] 넷",
    ]


def test_notes_are_no_parents() -> None:
    assert drawn("1) 하나", "※ 참고한다", "○ 둘", "※ 또", "2) 셋") == [
        "1 [1)] 하나",
        "1.1 [※] 참고한다",
        "1.2 [○] 둘",
        "1.2.1 [※] 또",
        "2 [2)] 셋",
    ]


def test_an_outer_bullet_after_an_inner_one() -> None:
    assert drawn("- 하나", "○ 둘", "- 셋") == ["1 [-] 하나", "2 [○] 둘", "2.1 [-] 셋"]


def test_the_same_bullet_far_to_the_right_is_a_level_below() -> None:
    assert drawn("- 하나", "      - 둘", "      - 셋", "- 넷") == ["1 [-] 하나", "1.1 [-] 둘", "1.2 [-] 셋", "2 [-] 넷"]


def test_bare_numbers_that_count() -> None:
    assert drawn("1 틀 정비", "- 하나", "2 표 정비", "- 둘") == [
        "1 [1] 틀 정비",
        "1.1 [-] 하나",
        "2 [2] 표 정비",
        "2.1 [-] 둘",
    ]
    assert drawn("3 개월 안에 한다") == ["1 [] 3 개월 안에 한다"]


def test_bullets_in_the_midst_of_a_line() -> None:
    assert drawn("- 기능을 만든다 • 글 쓰기 • 글 지우기") == [
        "1 [-] 기능을 만든다",
        "1.1 [•] 글 쓰기",
        "1.2 [•] 글 지우기",
    ]


def test_the_next_number_after_a_sentence_that_a_page_break_cut() -> None:
    assert drawn("1) 하나.", "2) 연동할 때", "사람을 보낸다. 3) 셋을 한다.") == [
        "1 [1)] 하나.",
        "2 [2)] 연동할 때 사람을 보낸다.",
        "3 [3)] 셋을 한다.",
    ]


def test_rows_of_a_table_hang_from_the_detail_before_it() -> None:
    inner = table("번호 | 이름 | 때", "1 | 점검표 | 달마다", "2 | 일지 | 날마다")
    lines = [*lines_of([Paragraph("1) 낸다")]), *lines_of([inner]), *lines_of([Paragraph("2) 받는다")])]
    assert drawn(*lines) == [
        "1 [1)] 낸다",
        "1.1 [1] 점검표\t달마다",
        "1.2 [2] 일지\t날마다",
        "2 [2)] 받는다",
    ]
    heads = [(detail.key, detail.heads) for top in details_of(lines, "A-1") for _, detail in top.walk() if detail.heads]
    assert heads == [("A-1#1.1", "번호\t이름\t때")]  # titles ask for nothing: they are no row of their own


def test_two_tables_have_keys_of_their_own() -> None:
    inner = table("이름 | 때", "점검표 | 달마다")
    made = details_of([*lines_of([inner]), *lines_of([inner])], "A-1")
    assert [(detail.key, detail.heads) for detail in made] == [("A-1#1", "이름\t때"), ("A-1#2", "이름\t때")]


def test_titles_above_nothing_stay_a_row() -> None:
    lines = [Row("이름\t때", title=True), *lines_of([Paragraph("1) 낸다")])]
    assert [(detail.key, detail.text, detail.heads) for detail in details_of(lines, "A-1")] == [("A-1#1", "이름\t때", ""), ("A-1#2", "낸다", "")]


def letters(details: tuple[Detail, ...]) -> str:
    return "".join("".join((detail.heads + detail.printed + detail.text).split()) for top in details for _, detail in top.walk())


SIGNS = [
    "",
    "1) ",
    "2) ",
    "가. ",
    "가) ",
    "① ",
    "○ ",
    "ㅇ",
    "- ",
    "-",
    "· ",
    "* ",
    "※ ",
    "□ ",
    "(1) ",
    "1. ",
    "1.1 ",
    "제1조 ",
    "\uf0a7 ",
    "o ",
    "3 ",
    "Ⅰ. ",
]
WORDS = st.text(alphabet="가나다라 다.,()12-○•*\t한다음", max_size=25)
LINES = st.lists(
    st.builds(lambda pad, sign, text: " " * pad + sign + text, st.integers(0, 6), st.sampled_from(SIGNS), WORDS),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(LINES, st.booleans())
def test_no_letter_is_lost_or_moved(lines: list[str], with_table: bool) -> None:
    blocks = [Paragraph(line, marker="▪" if number % 5 == 4 else "") for number, line in enumerate(lines)]
    printed = lines_of([*blocks, *([table("가 | 나", ["1", "○ 다\n- 라\n마"])] if with_table else []), *blocks[:2]])
    details = details_of(printed, "A-1")
    keys = [detail.key for top in details for _, detail in top.walk()]
    assert letters(details) == "".join(text_of(printed).split())
    assert len(set(keys)) == len(keys)
