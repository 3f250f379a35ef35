"""Turns the rows of one reviewed sheet into edits: each cell is held against the digest that stood in its row's hidden mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.model.review import (
    KEY_TITLE,
    MATRIX,
    NOTE_SUFFIX,
    REVIEW_DAY,
    REVIEWER,
    VERDICT,
    Review,
    ReviewEdit,
    ReviewVerdict,
    row_key,
)
from pipeline.model.stamp import UNCOMPARED, Stamp, cell_text, digest, read_stamp
from pipeline.problems import Problem, Severity
from pipeline.read.located import letter
from pipeline.read.phrase import quoted, suggestion
from pipeline.read.reviewed_grid import ReviewedSheet
from pipeline.read.text import clean, control_character, fold

TEXT_TITLE = "세부내용"
STRAY = "메모"  # how the id of a row without any begins
_ENOUGH = 0.6  # of the cells that must still say what we wrote, for a column under another title to be ours
_DAY = re.compile(r"\s*(\d{4})[-./년 ]+(\d{1,2})[-./월 ]+(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of ours as people left it: its own name, where its header stands, its hidden column (-1: none) and its titles."""

    sheet: ReviewedSheet
    name: str
    header: int
    mark: int
    titles: tuple[tuple[str, bool], ...]  # (title, whether people write there) as we wrote them; the first is the id


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    id: str
    stamp: Stamp | None
    texts: dict[str, str]
    columns: dict[str, int]


class _Columns:
    """The columns of a sheet as its rows need them."""

    def __init__(self, titles: dict[int, str], places: Mapping[str, int]) -> None:
        self.titles = titles  # by index
        self.indexes = {title: index for index, title in titles.items()}
        self.key = {index: title for index, title in titles.items() if title == KEY_TITLE}
        self.places = [places.get(title, -1) for title in titles.values()]  # of each one's digest
        self.width = max(titles, default=-1) + 1


