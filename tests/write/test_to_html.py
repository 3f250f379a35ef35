"""The written HTML page, read again by lxml: semantics, escaping, links, and nothing that reaches outside."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from urllib.parse import unquote

import pytest
from lxml import html

from pipeline.document.blocks import (
    Align,
    Block,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    Inline,
    ItemList,
    Line,
    LineBreak,
    ListItem,
    Page,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Table,
    TableOfContents,
    TableStyle,
)
from pipeline.problems import Problem
from pipeline.write.to_html import write_document

HOSTILE = '</style><script>alert("1")</script> & {{ x }} =1+1'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect id="r" width="9" height="9"/></svg>'


def said(text: str) -> tuple[Run]:
    return (Run(text),)


def cell(text: str, **facts: object) -> Cell:
    return Cell((Paragraph(said(text)),), **facts)


PLAIN = Page()


def page_of(*blocks: Block, page: Page = PLAIN) -> tuple[html.HtmlElement, list[Problem]]:
    data, problems = write_document(Document("문서", blocks, page))
    return html.document_fromstring(data.decode()), problems


def paragraph(*content: Inline) -> html.HtmlElement:
    return page_of(Paragraph(content))[0].find(".//p")


def test_the_file_says_what_it_is() -> None:
    document = Document("월간보고서", (), author="홍길동", created=date(2024, 3, 31), keywords=("가", "나"))
    data, problems = write_document(document)
    root = html.document_fromstring(data.decode())
    assert data.startswith(b'<!DOCTYPE html>\n<html lang="ko">')
    assert root.findtext("head/title") == "월간보고서"
    facts = {meta.get("name"): meta.get("content") for meta in root.iter("meta")}
    assert (facts["author"], facts["dcterms.created"], facts["keywords"]) == ("홍길동", "2024-03-31", "가, 나")
    assert root.find(".//meta[@charset='utf-8']") is not None
    assert problems == []


def test_text_never_becomes_markup_anywhere() -> None:
    blocks = (
        Cover(HOSTILE, HOSTILE, ((HOSTILE, said(HOSTILE)),), HOSTILE, HOSTILE, HOSTILE),
        Heading(1, said(HOSTILE), HOSTILE, HOSTILE),
        ItemList((ListItem(0, HOSTILE, said(HOSTILE)),)),
        Table((Row((cell(HOSTILE, shade=HOSTILE),)),), (1,), caption=HOSTILE, number=1, unit=HOSTILE, anchor=HOSTILE),
        Figure(SVG, 10, 10, HOSTILE, HOSTILE, 1),
        Paragraph((Run(HOSTILE, color=HOSTILE, href="#" + HOSTILE),)),
    )
    document = Document(HOSTILE, blocks, Page(header=HOSTILE, footer=HOSTILE, marking=HOSTILE), HOSTILE)
    data, _ = write_document(document)
    assert b"<script" not in data
    assert data.count(b"</style>") == 1
    assert HOSTILE in html.document_fromstring(data.decode()).text_content()


def test_runs() -> None:
    made = paragraph(
        Run("굵게", bold=True, italic=True),
        Run("밑줄", underline=True, strike=True, superscript=True),
        LineBreak(),
        Run("색", color="C00000", size=9),
        Run("〔입력 필요〕", missing=True),
    )
    assert [each.tag for each in made.iter()] == ["p", "em", "strong", "sup", "s", "u", "br", "span", "mark"]
    assert made.find("span").get("style") == "color: #C00000; font-size: 9pt"
    assert made.text_content() == "굵게밑줄색〔입력 필요〕"


def test_values_stay_readable_for_machines() -> None:
    made = paragraph(
        Run("12,650,000원", value=12_650_000),
        Run("99.1 %", value=Decimal("0.991")),
        Run("2019. 5. 31.", value=date(2019, 5, 31)),
    )
    assert [data.get("value") for data in made.iter("data")] == ["12650000", "0.991"]
    assert made.find("time").get("datetime") == "2019-05-31"


@pytest.mark.parametrize("href", ["https://a.b/?c=1&d=2", "mailto:a@b.c", "붙임/근거 자료.pdf", "#개요", "a%20b.pdf"])
def test_links(href: str) -> None:
    assert unquote(paragraph(Run("글", href=href)).find("a").get("href")) == unquote(href)


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "java\tscript:x", " data:text/html,x", "//evil.example", "\\\\server\\x"]
)
def test_links_that_run_or_hide_are_left_out_and_told(href: str) -> None:
    root, problems = page_of(Paragraph((Run("글", href=href),)))
    assert root.find(".//p/a") is None and root.find(".//p").text_content() == "글"
    assert [problem.code for problem in problems] == ["W-HTML-01"]


def test_contents_lead_to_their_headings() -> None:
    blocks = (
        TableOfContents(depth=2),
        Heading(1, said("개요"), "Ⅰ.", "overview chapter"),
        Heading(2, said("배경"), "1."),
        Heading(3, said("너무 깊음")),
        Table((Row((Cell((Heading(2, said("표 안")),)),)),), (1,)),
    )
    root, _ = page_of(*blocks)
    links = {link.text_content(): link.get("href") for link in root.iterfind(".//nav//a")}
    assert list(links) == ["Ⅰ. 개요", "1. 배경", "표 안"]
    for text, href in links.items():
        assert root.get_element_by_id(href[1:]).text_content() == text
    assert [each.tag for each in root.iter("h2", "h3", "h4")] == [
        "h2",
        "h2",
        "h3",
        "h4",
        "h3",
    ]  # the first is the list's title


def test_title_is_the_only_first_heading() -> None:
    root, _ = page_of(Paragraph(said("보고서"), ParagraphStyle.TITLE), Heading(1, said("개요")))
    assert [each.text_content() for each in root.iter("h1")] == ["보고서"]


def test_table_keeps_its_grid() -> None:
    rows = (
        Row((cell("구분", header=True, rowspan=2), cell("실적", header=True, colspan=2))),
        Row((cell("건수", header=True), cell("율", header=True))),
        Row((cell("장애", align=Align.CENTER, shade="FFF2CC", middle=False), cell("1,234", value=1234), cell("x")), 12),
    )
    table = Table(rows, (2, 1, 1), 2, "현황", 1, "단위: 건", TableStyle.SUMMARY, 9, "t1")
    made = page_of(table)[0].get_element_by_id("t1")
    assert made.find("caption").text_content() == "<표 1> 현황(단위: 건)"
    assert [column.get("style") for column in made.iter("col")] == ["width: 50%", "width: 25%", "width: 25%"]
    assert [len(part) for part in (made.find("thead"), made.find("tbody"))] == [2, 1]
    heads = [
        (head.text_content(), head.get("rowspan"), head.get("colspan"), head.get("scope")) for head in made.iter("th")
    ]
    assert heads == [
        ("구분", "2", None, "col"),
        ("실적", None, "2", "col"),
        ("건수", None, None, "col"),
        ("율", None, None, "col"),
    ]
    first, second, _ = made.iter("td")
    assert first.get("style") == "text-align: center; vertical-align: top; background: #FFF2CC"
    assert (second.get("style"), second.get("data-value")) == ("text-align: right", "1234")
    assert made.find("tbody/tr").get("style") == "height: 12mm"
    assert (made.get("class"), made.get("style")) == ("summary", "font-size: 9pt")


def test_header_cell_reaching_into_the_body_keeps_all_rows_together() -> None:
    rows = (Row((cell("가", rowspan=2), cell("나"))), Row((cell("다"),)))
    made = page_of(Table(rows, (1, 1), header_rows=1))[0].find(".//table")
    assert made.find("thead") is None and len(made.find("tbody")) == 2


def test_figures_share_no_ids() -> None:
    root, problems = page_of(Figure(SVG, 150, 60, "사각형", "모양", 1), Figure(SVG, 10, 10, "둘째"))
    drawings = [each for each in root.iter() if each.tag == "svg"]
    assert [each.get("aria-label") for each in drawings] == ["사각형", "둘째"]
    assert drawings[0].get("style") == "width: 150mm; height: 60mm"
    assert len({each.get("id") for drawing in drawings for each in drawing if each.tag == "rect"}) == 2
    assert [each.text for each in root.iter("figcaption")] == ["<그림 1> 모양"]
    assert problems == []


def test_unreadable_figure_shows_its_alternative_text() -> None:
    root, problems = page_of(Figure("<svg", 10, 10, "추이"))
    assert root.find(".//figure").text_content() == "[그림: 추이]"
    assert [problem.code for problem in problems] == ["W-HTML-02"]


def test_parts_left_out_of_a_figure_are_told() -> None:
    drawing = SVG.replace("<rect", "<script>x()</script><style>*{}</style><rect")
    root, problems = page_of(Figure(drawing, 10, 10, "추이"))
    assert "x()" not in html.tostring(root, encoding="unicode")
    assert [problem.code for problem in problems] == ["W-HTML-03"]
    assert "script, style" in problems[0].message


def test_print_rules_follow_the_page() -> None:
    page = Page(width=297, height=210, top=10, header_margin=5, footer='예시 "자료"', marking="초안")
    style = page_of(page=page)[0].findtext("head/style")
    assert "@page { size: 297mm 210mm; margin: 15mm 20mm 25mm 20mm;" in style
    assert '@bottom-center { content: "- " counter(page) " -"' in style
    assert '@bottom-left { content: "예시 \\22 자료\\22 "' in style
    assert '@top-right { content: "초안"' in style
    assert "counter(page)" not in page_of(page=Page(numbered=False))[0].findtext("head/style")


def test_notices_stand_in_the_page_itself() -> None:
    root, _ = page_of(page=Page(footer="예시 자료", marking="초안"))
    assert [each.text for each in root.find(".//main")] == ["초안", "예시 자료"]


def test_breaks_lines_and_spaces() -> None:
    root, _ = page_of(PageBreak(), Line(), Line(thick=True), Paragraph(said("목    차\n둘째")))
    assert root.find(".//div[@class='page-break']") is not None
    assert [line.get("class") for line in root.iter("hr")] == [None, "thick"]
    made = root.find(".//main/p")
    assert (made.text, made.find("br").tail) == ("목    차", "둘째")


def test_nothing_is_fetched() -> None:
    data, _ = write_document(Document("문서", (Figure(SVG, 10, 10, "가"), Paragraph(said("글")))))
    assert not re.search(rb"\ssrc=|@import|<link|url\((?!#)", data)


def test_equal_documents_give_equal_bytes() -> None:
    document = Document("문서", (Heading(1, said("가")), Figure(SVG, 10, 10, "가"), TableOfContents()))
    assert write_document(document) == write_document(document)
