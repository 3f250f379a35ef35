"""Turns a Paper into the events that its requirement cards are made of, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.rfp.cards.columns import Titles
from pipeline.rfp.cards.events import Event, Gap, More, Pair, Start, Summary
from pipeline.rfp.cards.ids import starting_id
from pipeline.rfp.cards.label_lines import LabelLines, titles_that_are_ids
from pipeline.rfp.cards.labels import BODY, Label, label_of
from pipeline.rfp.cards.lines import flat, lines_of
from pipeline.rfp.cards.lists import ListTable
from pipeline.rfp.cards.rows import inner_labels_of, pairs_of, rows_of, title_of
from pipeline.rfp.cards.summaries import NumberedRow
from pipeline.rfp.cards.titles import titles_of
from pipeline.rfp.paper import Block, Cell, Kind, Paper, Paragraph, Table

_PAGE = re.compile(r"[-–—\s<\[(]*(?:\d{1,4}|[ivxIVX]{1,5})\s*(?:[/of]+\s*\d{1,4})?\s*(?:쪽|페이지)?[-–—\s>\])]*")
_ON = re.compile(r"[<(\[【〈]?\s*(?:앞\s*(?:장|쪽|표)에서)?\s*(?:계\s*속|다음\s*(?:장|쪽)에\s*계속)\s*[>)\]】〉]?")
_OFTEN = 4  # a short line that stands so often at the top level is a running head
_SHORT = 50
_HEADING_IN_TABLE = re.compile(r"요구\s*사항|제약\s*사항")
_KINDS_LEFT_OUT = (Kind.MARGIN, Kind.FOOTNOTE, Kind.CONTENTS)


def events_of(paper: Paper) -> Iterator[Event]:
    """Yield what the blocks of the paper say about requirements; page numbers and running heads are left out."""
    stream = _Stream(paper)
    for block in paper.blocks:
        yield from stream.block(block)


class _Stream:
    def __init__(self, paper: Paper) -> None:
        texts = (block.text for block in paper.blocks if isinstance(block, Paragraph))
        often = Counter(_shape(text) for text in texts if len(text) <= _SHORT)
        self._running = {
            shape for shape, count in often.items() if count >= _OFTEN and not _HEADING_IN_TABLE.search(shape)
        }
        self._carried = ""
        self._list: tuple[Titles, int] | None = None  # the list that the block before ended with, and its columns
        self._label_lines = LabelLines(titles_that_are_ids(paper))

    def block(self, block: Block) -> Iterator[Event]:
        if isinstance(block, Table):
            yield from self._table(block)
        elif not self._is_furniture(block):
            yield from self._end_list()
            yield from self._label_lines.events(block)

    def _end_list(self) -> Iterator[Event]:
        if self._list is not None:
            self._list = None
            yield Gap()

    def _is_furniture(self, paragraph: Paragraph) -> bool:
        text = paragraph.text.strip()
        if paragraph.kind in _KINDS_LEFT_OUT or not (text or paragraph.marker):
            return True
        if _PAGE.fullmatch(text) or _ON.fullmatch(text):
            return True
        return not paragraph.marker and paragraph.kind is not Kind.HEADING and _shape(text) in self._running

    def _table(self, table: Table) -> Iterator[Event]:
        if len(table.cells) == 1:  # a frame
            for block in table.cells[0].blocks:
                yield from self.block(block)
            return
        before = self._list
        events = list(self._rows(table))
        if any(isinstance(event, Pair | More | Summary) for event in events):
            yield from events
            return
        inner = [
            event
            for cell in table.cells
            for block in cell.blocks
            if isinstance(block, Table)
            for event in self._table(block)
        ]
        if any(isinstance(event, Pair | Summary) for event in inner):
            yield from inner
        else:
            self._list = None
            if before is not None:
                yield Gap()
            yield Gap(_heading_of(table), table.place)

    def _rows(self, table: Table) -> Iterator[Event]:
        rows = rows_of(table)
        waiting: Pair | None = None  # a label across the whole width, whose text stands in the next row
        at = 0
        if self._list is not None and self._list[1] == table.columns and _goes_on(self._list[0], rows):
            at = self._end_of_list(rows, 0)
            yield from self._list_events(self._list[0], list(enumerate(rows[:at], start=1)), table, True)
        while at < len(rows):
            titles = titles_of(rows, at)
            if titles is not None:
                start = at + titles.depth
                at = self._end_of_list(rows, start)
                below = list(enumerate(rows[start:at], start=start + 1))
                yield from self._below(titles, below, table, rows[at : at + 1])
                continue
            yield from self._end_list()
            row = [cell for cell in rows[at] if cell.row - 1 == at or cell.text.strip()]
            here = [cell for cell in row if cell.row - 1 == at]
            at += 1
            if waiting is not None and here:
                if len(here) == 1 and label_of(here[0].text) is None:
                    yield Pair(waiting.label, lines_of(here[0].blocks), here[0].place, waiting.words)
                    waiting = None
                    continue
                yield waiting
                waiting = None
            if len(row) == 1 and here and (label := label_of(here[0].text)) is not None and label is not Label.OTHER:
                waiting = Pair(label, (), here[0].place, here[0].text)
            elif here:
                yield from self._row(row, here, rows, at)
        if waiting is not None:
            yield waiting

    def _row(self, row: list[Cell], here: list[Cell], rows: list[list[Cell]], number: int) -> Iterator[Event]:
        """Yield what one row says; `number` counts from 1, so that it is also the index of the next row."""
        following = rows[number] if number < len(rows) else []
        title = title_of(here) if len(here) == len(row) else None
        if title is not None and any(label_of(cell.text) for cell in following):
            yield from title
            return
        pairs = inner_labels_of(here) or pairs_of(rows[number - 1], number)
        if pairs is not None:
            yield from pairs
        elif len(row) == 1 and here[0].text.strip():
            yield Gap(here[0].text.strip(), here[0].place, lines_of(here[0].blocks))
        elif any(cell.text.strip() for cell in here):
            yield Gap("", here[0].place, flat(here))

    def _end_of_list(self, rows: list[list[Cell]], start: int) -> int:
        """Return where the rows below titles end: at the next titles, or where labels of a card stand."""
        for at in range(start, len(rows)):
            first = next((cell for cell in rows[at] if cell.text.strip()), None)
            if titles_of(rows, at) is not None:
                return at
            if (
                at > start
                and first is not None
                and first.row - 1 == at
                and label_of(first.text) in BODY
                and first.column == 1
            ):
                return at
        return len(rows)

    def _below(self, titles: Titles, rows: list[NumberedRow], table: Table, after: list[list[Cell]]) -> Iterator[Event]:
        """Yield what stands below titles: the head of a card, or the rows of a list."""
        if len(rows) == 1 and after and _starts_body(after[0]):
            yield from self._end_list()
            yield from _as_pairs(titles, rows[0][1])
            return
        again = self._list is not None and self._list[0].labels == titles.labels
        if not again:
            yield from self._end_list()
        yield from self._list_events(titles, rows, table, again)

    def _list_events(self, titles: Titles, rows: list[NumberedRow], table: Table, goes_on: bool) -> Iterator[Event]:
        for half in titles.halves:
            for event in ListTable(half, rows, table.place, self._carried, goes_on).events():
                if isinstance(event, Summary) and event.rows:
                    self._carried = event.rows[-1].category
                yield event
        self._list = (titles, table.columns)


def _goes_on(titles: Titles, rows: list[list[Cell]]) -> bool:
    """True for a table without titles whose first row stands as those of the list before it."""
    if not rows or titles_of(rows, 0) is not None or any(label_of(cell.text) for cell in rows[0][:-1]):
        return False
    id = titles.id_cell(rows[0])
    return id is not None and (bool(starting_id(id.text)) or (not id.text.strip() and bool(titles.body(rows[0]))))


def _as_pairs(titles: Titles, row: Sequence[Cell]) -> Iterator[Event]:
    """Yield a row of titles over one row of values as the labels of a card."""
    yield Start()
    for first, last, label, words in titles.columns:
        cells = [cell for cell in row if first <= cell.column <= last]
        if label is not None and label is not Label.ORDER and cells:
            yield Pair(label, flat(cells), cells[0].place, words)


def _starts_body(row: Iterable[Cell]) -> bool:
    first = next((cell for cell in row if cell.text.strip()), None)
    return first is not None and label_of(first.text) in BODY | {Label.OUTPUT, Label.OTHER}


def _heading_of(table: Table) -> str:
    """Return the words of a table that only frames a heading (Ⅲ | | 제안요청 내용), "" for other tables."""
    if table.rows > 2 or len(table.cells) > 6:
        return ""
    filled = [cell.text.strip() for cell in table.cells if cell.text.strip()]
    return filled[-1] if 0 < len(filled) <= 3 and sum(map(len, filled)) <= _SHORT else ""


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", "".join(text.split()))
