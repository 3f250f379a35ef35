"""Tests of paragraphs, runs, links, lists and headings in DOCX."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.document.blocks import (
    Align,
    Document,
    Heading,
    ItemList,
    Line,
    LineBreak,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Run,
)
from pipeline.write import theme
from pipeline.write.docx.story import bookmark_name, link_target
from pipeline.write.docx.styles import STYLE_IDS, styles_xml
from pipeline.write.to_docx import write_document
from tests.write.docx_sample import NS, W, body, parts, text, words


def found(element, path: str):
    return element.xpath(path, namespaces=NS)


def paragraph(*content, **options):
    return body(Paragraph(content, **options))[0]


@pytest.mark.parametrize("typed", ["<b>굵게</b>", "A & B", "{{ 이름 }}", "=1+1", "]]>", "  앞뒤 빈칸  ", "😀𠮷", "&#0;", "'\""])
def test_text_appears_as_typed(typed: str) -> None:
    assert words(paragraph(Run(typed))) == typed


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert words(paragraph(Run("가\x00\x0b\x1f\ud800\ufffe나"))) == "가나"


def test_tabs_and_line_feeds_keep_their_meaning() -> None:
    assert words(paragraph(Run("가\t나\n다\r\n라"), LineBreak(), Run("마"))) == "가\t나\n다\n라\n마"


@settings(max_examples=80, deadline=None)
@given(st.text())
def test_any_text_gives_a_file_that_parses(typed: str) -> None:
    written = parts(Document(typed, (text(typed), Heading(1, (Run(typed),), typed, typed)), author=typed))
    for name, content in written.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)


def test_looks_of_runs() -> None:
    look = found(
        paragraph(
            Run("가", bold=True, italic=True, underline=True, strike=True, superscript=True, color="FF0000", size=18)
        ),
        "w:r/w:rPr",
    )[0]
    assert [child.tag.removeprefix(W) for child in look] == [
        "b", "bCs", "i", "iCs", "strike", "color", "sz", "szCs", "u", "vertAlign",
    ]
    assert not found(paragraph(Run("가")), "w:r/w:rPr")
    assert not found(paragraph(Run("가", color="빨강")), "w:r/w:rPr")


def test_a_missing_fact_is_seen() -> None:
    look = found(paragraph(Run("〔입력 필요〕", missing=True)), "w:r/w:rPr")[0]
    assert look.find(f"{W}b") is not None
    assert look.find(f"{W}color").get(f"{W}val") == theme.MISSING
    assert look.find(f"{W}highlight").get(f"{W}val") == "yellow"


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://example.org/a b?q=한", "https://example.org/a%20b?q=%ED%95%9C"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("evidence\\장애 1.xlsx", "evidence/%EC%9E%A5%EC%95%A0%201.xlsx"),
        ("../a.pdf", "../a.pdf"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("/etc/passwd", ""),
        ("//host/share", ""),
        ("C:\\a.xlsx", ""),
        ("http://[x", ""),
        ("http:", ""),
    ],
)
def test_only_web_mail_and_relative_files_are_linked(href: str, target: str) -> None:
    assert link_target(href) == target


def test_links_share_one_relation_and_a_refused_one_is_reported() -> None:
    document = Document("시험", (Paragraph((Run("가", href="a.xlsx"), Run("나", href="a.xlsx"), Run("다", href="x:y"))),))
    _, problems = write_document(document)
    assert [(problem.code, problem.stops) for problem in problems] == [("W-DOCX-02", False)]
    relations = etree.fromstring(parts(document)["word/_rels/document.xml.rels"])
    assert found(relations, "rel:Relationship[@TargetMode='External']/@Target") == ["a.xlsx"]
    written = etree.fromstring(parts(document)["word/document.xml"])
    assert len(found(written, "//w:hyperlink")) == 2 and words(written) == "가나다"


def test_inner_links_and_anchors_meet() -> None:
    written = body(Heading(1, (Run("개요"),), anchor="1장 개요"), Paragraph((Run("위", href="#1장 개요"),)))
    assert found(written, "//w:bookmarkStart/@w:name") == found(written, "//w:hyperlink/@w:anchor")


@given(st.text(min_size=1))
def test_bookmark_names_are_ones_that_word_accepts(anchor: str) -> None:
    name = bookmark_name(anchor)
    assert 0 < len(name) <= 40 and (name[0].isalpha() or name[0] == "_")
    assert all(letter.isalnum() or letter == "_" for letter in name)


def test_different_anchors_have_different_bookmarks() -> None:
    assert len({bookmark_name(anchor) for anchor in ("MAR-001", "MAR_001", "MAR 001", "a" * 50, "a" * 51)}) == 5


def test_every_style_that_is_used_is_defined() -> None:
    styles = etree.fromstring(styles_xml(170).encode())
    ids = set(found(styles, "w:style/@w:styleId"))
    assert set(STYLE_IDS.values()) <= ids and set(STYLE_IDS) == set(ParagraphStyle)
    assert {"Heading1", "Heading4", "TOC1", "TOC4", "Caption", "Header", "Footer", "ListParagraph"} <= ids
    assert found(styles, "w:style[@w:styleId='Heading2']/w:pPr/w:outlineLvl/@w:val") == ["1"]
    assert found(styles, "w:docDefaults//w:lang/@w:eastAsia") == ["ko-KR"]


def test_indent_alignment_and_keep() -> None:
    written = paragraph(Run("가"), indent=2, align=Align.RIGHT, keep_with_next=True)
    assert found(written, "w:pPr/w:ind/@w:left") == [str(round(2 * theme.INDENT / 25.4 * 1440))]
    assert found(written, "w:pPr/w:jc/@w:val") == ["right"] and found(written, "w:pPr/w:keepNext")
    clause = paragraph(Run("제1조"), style=ParagraphStyle.CLAUSE, indent=1)
    assert found(clause, "w:pPr/w:ind/@w:hanging") == [str(round(theme.INDENT / 25.4 * 1440))]


def test_heading_shows_its_number_and_unknown_levels_are_drawn_as_the_nearest() -> None:
    written = body(Heading(1, (Run("개요"),), "Ⅰ."), Heading(9, (Run("깊다"),)))
    assert words(written[0]) == "Ⅰ. 개요"
    assert found(written, "w:p/w:pPr/w:pStyle/@w:val") == ["Heading1", "Heading4"]


def test_items_hang_by_their_level_and_wide_marks_push_the_whole_level() -> None:
    usual = body(ItemList((ListItem(0, "□", (Run("가"),)), ListItem(1, "○", (Run("나"),)))))
    assert found(usual, "w:p/w:pPr/w:pStyle/@w:val") == ["Item1", "Item2"] and not found(usual, "//w:ind")
    wide = body(ItemList((ListItem(0, "1)", (Run("가"),)), ListItem(0, "(10)", (Run("나"),)))))
    lefts = found(wide, "w:p/w:pPr/w:ind/@w:left")
    assert len(lefts) == 2 and len(set(lefts)) == 1 and int(lefts[0]) > round(theme.LIST_HANG / 25.4 * 1440)
    assert words(body(ItemList((ListItem(0, "", (Run("표식 없음"),)),)))) == "표식 없음"


def test_lines_are_rules_of_two_weights() -> None:
    thin, thick = (int(found(body(Line(thick)), "//w:pBdr/w:bottom/@w:sz")[0]) for thick in (False, True))
    assert 0 < thin < thick
