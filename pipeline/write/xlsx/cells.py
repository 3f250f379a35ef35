"""Turns a SheetCell into one cell of a worksheet's XML: a text, number, date or formula with format, link and comment."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import escape

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline.document.sheet import CellValue, Column, Look, Sheet, SheetCell
from pipeline.problems import Location, Problem, Severity
from pipeline.write import theme
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.book import Book
from pipeline.write.xlsx.links import Links
from pipeline.write.xlsx.strings import Marked

MISSING_TEXT = "〔입력 필요〕"
CUT_MARK = "…〔이하 생략〕"
LONGEST_LINK = 2_000
MOST_LINKS = 65_530  # of one sheet, as Excel has it
ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}

_BEYOND = Column("")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


class Cells:
    """The cells of one worksheet under way; rows and columns count from 0."""

    def __init__(self, book: Book, sheet: Sheet, page: Worksheet) -> None:
        self.book = book
        self.sheet = sheet
        self.page = page
        self._formats: dict[tuple[object, ...], Format] = {}
        self._plain: dict[int, str] = {}  # by column: the tail of a plain text up to its number
        self._targets: dict[str, str] = {}
        self._full = False  # of links
        self.links = Links(page)
        self.notes = 0

    def column(self, index: int) -> Column:
        """Return the column at `index`, a plain one beyond the last."""
        return self.sheet.columns[index] if index < len(self.sheet.columns) else _BEYOND

    def format(self, cell: SheetCell, column: int, *, linked: bool = False) -> Format:
        """Return the cell's format; a cell without a look of its own takes its column's."""
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

    def tail(self, row: int, column: int, cell: SheetCell) -> str:
        """Return the cell's element behind its row's number (`<c r="A1`), and keep its link and comment."""
        special = cell.href or cell.formula or cell.runs or cell.comment or cell.missing
        if type(cell.value) is str and cell.look is Look.TEXT and not special:
            return self._plain_text(row, column, cell)
        if cell.href:
            style = self._linked(row, column, cell)
        else:
            style = self.book.style(self.format(cell, column))
        if cell.formula:
            rest = self._formula(row, column, cell)
        elif cell.runs:
            rest = self._runs(row, column, cell)
        else:
            rest = self._value(row, column, cell.value, cell.missing)
        if cell.comment:
            self._note(row, column, cell.comment)
        return f'" s="{style}"{rest}'

    def _plain_text(self, row: int, column: int, cell: SheetCell) -> str:
        """Return the tail of a text that looks as its column does: nearly every cell that equals no other."""
        text = cell.value
        if 2 * len(text) > looks.LONGEST_TEXT or not text.isprintable():
            text = self._fitting(row, column, text)
        if not text or text[0] in looks.TYPED_AS_FORMULA or self.column(column).look is Look.TOTAL:
            return f'" s="{self.book.style(self.format(cell, column))}"{self._text(text)}'
        if column not in self._plain:
            self._plain[column] = f'" s="{self.book.style(self.format(cell, column))}" t="s"><v>'
        return f"{self._plain[column]}{self.book.strings.number(text)}</v></c>"

    def blank(self, cell: SheetCell, column: int) -> str:
        """Return the tail of a cell that a merge hides under `cell`."""
        return f'" s="{self.book.style(self.format(cell, column))}"/>'

    def height(self, row: int, first: int, after: int, cell: SheetCell) -> float:
        """Return the points that a text needs in the columns `first` up to `after`, at most what Excel shows."""
        if not isinstance(cell.value, str):
            return 0
        column = self.column(first)
        if column.hidden:
            return 0
        width = column.width if after == first + 1 else sum(self.column(index).width for index in range(first, after))
        if cell.look is Look.TEXT and 2 * len(cell.value) <= width and "\n" not in cell.value:
            return looks.ROW  # one line
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

    def _value(self, row: int, column: int, value: CellValue, missing: bool = False) -> str:
        match MISSING_TEXT if missing and value in (None, "") else value:
            case None | "":
                return "/>"
            case str() as text:
                # Always a text, whatever it looks like: "=1+1" is no formula.
                return self._text(self._fitting(row, column, text))
            case bool() as truth:
                return f' t="b"><v>{truth:d}</v></c>'
            case value:
                stored = self._number(row, column, value)
                return self._text(str(value)) if stored is None else f"><v>{stored:.16G}</v></c>"

    def _text(self, text: str | Marked) -> str:
        return f' t="s"><v>{self.book.strings.number(text)}</v></c>' if text else "/>"

    def _runs(self, row: int, column: int, cell: SheetCell) -> str:
        """Return a text whose pieces are marked; a single one, or what Excel cannot hold, is plain."""
        runs = [(looks.clean(run.text), run.mark) for run in cell.runs]
        pieces = tuple((text, mark) for text, mark in runs if text)
        whole = "".join(text for text, _ in pieces)
        if len(pieces) < 2 or looks.units(whole) > looks.LONGEST_TEXT:
            return self._value(row, column, whole)
        return self._text(pieces)

    def _formula(self, row: int, column: int, cell: SheetCell) -> str:
        formula = looks.clean(cell.formula)
        if not formula.startswith("="):
            self.report(
                "W-XLSX-08", f"수식이 '='로 시작하지 않습니다: {formula[:40]}", row, column, "=SUM(A1:A3)처럼 적으세요."
            )
            return self._text(self._fitting(row, column, formula))
        kind, known = self._computed(row, column, cell.value)
        return f"{kind}><f>{escape(formula[1:], quote=False)}</f><v>{escape(known, quote=False)}</v></c>"

    def _computed(self, row: int, column: int, value: CellValue) -> tuple[str, str]:
        """Return the type and the text of what a formula gives."""
        match value:
            case None:
                return "", ""  # so that a reader computes it
            case bool() as truth:
                return ' t="b"', f"{truth:d}"
            case str():
                text = looks.clean(value)
                return (' t="e"' if text in ERRORS else ' t="str"' if text else ""), text
            case value:
                stored = self._number(row, column, value)
                return (' t="str"', str(value)) if stored is None else ("", f"{stored}")

    def _note(self, row: int, column: int, comment: str) -> None:
        note = self._fitting(row, column, comment)
        tall = max(1.0, looks.height(note, 18, 9) / 50)  # of the usual box
        self.page.write_comment(row, column, note, {"font_name": theme.SANS, "font_size": 9, "y_scale": min(tall, 8)})
        self.notes += 1

    def _linked(self, row: int, column: int, cell: SheetCell) -> int:
        """Keep the cell's link, and return the number of its format."""
        if cell.href not in self._targets:
            self._targets[cell.href] = self._target(cell.href)
        target = self._targets[cell.href]
        style = self.format(cell, column, linked=bool(target))
        if target and self.links.count >= MOST_LINKS:
            if not self._full:
                message = f"한 시트의 연결이 {MOST_LINKS:,}개를 넘어 그 뒤는 연결하지 않았습니다."
                self.report("W-XLSX-04", message, row, column, "시트를 나누세요.", Severity.WARNING)
            self._full = True
        elif not (target and self.links.add(row, column, target, style)):
            hint = "상대 경로, https://…, 또는 internal:'시트'!A1 형식이어야 합니다."
            message = f"연결할 수 없는 주소입니다: {looks.clean(cell.href)[:60]}"
            self.report("W-XLSX-04", message, row, column, hint, Severity.WARNING)
        return self.book.style(style)

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
