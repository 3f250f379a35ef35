"""Turns a Workbook into cells of a person's own .xlsx, part by part: what is not ours stays as it is, byte for byte."""

from __future__ import annotations

from pipeline.document.sheet import Look, Sheet, SheetCell, Workbook
from pipeline.problems import Location, Problem, Severity
from pipeline.write.xlsx.their_book import Book
from pipeline.write.xlsx.their_cells import SheetFilling
from pipeline.write.xlsx.their_followers import follow, retitle
from pipeline.write.xlsx.their_moves import Rewriter, column_letters
from pipeline.write.xlsx.their_notes import Notes
from pipeline.write.xlsx.their_rules import extend_rules, set_width
from pipeline.write.xlsx.their_sheet import Places, Plan, TheirSheet, bare, find, move, our_rows, planned
from pipeline.write.xlsx.their_values import Present, written
from pipeline.write.xlsx.their_xml import Unreadable


def write_into(workbook: Workbook, theirs: bytes, file: str = "통합문서") -> tuple[bytes, list[Problem]]:
    """Return the bytes of `theirs` (.xlsx) with `workbook` written into it; messages call it `file`.

    A sheet of ours that they do not have is added. Cells of ours are written where they differ, cells in people's columns only
    where theirs is empty (W-XLSX-10 tells where it is not and says something else). A row of ours that is no more leaves its
    sheet; what people wrote in it stands in the archive, and a formula of theirs that spoke of it is told (W-XLSX-11).
    Everything else of the package is copied as it is; when nothing differs, so is all of it.
    """
    try:
        writing = _Writing(workbook, theirs, file)
        writing.write()
        return writing.book.saved(), writing.problems
    except Unreadable as fault:
        hint = "엑셀에서 열어 'Excel 통합 문서(.xlsx)'로 다시 저장"
        return b"", [Problem("W-XLSX-09", "고쳐 쓸 수 있는 .xlsx가 아닙니다", Location(file, field=str(fault)), hint)]


