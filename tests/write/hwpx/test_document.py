"""Tests of whole HWPX files: package, sections, page set-up, contents, figures, signatures, properties."""

from dataclasses import replace

import pytest
from lxml import etree

from pipeline.document.blocks import (
    BLOCKS,
    ApprovalBox,
    Approver,
    Cover,
    Document,
    Figure,
    Heading,
    Page,
    PageBreak,
    Run,
    Signatory,
    SignatureBlock,
    TableOfContents,
)
from pipeline.write.hwpx.lint import lint
from pipeline.write.to_hwpx import write_document
from tests.write.hwpx.sample import FULL, NS, ONE_OF_EACH, SVG, found, grid, lines, look, parts, section, text, words


def test_equal_documents_give_equal_bytes() -> None:
    assert write_document(FULL)[0] == write_document(FULL)[0]


def test_every_block_is_drawn_without_a_fault() -> None:
    assert {type(block) for block in ONE_OF_EACH} == set(BLOCKS)
    data, problems = write_document(FULL)
    assert problems == [] and lint(data) == []


def test_the_package_begins_with_its_type_and_names_its_parts() -> None:
    package = parts(FULL)
    assert list(package)[0] == "mimetype" and package["mimetype"] == b"application/hwp+zip"
    items = found(etree.fromstring(package["Contents/content.hpf"]), "//opf:item/@href")
    assert items == [
        "Contents/header.xml",
        "Contents/section0.xml",
        "Contents/section1.xml",
        "settings.xml",
        "BinData/image1.png",
        "BinData/image2.jpg",
    ]
    assert set(items) <= set(package)


def test_an_unknown_block_is_a_problem_and_the_rest_is_written() -> None:
    class Video:
        pass

    document = Document("시험", (Video(), text("본문")))  # a block of a later version
    data, problems = write_document(document)
    assert [problem.code for problem in problems] == ["W-HWPX-01"] and "Video" in problems[0].message
    assert lines(etree.fromstring(parts(document)["Contents/section0.xml"])) == ["본문"]
    assert lint(data) == []


def test_a_document_without_blocks_is_still_a_file() -> None:
    data, problems = write_document(Document("빈 문서", ()))
    assert lint(data) == problems == []


def test_the_cover_is_a_section_without_a_number_and_the_text_is_numbered_from_one() -> None:
    package = parts(FULL)
    cover, rest = (etree.fromstring(package[f"Contents/section{number}.xml"]) for number in (0, 1))
    assert not found(cover, "//hp:pageNum") and not found(cover, "//hp:footer")
    assert found(rest, "//hp:startNum/@page") == ["1"] and found(rest, "//hp:newNum/@num") == ["1"]
    number = found(rest, "//hp:pageNum")[0]
    assert (number.get("pos"), number.get("sideChar")) == ("BOTTOM_CENTER", "-")
    assert etree.fromstring(package["Contents/header.xml"]).get("secCnt") == "2"


def test_the_setup_stands_in_the_first_run_even_when_a_table_comes_first() -> None:
    first = section(grid(("가",)))[0][0]
    assert [etree.QName(child).localname for child in first] == ["secPr", "ctrl"]


def test_header_holds_its_text_and_the_marking_in_red() -> None:
    header = found(section(text("본문"), page=FULL.page), "//hp:header")[0]
    assert words(header) == "유지관리\t[초안]"
    letters = look(
        Document("시험", (text("본문"),), FULL.page), "charPr", found(header, "//hp:header//hp:run/@charPrIDRef")[-1]
    )
    assert letters.get("textColor") == "#C00000" and found(letters, "hh:bold")
    assert not found(section(text("본문")), "//hp:header")


def test_the_footer_leaves_the_middle_to_the_page_number() -> None:
    document = Document("시험", (text("본문"),), Page(footer="아주 긴 알림 " * 20))
    foot = found(etree.fromstring(parts(document)["Contents/section0.xml"]), "//hp:footer//hp:p")[0]
    right = found(look(document, "paraPr", foot.get("paraPrIDRef")), ".//hp:case//hc:right/@value")
    assert int(right[0]) == pytest.approx((85 + 12) / 25.4 * 7200, abs=1)
    assert not found(section(text("본문"), page=Page(numbered=False)), "//hp:pageNum")


