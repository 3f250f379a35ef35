"""Semantic HTML becomes blocks: numbers, lists, tables, signatures, and faults that name what is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.compose.markup import blocks
from pipeline.document.blocks import (
    Align,
    Anchor,
    ApprovalBox,
    Cover,
    Figure,
    Heading,
    ItemList,
    LineBreak,
    PageBreak,
    PageNumber,
    Paragraph,
    ParagraphStyle,
    Picture,
    Run,
    SignatureBlock,
    Table,
    TableStyle,
    plain,
)


def made(html: str, scheme: str = "보고서"):
    found, problems = blocks(html, scheme)
    assert not problems
    return found


def test_headings_are_numbered_by_level_and_start_again_below_a_new_one() -> None:
    found = made("<h1>개요</h1><h2>목적</h2><h2>범위</h2><h3>대상</h3><h1>결과</h1><h2>요약</h2>")
    assert [(h.level, h.number) for h in found] == [(1, "1."), (2, "가."), (2, "나."), (3, "1)"), (1, "2."), (2, "가.")]
    assert len({h.anchor for h in found}) == 6


def test_plan_scheme_and_unnumbered_headings() -> None:
    found = made('<h1>사업 개요</h1><h1 class="unnumbered">붙임</h1><h1>추진</h1>', "계획서")
    assert [h.number for h in found] == ["Ⅰ.", "", "Ⅱ."]


def test_a_fifth_level_is_a_numbered_line_that_stays_with_its_text() -> None:
    for scheme, marks in (("계획서", "가) 나) 가)"), ("보고서", "(1) (2) (1)")):
        lines = [each for each in made('<h4>가</h4><h5 id="x">하나</h5><h5>둘</h5><h3>나</h3><h5>셋</h5>', scheme) if isinstance(each, Paragraph)]
        assert " ".join(plain(line.content).split()[0] for line in lines) == marks and all(line.keep_with_next for line in lines)
    assert plain(made("<h5>하나</h5>", "없음")[0].content) == "하나"


def test_ordered_lists_follow_the_official_order() -> None:
    (found,) = made("<ol><li>하나<ol><li>둘<ol><li>셋</li></ol></li></ol></li><li>넷</li></ol>")
    assert [(i.level, i.mark) for i in found.items] == [(0, "1."), (1, "가."), (2, "1)"), (0, "2.")]


def test_fifteenth_item_goes_on_after_ha() -> None:
    items = "".join(f"<li>{n}</li>" for n in range(16))
    (found,) = made(f'<ol type="가.">{items}</ol>')
    assert [i.mark for i in found.items[12:]] == ["파.", "하.", "거.", "너."]


def test_bullets_go_from_box_to_circle_to_dash() -> None:
    (found,) = made("<ul><li>가<ul><li>나<ul><li>다</li></ul></li></ul></li></ul>")
    assert [i.mark for i in found.items] == ["□", "○", "-"]


def test_values_keep_their_type_and_place() -> None:
    (table,) = made(
        '<table><caption>금액</caption><colgroup><col width="2"/><col width="1" align="center"/></colgroup><thead><tr><th>구분</th><th>값</th></tr></thead>'
        '<tbody><tr><td><data value="1200">1,200원</data></td><td>가</td></tr><tr><td><time datetime="2019-07-03">2019. 7. 3.</time></td><td>나</td></tr></tbody></table>'
    )
    assert isinstance(table, Table)
    assert (table.number, table.caption, table.header_rows, table.widths) == (1, "금액", 1, (2.0, 1.0))
    money, word = table.rows[1].cells
    assert (money.value, money.align, word.align) == (1200, Align.RIGHT, Align.CENTER)
    assert (table.rows[2].cells[0].value, table.rows[2].cells[0].align) == (date(2019, 7, 3), Align.CENTER)
    assert table.rows[0].cells[0].header


def test_an_empty_table_says_so() -> None:
    (table,) = made("<table><colgroup><col/><col/></colgroup><thead><tr><th>가</th><th>나</th></tr></thead><tbody></tbody></table>")
    (cell,) = table.rows[1].cells
    assert (plain(cell.content[0].content), cell.colspan) == ("해당 사항 없음", 2)


def test_spans_must_tile_the_grid() -> None:
    good = '<table><colgroup><col/><col/></colgroup><tr><td rowspan="2">가</td><td>나</td></tr><tr><td>다</td></tr></table>'
    assert made(good)
    for bad in (
        "<table><colgroup><col/><col/></colgroup><tr><td>가</td></tr></table>",
        '<table><colgroup><col/><col/></colgroup><tr><td rowspan="2">가</td><td>나</td></tr></table>',
        '<table><colgroup><col/><col/></colgroup><tr><td>가</td><td rowspan="2">나</td></tr><tr><td colspan="2">다</td></tr></table>',
    ):
        assert {p.code for p in blocks(bad)[1]} == {"T-TBL-01"}


def test_paragraph_styles_breaks_and_white_space() -> None:
    (found,) = made('<p class="note right">  한 줄\n   <b>굵게</b> 끝<br/>  다음 줄 </p>')
    assert isinstance(found, Paragraph)
    assert (found.style, found.align) == (ParagraphStyle.NOTE, Align.RIGHT)
    assert [part.text if isinstance(part, Run) else "|" for part in found.content] == ["한 줄 ", "굵게", " 끝", "|", "다음 줄"]
    assert isinstance(found.content[3], LineBreak) and found.content[1].bold


def test_missing_mark_is_a_missing_run() -> None:
    (found,) = made('<p>금액: <mark class="missing">〔입력 필요〕</mark></p>')
    assert [run.missing for run in found.content] == [False, True]


def test_cover_toc_approval_signatures() -> None:
    cover, toc, box, signatures, page = made(
        '<header class="cover"><h1>월간보고서</h1><p class="subtitle">2019년 7월</p><dl><dt>용역명</dt><dd>운영</dd></dl>'
        '<p class="date">2019. 7.</p><p class="organisation">(주)가나다</p></header><nav data-depth="2"></nav>'
        '<aside class="approval"><span data-role="담당">홍길동</span><span data-role="승인"></span></aside>'
        '<footer class="signatures" data-columns="2"><p class="date">2019. 7. 31.</p><div data-heading="위탁자"><p data-label="성명">홍길동</p></div>'
        '<p class="addressee">발주부서 귀하</p></footer><hr class="page"/>'
    )
    assert isinstance(cover, Cover) and cover.facts[0][0] == "용역명" and cover.organisation == "(주)가나다"
    assert toc.depth == 2
    assert isinstance(box, ApprovalBox) and [a.role for a in box.approvers] == ["담당", "승인"]
    assert isinstance(signatures, SignatureBlock) and signatures.signatories[0].lines[0][0] == "성명"
    assert plain(signatures.addressee) == "발주부서 귀하" and isinstance(page, PageBreak)


def test_form_tables_and_nested_blocks() -> None:
    (table,) = made('<table class="form" data-unit="단위: 원"><tr><th>내용</th><td><p>가</p><ul><li>나</li></ul></td></tr></table>')
    assert table.style is TableStyle.FORM and table.unit == "단위: 원"
    assert [type(block) for block in table.rows[0].cells[1].content] == [Paragraph, ItemList]


@pytest.mark.parametrize(("html", "code"), [("<p>열림", "T-XML-01"), ("<blink>가</blink>", "T-XML-02"), ('<figure data-figure="x"/>', "T-FIG-01")])
def test_faults_are_problems(html: str, code: str) -> None:
    assert [p.code for p in blocks(html, at="t/body.html.j2")[1]] == [code]


def test_no_entity_is_ever_read() -> None:
    found, problems = blocks('<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>&x;</p>')
    assert not found and problems


def test_loose_text_between_blocks_is_kept() -> None:
    found = made("앞 글 <b>굵게</b><h1>제목</h1>뒤 글")
    assert [type(b) for b in found] == [Paragraph, Heading, Paragraph]
    assert plain(found[0].content) == "앞 글 굵게" and plain(found[2].content) == "뒤 글"


def test_places_and_page_numbers_stand_in_text_lists_headings_and_cells() -> None:
    html = (
        '<h1>개요<a id="머리"></a></h1><p>앞 <a id="a-SER-001#2-1"></a>답은 <span data-page="머리"></span>쪽</p>'
        '<ul><li><a id="항목"></a>하나</li></ul><table><col/><tr><td><span data-page="a-SER-001#2-1">12</span></td></tr></table>'
    )
    heading, paragraph, items, table = made(html)
    assert heading.content == (Run("개요"), Anchor("머리"))
    assert paragraph.content == (Run("앞 "), Anchor("a-SER-001#2-1"), Run("답은 "), PageNumber("머리"), Run("쪽"))
    assert items.items[0].content == (Anchor("항목"), Run("하나"))
    assert table.rows[0].cells[0].content == (Paragraph((PageNumber("a-SER-001#2-1"),)),)


def test_white_space_around_places_and_page_numbers_is_that_of_the_text() -> None:
    (paragraph,) = made('<p> <a id="a"></a> 앞  <a id="b"></a> 뒤 <span data-page="a"/> 쪽 <br/> <a id="c"></a> 끝 <a id="d"></a> </p>')
    assert paragraph.content == (
        Anchor("a"), Run("앞 "), Anchor("b"), Run("뒤 "), PageNumber("a"), Run(" 쪽"), LineBreak(), Anchor("c"), Run("끝"), Anchor("d"),
    )  # fmt: skip


def test_a_link_may_be_a_place_too() -> None:
    (paragraph,) = made('<p><a id="a" href="#b">말</a></p>')
    assert paragraph.content == (Anchor("a"), Run("말", href="#b"))


@pytest.mark.parametrize(
    ("html", "content"),
    [
        ("<p>글</p>", lambda block: block.content),
        ("<h1>글</h1>", lambda block: block.content),
        ("<ul><li>글</li><li>둘</li></ul>", lambda block: block.items[0].content),
        ("<table><col/><tr><td>글</td></tr></table>", lambda block: block.rows[0].cells[0].content[0].content),
        ("글", lambda block: block.content),
    ],
)
def test_a_place_between_blocks_is_the_beginning_of_the_next(html: str, content) -> None:
    (block,) = made(f'<a id="a"></a> <a id="b"></a> {html}')
    assert content(block) == (Anchor("a"), Anchor("b"), Run("글"))


def test_a_place_waits_for_text_and_is_kept_at_the_end() -> None:
    break_, paragraph, last = made('<a id="a"></a><hr class="page"/><p>글</p><a id="b"></a>')
    assert isinstance(break_, PageBreak) and paragraph.content == (Anchor("a"), Run("글")) and last.content == (Anchor("b"),)


def test_pictures_are_counted_with_figures_and_take_their_captions() -> None:
    html = (
        '<figure data-figure="fig"><figcaption>구성도</figcaption></figure>'
        '<figure data-picture="images/a.png" id="room"><figcaption>관제실</figcaption></figure>'
        '<figure data-picture="images/a.png"></figure><figure data-picture="없음"></figure>'
    )
    picture = Picture(b"png", "png", 120, 80, "관제 화면")
    found, problems = blocks(html, drawings={"fig": Figure("<svg/>", 150, 60, "그림")}, pictures={"images/a.png": picture})
    assert found[0].number == 1
    assert found[1:] == (
        Picture(b"png", "png", 120, 80, "관제 화면", "관제실", 2, "room"),
        picture,
    )
    assert [problem.code for problem in problems] == ["T-FIG-01"]


def test_a_picture_without_words_is_described_by_its_caption() -> None:
    html = '<figure data-picture="a"><figcaption>관제실</figcaption></figure>'
    ((found,), _) = blocks(html, pictures={"a": Picture(b"png", "png", 120, 80, "")})
    assert found.alt == "관제실"
