"""Turns a Document into the bytes of a PDF file with embedded Korean fonts, bookmarks and page numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path

from pipeline.document.blocks import (
    Align,
    Anchor,
    ApprovalBox,
    Block,
    Cover,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    ItemList,
    Line,
    LineBreak,
    PageBreak,
    PageNumber,
    Paragraph,
    ParagraphStyle,
    Picture,
    Run,
    SignatureBlock,
    Table,
    TableOfContents,
)
from pipeline.problems import Problem
from pipeline.write import fonts, theme
from pipeline.write.fonts import Face
from pipeline.write.pdf.boxes import Box, Break, Rule, TextBox, paragraph
from pipeline.write.pdf.desk import Desk
from pipeline.write.pdf.drawn import drawn_boxes
from pipeline.write.pdf.faces import Font, drawable, one_line, typeface, visible
from pipeline.write.pdf.front import approval_boxes, cover_boxes, signature_boxes
from pipeline.write.pdf.leaf import MM
from pipeline.write.pdf.lines import Look, Slot, Text
from pipeline.write.pdf.named_faces import named_typefaces
from pipeline.write.pdf.numbering import numbered, problems_of
from pipeline.write.pdf.sheets import Contents, body_size
from pipeline.write.pdf.shelf import Shelf, settings
from pipeline.write.pdf.stretch import Stretch
from pipeline.write.pdf.tables import table_box
from pipeline.write.theme import TextStyle

SUPERSCRIPT = (0.62, 0.36)  # of the size: the letters' size and how far they are raised
MISSING_SHADE = "FFF6BF"
LINK = "1A4E8A"
LARGEST = 96  # pt
THICK, THIN = 1.2, 0.4  # pt, of a Line


def write_document(document: Document, body: Face | None = None) -> tuple[bytes, list[Problem]]:
    """Return the PDF of `document` and what could not be drawn as given; `body` is the face of running text."""
    return laid_out(document, None, body).drawn()


def made_ready() -> None:
    """Load what drawing takes and read the usual fonts: 0.3 s that a process may spend while it waits for its first document."""
    import_module("pipeline.write.pdf.book")
    from pipeline.write.pdf.identity import registered

    sans = typeface(fonts.sans())
    for font in (sans.regular, sans.bold):
        registered(font.name)


@dataclass(frozen=True, slots=True)
class Laid:
    """A document laid out for PDF, its pages counted."""

    document: Document
    desk: Desk
    stretches: list[Stretch]
    shelf: Shelf

    def pages(self) -> dict[str, int]:
        """Return the number of the page on which each anchor stands."""
        return self.desk.pages()

    def drawn(self) -> tuple[bytes, list[Problem]]:
        """Return the PDF and what could not be drawn as given."""
        from pipeline.write.pdf.book import bound  # reportlab: 0.1 s, and who asks for pages alone draws nothing

        desk = self.desk
        data = bound(self.document, self.stretches, desk, self.shelf, lambda block: write_block(block, desk.width, desk), partial(_text_box, desk))
        return data, problems_of(self.stretches, desk)


def laid_out(document: Document, keep: Path | None = None, body: Face | None = None) -> Laid:
    """Lay `document` out; `keep` is a folder of stretches laid out and drawn before: those that are as they were are taken from there."""
    named, sans, faults = named_typefaces(document.type)
    styles, marking = theme.styles_of(document.type), document.page.marking
    desk = Desk(typeface(body) if body else named, sans, *body_size(document.page), marking, styles, faults)
    shelf = Shelf(keep, partial(settings, document.page, desk))
    made = numbered(document.blocks, desk, lambda block: write_block(block, desk.width, desk), partial(_text_box, desk), shelf)
    for each in made:
        shelf.measure(each)
    return Laid(document, desk, made, shelf)


def write_block(block: Block, width: float, desk: Desk, cell: TextStyle | None = None) -> list[Box]:
    """Lay one block out `width` pt wide; `cell` is the style of the table cell that it stands in."""
    match block:
        case Paragraph():
            return [_paragraph(block, width, desk, cell)]
        case Heading():
            return [_heading(block, width, desk)]
        case ItemList():
            return _items(block, width, desk, cell)
        case Table():
            return _table(block, width, desk)
        case Figure() | Picture():
            return _figure(block, width, desk)
        case ApprovalBox():
            return approval_boxes(block, width, lambda inner, room: write_block(inner, room, desk))
        case SignatureBlock():
            return signature_boxes(block, width, lambda inner, room: write_block(inner, room, desk))
        case Line():
            return [Rule(height=6, width=width, thickness=THICK if block.thick else THIN, before=2, after=4)]
        case Cover() if cell is None:
            return _cover(block, width, desk)
        case TableOfContents() if cell is None:
            return [Contents(title=block.title, depth=block.depth)]
        case PageBreak():
            return [Break()] if cell is None else []
    name = type(block).__name__
    place = "표 안" if cell else "PDF"
    hint = "표 안에는 문단, 목록, 표, 그림을 두십시오." if cell else "문단, 제목, 목록, 표, 그림으로 바꾸십시오."
    desk.warn("W-PDF-01", f"{place}에 그릴 수 없는 요소 {name}: 건너뛰었습니다.", hint)
    return []


def write_inline(inline: Inline, style: TextStyle, desk: Desk, text: Text) -> None:
    """Append one inline to `text` in the look that its marks and `style` ask for."""
    family = desk.sans if style.sans else desk.body
    match inline:
        case LineBreak():
            text.add("\n", _look(family.regular, style.size, style.color))
        case Anchor():
            text.places.append((len(text.characters), desk.mark(inline.name)))
        case PageNumber():
            font = family.bold if style.bold else family.regular
            shown = desk.number_room(inline.anchor)
            desk.slots.append(Slot(text, len(text.characters), shown, inline.anchor))
            text.add(shown, _look(font, style.size, style.color, jump=inline.anchor))
        case Run():
            _write_run(inline, style, desk, text)


def _write_run(inline: Run, style: TextStyle, desk: Desk, text: Text) -> None:
    family = desk.sans if style.sans else desk.body
    font = family.bold if inline.bold or inline.missing or style.bold else family.regular
    parts, lost = drawable(visible(inline.text), font)
    _report_lost(lost, inline.text, desk)
    size = min(inline.size, LARGEST) if inline.size > 0 else style.size
    color = theme.MISSING if inline.missing else inline.color or (LINK if inline.href else style.color)
    rise = 0.0
    if inline.superscript:
        size, rise = size * SUPERSCRIPT[0], size * SUPERSCRIPT[1]
    shade = MISSING_SHADE if inline.missing else ""
    for part, found in parts:
        look = _look(
            found, size, color, inline.italic, inline.underline, inline.strike, rise, inline.href.strip(), shade
        )
        text.add(part, look)


@lru_cache(4096)
def _look(
    font: Font,
    size: float,
    color: str,
    italic: bool = False,
    underline: bool = False,
    strike: bool = False,
    rise: float = 0,
    href: str = "",
    shade: str = "",
    jump: str = "",
) -> Look:
    return Look(font, size, color, italic, underline, strike, rise, href, shade, jump)


def _report_lost(lost: list[str], text: str, desk: Desk) -> None:
    for letter in lost:
        message = f"글꼴에 없는 글자 U+{ord(letter):04X}를 □로 그렸습니다: “{one_line(text)[:30]}”"
        desk.lose(letter, "W-PDF-02", message, "그림 문자(이모지)나 옛 글자 대신 글꼴에 있는 글자를 쓰십시오.")


def _text(content: Inlines, style: TextStyle, desk: Desk) -> Text:
    text = Text()
    for inline in content:
        write_inline(inline, style, desk, text)
    return text


def _text_box(
    desk: Desk, content: Inlines, width: float, style: TextStyle, first: float = 0, rest: float = 0
) -> TextBox:
    text = _text(content, style, desk)
    box = paragraph(text, width, style.size, style.line, style.align, first=first, rest=rest)
    box.before, box.after = style.before, style.after
    return box


def _paragraph(block: Paragraph, width: float, desk: Desk, cell: TextStyle | None) -> TextBox:
    style = cell if cell and block.style is ParagraphStyle.BODY else desk.styles.paragraphs[block.style]
    if block.align is not Align.DEFAULT:
        style = replace(style, align=block.align)
    indent = min(block.indent * theme.INDENT * MM, width / 2)
    hang = theme.INDENT * MM if block.style is ParagraphStyle.CLAUSE else 0
    box = _text_box(desk, block.content, width, style, indent, indent + hang)
    box.keep = block.keep_with_next or block.style is ParagraphStyle.UNIT
    return box


def _heading(block: Heading, width: float, desk: Desk) -> TextBox:
    style = desk.styles.headings[min(max(block.level, 1), max(theme.HEADINGS))]
    number = Run(f"{block.number} ") if block.number else None
    content = (number, *block.content) if number else block.content
    hang = _text((number,), style, desk).width() if number else 0
    box = _text_box(desk, content, width, style, 0, min(hang, width / 3))
    box.keep = True
    text = box.text
    if any(isinstance(inline, PageNumber) for inline in content):  # contents and bookmarks show the words alone
        text = _text(tuple(inline for inline in content if isinstance(inline, Run | LineBreak)), style, desk)
    title = " ".join(text.characters.split())
    box.mark = desk.mark(block.anchor, title, block.number, max(block.level, 1))
    return box


def _items(block: ItemList, width: float, desk: Desk, cell: TextStyle | None) -> list[Box]:
    base = cell or desk.styles.body
    narrower = base.size / theme.USUAL.body.size if cell else 1.0
    marks = [_text((Run(item.mark),), _item_style(base, item.level, cell, desk), desk) for item in block.items]
    hangs: dict[int, float] = {}
    for item, mark in zip(block.items, marks, strict=True):
        wide = mark.width() + 0.4 * base.size if item.mark else 0
        hangs[item.level] = max(hangs.get(item.level, theme.LIST_HANG * MM * narrower), wide)
    boxes: list[Box] = []
    for item, mark in zip(block.items, marks, strict=True):
        indent = min(item.level * theme.LIST_INDENT * MM * narrower, width / 3)
        start = indent + min(hangs[item.level], width / 3)
        box = _text_box(desk, item.content, width, _item_style(base, item.level, cell, desk), start, start)
        box.label, box.label_x = mark, indent
        boxes.append(box)
    return boxes


def _item_style(base: TextStyle, level: int, cell: TextStyle | None, desk: Desk) -> TextStyle:
    align = Align.LEFT if cell else Align.JUSTIFY
    size = base.size if cell else desk.styles.list_size(level)
    return replace(base, size=size, align=align)


def _table(block: Table, width: float, desk: Desk) -> list[Box]:
    mark = desk.mark(block.anchor) if block.anchor else None
    above: list[Box] = []
    if block.caption or block.number:
        above.append(_caption(f"<표 {block.number}> " if block.number else "", block.caption, width, desk))
    if block.unit:
        unit = Paragraph((Run(f"({block.unit.strip('()')})"),), ParagraphStyle.UNIT)
        above.append(_paragraph(unit, width, desk, None))
    for box in above:
        box.keep = True

    def write(inner: Block, room: float, style: TextStyle) -> list[Box]:
        return write_block(inner, room, desk, style)

    def measure(word: str, bold: bool) -> float:
        widths = (desk.sans.bold if bold else desk.sans.regular).widths
        return sum(widths.get(character, 1.0) for character in word)

    box = table_box(block, width, write, measure, mark)
    if box is None:
        return above
    box.before, box.after = (0 if above else 2), 6
    return [*above, box]


def _caption(number: str, caption: str, width: float, desk: Desk) -> TextBox:
    return _text_box(desk, (Run(number + caption),), width, theme.CAPTION)


def _figure(block: Figure | Picture, width: float, desk: Desk) -> list[Box]:
    caption = None
    if block.caption or block.number:
        caption = _caption(f"<그림 {block.number}> " if block.number else "", block.caption, width, desk)
    return drawn_boxes(block, width, desk, lambda inner, room: write_block(inner, room, desk), caption)


def _cover(block: Cover, width: float, desk: Desk) -> list[Box]:
    if block.marking == desk.marking:  # it is on every page already
        block = replace(block, marking="")

    def write(inner: Block, room: float) -> list[Box]:
        return write_block(inner, room, desk)

    return cover_boxes(block, width, desk.height, write, partial(_text_box, desk))
