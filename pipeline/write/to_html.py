"""Turns a Document into the bytes of one self-contained HTML file: semantic elements, its own styles, drawings inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lxml import etree, html

from pipeline.document.blocks import (
    ApprovalBox, Block, Cell, Cover, Document, Figure, Heading, Inline, Inlines, ItemList, Line, PageBreak, Paragraph,
    ParagraphStyle, Row, Run, Signatory, SignatureBlock, Table, TableOfContents, TableStyle, Align,
)  # fmt: skip
from pipeline.problems import Location, Problem, Severity
from pipeline.write import html_style, theme
from pipeline.write.safe_svg import safe_svg

Element = etree._Element

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_COLOUR = re.compile("[0-9A-Fa-f]{6}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_SCHEMES = ("http:", "https:", "mailto:", "tel:")


@dataclass
class Writing:
    """One run: the headings with their ids, the place reached among them, the figures so far and the problems found."""

    document: Document
    headings: list[tuple[Heading, str]]
    ids: Iterator[str]
    figures: int = 0
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, message: str, hint: str) -> None:
        """Keep one warning about this document."""
        self.problems.append(Problem(code, message, Location(self.document.title), hint, severity=Severity.WARNING))


def write_document(document: Document) -> tuple[bytes, list[Problem]]:
    """Return the HTML file of `document` (UTF-8) and what had to be left out (W-HTML-…)."""
    headings = [
        (heading, _id(heading.anchor) or f"heading-{count}")
        for count, heading in enumerate(_headings(document.blocks), start=1)
    ]
    run = Writing(document, headings, iter([name for _, name in headings]))
    page = _element("html", _head(document), _body(document, run), lang="ko")
    text = html.tostring(page, encoding="unicode", doctype="<!DOCTYPE html>")
    return (text + "\n").encode(), run.problems


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
    return _element(
        "head",
        _element("meta", charset="utf-8"),
        _element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        *[_element("meta", name=name, content=content) for name, content in facts.items() if content],
        _element("title", document.title or "문서"),
        _element("style", "\n" + html_style.css(document.page)),
    )


def _body(document: Document, run: Writing) -> Element:
    page = document.page
    main = _element("main")
    if page.marking:
        main.append(_element("p", page.marking, class_="marking"))
    if page.header:
        main.append(_element("p", page.header, class_="small page-header"))
    for block in document.blocks:
        main.append(write_block(block, run))
        main[-1].tail = "\n"
    if page.footer:
        main.append(_element("p", page.footer, class_="small page-footer"))
    return _element("body", main)


def write_block(block: Block, run: Writing) -> Element:
    """Return the element of one block."""
    match block:
        case Paragraph():
            return _paragraph(block, run)
        case Heading():
            number = [_element("span", block.number, class_="number"), " "] if block.number else []
            tag = f"h{min(max(block.level, 1), 4) + 1}"
            return _element(tag, *number, *_inlines(block.content, run), id=next(run.ids))
        case ItemList():
            return _items(block, run)
        case Table():
            return _table(block, run)
        case Figure():
            return _figure(block, run)
        case ApprovalBox():
            return _approval(block)
        case SignatureBlock():
            return _signatures(block, run)
        case Cover():
            return _cover(block, run)
        case TableOfContents():
            return _contents(block, run)
        case PageBreak():
            return _element("div", class_="page-break")
        case Line():
            return _element("hr", class_="thick" if block.thick else "")


def write_inline(inline: Inline, run: Writing) -> Element | str:
    """Return a run as text or as nested elements, a line break as <br>."""
    if not isinstance(inline, Run):
        return _element("br")
    made: Element | str = inline.text
    marks = {
        "strong": inline.bold, "em": inline.italic, "u": inline.underline, "s": inline.strike, "sup": inline.superscript,
    }  # fmt: skip
    for tag in (tag for tag, wanted in marks.items() if wanted):
        made = _element(tag, made)
    made = _valued(made, inline)
    if inline.missing:
        made = _element("mark", made, class_="missing")
    if inline.color or inline.size:
        made = _element("span", made, style=_style(_colour("color", inline.color), _measure("font-size", inline.size, "pt")))
    if inline.href:
        made = _link(made, inline.href, run)
    return made


def _valued(shown: Element | str, inline: Run) -> Element | str:
    match inline.value:
        case date() as day:
            return _element("time", shown, datetime=day.isoformat())
        case int() | Decimal() as number:
            return _element("data", shown, value=str(number))
        case _:
            return shown


def _link(shown: Element | str, href: str, run: Writing) -> Element | str:
    href = re.sub(r"\s", "", _clean(href)) if ":" in href else _clean(href).strip()
    if href.startswith("#"):
        return _element("a", shown, href=f"#{_id(href[1:])}")
    scheme = _SCHEME.match(href)
    if href.startswith(("//", "\\")) or (scheme and scheme.group().casefold() not in _SCHEMES):
        run.report("W-HTML-01", f"연결할 수 없는 주소입니다: {href[:60]}", "https://…, mailto:…, #앵커, 상대 경로만 쓸 수 있습니다.")
        return shown
    return _element("a", shown, href=href)


def _inlines(content: Inlines, run: Writing) -> list[Element | str]:
    return [write_inline(inline, run) for inline in content]


def _paragraph(block: Paragraph, run: Writing) -> Element:
    style = _style(html_style.align(block.align), _measure("margin-left", block.indent * theme.INDENT, "mm"))
    title = block.style is ParagraphStyle.TITLE
    keep = " keep" if block.keep_with_next else ""
    tag = "h1" if title else "p"
    return _element(tag, *_inlines(block.content, run), class_=block.style + keep, style=style)


def _items(block: ItemList, run: Writing) -> Element:
    made = _element("ol", class_="items")
    deepest = len(theme.LIST_SIZES) - 1
    for item in block.items:
        mark = [_element("span", item.mark, class_="mark"), " "] if item.mark else []
        style = _style(_measure("margin-left", item.level * theme.LIST_INDENT, "mm"))
        level = f"level-{min(item.level, deepest)}"
        made.append(_element("li", *mark, *_inlines(item.content, run), class_=level, style=style))
    return made


def _table(block: Table, run: Writing) -> Element:
    made = _element("table", class_=block.style, id=_id(block.anchor), style=_style(_measure("font-size", block.size, "pt")))
    caption = [_element("span", text) for text in [_caption("표", block.number, block.caption)] if text]
    if block.unit:
        caption.append(_element("span", f"({block.unit})", class_="unit"))
    if caption:
        made.append(_element("caption", *caption))
    total = sum(block.widths) or 1
    columns = [_element("col", style=_style(f"width: {100 * width / total:.4g}%")) for width in block.widths]
    made.append(_element("colgroup", *columns))
    heads = block.header_rows
    if any(cell.rowspan > heads - index for index, row in enumerate(block.rows[:heads]) for cell in row.cells):
        heads = 0  # a cell cannot reach from <thead> into <tbody>
    if heads:
        made.append(_element("thead", *[_row(row, block, run, scope="col") for row in block.rows[:heads]]))
    made.append(_element("tbody", *[_row(row, block, run, scope="row") for row in block.rows[heads:]]))
    return made


def _row(row: Row, table: Table, run: Writing, scope: str) -> Element:
    cells = [_cell(cell, table, run, scope) for cell in row.cells]
    return _element("tr", *cells, style=_style(_measure("height", row.height, "mm")))


def _cell(cell: Cell, table: Table, run: Writing, scope: str) -> Element:
    align = cell.align
    if align is Align.DEFAULT and isinstance(cell.value, int | Decimal):
        align = Align.RIGHT
    style = _style(
        html_style.align(align),
        "" if cell.middle else "vertical-align: top",
        _colour("background", cell.shade),
        _measure("font-size", table.size, "pt"),
    )
    spans = {name: str(count) for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if count > 1}
    value = cell.value.isoformat() if isinstance(cell.value, date) else "" if cell.value is None else str(cell.value)
    if cell.header:
        spans["scope"] = scope
    blocks = [write_block(block, run) for block in cell.content]
    return _element("th" if cell.header else "td", *blocks, style=style, data_value=value, **spans)


def _figure(block: Figure, run: Writing) -> Element:
    run.figures += 1
    drawing, left_out = safe_svg(block.svg, f"f{run.figures}-")
    if drawing is None:
        run.report("W-HTML-02", f"그림을 읽을 수 없습니다: {block.alt}", "그림은 <svg>로 시작하는 올바른 XML이어야 합니다.")
        drawing = _element("p", f"[그림: {block.alt}]", class_="small")
    else:
        drawing.attrib.update({"role": "img", "aria-label": _clean(block.alt)})
        drawing.set("style", f"width: {block.width:g}mm; height: {block.height:g}mm")
    if left_out:
        message = f"그림에서 뺀 요소가 있습니다: {', '.join(left_out)} ({block.alt})"
        run.report("W-HTML-03", message, "모양은 style 요소가 아니라 속성(fill, stroke …)으로 적으세요.")
    caption = _caption("그림", block.number, block.caption)
    return _element("figure", drawing, *([_element("figcaption", caption)] if caption else []), id=_id(block.anchor))


def _caption(kind: str, number: int, text: str) -> str:
    return f"<{kind} {number}> {text}".rstrip() if number else text


def _approval(block: ApprovalBox) -> Element:
    label = _element("th", block.label, class_="label", rowspan="2", scope="row")
    roles = [_element("th", approver.role, class_="role", scope="col") for approver in block.approvers]
    names = [_element("td", approver.name, style="text-align: center; vertical-align: bottom") for approver in block.approvers]
    body = _element("tbody", _element("tr", label, *roles), _element("tr", *names))
    return _element("table", body, class_="approval", aria_label="결재란")


def _signatures(block: SignatureBlock, run: Writing) -> Element:
    made = _element("section", class_="signatures")
    if block.date:
        made.append(_element("p", *_inlines(block.date, run), class_=ParagraphStyle.DATE))
    columns = max(block.columns, 1)
    signing = [_signatory(who, run) for who in block.signatories]
    made.append(_element("div", *signing, class_="signatories", style=f"grid-template-columns: repeat({columns}, 1fr)"))
    if block.addressee:
        made.append(_element("p", *_inlines(block.addressee, run), class_=ParagraphStyle.ADDRESSEE))
    return made


def _signatory(who: Signatory, run: Writing) -> Element:
    made = _element("div", class_="signatory")
    if who.heading:
        made.append(_element("p", who.heading, class_="heading"))
    lines = _element("dl")
    for label, content in who.lines:
        lines.append(_element("dt", label))
        lines.append(_element("dd", *_inlines(content, run)))
    seal = _element("span", who.seal, class_="seal")
    if who.seal and len(lines):
        lines[-1].append(seal)
    elif who.seal:
        made.append(_element("p", seal))
    made.append(lines)
    return made


def _cover(block: Cover, run: Writing) -> Element:
    made = _element("section", class_="cover")
    if block.marking:
        made.append(_element("p", block.marking, class_="marking"))
    made.append(_element("h1", block.title))
    if block.subtitle:
        made.append(_element("p", block.subtitle, class_="subtitle"))
    if block.facts:
        rows = [
            _element("tr", _element("th", label, scope="row"), _element("td", *_inlines(content, run)))
            for label, content in block.facts
        ]
        made.append(_element("table", _element("tbody", *rows)))
    if block.date:
        made.append(_element("p", block.date, class_="date"))
    if block.organisation:
        made.append(_element("p", block.organisation, class_="organisation"))
    return made


def _contents(block: TableOfContents, run: Writing) -> Element:
    entries = _element("ol")
    for heading, name in run.headings:
        if heading.level <= block.depth:
            number = f"{heading.number} " if heading.number else ""
            entry = _element("a", number, *_text_only(heading.content), href=f"#{name}")
            style = _style(_measure("margin-left", (heading.level - 1) * theme.LIST_INDENT, "mm"))
            entries.append(_element("li", entry, style=style))
    return _element("nav", _element("h2", block.title), entries, class_="toc", aria_label="목차")


def _text_only(content: Inlines) -> list[Element | str]:
    return [inline.text if isinstance(inline, Run) else " " for inline in content]


def _element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """Return an element; text is cleaned of what no XML may hold, newlines become <br>, empty attributes are left out."""
    made = etree.Element(tag)
    for name, value in attributes.items():
        if value:
            made.set(name.rstrip("_").replace("_", "-"), _clean(value))
    for child in children:
        if isinstance(child, str):
            _add_text(made, _clean(child), breaks=tag not in {"style", "title"})
        else:
            made.append(child)
    return made


def _add_text(element: Element, text: str, breaks: bool) -> None:
    first, *rest = text.split("\n") if breaks else [text]
    if len(element):
        element[-1].tail = (element[-1].tail or "") + first
    else:
        element.text = (element.text or "") + first
    for line in rest:
        etree.SubElement(element, "br").tail = line


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _id(text: str) -> str:
    return re.sub(r"\s+", "-", _clean(text).strip())


def _style(*declarations: str) -> str:
    return "; ".join(declaration for declaration in declarations if declaration)


def _colour(name: str, value: str) -> str:
    return f"{name}: #{value}" if _COLOUR.fullmatch(value) else ""


def _measure(name: str, value: float, unit: str) -> str:
    return f"{name}: {value:g}{unit}" if value else ""
