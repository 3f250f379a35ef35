"""Turns lines of cells into a stamped sheet: people's words in their places, and a hidden mark by which edits are known again."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.compose.trace_book.words import MISSING
from pipeline.document.sheet import Column, Look, Sheet, SheetCell
from pipeline.model.review import NOTE_SUFFIX, REVIEWER, VERDICT, Review, Reviews, ReviewVerdict, row_key
from pipeline.model.stamp import UNCOMPARED, cell_text, digest, stamp, stamp_title

_ONE_PAGE = 190  # characters that an A3 sheet shows side by side
_BLANK = SheetCell()
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the workbook will stand and what it was made from.

    `folder` is its folder below the contract's output folder ("2019-08", "" for that folder itself), `root` leads from it to
    the folder that data places are relative to ("../../../"; "" when they are not to be linked), `inputs` are SHA-256 by file.
    """

    folder: str = ""
    root: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    marking: str = ""

    def built(self, path: str) -> str:
        """Return the link to a built file, whose path is relative to the contract's output folder."""
        return posixpath.relpath(path, self.folder or ".")

    def data(self, file: str) -> str:
        """Return the link to a file of the data folder, "" when it is not known from here."""
        return self.root + file if self.root and file else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row to be: its id, its cells for the sheet's own columns, and the fingerprint of the requirement behind it."""

    id: str
    cells: tuple[SheetCell, ...]
    fingerprint: str = ""


class _Digests(dict[str, str]):
    """The digests of the texts of one workbook, whose sheets repeat the sentences of one another."""

    def __missing__(self, text: str) -> str:
        made = self[text] = digest(text)
        return made


class Paper:
    """The reviews of one contract while sheets are made of them: which have found their cell is kept."""

    def __init__(self, reviews: Reviews) -> None:
        self.reviews = reviews
        self._landed: set[tuple[str, str]] = set()
        self._digests = _Digests()

    @property
    def homeless(self) -> tuple[Review, ...]:
        """The reviews that no sheet so far shows."""
        return tuple(each for each in self.reviews.all if (each.key, each.title) not in self._landed)

    def sheet(
        self,
        name: str,
        columns: Sequence[Column],
        lines: Iterable[Line],
        *,
        heading: Sequence[str] = (),
        totals: Sequence[SheetCell] = (),
        added: bool = True,
        **facts: Any,
    ) -> Sheet:
        """Return a sheet of `lines`, with the columns that people added (`added`) and the hidden mark behind its own."""
        extra = self._added(name, columns) if added else []
        whole = [*columns, *extra]
        count = len(whole)
        title = stamp_title(name, [(column.title, column.kept) for column in whole])
        rows = tuple(self._row(name, whole, line) for line in lines)
        return Sheet(
            name,
            (*whole, Column(title, 10, hidden=True)),
            rows,
            heading=tuple(_heading(text, order, whole) for order, text in enumerate(heading, 1)),
            totals=(_total(totals, count),) if totals else (),
            key=0,
            stamp=count,
            **facts,
        )

    def _added(self, name: str, columns: Sequence[Column]) -> list[Column]:
        known = {column.title for column in columns}
        titles = [title for title in self.reviews.columns(name) if not title.endswith(NOTE_SUFFIX)]
        return [Column(title, 20, look=Look.INPUT, kept=True) for title in titles if title not in known]

    def _row(self, name: str, columns: Sequence[Column], line: Line) -> tuple[SheetCell, ...]:
        said = self.reviews.row(row_key(name, line.id))
        cells = [*line.cells, *[_BLANK] * (len(columns) - len(line.cells))]
        if said:
            cells = [self._reviewed(column, cell, said, line) for column, cell in zip(columns, cells, strict=True)]
        texts = self._digests
        digests = [texts[cell.value] if type(cell.value) is str and not cell.formula else _digest(cell) for cell in cells]
        return (*cells, SheetCell(stamp(line.id, line.fingerprint, digests)))

    def _reviewed(self, column: Column, cell: SheetCell, said: Mapping[str, Review], line: Line) -> SheetCell:
        """Return the cell with what people wrote: over a blank or a missing fact, never over a fact of ours."""
        review, note = said.get(column.title), said.get(column.title + NOTE_SUFFIX)
        blank = cell.missing or cell.value in (None, "", MISSING)
        if review and (column.kept or blank):
            self._landed.add((review.key, review.title))
            cell = _written(review, line.fingerprint, cell.look)
        if note:
            self._landed.add((note.key, note.title))
            cell = SheetCell(cell.value, cell.look, cell.formula, cell.href, 1, cell.missing, note.text, cell.runs)
        return cell


def _written(review: Review, fingerprint: str, look: Look) -> SheetCell:
    text = review.shown(fingerprint)
    if text != review.text:
        return SheetCell(text, Look.WARN, replaces=(review.text,))
    return SheetCell(date.fromisoformat(text) if _is_day(text) else text, look)


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _heading(text: str, order: int, columns: Sequence[Column]) -> tuple[SheetCell, ...]:
    """Return a line over the columns that fit on one page side by side."""
    width, span = 0.0, 0
    for column in columns:
        width += column.width
        span += width <= _ONE_PAGE or not span
    look = Look.TITLE if order == 1 else Look.NOTE
    mark = stamp(f"머리{order}", "", [digest(text), *[""] * (len(columns) - 1)])
    return (SheetCell(text, look, colspan=span), *[SheetCell(None, Look.NOTE)] * (len(columns) - span), SheetCell(mark))


def _digest(cell: SheetCell) -> str:
    if cell.formula:
        return UNCOMPARED
    return digest(cell_text(cell.value))


def _total(cells: Sequence[SheetCell], width: int) -> tuple[SheetCell, ...]:
    spread = [each for cell in cells for each in (cell, *[None] * (cell.colspan - 1))]
    digests = [_digest(cell) if cell else "" for cell in spread]
    digests += [""] * (width - len(digests))
    blanks = [SheetCell(None, Look.TOTAL)] * (width - len(spread))
    return (*cells, *blanks, SheetCell(stamp("합계", "", digests)))


def people_columns() -> tuple[Column, ...]:
    """Return the columns of a sheet in which an inspector gives a verdict and remarks."""
    verdicts = tuple(ReviewVerdict)
    kept = {"look": Look.INPUT, "kept": True}
    return (
        Column(VERDICT, 9, tuple(map(str, verdicts)), **kept),
        Column(REVIEWER, 9, **kept),
        Column("확인일", 12, **kept),
        Column("의견", 26, **kept),
        Column("비고", 16, **kept),
    )