def test_page_measures_are_those_of_the_page_and_landscape_turns_the_paper() -> None:
    upright = found(section(text("본문")), "//hp:pagePr")[0]
    turned = found(section(text("본문"), page=Page(297, 210, left=25.4)), "//hp:pagePr")[0]
    assert [(each.get("landscape"), each.get("width"), each.get("height")) for each in (upright, turned)] == [
        ("WIDELY", "59528", "84189"),
        ("NARROWLY", "59528", "84189"),
    ]
    margin = turned[0]
    assert (margin.get("left"), margin.get("top"), margin.get("header")) == ("7200", "4252", "2835")


def test_contents_list_the_headings_down_to_their_depth_and_refer_to_their_pages() -> None:
    headings = (Heading(1, (Run("개요"),), "Ⅰ."), Heading(2, (Run("배경"),), "1."), Heading(3, (Run("깊은 제목"),)))
    written = section(TableOfContents("차례", depth=2), *headings)
    assert lines(written) == ["차례", "Ⅰ. 개요\t", "1. 배경\t", "Ⅰ. 개요", "1. 배경", "깊은 제목"]
    named = [paragraph.get("id") for paragraph in written[3:]]
    referred = found(written, "//hp:fieldBegin[@type='CROSSREF']//hp:stringParam[@name='RefPath']/text()")
    assert referred == [f"?#{name};" for name in named[:2]] and len(set(named)) == 3
    assert found(written, "//hp:fieldEnd/@beginIDRef") == found(written, "//hp:fieldBegin/@id")


@pytest.mark.parametrize(
    ("blocks", "breaks"),
    [
        ((text("가"), PageBreak(), text("나")), 1),
        ((text("가"), PageBreak(), PageBreak(), text("나")), 1),
        ((PageBreak(), text("가"), PageBreak()), 0),
        ((text("가"), PageBreak(), Cover("표지"), PageBreak(), text("나")), 0),
        ((Cover("표지"), TableOfContents(), text("가")), 1),
        ((text("가"), TableOfContents(), PageBreak(), text("나")), 2),
        ((text("가"), PageBreak(), grid(("나", "다"))), 1),
    ],
)
def test_page_breaks_stand_only_where_they_are_needed(blocks, breaks: int) -> None:
    package = parts(Document("시험", blocks))
    assert sum(xml.count(b'pageBreak="1"') for xml in package.values()) == breaks
    assert package.get("Contents/section1.xml", b"").count(b"<hs:sec") == (1 if Cover("표지") in blocks else 0)


def test_a_page_break_marks_the_paragraph_that_begins_the_page() -> None:
    marked = found(section(text("가"), PageBreak(), grid(("나",)), text("다")), "hp:p/@pageBreak")
    assert marked == ["0", "1", "0", "0"]


def test_a_figure_keeps_its_measures_and_never_leaves_the_text() -> None:
    written = section(
        Figure(SVG, 100, 50, "설명 <글>", "건수", 2), Figure(SVG, 340, 100, "넓다"), Figure(SVG, 50, 900, "높다")
    )
    sizes = [
        (int(each.get("width")) / 7200 * 25.4, int(each.get("height")) / 7200 * 25.4)
        for each in found(written, "//hp:pic/hp:sz")
    ]
    assert sizes[0] == pytest.approx((100, 50), abs=0.01) and sizes[1] == pytest.approx((170, 50), abs=0.01)
    assert sizes[2][1] <= 247 and sizes[2][0] / sizes[2][1] == pytest.approx(50 / 900, rel=1e-2)
    assert found(written, "//hp:shapeComment/text()")[0] == "설명 <글>"
    assert lines(written)[1] == "<그림 2> 건수"


def test_equal_pictures_are_stored_once() -> None:
    same = Figure(SVG, 100, 50, "가")
    package = parts(Document("시험", (same, same)))
    assert [name for name in package if name.startswith("BinData/")] == ["BinData/image1.png"]
    xml = etree.fromstring(package["Contents/section0.xml"])
    assert found(xml, "//hc:img/@binaryItemIDRef") == ["image1", "image1"]


