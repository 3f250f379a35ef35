"""What writers type becomes the blocks of a document: headings, lists with agency marks, tables, notes, references, answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from pipeline.compose.markup import blocks
from pipeline.compose.prose import prose, slug, title_anchor, unresolved
from pipeline.document.blocks import (
    Align,
    Anchor,
    Figure,
    Heading,
    ItemList,
    Line,
    LineBreak,
    PageBreak,
    PageNumber,
    Paragraph,
    ParagraphStyle,
    Run,
    Table,
    plain,
)
from pipeline.language.environment import environment
from pipeline.model.proposal import Acceptance
from tests.compose.prose_sample import FILE, HEAD, NOWHERE, clean, html, laid, section, words


def test_words_keep_their_look_and_lines_join() -> None:
    assert html("가 **나** *다* ~~라~~ `마 <b>`\n바  \n사") == "<p>가 <b>나</b> <i>다</i> <s>라</s> 마 &lt;b&gt; 바<br/>사</p>"


@pytest.mark.parametrize("text", ["**유지관리(24시간)**을", "**“장애”**가", "값은**(1)**이다"])
def test_bold_ends_before_a_particle(text: str) -> None:
    assert "<b>" in html(text) and "*" not in html(text)


def test_headings_keep_their_level_and_get_an_anchor_of_the_section() -> None:
    found = laid(clean("## 점검\n글\n### 주기 *표*\n글\n#### 방법\n글\n# 둘째\n글\n## 점검\n글"))
    headings = [block for block in found if isinstance(block, Heading)]
    assert [(h.level, plain(h.content)) for h in headings] == [(2, "점검"), (3, "주기 표"), (4, "방법"), (1, "둘째"), (2, "점검")]
    assert [h.anchor for h in headings][:2] == ["s-유지관리-방안-점검", "s-유지관리-방안-주기-표"]
    assert len({h.anchor for h in headings}) == 5


def test_below_a_chapter_headings_are_one_level_down_and_the_deepest_are_titled_lines() -> None:
    text = "## 점검\n글 [방법](#방법)\n### 주기\n글\n#### 방법\n글\n#### 도구 [[SER-001]]\n글\n### 결과\n글\n#### 끝\n글"
    made, problems = prose(section(text, chapter="기술"), {}, environment(), NOWHERE, {})
    assert made is not None and problems == []
    found, faults = blocks(made.html, "계획서")
    assert faults == [] and [(h.level, plain(h.content)) for h in found if isinstance(h, Heading)] == [(3, "점검"), (4, "주기"), (4, "결과")]
    lines = [block for block in found if isinstance(block, Paragraph) and block.keep_with_next]
    assert [(plain(line.content), line.indent) for line in lines] == [("가) 방법", 1), ("나) 도구", 1), ("가) 끝", 1)]
    assert [inline.name for inline in lines[1].content if isinstance(inline, Anchor)] == ["s-유지관리-방안-도구", "a-SER-001-30-유지관리-방안-1"]
    assert {reference.anchor for reference in made.references} == {"s-유지관리-방안-방법"} <= set(made.anchors)


def test_the_sections_own_title_is_left_to_the_caller() -> None:
    assert html("# 유지관리  방안\n\n글") == "<p>글</p>"
    assert title_anchor("유지관리  방안") == "s-유지관리-방안"


def test_bullets_and_numbers_get_agency_marks_by_depth() -> None:
    (found,) = laid(clean("- 가\n  - 나\n    - 다\n      - 라\n        - 마\n- 바"))
    assert [(item.level, item.mark) for item in found.items] == [(0, "□"), (1, "○"), (2, "-"), (3, "ㆍ"), (4, "ㆍ"), (0, "□")]
    (found,) = laid(clean("1. 가\n   1. 나\n      1. 다\n2. 라"))
    assert [(item.level, item.mark) for item in found.items] == [(0, "1."), (1, "가."), (2, "1)"), (0, "2.")]
    (found,) = laid(clean("- 가\n  1. 나\n  2. 다\n     - 라"))
    assert [(item.level, item.mark) for item in found.items] == [(0, "□"), (1, "1."), (1, "2."), (2, "-")]


def test_numbers_start_where_the_writer_starts() -> None:
    (found,) = laid(clean("3. 가\n4. 나"))
    assert [item.mark for item in found.items] == ["3.", "4."]


def test_numbers_are_of_the_kind_that_comes_after_the_headings() -> None:
    text = "1. 가\n\n## 점검\n1. 나\n   - 다\n     1. 라\n\n### 주기\n1. 마\n   1. 바\n\n#### 방법\n2. 사"
    made, _ = prose(section(text, chapter="기술"), {}, environment(), NOWHERE, {})
    found, _ = blocks(f"<h1>기술</h1><h2>유지관리 방안</h2>{made.html}", "계획서")  # Ⅰ. 1. 가. 1) and the titled line 가)
    marks = [[item.mark for item in block.items] for block in found if isinstance(block, ItemList)]
    assert marks == [["가."], ["1)", "○", "가)"], ["가)", "(1)"], ["(2)"]]


def test_what_no_item_can_hold_parts_the_list_and_the_numbers_go_on() -> None:
    first, held, second = laid(clean("1. 가\n\n   표: 값\n   | 나 | 다 |\n   |---|---|\n   | 1 | 2 |\n2. 라\n\n   이어짐"))
    assert isinstance(held, Table) and held.caption == "값"
    assert [item.mark for item in (*first.items, *second.items)] == ["1.", "2."]
    assert second.items[0].content == (Run("라"), LineBreak(), Run("이어짐"))


def test_a_table_in_a_deeper_item_leaves_the_depth_as_it_was() -> None:
    found = laid(clean("- 가\n  - 나\n\n    | 다 |\n    |---|\n    | 1 |\n  - 라\n- 마"))
    assert [[(item.level, item.mark) for item in block.items] for block in found if isinstance(block, ItemList)] == [
        [(0, "□"), (1, "○")], [(1, "○")], [(0, "□")],
    ]


def test_table_has_caption_unit_alignment_and_a_head() -> None:
    (found,) = laid(clean("표: 월별 **점검** (단위: 회)\n| 구분 | 내용 | 횟수 |\n|:--|:-:|--:|\n| 서버 | 상태 확인 | 12 |"))
    assert (found.caption, found.unit, found.number, found.header_rows) == ("월별 점검", "단위: 회", 1, 1)
    assert found.anchor == "s-유지관리-방안-월별-점검"
    assert [cell.align for cell in found.rows[1].cells] == [Align.LEFT, Align.CENTER, Align.RIGHT]
    assert [cell.header for cell in found.rows[0].cells] == [True] * 3


def test_caption_may_stand_right_below_a_sentence_or_apart() -> None:
    table = "| 가 |\n|---|\n| 1 |"
    sentence, found = laid(clean(f"글\n표: 이름\n{table}"))
    assert (plain(sentence.content), found.caption) == ("글", "이름")
    (found,) = laid(clean(f"표 : 이름\n\n{table}"))
    assert found.caption == "이름"
    (found,) = laid(clean(table))
    assert (found.caption, found.number) == ("", 0)


def test_cells_hold_pipes_and_line_breaks() -> None:
    (found,) = laid(clean("| 가 | 나 |\n|---|---|\n| 1\\|2 | 3<br>4<br/>5 |"))
    assert [plain(cell.content[0].content) for cell in found.rows[1].cells] == ["1|2", "3\n4\n5"]


def test_quotation_is_a_note_with_one_sign() -> None:
    found = laid(clean("> 하나\n>\n> 둘\n\n> ※ 셋"))
    assert [(block.style, plain(block.content)) for block in found] == [
        (ParagraphStyle.NOTE, "※ 하나"), (ParagraphStyle.NOTE, "둘"), (ParagraphStyle.NOTE, "※ 셋"),
    ]


def test_hyphens_start_a_page_also_right_below_a_sentence_and_stars_draw_a_line() -> None:
    found = laid(clean("글\n---\n글\n\n***\n글"))
    assert [type(block) for block in found] == [Paragraph, PageBreak, Paragraph, Line, Paragraph]


def test_code_is_shown_letter_for_letter() -> None:
    (found,) = laid(clean("```\na  <b> {% raw %}{{ x }}{% endraw %} **c**\n  [[SER-001]] <!-- d -->\n@문단(가)\n```"))
    assert found.style is ParagraphStyle.FORMULA
    assert plain(found.content).replace("\u00a0", " ").split("\n") == ["a  <b> {{ x }} **c**", "  [[SER-001]] <!-- d -->", "@문단(가)"]


def test_indented_text_and_bracketed_labels_stay_text() -> None:
    assert html("    들여 쓴 글") == "<p>들여 쓴 글</p>"
    assert html("[참고]: 원문을 따른다") == "<p>[참고]: 원문을 따른다</p>"


def test_marks_of_korean_writers_start_a_new_line_where_no_list_can_stand() -> None:
    assert html("> 하나\n> ○ 둘\n> 가. 셋\n> 이어짐") == '<p class="note">※ 하나<br/>○ 둘<br/>가. 셋 이어짐</p>'
    assert html("하나\n※ 둘\n다. 셋") == "<p>하나<br/>※ 둘<br/>다. 셋</p>"


def test_what_only_looks_like_html_is_shown_as_typed() -> None:
    assert html("<SER-001> a < b, <시스템명> \\<b> &lt;i&gt; &amp;") == "<p>&lt;SER-001&gt; a &lt; b, &lt;시스템명&gt; &lt;b&gt; &lt;i&gt; &amp;</p>"


# Values


def test_values_keep_their_type_and_absent_ones_are_marked() -> None:
    made = clean("{{ 날 }} {{ 수 }} {{ 수|수(1) }} {{ 없음 }} {{ 없음|선택('-') }} **{{ 글 }}**을", {"날": date(2019, 5, 31), "수": 1200, "없음": None, "글": "가"})
    (found,) = laid(made)
    assert plain(found.content) == "2019. 5. 31. 1,200 1,200.0 〔입력 필요〕 - 가을"
    assert [run.value for run in found.content if isinstance(run, Run) and run.value is not None] == [date(2019, 5, 31), 1200, Decimal(1200)]
    assert [run.text for run in found.content if isinstance(run, Run) and run.missing] == ["〔입력 필요〕"]


def test_loops_make_rows_and_data_makes_no_columns() -> None:
    (found,) = laid(clean("| 이름 | 값 |\n|---|---|\n{% for row in rows %}\n| {{ row }} | 1 |\n{% endfor %}\n", {"rows": ["가|나", "# 다", "<i>"]}))
    assert [plain(row.cells[0].content[0].content) for row in found.rows] == ["이름", "가|나", "# 다", "<i>"]


def test_signs_of_values_are_printed_raw() -> None:
    assert html("{% raw %}{{{% endraw %} 값 }}") == "<p>{{ 값 }}</p>"


def test_blocks_of_text_kept_for_later_show_their_values() -> None:
    assert html("{% set a %}값 {{ v }}{% endset %}\n{{ a }}다", {"v": "x|y"}) == "<p>값 x|y다</p>"


def test_charts_stand_alone_as_numbered_figures_of_this_section() -> None:
    made = clean('{{ charts.columns(["1월"], ("건", [3]), caption="월별 건수") }}\n[[SER-001]]\n\n{{ charts.line(["1월"], ("건", [3]), caption="추이") }}')
    assert list(made.drawings) == ["30-유지관리-방안-f1", "30-유지관리-방안-f2"]
    first, second = laid(made)
    assert isinstance(first, Figure) and (first.caption, first.number, second.number) == ("월별 건수", 1, 2)
    assert [answer.anchor for answer in made.answers] == [first.anchor] == ["s-유지관리-방안-월별-건수"]


# Answers


def test_marks_become_anchors_and_answers_with_their_place() -> None:
    made = clean("첫 문단.\n\n둘째 [[SER-001#2]] 문단 [[SER-001#2|대안: 더 나은\n까닭]]. [[mar-1_a#3.1|수용]]\n셋째 [[PMR-001, PMR-002#1|불가: 없음]]")
    assert [(a.key, a.acceptance, a.note, a.at.row - HEAD + 1) for a in made.answers] == [
        ("SER-001#2", Acceptance.ACCEPT, "", 3),
        ("SER-001#2", Acceptance.ALTERNATIVE, "더 나은 까닭", 3),
        ("mar-1_a#3.1", Acceptance.ACCEPT, "", 4),
        ("PMR-001", Acceptance.DECLINE, "없음", 5),
        ("PMR-002#1", Acceptance.DECLINE, "없음", 5),
    ]
    assert {a.at.file for a in made.answers} == {FILE} and {a.section for a in made.answers} == {"30-유지관리 방안.md"}
    anchors = [part.name for block in laid(made) for part in block.content if isinstance(part, Anchor)]
    assert anchors == [a.anchor for a in made.answers]
    assert anchors[:2] == ["a-SER-001#2-30-유지관리-방안-1", "a-SER-001#2-30-유지관리-방안-2"]


@pytest.mark.parametrize(
    "after", ["문단", "- 항목\n- 둘", "1. 항목", "## 제목\n글", "| 가 |\n|---|\n| 1 |", "> 참고", "```\n코드\n```", "표: 이름\n| 가 |\n|---|\n| 1 |"],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_comment_answers_with_the_whole_following_block(after: str, between: str) -> None:
    made = clean(f"글\n\n<!-- answers: SER-001#2, SER-001#3 -->{between}{after}")
    assert [(a.key, a.at.row - HEAD + 1) for a in made.answers] == [("SER-001#2", 3), ("SER-001#3", 3)]
    before, *rest = laid(made)
    assert before.content == (Run("글"),)
    inside = etree.fromstring(f"<body>{made.html}</body>")[1]
    assert all(inside.get("id") == a.anchor or any(node.get("id") == a.anchor for node in inside.iter("a")) for a in made.answers)
    assert "answers" not in words(tuple(rest))


def test_comment_between_rows_belongs_to_the_next_row() -> None:
    made = clean("| 가 | 나 |\n|---|---|\n| 1 | 2 |\n<!-- answers: SER-001 -->\n| 3 | 4 |")
    (found,) = laid(made)
    assert len(found.rows) == 3
    assert found.rows[2].cells[0].content[0].content == (Anchor(made.answers[0].anchor), Run("3"))


def test_marks_in_cells_captions_and_headings() -> None:
    made = clean("## 제목 [[A-1]]\n표: 이름 [[A-2]]\n| 가 [[A-3]] | 나 |\n|---|---|\n| 1 [[A-4|대안: 가|나]] | 2 [[A-5\\|불가: 다]] |")
    heading, table = laid(made)
    assert [(a.key, a.note) for a in made.answers] == [("A-1", ""), ("A-2", ""), ("A-3", ""), ("A-4", "가|나"), ("A-5", "다")]
    assert made.answers[1].anchor == table.anchor
    assert (table.caption, plain(heading.content), len(table.rows[1].cells)) == ("이름", "제목", 2)
    assert Anchor(made.answers[0].anchor) in heading.content


def test_the_reason_of_an_alternative_is_printed_behind_its_sentence() -> None:
    made = clean("백업합니다[[A-1|대안: 주말은 월요일 <밤>]]. 합니다[[A-2, A-3|불가: 없음]], 봅니다[[A-4|수용: 메모]].\n\n끝.\n\n[[A-5|대안: 홀로]]")
    first, second = laid(made)
    assert plain(first.content) == "백업합니다(대안: 주말은 월요일 <밤>). 합니다(불가: 없음), 봅니다."
    assert plain(second.content) == "끝. (대안: 홀로)"


def test_the_reason_at_a_heading_a_table_or_a_figure_stands_behind_it() -> None:
    text = "## 제목 [[A-1|대안: 하나]]\n글\n\n표: 이름 [[A-2|불가: 둘]]\n| 가 |\n|---|\n| 1 [[A-3|대안: 셋]] |\n\n- 항목[[A-4|대안: 넷]]"
    heading, one, words_, table, two, items = laid(clean(text))
    assert plain(heading.content) == "제목" and plain(words_.content) == "글" and table.caption == "이름"
    assert [(plain(note.content), note.style) for note in (one, two)] == [("※ 대안: 하나", ParagraphStyle.NOTE), ("※ 불가: 둘", ParagraphStyle.NOTE)]
    assert plain(table.rows[1].cells[0].content[0].content) == "1 (대안: 셋)" and plain(items.items[0].content) == "항목(대안: 넷)"


def test_mark_alone_on_its_line_belongs_to_the_paragraph_before() -> None:
    made = clean("하나\n\n[[A-1]]\n\n둘")
    first, second = laid(made)
    assert first.content == (Run("하나"), Anchor(made.answers[0].anchor)) and second.content == (Run("둘"),)


def test_comments_are_not_shown_and_leave_no_gap() -> None:
    assert html("하나\n<!-- 메모 -->\n둘 <!-- 메모 [[A-1]] --> 셋\n<!-- 긴\n\n메모 -->") == "<p>하나 둘  셋</p>"
    (found,) = laid(clean("| 가 |\n|---|\n| 1 |\n<!-- 메모 -->\n| 2 |"))
    assert len(found.rows) == 3


def test_code_and_escapes_show_marks_without_answering() -> None:
    made = clean("`[[A-1]]` `<!-- answers: A-2 -->` \\[[A-3]]")
    assert made.answers == () and words(laid(made)) == "[[A-1]] <!-- answers: A-2 --> [[A-3]]"


# References


def test_reference_prints_the_page_of_a_heading_table_figure_or_other_section() -> None:
    made = clean("[점검](#점검 주기), [표](#월별 값), [상생](#상생 협력), [이름](<#점검 주기>)\n\n## 점검 주기\n표: 월별 값\n| 가 |\n|---|\n| 1 |")
    line = laid(made)[0].content
    assert [part.anchor for part in line if isinstance(part, PageNumber)] == [
        "s-유지관리-방안-점검-주기", "s-유지관리-방안-월별-값", "s-상생-협력", "s-유지관리-방안-점검-주기",
    ]
    assert plain(line) == "점검(쪽), 표(쪽), 상생(쪽), 이름(쪽)"
    assert [(r.name, r.at.row) for r in made.references] == [("점검 주기", HEAD), ("월별 값", HEAD), ("상생 협력", HEAD), ("점검 주기", HEAD)]


def test_references_to_nothing_and_titles_that_are_alike_are_found_over_all_sections() -> None:
    here = section("[가](#상생 협력), [나](#상생협려), [다](#상생 협력/기금)")
    there = section("## 기금\n글", "상생 협력", "40-상생.md")
    made = [(one, prose(one, {}, environment(), NOWHERE, {})[0]) for one in (here, there)]
    (problem,) = unresolved([(one, text) for one, text in made if text])
    assert (problem.code, problem.at.row, problem.message) == ("T-PRS-20", HEAD, "가리키는 절이 없습니다: #상생협려")
    (again,) = unresolved([(one, clean("글")) for one in (there, there)])
    assert again.message == "같은 제목의 절이 둘입니다: 상생 협력"


def test_web_addresses_are_links() -> None:
    (found,) = laid(clean("[법령](https://law.example.com/a?b=1&c=2) <https://example.com>"))
    assert [(run.text, run.href) for run in found.content if isinstance(run, Run) and run.href] == [
        ("법령", "https://law.example.com/a?b=1&c=2"), ("https://example.com", "https://example.com"),
    ]


# Reusable paragraphs


def test_reusable_paragraphs_are_taken_in_with_their_values_and_marks() -> None:
    library = {"보안관리": "---\n제목: x\n---\n\n보안 {{ v }} [[SER-001]]\n@문단(교육)", "교육": "교육한다."}
    made = clean("앞\n@문단(보안관리)\n뒤", {"v": "1급"}, library=library)
    assert words(laid(made)) == "앞 보안 1급 교육한다. 뒤"
    (answer,) = made.answers
    assert (str(answer.at), answer.section) == ("data/_library/보안관리.md:5", "30-유지관리 방안.md")


def test_equal_input_gives_equal_output() -> None:
    text = "## 가\n[[A-1]] {{ v }} [나](#가)\n\n- 다"
    assert clean(text, {"v": 1}) == clean(text, {"v": 1})


def test_slug_is_the_same_however_letters_are_composed() -> None:
    assert slug("유지관리  방안(1)") == slug("\u110b\u1172지관리 방안-1") == "유지관리-방안-1"


SHELF = Path(__file__).resolve().parents[2] / "data" / "_library"


@pytest.mark.parametrize("path", sorted(SHELF.glob("*.md")), ids=lambda path: path.stem)
def test_sample_paragraphs_of_the_repository_read_well_and_say_that_they_are_samples(path: Path) -> None:
    made = clean(f"## 제목\n@문단({path.stem})", library={path.stem: path.read_text("utf-8")})
    first = laid(made)[1]
    assert isinstance(first, Paragraph) and plain(first.content).startswith("※ 예시 문단입니다")
    assert made.answers == ()
