"""Turns paragraphs, headings, lists, rules and page breaks into w:p elements."""

from __future__ import annotations

from functools import lru_cache

from pipeline.document.blocks import Align, Heading, ItemList, Line, ListItem, Paragraph, ParagraphStyle
from pipeline.write import theme
from pipeline.write.docx.inlines import write_inlines
from pipeline.write.docx.markup import TAB, Shape, paragraph, rule, run, tab_stop
from pipeline.write.docx.story import Place
from pipeline.write.docx.styles import STYLE_IDS, item_left
from pipeline.write.theme import breadth

CELL_LIST_INDENT = 3.5  # mm a level inside a cell
MARK_GAP = 1.2  # mm of air between a wide mark and its text


def write_paragraph(block: Paragraph, place: Place) -> str:
    """Return a paragraph in its style; BODY takes the style of its place (a cell's text)."""
    style = place.body_style if block.style is ParagraphStyle.BODY else STYLE_IDS[block.style]
    align = block.align if block.align is not Align.DEFAULT else place.align
    clause = block.style is ParagraphStyle.CLAUSE
    properties = _properties(style, align, block.indent, clause, block.keep_with_next or place.keep_next, place.size)
    return f"<w:p>{properties}{write_inlines(block.content, place)}</w:p>"


@lru_cache(maxsize=1024)
def _properties(style: str, align: Align, indent: int, clause: bool, keep_next: bool, size: float) -> str:
    """Return the w:pPr of a paragraph; cached, since the thousands of cells of a table have a few shapes."""
    hanging = theme.INDENT if clause and indent else 0.0
    left = theme.INDENT * max(0, indent) + hanging if indent else None
    return Shape(style, align, left, hanging, keep_next=keep_next, line=size * theme.CELL.line).xml()


def write_heading(block: Heading, place: Place) -> str:
    """Return a heading with its number, its anchor, and the mark that the table of contents refers to."""
    level = min(max(block.level, 1), len(theme.HEADINGS))
    marks = place.story.bookmark(block.anchor) + place.story.mark_heading()
    number = run(f"{block.number} ") if block.number else ""
    return paragraph(Shape(f"Heading{level}"), marks + number + write_inlines(block.content, place))


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
    style_level = min(level, len(place.story.styles.lists) - 1)
    own = level == style_level and hang == theme.LIST_HANG and bool(item.mark)
    left = item_left(level) - theme.LIST_HANG + hang
    shape = Shape(
        f"Item{style_level + 1}",
        left=None if own else left,
        hanging=hang if item.mark else 0,
        tabs="" if own else tab_stop("clear", item_left(style_level)) + tab_stop("left", left),
        keep_next=place.keep_next,
    )
    return paragraph(shape, _marked(item, place))


def _cell_item(item: ListItem, place: Place) -> str:
    size = place.size or theme.CELL.size
    hang = breadth(item.mark, size) + MARK_GAP if item.mark else 0
    left = min(CELL_LIST_INDENT * max(0, item.level), place.width / 3) + hang
    align = place.align if place.align is Align.JUSTIFY else Align.LEFT
    shape = Shape(
        place.body_style,
        align,
        left,
        hang,
        keep_next=place.keep_next,
        tabs=tab_stop("left", left),
        line=place.size * theme.CELL.line,
    )
    return paragraph(shape, _marked(item, place))


def _marked(item: ListItem, place: Place) -> str:
    size = f'<w:sz w:val="{round(place.size * 2)}"/><w:szCs w:val="{round(place.size * 2)}"/>' if place.size else ""
    mark = run(item.mark, size) + TAB if item.mark else ""
    return mark + write_inlines(item.content, place)


def _hang(item: ListItem, place: Place) -> float:
    needed = breadth(item.mark, place.story.styles.list_size(item.level)) + MARK_GAP
    # A millimetre's grain, so that 1) and 10) of neighbouring lists still stand in one line.
    return theme.LIST_HANG if needed <= theme.LIST_HANG else float(round(needed + 0.5))


def write_line(block: Line, place: Place) -> str:
    """Return a rule over the whole width."""
    thickness = theme.OUTER_RULE * 2 if block.thick else theme.OUTER_RULE
    return paragraph(Shape("Rule", border=rule("bottom", thickness), keep_next=place.keep_next))


def write_page_break(place: Place) -> str:
    """Return a hairline paragraph that begins a new page: it leaves no blank line at the head of that page."""
    return paragraph(Shape("Hairline", page_break=True, keep_next=place.keep_next))
