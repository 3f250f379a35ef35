"""Turns a row of a list of requirements into its values, by the titles of the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.rfp.cards.ids import is_placeholder, starting_id
from pipeline.rfp.cards.labels import BODY, Label, speaks_of_requirements
from pipeline.rfp.paper import Cell

_CLASS = re.compile(r"요구\s*사항|제약\s*사항|requirement|constraint", re.IGNORECASE)
_PROPOSAL = re.compile(
    "|".join(
        r"\s*".join(words)
        for words in [
            "수용",
            "제안서",
            "제안내용",
            "제안사항",
            "준수여부",
            "페이지",
            "쪽",
            "반영",
            "이행여부",
            "대응",
            "충족",
            "배점",
            "평가",
            "점수",
            "구현여부",
        ]
    )
)


@dataclass(frozen=True, slots=True)
class Titles:
    """The columns of a list: the first and the last column of each title, and what it announces (None: unknown)."""

    columns: tuple[tuple[int, int, Label | None, str], ...]
    depth: int = 1  # rows that the titles take

    @property
    def labels(self) -> set[Label]:
        """What the columns announce."""
        return {label for _, _, label, _ in self.columns if label}

    @property
    def halves(self) -> list[Titles]:
        """The lists that stand side by side below titles that repeat (번호 | 명칭 | 번호 | 명칭); itself where none does."""
        labels = [label for _, _, label, _ in self.columns]
        for width in range(2, len(labels) // 2 + 1):
            if len(labels) % width == 0 and labels == labels[:width] * (len(labels) // width) and any(labels):
                starts = range(0, len(labels), width)
                return [Titles(self.columns[start : start + width], self.depth) for start in starts]
        return [self]

    @property
    def is_for_proposals(self) -> bool:
        """True for a table that bidders fill in or are judged by (수용여부, 제안서 쪽, 배점)."""
        return any(_PROPOSAL.search(words) for _, _, _, words in self.columns)

    @property
    def speaks_of_requirements(self) -> bool:
        """True when a title says 요구사항 (요건)."""
        return any(speaks_of_requirements(words) for _, _, _, words in self.columns)

    def cells(self, label: Label, row: Sequence[Cell]) -> list[Cell]:
        """Return the cells of a row that stand below the titles of one kind, from left to right."""
        spans = [(first, last) for first, last, known, _ in self.columns if known is label]
        return [cell for cell in row if any(first <= cell.column <= last for first, last in spans)]

    def id_cell(self, row: Sequence[Cell]) -> Cell | None:
        """Return the cell that holds the row's id: the first below an id title that looks like one."""
        below = self.cells(Label.ID, row)
        return next((cell for cell in below if starting_id(cell.text)), below[0] if below else None)

    def last(self, label: Label, row: Sequence[Cell]) -> Cell | None:
        """Return the last filled cell below titles of one kind (the finest of several columns)."""
        filled = [cell for cell in self.cells(label, row) if cell.text.strip()]
        return filled[-1] if filled else None

    def body(self, row: Sequence[Cell]) -> list[tuple[Label, str, Cell]]:
        """Return the filled cells of a row below titles of the text, in order, with the title's words."""
        made = []
        for first, last, label, words in self.columns:
            if label in BODY | {Label.OUTPUT, Label.RELATED, Label.SOURCE, Label.OTHER}:
                made += [(label, words, cell) for cell in row if first <= cell.column <= last and cell.text.strip()]
        return made

    def id(self, row: Sequence[Cell]) -> str:
        """Return the id that a row prints, "" without one."""
        cell = self.id_cell(row)
        found = starting_id(cell.text) if cell is not None and not is_placeholder(cell.text) else None
        return found.id if found else ""

    def name(self, row: Sequence[Cell]) -> str:
        """Return the name that a row prints: below its title, else behind the id, else a short 설명."""
        cell = self.last(Label.NAME, row)
        if cell is None and Label.NAME not in self.labels:
            cell = next((cell for label, _, cell in self.body(row) if label in BODY), None)
        if cell is not None:
            found = starting_id(cell.text)
            return found.rest if found else " ".join(cell.text.split())
        own = self.id_cell(row)
        found = starting_id(own.text) if own is not None else None
        return found.rest if found else ""

    def category(self, row: Sequence[Cell], counted: Cell | None = None) -> str:
        """Return the class of a row; of nested classes the one that the cell of its count stands beside, else the finest."""
        cells = self.cells(Label.CLASS, row) or ([] if self.id(row) else self.cells(Label.NAME, row))
        filled = [cell for cell in cells if cell.text.strip()]
        if counted is not None and counted.rowspan > 1:
            filled = [cell for cell in filled if (cell.row, cell.rowspan) == (counted.row, counted.rowspan)] or filled
        speaking = [cell for cell in filled if says_class(cell.text)]
        return " ".join((speaking or filled)[-1].text.split()) if filled else ""


def says_class(text: str) -> bool:
    """True for the words of a class of requirements (기능 요구사항, 제약사항)."""
    return bool(_CLASS.search(text))
