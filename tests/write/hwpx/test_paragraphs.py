"""Tests of paragraphs, headings, lists and inlines: looks, hanging indents, links and hostile text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.document.blocks import (
    Align,
    Anchor,
    Cell,
    Document,
    Heading,
    ItemList,
    Line,
    ListItem,
    PageNumber,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Table,
)
from pipeline.write.hwpx.lint import lint
from pipeline.write.hwpx.markup import units
from pipeline.write.to_hwpx import write_document
from tests.write.hwpx.sample import HP, RUNS, found, lines, look, parts, section, text, words

HOSTILE = [
    "&amp; <b> \"' ]]>",
    "{{ 7 * 7 }}{% raw %}",
    "줄\n바꿈\r\n과\t탭\r",
    "😀 👩‍👩‍👧 ㉿",
    "\x00\x07\x1b 제어 \ud800 \ufffe",
    "</hp:t></hp:run>",
    " 앞뒤 빈칸 ",
    "\u200b\u00a0\ufeffשלום",
]


def letters(document: Document, path: str) -> etree._Element:
    xml = etree.fromstring(parts(document)["Contents/section0.xml"])
    return look(document, "charPr", found(xml, path)[0])


def shape(document: Document, index: int = 0) -> etree._Element:
    xml = etree.fromstring(parts(document)["Contents/section0.xml"])
    return look(document, "paraPr", xml.findall(f"{HP}p")[index].get("paraPrIDRef"))


def margin(paragraph_shape: etree._Element, name: str) -> int:
    return int(found(paragraph_shape, f".//hp:case//hc:{name}/@value")[0])


@pytest.mark.parametrize(
    ("word", "path", "value"),
    [
        ("굵게", "boolean(hh:bold)", True),
        ("기울임", "boolean(hh:italic)", True),
        ("밑줄", "string(hh:underline/@type)", "BOTTOM"),
        ("취소", "string(hh:strikeout/@shape)", "SOLID"),
        ("위", "boolean(hh:supscript)", True),
        ("크게", "string(@height)", "1800"),
        ("크게", "string(@textColor)", "#C00000"),
        ("〔입력 필요〕", "string(@textColor)", "#C00000"),
        ("〔입력 필요〕", "boolean(hh:bold)", True),
        ("〔입력 필요〕", "string(@shadeColor)", "#FFFF00"),
        ("누리집", "string(hh:underline/@type)", "BOTTOM"),
    ],
)
def test_a_run_has_its_look(word: str, path: str, value: object) -> None:
    assert found(letters(Document("시험", (RUNS,)), f"//hp:run[hp:t='{word}']/@charPrIDRef"), path) == value


def test_plain_text_has_the_look_of_its_style() -> None:
    document = Document("시험", (text("본문"), text("참고", ParagraphStyle.NOTE)))
    assert letters(document, "//hp:run[hp:t='본문']/@charPrIDRef").get("height") == "1200"
    assert letters(document, "//hp:run[hp:t='참고']/@charPrIDRef").get("textColor") == "#333333"


@pytest.mark.parametrize("style", ParagraphStyle)
def test_every_style_is_named_in_the_header(style: ParagraphStyle) -> None:
    document = Document("시험", (text("글", style),))
    number = section(text("글", style))[0].get("styleIDRef")
    assert look(document, "style", number).get("paraPrIDRef") == section(text("글", style))[0].get("paraPrIDRef")


@pytest.mark.parametrize(
    ("align", "horizontal"),
    [(Align.LEFT, "LEFT"), (Align.RIGHT, "RIGHT"), (Align.JUSTIFY, "JUSTIFY"), (Align.SPREAD, "DISTRIBUTE")],
)
def test_alignment(align: Align, horizontal: str) -> None:
    document = Document("시험", (text("글", align=align),))
    assert found(shape(document), "hh:align/@horizontal") == [horizontal]


def test_measures_are_given_twice_for_programs_that_double_them() -> None:
    one = shape(Document("시험", (text("글", indent=2),)))
    assert margin(one, "left") == units(12)
    assert found(one, ".//hp:default//hc:left/@value") == [str(2 * units(12))]


def test_headings_are_outline_levels_whose_number_is_text_only() -> None:
    document = Document("시험", (Heading(3, (Run("제목"),), "가.", "a"),))
    assert found(shape(document), "hh:heading/@type") == ["OUTLINE"]
    assert found(shape(document), "hh:heading/@level") == ["2"]
    heading = section(*document.blocks)[0]
    assert look(document, "style", heading.get("styleIDRef")).get("name") == "개요 3"
    assert words(heading) == "가. 제목"
    header = etree.fromstring(parts(document)["Contents/header.xml"])
    assert [head.text for head in found(header, "//hh:paraHead")] == [None] * 10


def test_items_hang_from_their_mark() -> None:
    items = ItemList(
        (ListItem(0, "□", (Run("첫째"),)), ListItem(1, "○", (Run("둘째"),)), ListItem(1, "", (Run("이어짐"),)))
    )
    document = Document("시험", (items,))
    assert lines(section(items)) == ["□\t첫째", "○\t둘째", "이어짐"]
    first, second, third = (shape(document, index) for index in range(3))
    assert (margin(first, "left"), margin(first, "intent")) == (0, -units(6))
    assert (margin(second, "left"), margin(second, "intent")) == (units(5), -units(6))
    assert (margin(third, "left"), margin(third, "intent")) == (units(11), 0)
    assert first.get("tabPrIDRef") == "1"
    assert look(document, "tabPr", "1").get("autoTabLeft") == "1"


def test_wide_marks_push_the_text_of_their_level() -> None:
    items = ItemList((ListItem(0, "1)", (Run("가"),)), ListItem(0, "100)", (Run("나"),))))
    document = Document("시험", (items,))
    assert margin(shape(document, 0), "intent") == margin(shape(document, 1), "intent") < -units(6)


def test_items_in_cells_hang_by_the_breadth_of_their_mark() -> None:
    inside = ItemList((ListItem(0, "-", (Run("가"),)),))
    table = Table((Row((Cell((inside,)),)),), (1.0,))
    document = Document("시험", (table,))
    number = found(etree.fromstring(parts(document)["Contents/section0.xml"]), "//hp:tc//hp:p/@paraPrIDRef")[0]
    assert -units(6) < margin(look(document, "paraPr", number), "intent") < 0


def test_a_line_is_the_lower_border_of_a_paragraph() -> None:
    document = Document("시험", (Line(), Line(thick=True)))
    widths = []
    for index in (0, 1):
        fill = found(shape(document, index), "hh:border/@borderFillIDRef")[0]
        widths += found(look(document, "borderFill", fill), "hh:bottomBorder[@type='SOLID']/@width")
    assert widths == ["0.4 mm", "0.7 mm"]


def test_links_are_fields_with_escaped_addresses() -> None:
    written = section(RUNS, Heading(1, (Run("개요"),), "", "개요"))
    commands = found(written, "//hp:stringParam[@name='Command']/text()")
    assert commands == [r"https\://example.com/a\?b=1\;2\#c;1;0;0;", "?개요;0;0;0;"]
    assert found(written, "//hp:bookmark/@name") == ["개요"]
    assert found(written, "//hp:fieldEnd/@beginIDRef") == found(written, "//hp:fieldBegin/@id")


def test_page_numbers_are_cross_references_to_headings_and_bookmarks() -> None:
    anchor, other = "a-SER-001#2-1", "a-SER-001:2-1"
    text = Paragraph((PageNumber("개요"), Run("쪽 "), Anchor(anchor), PageNumber(anchor), Anchor(other), PageNumber(other)))
    written = section(text, Heading(1, (Run("개요"),), "", "개요"), pages=(("개요", 3), (anchor, 12)))
    assert lines(written)[0] == "3쪽 12?"
    first, second, _ = found(written, "//hp:bookmark/@name")
    assert first != second and not set("#?;:") & set(first + second)  # signs that would part the fields of a command
    commands = found(written, "//hp:stringParam[@name='Command']/text()")
    assert commands == ["?#1001;5;0;0;0;", f"?{first};6;0;0;0;", f"?{second};6;0;0;0;"]
    assert found(written, "//hp:stringParam[@name='RefType']/text()") == ["TARGET_OUTLINE", "TARGET_BOOKMARK", "TARGET_BOOKMARK"]
    assert found(written, "//hp:p[@id='1001']//hp:bookmark/@name") == ["개요"]


def test_a_link_that_leads_nowhere_is_plain_text_and_a_bad_address_is_told_once() -> None:
    bad = Run("나쁜 주소", href="javascript:alert(1)")
    document = Document("시험", (Paragraph((Run("없는 곳", href="#없음"), bad, bad)),))
    _, problems = write_document(document)
    assert [problem.code for problem in problems] == ["W-HWPX-02"]
    assert not found(section(*document.blocks), "//hp:fieldBegin")


def test_feeds_and_tabs_are_elements_and_never_characters() -> None:
    written = section(text("줄\n바꿈\r\n과\t탭"))
    assert words(written[0]) == "줄\n바꿈\n과\t탭"
    assert [len(found(written, f"//hp:t/hp:{name}")) for name in ("lineBreak", "tab")] == [2, 1]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_survives(hostile: str) -> None:
    document = Document(hostile, (text(hostile), Heading(1, (Run(hostile),), "1.", hostile)), author=hostile)
    data, _ = write_document(document)
    assert {problem.code for problem in lint(data)} <= {"W-HWPX-43"}
    kept = (
        "".join(sign for sign in hostile if sign not in "\x00\x07\x1b\ud800\ufffe")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    assert words(section(text(hostile))[0]) == kept


@settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(), max_size=4))
def test_any_text_gives_a_file_without_faults(texts: list[str]) -> None:
    data, problems = write_document(Document("시험", tuple(text(words) for words in texts)))
    assert problems == []
    assert [problem for problem in lint(data) if problem.code != "W-HWPX-43"] == []
