"""Tests of whole DOCX files: sections, contents, figures, signatures, properties, validity."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from lxml import etree

from pipeline.document.blocks import (
    BLOCKS,
    Anchor,
    ApprovalBox,
    Approver,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    Page,
    PageBreak,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Run,
    Signatory,
    SignatureBlock,
    Table,
    TableOfContents,
)
from pipeline.write import theme
from pipeline.write.to_docx import write_document
from tests.write.docx_sample import FULL, NS, ONE_OF_EACH, SVG, W, body, grid, parts, text, words
from tests.write.pictures import JPEG, png


def found(element, path: str):
    return element.xpath(path, namespaces=NS)


def test_equal_documents_give_equal_bytes() -> None:
    assert write_document(FULL)[0] == write_document(FULL)[0]


def test_every_block_is_drawn() -> None:
    assert {type(block) for block in ONE_OF_EACH} == set(BLOCKS)
    empty = parts(Document("시험", ()))["word/document.xml"]
    for block in ONE_OF_EACH:
        blocks = (text("앞"), block, text("뒤"))
        data, problems = write_document(Document("시험", blocks))
        assert problems == []
        without = parts(Document("시험", (text("앞"), text("뒤"))))["word/document.xml"]
        assert parts(Document("시험", blocks))["word/document.xml"] not in (without, empty), type(block)
        docx.Document(BytesIO(data))


def test_every_block_is_drawn_in_a_cell_too() -> None:
    for block in ONE_OF_EACH:
        data, problems = write_document(Document("시험", (Table((Row((Cell((block,)),)),), (1,)),)))
        assert problems == [] and docx.Document(BytesIO(data)).tables


def test_an_unknown_block_is_a_problem_and_the_rest_is_written() -> None:
    class Video:
        pass

    data, problems = write_document(Document("시험", (Video(), text("본문"))))  # a block of a later version
    assert [problem.code for problem in problems] == ["W-DOCX-01"] and "Video" in problems[0].message
    assert [p.text for p in docx.Document(BytesIO(data)).paragraphs] == ["본문"]


def test_the_microsoft_schema_accepts_the_file(tmp_path) -> None:
    audit = pytest.importorskip("openxml_audit")
    file = tmp_path / "전체.docx"
    file.write_bytes(write_document(FULL)[0])
    result = audit.OpenXmlValidator().validate(str(file))
    assert [str(error) for error in result.errors] == []


def test_the_cover_is_a_section_of_its_own_and_numbers_start_after_it() -> None:
    written = body(Cover("표지"), text("본문"))
    cover, rest = found(written, "//w:sectPr")
    assert not found(cover, "w:pgNumType") and found(rest, "w:pgNumType/@w:start") == ["1"]
    footers = {name: words(etree.fromstring(xml)) for name, xml in parts(FULL).items() if "footer" in name}
    assert sorted(footers.values()) == ["", "예시 자료\t- 1 -"]


def test_header_holds_its_text_and_the_marking_in_red() -> None:
    headers = [etree.fromstring(xml) for name, xml in sorted(parts(FULL).items()) if name.startswith("word/header")]
    assert sorted(map(words, headers)) == ["\t[초안]", "유지관리\t[초안]"]
    assert {tuple(found(header, "//w:color/@w:val")) for header in headers} == {(theme.MARKING,)}


def test_unnumbered_pages_and_long_notes_at_the_foot() -> None:
    def foot(page: Page) -> list[str]:
        xml = parts(Document("시험", (text("본문"),), page))["word/footer1.xml"]
        return [words(line) for line in etree.fromstring(xml)]

    assert foot(Page(numbered=False, footer="알림")) == ["알림"]
    assert foot(Page(footer="아주 긴 알림 " * 20)) == ["\t- 1 -", "아주 긴 알림 " * 20]


def test_page_measures_are_those_of_the_page() -> None:
    section = found(body(text("본문"), page=Page(297, 210, left=25.4)), "//w:sectPr")[0]
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (size.get(f"{W}orient"), margins.get(f"{W}left")) == ("landscape", "1440")
    assert int(margins.get(f"{W}top")) == round(25 / 25.4 * 1440)  # 15 and the header's 10, as 한글 adds them


def test_contents_list_the_headings_down_to_their_depth_and_refer_to_their_marks() -> None:
    headings = (Heading(1, (Run("개요"),), "Ⅰ."), Heading(2, (Run("배경"),), "1."), Heading(3, (Run("깊은 제목"),)))
    written = body(TableOfContents("차례", depth=2), *headings)
    entries = [words(line) for line in found(written, "//w:sdtContent/w:p")]
    assert entries == ["차례", "Ⅰ. 개요\t", "1. 배경\t", ""]
    marks = found(written, "//w:bookmarkStart/@w:name")
    assert found(written, "//w:hyperlink/@w:anchor") == marks[:2]
    instructions = [text.strip() for text in found(written, "//w:instrText/text()")]
    assert instructions == ['TOC \\o "1-2" \\h \\z', *(f"PAGEREF {mark} \\h" for mark in marks[:2])]
    kinds = found(written, "//w:fldChar/@w:fldCharType")
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 3


def test_fields_are_updated_only_when_there_are_contents() -> None:
    assert b"updateFields" in parts(FULL)["word/settings.xml"]
    assert b"updateFields" not in parts(Document("시험", (text("본문"),)))["word/settings.xml"]
    referring = Document("시험", (Paragraph((Anchor("a"), PageNumber("a"))),))
    assert b"updateFields" in parts(referring)["word/settings.xml"]


def test_page_numbers_are_fields_over_bookmarks_in_the_look_of_their_cell() -> None:
    cells = Row((Cell((Paragraph((PageNumber("a-SER-001#2-1"), Run("쪽"))),)),))
    blocks = (Table((cells,), (1,), size=8), Paragraph((Run("앞 "), Anchor("a-SER-001#2-1"), Run("뒤"))))
    written = body(*blocks, pages=(("a-SER-001#2-1", 17),))
    assert [words(paragraph) for paragraph in found(written, "//w:p")][:1] == ["17쪽"]
    (mark,) = found(written, "//w:bookmarkStart/@w:name")
    assert found(written, "//w:instrText/text()") == [f" PAGEREF {mark} \\h "]
    assert found(written, "//w:r[w:t='17']/w:rPr/w:sz/@w:val") == ["16"]
    before = [words(run) for run in found(written, "//w:bookmarkStart/preceding-sibling::w:r")]
    assert before == ["앞 "]


def test_pictures_keep_their_files_and_never_leave_the_text() -> None:
    blocks = (Picture(JPEG, "jpeg", 100, 50, "설명"), Picture(png(4, 2), "png", 340, 100, "넓다"), Picture(JPEG, "jpeg", 50, 900, "높다"))
    package = parts(Document("시험", blocks))
    media = {name: data for name, data in package.items() if name.startswith("word/media/")}
    assert media == {"word/media/image1.jpg": JPEG, "word/media/image2.png": png(4, 2)}
    extents = found(etree.fromstring(package["word/document.xml"]), "//wp:extent")
    sizes = [(int(extent.get("cx")) / 36000, int(extent.get("cy")) / 36000) for extent in extents]
    assert sizes[:2] == [(100, 50), (170, 50)] and sizes[2][1] <= 247


def test_headings_in_cells_are_listed_in_reading_order() -> None:
    inner = Table((Row((Cell((Heading(1, (Run("표 안"),)),)),)),), (1,))
    written = body(TableOfContents(), Heading(1, (Run("앞"),)), inner, Heading(1, (Run("뒤"),)))
    listed = dict(zip(found(written, "//w:hyperlink/@w:anchor"), ("앞", "표 안", "뒤"), strict=True))
    for mark, words_there in listed.items():
        assert words(found(written, f"//w:p[w:bookmarkStart/@w:name='{mark}']")[0]) == words_there


@pytest.mark.parametrize(
    ("blocks", "breaks"),
    [
        ((text("가"), PageBreak(), text("나")), 1),
        ((text("가"), PageBreak(), PageBreak(), text("나")), 1),
        ((PageBreak(), text("가"), PageBreak()), 0),
        ((text("가"), PageBreak(), Cover("표지"), PageBreak(), text("나")), 0),
        ((Cover("표지"), TableOfContents(), text("가")), 1),
        ((text("가"), TableOfContents(), PageBreak(), text("나")), 2),
    ],
)
def test_page_breaks_stand_only_where_they_are_needed(blocks, breaks: int) -> None:
    assert len(found(body(*blocks), "//w:pageBreakBefore")) == breaks


def test_a_figure_keeps_its_measures_and_never_leaves_the_text() -> None:
    written = body(Figure(SVG, 100, 50, "설명 <글>", "건수", 2), Figure(SVG, 340, 100, "넓다"), Figure(SVG, 50, 900, "높다"))
    extents = found(written, "//wp:extent")
    sizes = [(int(extent.get("cx")) / 36000, int(extent.get("cy")) / 36000) for extent in extents]
    assert sizes[0] == (100, 50) and sizes[1] == (170, 50)
    assert sizes[2][1] <= 247 and sizes[2][0] / sizes[2][1] == pytest.approx(50 / 900, rel=1e-3)
    assert found(written, "//wp:docPr/@descr")[0] == "설명 <글>"
    assert words(written[1]) == "<그림 2> 건수"


def test_equal_pictures_are_stored_once() -> None:
    same = Figure(SVG, 100, 50, "가")
    media = [name for name in parts(Document("시험", (same, same))) if name.startswith("word/media/")]
    assert media == ["word/media/image1.png"]


def test_a_faulty_drawing_leaves_its_words_and_a_problem() -> None:
    document = Document("시험", (Figure("<svg", 10, 10, "계통도", "구성", 1),))
    _, problems = write_document(document)
    assert [problem.code for problem in problems] == ["W-DOCX-03"] and "구성" in problems[0].message
    assert words(etree.fromstring(parts(document)["word/document.xml"])) == "[계통도]<그림 1> 구성"


def test_the_approval_box_stands_at_the_right_with_a_tall_empty_row() -> None:
    box = found(body(ApprovalBox((Approver("담당"), Approver("승인", "홍길동")))), "//w:tbl")[0]
    assert found(box, "w:tblPr/w:jc/@w:val") == ["right"]
    rows = [[words(tc) for tc in row.findall(f"{W}tc")] for row in box.findall(f"{W}tr")]
    assert rows == [["결\n재", "담당", "승인"], ["", "", ""], ["", "", "홍길동"]]
    assert found(box, "w:tr[2]/w:trPr/w:trHeight/@w:val") == [str(round(theme.APPROVAL_CELL[1] / 25.4 * 1440))]
    assert len(found(body(ApprovalBox((Approver("담당"),))), "//w:tr")) == 2


def test_signatures_end_in_their_seal_and_the_addressee_comes_last() -> None:
    who = Signatory((("소속", (Run("정보화팀"),)), ("성명", (Run("홍길동"),))), "(인)", "서약자")
    written = body(SignatureBlock((who,), (Run("2019. 5. 31."),), (Run("재단 귀하"),)))
    rows = [[words(tc) for tc in row.findall(f"{W}tc")] for row in written.iter(f"{W}tr")]
    assert rows == [["서약자"], ["소속", "정보화팀"], ["성명", "홍길동", "(인)"]]
    lines = [words(p) for p in written.findall(f"{W}p")]
    assert lines[0] == "2019. 5. 31." and lines[-1] == "재단 귀하"


def test_signatories_stand_side_by_side() -> None:
    both = tuple(Signatory((("대표", (Run(name),)),), heading=name) for name in ("위탁자", "수탁자", "제삼자"))
    tables = found(body(SignatureBlock(both, columns=2)), "//w:tbl")
    assert [[words(tc) for tc in table.find(f"{W}tr").findall(f"{W}tc")] for table in tables] == [
        ["위탁자", "수탁자"],
        ["제삼자", ""],
    ]


def test_properties_come_from_the_document_and_never_from_the_clock() -> None:
    properties = docx.Document(BytesIO(write_document(FULL)[0])).core_properties
    assert (properties.title, properties.author, properties.subject) == ("유지관리 제안요청서", "홍길동", "유지관리")
    assert properties.created.date() == date(2019, 3, 4) and properties.keywords == "유지, 관리"
    undated = docx.Document(BytesIO(write_document(replace(FULL, created=None))[0])).core_properties
    assert undated.created.date() == date(2000, 1, 1)
    write_document(Document("긴 제목 " * 100, ()))


def test_fonts_are_named_with_their_alternatives() -> None:
    fonts = etree.fromstring(parts(FULL)["word/fontTable.xml"])
    names = dict(zip(found(fonts, "w:font/@w:name"), found(fonts, "w:font/w:altName/@w:val"), strict=True))
    assert names == {"함초롬바탕": "바탕", "맑은 고딕": "Malgun Gothic"}


def test_the_base_is_lean() -> None:
    assert sum(map(len, parts(Document("시험", (grid(("가",)),))).values())) < 80_000