class _Writing:
    """One run over one workbook of theirs."""

    def __init__(self, workbook: Workbook, theirs: bytes, file: str) -> None:
        self.workbook = workbook
        self.book = Book(theirs)
        self.file = file
        self.problems: list[Problem] = []
        self.saved: list[tuple[str, str, str]] = []  # (id, title, text) of rows that are no more
        self.rows = {sheet.name: our_rows(sheet) for sheet in workbook.sheets}
        self.found: dict[str, TheirSheet] = {}

    def write(self) -> None:
        """Find our sheets, let rows leave and come, then write; the archive last: it takes what the others leave out."""
        self._find()
        plans = {name: planned(theirs, self.rows[name]) for name, theirs in self.found.items()}
        self._move({name: plan for name, plan in plans.items() if not plan.is_empty})
        for sheet in self.workbook.sheets:
            self._add_columns(sheet, self.found[sheet.name])
        places = Places(self.found, self.rows)
        for sheet in self.workbook.sheets:
            theirs = self.found[sheet.name]
            filling = SheetFilling(sheet, theirs, places, self.file)
            filling.fill(self.rows[sheet.name])
            self.problems += filling.problems
            extend_rules(sheet, self.rows[sheet.name], theirs)
            self._name(sheet, theirs)
        self._archive()

    def _find(self) -> None:
        missing = []
        for sheet in self.workbook.sheets:
            found = find(sheet, self.rows[sheet.name], self.book.pages)
            if found is None:
                missing.append(sheet)
            else:
                self.found[sheet.name] = found
        if missing:
            from pipeline.write.xlsx.their_pages import add_pages  # with the library that writes whole workbooks

            start = len(self.book.pages)
            add_pages(self.book, self.workbook, missing)
            for sheet in missing:
                found = find(sheet, self.rows[sheet.name], self.book.pages[start:])
                if found is not None:
                    self.found[sheet.name] = found

    def _move(self, plans: dict[str, Plan]) -> None:
        """Let rows come and go, and all that refers to them follow."""
        if not plans:
            return
        for sheet in self.workbook.sheets:
            if sheet.name in plans:
                self._save(sheet, self.found[sheet.name], plans[sheet.name].removed)
        moves = {self.found[name].page.title.casefold(): plan.moves for name, plan in plans.items()}
        follow(self.book, Rewriter(moves), self._tell_lost)
        for name, plan in plans.items():
            move(self.found[name], plan)

    def _tell_lost(self, page: str, place: str) -> None:
        letters = place.rstrip("0123456789") if page else ""
        theirs = next((each for each in self.found.values() if each.page.title == page), None)
        sheet = next((sheet for sheet in self.workbook.sheets if self.found.get(sheet.name) is theirs), None)
        ours = (
            {column_letters(column) for index, column in theirs.columns.items() if not sheet.columns[index].kept}
            if theirs and sheet
            else ()
        )
        if letters in ours or (
            not page and any(column.name == place for sheet in self.workbook.sheets for column in sheet.columns)
        ):
            return  # ours: it is written anew
        at = (
            Location(self.file, int(place[len(letters) :]), "", page, letters)
            if page
            else Location(self.file, field=place)
        )
        message = "수식이 가리키던 행이 빠져 #REF!가 되었습니다"
        self.problems.append(Problem("W-XLSX-11", message, at, "다른 행을 가리키게 고침", severity=Severity.WARNING))

    def _save(self, sheet: Sheet, theirs: TheirSheet, removed: list[int]) -> None:
        """Keep what people wrote in rows that leave their sheet: in columns that are not ours to fill, and notes."""
        if not removed:
            return
        theirs.page.grid.spell_out()
        ours = {place: sheet.columns[index] for index, place in theirs.columns.items()}
        ids = {number: id for id, number in theirs.rows.items()}
        notes, page, width = Notes(theirs.page), theirs.page, theirs.width
        for number in removed:
            for place in range(1, width + 1):
                letters, column = column_letters(place), ours.get(place)
                title = column.title if column else str(page.value(theirs.header, letters) or letters)
                text = self._spoken(theirs, number, letters) if column is None or column.kept or not theirs.mark else ""
                if text:
                    self.saved.append((ids[number], title, text))
                if note := notes.texts.get(f"{letters}{number}"):
                    self.saved.append((ids[number], f"{title}(메모)", note))

    def _spoken(self, theirs: TheirSheet, number: int, letters: str) -> str:
        """Return what a cell shows, as far as it can be told in words."""
        cell = theirs.page.grid.cell(number, letters)
        value: Present = self.book.values.of(cell)
        if cell is not None and not isinstance(value, str) and self.book.styles.shows_date(cell[1]):
            value = str(self.book.values.date(value) or value)
        return "" if value is None else str(value)

    def _add_columns(self, sheet: Sheet, theirs: TheirSheet) -> None:
        """Add behind theirs the columns that the sheet did not have, or that people must not do without."""
        for index, column in enumerate(sheet.columns):
            wanted = column.kept or index in (sheet.key, sheet.stamp) or column.title not in theirs.known
            if index in theirs.columns or not wanted:
                continue
            place = theirs.width + 1
            theirs.columns[index] = place
            set_width(theirs, place, column)
            style = self.book.styles.dressed(SheetCell(column.title, Look.HEADER), column.look, hidden=column.hidden)
            self._put(theirs, theirs.header, place, column.title, style)
        if sheet.stamp in theirs.columns:
            place, title = theirs.columns[sheet.stamp], sheet.columns[sheet.stamp].title
            if theirs.page.value(theirs.header, column_letters(place)) != title:
                self._put(theirs, theirs.header, place, title)
                retitle(theirs.page, theirs.header, place, title)

    def _put(self, theirs: TheirSheet, number: int, place: int, text: str, style: bytes = b"") -> None:
        letters = column_letters(place).encode()
        old = theirs.page.grid.cell(number, letters)
        kind, content = written(text, None)
        theirs.page.grid.write(number, {letters: (letters, style or (old[1] if old else b""), kind, b"", content)})

    def _name(self, sheet: Sheet, theirs: TheirSheet) -> None:
        """Point the names of columns to where their data stand now."""
        data = [theirs.rows[row.id] for row in self.rows[sheet.name] if row.data and row.id in theirs.rows]
        for index, column in enumerate(sheet.columns):
            if column.name and index in theirs.columns and data:
                letters = column_letters(theirs.columns[index])
                self.book.name_range(column.name, theirs.page, letters, min(data), max(data))

    def _archive(self) -> None:
        """Write behind the archive what it does not say yet."""
        sheet = next((sheet for sheet in self.workbook.sheets if sheet.archive), None)
        if sheet is None or not self.saved:
            return
        theirs = self.found[sheet.name]
        said = {bare(cell.value) for row in self.rows[sheet.name] for cell in row.cells if cell}
        number = max(theirs.page.grid.last, theirs.header)
        for saved in self.saved:
            if bare(saved[2]) in said:
                continue
            number += 1
            for index, text in enumerate(saved):
                style = self.book.styles.dressed(SheetCell(text), sheet.columns[index].look)
                self._put(theirs, number, theirs.columns.get(index, index + 1), text, style)
