"""Turns the rows below column titles into summary rows, or into requirements where a row holds its own text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.rfp.cards.columns import Titles, says_class
from pipeline.rfp.cards.events import Event, Gap, Pair, Start
from pipeline.rfp.cards.labels import BODY, Label
from pipeline.rfp.cards.lines import Line, lines_of
from pipeline.rfp.cards.summaries import NumberedRow, summary_of
from pipeline.rfp.cards.titles import is_total, number_of
from pipeline.rfp.paper import Cell, Place

_SHORT = 50


@dataclass(frozen=True, slots=True)
class ListTable:
    """The numbered rows below one row of titles; `carried` is the class that the last row of the table before stood in."""

    titles: Titles
    rows: Sequence[NumberedRow]
    place: Place
    carried: str = ""
    goes_on: bool = False  # its first rows may belong to the last requirement before it

    def events(self) -> list[Event]:
        """Return what the rows are: a summary, requirements with their text, or nothing of the kind."""
        rows = [(number, row) for number, row in self.rows if any(cell.text.strip() for cell in row)]
        texts = [row for _, row in rows]
        named = any(self.titles.id(row) for row in texts)
        counts = Label.COUNT in self.titles.labels
        if not rows or (self.titles.is_for_proposals and not (named and self._is_filled(texts))):
            return [Gap(place=self.place)]
        if not counts and self._has_texts(texts) and (named or self.goes_on or self._holds_requirements(texts)):
            return list(self._cards(rows, named or self.goes_on))
        if named or (counts and self._counts_requirements(texts)):
            return [summary_of(self.titles, rows, self.carried)]
        return [Gap(place=self.place)]

    def _has_texts(self, rows: Sequence[Sequence[Cell]]) -> bool:
        """True when a column holds the requirements' own text; a short 설명 that stands for the name is none."""
        if Label.NAME in self.titles.labels:
            return bool(self.titles.labels & BODY)
        cells = [cell for row in rows for label, _, cell in self.titles.body(row) if label in BODY]
        return any(len(cell.text.strip()) > _SHORT or "\n" in cell.text.strip() for cell in cells)

    def _is_filled(self, rows: Sequence[Sequence[Cell]]) -> bool:
        """True when most rows hold a text of their own."""
        return 2 * sum(self.titles.last(Label.DETAIL, row) is not None for row in rows) > len(rows)

    def _counts_requirements(self, rows: Sequence[Sequence[Cell]]) -> bool:
        classes = sum(any(says_class(cell.text) for cell in row) for row in rows)
        counted = any(number_of(cell.text) is not None for row in rows for cell in self.titles.cells(Label.COUNT, row))
        return counted and (self.titles.speaks_of_requirements or 2 * classes >= len(rows) - 1 > 0)

    def _holds_requirements(self, rows: Sequence[Sequence[Cell]]) -> bool:
        """True for rows without ids whose titles say that they are requirements, and that are filled in."""
        known = self.titles.labels
        if not (self.titles.speaks_of_requirements and Label.DETAIL in known and known & {Label.NAME, Label.GROUP}):
            return False
        return self._is_filled([row for row in rows if self.titles.name(row)]) and self._is_filled(rows)

    def _cards(self, rows: Sequence[NumberedRow], by_id: bool) -> Iterator[Event]:
        category, open = self.carried, self.goes_on
        for number, row in rows:
            if is_total(row):
                continue
            category = self.titles.category(row) or category
            if self._begins(number, row, by_id):
                open = True
                yield from self._head(row, category)
            for label, words, cell in self.titles.body(row):
                if open and cell.row == number:
                    yield Pair(label, lines_of(cell.blocks), cell.place, words)

    def _begins(self, number: int, row: Sequence[Cell], by_id: bool) -> bool:
        """True when the row is the first of a requirement: its id (or its name, in a list without ids) stands in it."""
        cell = self.titles.id_cell(row) if by_id else self.titles.last(Label.NAME, row)
        return cell is not None and cell.row == number and (not by_id or bool(self.titles.id(row)))

    def _head(self, row: Sequence[Cell], category: str) -> Iterator[Event]:
        yield Start(True, self.titles.speaks_of_requirements)
        id, name = self.titles.id_cell(row), self.titles.last(Label.NAME, row)
        if id is not None and self.titles.id(row):
            yield Pair(Label.ID, lines_of(id.blocks), id.place)
        if name is not None:
            yield Pair(Label.NAME, lines_of(name.blocks), name.place)
        if category:
            yield Pair(Label.CLASS, (Line(category),), row[0].place)
