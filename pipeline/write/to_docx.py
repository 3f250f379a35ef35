"""Turns a document into the bytes of a Word file (.docx): python-docx holds the package, our own XML fills it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

import docx
from docx.document import Document as WordDocument

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
from pipeline.document.places import anchors, every_block, has_page_numbers
from pipeline.problems import Problem
from pipeline.write.docx.base import base_package
from pipeline.write.docx.figures import write_figure
from pipeline.write.docx.front import write_contents, write_cover
from pipeline.write.docx.inlines import write_inline
from pipeline.write.docx.markup import DECLARATION, NAMESPACES, Shape, clean, paragraph
from pipeline.write.docx.pages import Pages, text_height, text_width
from pipeline.write.docx.paragraphs import (
    write_heading,
    write_item_list,
    write_line,
    write_page_break,
    write_paragraph,
)
from pipeline.write.docx.signing import write_approval_box, write_signature_block
from pipeline.write.docx.story import Place, Story
from pipeline.write.docx.tables import write_table
from pipeline.write.package import repack
from pipeline.write.theme import styles_of

__all__ = ["write_block", "write_document", "write_inline"]

UNDATED = date(2000, 1, 1)  # a file's property must hold some date; the clock would change the bytes
_PROPERTY_LENGTH = 255  # what Word and python-docx accept


def write_document(document: Document) -> tuple[bytes, list[Problem]]:
    """Return the .docx file of `document` and what could not be drawn as asked; equal documents give equal bytes."""
    page = document.page
    blocks = list(every_block(document.blocks))
    has_contents = any(isinstance(block, TableOfContents) for block in blocks)
    headings = tuple(block for block in blocks if isinstance(block, Heading)) if has_contents else ()
    refers = has_page_numbers(document)
    styles = styles_of(document.type)
    file = docx.Document(BytesIO(base_package(text_width(page), has_contents or refers, styles)))
    known = anchors(document) if refers else frozenset()
    story = Story(file.part, contents=headings, pages=dict(document.pages), anchors=known, styles=styles)
    place = Place(story, write_block, text_width(page), text_height(page))
    content = _sections(document, Pages(page, file.part), place)
    _describe(file, document)
    stream = BytesIO()
    file.save(stream)
    # Our body goes in as text: as a tree, lxml needs seconds to move a long table into python-docx's document.
    body = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>"
    return repack(stream.getvalue(), {"word/document.xml": body.encode()}), story.problems


def write_block(block: Block, place: Place) -> str:
    """Return `block` as WordprocessingML; a block of an unknown type gives nothing and a problem W-DOCX-01."""
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
    message = f"DOCX로 쓸 수 없는 요소입니다: {type(block).__name__}"
    place.story.problems.append(Problem("W-DOCX-01", message, hint="이 요소를 빼거나 다른 형식으로 만듭니다"))
    return ""


def _sections(document: Document, pages: Pages, place: Place) -> str:
    """Return the body: each cover is a section of its own, and the text after it is numbered from 1."""
    parts: list[str] = []
    closing = ""  # the section that the blocks so far belong to
    after_cover = False
    for block in _arranged(document.blocks):
        is_cover = isinstance(block, Cover)
        if parts and (is_cover or after_cover) and closing:
            parts.append(paragraph(Shape("Hairline", section=closing)))
        parts.append(write_block(block, place))
        if is_cover:
            closing = pages.section(cover=True)
        elif after_cover or not closing:
            closing = pages.section(restart=True)
        after_cover = is_cover
    if not parts or after_cover:  # a page needs a paragraph, and the foot of a cover is a frame
        parts.append(paragraph(Shape("Hairline")))
    return "".join(parts) + (closing or pages.section(restart=True))


def _arranged(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield `blocks` with the page breaks that are needed: contents stand alone, none is doubled or at an edge."""
    broken = True  # the next block begins a page anyway
    pending = False
    for block in blocks:
        if isinstance(block, PageBreak):
            pending = True
            continue
        pending = pending or isinstance(block, TableOfContents)
        if pending and not broken and not isinstance(block, Cover):
            yield PageBreak()
        yield block
        broken = isinstance(block, Cover)
        pending = isinstance(block, TableOfContents)


def _describe(file: WordDocument, document: Document) -> None:
    created = document.created or UNDATED
    properties = file.core_properties
    properties.title = clean(document.title)[:_PROPERTY_LENGTH]
    properties.author = clean(document.author)[:_PROPERTY_LENGTH]
    properties.last_modified_by = properties.author
    properties.subject = clean(document.subject)[:_PROPERTY_LENGTH]
    properties.keywords = clean(", ".join(document.keywords))[:_PROPERTY_LENGTH]
    properties.language = "ko-KR"
    properties.created = properties.modified = datetime(created.year, created.month, created.day)
    properties.revision = 1
