"""Turns a document into a stable text, one line a block or cell, that a person reads and a diff compares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from zlib import crc32

from pipeline.document.blocks import (
    Align,
    Anchor,
    ApprovalBox,
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
    Page,
    PageBreak,
    PageNumber,
    Paragraph,
    ParagraphStyle,
    Picture,
    Run,
    Signatory,
    SignatureBlock,
    Table,
    TableOfContents,
    TableStyle,
    Typesetting,
)
from pipeline.document.dump_sheets import dump_workbook
from pipeline.document.dump_text import STEP, escaped, joined, line, shown

__all__ = ["dump", "dump_workbook"]


def dump(document: Document) -> str:
    """Return the document's text form: page facts that differ from the usual, then every block in order."""
    lines = [f"document {escaped(document.title)}"]
    facts = {
        "author": document.author,
        "subject": document.subject,
        "created": shown(document.created) if document.created else "",
        "keywords": ", ".join(document.keywords),
    }
    lines += [f"{STEP}{name} {escaped(text)}" for name, text in facts.items() if text]
    lines += [f"{STEP}page {difference}" for difference in _differences(document.page)]
    lines += [f"{STEP}type {difference}" for difference in _differences(document.type)]
    for block in document.blocks:
        lines += _block(block)
    return joined(lines)


def _differences(page: Page | Typesetting) -> Iterator[str]:
    for field in fields(page):
        value = getattr(page, field.name)
        if isinstance(value, tuple):
            yield from (f"{field.name} {escaped(each.name)}" for each in value)
        elif value != field.default:
            yield f"{field.name} {_measure(value) if isinstance(value, float | int) else escaped(value)}"


def _measure(value: float | bool) -> str:
    return shown(value) if isinstance(value, bool) else f"{value:g}"


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [line(_paragraph_name(block), _text(block.content), sign=":")]
        case Heading():
            return [line("#" * block.level, escaped(block.number), _text(block.content), _anchor(block.anchor))]
        case ItemList():
            return ["list"] + [
                line(STEP * (item.level + 1) + (escaped(item.mark) or "·"), _text(item.content)) for item in block.items
            ]
        case Table():
            return _table(block)
        case Figure():
            return [line("figure", *_drawn(block))]
        case Picture():
            facts = f"{escaped(block.kind)} {len(block.data)} bytes {crc32(block.data):08x}"
            return [line("picture", facts, *_drawn(block))]
        case ApprovalBox():
            columns = [f"{STEP}{line(escaped(each.role), escaped(each.name), sign=':')}" for each in block.approvers]
            return [line("approval", escaped(block.label)), *columns]
        case SignatureBlock():
            return _signatures(block)
        case Cover():
            return _cover(block)
        case TableOfContents():
            return [line("contents", f"depth={block.depth}", escaped(block.title))]
        case PageBreak():
            return ["page break"]
        case Line():
            return ["line thick" if block.thick else "line"]


def _paragraph_name(block: Paragraph) -> str:
    words = [
        "p" if block.style is ParagraphStyle.BODY else block.style,
        block.align if block.align is not Align.DEFAULT else "",
        f"indent={block.indent}" if block.indent else "",
        "keep" if block.keep_with_next else "",
    ]
    return " ".join(word for word in words if word)


def _drawn(block: Figure | Picture) -> tuple[str, ...]:
    size = f"{block.width:g}x{block.height:g} mm"
    return size, _caption("그림", block.number, block.caption), f"alt={escaped(block.alt)}", _anchor(block.anchor)


def _caption(kind: str, number: int, text: str) -> str:
    return f"<{kind} {number}> {escaped(text)}" if number else escaped(text)


def _anchor(anchor: str) -> str:
    return f"@{escaped(anchor)}" if anchor else ""


