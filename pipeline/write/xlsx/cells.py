"""Turns a SheetCell into one cell of a worksheet: a text, number, date or formula with its format, link and comment."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline.document.sheet import Column, Look, Sheet, SheetCell
from pipeline.problems import Location, Problem, Severity
from pipeline.write import theme
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.book import Book

MISSING_TEXT = "〔입력 필요〕"
CUT_MARK = "…〔이하 생략〕"
LONGEST_LINK = 2_000
MOST_LINKS = 65_530  # of one sheet, as Excel has it

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


class Cells:
    """The cells of one worksheet under way; rows and columns count from 0."""

    def __init__(self, book: Book, sheet: Sheet, page: Worksheet) -> None:
        self.book = book
        self.sheet = sheet
        self.page = page
        self._formats: dict[tuple[object, ...], Format] = {}
        self._plain: dict[tuple[int, type], Format] = {}
        self._links = 0

    def column(self, index: int) -> Column:
        """Return the column at `index`, a plain one beyond the last."""
        return self.sheet.columns[index] if index < len(self.sheet.columns) else Column("")

    def format(self, cell: SheetCell, column: int, *, linked: bool = False) -> Format:
        """Return the cell's format; a cell without a look of its own takes its column's."""
        value = cell.value
        plain = cell.look is Look.TEXT and not (linked or cell.missing) and (type(value) is not str or value[:1] not in looks.TYPED_AS_FORMULA)
        if plain and (known := self._plain.get((column, type(value)))):
            return known
        made = self._format(cell, column, linked=linked)
        if plain and self.column(column).look is not Look.TOTAL:
            self._plain[column, type(value)] = made
        return made

    def _format(self, cell: SheetCell, column: int, *, linked: bool) -> Format:
        value, under = cell.value, self.column(column).look
        if self.column(column).hidden:
            return self.book.format(looks.hidden_properties())
        look = under if cell.look is Look.TEXT else cell.look
        # All that the format depends on; a sheet of 10,000 rows asks for the same dozen formats.
        telling = value if look is Look.TOTAL else isinstance(value, str) and value[:1] in looks.TYPED_AS_FORMULA
        key = (look, under, type(value), telling, cell.missing, linked)
        if key not in self._formats:
            properties = looks.properties(look, value, under, missing=cell.missing, link=linked)
            self._formats[key] = self.book.format(properties)
        return self._formats[key]

    def write(self, row: int, column: int, cell: SheetCell) -> None:
        """Write one cell with its link and comment."""
        value = cell.value
        if (value is None or type(value) is str) and not (cell.href or cell.formula or cell.runs or cell.comment or cell.missing):
            # Nearly every cell of a large sheet.
            if value:
                self.page.write_string(row, column, self._fitting(row, column, value), self.format(cell, column))
            else:
                self.page.write_blank(row, column, None, self.format(cell, column))
            return
        target = self._target(cell.href)
        style = self.format(cell, column, linked=bool(target))
        if cell.href:
            self._link(row, column, cell.href, target, style)
        if cell.formula:
            self._formula(row, column, cell, style)
        elif cell.runs:
            self._runs(row, column, cell, style)
        else:
            self._value(row, column, cell, style)
        if cell.comment:
            note = self._fitting(row, column, cell.comment)
            tall = max(1.0, looks.height(note, 18, 9) / 50)  # of the usual box
            self.page.write_comment(
                row, column, note, {"font_name": theme.SANS, "font_size": 9, "y_scale": min(tall, 8)}
            )

    def height(self, row: int, first: int, after: int, cell: SheetCell) -> float:
        """Return the points that a text needs in the columns `first` up to `after`, at most what Excel shows."""
        if not isinstance(cell.value, str):
            return 0
        column = self.column(first)
        if column.hidden:
            return 0
        if after == first + 1 and cell.look is Look.TEXT and 2 * len(cell.value) <= column.width and "\n" not in cell.value:
            return looks.ROW  # one line
        width = sum(self.column(index).width for index in range(first, after))
        needed = looks.height(cell.value, width, looks.size(cell.look))
        if needed > looks.TALLEST_ROW:
            message = "글이 길어 한 행(409pt)에 다 보이지 않습니다."
            self.report("W-XLSX-05", message, row, first, "열을 넓히거나 행을 나누세요.", Severity.WARNING)
        return min(needed, looks.TALLEST_ROW)

    def report(
        self,
        code: str,
        message: str,
        row: int = -1,
        column: int = 0,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Keep a problem of this sheet, or of one of its cells."""
        at = Location(self.book.workbook.title or "통합문서", sheet=self.page.get_name())
        if row >= 0:
            at = Location(at.file, row + 1, sheet=at.sheet, column=xl_col_to_name(column))
        self.book.problems.append(Problem(code, message, at, hint, severity=severity))

    def _value(self, row: int, column: int, cell: SheetCell, style: Format) -> None:
        match MISSING_TEXT if cell.missing and cell.value in (None, "") else cell.value:
            case None:
                self.page.write_blank(row, column, None, style)
            case bool() as truth:
                self.page.write_boolean(row, column, truth, style)
            case str() as text:
                # Never write(): it would read "=1+1" as a formula. An empty text becomes a blank cell.
                self.page.write_string(row, column, self._fitting(row, column, text), style)
            case value:
                stored = self._number(row, column, value)
                if stored is None:
                    self.page.write_string(row, column, str(value), style)
                else:
                    self.page.write_number(row, column, stored, style)

    def _runs(self, row: int, column: int, cell: SheetCell, style: Format) -> None:
        """Write a text whose pieces are marked; Excel wants at least two of them."""
        runs = [(looks.clean(run.text), run.mark) for run in cell.runs]
        pieces = [(text, mark) for text, mark in runs if text]
        whole = "".join(text for text, _ in pieces)
        if len(pieces) < 2 or looks.units(whole) > looks.LONGEST_TEXT:
            self._value(row, column, SheetCell(whole, cell.look), style)
            return
        parts: list[object] = []
        for text, mark in pieces:
            parts += [self.book.format(looks.mark(mark)), text]
        self.page.write_rich_string(row, column, *parts, style)

    def _formula(self, row: int, column: int, cell: SheetCell, style: Format) -> None:
        formula = looks.clean(cell.formula)
        if not formula.startswith("="):
            self.report(
                "W-XLSX-08", f"수식이 '='로 시작하지 않습니다: {formula[:40]}", row, column, "=SUM(A1:A3)처럼 적으세요."
            )
            self.page.write_string(row, column, self._fitting(row, column, formula), style)
            return
        match cell.value:
            case None:
                known: str | int | float | bool = ""
            case bool() as truth:
                known = truth
            case str() as text:
                known = looks.clean(text)
            case value:
                stored = self._number(row, column, value)
                known = str(value) if stored is None else stored
        self.page.write_formula(row, column, formula, style, known)

    def _link(self, row: int, column: int, href: str, target: str, style: Format) -> None:
        if target and self._links >= MOST_LINKS:
            if self._links == MOST_LINKS:
                message = f"한 시트의 연결이 {MOST_LINKS:,}개를 넘어 그 뒤는 연결하지 않았습니다."
                self.report("W-XLSX-04", message, row, column, "시트를 나누세요.", Severity.WARNING)
            self._links += 1
            return
        if target and self.page.write_url(row, column, target, style, "") == 0:
            self._links += 1
            return  # the cell's own value is written over that empty text, the link stays
        hint = "상대 경로, https://…, 또는 internal:'시트'!A1 형식이어야 합니다."
        message = f"연결할 수 없는 주소입니다: {looks.clean(href)[:60]}"
        self.report("W-XLSX-04", message, row, column, hint, Severity.WARNING)

    def _target(self, href: str) -> str:
        """Return XlsxWriter's form of a link, empty when it leads nowhere."""
        href = looks.clean(href).strip()
        if looks.units(href) > LONGEST_LINK:
            return ""
        if href.startswith("internal:"):
            return self._inside(href.removeprefix("internal:"))
        if href.casefold().startswith(("http://", "https://", "mailto:")):
            return href
        if not href or href.startswith(("/", "\\")) or _SCHEME.match(href):
            return ""
        return f"external:./{href.removeprefix('./')}"

    def _inside(self, place: str) -> str:
        sheet, _, cell = place.rpartition("!")
        name = self.book.written_name(sheet.strip("'").replace("''", "'"))
        quoted = name.replace("'", "''")
        return f"internal:'{quoted}'!{cell}" if name and cell else ""

    def _number(self, row: int, column: int, value: int | Decimal | date) -> int | float | None:
        stored = looks.number(value)
        if stored is None:
            message = f"Excel이 그대로 담지 못하는 값이라 글로 적었습니다: {str(value)[:40]}"
            hint = "수는 15자리까지, 날짜는 1900. 3. 1.부터 쓸 수 있습니다."
            self.report("W-XLSX-03", message, row, column, hint, Severity.WARNING)
        return stored

    def _fitting(self, row: int, column: int, text: str) -> str:
        text = looks.clean(text)
        if 2 * len(text) <= looks.LONGEST_TEXT or looks.units(text) <= looks.LONGEST_TEXT:
            return text
        message = f"글 {len(text):,}자가 셀의 한도(32,767자)를 넘어 뒤를 잘랐습니다."
        self.report("W-XLSX-02", message, row, column, "여러 행으로 나누어 적으세요.")
        return looks.cut(text, looks.LONGEST_TEXT - len(CUT_MARK)) + CUT_MARK
