"""Turns a document into the bytes of a Hangul file (.hwpx): OWPML written directly, section by section."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.document.blocks import (
    ApprovalBox,
    Block,
    Cover,
    Document,
    Figure,
    Heading,
    ItemList,
    Line,
    PageBreak,
    Paragraph,
    Picture,
    SignatureBlock,
    Table,
    TableOfContents,
)
from pipeline.document.places import anchors, every_block
from pipeline.problems import Problem
from pipeline.write.hwpx.figures import write_figure
from pipeline.write.hwpx.front import write_contents, write_cover
from pipeline.write.hwpx.header import header_xml
from pipeline.write.hwpx.inlines import write_inline
from pipeline.write.hwpx.markup import on_new_page
from pipeline.write.hwpx.pages import section_xml, text_height, text_width
from pipeline.write.hwpx.paragraphs import (
    hairline,
    write_heading,
    write_item_list,
    write_line,
    write_page_break,
    write_paragraph,
)
from pipeline.write.hwpx.parts import parts
from pipeline.write.hwpx.signing import write_approval_box, write_signature_block
from pipeline.write.hwpx.story import Place, Story
from pipeline.write.hwpx.styles import styles
from pipeline.write.hwpx.tables import write_table
from pipeline.write.package import pack
from pipeline.write.theme import styles_of

__all__ = ["write_block", "write_document", "write_inline"]


def write_document(document: Document) -> tuple[bytes, list[Problem]]:
    """Return the .hwpx file of `document` and what could not be drawn as asked; equal documents give equal bytes."""
    page = document.page
    look = styles_of(document.type)
    story = Story(
        styles(text_width(page), look),
        anchors(document),
        tuple(block for block in every_block(document.blocks) if isinstance(block, Heading)),
        dict(document.pages),
        look,
    )
    place = Place(story, write_block, text_width(page), text_height(page))
    sections = [section_xml(page, content, story, cover=cover) for cover, content in _sections(document.blocks, place)]
    header = header_xml(story, len(sections))
    return pack(parts(document, header, sections, story.pictures).items()), story.problems


def write_block(block: Block, place: Place) -> str:
    """Return `block` as OWPML paragraphs; a block of an unknown type gives nothing and a problem W-HWPX-01."""
    match block:
        case Paragraph():
            return write_paragraph(block, place)
        case Table():
            return write_table(block, place)
        case Heading():
            return write_heading(block, place)
        case ItemList():
            return write_item_list(block, place)
        case Figure() | Picture():
            return write_figure(block, place)
        case ApprovalBox():
            return write_approval_box(block, place)
        case SignatureBlock():
            return write_signature_block(block, place)
        case Cover():
            return write_cover(block, place)
        case TableOfContents():
            return write_contents(block, place)
        case PageBreak():
            return write_page_break(place)
        case Line():
            return write_line(block, place)
    message = f"HWPX로 쓸 수 없는 요소입니다: {type(block).__name__}"
    place.story.problems.append(Problem("W-HWPX-01", message, hint="이 요소를 빼거나 다른 형식으로 만듭니다"))
    return ""


def _sections(blocks: tuple[Block, ...], place: Place) -> Iterator[tuple[bool, str]]:
    """Yield (is a cover, paragraphs) for each section: a cover is one of its own, so that it has no page number."""
    texts: list[str] = []
    written = False
    broken = True  # the next block begins a page anyway
    pending = False  # a page break waits for the next block
    for block in blocks:
        if isinstance(block, PageBreak):
            pending = True
            continue
        if isinstance(block, Cover):
            if texts:
                yield False, "".join(texts)
            texts = []
            yield True, write_block(block, place)
            written, broken, pending = True, True, False
            continue
        pending = pending or isinstance(block, TableOfContents)
        text = write_block(block, place)
        if not text:
            continue
        texts.append(on_new_page(text) if pending and not broken else text)
        broken, pending = False, isinstance(block, TableOfContents)
    if texts or not written:
        yield False, "".join(texts) or hairline(place)
