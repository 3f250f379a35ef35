"""Turns a column of boxes into pages, and contents, header, footer and marking into what stands on them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.document.blocks import Align, Inlines, Page, Run
from pipeline.write import theme
from pipeline.write.pdf.boxes import ASCENT, Box, Break, TextBox, fill
from pipeline.write.pdf.front import WriteText
from pipeline.write.pdf.leaf import MM, Leaf
from pipeline.write.pdf.marks import Mark

if TYPE_CHECKING:
    from pipeline.write.pdf.pen import Pen  # its canvas takes 0.1 s to load, and most commands draw nothing

HEADER = replace(theme.FOOTER, size=9, align=Align.LEFT, color="555555")
NOTICE = replace(theme.FOOTER, size=8, align=Align.LEFT, color="555555")
MARKING = replace(theme.FOOTER, size=10.5, align=Align.RIGHT, bold=True, color=theme.MARKING)
NUMBER_ROOM = 12.0  # mm kept free at either side of the page's middle
CONTENTS_INDENT = 6.0  # mm a level
CONTENTS_NUMBER = 12.0  # mm for the page number
LEAST_BODY = 20.0  # mm, whatever the margins say
DOTS = 3.0  # pt from one dot of a leader to the next


@dataclass(slots=True)
class Sheet:
    """One page: its boxes with their distances from the top margin, and whether it is a cover's, which bears no number."""

    boxes: list[tuple[Box, float]]
    cover: bool


@dataclass(slots=True, kw_only=True)
class Contents(Box):
    """Stands for a 목차 until all headings are known."""

    title: str
    depth: int


@dataclass(slots=True, kw_only=True)
class Entry(Box):
    """One line of the contents: the heading, a dotted leader, and the number of the page that it is on."""

    title: TextBox
    target: Mark
    room: float
    write: WriteText

    def draw(self, pen: Pen, x: float, top: float) -> None:
        self.title.draw(pen, x, top)
        number = self.write((Run(self.target.page),), self.room, replace(theme.TOC_ENTRY, align=Align.RIGHT))
        number.draw(pen, x, top - self.height + number.height)
        line = self.title.lines[-1]
        indent = self.title.rest if len(self.title.lines) > 1 else self.title.first
        start = x + indent + self.title.text.width(line.start, line.end) + DOTS
        end = x + self.room - number.text.width() - DOTS
        baseline = top - self.height + (number.pitch - number.size) / 2 + (1 - ASCENT) * number.size
        if end > start:
            pen.rules([(start, baseline + 1, end, baseline + 1)], 0.8, "777777", dash=DOTS)
        pen.jump(self.target, (x, top - self.height, x + self.room, top))


def with_contents(boxes: list[Box], headings: list[Mark], width: float, write: WriteText) -> list[Box]:
    """Replace each Contents by a title and an entry for every heading down to its depth."""
    filled: list[Box] = []
    for box in boxes:
        if not isinstance(box, Contents):
            filled.append(box)
            continue
        title = write((Run(box.title),), width, replace(theme.COVER_ORGANISATION, sans=True))
        title.after = 18
        filled += [Break(), title]
        filled += [_entry(mark, width, write) for mark in headings if mark.level <= box.depth]
        filled.append(Break())
    return filled


def _entry(mark: Mark, width: float, write: WriteText) -> Entry:
    indent = (mark.level - 1) * CONTENTS_INDENT * MM
    style = replace(theme.TOC_ENTRY, bold=mark.level == 1)
    hang = write((Run(f"{mark.number} "),), width, style).text.width() if mark.number else 0
    title = write((Run(mark.title),), width - indent - CONTENTS_NUMBER * MM, style, 0, hang)
    title.width, title.first, title.rest = title.width + indent, indent, indent + hang
    before = 4 if mark.level == 1 else 0
    return Entry(title=title, target=mark, room=width, write=write, height=title.height, before=before)


def paginated(boxes: list[Box], height: float) -> list[Sheet]:
    """Fill pages of `height` pt, and tell each mark on which of them it stands.

    The boxes stay as they are, and may be filled into pages again.
    """
    queue, sheets = boxes[::-1], []
    cover = False
    seen: set[Mark] = set()  # a header row stands on many pages, its marks on the first of them
    while queue:
        if isinstance(queue[-1], Break):
            cover = queue.pop().cover
            continue
        placed = fill(queue, height, height, force=True)
        for box, _ in placed:
            for mark in box.marks():
                if mark not in seen:
                    seen.add(mark)
                    mark.sheet = len(sheets)
        sheets.append(Sheet(placed, cover))
    return sheets


def body_size(page: Page) -> tuple[float, float]:
    """Return width and height (pt) of the text area: the header's and footer's bands lie within the outer margins."""
    width = page.width - page.left - page.right
    height = page.height - page.top - page.bottom - page.header_margin - page.footer_margin
    return max(width, LEAST_BODY) * MM, max(height, LEAST_BODY) * MM


def furniture(pen: Pen, page: Page, cover: bool, write: WriteText) -> Leaf:
    """Draw what stands on every page alike: marking, and but for covers header and notice."""
    width, _ = body_size(page)
    left, top, band = page.left * MM, (page.height - page.top) * MM, page.header_margin * MM
    taken = 0.0
    if page.marking:
        marking = _fitted((Run(page.marking),), width / 2, band, MARKING, write)
        right = left + width
        taken = max(marking.text.width(line.start, line.end) for line in marking.lines) + 10
        marking.draw(pen, right - marking.width - 5, top - 2)
        _frame(pen, right - taken, top, taken, marking.height + 4)
    if page.header and not cover:
        header = _fitted((Run(page.header),), width - taken - 8, band, HEADER, write)
        header.draw(pen, left, top - 2)
    if page.footer and not cover:
        foot = page.bottom * MM
        notice = _fitted((Run(page.footer),), width / 2 - NUMBER_ROOM * MM, page.footer_margin * MM, NOTICE, write)
        notice.draw(pen, left, foot + notice.height)
    return pen.end_page()


def page_number(pen: Pen, page: Page, number: int, write: WriteText) -> Leaf:
    """Draw the number at a page's foot."""
    width, _ = body_size(page)
    shown = write((Run(f"- {number} -"),), width, theme.FOOTER)
    shown.draw(pen, page.left * MM, page.bottom * MM + shown.height)
    return pen.end_page()


def _frame(pen: Pen, x: float, top: float, width: float, height: float) -> None:
    right, bottom = x + width, top - height
    sides = [(x, top, right, top), (right, top, right, bottom), (right, bottom, x, bottom), (x, bottom, x, top)]
    pen.rules(sides, 0.6, theme.MARKING)


def _fitted(content: Inlines, width: float, height: float, style: theme.TextStyle, write: WriteText) -> TextBox:
    """Lay `content` out in smaller letters until it goes into `height`, down to 5 pt."""
    box = write(content, width, style)
    while box.height > height and style.size > 5:
        style = replace(style, size=style.size - 0.5)
        box = write(content, width, style)
    return box
