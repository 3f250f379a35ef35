"""Whatever data and writers type: data shows as typed, marks never vanish, the XHTML is always well-formed, and tables fit the page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.compose.prose import prose
from pipeline.compose.prose_held import CLOSE, OPEN
from pipeline.compose.prose_tables import MOST_COLUMNS, breadth, column_widths
from pipeline.document.blocks import Heading, ItemList, Paragraph, Table, plain
from pipeline.language.environment import environment
from tests.compose.prose_sample import NOWHERE, clean, laid, read, section

SPECIAL = list("*_~`[]()<>#|\\!&{}%\n-+.:=^$\"'@표 1") + [
    "[[A-1]]", "<!-- answers: A-1 -->", "{{ x }}", "{% raw %}", "<script>", "</p>", "&lt;", "&nbsp;", "표: ", "@문단(가)", "](", "![", "---", "```",
    f"{OPEN}0{CLOSE}", "가나",
]
DATA = st.lists(st.one_of(st.sampled_from(SPECIAL), st.characters(exclude_categories=("Cs", "Cc"))), min_size=1, max_size=12).map("".join)
PLACES = {
    "paragraph": "앞 {{ v }} 뒤", "bold": "앞 **{{ v }}** 뒤", "heading": "## 앞 {{ v }} 뒤\n글", "item": "- 앞 {{ v }} 뒤",
    "cell": "| 가 | 나 |\n|---|---|\n| 앞 {{ v }} 뒤 | 끝 |",
    "note": "> 앞 {{ v }} 뒤", "start": "{{ v }} 뒤", "link": "[앞 {{ v }} 뒤](https://example.com/)", "caption": "표: 앞 {{ v }} 뒤\n| 가 |\n|---|\n| 1 |",
    "set": "{% set a %}앞 {{ v }} 뒤{% endset %}\n{{ a }}",
}


def one_line(text: str) -> str:
    """Return text without the white space that documents do not tell apart, and without what nobody sees."""
    return re.sub(r"\s+", " ", re.sub("[\ufeff\ufffe\uffff]", "", text)).strip()


@pytest.mark.parametrize("place", PLACES)
@given(value=DATA)
@settings(max_examples=60, deadline=None)
def test_data_shows_as_typed_everywhere(place: str, value: str) -> None:
    made = clean(PLACES[place], {"v": value})
    assert made.answers == ()
    found = laid(made)
    block = found[0]
    if place == "caption":
        shown = block.caption
    elif isinstance(block, Table):
        assert [len(row.cells) for row in block.rows] == [2, 2]
        shown = plain(block.rows[1].cells[0].content[0].content)
    else:
        assert isinstance(block, (Paragraph, Heading, ItemList)) and len(found) <= 2
        shown = plain(block.items[0].content if isinstance(block, ItemList) else block.content)
    expected = PLACES["start" if place == "start" else "paragraph"].replace("{{ v }}", value)
    assert one_line(shown).removeprefix("※ ") == one_line(expected).removeprefix("※ ")


PIECES = st.sampled_from(
    [
        "글 ", "\n", "\n\n", "**", "*", "_", "~~", "`", "``", "```\n", "| ", "|---|---|\n", "| 가 | 나 |\n|---|---|\n", "- ", "  - ", "1. ",
        "# ", "## ", "### ", "> ", "표: ", "[", "](", ")", "![", "](images/가.png)", "<b>", "</b>", "<script>", "</script>", "<br>", "<!--", "-->",
        "<!-- 메모 -->", "\\", "[[", "]]", "{폭=90}", "---\n", "***\n", "@문단(가)\n", "&amp;", "<a href='", "'>",
        "{{ v }}", "{{ charts.line(['가'], ('나', [1])) }}", "#제목", "    ", "\t", "(#가)", "https://a.b ", "※ ", "~~~\n",
        "□ ", " ○ ", "나. ", "1) ", "[^가]", "\n[^가]: ", "\n[^나]: ", "^^ ", "<< ", "| 가 | 나 |\n| ^^ | << |\n|---|---|\n", "| ^^ | << |\n", "[ ] ", "^2^",
    ]
)
NUMBERED = st.lists(st.one_of(PIECES, PIECES, PIECES, st.just("MARK"), st.just("COMMENT")), max_size=30)


@given(pieces=NUMBERED)
@settings(max_examples=300, deadline=None)
def test_marks_never_vanish_and_the_xhtml_is_always_well_formed(pieces: list[str]) -> None:
    keys = [f"KEY-{1000 + order}" for order in range(len(pieces))]
    text = "".join(
        f"[[{key}]]" if piece == "MARK" else f"<!-- answers: {key} -->" if piece == "COMMENT" else piece
        for key, piece in zip(keys, pieces, strict=True)
    )
    made, problems = read(text, {"v": "값"}, library={"가": "문단 [[LIB-1]]"})
    laid(made)
    answered = {answer.key for answer in made.answers}
    told = " ".join(str(problem) for problem in problems)
    anchors = set(etree.fromstring(f"<body>{made.html}</body>").xpath("//@id"))
    assert {answer.anchor for answer in made.answers} <= anchors
    assert len(anchors) == len(etree.fromstring(f"<body>{made.html}</body>").xpath("//@id"))
    for key, piece in zip(keys, pieces, strict=True):
        if piece in ("MARK", "COMMENT") and not _commented(text, key):
            assert key in answered or key in told or key in made.html, (text, key)


def _commented(text: str, key: str) -> bool:
    """Return whether a writer's ordinary comment holds the mark, or a backslash makes it letters."""
    comments = [comment for comment in re.findall(r"<!--.*?-->", text, re.S) if not re.match(r"<!--\s*answers\s*:", comment)]
    return f"\\[[{key}" in text or any(key in comment for comment in comments)


@given(text=st.text(st.one_of(st.sampled_from("{}%#[]<>|`*\n -!()=폭표:@문단A1^□○가.~"), st.characters(exclude_categories=("Cs",))), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_a_crash(text: str) -> None:
    made, problems = prose(section(text), {}, environment(), NOWHERE, {"가": text})
    assert made is not None or problems
    if made is not None:
        laid(made)
    assert all(problem.at.row >= 5 for problem in problems if "_library" not in problem.at.file)


@given(words=st.lists(st.sampled_from(["가나다라", "설명을 적은 긴 칸이다", "SER-001", "12,650,000", "", "https://example.com"]), min_size=1, max_size=18))
@settings(deadline=None)
def test_columns_fill_the_page_and_hold_their_longest_word(words: list[str]) -> None:
    widths, wrong = column_widths([["구분"] * len(words), words])
    assert len(words) <= MOST_COLUMNS and len(widths) == len(words)
    if not wrong:
        assert abs(sum(widths) - 170) < 1
        for width, word in zip(widths, words, strict=True):
            longest = max(map(breadth, re.findall("[!-~]+", word)), default=0)
            assert width >= longest


def test_breadth_is_that_of_ten_point_letters() -> None:
    # ten points are 3.53 mm: a Hangul letter is as wide, a small Latin one 55 % of it, a capital 67 %
    assert round(breadth("가나"), 2) == 7.06
    assert round(breadth("ab"), 2) == 3.88
    assert round(breadth("AB"), 2) == 4.73


def test_long_columns_share_what_short_ones_leave() -> None:
    widths, wrong = column_widths([["번호", "내용", "비고"], ["1", "가" * 80, "나" * 80]])
    # 번호 wants 2 letters and its padding: 7.06 + 3.6 = 10.7 mm; the other two share 159.3 mm
    assert wrong == "" and widths == [10.7, 79.7, 79.7]
