"""Turns a row of a table into column titles, where it is one of a list of requirements; knows rows that add up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.rfp.cards.columns import Titles
from pipeline.rfp.cards.ids import is_blank_id, starting_id
from pipeline.rfp.cards.labels import Label, bare, label_of
from pipeline.rfp.paper import Cell

_TOTAL = re.compile(r"(?:총|전체)?\s*(?:합\s*계|총\s*계|계|총\s*합|누\s*계|total)(?:\s*\(.*\))?", re.IGNORECASE)
_SUBTOTAL = re.compile(r"소\s*계")
_TITLE_LENGTH = 30
_NUMBER = re.compile(r"(\d[\d,]*)\s*(?:건|개|종|항목)?")


def titles_of(rows: Sequence[Sequence[Cell]], at: int) -> Titles | None:
    """Return the columns that row `at` (counted from 0) names; None when it is no row of titles of such a list.

    A row of titles names an id, a name or a count and at least one thing more, holds no id itself, and no label
    starts the row below it (that would be a card with two labels in a row).
    """
    cells, depth = _title_cells(rows, at)
    if len(cells) < 2 or at + depth >= len(rows):
        return None
    if any(len(cell.text) > 2 * _TITLE_LENGTH or _is_value(cell.text) for cell in cells):
        return None
    labels = _labels(cells)
    known = {label for label in labels if label}
    if not known & {Label.ID, Label.NAME, Label.COUNT} or len([label for label in labels if label]) < 2:
        return None
    if len(cells) == 2 and not known & {Label.ID, Label.COUNT} and not {Label.NAME, Label.DETAIL} <= known:
        return None
    below = next((cell for cell in rows[at + depth] if cell.text.strip() and cell.row > at + depth), None)
    if below is None or (
        below.column == cells[0].column and label_of(below.text) is not None and below.text != cells[0].text
    ):
        return None
    columns = (
        (cell.column, cell.column + cell.colspan - 1, label, cell.text)
        for cell, label in zip(cells, labels, strict=True)
    )
    return Titles(tuple(columns), depth)


def _labels(cells: Sequence[Cell]) -> list[Label | None]:
    """Return what titles announce; 요구사항 alone is a name where no other title is."""
    labels = [label_of(cell.text) for cell in cells]
    if Label.NAME in labels:
        return labels
    return [Label.NAME if bare(cell.text) == "요구사항" else label for cell, label in zip(cells, labels, strict=True)]


def _title_cells(rows: Sequence[Sequence[Cell]], at: int) -> tuple[list[Cell], int]:
    """Return the titles of row `at`, with those of the row below where it divides them, and how many rows they take."""
    cells = [cell for cell in rows[at] if cell.text.strip()]
    if any(cell.row - 1 != at for cell in cells):
        return [], 1
    tall = [cell for cell in cells if cell.rowspan == 2]
    below = (
        [cell for cell in rows[at + 1] if cell.text.strip() and cell.row == at + 2]
        if tall and at + 1 < len(rows)
        else []
    )
    if below and len(tall) < len(cells) and all(label_of(cell.text) for cell in below):
        return sorted([*tall, *below], key=lambda cell: cell.column), 2
    return cells, 1


def _is_value(text: str) -> bool:
    return starting_id(text) is not None or (is_blank_id(text) and label_of(text) is None)


def is_total(row: Sequence[Cell]) -> bool:
    """True for a row that adds up (합계, 총계, 소계)."""
    first = next((cell.text.strip() for cell in row if cell.text.strip()), "")
    return bool(_TOTAL.fullmatch(first) or _SUBTOTAL.fullmatch(first) or bare(first) in ("합계", "총계", "소계", "계"))


def is_subtotal(row: Sequence[Cell]) -> bool:
    """True for a row that adds up a part (소계)."""
    return any(_SUBTOTAL.fullmatch(cell.text.strip()) for cell in row)


def number_of(text: str) -> int | None:
    """Return the number of a cell that holds a count: 13, "13건", "1,300"."""
    found = _NUMBER.fullmatch(text.strip())
    return int(found[1].replace(",", "")) if found else None