def test_a_faulty_drawing_leaves_its_words_and_a_problem() -> None:
    document = Document("시험", (Figure("<svg", 10, 10, "계통도", "구성", 1),))
    _, problems = write_document(document)
    assert [problem.code for problem in problems] == ["W-HWPX-03"] and "구성" in problems[0].message
    assert lines(etree.fromstring(parts(document)["Contents/section0.xml"])) == ["[계통도]", "<그림 1> 구성"]


def test_the_approval_box_stands_at_the_right_with_a_tall_empty_row() -> None:
    box = found(section(ApprovalBox((Approver("담당"), Approver("승인", "홍길동")))), "//hp:tbl")[0]
    assert found(box, "hp:pos/@horzAlign") == ["RIGHT"] and box.get("pageBreak") == "NONE"
    rows = [[words(cell) for cell in row] for row in found(box, "hp:tr")]
    assert rows == [["결\n재", "담당", "승인"], ["", ""], ["", "홍길동"]]
    assert found(box, "hp:tr[2]/hp:tc/hp:cellSz/@height")[0] == str(round(13 / 25.4 * 7200))
    assert len(found(section(ApprovalBox((Approver("담당"),))), "//hp:tr")) == 2


def test_signatures_end_in_their_seal_and_the_addressee_comes_last() -> None:
    who = Signatory((("소속", (Run("정보화팀"),)), ("성명", (Run("홍길동"),))), "(인)", "서약자")
    written = section(SignatureBlock((who,), (Run("2019. 5. 31."),), (Run("재단 귀하"),)))
    rows = [[words(cell) for cell in row] for row in found(written, "//hp:tr")]
    assert rows == [["서약자"], ["소속", "정보화팀"], ["성명", "홍길동", "(인)"]]
    assert lines(written)[0] == "2019. 5. 31." and lines(written)[-1] == "재단 귀하"


def test_labels_of_signatures_are_spread() -> None:
    document = Document("시험", (SignatureBlock((Signatory((("성명", (Run("홍길동"),)),)),)),))
    label = found(etree.fromstring(parts(document)["Contents/section0.xml"]), "//hp:tc[1]//hp:p/@paraPrIDRef")[0]
    assert found(look(document, "paraPr", label), "hh:align/@horizontal") == ["DISTRIBUTE"]


def test_the_organisation_stands_at_the_foot_of_the_cover() -> None:
    tables = found(section(Cover("표지", organisation="가나재단")), "//hp:tbl")
    position = found(tables[-1], "hp:pos")[0]
    assert words(tables[-1]) == "가나재단"
    assert (position.get("vertRelTo"), position.get("vertAlign"), position.get("horzAlign")) == (
        "PAGE",
        "BOTTOM",
        "CENTER",
    )


def test_properties_come_from_the_document_and_never_from_the_clock() -> None:
    content = etree.fromstring(parts(FULL)["Contents/content.hpf"])
    told = {meta.get("name"): meta.text for meta in found(content, "//opf:meta")}
    assert found(content, "//opf:title/text()") == ["유지관리 제안요청서"]
    assert (told["creator"], told["subject"], told["keyword"]) == ("홍길동", "유지관리", "유지, 관리")
    assert told["CreatedDate"] == told["ModifiedDate"] == "2019-03-04T00:00:00Z"
    assert b"2000-01-01" in parts(replace(FULL, created=None))["Contents/content.hpf"]


def test_the_preview_is_the_text_from_the_beginning() -> None:
    preview = parts(FULL)["Preview/PrvText.txt"].decode()
    assert "제안요청서\r\n유지관리" in preview and "통합정보시스템 유지관리" in preview
    assert len(parts(Document("시험", (text("가" * 900), text("나" * 900))))["Preview/PrvText.txt"].decode()) == 1000


def test_fonts_are_named_in_all_seven_languages() -> None:
    header = etree.fromstring(parts(FULL)["Contents/header.xml"])
    for face in found(header, "//hh:fontface"):
        assert found(face, "hh:font/@face") == ["함초롬바탕", "함초롬돋움", "맑은 고딕"]
    assert len(found(header, "//hh:fontface")) == 7


def test_no_layout_cache_is_written() -> None:
    assert all(b"linesegarray" not in xml for xml in parts(FULL).values())


def test_roots_declare_every_namespace() -> None:
    for name in ("Contents/header.xml", "Contents/section0.xml", "Contents/content.hpf"):
        assert NS.items() <= etree.fromstring(parts(FULL)[name]).nsmap.items()
