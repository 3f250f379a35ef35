"""Turns a Document into every text that it tells a reader or a program: words, figures' letters, alternative texts, properties."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.compose.bid_chapters import by_section
from pipeline.document.blocks import (
    ApprovalBox,
    Block,
    Cover,
    Document,
    Figure,
    Heading,
    Inlines,
    ItemList,
    Paragraph,
    ParagraphStyle,
    Picture,
    Run,
    SignatureBlock,
    Table,
    TableOfContents,
    plain,
)
from pipeline.document.places import every_block

_PARSER_OPTIONS = {"resolve_entities": False, "no_network": True, "load_dtd": False}


@dataclass(frozen=True, slots=True)
class Told:
    """One text: `section` is the anchor of the section that it stands in, `unit` what says in what a table counts."""

    text: str
    what: str  # 본문, 표, 그림, 표지, 머리글, 문서 속성
    section: str = ""
    unit: str = ""


def texts(document: Document, sections: Collection[str] = ()) -> Iterator[Told]:
    """Yield every text of `document`, in reading order, its properties and what stands on each page last; `sections` are the anchors
    of the headings that begin one."""
    for section, block in by_section(document.blocks, sections):
        yield from _of_block(block, section, "")
    page = document.page
    yield from (Told(text, "머리글", unit="") for text in (page.header, page.footer, page.marking) if text)
    yield from (Told(text, "문서 속성") for text in (document.title, document.author, document.subject, *document.keywords) if text)


def pictures(document: Document, sections: Collection[str] = ()) -> Iterator[tuple[Picture, str]]:
    """Yield every picture with the anchor of its section."""
    for section, block in by_section(document.blocks, sections):
        yield from ((each, section) for each in every_block((block,)) if isinstance(each, Picture))


def _of_block(block: Block, section: str, unit: str) -> Iterator[Told]:
    match block:
        case Paragraph() | Heading():
            yield from _of_inlines(block.content, section, unit)
        case ItemList():
            for item in block.items:
                yield from _of_inlines(item.content, section, unit)
        case Table():
            yield from _of_table(block, section, unit)
        case Figure():
            yield from (Told(text, "그림", section) for text in (block.alt, block.caption) if text)
            yield from _of_svg(block.svg, section)
        case Picture():
            yield from (Told(text, "그림", section) for text in (block.alt, block.caption) if text)
        case Cover():
            yield from (Told(text, "표지") for text in (block.title, block.subtitle, block.date, block.organisation, block.marking) if text)
            yield from (Told(f"{label} {plain(text)}", "표지") for label, text in block.facts)
        case SignatureBlock():
            yield from _of_inlines((*block.date, *block.addressee), section, unit)
            for who in block.signatories:
                yield from (Told(f"{label} {plain(text)}", "본문", section) for label, text in who.lines)
        case ApprovalBox():
            yield from (Told(f"{each.role} {each.name}", "본문", section) for each in block.approvers)
        case TableOfContents():
            yield Told(block.title, "본문", section)


def _of_inlines(content: Inlines, section: str, unit: str) -> Iterator[Told]:
    if text := plain(content):
        yield Told(text, "본문", section, unit)
    yield from (Told(run.href, "본문", section) for run in content if isinstance(run, Run) and run.href)


def _of_table(table: Table, section: str, unit: str) -> Iterator[Told]:
    """Yield the rows, each as one text, so that a label and the sum beside it are read together."""
    heads = [text for row in table.rows[: table.header_rows] for text in _cells(row.cells)]
    unit = " ".join(filter(None, (unit, table.unit, table.caption, *heads)))
    if table.caption:
        yield Told(table.caption, "표", section)
    for row in table.rows:
        yield Told(" | ".join(_cells(row.cells)), "표", section, unit + _units_inside(row.cells))
        for cell in row.cells:
            for inner in cell.content:
                if not isinstance(inner, Paragraph | ItemList):
                    yield from _of_block(inner, section, unit)


def _cells(cells) -> list[str]:
    return [_cell_text(cell.content) for cell in cells]


def _cell_text(content: tuple[Block, ...]) -> str:
    parts = []
    for block in content:
        if isinstance(block, Paragraph):
            parts.append(plain(block.content))
        elif isinstance(block, ItemList):
            parts += [plain(item.content) for item in block.items]
    return "\n".join(parts)


def _units_inside(cells) -> str:
    """Return what paragraphs of the unit style in the cells say."""
    found = [block for cell in cells for block in cell.content if isinstance(block, Paragraph) and block.style is ParagraphStyle.UNIT]
    return " ".join(plain(block.content) for block in found)


def _of_svg(svg: str, section: str) -> Iterator[Told]:
    """Yield the letters of a drawing, and its hidden titles and descriptions; the whole text when it is no XML."""
    try:
        root = etree.fromstring(svg.encode("utf-8"), etree.XMLParser(**_PARSER_OPTIONS))
    except etree.XMLSyntaxError:
        yield Told(re.sub(r"<[^>]*>", " ", svg), "그림", section)
        return
    lines = ["".join(node.itertext()).strip() for node in root.iter("{*}text", "{*}title", "{*}desc", "{*}metadata")]
    lines += [value for node in root.iter(etree.Element) for name, value in node.attrib.items() if name.startswith(("aria-", "data-"))]
    unit = " ".join(line for line in lines if "단위" in line)
    yield from (Told(line, "그림", section, unit) for line in lines if line)
