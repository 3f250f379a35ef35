"""Turns the rows of one sheet of ours into cells of the sheet in a person's workbook, each only where it says something else."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document.sheet import Column, Look, Sheet, SheetCell
from pipeline.problems import Location, Problem, Severity
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.their_grid import Cell, Grid
from pipeline.write.xlsx.their_links import Links
from pipeline.write.xlsx.their_merges import Merges
from pipeline.write.xlsx.their_moves import column_letters
from pipeline.write.xlsx.their_notes import Notes
from pipeline.write.xlsx.their_sheet import OurRow, Places, TheirSheet
from pipeline.write.xlsx.their_styles import rich
from pipeline.write.xlsx.their_values import Formula, Present, same, stored, written

_COLOURED = {Look.GOOD, Look.WARN, Look.BAD, Look.IDLE, Look.ASK}
_NOTHING: Cell = (b"", b"", b"", b"", b"")


@dataclass(frozen=True, slots=True)
class _Target:
    """A column of ours and where it stands in theirs."""

    index: int
    column: Column
    letters: bytes
    hidden: bool


class SheetFilling:
    """The cells of one sheet of ours under way to their places."""

    def __init__(self, sheet: Sheet, theirs: TheirSheet, places: Places, file: str) -> None:
        self.sheet, self.theirs, self.places, self.file = sheet, theirs, places, file
        self.problems: list[Problem] = []
        self._links = Links(theirs.page, places)
        self._notes = Notes(theirs.page)
        self._merges = Merges(theirs)
        self._numbers: dict[tuple[type, object], bytes] = {}
        self._dressed: dict[tuple[bytes, Look, int], bool] = {}

    def fill(self, rows: list[OurRow]) -> None:
        """Write each cell that differs from theirs."""
        grid = self.theirs.page.grid
        grid.spell_out()
        targets = [
            (
                place - 1,
                letters := column_letters(place).encode(),
                _Target(index, self.sheet.columns[index], letters, index == self.sheet.stamp),
            )
            for index, place in self.theirs.columns.items()
        ]
        for row in rows:
            number = self.theirs.rows.get(row.id)
            if number is not None:
                self._row(grid, number, row, targets)
        self._links.finish()
        if self._links.spared:
            message = f"한 시트의 연결이 너무 많아 {self._links.spared:,}개는 연결하지 않았습니다."
            at = Location(self.file, sheet=self.theirs.page.title)
            self.problems.append(Problem("W-XLSX-04", message, at, "시트를 나누세요.", severity=Severity.WARNING))

    def _row(self, grid: Grid, number: int, row: OurRow, targets: list[tuple[int, bytes, _Target]]) -> None:
        """Write one row. Nearly every cell of a large sheet is a shared text that says what ours says: that is looked at first."""
        present = grid.rows[number].cells if number in grid.rows else []
        linked = self._links.rows.get(number, {})
        covered = self._merges.covered.get(number, ())
        texts, count, width = self.theirs.page.book.values.texts, len(present), len(row.cells)
        changes: dict[bytes, Cell] = {}
        refit = False
        for place, letters, target in targets:
            ours = row.cells[target.index] if target.index < width else None
            if ours is None or letters in covered:
                continue
            cell = present[place] if place < count else None
            if cell is None or cell[0] != letters:
                cell = next((each for each in present if each[0] == letters), None)
            if cell is not None and not (
                ours.formula or ours.comment or ours.missing or ours.href or letters in linked
            ):
                value = ours.value
                if cell[2] == b"s":
                    says = texts.get(cell[4]) == value
                elif value is None or value == "":
                    says = not cell[4]
                else:
                    says = not cell[2] and type(value) not in (str, bool) and cell[4] == self._number(ours)
                if says and (
                    self._dressed.get((cell[1], ours.look, target.index)) or self._is_dressed(cell[1], ours, target)
                ):
                    continue
            if not (row.data or target.hidden or ours.formula or ours.value) and cell is not None and cell[4]:
                continue  # beside a heading of ours people may write what they like
            made = self._cell(cell, ours, number, target)
            if made is not None:
                changes[letters] = made
                refit = refit or not target.hidden
        if changes:
            grid.write(number, changes)
            if refit:
                grid.rows[number].refit(self._merges.height(number))

    def _number(self, ours: SheetCell) -> bytes:
        """Return the content of a cell for a number or a date of ours."""
        key = (type(ours.value), ours.value)
        if key not in self._numbers:
            self._numbers[key] = written(stored(ours, self.theirs.page.book.values.shift), None)[1]
        return self._numbers[key]

    def _is_dressed(self, style: bytes, ours: SheetCell, target: _Target) -> bool:
        """True when a cell that says what ours says also looks as it should; remembered for what does not depend on its text."""
        if style in (b"", b"0"):
            return False
        if ours.look not in _COLOURED or target.hidden:
            found = True
        else:
            found = self.theirs.page.book.styles.restyled(style, ours, target.column.look) == style
        if not (isinstance(ours.value, str) and ours.value[:1] in looks.TYPED_AS_FORMULA):
            self._dressed[style, ours.look, target.index] = found
        return found

    def _cell(self, cell: Cell | None, ours: SheetCell, number: int, target: _Target) -> Cell | None:
        """Return the cell as it is to be, None when it stays; its note and link follow at once."""
        values, styles, column = self.theirs.page.book.values, self.theirs.page.book.styles, target.column
        present = values.of(cell)
        result = stored(ours, values.shift)
        wanted: Present = (
            Formula(self.places.formula(looks.clean(ours.formula), self.sheet.name)) if ours.formula else result
        )
        equal = same(present, wanted)
        if column.kept and present is not None and not equal and not any(same(present, word) for word in ours.replaces):
            self._tell(ours, number, target)
            return None
        _, style, kind, other, content = cell or _NOTHING
        if cell is None and number in self.theirs.page.grid.rows:
            style = self.theirs.page.grid.rows[number].style
        if not equal:
            kind, content = written(wanted, result, rich(ours) if ours.runs and not ours.formula else b"")
            other = b""
        elif ours.formula and cell is not None and not same(values.result(cell), result):
            kind, content = written(wanted, result)
        if style in (b"", b"0"):
            style = styles.dressed(ours, column.look, hidden=target.hidden)
        elif (not equal or ours.look in _COLOURED or ours.missing) and not target.hidden:
            style = styles.restyled(style, ours, column.look)
        if ours.comment:
            self._notes.add(number, target.letters.decode(), ours.comment)
        if not column.kept and (ours.href or target.letters in self._links.rows.get(number, ())):
            self._links.put(number, target.letters, ours)
        made = (target.letters, style, kind, other, content)
        return None if made == cell else made

    def _tell(self, ours: SheetCell, number: int, target: _Target) -> None:
        if ours.value in (None, ""):
            return
        at = Location(self.file, number, "", self.theirs.page.title, target.letters.decode())
        message = f"사람이 적은 글을 그대로 두었습니다. 기록에는 다르게 있습니다: {str(ours.value)[:40]}"
        hint = "먼저 이 통합문서를 받은(trace pull) 뒤 다시 만듦"
        self.problems.append(Problem("W-XLSX-10", message, at, hint, severity=Severity.WARNING))
