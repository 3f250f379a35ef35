"""Turns the inlines of a paragraph into runs: looks, links, places, page numbers and the mark of a missing fact."""

from __future__ import annotations

from pipeline.document.blocks import Anchor, Inline, Inlines, LineBreak, PageNumber, Run
from pipeline.write import theme
from pipeline.write.docx.markup import reference, rgb, run
from pipeline.write.docx.story import Place, bookmark_name

LINE_BREAK = "<w:r><w:br/></w:r>"
UNKNOWN = "?"  # the number of a page that nobody knows yet


def write_inlines(content: Inlines, place: Place) -> str:
    """Return the runs of `content`."""
    return "".join([write_inline(inline, place) for inline in content])


def write_inline(inline: Inline, place: Place) -> str:
    """Return one inline as a run, inside a hyperlink when it has one."""
    match inline:
        case LineBreak():
            return LINE_BREAK
        case Anchor():
            return place.story.bookmark(inline.name)
        case PageNumber():
            return _page_number(inline, place)
        case Run(href=""):
            return run(inline.text, _look(inline, place.size))
        case Run():
            return _linked(inline, place)


def _page_number(inline: PageNumber, place: Place) -> str:
    shown, look = place.story.page(inline.anchor) or UNKNOWN, _look(Run(""), place.size)
    if not place.story.has(inline.anchor):  # Word would print an error over it
        return run(UNKNOWN, look)
    return reference(bookmark_name(inline.anchor), shown, look)


def _linked(inline: Run, place: Place) -> str:
    look = _look(inline, place.size)
    linked = run(inline.text, f'<w:rStyle w:val="Hyperlink"/>{look}')
    if inline.href.startswith("#") and len(inline.href) > 1:
        target = f'w:anchor="{bookmark_name(inline.href[1:])}"'
    else:
        number = place.story.link(inline.href)
        if not number:
            return run(inline.text, look)
        target = f'r:id="{number}"'
    return f"<w:hyperlink {target}>{linked}</w:hyperlink>"


def _look(inline: Run, size: float) -> str:
    """Return the inside of w:rPr, its elements in the schema's order; empty for plain text."""
    parts = []
    if inline.bold or inline.missing:
        parts.append("<w:b/><w:bCs/>")
    if inline.italic:
        parts.append("<w:i/><w:iCs/>")
    if inline.strike:
        parts.append("<w:strike/>")
    color = theme.MISSING if inline.missing else rgb(inline.color)
    if color:
        parts.append(f'<w:color w:val="{color}"/>')
    points = inline.size or size
    if points:
        half = max(2, round(points * 2))
        parts.append(f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>')
    if inline.missing:
        parts.append('<w:highlight w:val="yellow"/>')
    if inline.underline:
        parts.append('<w:u w:val="single"/>')
    if inline.superscript:
        parts.append('<w:vertAlign w:val="superscript"/>')
    return "".join(parts)
