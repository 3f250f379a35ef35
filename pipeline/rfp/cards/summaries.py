"""Turns the rows of a summary table into its ids and names, its classes and counts, and the printed total."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.rfp.card import Listed
from pipeline.rfp.cards.columns import Titles
from pipeline.rfp.cards.events import Summary
from pipeline.rfp.cards.labels import Label
from pipeline.rfp.cards.titles import is_subtotal, is_total, number_of
from pipeline.rfp.paper import Cell, Place

NumberedRow = tuple[int, Sequence[Cell]]


def summary_of(titles: Titles, rows: Sequence[NumberedRow], carried: str) -> Summary:
    """Return what the rows list; `carried` is the class that the table before ended in.

    A count stands on the first row of its class. A class without ids is a row of its own, once.
    """
    made: list[Listed] = []
    totals: list[tuple[int, Place]] = []
    category = carried
    for number, row in rows:
        if is_total(row):
            totals += [] if is_subtotal(row) else _numbers(titles, row)[:1]
            continue
        counted = next((cell for cell in titles.cells(Label.COUNT, row) if number_of(cell.text) is not None), None)
        category = titles.category(row, counted) or category
        count = number_of(counted.text) if counted is not None and counted.row == number else None
        id = titles.id(row)
        if id or (category and (count is not None or counted is None)):
            place = next((cell.place for cell in row if cell.row == number), Place())
            made.append(Listed(id, titles.name(row) if id else "", category, count, place))
    total, place = totals[0] if totals else (None, Place())
    return Summary(tuple(made), total, place)


def _numbers(titles: Titles, row: Sequence[Cell]) -> list[tuple[int, Place]]:
    """Return the numbers of a row that adds up: those below the count's title first, then any."""
    cells = [*titles.cells(Label.COUNT, row), *row[1:]]
    return [(number, cell.place) for cell in cells if (number := number_of(cell.text)) is not None]
