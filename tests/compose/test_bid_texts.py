"""Every text of a document comes out: also what is hidden in drawings, properties and links, and in what a table counts."""

from __future__ import annotations

from pipeline.compose.bid_texts import Told, pictures, texts
from pipeline.compose.markup import blocks
from pipeline.document.blocks import Approver, ApprovalBox, Document, Figure, Page, Picture, Table

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>제목</title><desc>설명</desc><text>가<tspan>나</tspan></text><g aria-label="이름"/><text>단위: 천원</text></svg>'
HTML = """<header class="cover"><h1>표지</h1><p class="subtitle">부제</p><dl><dt>금액</dt><dd>열 원</dd></dl><p class="organisation">기관</p></header><nav></nav>
<h1 id="s1">절</h1><p>글<b>과</b> 글 <a href="http://x.example/비밀">고리</a></p><ul><li>항목</li></ul>
<table data-unit="단위: 천원"><caption>표 제목</caption><thead><tr><th>이름</th><th>값</th></tr></thead>
<tbody><tr><td>합계</td><td>12</td></tr><tr><td><p>위</p><p>아래</p></td><td><ul><li>속</li></ul></td></tr></tbody></table>
<figure data-figure="f"><figcaption>그림 제목</figcaption></figure><figure data-picture="p"></figure>
<footer><p class="date">날</p><div><p data-label="상호">이름</p></div><p class="addressee">귀하</p></footer>"""
PICTURE = Picture(b"png", "png", 10, 10, "사진")


def document() -> Document:
    """Return a document with one of everything."""
    made, problems = blocks(HTML, "계획서", {"f": Figure(SVG, 10, 10, "대체")}, "", {"p": PICTURE})
    assert not problems
    page = Page(header="머리", footer="꼬리", marking="초안")
    return Document("문서 제목", (*made, ApprovalBox((Approver("담당", "홍길동"),))), page, "지은이", "주제", keywords=("낱말",))


def test_everything_that_is_told() -> None:
    told = [each.text for each in texts(document())]
    for words in (
        "표지", "부제", "금액 열 원", "기관", "절", "글과 글 고리", "http://x.example/비밀", "항목", "표 제목", "이름 | 값", "합계 | 12", "위\n아래 | 속",
        "그림 제목", "제목", "설명", "가나", "사진", "날귀하", "상호 이름", "담당 홍길동", "머리", "꼬리", "초안", "문서 제목", "지은이", "주제", "낱말",
    ):
        assert words in told, words


def test_sections_units_and_hidden_names() -> None:
    found = {each.text: each for each in texts(document(), {"s1"})}
    assert found["항목"].section == found["합계 | 12"].section == "s1" and found["표지"].section == ""
    assert "단위: 천원" in found["합계 | 12"].unit and found["항목"].unit == ""
    assert found["이름"].what == "그림" and "천원" in found["이름"].unit
    assert found["문서 제목"] == Told("문서 제목", "문서 속성")


def test_pictures_also_in_cells_and_broken_drawings() -> None:
    made = blocks('<h1 id="a">가</h1><table><tbody><tr><td><figure data-picture="p"></figure></td></tr></tbody></table>', "보고서", {}, "", {"p": PICTURE})[0]
    assert isinstance(made[1], Table)
    assert list(pictures(Document("", made), {"a"})) == [(PICTURE, "a")]
    broken = Document("", (Figure("<svg><text>열린 글", 1, 1, "그림"),))
    assert "열린 글" in " ".join(each.text for each in texts(broken))
