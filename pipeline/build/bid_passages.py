"""Turns the laid-out technical book of a proposal into passages: each mark with the words around it, their heading and their page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.compose.bid_comparison import Place, places
from pipeline.document.blocks import (
    Anchor,
    Block,
    Cell,
    Document,
    Heading,
    Inlines,
    ItemList,
    Paragraph,
    Row,
    Table,
    plain,
)
from pipeline.model.proposal import Answer
from pipeline.trace.promises import Passage

_SENTENCE = 12  # letters from which a cell speaks for itself; a shorter one needs the cells beside it
_BESIDE = " · "


@dataclass(frozen=True, slots=True)
class _Words:
    """One paragraph, or row of a table, and where in it each anchor stands."""

    text: str
    anchors: tuple[tuple[str, int], ...]


def passages(document: Document, answers: Iterable[Answer], pages: Mapping[str, int]) -> tuple[Passage, ...]:
    """Return the passage of each answer whose mark stands in `document`, in the order of the answers.

    `pages` is anchor → printed page, as the layout has it; a page that it does not know is not told.
    """
    where = places(document.blocks)
    found = {anchor: (words, at) for words in _words(document.blocks) for anchor, at in words.anchors}
    return tuple(_passage(answer, *found[answer.anchor], where.get(answer.anchor), pages) for answer in answers if answer.anchor in found)


def _passage(answer: Answer, words: _Words, at: int, place: Place | None, pages: Mapping[str, int]) -> Passage:
    others = tuple(each for anchor, each in words.anchors if anchor != answer.anchor)
    return Passage(answer, words.text, at, others, place.words if place else "", pages.get(answer.anchor))


def _words(blocks: tuple[Block, ...]) -> Iterator[_Words]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield _of(block.content)
            case ItemList():
                for item in block.items:
                    yield _of(item.content)
            case Table():
                for row in block.rows:
                    yield from _of_row(row)


def _of(content: Inlines) -> _Words:
    text, anchors = "", []
    for inline in content:
        if isinstance(inline, Anchor):
            anchors.append((inline.name, len(text)))
        text += plain((inline,)).replace("\n", " ")
    return _Words(text, tuple(anchors))


def _of_row(row: Row) -> Iterator[_Words]:
    """Yield the cells that say something whole, and for the marks in short ones the row read from left to right."""
    cells = [_of_cell(cell) for cell in row.cells]
    for cell in cells:
        if len(cell.text.strip()) >= _SENTENCE:
            yield cell
        elif cell.anchors:
            text = _BESIDE.join(each.text.strip() for each in cells if each.text.strip())
            yield _Words(text, tuple((name, 0) for name, _ in cell.anchors))


def _of_cell(cell: Cell) -> _Words:
    text, anchors = "", []
    for words in _words(cell.content):
        text += " " if text and words.text else ""
        anchors += [(name, len(text) + at) for name, at in words.anchors]
        text += words.text
    return _Words(text, tuple(anchors))
