"""Turns the blocks between two page breaks into pages of their own: nothing before or behind a stretch moves a line in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.document.blocks import Block, Cover, PageBreak, SignatureBlock, TableOfContents
from pipeline.write.pdf.boxes import Box, TextBox
from pipeline.write.pdf.desk import Desk, Notes
from pipeline.write.pdf.front import WriteText
from pipeline.write.pdf.leaf import Leaf
from pipeline.write.pdf.lines import Slot
from pipeline.write.pdf.marks import Mark
from pipeline.write.pdf.sheets import Sheet, paginated, with_contents

if TYPE_CHECKING:
    from pipeline.write.pdf.pen import Pen  # its canvas takes 0.1 s to load, and most commands draw nothing

Write = Callable[[Block], list[Box]]


@dataclass(slots=True)
class _Part:
    """One block laid out: its boxes, the page numbers in it, and the places that it marks."""

    block: Block
    boxes: list[Box]
    slots: list[Slot]
    marks: list[Mark]


@dataclass(slots=True)
class Stretch:
    """Blocks that begin on a new page and end before one; `covers` says of each of its pages whether it is a cover's.

    One whose measure was known has no parts until it is laid out.
    """

    blocks: tuple[Block, ...]
    notes: Notes
    covers: tuple[bool, ...] = ()
    rooms: tuple[tuple[str, int], ...] = ()  # the anchors whose page numbers it prints, with the letters of room for each
    parts: list[_Part] | None = None
    sheets: list[Sheet] = field(default_factory=list)

    @property
    def lists_headings(self) -> bool:
        """True where it holds the contents, which speak of every other stretch."""
        return any(isinstance(block, TableOfContents) for block in self.blocks)

    def lay_out(self, desk: Desk, write: Write) -> None:
        """Lay every block out; what is known of its places and problems already is kept."""
        again = iter(self.notes.marks) if self.notes.marks else None
        self.parts = []
        for block in self.blocks:
            desk.begin(self.notes, again)
            self.parts.append(_Part(block, write(block), desk.slots, desk.marks))

    def lay_out_again(self, desk: Desk, write: Write, roomy: bool) -> None:
        """Lay those blocks out once more in which a page number takes more or less room than it was given."""
        for part in self.parts or ():
            if not all(_fits(desk.number(slot.anchor), len(slot.shown), roomy) for slot in part.slots):
                desk.begin(self.notes, iter(part.marks))
                part.boxes, part.slots = write(part.block), desk.slots

    def list_headings(self, headings: list[Mark], width: float, text: WriteText) -> None:
        """Put the contents in their place."""
        for part in self.parts or ():
            part.boxes = with_contents(part.boxes, headings, width, text)

    def fill(self, height: float) -> None:
        """Fill pages of `height` pt."""
        self.sheets = paginated(self._column(), height)
        self.covers = tuple(sheet.cover for sheet in self.sheets)
        self.rooms = tuple((slot.anchor, len(slot.shown)) for part in self.parts or () for slot in part.slots)

    def fits(self, desk: Desk, roomy: bool) -> bool:
        """Say whether every page number has the room it needs, or with `roomy` more than that."""
        return all(_fits(desk.number(anchor), room, roomy) for anchor, room in self.rooms)

    def draw(self, pen: Pen, desk: Desk, left: float, top: float) -> list[Leaf]:
        """Draw the pages, every page number being known; the body's upper left corner is (left, top)."""
        for part in self.parts or ():
            for slot in part.slots:
                slot.fill(desk.number(slot.anchor))
        desk.begin(self.notes)
        return [_drawn(sheet, pen, left, top) for sheet in self.sheets]

    def _column(self) -> list[Box]:
        boxes: list[Box] = []
        for part in self.parts or ():
            if isinstance(part.block, SignatureBlock) and boxes and isinstance(boxes[-1], TextBox):
                boxes[-1].keep = True  # signatures never stand on a page without a word of what is signed
            boxes += part.boxes
        return boxes


def stretches(blocks: Iterable[Block]) -> Iterator[Stretch]:
    """Yield the stretches of a document: page breaks part them, and covers and contents stand on pages of their own."""
    held: list[Block] = []
    order = 0
    for block in blocks:
        alone = isinstance(block, Cover | TableOfContents)
        if held and (alone or isinstance(block, PageBreak)):
            yield Stretch(tuple(held), Notes(order))
            held, order = [], order + 1
        if alone:
            yield Stretch((block,), Notes(order))
            order += 1
        elif not isinstance(block, PageBreak):
            held.append(block)
    if held:
        yield Stretch(tuple(held), Notes(order))


def _fits(number: str, room: int, roomy: bool) -> bool:
    return len(number) == room or (roomy and len(number) < room)


def _drawn(sheet: Sheet, pen: Pen, left: float, top: float) -> Leaf:
    for box, y in sheet.boxes:
        box.draw(pen, left, top - y)
    return pen.end_page()