def _table(block: Table) -> list[str]:
    head = line(
        "table",
        f"{len(block.rows)}x{len(block.widths)}",
        block.style if block.style is not TableStyle.GRID else "",
        f"header={block.header_rows}" if block.header_rows else "",
        "widths=" + ":".join(f"{width:g}" for width in block.widths),
        f"size={block.size:g}" if block.size else "",
        _caption("표", block.number, block.caption),
        f"({escaped(block.unit)})" if block.unit else "",
        _anchor(block.anchor),
    )
    lines = [head]
    for number, (row, columns) in enumerate(zip(block.rows, _columns(block), strict=True), start=1):
        if row.height:
            lines.append(f"{STEP}r{number} height={row.height:g}")
        for cell, column in zip(row.cells, columns, strict=True):
            lines += _cell(cell, f"r{number}c{column}")
    return lines


def _columns(table: Table) -> list[list[int]]:
    """Return the 1-based column of every cell: the first that no span from above covers."""
    covered: set[tuple[int, int]] = set()
    places: list[list[int]] = []
    for number, row in enumerate(table.rows):
        column, found = 1, []
        for cell in row.cells:
            while (number, column) in covered:
                column += 1
            found.append(column)
            covered |= {
                (number + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)
            }
        places.append(found)
    return places


def _cell(cell: Cell, place: str) -> list[str]:
    name = line(
        STEP + place,
        f"{cell.rowspan}x{cell.colspan}" if (cell.rowspan, cell.colspan) != (1, 1) else "",
        "[H]" if cell.header else "",
        cell.align if cell.align is not Align.DEFAULT else "",
        "" if cell.middle else "top",
        f"shade={escaped(cell.shade)}" if cell.shade else "",
        f"={shown(cell.value)}" if cell.value is not None else "",
    )
    match cell.content:
        case (Paragraph() as only,) if _paragraph_name(only) == "p":
            return [line(name, _text(only.content))]
        case blocks:
            return [name] + [STEP * 2 + each for block in blocks for each in _block(block)]


def _signatures(block: SignatureBlock) -> list[str]:
    lines = [line("signatures", f"columns={block.columns}" if block.columns > 1 else "")]
    if block.date:
        lines.append(line(f"{STEP}date", _text(block.date), sign=":"))
    for who in block.signatories:
        lines += _signatory(who)
    if block.addressee:
        lines.append(line(f"{STEP}addressee", _text(block.addressee), sign=":"))
    return lines


def _signatory(who: Signatory) -> Iterator[str]:
    yield line(f"{STEP}signatory", escaped(who.heading), f"seal={escaped(who.seal)}" if who.seal else "")
    for label, content in who.lines:
        yield line(f"{STEP * 2}{escaped(label)}", _text(content), sign=":")


def _cover(block: Cover) -> list[str]:
    texts = {
        "subtitle": block.subtitle,
        "date": block.date,
        "organisation": block.organisation,
        "marking": block.marking,
    }
    lines = [line("cover", escaped(block.title))]
    lines += [f"{STEP}{name}: {escaped(text)}" for name, text in texts.items() if text]
    return lines + [line(f"{STEP}fact {escaped(label)}", _text(content), sign=":") for label, content in block.facts]


def _text(content: Inlines) -> str:
    """Return inlines as text: a run of any look as {look: text}, a line break as {br}, a place and a page's number."""
    return "".join([_inline(inline) for inline in content])


def _inline(inline: Inline) -> str:
    match inline:
        case Run():
            return _run(inline)
        case LineBreak():
            return "{br}"
        case Anchor():
            return f"{{@{escaped(inline.name)}}}"
        case PageNumber():
            return f"{{page @{escaped(inline.anchor)}}}"


def _run(run: Run) -> str:
    words = [name for name in ("missing", "bold", "italic", "underline", "strike", "superscript") if getattr(run, name)]
    words += [f"#{escaped(run.color)}"] if run.color else []
    words += [f"{run.size:g}pt"] if run.size else []
    words += [f"->{escaped(run.href)}"] if run.href else []
    words += [f"={shown(run.value)}"] if run.value is not None else []
    return f"{{{' '.join(words)}: {escaped(run.text)}}}" if words else escaped(run.text)
