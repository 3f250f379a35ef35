"""Turns a cover and a table of contents into the pages that stand before the text."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document.blocks import (
    Align,
    Cell,
    Cover,
    Heading,
    Inlines,
    Paragraph,
    Row,
    Run,
    Table,
    TableOfContents,
    TableStyle,
    plain,
)
from pipeline.write import theme
from pipeline.write.hwpx.inlines import page_reference
from pipeline.write.hwpx.markup import DOTS, MM_PER_POINT, RIGHT_TAB, one_line, paragraph, run, tab, words
from pipeline.write.hwpx.paragraphs import text_paragraph
from pipeline.write.hwpx.story import Place, heading_reference
from pipeline.write.hwpx.tables import Frame, write_table
from pipeline.write.theme import breadth

_TITLE_AT = 0.24  # of the text's height, so that the title stands a third down the sheet
_WIDE_SET = 8  # letters: a title up to this long is set wide (제 안 요 청 서)
_SPACING = 43  # percent between the letters of such a title


def write_cover(block: Cover, place: Place) -> str:
    """Return the cover: marking, title, boxed facts, date, and the organisation at the foot of the page."""
    parts = []
    top = place.height * _TITLE_AT
    if block.marking:
        parts.append(text_paragraph("cover marking", f"[{block.marking}]", place))
        top -= 8
    parts.append(_title(block.title, top, place))
    if block.subtitle:
        parts.append(text_paragraph("cover subtitle", block.subtitle, place, before=_points(4)))
    if block.facts:
        parts.append(text_paragraph("anchor", "", place, before=_points(place.height * 0.08)))
        parts.append(_facts(block.facts, place))
    if block.date:
        parts.append(text_paragraph("cover date", block.date, place, before=_points(place.height * 0.1)))
    if block.organisation:
        parts.append(_organisation(block.organisation, place))
    return "".join(parts)


def _title(title: str, top: float, place: Place) -> str:
    story = place.story
    style = story.styles["cover title"]
    wide = len(title) <= _WIDE_SET and " " not in title
    letters = story.looks.letters(replace(style.letters, spacing=_SPACING) if wide else style.letters)
    shape = story.shape("cover title", before=_points(top))
    return paragraph(shape, story.style_ids["cover title"], run(letters, words(title)))


def _organisation(name: str, place: Place) -> str:
    if place.nested:
        return text_paragraph("cover organisation", name, place)
    rows = (Row((Cell((Paragraph((Run(name),)),)),)),)
    frame = Frame(align=Align.CENTER, text_style="cover organisation", keep=True, at_foot=True)
    return write_table(Table(rows, (1.0,), style=TableStyle.PLAIN), place, frame)


def _points(mm: float) -> float:
    return mm / MM_PER_POINT


def _facts(facts: tuple[tuple[str, Inlines], ...], place: Place) -> str:
    width = place.width * 0.82
    label_width = min(max(breadth(label, theme.COVER_FACT.size) for label, _ in facts) + 12, width / 2)
    rows = tuple(
        Row((Cell((Paragraph((Run(label),)),), header=True, align=Align.CENTER), Cell((Paragraph(text),))), 11)
        for label, text in facts
    )
    table = Table(rows, (label_width, width - label_width), style=TableStyle.FORM)
    return write_table(table, place, Frame(width, Align.CENTER, "cover fact", "cover label"))


def write_contents(block: TableOfContents, place: Place) -> str:
    """Return the title and one line a heading down to `block.depth`, with dots to a reference to its page.

    The numbers are those that the document knows; others stay empty until 한글 computes them: a guess would be a wrong
    number in print.
    """
    depth = min(max(block.depth, 1), len(theme.HEADINGS))
    entries = []
    seen: set[str] = set()  # of equal anchors, the first has the page
    for position, heading in enumerate(place.story.headings, 1):
        page = "" if heading.anchor in seen else place.story.page(heading.anchor)
        seen.add(heading.anchor)
        if heading.level <= depth:
            entries.append(_entry(heading, position, page, place))
    return text_paragraph("contents title", block.title, place) + "".join(entries)


def _entry(heading: Heading, position: int, page: str, place: Place) -> str:
    story = place.story
    key = f"contents{min(max(heading.level, 1), len(theme.HEADINGS))}"
    text = one_line(f"{heading.number} {plain(heading.content)}".strip())
    size = story.styles[key].letters.size
    dots = tab(place.width - breadth(text, size) - breadth(page or "00", size), RIGHT_TAB, DOTS)
    letters = story.letters(key)
    reference = page_reference(heading_reference(position), page, letters, story)
    return paragraph(story.shape(key), story.style_ids[key], run(letters, words(text) + dots) + reference)
