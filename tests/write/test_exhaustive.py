"""Every block goes through every writer, and its text is found again in the file."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from importlib import import_module, util
from io import BytesIO
from typing import get_args
from zipfile import ZipFile

import pytest
from lxml import etree, html
from pypdf import PdfReader

from pipeline.document.blocks import (
    BLOCKS,
    Anchor,
    ApprovalBox,
    Approver,
    Block,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    ItemList,
    Line,
    LineBreak,
    ListItem,
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
from tests.write.pictures import JPEG, png

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HANGUL = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><rect width="10" height="5" fill="#3366cc"/></svg>'


def said(text: str) -> tuple[Run]:
    return (Run(text),)


def cell(*texts: str, **facts: object) -> Cell:
    return Cell(tuple(Paragraph(said(text)) for text in texts), **facts)


INNER = Table((Row((cell("안쪽 표"),)),), (1,))
SAMPLES: dict[type, tuple[Block, list[str]]] = {
    Paragraph: (
        Paragraph((Run("첫째 줄 "), Run("<굵게> & 값", bold=True), LineBreak(), Run("둘째 줄"))),
        ["첫째 줄 <굵게> & 값", "둘째 줄"],
    ),
    Heading: (Heading(1, said("사업 개요"), "Ⅰ.", "overview"), ["Ⅰ. 사업 개요"]),
    ItemList: (
        ItemList((ListItem(0, "□", said("추진 배경")), ListItem(1, "1)", said("유지관리 범위")))),
        ["□ 추진 배경", "1) 유지관리 범위"],
    ),
    Table: (
        Table(
            (
                Row((cell("구분", header=True, rowspan=2), cell("처리 실적", header=True, colspan=2))),
                Row((cell("건수", header=True), cell("비율", header=True))),
                Row((cell("장애", "두 문단"), cell("1,234건"), Cell((INNER,)))),
            ),
            (2, 1, 1),
            header_rows=2,
            caption="장애 현황",
            number=1,
            unit="단위: 건",
        ),
        ["<표 1> 장애 현황", "(단위: 건)", "구분", "처리 실적", "건수", "비율", "두 문단", "1,234건", "안쪽 표"],
    ),
    Figure: (Figure(SVG, 100, 50, "월별 막대", "월별 추이", 1), ["<그림 1> 월별 추이"]),
    Picture: (Picture(png(20, 10), "png", 100, 50, "관제 화면", "관제실", 2), ["<그림 2> 관제실"]),
    ApprovalBox: (ApprovalBox((Approver("담당", "홍길동"), Approver("승인"))), ["담당", "승인", "홍길동"]),
    SignatureBlock: (
        SignatureBlock(
            (Signatory((("소속", said("가나회사")), ("성명", said("홍길동"))), heading="위탁자"),),
            said("2024. 3. 31."),
            said("발주기관장 귀하"),
        ),
        ["2024. 3. 31.", "위탁자", "소속", "가나회사", "성명", "홍길동", "(서명 또는 인)", "발주기관장 귀하"],
    ),
    Cover: (
        Cover(
            "제 안 요 청 서", "유지관리 사업", (("사업명", said("정보시스템 운영")),), "2024. 3.", "발주기관", "대외비"
        ),
        ["제 안 요 청 서", "유지관리 사업", "사업명", "정보시스템 운영", "2024. 3.", "발주기관", "대외비"],
    ),
    TableOfContents: (TableOfContents("목    차"), ["목    차"]),
    PageBreak: (PageBreak(), []),
    Line: (Line(thick=True), []),
}


INLINES: dict[type, tuple[Inlines, str]] = {
    Run: ((Run("<굵게> & 값", bold=True),), "<굵게> & 값"),
    LineBreak: ((Run("첫째"), LineBreak(), Run("둘째")), "첫째둘째"),
    Anchor: ((Run("앞 "), Anchor("a-SER-001#2-1"), Run("뒤")), "앞 뒤"),
    PageNumber: ((Anchor("a-SER-001#2-1"), Run("답은 "), PageNumber("a-SER-001#2-1"), Run("쪽에 있다")), "답은 1쪽에 있다"),
}


def html_text(data: bytes) -> str:
    return html.document_fromstring(data.decode()).body.text_content()


def docx_text(data: bytes) -> str:
    root = etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))
    return "".join(text.text or "" for text in root.iter(f"{WORD}t"))


def pdf_text(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def hwpx_text(data: bytes) -> str:
    package = ZipFile(BytesIO(data))
    sections = sorted(name for name in package.namelist() if name.startswith("Contents/section"))
    roots = [etree.fromstring(package.read(name)) for name in sections]
    return "".join("".join(text.itertext()) for root in roots for text in root.iter(f"{HANGUL}t"))


READERS: dict[str, Callable[[bytes], str]] = {
    "to_html": html_text,
    "to_docx": docx_text,
    "to_pdf": pdf_text,
    "to_hwpx": hwpx_text,
}
WRITERS = sorted(name for name in READERS if util.find_spec(f"pipeline.write.{name}"))


def written(writer: str, *blocks: Block) -> bytes:
    data, problems = import_module(f"pipeline.write.{writer}").write_document(
        Document("문서", blocks, Page(numbered=False), pages=(("a-SER-001#2-1", 1),))
    )
    assert problems == []
    return data


def squeezed(text: str) -> str:
    """Return `text` without blanks, which a PDF does not keep."""
    return re.sub(r"\s", "", text)


def test_every_block_has_its_sample() -> None:
    assert set(SAMPLES) == set(BLOCKS)


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("kind", BLOCKS, ids=lambda kind: kind.__name__)
def test_text_is_found_again(kind: type, writer: str) -> None:
    block, expected = SAMPLES[kind]
    data = written(writer, block, Paragraph(said("다음 문단")))
    text = squeezed(READERS[writer](data))
    assert [part for part in [*expected, "다음 문단"] if squeezed(part) not in text] == []


def test_every_inline_has_its_sample() -> None:
    assert set(INLINES) == set(get_args(Inline))


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("kind", INLINES, ids=lambda kind: kind.__name__)
def test_inlines_are_found_again_in_text_headings_lists_and_cells(kind: type, writer: str) -> None:
    content, expected = INLINES[kind]
    blocks = (
        Paragraph(content),
        Heading(1, content),
        ItemList((ListItem(0, "-", content),)),
        Table((Row((Cell((Paragraph(content),)),)),), (1,)),
        SignatureBlock((Signatory((("성명", content),)),), content),
    )
    assert squeezed(READERS[writer](written(writer, *blocks))).count(squeezed(expected)) == 6


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("picture", [png(20, 10), JPEG], ids=["png", "jpeg"])
def test_a_picture_is_kept_as_it_is(picture: bytes, writer: str) -> None:
    data = written(writer, Picture(picture, "png", 100, 50, "관제 화면"))
    match writer:
        case "to_html":
            (source,) = html.document_fromstring(data.decode()).xpath("//img/@src")
            assert b64decode(source.partition(",")[2]) == picture
        case "to_pdf":
            (image,) = PdfReader(BytesIO(data)).pages[0].images
            assert image.image.size == ((20, 10) if picture is not JPEG else (8, 4))
            assert picture is not JPEG or JPEG in data
        case _:
            package = ZipFile(BytesIO(data))
            assert picture in [package.read(name) for name in package.namelist() if "image" in name]


@pytest.mark.parametrize("writer", WRITERS)
def test_a_damaged_picture_leaves_its_words_and_a_warning(writer: str) -> None:
    module = import_module(f"pipeline.write.{writer}")
    data, problems = module.write_document(Document("문서", (Picture(JPEG[:40], "jpeg", 100, 50, "관제 화면"),)))
    assert [problem.stops for problem in problems] == [False] and "관제 화면" in problems[0].message
    assert "관제화면" in squeezed(READERS[writer](data))


@pytest.mark.parametrize("writer", WRITERS)
def test_a_page_number_of_nothing_is_a_question_mark_and_told_once(writer: str) -> None:
    blocks = (Paragraph((Run("답은 "), PageNumber("없는 곳"), Run("쪽"))), Paragraph((PageNumber("없는 곳"),)))
    data, problems = import_module(f"pipeline.write.{writer}").write_document(Document("문서", blocks))
    assert "답은?쪽" in squeezed(READERS[writer](data))
    assert [(problem.code[-2:], problem.stops) for problem in problems] == [("04", False)] and "없는 곳" in problems[0].message


@pytest.mark.parametrize("writer", WRITERS)
def test_contents_name_the_headings(writer: str) -> None:
    data = written(writer, TableOfContents(), SAMPLES[Heading][0], Paragraph(said("글")))
    assert squeezed(READERS[writer](data)).count("Ⅰ.사업개요") == 2


@pytest.mark.parametrize("writer", WRITERS)
def test_all_blocks_together(writer: str) -> None:
    data = written(writer, *(block for block, _ in SAMPLES.values()))
    text = squeezed(READERS[writer](data))
    assert [part for _, parts in SAMPLES.values() for part in parts if squeezed(part) not in text] == []


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("kind", [PageBreak, Line, Figure, Picture], ids=lambda kind: kind.__name__)
def test_blocks_without_text_leave_their_mark(kind: type, writer: str) -> None:
    around = Paragraph(said("앞")), Paragraph(said("뒤"))
    assert marks(writer, kind, written(writer, around[0], SAMPLES[kind][0], around[1])) > marks(
        writer, kind, written(writer, *around)
    )


def marks(writer: str, kind: type, data: bytes) -> int:
    """Return how many breaks, rules or drawings a file has."""
    match writer:
        case "to_html":
            path = {PageBreak: ".//div[@class='page-break']", Line: ".//hr", Figure: ".//svg", Picture: ".//img"}[kind]
            return len(html.document_fromstring(data.decode()).findall(path))
        case "to_docx":
            xml = ZipFile(BytesIO(data)).read("word/document.xml")
            signs = {PageBreak: rb'w:type="page"|pageBreakBefore', Line: rb"<w:pBdr", Figure: rb"<w:drawing", Picture: rb"<w:drawing"}
            return len(re.findall(signs[kind], xml))
        case "to_hwpx":
            package = ZipFile(BytesIO(data))
            xml = package.read("Contents/section0.xml") + package.read("Contents/header.xml")
            signs = {PageBreak: rb'pageBreak="1"', Line: rb'<hh:bottomBorder type="SOLID"'}
            signs |= dict.fromkeys((Figure, Picture), rb"<hp:pic ")
            return len(re.findall(signs[kind], xml))
        case _:
            pages = PdfReader(BytesIO(data)).pages
            if kind is PageBreak:
                return len(pages)
            if kind is Picture:
                return sum(len(page.images) for page in pages)
            return sum(len(re.findall(rb"\b(?:l|re)\s", page.get_contents().get_data())) for page in pages)
