"""Builds small documents for the tests of the DOCX writer and opens the parts of what it wrote."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from pipeline.document.blocks import (
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
    ListItem,
    Page,
    PageBreak,
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
from pipeline.write.to_docx import write_document
from tests.write.pictures import JPEG

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {
    "w": W[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect width="100" height="50" fill="#4472C4"/>'
    '<text x="10" y="30" font-family="맑은 고딕, sans-serif">장애 건수</text></svg>'
)


def text(words: str, style: ParagraphStyle = ParagraphStyle.BODY) -> Paragraph:
    """Return a plain paragraph."""
    return Paragraph((Run(words),), style)


def cell(words: str = "", **options) -> Cell:
    """Return a cell with one paragraph, or an empty one."""
    return Cell((text(words),) if words else (), **options)


def grid(*rows: tuple[str, ...], **options) -> Table:
    """Return a table of plain words with equal columns."""
    return Table(tuple(Row(tuple(cell(words) for words in row)) for row in rows), (1.0,) * len(rows[0]), **options)


ONE_OF_EACH: tuple[Block, ...] = (
    Cover("제안요청서", "유지관리", (("사업명", (Run("통합정보시스템 유지관리"),)),), "2019. 3.", "가나재단", "대외비"),
    TableOfContents(),
    Heading(1, (Run("사업 개요"),), "Ⅰ.", "개요"),
    text("본 사업은 안정적인 운영을 목적으로 한다."),
    Heading(2, (Run("배경"),), "1."),
    ItemList((ListItem(0, "□", (Run("첫째"),)), ListItem(1, "○", (Run("둘째"),)))),
    grid(("구분", "값"), ("점검", "12"), header_rows=1, caption="실적", number=1, unit="단위: 건", style=TableStyle.SUMMARY),
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
)


def parts(document: Document) -> dict[str, bytes]:
    """Return the parts of the written file."""
    data, _ = write_document(document)
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(*blocks: Block, **options) -> etree._Element:
    """Return the w:body of a document made of `blocks`."""
    return etree.fromstring(parts(Document("시험", blocks, **options))["word/document.xml"])[0]


def words(element: etree._Element) -> str:
    """Return the text of `element`, breaks and tabs as their characters."""
    shown = {f"{W}t": None, f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        (node.text or "") if node.tag == f"{W}t" else shown[node.tag] or ""
        for node in element.iter(*shown)
        if node.getparent().tag == f"{W}r"
    )
