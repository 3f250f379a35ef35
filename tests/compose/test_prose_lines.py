"""Lists of □ ○ - and 가. 나., rows of heads and footnotes, as Korean writers type them, become lists, heads and notes."""

from __future__ import annotations

import pytest

from pipeline.compose.prose_signs import sign
from pipeline.document.blocks import ItemList, Line, Paragraph, ParagraphStyle, Table, plain
from tests.compose.prose_sample import clean, html, laid, read


def items(text: str) -> list[tuple[int, str, str]]:
    """Return (depth, mark, words) of all items of `text`."""
    found = [block for block in laid(clean(text)) if isinstance(block, ItemList)]
    return [(item.level, item.mark, plain(item.content)) for block in found for item in block.items]


def test_signs_at_growing_columns_are_items_with_the_sign_as_typed() -> None:
    text = "□ 네모\n ○ 동그라미\n  - 하이픈\n   ‧ 점\n  - 둘\n ○ 셋\n※ 참고\n□ 넷"
    assert items(text) == [
        (0, "□", "네모"), (1, "○", "동그라미"), (2, "-", "하이픈"), (3, "‧", "점"), (2, "-", "둘"), (1, "○", "셋"), (1, "※", "참고"), (0, "□", "넷"),
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_numbers_below_one_another_need_not_begin_with_the_first(gap: str) -> None:
    text = gap.join(["나. 하나", "   1) 둘", "     가) 셋", "      (1) 넷", "        ① 다섯", "        ②여섯", "다. 일곱"])
    assert items(text) == [(0, "나.", "하나"), (1, "1)", "둘"), (2, "가)", "셋"), (3, "(1)", "넷"), (4, "①", "다섯"), (4, "②", "여섯"), (0, "다.", "일곱")]


def test_at_one_column_the_official_order_of_signs_says_the_depth() -> None:
    assert [(level, mark) for level, mark, _ in items("□ 가\n○ 나\n- 다\n- 라\n○ 마\n□ 바")] == [(0, "□"), (1, "○"), (2, "-"), (2, "-"), (1, "○"), (0, "□")]
    assert [(level, mark) for level, mark, _ in items("□ 가\n가. 나\n① 다\n나. 라\n□ 마")] == [
        (0, "□"), (1, "가."), (2, "①"), (1, "나."), (0, "□"),
    ]
    assert [(level, mark) for level, mark, _ in items("□ 가\n ○ 나\n\n나. 다\n 1) 라\n\n□ 마")] == [
        (0, "□"), (1, "○"), (0, "나."), (1, "1)"), (0, "□"),
    ]


def test_a_list_goes_on_below_a_table_or_a_paragraph_until_the_next_heading() -> None:
    table = "| 가 |\n|---|\n| 1 |"
    assert items(f"□ 가\n ○ 나\n\n{table}\n\n  - 다\n\n글\n\n ○ 라\n\n## 제목\n  - 마") == [
        (0, "□", "가"), (1, "○", "나"), (2, "-", "다"), (1, "○", "라"), (0, "□", "마"),
    ]


def test_lists_of_markdown_stay_lists_of_markdown() -> None:
    assert items("- 가\n  - 나\n※ 다\n\n문장\n\n- 라") == [(0, "□", "가"), (1, "○", "나\n※ 다"), (0, "□", "라")]
    assert items("- 가\n  ○ 나\n- 다") == [(0, "-", "가"), (1, "○", "나"), (0, "-", "다")]
    assert items("1. 가\n\n   가. 나") == [(0, "1.", "가"), (1, "가.", "나")]


def test_words_below_an_item_go_on_with_it_and_a_sentence_above_stays_one() -> None:
    text = "다음과 같다.\n□ 가\n  이어짐\n\n  둘째 문단\n○ 나 [[SER-001]]"
    made = clean(text)
    first, listed = laid(made)
    assert plain(first.content) == "다음과 같다." and [plain(item.content) for item in listed.items] == ["가 이어짐\n둘째 문단", "나"]
    assert [answer.key for answer in made.answers] == ["SER-001"]


def test_comments_answer_for_the_item_below() -> None:
    made = clean("가. 하나\n\n<!-- answers: SER-001 -->\n나. 둘")
    assert [(item.mark, len(item.content)) for block in laid(made) for item in block.items] == [("가.", 1), ("나.", 2)]


@pytest.mark.parametrize(
    "line", ["○○시스템", "○월 ○일까지", "2023. 5. 1. 착수", "12. 31.까지", "가.나", "□", "※", "수행합니다. 다", "(가)나", "1)가", "-1", "*강조*", "□□□"],
)
def test_words_that_only_look_like_a_sign_stay_words(line: str) -> None:
    assert sign(line) is None


def test_a_line_of_a_sentence_starts_no_list_in_the_middle_of_a_series() -> None:
    assert html("점검을 수행합니\n다. 이어서") == "<p>점검을 수행합니<br/>다. 이어서</p>"
    assert items("다음과 같다.\n가. 하나\n나. 둘") == [(0, "가.", "하나"), (0, "나.", "둘")]


def test_values_start_no_list() -> None:
    (found,) = laid(clean("{{ v }}", {"v": "□ 값"}))
    assert isinstance(found, Paragraph) and plain(found.content) == "□ 값"


def test_tasks_have_an_empty_or_a_full_square() -> None:
    assert items("- [ ] 할 일\n- [x] 한 일\n- 가\n  - [ ] 나") == [(0, "□", "할 일"), (0, "■", "한 일"), (0, "□", "가"), (1, "□", "나")]
    assert items("1. [x] 가") == [(0, "1.", "■ 가")]


# Rows of heads


def test_all_rows_above_the_line_are_heads() -> None:
    (found,) = laid(clean("표: 인력\n| 구분 | 인원 | << |\n| ^^ | 정 | 부 |\n|---|:-:|---|\n| 관리 | 1 | 2 |"))
    assert isinstance(found, Table) and (found.header_rows, found.caption) == (2, "인력")
    assert [[(plain(cell.content[0].content), cell.colspan, cell.rowspan) for cell in row.cells] for row in found.rows] == [
        [("구분", 1, 2), ("인원", 2, 1)], [("정", 1, 1), ("부", 1, 1)], [("관리", 1, 1), ("1", 1, 1), ("2", 1, 1)],
    ]


def test_a_row_that_a_head_reaches_into_is_a_head() -> None:
    (found,) = laid(clean("| 구분 | 인원 | << |\n|---|---|---|\n| ^^ | 정 | 부 |\n| 관리 | 1 | 2 |"))
    assert found.header_rows == 2


def test_faults_below_raised_rows_name_their_own_line() -> None:
    _, problems = read("| 가 | 나 |\n| <b>다</b> | 라 |\n|---|---|\n| <i>1</i> | 2 |")
    assert [problem.at.row for problem in problems] == [6, 8]


# Footnotes


def test_footnotes_are_numbered_as_they_are_asked_for_and_stand_at_the_end() -> None:
    made = clean("글[^나]이다[^가].\n\n[^가]: 첫 **글** [[SER-001]]\n[^나]: 둘째\n이어짐\n\n- 항목[^나]")
    text, listed, line, *notes = laid(made)
    assert isinstance(line, Line) and [note.style for note in notes] == [ParagraphStyle.NOTE] * 2
    assert [(run.text, run.superscript) for run in text.content] == [("글", False), ("1)", True), ("이다", False), ("2)", True), (".", False)]
    assert plain(listed.items[0].content) == "항목1)"
    assert [plain(note.content) for note in notes] == ["1) 둘째 이어짐", "2) 첫 글"]
    assert [answer.key for answer in made.answers] == ["SER-001"]


def test_footnotes_of_a_reusable_paragraph_are_its_own() -> None:
    made = clean("글[^1]\n@문단(가)\n\n[^1]: 하나", library={"가": "문단[^1]\n\n[^1]: 둘"})
    assert [plain(block.content) for block in laid(made) if isinstance(block, Paragraph)] == ["글1)", "문단2)", "1) 하나", "2) 둘"]


def test_footnotes_in_code_are_letters_and_powers_are_raised() -> None:
    assert html("`[^1]` \\[^2] m^2^ 2\\^3^") == "<p>[^1] [^2] m<sup>2</sup> 2^3^</p>"
