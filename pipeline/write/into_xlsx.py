"""Turns a Workbook into cells of a person's own .xlsx: their order, widths, fills, notes, columns and sheets stay."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook as OpenBook
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.defined_name import DefinedName

from pipeline.document.sheet import Column, Look, Sheet, SheetCell, Workbook
from pipeline.problems import Location, Problem, Severity
from pipeline.write.package import repack
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.book import NO_DATE
from pipeline.write.xlsx.cells import MISSING_TEXT
from pipeline.write.xlsx.links import share_links
from pipeline.write.xlsx.their_rules import extend_rules, new_page
from pipeline.write.xlsx.their_sheet import OurRow, TheirSheet, find, move_rows, our_rows, planned, translated
from pipeline.write.xlsx.their_styles import Styles, rich

_MODIFIED = re.compile(rb"(<dcterms:(?:modified|created)\b[^>]*>)[^<]*(</dcterms:)")
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_NOT_CARRIED = {"xl/activeX/": "양식 컨트롤", "xl/slicers/": "슬라이서", "xl/threadedComments/": "스레드 메모", "xl/ctrlProps/": "양식 단추"}
_COLOURED = {Look.GOOD, Look.WARN, Look.BAD, Look.IDLE, Look.ASK}


def write_into(workbook: Workbook, theirs: bytes, file: str = "통합문서") -> tuple[bytes, list[Problem]]:
    """Return the bytes of `theirs` (.xlsx) with `workbook` written into it; messages call it `file`.

    A sheet of ours that they do not have is added. Cells of ours are written, cells in people's columns only where theirs
    is empty (W-XLSX-10 tells where it is not and says something else). A row of ours that is no more leaves its sheet; what
    people wrote in it stands in the archive. Charts and pictures that openpyxl does not know are lost (W-XLSX-11).
    """
    try:
        book = load_workbook(BytesIO(theirs), rich_text=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError):
        hint = "엑셀에서 열어 'Excel 통합 문서(.xlsx)'로 다시 저장"
        return b"", [Problem("W-XLSX-09", "고쳐 쓸 수 있는 .xlsx가 아닙니다", Location(file), hint)]
    writing = _Writing(workbook, book, file)
    writing.write()
    stream = BytesIO()
    book.save(stream)
    return _without_clock(stream.getvalue(), workbook), writing.problems + _losses(theirs, file)


class _Writing:
    """One run over one workbook of theirs."""

    def __init__(self, workbook: Workbook, book: OpenBook, file: str) -> None:
        self.workbook = workbook
        self.book = book
        self.file = file
        self.problems: list[Problem] = []
        self.saved: list[tuple[str, str, str]] = []  # (id, title, text) of rows that are no more
        self.pages = list(book.worksheets)
        self.styles = Styles(book)
        self.rows = {sheet.name: our_rows(sheet) for sheet in workbook.sheets}
        self.ids = {name: {row.number: row.id for row in rows} for name, rows in self.rows.items()}

    def write(self) -> None:
        """Write every sheet, the archive last: it takes what the others leave out."""
        found = {sheet.name: find(sheet, self.rows[sheet.name], self.pages) for sheet in self.workbook.sheets}
        added = [sheet for sheet in self.workbook.sheets if found[sheet.name] is None]
        found |= {sheet.name: new_page(sheet, self.rows[sheet.name], self.book) for sheet in added}
        rows = self.rows
        for sheet in sorted(self.workbook.sheets, key=lambda sheet: sheet.archive):
            theirs = found[sheet.name]
            if theirs is not None and sheet not in added:
                plan = planned(theirs, rows[sheet.name])
                self._save(sheet, theirs, plan.removed)
                move_rows(theirs, plan)
                self._add_columns(sheet, theirs)
        for sheet in self.workbook.sheets:
            theirs = found[sheet.name]
            if theirs is not None:
                _SheetFilling(self, sheet, theirs, rows[sheet.name], found).fill()
                extend_rules(sheet, rows[sheet.name], theirs)
                self._name(sheet, theirs, rows[sheet.name])
        self._archive(found, rows)
        self.styles.finish()

    def _save(self, sheet: Sheet, theirs: TheirSheet, removed: list[int]) -> None:
        """Keep what people wrote in rows that leave their sheet: in columns that are not ours to fill, and notes."""
        ours = {place: sheet.columns[index] for index, place in theirs.columns.items()}
        ids = {number: id for id, number in theirs.rows.items()}
        for number in removed:
            for place in range(1, theirs.page.max_column + 1):
                cell, column = theirs.page.cell(number, place), ours.get(place)
                title = column.title if column else str(theirs.page.cell(theirs.header, place).value or get_column_letter(place))
                if (column is None or column.kept) and cell.value not in (None, ""):
                    self.saved.append((ids[number], title, str(cell.value)))
                if cell.comment is not None:
                    self.saved.append((ids[number], f"{title}(메모)", cell.comment.text))

    def _archive(self, found: dict[str, TheirSheet | None], rows: dict[str, list[OurRow]]) -> None:
        """Write behind the archive what it does not say yet."""
        sheet = next((sheet for sheet in self.workbook.sheets if sheet.archive), None)
        theirs = found[sheet.name] if sheet else None
        if sheet is None or theirs is None:
            return
        said = {_bare(cell.value) for row in rows[sheet.name] for cell in row.cells if cell}
        number = theirs.last
        for saved in self.saved:
            if _bare(saved[2]) in said:
                continue
            number += 1
            for index, text in enumerate(saved):
                _put(theirs.page.cell(number, theirs.columns.get(index, index + 1)), text)

    def _add_columns(self, sheet: Sheet, theirs: TheirSheet) -> None:
        """Add behind theirs the columns that the sheet did not have, or that people must not do without."""
        for index, column in enumerate(sheet.columns):
            wanted = column.kept or index in (sheet.key, sheet.stamp) or column.title not in theirs.known
            if index in theirs.columns or not wanted:
                continue
            place = theirs.page.max_column + 1
            header = theirs.page.cell(theirs.header, place)
            _put(header, column.title)
            self.styles.dress(header, SheetCell(column.title, Look.HEADER), column.look, hidden=column.hidden)
            dimension = theirs.page.column_dimensions[get_column_letter(place)]
            dimension.width, dimension.hidden = column.width, column.hidden
            theirs.columns[index] = place
        if sheet.stamp in theirs.columns:
            _put(theirs.page.cell(theirs.header, theirs.columns[sheet.stamp]), sheet.columns[sheet.stamp].title)

    def _name(self, sheet: Sheet, theirs: TheirSheet, rows: list[OurRow]) -> None:
        """Point the names of columns to where their data stand now."""
        data = [theirs.rows[row.id] for row in rows if row.data and row.id in theirs.rows]
        for index, column in enumerate(sheet.columns):
            if not column.name or index not in theirs.columns or not data:
                continue
            letter = get_column_letter(theirs.columns[index])
            quoted = theirs.page.title.replace("'", "''")
            place = f"'{quoted}'!${letter}${min(data)}:${letter}${max(data)}"
            self.book.defined_names[column.name] = DefinedName(column.name, attr_text=place)


class _SheetFilling:
    """The cells of one sheet of ours under way to their places."""

    def __init__(
        self,
        writing: _Writing,
        sheet: Sheet,
        theirs: TheirSheet,
        rows: list[OurRow],
        others: dict[str, TheirSheet | None],
    ) -> None:
        self.writing = writing
        self.sheet = sheet
        self.theirs = theirs
        self.rows = rows
        self.others = others
        self.moved = {row.number: theirs.rows[row.id] for row in rows if row.id in theirs.rows}

    def fill(self) -> None:
        """Write each cell that differs from theirs."""
        for row in self.rows:
            number = self.theirs.rows.get(row.id)
            if number is None:
                continue
            for index, place in self.theirs.columns.items():
                ours = row.cells[index] if index < len(row.cells) else None
                if ours is None:
                    continue
                cell = self.theirs.page.cell(number, place)
                if not isinstance(cell, MergedCell):
                    self._cell(cell, ours, self.sheet.columns[index], hidden=index == self.sheet.stamp)

    def _cell(self, cell: Cell, ours: SheetCell, column: Column, *, hidden: bool) -> None:
        wanted = self._wanted(ours)
        present = cell.value if cell.value != "" else None
        same = _same(present, wanted)
        if column.kept and present is not None and not same and not any(_same(present, word) for word in ours.replaces):
            self._tell(cell, ours)
            return
        if not same:
            _put(cell, rich(ours) if ours.runs else wanted, formula=bool(ours.formula))
        if (not same or not cell.has_style or ours.look in _COLOURED or ours.missing) and not self.writing.styles.is_theirs(cell):
            self.writing.styles.dress(cell, ours, column.look, hidden=hidden)
        if ours.comment and cell.comment is None:
            cell.comment = Comment(looks.clean(ours.comment), "")
        if not column.kept:
            self._link(cell, ours)

    def _wanted(self, ours: SheetCell) -> object:
        if ours.formula:
            return translated(looks.clean(ours.formula), self.sheet, self.theirs, self.moved)
        value = MISSING_TEXT if ours.missing and ours.value in (None, "") else ours.value
        match value:
            case str():
                return looks.cut(looks.clean(value), looks.LONGEST_TEXT) or None
            case Decimal() | int() if not isinstance(value, bool):
                number = looks.number(value)
                return str(value) if number is None else number
            case _:
                return value

    def _tell(self, cell: Cell, ours: SheetCell) -> None:
        if ours.value in (None, ""):
            return
        at = Location(self.writing.file, cell.row, "", self.theirs.page.title, cell.column_letter)
        message = f"사람이 적은 글을 그대로 두었습니다. 기록에는 다르게 있습니다: {str(ours.value)[:40]}"
        hint = "먼저 이 통합문서를 받은(trace pull) 뒤 다시 만듦"
        self.writing.problems.append(Problem("W-XLSX-10", message, at, hint, severity=Severity.WARNING))

    def _link(self, cell: Cell, ours: SheetCell) -> None:
        old = cell.hyperlink
        if not ours.href:
            if old is not None:
                cell.hyperlink = None
            return
        inside = ours.href.removeprefix("internal:")
        target = None if inside != ours.href else ours.href
        location = self._inside(inside) if target is None else None
        if old is not None and (old.location, _plain(old.target)) == (location, _plain(target)):
            return
        cell.hyperlink = target or f"#{location}"
        if location and cell.hyperlink is not None:
            cell.hyperlink.location, cell.hyperlink.target = location, None

    def _inside(self, place: str) -> str:
        """Return where a cell of another sheet of ours stands now."""
        name, _, reference = place.rpartition("!")
        sheet = name.strip("'").replace("''", "'")
        theirs = self.others.get(sheet)
        if theirs is None:
            return place
        quoted = theirs.page.title.replace("'", "''")
        letters, digits = reference.rstrip("0123456789"), reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        id = self.writing.ids[sheet].get(int(digits), "")
        number = theirs.rows.get(id, int(digits))
        return f"'{quoted}'!{letters}{number}"


def _put(cell: Cell, value: object, *, formula: bool = False) -> None:
    """Write a value; a text that begins like a formula stays a text."""
    cell.value = value
    if isinstance(value, str) and value.startswith("=") and not formula:
        cell.data_type = "s"


def _same(present: object, wanted: object) -> bool:
    if isinstance(present, datetime) and isinstance(wanted, date) and not isinstance(wanted, datetime):
        return present == datetime(wanted.year, wanted.month, wanted.day)
    if isinstance(wanted, str) and present is not None:
        return str(present) == wanted
    return present == wanted


def _bare(value: object) -> str:
    return "".join(str(value or "").split())


def _plain(target: str | None) -> str:
    return (target or "").removeprefix("./")


def _losses(theirs: bytes, file: str) -> list[Problem]:
    """Tell what of their workbook openpyxl does not carry over."""
    with ZipFile(BytesIO(theirs)) as package:
        names = package.namelist()
    lost = [word for part, word in _NOT_CARRIED.items() if any(name.startswith(part) for name in names)]
    if not lost:
        return []
    message = f"옮기지 못한 것이 있습니다: {', '.join(lost)}"
    return [Problem("W-XLSX-11", message, Location(file), "원래 파일도 함께 보관", severity=Severity.WARNING)]


def _without_clock(data: bytes, workbook: Workbook) -> bytes:
    """Return the package with our date in place of the clock, and row heights as hints only, as in a new workbook."""
    day = (workbook.created or NO_DATE).isoformat()
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/")}
        core = package.read("docProps/core.xml")
    parts |= share_links(parts)
    sheets = {name: content for name, content in parts.items() if name.startswith("xl/worksheets/sheet")}
    replaced = parts | {name: _FIXED_HEIGHT.sub(rb"\1", content) for name, content in sheets.items()}
    replaced["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode() + rb"\g<2>", core)
    return repack(data, replaced)
