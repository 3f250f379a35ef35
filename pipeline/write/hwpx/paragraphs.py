"""Turns paragraphs, headings, lists, rules and page breaks into hp:p elements."""

from __future__ import annotations

from pipeline.document.blocks import Align, Heading, ItemList, Line, ListItem, Paragraph, ParagraphStyle
from pipeline.write import theme
from pipeline.write.hwpx.inlines import write_inlines
from pipeline.write.hwpx.looks import Border
from pipeline.write.hwpx.markup import empty_run, on_new_page, paragraph, run, tab, words
from pipeline.write.hwpx.story import Place
from pipeline.write.hwpx.styles import KEYS
from pipeline.write.theme import breadth

CELL_LIST_INDENT = 3.5  # mm a level inside a cell
MARK_GAP = 1.2  # mm of air between a wide mark and its text


def write_paragraph(block: Paragraph, place: Place) -> str:
    """Return a paragraph in its style; BODY takes the style of its place (a cell's text)."""
    story = place.story
    key = place.style if block.style is ParagraphStyle.BODY else KEYS[block.style]
    align = block.align if block.align is not Align.DEFAULT else place.align
    keep = block.keep_with_next or place.keep_next
    if block.indent > 0:
        shape = story.shape(key, align, keep, left=theme.INDENT * block.indent)
    else:
        shape = story.shape(key, align, keep)
    return paragraph(shape, story.style_ids[key], write_inlines(block.content, place.pen(key), story))


def text_paragraph(key: str, text: str, place: Place, *, keep_next: bool = False, **changed: float) -> str:
    """Return a paragraph of plain text in style `key` itself, its shape changed by `changed` (measures of Shape)."""
    story = place.story
    shape = story.shape(key, Align.DEFAULT, keep_next or place.keep_next, **changed)
    return paragraph(shape, story.style_ids[key], run(story.letters(key), words(text)))


def write_heading(block: Heading, place: Place) -> str:
    """Return a heading with its number as text; its paragraph id is what a table of contents refers to."""
    story = place.story
    key = f"heading{min(max(block.level, 1), len(theme.HEADINGS))}"
    pen = story.pen(key)
    mark = story.bookmark(block.anchor, pen.number)
    number = run(pen.number, words(f"{block.number} ")) if block.number else ""
    text = mark + number + write_inlines(block.content, pen, story)
    return paragraph(story.shape(key), story.style_ids[key], text, story.next_heading())


def write_item_list(block: ItemList, place: Place) -> str:
    """Return one paragraph an item, its wrapped lines aligned with its text."""
    if place.nested:
        return "".join(_cell_item(item, place) for item in block.items)
    hangs = {
        level: max([theme.LIST_HANG] + [_hang(item, place) for item in block.items if item.level == level])
        for level in {item.level for item in block.items}
    }
    return "".join(_item(item, hangs[item.level], place) for item in block.items)


def _item(item: ListItem, hang: float, place: Place) -> str:
    level = max(0, item.level)
    key = f"item{min(level, len(place.story.look.lists) - 1)}"
    return _marked(item, key, Align.DEFAULT, theme.LIST_INDENT * level, hang, place)


def _cell_item(item: ListItem, place: Place) -> str:
    hang = breadth(item.mark, place.size or theme.CELL.size) + MARK_GAP if item.mark else 0
    left = min(CELL_LIST_INDENT * max(0, item.level), place.width / 3)
    align = place.align if place.align is Align.JUSTIFY else Align.LEFT
    return _marked(item, place.style, align, left, hang, place)


def _marked(item: ListItem, key: str, align: Align, left: float, hang: float, place: Place) -> str:
    """Return an item whose first line begins at `left` mm and whose text stands `hang` mm further."""
    story = place.story
    pen = place.pen(key)
    if item.mark:
        shape = story.shape(key, align, place.keep_next, left=left, hanging=hang)
        gap = tab(hang - breadth(item.mark, pen.look.size))
        mark = run(pen.number, words(item.mark) + gap)
    else:
        shape = story.shape(key, align, place.keep_next, left=left + hang, hanging=0)
        mark = ""
    return paragraph(shape, story.style_ids[key], mark + write_inlines(item.content, pen, story))


def _hang(item: ListItem, place: Place) -> float:
    needed = breadth(item.mark, place.story.look.list_size(item.level)) + MARK_GAP
    # A millimetre's grain, so that 1) and 10) of neighbouring lists still stand in one line.
    return theme.LIST_HANG if needed <= theme.LIST_HANG else float(round(needed + 0.5))


def write_line(block: Line, place: Place) -> str:
    """Return a rule over the whole width: the lower border of an empty paragraph."""
    story = place.story
    rule = Border(bottom=theme.OUTER_RULE * 2 if block.thick else theme.OUTER_RULE)
    shape = story.shape("rule", Align.DEFAULT, place.keep_next, border=rule)
    return paragraph(shape, story.style_ids["rule"], empty_run(story.letters("rule")))


def write_page_break(place: Place) -> str:
    """Return an empty paragraph of a point's height that begins a new page; the writer itself marks the next block."""
    return on_new_page(hairline(place)) if not place.nested else ""


def hairline(place: Place) -> str:
    """Return an empty paragraph that takes next to no room."""
    return text_paragraph("anchor", "", place)
