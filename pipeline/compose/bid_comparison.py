"""Turns the state of every requirement and the blocks of a book into the lines of 요구사항 대비표 and 평가항목 대비표."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from pipeline.document.blocks import Anchor, Block, Cell, Heading, Inlines, ItemList, Paragraph, SignatureBlock, Table, plain
from pipeline.model.procurement import EvaluationItem
from pipeline.model.proposal import Acceptance
from pipeline.rules.compliance import Compliance, Judged, Row, State, first_in


@dataclass(frozen=True, slots=True)
class Place:
    """The heading under which something stands: its number as people cite it ("Ⅲ-2-가") and its words."""

    number: str
    title: str

    @property
    def words(self) -> str:
        """Ⅲ-2-가 정기점검."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the RFP beside its answer: where it stands (`place`, `anchor` of its page), or in which other book (`other`)."""

    row: Row
    place: str = ""
    anchor: str = ""
    other: str = ""

    @property
    def answer(self) -> str:
        """수용, 대안, 불가; 일부 where only some rows below are answered; "" for no answer."""
        if self.row.state is State.PARTLY:
            return State.PARTLY.value
        return self.row.acceptance.value if self.row.acceptance else ""


@dataclass(frozen=True, slots=True)
class CardLines:
    """The lines of one requirement card."""

    id: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One section that answers an item: its number and title, the anchor of its page, and what it offers, line by line."""

    words: str
    anchor: str
    pitch: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """One item of the evaluation with the sections that answer it, or the other book that does."""

    item: EvaluationItem
    spots: tuple[Spot, ...]
    other: str = ""

    @property
    def criterion(self) -> tuple[str, ...]:
        """By what the RFP judges the item, line by line."""
        return _lines(self.item.criterion)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both tables, and the counts that stand above the first."""

    cards: tuple[CardLines, ...]
    items: tuple[Scored, ...]
    total: int
    counts: Mapping[str, int]  # 답함, 일부, 없음
    accepted: Mapping[str, int]  # 수용, 대안, 불가
    points: Decimal | None

    @property
    def longest(self) -> int:
        """Letters of the longest number of a row: its column holds it on one line as far as there is room."""
        return max((len(line.row.key) for card in self.cards for line in card.lines), default=0)

    @property
    def has_criteria(self) -> bool:
        """True when the RFP says of some item by what it is judged."""
        return any(each.criterion for each in self.items)

    @property
    def has_pitches(self) -> bool:
        """True when some section says what it offers."""
        return any(spot.pitch for each in self.items for spot in each.spots)


def comparison(found: Compliance, anchors: Mapping[str, str], elsewhere: Mapping[str, str], where: Mapping[str, Place]) -> Comparison:
    """Return both tables of a book: `anchors` gives a section file its anchor, `elsewhere` the name of the other book
    that a file belongs to, `where` every anchor its heading."""
    lines = [_line(row, anchors, elsewhere, where) for row in found.rows]
    cards = tuple(CardLines(id, (own := tuple(group))[0].row.name, own) for id, group in groupby(lines, lambda line: line.row.card))
    items = tuple(_scored(each, anchors, elsewhere, where) for each in found.judged)
    accepted = {each.value: sum(row.state is State.ANSWERED and row.acceptance is each for row in found.rows) for each in Acceptance}
    points = [each.item.points for each in found.judged]
    total = None if None in points else sum((each or Decimal(0) for each in points), Decimal(0))
    return Comparison(cards, items, len(found.rows), found.counts, accepted, total)


def _line(row: Row, anchors: Mapping[str, str], elsewhere: Mapping[str, str], where: Mapping[str, Place]) -> Line:
    answer = first_in(row, anchors)
    if answer is not None:
        return Line(row, where[answer.anchor].words if answer.anchor in where else "", answer.anchor)
    return Line(row, other=next((elsewhere[file] for file in row.files if file in elsewhere), ""))


def _scored(each: Judged, anchors: Mapping[str, str], elsewhere: Mapping[str, str], where: Mapping[str, Place]) -> Scored:
    here = tuple(
        Spot(where[anchor].words, anchor, _lines(section.pitch))
        for section in each.sections
        if (anchor := anchors.get(section.file, "")) in where
    )
    files = [section.file for section in each.sections]
    other = next((elsewhere[file] for file in files if file in elsewhere), "가격제안서" if each.by_price else "")
    return Scored(each.item, here, "" if here else other)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def places(blocks: tuple[Block, ...]) -> dict[str, Place]:
    """Return anchor → the heading that it is, or under which it stands, in reading order; the first of equal anchors counts."""
    found: dict[str, Place] = {}
    numbers: list[str] = []
    here = Place("", "")
    for block in blocks:
        if isinstance(block, Heading):
            numbers = [*numbers[: block.level - 1], *[""] * (block.level - 1 - len(numbers)), block.number.strip(" .()")]
            here = Place("-".join(filter(None, numbers)), " ".join(plain(block.content).split()))
            found.setdefault(block.anchor, here)
        for name in _anchors(block):
            found.setdefault(name, here)
    return found


def _anchors(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield from _names(block.content)
        case ItemList():
            for item in block.items:
                yield from _names(item.content)
        case Table():
            cells = (cell for row in block.rows for cell in row.cells)
            yield from filter(None, (block.anchor, *_in_cells(cells)))
        case SignatureBlock():
            return
        case _:
            if name := getattr(block, "anchor", ""):
                yield name


def _in_cells(cells: Iterator[Cell]) -> Iterator[str]:
    return (name for cell in cells for block in cell.content for name in _anchors(block))


def _names(content: Inlines) -> Iterator[str]:
    return (inline.name for inline in content if isinstance(inline, Anchor))
