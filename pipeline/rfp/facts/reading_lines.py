"""Turns a paper into the lines that facts are read from: each once, with its place, its zone and the heading above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property

from pipeline.rfp.card import Requirements
from pipeline.rfp.cards.markers import Marked, split_marker
from pipeline.rfp.paper import Block, Kind, Paper, Paragraph, Place, Table

_CONTENTS_LINE = re.compile(r"(?:\t\s*|[·․.…⋅]{3,}\s*)\d{0,3}\s*$")
_CONTENTS_HEAD = re.compile(r"[<◀\[【\s]*(?:목\s*차|차\s*례|contents)[\s>▶\]】]*$", re.IGNORECASE)
_CHAPTER = re.compile(r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|(?:I{1,3}|IV|VI{0,3}|IX|X)(?=[.\s])|제\s*\d{1,2}\s*장)[.\s]*\S")
_FORM_NUMBER = re.compile(r"[\[<(【〔{\s]*(?:별지|서식|양식)\s*(?:제?\s*[\d#]|서식|양식|\d)|[\[【〔]\s*[Ⅰ-Ⅻ]\s*[-–]\s*\d{1,2}\s*[\]】〕]")
_FORM_NAME = re.compile(r"(?:[가-힣]{0,12}(?:서약서|각서|위임장|동의서|확약서|위탁계약서))(?:\(.{1,12}\))?$")
_FORMS_FROM = 0.5  # of the paper: no form stands before
_NAMED_FORMS_FROM = 0.7
_OFTEN = 4


class Zone(Enum):
    """Which part of the document a line belongs to."""

    COVER = auto()
    BODY = auto()
    CARD = auto()  # inside a requirement card
    FORM = auto()  # the forms at the end


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    text: str
    place: Place
    zone: Zone
    block: int  # index of its top-level block
    heading: str = ""
    table: Table | None = None
    indent: float = 0.0
    kind: Kind = Kind.BODY
    level: int = 0

    @property
    def marked(self) -> Marked:
        """The line taken apart: number or bullet, its family, the words."""
        return split_marker(self.text)


@dataclass(frozen=True)
class Lines:
    """The lines of one paper."""

    paper: Paper
    requirements: Requirements
    all: tuple[Line, ...]
    zones: tuple[Zone, ...] = field(default=())  # of the top-level blocks

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """Every line but those of forms and of the cover."""
        return tuple(line for line in self.all if line.zone in (Zone.BODY, Zone.CARD))

    @cached_property
    def front(self) -> tuple[Line, ...]:
        """Every line but those of forms."""
        return tuple(line for line in self.all if line.zone is not Zone.FORM)

    @cached_property
    def cover(self) -> tuple[Line, ...]:
        """The lines of the cover."""
        return tuple(line for line in self.all if line.zone is Zone.COVER)

    def tables(self, *zones: Zone) -> Iterator[tuple[Table, Zone, str]]:
        """Yield the tables of the zones, nested ones too, each with its zone and the heading or line above it."""
        above = ""
        for block, zone in zip(self.paper.blocks, self.zones, strict=True):
            if isinstance(block, Paragraph):
                above = block.printed.strip() or above
            elif zone in zones:
                yield from ((table, zone, caption) for table, caption in _nested(block, above))


def lines_of(paper: Paper, requirements: Requirements) -> Lines:
    """Return the lines of the paper without contents, page numbers and running heads."""
    zones = _zones(paper, requirements)
    made: list[Line] = []
    heading = ""
    for order, (block, zone) in enumerate(zip(paper.blocks, zones, strict=True)):
        if isinstance(block, Paragraph):
            if _is_left_out(block):
                continue
            text = block.printed.strip()
            if block.kind is Kind.HEADING or block.level or _CHAPTER.match(text):
                heading = text
            made += _split(block, zone, order, heading, None)
        elif not _is_contents(block):
            for cell in block.cells:
                for paragraph in cell.paragraphs():
                    if not _is_left_out(paragraph):
                        made += _split(paragraph, zone, order, heading, block, paragraph.place or cell.place or block.place)
    return Lines(paper, requirements, tuple(made), tuple(zones))


def head_of(block: Block) -> str:
    """Return the words that a block begins with; those of a table that frames a heading (Ⅲ | | 제안요청 내용) in one."""
    if isinstance(block, Paragraph):
        return block.printed.strip()
    words = [cell.text.strip() for cell in block.cells[:6] if cell.text.strip()]
    return " ".join(words[:3]).split("\n", 1)[0] if words else ""


def _nested(table: Table, above: str) -> Iterator[tuple[Table, str]]:
    yield table, table.caption or above
    for cell in table.cells:
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                above = block.printed.strip() or above
            else:
                yield from _nested(block, above)


def _split(paragraph: Paragraph, zone: Zone, order: int, heading: str, table: Table | None, place: Place | None = None) -> Iterator[Line]:
    for text in paragraph.printed.split("\n"):
        if text.strip() and not _CONTENTS_LINE.search(text):
            yield Line(
                text.strip(), place or paragraph.place, zone, order, heading, table, paragraph.indent, paragraph.kind, paragraph.level
            )


def _is_left_out(paragraph: Paragraph) -> bool:
    return paragraph.kind in (Kind.MARGIN, Kind.CONTENTS) or not (paragraph.text.strip() or paragraph.marker)


def _is_contents(table: Table) -> bool:
    lines = [line for cell in table.cells for line in cell.text.split("\n") if line.strip()]
    return len(lines) > 3 and sum(bool(_CONTENTS_LINE.search(line)) for line in lines) * 2 > len(lines)


def _zones(paper: Paper, requirements: Requirements) -> list[Zone]:
    """Return the zone of each top-level block."""
    cards = {_block_of(place) for card in requirements.cards for place in (card.place, *(each.place for _, each in card.walk()))}
    body, forms = _start_of_body(paper), _start_of_forms(paper)
    zones = []
    for order, block in enumerate(paper.blocks):
        if _block_of(block.place) in cards:
            zones.append(Zone.CARD)
        elif order < body:
            zones.append(Zone.COVER)
        else:
            zones.append(Zone.FORM if order >= forms else Zone.BODY)
    return zones


def _block_of(place: Place) -> tuple[int, int, int]:
    """Return what names the top-level block that a place stands in."""
    if place.table or place.block:
        return 0, place.block, place.table
    return place.line, 0, 0


def _start_of_body(paper: Paper) -> int:
    """Return the index of the block where the cover and the contents end."""
    last_contents = -1
    for order, block in enumerate(paper.blocks[:150]):
        contents = block.kind is Kind.CONTENTS if isinstance(block, Paragraph) else _is_contents(block)
        if contents or (isinstance(block, Paragraph) and (_CONTENTS_HEAD.match(block.text.strip()) or _CONTENTS_LINE.search(block.text))):
            last_contents = order
    if last_contents >= 0:
        return last_contents + 1
    chapters = (order for order, block in enumerate(paper.blocks[:80]) if _CHAPTER.match(head_of(block)))
    return next(chapters, 0)


def _start_of_forms(paper: Paper) -> int:
    """Return the index of the block where the forms begin; the number of blocks when there are none."""
    total = len(paper.blocks)
    for order in range(int(total * _FORMS_FROM), total):
        block = paper.blocks[order]
        if isinstance(block, Paragraph) and _is_left_out(block):
            continue
        head = head_of(block)
        if _CONTENTS_LINE.search(head):
            continue
        if _FORM_NUMBER.match(head):
            return order
        if order > total * _NAMED_FORMS_FROM and _FORM_NAME.fullmatch(re.sub(r"\s", "", head)):
            return order
    return total
