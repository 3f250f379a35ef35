"""Builds small documents for the tests of the HWPX writer and opens the parts of what it wrote."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from pipeline.document.blocks import (
    Anchor,
    ApprovalBox,
    Approver,
    Block,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    ItemList,
    Line,
    LineBreak,
    ListItem,
    Page,
    PageBreak,
    PageNumber,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    Run,
    Signatory,
    SignatureBlock,
    Table,
    TableOfContents,
    TableStyle,
)
from pipeline.write.hwpx.markup import NAMESPACE_URIS as NS
from pipeline.write.to_hwpx import write_document
from tests.write.pictures import JPEG

HP, HH = f"{{{NS['hp']}}}", f"{{{NS['hh']}}}"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect width="100" height="50" fill="#4472C4"/>'
    '<text x="10" y="30" font-family="맑은 고딕, sans-serif">장애 건수</text></svg>'
)


def text(words: str, style: ParagraphStyle = ParagraphStyle.BODY, **options) -> Paragraph:
    """Return a plain paragraph."""
    return Paragraph((Run(words),), style, **options)


def cell(words: str = "", **options) -> Cell:
    """Return a cell with one paragraph, or an empty one."""
    return Cell((text(words),) if words else (), **options)


def grid(*rows: tuple[str, ...], **options) -> Table:
    """Return a table of plain words with equal columns."""
    return Table(tuple(Row(tuple(cell(words) for words in row)) for row in rows), (1.0,) * len(rows[0]), **options)


RUNS = Paragraph(
    (
        Run("굵게", bold=True),
        Run("기울임", italic=True),
        Run("밑줄", underline=True),
        Run("취소", strike=True),
        Run("위", superscript=True),
        Run("크게", size=18, color="c00000"),
        LineBreak(),
        Run("〔입력 필요〕", missing=True),
        Run("누리집", href="https://example.com/a?b=1;2#c"),
        Run("개요로", href="#개요"),
    )
)
PLACES = Paragraph((Run("처리 답 "), Anchor("a-SER-001#2-1"), PageNumber("개요"), Run("쪽, "), PageNumber("a-SER-001#2-1"), Run("쪽")))
ONE_OF_EACH: tuple[Block, ...] = (
    Cover("제안요청서", "유지관리", (("사업명", (Run("통합정보시스템 유지관리"),)),), "2019. 3.", "가나재단", "대외비"),
    TableOfContents(),
    Heading(1, (Run("사업 개요"),), "Ⅰ.", "개요"),
    text("본 사업은 안정적인 운영을 목적으로 한다."),
    RUNS,
    PLACES,
    Heading(2, (Run("배경"),), "1."),
    ItemList((ListItem(0, "□", (Run("첫째"),)), ListItem(1, "○", (Run("둘째"),)))),
    grid(
        ("구분", "값"),
        ("점검", "12"),
        header_rows=1,
        caption="실적",
        number=1,
        unit="단위: 건",
        style=TableStyle.SUMMARY,
    ),
    Figure(SVG, 100, 50, "막대그래프", "장애 건수", 1),
    Picture(JPEG, "jpeg", 80, 40, "관제 화면", "관제실", 2),
    PageBreak(),
    ApprovalBox((Approver("담당", "홍길동"), Approver("승인"))),
    SignatureBlock((Signatory((("성명", (Run("홍길동"),)),)),), (Run("2019. 5. 31."),), (Run("가나재단 귀하"),)),
    Line(),
)
FULL = Document(
    "유지관리 제안요청서",
    ONE_OF_EACH,
    Page(header="유지관리", footer="예시 자료", marking="초안"),
    "홍길동",
    "유지관리",
    date(2019, 3, 4),
    ("유지", "관리"),
    (("개요", 2), ("a-SER-001#2-1", 12)),
)


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file in their order."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def parts(document: Document) -> dict[str, bytes]:
    """Return the parts of the written file."""
    return unpacked(write_document(document)[0])


def section(*blocks: Block, number: int = 0, **options) -> etree._Element:
    """Return a section of a document made of `blocks`."""
    return etree.fromstring(parts(Document("시험", blocks, **options))[f"Contents/section{number}.xml"])


def look(document: Document, kind: str, number: str) -> etree._Element:
    """Return the charPr, paraPr, borderFill or style with an id from a document's header."""
    header = etree.fromstring(parts(document)["Contents/header.xml"])
    return header.xpath(f"//hh:{kind}[@id='{number}']", namespaces=NS)[0]


def found(element: etree._Element, path: str) -> list:
    """Return what an XPath finds."""
    return element.xpath(path, namespaces=NS)


def words(element: etree._Element) -> str:
    """Return the text of `element`, breaks and tabs as their characters; not that of what floats in it."""
    signs = {f"{HP}lineBreak": "\n", f"{HP}tab": "\t"}
    return "".join(
        (node.text or "") + "".join(signs.get(child.tag, "") + (child.tail or "") for child in node)
        for node in element.iter(f"{HP}t")
    )


def lines(element: etree._Element) -> list[str]:
    """Return the text of each paragraph directly in `element`, without what its controls and tables hold."""
    return ["".join(words(t) for t in found(p, "hp:run/hp:t")) for p in element.findall(f"{HP}p")]
