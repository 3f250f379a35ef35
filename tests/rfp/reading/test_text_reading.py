"""Text and Markdown RFPs: nothing is lost, tables stand where the tabs put them, every block knows its line."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.problems import Severity
from pipeline.rfp.paper import Kind, Paper, Paragraph, Table
from pipeline.rfp.reading.codes_office import CODES
from pipeline.rfp.reading.text import read_text
from pipeline.rfp.reading.text_decode import LARGEST
from pipeline.rfp.reading.text_html import TAG
from pipeline.rfp.reading.text_items import Items

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"


def paper_of(text: str, name: str = "a.txt") -> Paper:
    paper, problems = read_text(text.encode(), name)
    assert paper and not problems
    return paper


def only_table(text: str) -> Table:
    (table,) = paper_of(text).tables()
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "(hole)" for cell in row] for row in table.grid()]


def plain(text: str) -> str:
    """The characters of a file that a paper must hold: marks (tags, #, dashes under a header) taken out."""
    lines = [line for line in text.splitlines() if not re.fullmatch(r"[\s:|-]*-{2,}[\s:|-]*", line)]
    lines = [re.sub(r"^#+\s", "", line) for line in lines]
    return "".join(html.unescape(TAG.sub("", "\n".join(lines))).split()).replace("\ufeff", "")


def lost(text: str, paper: Paper) -> str:
    """The rest of the file's characters from the first one that the paper does not hold in order."""
    held = iter("".join("".join(paragraph.printed.split()) for paragraph in paper.paragraphs()))
    wanted = plain(text)
    for at, letter in enumerate(wanted):
        if letter not in held:
            return wanted[at:]
    return ""


@pytest.mark.parametrize(
    "path", sorted(SEEDS.glob("*.txt")) or [None], ids=lambda path: path.name[:3] if path else "none"
)
def test_nothing_of_a_real_text_is_lost(path: Path | None) -> None:
    if path is None:
        pytest.skip("the source texts are not on this machine")
    text = path.read_text("utf-8")
    paper, problems = read_text(path.read_bytes(), path.name)
    assert paper and not problems
    assert lost(text, paper) == ""
    lines = text.splitlines()
    for paragraph in paper.paragraphs():
        assert "".join(paragraph.text.replace("□", "").split())[:6] in plain(lines[paragraph.place.line - 1]) + "□"


WORDS = st.sampled_from(
    [
        "가나",
        "1)",
        "○",
        "-",
        "\t",
        "\t\t",
        "\n",
        "\n\n",
        "|",
        "<b>",
        "<td>",
        "<table>",
        "</table>",
        "<ol>",
        "가.",
        "(",
        ")",
        '"',
        "# ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_any_jumble_keeps_its_words(parts: list[str]) -> None:
    text = "시작 " + " ".join(parts)
    paper, problems = read_text(text.encode(), "a.txt")
    assert paper and not problems
    printed = "".join(paragraph.printed for paragraph in paper.paragraphs())
    assert printed.count("가나") == text.count("가나")


def test_cells_stay_where_the_tabs_put_them() -> None:
    table = only_table("구분\t내용\t비고\n서버\t웹\t\n\t디비\t2대\n합계\n")
    assert texts(table) == [["구분", "내용", "비고"], ["서버", "웹", ""], ["", "디비", "2대"]]
    assert [cell.place.line for cell in table.cells if cell.column == 1] == [1, 2, 3]
    assert str(table.cells[3].place) == "L2"


def test_short_rows_leave_holes_and_long_tails_of_tabs_no_cells() -> None:
    assert texts(only_table("가\t나\t다\t\t\t\t\n1\t2\n")) == [["가", "나", "다"], ["1", "2", "(hole)"]]


def test_a_card_cut_by_a_page_goes_on_behind_the_blank_line() -> None:
    table = only_table("고유번호\tMAR-901\t\n세부\t정의\t점검\n\t내용\t1) 하나\n\n\t\t2) 둘\n--\t---\t--\n")
    assert texts(table)[3] == ["", "", "2) 둘"]
    assert table.rows == 4


def test_the_next_card_is_a_table_of_its_own() -> None:
    paper = paper_of("고유번호\tMAR-901\n명칭\t점검\n\n고유번호\tMAR-902\n명칭\t복구\n\n구분\t수량\n서버\t1\n")
    assert [table.place.line for table in paper.tables()] == [1, 4, 7]
    assert [table.place.table for table in paper.tables()] == [1, 2, 3]


def test_a_row_of_dashes_is_a_mark_and_the_piece_behind_it_goes_on() -> None:
    table = only_table("고유번호\tQR-901\t\n-----\t----\n\n명칭\t가용성\t\n상세\t정의\t복구\n")
    assert [row[0] for row in texts(table)] == ["고유번호", "명칭", "상세"]


def test_list_items_of_a_cell_are_its_paragraphs() -> None:
    cell = '<ol style="list-style-type: none"> 1) 하나 한다. 2) 둘 한다. <ul> ○ 가지 ○ 잎 (1 - 2) <p>3) 셋 한다.</p>'
    table = only_table(f"세부\t내용\t{cell}\n")
    found = [paragraph.text for paragraph in table.cells[2].paragraphs()]
    assert found == ["1) 하나 한다.", "2) 둘 한다.", "○ 가지", "○ 잎 (1 - 2)", "3) 셋 한다."]


def test_a_cell_over_many_lines_keeps_each_line() -> None:
    table = only_table("세부\t내용\t<ol>\n1) 하나\n<ul>\n○ 가지\n</ul>\n2) 둘\n</ol>\n출처\t없음\n")
    cell = table.cells[2]
    assert [(each.text, each.place.line) for each in cell.paragraphs()] == [("1) 하나", 2), ("○ 가지", 4), ("2) 둘", 6)]
    assert table.cells[3].text == "출처"


def test_lines_of_items_between_two_rows_belong_to_the_cell() -> None:
    table = only_table("번호\t내용\n1\t- 하나\n- 둘\n2\t- 셋\n")
    assert texts(table)[1][1] == "- 하나\n- 둘"


def test_a_spreadsheets_quoted_cell_goes_on_over_lines() -> None:
    table = only_table('번호\t내용\t비고\n1\t"첫 줄\n둘째 ""줄"""\t끝\n')
    assert texts(table)[1] == ["1", '첫 줄\n둘째 "줄"', "끝"]


def test_tables_in_cells_keep_their_spans_and_the_outer_place() -> None:
    inner = "<table><tr><td rowspan=2>가</td><td colspan='2'>나</td></tr><tr><td>다</td><td>라</td></tr></table>"
    table = only_table(f"내용\t말 {inner} 끝\n")
    words, nested, end = table.cells[1].blocks
    assert isinstance(nested, Table) and isinstance(words, Paragraph) and isinstance(end, Paragraph)
    assert (nested.rows, nested.columns) == (2, 3)
    assert [(cell.row, cell.column, cell.rowspan, cell.colspan) for cell in nested.cells] == [
        (1, 1, 2, 1), (1, 2, 1, 2), (2, 2, 1, 1), (2, 3, 1, 1),
    ]  # fmt: skip
    assert str(nested.cells[2].place) == "L1"


def test_pipe_tables() -> None:
    table = only_table("| 번호 | 이름 |\n|:--|---:|\n| 1 | 가<br>나 |\n| 2 | a \\| b |\n")
    assert texts(table) == [["번호", "이름"], ["1", "가\n나"], ["2", "a | b"]]
    assert table.cells[2].place.line == 3


def test_html_tables_between_paragraphs() -> None:
    paper = paper_of("앞 <table>\n<tr><th>가</th>\n<td>나 &lt; 다</td></tr>\n</table> 뒤\n\n다음", "a.md")
    words = [block.text if isinstance(block, Paragraph) else texts(block) for block in paper.blocks]
    assert words == ["앞", [["가", "나 < 다"]], "뒤", "다음"]
    assert [block.place.line for block in paper.blocks] == [1, 1, 4, 6]
    assert paper.format == "md"


def test_a_table_that_is_never_closed_ends_at_a_blank_line() -> None:
    paper = paper_of("<table><tr><td>가\n\n# 제목\n")
    assert isinstance(paper.blocks[0], Table) and paper.blocks[1].place.line == 3


def test_numbered_html_lists_print_their_numbers() -> None:
    paper = paper_of("<ol start=3><li>셋</li><li>넷</li></ol>")
    assert [paragraph.printed for paragraph in paper.paragraphs()] == ["3. 셋", "4. 넷"]


def test_pointed_brackets_of_the_author_stay() -> None:
    assert [each.text for each in paper_of("<별지 1> 주소 <http://example.kr> a < b").paragraphs()] == [
        "<별지 1> 주소 <http://example.kr> a < b"
    ]


def test_headings_and_their_levels() -> None:
    paper = paper_of(
        "I. 개요\n\n1. 목적\n\n1. 하나\n2. 둘\n\n□ 배경\n\n가. 범위\n\n가. 기간 : 2년\n\n나. 점검을 한다.\n"
    )
    assert [(each.text, each.level) for each in paper.paragraphs() if each.kind is Kind.HEADING] == [
        ("I. 개요", 1), ("1. 목적", 2), ("□ 배경", 2), ("가. 범위", 3),
    ]  # fmt: skip


def test_markdown_headings_teach_the_level_of_their_like() -> None:
    paper = paper_of("# 과업\n\n## I 개요\n\n### □ 목적\n\n□ 배경\n\n가. 범위\n")
    assert [(each.text, each.level) for each in paper.paragraphs()] == [
        ("과업", 1), ("I 개요", 2), ("□ 목적", 3), ("□ 배경", 3), ("가. 범위", 0),
    ]  # fmt: skip


def test_contents_with_leaders_and_without() -> None:
    paper = paper_of("목 차\nI. 개요 .....\t1\n\n붙임\n")
    assert [each.kind for each in paper.paragraphs()] == [Kind.CONTENTS, Kind.CONTENTS, Kind.BODY]
    paper = paper_of("I. 개요 1\n\nII. 내용 2\n\nIII. 조건 7\n\nI. 개요\n\nII. 내용\n\nIII. 조건\n")
    assert [each.kind for each in paper.paragraphs()] == [Kind.CONTENTS] * 3 + [Kind.HEADING] * 3
    rows = paper_of("1. 서버 2\n2. 랙 3\n3. 스위치 4\n")
    assert {each.kind for each in rows.paragraphs()} == {Kind.BODY}


def test_footnotes_are_what_a_raised_number_calls() -> None:
    paper = paper_of("1) 목록이다\n업무를 한다.¹⁾\n\n1) 업무의 예\n")
    assert [each.kind for each in paper.paragraphs()] == [Kind.BODY, Kind.BODY, Kind.FOOTNOTE]


def test_lists_keep_indent_and_the_authors_number() -> None:
    first, second, third = paper_of("- 하나\n  - 둘\n- 1) 셋\n").paragraphs()
    assert (first.indent, second.indent) == (0, 10)
    assert (third.marker, third.text) == ("-", "1) 셋")


def test_tabs_that_indent_are_no_table() -> None:
    paper = paper_of("1.\t계약서\n가.\t조건\n\t- 들여 씀\n")
    assert [each.text for each in paper.blocks if isinstance(each, Paragraph)] == [
        "1.\t계약서",
        "가.\t조건",
        "- 들여 씀",
    ]


def test_checkboxes_are_printed() -> None:
    table = only_table('민간\t유 <input type="checkbox"/> () 무 <input type="checkbox" checked/>\n')
    assert table.cells[1].text == "유 □ () 무 ■"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("2019. 1. 2. 부터 2019. 3. 4. 까지", ["2019. 1. 2. 부터 2019. 3. 4. 까지"]),
        ("서버 - 한 대", ["서버 - 한 대"]),
        ("- 서버 - 랙", ["- 서버", "- 랙"]),
        ("다음과 같다. 가. 하나 나. 둘", ["다음과 같다.", "가. 하나", "나. 둘"]),
        ("① 하나 ② 둘 (단, 3) 셋)", ["① 하나", "② 둘 (단, 3) 셋)"]),
        ("1) 하나 1) 또 하나 2) 둘 9) 아홉", ["1) 하나", "1) 또 하나", "2) 둘 9) 아홉"]),
    ],
)
def test_items(text: str, items: list[str]) -> None:
    assert Items().split(text) == items


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp949"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    paper, problems = read_text(f"I. 과업 개요{end}{end}- RFP 2024 뷁{end}".encode(encoding), "a.txt")
    assert paper and not problems
    assert [(each.text, each.place.line) for each in paper.paragraphs()] == [("I. 과업 개요", 1), ("- RFP 2024 뷁", 3)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "I-TXT-02"),
        (b" \r\n\t", "I-TXT-02"),
        (bytes(range(256)) * 40, "I-TXT-01"),
        ("가".encode() * 20 + b"\xff\xfe\xfd" * 20, "I-TXT-01"),
        (b"a" * (LARGEST + 1), "I-TXT-03"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    paper, (problem,) = read_text(data, "a.txt")
    assert paper is None and problem.code == code and problem.stops and problem.hint
    assert code in CODES


def test_a_few_broken_letters_are_told_with_their_line() -> None:
    paper, (problem,) = read_text("가나다\n".encode() * 200 + b"\xff\n", "a.txt")
    assert paper and (problem.code, problem.severity, problem.at.row) == ("I-TXT-04", Severity.WARNING, 201)
