"""Turns the laid-out technical book of a proposal into passages: each mark with the words around it, their heading and their page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from pipeline.compose.bid_comparison import Place, places
from pipeline.document.blocks import (
    Anchor,
    Block,
    Cell,
    Document,
    Heading,
    Inlines,
    ItemList,
    PageNumber,
    Paragraph,
    Row,
    Run,
    Table,
    plain,
)
from pipeline.model.proposal import Answer
from pipeline.trace.promises import Beside, Passage

_EMPTY = ("", "-", "–", "—")  # cells that say nothing
_COUNTING = ("번호", "연번", "순번", "No", "No.", "NO")  # heads of columns that only count the rows


@dataclass(frozen=True, slots=True)
class _Words:
    """One paragraph, or one cell, and where in it each anchor stands; of a cell also the rest of its row."""

    text: str
    anchors: tuple[tuple[str, int], ...]
    beside: Beside = Beside()


@dataclass(frozen=True, slots=True)
class _Book:
    """What the words of a book are read with: the reason printed behind each mark that gives one, and the pages."""

    notes: Mapping[str, str]
    pages: Mapping[str, int]


def passages(document: Document, answers: Iterable[Answer], pages: Mapping[str, int]) -> tuple[Passage, ...]:
    """Return the passage of each answer whose mark stands in `document`, in the order of the answers.

    `pages` is anchor → printed page, as the layout has it; a page that it does not know is not told. The reason of a 대안 or 불가,
    which is printed behind its sentence, is no part of the words: the answer has it. A mark in a table speaks for its whole row.
    """
    answers = tuple(answers)
    book = _Book({answer.anchor: f"({answer.reason})" for answer in answers if answer.reason}, pages)
    where = places(document.blocks)
    found = {anchor: (words, at) for words in _words(document.blocks, book) for anchor, at in words.anchors}
    return tuple(_passage(answer, *found[answer.anchor], where.get(answer.anchor), pages) for answer in answers if answer.anchor in found)


def _passage(answer: Answer, words: _Words, at: int, place: Place | None, pages: Mapping[str, int]) -> Passage:
    others = tuple(each for anchor, each in words.anchors if anchor != answer.anchor)
    heading, page = place.words if place else "", pages.get(answer.anchor)
    return Passage(answer, words.text, at, others, heading, page, words.beside)


def _words(blocks: tuple[Block, ...], book: _Book) -> Iterator[_Words]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield _of(block.content, book)
            case ItemList():
                for item in block.items:
                    yield _of(item.content, book)
            case Table():
                yield from _of_table(block, book)


def _of(content: Inlines, book: _Book) -> _Words:
    text, anchors, printed = "", [], ""
    for inline in content:
        match inline:
            case Anchor(name=name):
                anchors.append((name, len(text)))
                printed = book.notes.get(name, printed)
                continue
            case PageNumber(anchor=anchor):
                text += str(book.pages.get(anchor, ""))
            case Run(text=words) if printed and words.startswith(printed):
                text += words.removeprefix(printed)
            case _:
                text += plain((inline,)).replace("\n", " ")
        printed = ""
    return _Words(text, tuple(anchors))


def _of_table(table: Table, book: _Book) -> Iterator[_Words]:
    """Yield every marked cell with the rest of its row, each cell under its column's head; cells that reach down stand in each row."""
    heads: dict[int, str] = {}
    above: dict[int, tuple[int, _Words]] = {}  # column → rows that the cell there goes on for, its words
    for order, row in enumerate(table.rows):
        cells = _grid(row, above, book)
        if order < table.header_rows:
            for column, words in cells.items():
                if words.text.strip():
                    heads[column] = words.text.strip()
            yield from (words for words in cells.values() if words.anchors)
        else:
            yield from _of_row(cells, heads)


def _grid(row: Row, above: dict[int, tuple[int, _Words]], book: _Book) -> dict[int, _Words]:
    """Return column → the cell that begins there in `row` or reaches down into it; `above` goes on to the next row."""
    found: dict[int, _Words] = {}
    free = (column for column in count() if column not in above)
    reaching: dict[int, tuple[int, _Words]] = {}
    for cell in row.cells:
        columns = [next(free) for _ in range(cell.colspan)]
        words = _of_cell(cell, book)
        found[columns[0]] = words
        for order, column in enumerate(columns):
            if cell.rowspan > 1:
                reaching[column] = (cell.rowspan - 1, _Words("" if order else words.text, ()))
    for column, (rows, words) in list(above.items()):
        found[column] = words
        if rows > 1:
            reaching.setdefault(column, (rows - 1, words))
    above.clear()
    above.update(reaching)
    return dict(sorted(found.items()))


def _of_row(cells: Mapping[int, _Words], heads: Mapping[int, str]) -> Iterator[_Words]:
    """Yield the marked cells of a row, each with the other cells: of those only the first and the ones that no mark claims."""
    first = min(cells, default=0)
    shown = {column: _under(words.text.strip(), heads.get(column, "")) for column, words in cells.items()}
    for column, words in cells.items():
        if not words.anchors:
            continue
        rest = {other: text for other, text in shown.items() if other != column and (other == first or not cells[other].anchors)}
        before = tuple(text for other, text in rest.items() if other < column and text)
        behind = tuple(text for other, text in rest.items() if other > column and text)
        yield _Words(words.text, words.anchors, Beside(heads.get(column, ""), before, behind))


def _under(text: str, head: str) -> str:
    if text in _EMPTY or head in _COUNTING:
        return ""
    return f"{head}: {text}" if head else text


def _of_cell(cell: Cell, book: _Book) -> _Words:
    text, anchors = "", []
    for words in _words(cell.content, book):
        text += " " if text and words.text else ""
        anchors += [(name, len(text) + at) for name, at in words.anchors]
        text += words.text
    return _Words(text, tuple(anchors))
