"""Turns a Document into the bytes of one self-contained HTML file: semantic elements, styles and drawings inside."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lxml import html

from pipeline.document.blocks import (
    Align,
    ApprovalBox,
    Block,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    ItemList,
    Line,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    SignatureBlock,
    Table,
    TableOfContents,
)
from pipeline.problems import Problem
from pipeline.write import theme
from pipeline.write.html.element import Element, clean, colour, element, identifier, measure, style
from pipeline.write.html.front import write_approval, write_contents, write_cover, write_signatures
from pipeline.write.html.inlines import Writing, write_inline, write_inlines
from pipeline.write.html.style import align_rule, css
from pipeline.write.html.svg import safe_svg
from pipeline.write.picture import TYPES, raster
from pipeline.write.theme import styles_of

__all__ = ["write_block", "write_document", "write_inline"]


def write_document(document: Document) -> tuple[bytes, list[Problem]]:
    """Return the HTML file of `document` (UTF-8) and what had to be left out (W-HTML-…); nothing in it is fetched."""
    headings = [
        (heading, identifier(heading.anchor) or f"heading-{count}")
        for count, heading in enumerate(_headings(document.blocks), start=1)
    ]
    run = Writing(document, headings, iter([name for _, name in headings]))
    page = element("html", _head(document), _body(document, run), lang="ko")
    text = html.tostring(page, encoding="unicode", doctype="<!DOCTYPE html>")
    return f"{text}\n".encode(), run.problems


def _headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    for block in blocks:
        match block:
            case Heading():
                yield block
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield from _headings(cell.content)


def _head(document: Document) -> Element:
    facts = {
        "author": document.author,
        "description": document.subject,
        "keywords": ", ".join(document.keywords),
        "dcterms.created": document.created.isoformat() if document.created else "",
    }
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        *[element("meta", name=name, content=content) for name, content in facts.items() if content],
        element("title", document.title or "문서"),
        element("style", "\n" + css(document.page, styles_of(document.type))),
    )


def _body(document: Document, run: Writing) -> Element:
    page = document.page
    main = element("main")
    if page.marking:  # also printed: not every browser draws the margin boxes of @page
        main.append(element("p", page.marking, class_="marking"))
    if page.header:
        main.append(element("p", page.header, class_="small page-header"))
    for block in document.blocks:
        main.append(write_block(block, run))
        main[-1].tail = "\n"
    if page.footer:
        main.append(element("p", page.footer, class_="small page-footer"))
    return element("body", main)


def write_block(block: Block, run: Writing) -> Element:
    """Return the element of one block."""
    match block:
        case Paragraph():
            return _paragraph(block, run)
        case Heading():
            return _heading(block, run)
        case ItemList():
            return _items(block, run)
        case Table():
            return _table(block, run)
        case Figure():
            return _figure(block, run)
        case Picture():
            return _picture(block, run)
        case ApprovalBox():
            return write_approval(block)
        case SignatureBlock():
            return write_signatures(block, run)
        case Cover():
            return write_cover(block, run)
        case TableOfContents():
            return write_contents(block, run)
        case PageBreak():
            return element("div", class_="page-break")
        case Line():
            return element("hr", class_="thick" if block.thick else "")


def _paragraph(block: Paragraph, run: Writing) -> Element:
    look = style(align_rule(block.align), measure("margin-left", block.indent * theme.INDENT, "mm"))
    tag = "h1" if block.style is ParagraphStyle.TITLE else "p"
    kept = " keep" if block.keep_with_next else ""
    return element(tag, *write_inlines(block.content, run), class_=f"{block.style}{kept}", style=look)


def _heading(block: Heading, run: Writing) -> Element:
    number = [element("span", block.number, class_="number"), " "] if block.number else []
    tag = f"h{min(max(block.level, 1), 4) + 1}"  # h1 is the document's title
    return element(tag, *number, *write_inlines(block.content, run), id=next(run.ids))


def _items(block: ItemList, run: Writing) -> Element:
    made = element("ol", class_="items")
    deepest = len(theme.LIST_SIZES) - 1
    for item in block.items:
        mark = [element("span", f"{item.mark} ", class_="mark")] if item.mark else []
        inset = style(measure("margin-left", item.level * theme.LIST_INDENT, "mm"))
        level = f"level-{min(item.level, deepest)}"
        made.append(element("li", *mark, *write_inlines(item.content, run), class_=level, style=inset))
    return made


def _table(block: Table, run: Writing) -> Element:
    made = element("table", class_=block.style, id=identifier(block.anchor))
    made.attrib.update({"style": f"font-size: {block.size:g}pt"} if block.size else {})
    if block.caption or block.unit:
        unit = [element("span", f"({block.unit})", class_="unit")] if block.unit else []
        made.append(element("caption", _caption("표", block.number, block.caption), *unit))
    total = sum(block.widths) or 1
    made.append(
        element("colgroup", *[element("col", style=f"width: {100 * width / total:.4g}%") for width in block.widths])
    )
    heads = block.header_rows
    if any(cell.rowspan > heads - index for index, row in enumerate(block.rows[:heads]) for cell in row.cells):
        heads = 0  # a cell cannot reach from <thead> into <tbody>
    if heads:
        made.append(element("thead", *[_row(row, run, "col") for row in block.rows[:heads]]))
    made.append(element("tbody", *[_row(row, run, "row") for row in block.rows[heads:]]))
    return made


def _row(row: Row, run: Writing, scope: str) -> Element:
    return element(
        "tr", *[_cell(cell, run, scope) for cell in row.cells], style=style(measure("height", row.height, "mm"))
    )


def _cell(cell: Cell, run: Writing, scope: str) -> Element:
    align = cell.align
    if align is Align.DEFAULT and isinstance(cell.value, int | Decimal):
        align = Align.RIGHT
    look = style(align_rule(align), "" if cell.middle else "vertical-align: top", colour("background", cell.shade))
    return element(
        "th" if cell.header else "td",
        *[write_block(block, run) for block in cell.content],
        colspan=str(cell.colspan) if cell.colspan > 1 else "",
        rowspan=str(cell.rowspan) if cell.rowspan > 1 else "",
        scope=scope if cell.header else "",
        data_value=_value(cell),
        style=look,
    )


def _value(cell: Cell) -> str:
    match cell.value:
        case None:
            return ""
        case date() as day:
            return day.isoformat()
        case number:
            return str(number)


def _figure(block: Figure, run: Writing) -> Element:
    run.figures += 1
    drawing, left_out = safe_svg(clean(block.svg), f"f{run.figures}-")
    if drawing is None:
        run.report("W-HTML-02", f"그림을 읽을 수 없습니다: {block.alt}", "<svg>로 시작하는 올바른 XML이어야 합니다.")
        drawing = element("p", f"[그림: {block.alt}]", class_="small")
    else:
        drawing.attrib.update({"role": "img", "aria-label": clean(block.alt)})
        drawing.set("style", f"width: {block.width:g}mm; height: {block.height:g}mm")
    if left_out:
        message = f"그림에서 뺀 요소가 있습니다: {', '.join(left_out)} ({block.alt})"
        run.report("W-HTML-03", message, "모양은 style 요소가 아니라 속성(fill, stroke …)으로 적으세요.")
    return _captioned(drawing, block)


def _picture(block: Picture, run: Writing) -> Element:
    image = raster(block.data)
    if image is None:
        run.report("W-HTML-02", f"그림을 읽을 수 없습니다: {block.alt}", "PNG나 JPEG(RGB·회색)로 저장하세요.")
        return _captioned(element("p", f"[그림: {block.alt}]", class_="small"), block)
    source = f"data:{TYPES[image.kind]};base64,{b64encode(image.data).decode()}"
    shown = element("img", src=source, style=f"width: {block.width:g}mm; max-width: 100%; height: auto")
    shown.set("alt", clean(block.alt))
    return _captioned(shown, block)


def _captioned(drawing: Element, block: Figure | Picture) -> Element:
    caption = [element("figcaption", _caption("그림", block.number, block.caption))] if block.caption else []
    return element("figure", drawing, *caption, id=identifier(block.anchor))


def _caption(kind: str, number: int, text: str) -> str:
    return f"<{kind} {number}> {text}" if number and text else text
