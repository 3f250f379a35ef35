"""The dump of a document and of a workbook: everything visible, one line a block or cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from pipeline.document.blocks import (
    BLOCKS,
    Align,
    Anchor,
    ApprovalBox,
    Approver,
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
from pipeline.document.dump import dump, dump_workbook
from pipeline.document.sheet import Column, Look, Sheet, SheetCell, Workbook


def said(text: str) -> tuple[Run]:
    return (Run(text),)


def cell(text: str, **facts: object) -> Cell:
    return Cell((Paragraph(said(text)),), **facts)


DUMPED = {
    Paragraph: (
        Paragraph(
            (
                Run("금액 "),
                Run("100원", bold=True, value=100),
                LineBreak(),
                Run("〔입력 필요〕", missing=True),
                Run("{}", color="C00000", size=9, href="#a"),
                Anchor("a-SER-001#2-1"),
                PageNumber("{t1}"),
            ),
            ParagraphStyle.NOTE,
            Align.RIGHT,
            indent=2,
            keep_with_next=True,
        ),
        r"note right indent=2 keep: 금액 {bold =100: 100원}{br}{missing: 〔입력 필요〕}{#C00000 9pt ->#a: \{\}}"
        r"{@a-SER-001#2-1}{page @\{t1\}}",
    ),
    Heading: (Heading(2, said("개요"), "가.", "overview"), "## 가. 개요 @overview"),
    ItemList: (
        ItemList((ListItem(0, "□", said("첫째")), ListItem(1, "-", said("둘째")))),
        "list\n  □ 첫째\n    - 둘째",
    ),
    Figure: (
        Figure("<svg/>", 150, 60.5, "막대", "추이", 2, "trend"),
        "figure 150x60.5 mm <그림 2> 추이 alt=막대 @trend",
    ),
    # The CRC-32 of "123456789" is the check value that stands in every catalogue of checksums.
    Picture: (
        Picture(b"123456789", "png", 150, 60.5, "화면", "관제실", 3, "room"),
        "picture png 9 bytes cbf43926 150x60.5 mm <그림 3> 관제실 alt=화면 @room",
    ),
    ApprovalBox: (
        ApprovalBox((Approver("담당", "홍길동"), Approver("승인"))),
        "approval 결재\n  담당: 홍길동\n  승인:",
    ),
    SignatureBlock: (
        SignatureBlock((Signatory((("성명", said("홍길동")),), heading="갑"),), said("2024. 3. 1."), said("귀하"), 2),
        "signatures columns=2\n  date: 2024. 3. 1.\n  signatory 갑 seal=(서명 또는 인)\n    성명: 홍길동\n  addressee: 귀하",
    ),
    Cover: (
        Cover("제목", "부제", (("기관", said("○○시")),), "2024. 3.", "○○시", "대외비"),
        "cover 제목\n  subtitle: 부제\n  date: 2024. 3.\n  organisation: ○○시\n  marking: 대외비\n  fact 기관: ○○시",
    ),
    TableOfContents: (TableOfContents("목차", 3), "contents depth=3 목차"),
    PageBreak: (PageBreak(), "page break"),
    Line: (Line(thick=True), "line thick"),
    Table: (
        Table(
            (
                Row((cell("구분", header=True, rowspan=2), cell("실적", header=True, colspan=2))),
                Row((cell("건수", header=True), cell("율", header=True))),
                Row(
                    (
                        cell("장애", align=Align.CENTER, middle=False, shade="FFFFFF"),
                        cell("3", value=3),
                        Cell((PageBreak(), Line())),
                    ),
                    height=12,
                ),
            ),
            (2, 1, 1.5),
            header_rows=2,
            caption="현황",
            number=1,
            unit="단위: 건",
            style=TableStyle.FORM,
            size=9,
            anchor="t1",
        ),
        "table 3x3 form header=2 widths=2:1:1.5 size=9 <표 1> 현황 (단위: 건) @t1\n"
        "  r1c1 2x1 [H] 구분\n"
        "  r1c2 1x2 [H] 실적\n"
        "  r2c2 [H] 건수\n"
        "  r2c3 [H] 율\n"
        "  r3 height=12\n"
        "  r3c1 center top shade=FFFFFF 장애\n"
        "  r3c2 =3 3\n"
        "  r3c3\n"
        "    page break\n"
        "    line",
    ),
}


def test_every_block_has_its_example() -> None:
    assert set(DUMPED) == set(BLOCKS)


@pytest.mark.parametrize("kind", BLOCKS, ids=lambda kind: kind.__name__)
def test_block(kind: type) -> None:
    block, expected = DUMPED[kind]
    assert dump(Document("문서", (block,))) == f"document 문서\n{expected}\n"


def test_facts_of_the_document_and_only_unusual_facts_of_its_page() -> None:
    document = Document("문서", (), Page(left=25, numbered=False, marking="초안"), "홍길동", created=date(2024, 3, 1))
    assert dump(document) == (
        "document 문서\n  author 홍길동\n  created 2024-03-01\n  page left 25\n  page numbered no\n  page marking 초안\n"
    )


def test_special_signs_stay_on_one_line_and_visible() -> None:
    document = Document("a\nb", (Paragraph(said("줄\n바꿈\t\x07\\ 끝 ")),))
    assert dump(document) == "document a\\nb\np: 줄\\n바꿈\\t\\u0007\\\\ 끝\\s\n"


def test_what_looks_alike_dumps_unlike() -> None:
    paragraph = Paragraph((Run("{br}"),))
    others = [
        replace(paragraph, content=(LineBreak(),)),
        replace(paragraph, content=(Run("{br}", italic=True),)),
        replace(paragraph, content=(Run("{br}", value=date(2024, 1, 1)),)),
        replace(paragraph, content=(Run("{br}", value=datetime(2024, 1, 1)),)),
    ]
    assert len({dump(Document("", (each,))) for each in [paragraph, *others]}) == 5


def test_workbook() -> None:
    sheet = Sheet(
        "장애",
        (Column("번호", 8, look=Look.CENTER), Column("판정", 10, ("적합", "부적합"))),
        ((SheetCell("=1+1"), SheetCell(None, missing=True)), (SheetCell(Decimal("1.50"), Look.DECIMAL), SheetCell())),
        heading=((SheetCell("대장", Look.TITLE, colspan=2, comment="메모\n2"),),),
        totals=((SheetCell(1, Look.TOTAL, formula="=SUM(A3:A4)"), SheetCell(True, href="a.pdf")),),
        freeze_columns=1,
        footer="예시",
    )
    assert dump_workbook(Workbook("대장", (sheet,), created=date(2024, 3, 1), marking="초안")) == (
        "workbook 대장\n"
        "  created 2024-03-01\n"
        "  marking 초안\n"
        "sheet 장애 A4 landscape filter freeze=1 footer=예시\n"
        '  column A 8 center "번호"\n'
        '  column B 10 "판정" [적합 | 부적합]\n'
        "  heading 1\n"
        '    A1 title x2 "대장" comment="메모\\n2"\n'
        "  header 2\n"
        "  row 3\n"
        '    A3 text "=1+1"\n'
        "    B3 text missing -\n"
        "  row 4\n"
        "    A4 decimal 1.50\n"
        "  total 5\n"
        "    A5 total =SUM(A3:A4) -> 1\n"
        "    B5 text yes link=a.pdf\n"
    )


def test_columns_beyond_z_have_two_letters() -> None:
    cells = tuple(SheetCell(number) for number in range(28))
    text = dump_workbook(Workbook("", (Sheet("가", (), (cells,)),)))
    assert "    Z1 text 25\n    AA1 text 26\n    AB1 text 27\n" in text