class RowReader:
    """One sheet under way."""

    def __init__(self, table: Table, file: str, requirements: Mapping[str, tuple[str, str]]) -> None:
        self.table = table
        self.file = file
        self.requirements = requirements
        self.kept = {title for title, kept in table.titles if kept}
        self.places = {title: order for order, (title, _) in enumerate(table.titles)}
        self.problems: list[Problem] = []
        self.notes: dict[int, dict[int, str]] = {}
        for (row, column), note in table.sheet.notes.items():
            self.notes.setdefault(row, {})[column] = note
        self.hidden = {*self.notes, *(row for row, _ in table.sheet.formulas)}  # rows with more than their values
        rows = table.sheet.rows
        rows += [[] for _ in range(max(self.notes, default=-1) + 1 - len(rows))]

    def read(self) -> tuple[list[ReviewEdit], list[Problem]]:
        """Return the edits of the sheet and its problems."""
        self._fill_merged()
        columns = _Columns(self._columns(), self.places)
        rows = [row for number, cells in enumerate(self.table.sheet.rows) if (row := self._row(number, cells, columns))]
        self._check_twice(rows)
        edits = [edit for row in rows for edit in self._edits(row)]
        return edits, self.problems

    def _columns(self) -> dict[int, str]:
        """Return the title of each column; one that people renamed and did not rewrite keeps ours."""
        table = self.table
        width = max((len(cells) for cells in table.sheet.rows), default=0)
        header = [cell_text(value) for value in table.sheet.rows[table.header]]
        header += [""] * (width - len(header))
        ours = {fold(title): title for title in self.places}
        columns: dict[int, str] = {}
        for index, label in enumerate(header):
            if index == table.mark:
                continue
            title = ours.get(fold(label)) or " ".join(clean(label).split()) or f"{letter(index)}열"
            count = sum(each == title or each.startswith(f"{title} (") for each in columns.values())
            columns[index] = f"{title} ({count + 1})" if count else title
        missing = [title for title in self.places if title not in columns.values()]
        for index in [index for index, title in columns.items() if title not in self.places]:
            if renamed := next((title for title in missing if self._says(index, title)), ""):
                self._note("D-REV-04", f"{quoted(columns[index])} 열을 {quoted(renamed)} 열로 읽었습니다", table.header, index)
                columns[index] = renamed
                missing.remove(renamed)
        if table.mark < 0:
            message = "자동값 지문(숨긴 열)이 없어, 자동으로 채우는 칸에 적은 글은 가려내지 못합니다"
            hint = "그런 글은 의견 칸에 적음"
            self._note("D-REV-11", message, table.header, -1, hint, Severity.WARNING)
        for title in missing:
            if title == KEY_TITLE and table.name == MATRIX and table.mark < 0:
                self._report("D-REV-05", f"{KEY_TITLE} 열이 없습니다", table.header, -1, "지운 열을 되살림")
            elif title in self.kept:
                hint = suggestion(title, [label for label in columns.values() if label not in self.places])
                self._note("D-REV-05", f"{quoted(title)} 열이 없어 지난 기록을 그대로 둡니다", table.header, -1, hint)
        return columns

    def _says(self, index: int, title: str) -> bool:
        """True when the column `index` still holds what we wrote under `title`."""
        place, same, written = self.places[title], 0, 0
        for cells in self.table.sheet.rows[self.table.header + 1 :]:
            stamp = self._stamp(cells)
            if stamp is None or place >= len(stamp.digests) or stamp.digests[place] in ("", UNCOMPARED):
                continue
            written += 1
            same += index < len(cells) and digest(cell_text(cells[index])) == stamp.digests[place]
        return written > 0 and same / written >= _ENOUGH

    def _stamp(self, cells: list) -> Stamp | None:
        mark = self.table.mark
        value = cells[mark] if 0 <= mark < len(cells) else None
        return read_stamp(value) if isinstance(value, str) else None

    def _row(self, number: int, cells: list, columns: _Columns) -> _Row | None:
        """Return the row, None for the header, a blank one, or one whose id cannot be used (told)."""
        if number == self.table.header or (number < self.table.header and self.table.mark < 0):
            return None  # without marks the lines above cannot be told from ours
        stamp = self._stamp(cells)
        if stamp is None and number < self.table.header:
            columns = _Columns({index: f"{letter(index)}열" for index in columns.titles}, self.places)
        if stamp is not None and number not in self.hidden and not self._differs(cells, stamp, columns):
            id = self._id(number, stamp, self._texts(number, cells, columns.key), columns.indexes)
            return None if id is None else _Row(number, id, stamp, {}, columns.indexes)
        texts = self._texts(number, cells, columns.titles)
        if not any(texts.values()) and stamp is None and number not in self.notes:
            return None
        id = self._id(number, stamp, texts, columns.indexes)
        return None if id is None else _Row(number, id, stamp, texts, columns.indexes)

    def _differs(self, cells: list, stamp: Stamp, columns: _Columns) -> bool:
        """True when any cell may say something else than we wrote; this runs for each cell, and hardly any does."""
        digests = (*stamp.digests, "")  # the last one is what we wrote under titles of theirs
        if len(digests) <= len(self.places) or len(cells) < columns.width:
            return True
        values = [cells[index] for index in columns.titles]
        now = [digest(value if isinstance(value, str) else cell_text(value)) for value in values]
        was = [digests[place] for place in columns.places]
        return now != was and any(one != other != UNCOMPARED for one, other in zip(now, was))

    def _texts(self, number: int, cells: list, titles: Mapping[int, str]) -> dict[str, str]:
        return {title: self._text(number, index, cells[index]) for index, title in titles.items() if index < len(cells)}

    def _text(self, number: int, index: int, value: object) -> str:
        formula = self.table.sheet.formulas.get((number, index), "")
        text = cell_text(value)
        text = clean(text) or formula
        while bad := control_character(text):
            text = text.replace(bad, "")
        return text

    def _id(self, number: int, stamp: Stamp | None, texts: dict[str, str], places: dict[str, int]) -> str | None:
        """Return the row's id; None after telling that its id is unknown or was changed."""
        shown = texts.get(KEY_TITLE, "") if self.table.name == MATRIX else ""
        column = places.get(KEY_TITLE, -1)
        if stamp and (not shown or shown == stamp.id or number <= self.table.header or self.table.name != MATRIX):
            return stamp.id
        if stamp and digest(shown) == stamp.digests[0]:
            return stamp.id
        if stamp:
            message = f"행 번호가 {quoted(stamp.id)}에서 {quoted(shown)}(으)로 바뀌었습니다"
            self._report("D-REV-06", message, number, column, f"{stamp.id}(으)로 되돌리거나, 다른 행이면 그 행에 적음")
            return None
        if shown in self.requirements:
            return shown
        if shown:
            hint = suggestion(shown, self.requirements) or "추적표에 있는 번호만 쓸 수 있음"
            self._report("D-REV-06", f"모르는 요구사항 번호 {quoted(shown)}", number, column, hint)
            return None
        return f"{STRAY} {digest(' '.join(texts.values()))}"

    def _check_twice(self, rows: list[_Row]) -> None:
        seen: dict[str, _Row] = {}
        for row in rows:
            first = seen.setdefault(row.id, row)
            if first is not row and not row.id.startswith(STRAY):
                column = row.columns.get(KEY_TITLE, 0)
                related = (self.table.sheet.place(self.file, first.number, column),)
                place = self.table.sheet.place(self.file, row.number, column)
                hint = "붙여 넣은 행의 글을 원래 행으로 옮기고 한 행만 남김"
                self.problems.append(Problem("D-REV-07", f"번호 {quoted(row.id)}의 행이 둘입니다", place, hint, related))

    def _edits(self, row: _Row) -> Iterator[ReviewEdit]:
        for index, note in self.notes.get(row.number, {}).items():
            title = next((title for title, column in row.columns.items() if column == index), f"{letter(index)}열")
            yield self._edit(row, title + NOTE_SUFFIX, note, None, index)
        for title, text in row.texts.items():
            index, was = row.columns[title], self._was(row, title)
            if not self._is_edit(row, title, text, was):
                continue
            if title == VERDICT and text and row.number > self.table.header:
                text = self._verdict(row, index, text)
                if not text:
                    continue
            self._tell_formula(row.number, index, title, text)
            yield self._edit(row, title, text, was, index)

    def _is_edit(self, row: _Row, title: str, text: str, was: str | None) -> bool:
        """True when a cell is not as we wrote it, as far as that can be known."""
        if was == UNCOMPARED or (title == KEY_TITLE and row.id in self.requirements and self.table.name == MATRIX):
            return False
        kept = title in self.kept or title not in self.places
        if was is None:  # no mark in the row: cells that we fill cannot be told from theirs
            return bool(text) and (kept or row.id.startswith(STRAY))
        if was and text.startswith("=") and text == self.table.sheet.formulas.get((row.number, row.columns[title])):
            return False  # a formula of theirs that no spreadsheet has computed since: its value is stored already
        return digest(text) != was and (bool(text) or kept)

    def _was(self, row: _Row, title: str) -> str | None:
        """Return the digest of what we wrote, "" for a column of theirs, None when the row has no mark."""
        if row.stamp is None:
            return None
        place = self.places.get(title)
        return row.stamp.digests[place] if place is not None and place < len(row.stamp.digests) else ""

    def _edit(self, row: _Row, title: str, text: str, was: str | None, index: int) -> ReviewEdit:
        fingerprint, given = self._given(row)
        found = _DAY.match(row.texts.get(REVIEW_DAY, ""))
        review = Review(
            key=row_key(self.table.name, row.id),
            title=title,
            text=text,
            reviewer=row.texts.get(REVIEWER, ""),
            day=_day(found) if found else None,
            fingerprint=fingerprint,
            given=given,
            source=self.file,
            at=self.table.sheet.place(self.file, row.number, index, title),
        )
        return ReviewEdit(review, was)

    def _given(self, row: _Row) -> tuple[str, str]:
        """Return the fingerprint and the text of the requirement that stood in the row when people wrote."""
        today = self.requirements.get(row.id, ("", ""))
        fingerprint = row.stamp.fingerprint if row.stamp else today[0]
        if fingerprint and fingerprint == today[0]:
            return today
        text = row.texts.get(TEXT_TITLE, "")
        return fingerprint, text if self._was(row, TEXT_TITLE) == digest(text) else ""

    def _verdict(self, row: _Row, index: int, text: str) -> str | None:
        words = {fold(verdict): str(verdict) for verdict in ReviewVerdict}
        if found := words.get(fold(text)):
            return found
        hint = "쓸 수 있는 말: " + ", ".join(ReviewVerdict)
        near = suggestion(text, list(ReviewVerdict))
        self._report("D-REV-08", f"판정 {quoted(text)}은(는) 정해진 말이 아닙니다", row.number, index, f"{near} {hint}".strip())
        return None

    def _tell_formula(self, number: int, index: int, title: str, text: str) -> None:
        if (number, index) in self.table.sheet.formulas:
            message = f"{quoted(title)} 칸에 수식이 있어 값 {quoted(text)}만 받았습니다"
            self._note("D-REV-09", message, number, index, "글로 적으면 수식이 바뀌어도 남음", Severity.WARNING)

    def _fill_merged(self) -> None:
        """Give each cell merged downwards the value of its first; what was merged sideways stays where it is."""
        table = self.table
        for (top, left), (bottom, _) in table.sheet.merged:
            if top <= table.header or bottom == top or left == table.mark:
                continue
            self._note("D-REV-10", "합친 칸의 글을 그 안의 행마다 적은 것으로 읽었습니다", top, left, "칸 합치기를 풂", Severity.WARNING)
            for number in range(top + 1, min(bottom + 1, len(table.sheet.rows))):
                cells = table.sheet.rows[number]
                if left < len(cells) and cells[left] in (None, ""):
                    cells[left] = table.sheet.rows[top][left]

    def _report(self, code: str, message: str, row: int, column: int, hint: str = "") -> None:
        self.problems.append(Problem(code, message, self.table.sheet.place(self.file, row, column), hint))

    def _note(
        self, code: str, message: str, row: int, column: int, hint: str = "", severity: Severity = Severity.NOTE
    ) -> None:
        place = self.table.sheet.place(self.file, row, column)
        self.problems.append(Problem(code, message, place, hint, severity=severity))


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
