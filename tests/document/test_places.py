"""The places of a document, and whether it speaks of its pages."""

from __future__ import annotations

import pytest

from pipeline.document.blocks import (
    Anchor,
    Block,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    ItemList,
    LineBreak,
    ListItem,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Run,
    Signatory,
    SignatureBlock,
    Table,
    TableOfContents,
    plain,
)
from pipeline.document.places import anchors, every_block, has_page_numbers, speaks_of_pages


def test_anchors_are_those_of_blocks_and_of_the_text_wherever_it_stands() -> None:
    inner = Paragraph((Anchor("칸"),))
    blocks = (
        Cover("표지", facts=(("사업명", (Anchor("표지의 값"),)),)),
        Heading(1, (Run("제목"), Anchor("제목 안")), anchor="h1"),
        ItemList((ListItem(0, "-", (Anchor("항목"),)),)),
        Table((Row((Cell((inner, Heading(2, (), anchor="h2"))),)),), (1,), anchor="t1"),
        Figure("", 1, 1, "", anchor="f1"),
        Picture(b"", "png", 1, 1, "", anchor="p1"),
        SignatureBlock((Signatory((("성명", (Anchor("성명"),)),)),), (Anchor("날짜"),)),
        Heading(1, ()),
    )
    expected = {"표지의 값", "h1", "제목 안", "항목", "칸", "h2", "t1", "f1", "p1", "성명", "날짜"}
    assert anchors(Document("문서", blocks)) == expected
    assert [type(block) for block in every_block(blocks[3:4])] == [Table, Paragraph, Heading]


@pytest.mark.parametrize(
    ("block", "numbers", "speaks"),
    [
        (Paragraph((Run("글"), Anchor("a"))), False, False),
        (TableOfContents(), False, True),
        (Paragraph((PageNumber("a"),)), True, True),
        (Table((Row((Cell((Paragraph((PageNumber("a"),)),)),)),), (1,)), True, True),
    ],
)
def test_a_document_speaks_of_pages_in_contents_and_in_its_text(block: Block, numbers: bool, speaks: bool) -> None:
    document = Document("문서", (Paragraph((Run("앞"),)), block))
    assert (has_page_numbers(document), speaks_of_pages(document)) == (numbers, speaks)


def test_plain_text_shows_no_place_and_page_numbers_as_asked() -> None:
    content = (Run("가"), Anchor("a"), LineBreak(), PageNumber("a"), Run("쪽"))
    assert (plain(content), plain(content, "000")) == ("가\n쪽", "가\n000쪽")
