"""Turns a row of a table into its labels and what stands beside each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.rfp.cards.events import More, Pair
from pipeline.rfp.cards.ids import starting_id
from pipeline.rfp.cards.labels import BODY, HEAD, Label, bare, label_of
from pipeline.rfp.cards.lines import Line, flat, lines_of
from pipeline.rfp.paper import Cell, Table

_SUB = BODY | {Label.OTHER, Label.OUTPUT, Label.RELATED, Label.SOURCE}
_TEXT = (Label.DETAIL, Label.GROUP)
_NO_CARD = (Label.ORDER, Label.COUNT)  # titles of lists only
_LONGEST_NAME = 80
_LONGEST_LABEL = 20
_CLASS = re.compile(r"요구\s*사항|제약\s*사항")
_LABELLED = re.compile(r"\s*[(\[<【「□○◦■●▪·*-]*\s*([^:：\n]{1,24}?)\s*[)\]>】」]?\s*[:：]\s*([^\n]{1,120})\s*")


def rows_of(table: Table) -> list[list[Cell]]:
    """Return the cells of each row from left to right, each once, those that reach down from above too."""
    made = []
    for row in table.grid():
        cells: list[Cell] = []
        for cell in row:
            if cell is not None and (not cells or cells[-1] is not cell):
                cells.append(cell)
        made.append(cells)
    return made


def pairs_of(cells: Sequence[Cell], row: int) -> list[Pair | More] | None:
    """Return what a row says by its labels; None where it has no label, and is not the going on of one.

    A label's value is the next cell to its right. 요구사항 상세설명 may have a sub-label (정의, 세부내용) beside it, or
    the text itself. Labels that reach down from a row above hold for this row too.
    """
    return _Row(cells, row).read()


class _Row:
    def __init__(self, cells: Sequence[Cell], row: int) -> None:
        self.cells = cells
        self.row = row
        self.found: list[tuple[Label, str, list[Cell]]] = []

    def read(self) -> list[Pair | More] | None:
        above: Label | None = None
        at = 0
        while at < len(self.cells):
            cell = self.cells[at]
            label = label_of(cell.text)
            if label is None or label in _NO_CARD or self._is_text(at, label, above):
                if not self._text(at, above):
                    break
                at += 1
            elif cell.row < self.row:
                above = label
                at += 1
            elif self._has_sub_label(at, label):
                above = Label.GROUP
                at += 1
            else:
                self.found.append((label, cell.text, list(self.cells[at + 1 : at + 2])))
                at += 2
        return self._pairs(above)

    def _is_text(self, at: int, label: Label, above: Label | None) -> bool:
        """True where the words of a label are a part of the text beside another one."""
        if self.found:
            beside = at + 1 < len(self.cells) and self.cells[at].row == self.row
            return not beside or self.found[-1][0] in _TEXT
        return above is Label.DETAIL or (above is Label.GROUP and label in HEAD and not self._is_bare_group(at - 1))

    def _is_bare_group(self, at: int) -> bool:
        return bare(self.cells[at].text) in ("요구사항", "요구")

    def _has_sub_label(self, at: int, label: Label) -> bool:
        """True when the next cell is a label below this one, with its own text beside it."""
        if at + 2 >= len(self.cells) or label not in (Label.GROUP, Label.DETAIL, Label.OTHER):
            return False
        sub = label_of(self.cells[at + 1].text)
        return sub in _SUB or (sub in HEAD and self._is_bare_group(at))

    def _text(self, at: int, above: Label | None) -> bool:
        """Take a cell that is no label; False when the row is over."""
        cell = self.cells[at]
        if not cell.text.strip() or cell.row < self.row:
            return True
        if self.found:
            self._beside(at)
            return True
        if above is not None:
            going_on = Label.DETAIL if above is Label.GROUP else above
            self.found.append((going_on, "", [*self.cells[at:]]))
            return False
        following = label_of(self.cells[at + 1].text) if at + 2 < len(self.cells) else None
        if following is not None and len(bare(cell.text)) <= _LONGEST_LABEL:
            if cell.rowspan > 1 and _CLASS.search(cell.text):  # the class of all that stands to its right
                self.found.append((Label.CLASS, cell.text, [cell]))
            return True  # else half of a label that a page break cut
        self.found.append((Label.OTHER, "", [*self.cells[at:]]))
        return False

    def _beside(self, at: int) -> None:
        """Take a cell beside a value: a label that is not known, with its own value, or more of the value."""
        cell, label = self.cells[at], self.found[-1][0]
        if (
            label in HEAD
            and not cell.text.strip().isdigit()
            and len(bare(cell.text)) <= _LONGEST_LABEL // 2
            and at + 1 < len(self.cells)
        ):
            self.found.append((Label.OTHER, cell.text, []))
        else:
            self.found[-1][2].append(cell)

    def _pairs(self, above: Label | None) -> list[Pair | More] | None:
        made: list[Pair | More] = []
        for label, words, cells in self.found:
            if not words and label is Label.OTHER and above is None:
                return self._unlabelled(cells)
            if not words and label in HEAD:
                return [More(flat(cells), cells[0].place)]
            here = next((cell for cell in cells if cell.text.strip()), cells[0] if cells else self.cells[0])
            made.append(Pair(label, flat(cells), here.place, words))
        if not made and above is not None and above not in HEAD:
            return []
        return made or None

    def _unlabelled(self, cells: list[Cell]) -> list[Pair | More] | None:
        first = self.cells[0]
        if cells[0] is first or first.column > 1:
            return None
        return [More(flat(cells), cells[0].place)]


def title_of(cells: Sequence[Cell]) -> list[Pair] | None:
    """Return the id (and name) that a row without labels prints as the title of a card: one merged cell, or two."""
    filled = [cell for cell in cells if cell.text.strip()]
    if not filled or len(filled) > 2 or len(filled[0].text) > _LONGEST_NAME:
        return None
    found = starting_id(filled[0].text)
    if found is None:
        return None
    made = [Pair(Label.ID, (Line(found.printed, place=filled[0].place),), filled[0].place)]
    if len(filled) == 2 and not found.rest and len(filled[1].text) <= _LONGEST_NAME:
        made.append(Pair(Label.NAME, lines_of(filled[1].blocks), filled[1].place))
    elif found.rest and len(filled) == 1:
        made.append(Pair(Label.NAME, (Line(found.rest, place=filled[0].place),), filled[0].place))
    elif len(filled) == 2:
        return None
    return made


def inner_labels_of(cells: Sequence[Cell]) -> list[Pair] | None:
    """Return what cells say that hold label and text together ("요구사항 번호 : SFR-001"); None where one does not."""
    made: list[Pair] = []
    for cell in cells:
        found = _LABELLED.fullmatch(cell.text)
        label = label_of(found[1]) if found else None
        if cell.text.strip() and (found is None or label is None):
            return None
        if found is not None and label is not None:
            made.append(Pair(label, (Line(found[2].strip(), place=cell.place),), cell.place, found[1]))
    return made if any(pair.label in HEAD for pair in made) else None
