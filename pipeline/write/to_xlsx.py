"""Turns a Workbook into the bytes of an .xlsx file: typed cells, formulas with their values, dropdowns, filters and print set-up."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter import Workbook as XlsxBook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline.document.sheet import Column, Look, Sheet, SheetCell, Workbook
from pipeline.problems import Location, Problem, Severity
from pipeline.write import theme, xlsx_looks

NO_DATE = date(1980, 1, 1)  # the earliest that a zip can hold; never the clock
MISSING_TEXT = "〔입력 필요〕"
CUT_MARK = "…〔이하 생략〕"
PAPERS = {"A4": 9, "A3": 8}
MARGINS = {"left": 0.6, "right": 0.6, "top": 0.75, "bottom": 0.75}  # inches
LONGEST_LIST = 255  # UTF-16 units of a dropdown's words inside the sheet itself
LONGEST_FOOTER = 200  # of the 255 that Excel allows for header or footer with its codes
LONGEST_LINK = 2_000
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
BLANK = SheetCell()

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*) customHeight="1"')
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\n\t]")


def write_workbook(workbook: Workbook) -> tuple[bytes, list[Problem]]:
    """Return the .xlsx file of `workbook` and what Excel could not hold (W-XLSX-…); equal workbooks give equal bytes."""
    if not workbook.sheets:
        return b"", [Problem("W-XLSX-06", "시트가 하나도 없습니다.", Location(workbook.title), "시트를 한 장 이상 넣으세요.")]
    buffer = BytesIO()
    with XlsxBook(buffer, _options()) as book:
        problems = _Writing(workbook, book).write()
    return _with_automatic_rows(buffer.getvalue()), problems


def _with_automatic_rows(packed: bytes) -> bytes:
    """Return the same package with row heights as hints: a row then grows when a person types more into it."""
    buffer = BytesIO()
    with ZipFile(BytesIO(packed)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = _FIXED_HEIGHT.sub(rb"\1", content)
            entry = ZipInfo(name, (NO_DATE.year, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            new.writestr(entry, content)
    return buffer.getvalue()


def _options() -> dict[str, object]:
    return {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": xlsx_looks.default_properties(),
    }


class _Writing:
    """One run: the book under way, its formats so far, its sheets' names and the problems found."""

    def __init__(self, workbook: Workbook, book: XlsxBook) -> None:
        self.workbook = workbook
        self.book = book
        self.formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self.problems: list[Problem] = []
        self.names: list[str] = []
        self.long_lists: list[tuple[str, ...]] = []

    def write(self) -> list[Problem]:
        """Write every sheet and the book's properties; return the problems."""
        self._name_sheets()
        pages = [self.book.add_worksheet(name) for name in self.names]
        lists = self._lists_name()
        for sheet, page in zip(self.workbook.sheets, pages):
            _SheetWriting(self, sheet, page, lists).write()
        self._write_lists(lists)
        created = self.workbook.created or NO_DATE
        texts = {"title": self.workbook.title, "author": self.workbook.author, "keywords": ", ".join(self.workbook.keywords)}
        self.book.set_properties(
            {name: xlsx_looks.cut(xlsx_looks.clean(text), 255) for name, text in texts.items()}
            | {"created": datetime.combine(created, time())}
        )
        return self.problems

    def format(self, properties: dict[str, object]) -> Format:
        """Return the one format of these properties."""
        key = tuple(properties.items())
        if key not in self.formats:
            self.formats[key] = self.book.add_format(properties)
        return self.formats[key]

    def _name_sheets(self) -> None:
        for sheet in self.workbook.sheets:
            name = self._free_name(_allowed_name(sheet.name))
            if name != sheet.name:
                message = f"시트 이름을 바꾸었습니다: '{xlsx_looks.clean(sheet.name)[:40]}' → '{name}'"
                hint = r"31자 안에서 [ ] : * ? / \ 없이, 서로 다르게 지으세요."
                at = Location(self.workbook.title, sheet=name)
                self.problems.append(Problem("W-XLSX-01", message, at, hint, severity=Severity.WARNING))
            self.names.append(name)

    def _free_name(self, name: str) -> str:
        taken = {each.casefold() for each in self.names}
        tried, count = name, 1
        while tried.casefold() in taken:
            count += 1
            tail = f" ({count})"
            tried = xlsx_looks.cut(name, 31 - len(tail)) + tail
        return tried

    def _lists_name(self) -> str:
        return self._free_name("선택 목록")

    def _write_lists(self, name: str) -> None:
        if not self.long_lists:
            return
        page = self.book.add_worksheet(name)
        page.hide()
        for column, words in enumerate(self.long_lists):
            for row, word in enumerate(words):
                page.write_string(row, column, word)


def _allowed_name(name: str) -> str:
    name = _NOT_IN_NAMES.sub(" ", xlsx_looks.clean(name)).strip().strip("'")
    name = xlsx_looks.cut(name, 31).strip().strip("'").strip()
    if not name:
        return "시트"
    return "기록" if name.casefold() == "history" else name  # Excel keeps that name for itself


class _SheetWriting:
    """One sheet under way: where its parts stand follows from how many rows each has."""

    def __init__(self, run: _Writing, sheet: Sheet, page: Worksheet, lists: str) -> None:
        self.run = run
        self.sheet = sheet
        self.page = page
        self.lists = lists
        self.first = len(sheet.heading) + bool(sheet.columns)  # the first data row, 0-based
        self.end = self.first + len(sheet.rows)  # the row after the last data row
        self.width = max([len(sheet.columns), *(_width(row) for row in (*sheet.heading, *sheet.rows, *sheet.totals)), 1])

    def write(self) -> None:
        """Write all cells, then what depends on their places."""
        last = self.end + len(self.sheet.totals)
        if last > MOST_ROWS or self.width > MOST_COLUMNS:
            self._report("W-XLSX-07", f"행 {last:,}개, 열 {self.width:,}개는 시트에 다 들어가지 않습니다.", hint="시트를 나누세요.")
            return
        for index, column in enumerate(self.sheet.columns):
            self.page.set_column(index, index, min(column.width, 255))
        for index, cells in enumerate(self.sheet.heading):
            self._row(index, cells, merged=True)
        if self.sheet.columns:
            titles = tuple(SheetCell(column.title, Look.HEADER) for column in self.sheet.columns)
            self._row(self.first - 1, titles, merged=False)
        for index, cells in enumerate(self.sheet.rows):
            self._row(self.first + index, cells, merged=False, fill=True)
        for index, cells in enumerate(self.sheet.totals):
            self._row(self.end + index, cells, merged=True)
        self._tools(last)
        self._print()

    def _row(self, row: int, cells: tuple[SheetCell, ...], *, merged: bool, fill: bool = False) -> None:
        column, tallest = 0, 0.0
        for cell in cells:
            after = column + max(cell.colspan, 1)
            if merged and after > column + 1:
                self.page.merge_range(row, column, row, after - 1, "", self._format(cell, column))
            elif fill:
                for covered in range(column + 1, after):  # a merge would break sorting and filtering
                    self._cell(row, covered, BLANK)
            self._cell(row, column, cell)
            tallest = max(tallest, self._height(row, column, after if merged else column + 1, cell))
            column = after
        if fill:
            for rest in range(column, len(self.sheet.columns)):
                self._cell(row, rest, BLANK)
        if tallest > xlsx_looks.ROW:
            self.page.set_row(row, tallest)

    def _height(self, row: int, first: int, after: int, cell: SheetCell) -> float:
        """Return the points that a text needs; viewers that fit no rows themselves (LibreOffice, merged cells) rely on it."""
        if not isinstance(cell.value, str):
            return 0
        width = sum(self._column(index).width for index in range(first, after))
        needed = xlsx_looks.height(cell.value, width, xlsx_looks.size(cell.look))
        if needed > xlsx_looks.TALLEST_ROW:
            message = "글이 길어 한 행(409pt)에 다 보이지 않습니다."
            self._report("W-XLSX-05", message, row, first, "열을 넓히거나 행을 나누세요.", Severity.WARNING)
        return min(needed, xlsx_looks.TALLEST_ROW)

    def _cell(self, row: int, column: int, cell: SheetCell) -> None:
        target = self._target(cell.href)
        style = self._format(cell, column, linked=bool(target))
        if cell.href:
            self._link(row, column, cell, target, style)
        if cell.formula:
            self._formula(row, column, cell, style)
        else:
            self._value(row, column, cell, style)
        if cell.comment:
            note = self._fitting(row, column, cell.comment)
            tall = max(1.0, xlsx_looks.height(note, 18, 9) / 50)  # of the usual box
            self.page.write_comment(row, column, note, {"font_name": theme.SANS, "font_size": 9, "y_scale": min(tall, 8)})

    def _value(self, row: int, column: int, cell: SheetCell, style: Format) -> None:
        match MISSING_TEXT if cell.missing and cell.value in (None, "") else cell.value:
            case None | "":
                self.page.write_blank(row, column, None, style)
            case bool() as truth:
                self.page.write_boolean(row, column, truth, style)
            case str() as text:
                self._text(row, column, text, style)
            case value:
                stored = self._number(row, column, value)
                if stored is None:
                    self.page.write_string(row, column, str(value), style)
                else:
                    self.page.write_number(row, column, stored, style)

    def _text(self, row: int, column: int, text: str, style: Format) -> None:
        text = self._fitting(row, column, text)
        if text:
            self.page.write_string(row, column, text, style)
        else:
            self.page.write_blank(row, column, None, style)

    def _formula(self, row: int, column: int, cell: SheetCell, style: Format) -> None:
        if not cell.formula.startswith("="):
            self._report("W-XLSX-08", f"수식이 '='로 시작하지 않습니다: {cell.formula[:40]}", row, column, "=SUM(A1:A3)처럼 적으세요.")
            self.page.write_string(row, column, self._fitting(row, column, cell.formula), style)
            return
        match cell.value:
            case None:
                known: str | int | float | bool = ""
            case bool() | str():
                known = xlsx_looks.clean(cell.value) if isinstance(cell.value, str) else cell.value
            case value:
                stored = self._number(row, column, value)
                known = str(value) if stored is None else stored
        self.page.write_formula(row, column, xlsx_looks.clean(cell.formula), style, known)

    def _link(self, row: int, column: int, cell: SheetCell, target: str, style: Format) -> None:
        if target and self.page.write_url(row, column, target, style, "") == 0:
            return  # the cell's own value is written over that empty text, the link stays
        message = f"연결할 수 없는 주소입니다: {xlsx_looks.clean(cell.href)[:60]}"
        hint = "상대 경로, https://…, 또는 internal:'시트'!A1 형식이어야 합니다."
        self._report("W-XLSX-04", message, row, column, hint, Severity.WARNING)

    def _target(self, href: str) -> str:
        """Return XlsxWriter's form of a link, empty when it leads nowhere."""
        href = xlsx_looks.clean(href).strip()
        if xlsx_looks.units(href) > LONGEST_LINK:
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
        name = sheet.strip("'").replace("''", "'")
        asked = {each.name: written for each, written in zip(self.run.workbook.sheets, self.run.names)}
        written = asked.get(name, name)
        if written not in self.run.names or not cell:
            return ""
        quoted = written.replace("'", "''")
        return f"internal:'{quoted}'!{cell}"

    def _number(self, row: int, column: int, value: int | Decimal | date) -> int | float | None:
        stored = xlsx_looks.number(value)
        if stored is None:
            message = f"Excel이 그대로 담지 못하는 값이라 글로 적었습니다: {str(value)[:40]}"
            hint = "수는 15자리까지, 날짜는 1900. 3. 1.부터 쓸 수 있습니다."
            self._report("W-XLSX-03", message, row, column, hint, Severity.WARNING)
        return stored

    def _fitting(self, row: int, column: int, text: str) -> str:
        text = xlsx_looks.clean(text)
        if xlsx_looks.units(text) <= xlsx_looks.LONGEST_TEXT:
            return text
        message = f"글 {len(text):,}자가 셀의 한도(32,767자)를 넘어 뒤를 잘랐습니다."
        self._report("W-XLSX-02", message, row, column, "여러 행으로 나누어 적으세요.")
        return xlsx_looks.cut(text, xlsx_looks.LONGEST_TEXT - len(CUT_MARK)) + CUT_MARK

    def _format(self, cell: SheetCell, column: int, *, linked: bool = False) -> Format:
        under = self._column(column).look
        look = under if cell.look is Look.TEXT else cell.look
        return self.run.format(xlsx_looks.properties(look, cell.value, under, missing=cell.missing, link=linked))

    def _column(self, index: int) -> Column:
        return self.sheet.columns[index] if index < len(self.sheet.columns) else Column("")

    def _tools(self, last: int) -> None:
        self.page.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(self.width - 1)}{max(last, 1)}"})
        if self.sheet.columns:
            self.page.freeze_panes(self.first, self.sheet.freeze_columns)
            if self.sheet.autofilter:
                self.page.autofilter(self.first - 1, 0, max(self.end - 1, self.first - 1), len(self.sheet.columns) - 1)
        for index, column in enumerate(self.sheet.columns):
            words = tuple(xlsx_looks.clean(word) for word in column.choices if word)
            if words and self.sheet.rows:
                self.page.data_validation(self.first, index, self.end - 1, index, self._dropdown(words))

    def _dropdown(self, words: tuple[str, ...]) -> dict[str, object]:
        offered = xlsx_looks.cut("목록에 있는 말만 쓸 수 있습니다: " + " · ".join(words), 255)
        made = {"validate": "list", "error_title": "목록에 없는 값", "error_message": offered}
        if xlsx_looks.units(",".join(words)) <= LONGEST_LIST and not any("," in word for word in words):
            return made | {"source": list(words)}
        if words not in self.run.long_lists:
            self.run.long_lists.append(words)
        letter = xl_col_to_name(self.run.long_lists.index(words))
        return made | {"source": f"='{self.lists}'!${letter}$1:${letter}${len(words)}"}

    def _print(self) -> None:
        page, sheet = self.page, self.sheet
        page.set_paper(PAPERS.get(sheet.paper, PAPERS["A4"]))
        if sheet.landscape:
            page.set_landscape()
        page.set_margins(**MARGINS)
        page.center_horizontally()
        page.fit_to_pages(1, 0)
        if sheet.columns:
            page.repeat_rows(self.first - 1)
        page.set_footer(f"&L&8 {self._margin_text(sheet.footer)}&C&10- &P -" if sheet.footer else "&C&10- &P -")
        if self.run.workbook.marking:
            marking = self._margin_text(self.run.workbook.marking)
            page.set_header(f'&R&"{theme.SANS},Bold"&11&K{theme.MARKING}{marking}')

    def _margin_text(self, text: str) -> str:
        escaped = xlsx_looks.clean(text).replace("&", "&&")
        if xlsx_looks.units(escaped) <= LONGEST_FOOTER:
            return escaped
        self._report("W-XLSX-02", "머리말·꼬리말 글이 길어 뒤를 잘랐습니다.", hint="150자 안으로 줄이세요.")
        return xlsx_looks.cut(escaped, LONGEST_FOOTER - 1).rstrip("&") + "…"

    def _report(
        self, code: str, message: str, row: int = -1, column: int = 0, hint: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        place = Location(self.run.workbook.title or "통합문서", sheet=self.page.get_name())
        if row >= 0:
            place = Location(place.file, row + 1, sheet=place.sheet, column=xl_col_to_name(column))
        self.run.problems.append(Problem(code, message, place, hint, severity=severity))


def _width(cells: tuple[SheetCell, ...]) -> int:
    return sum(max(cell.colspan, 1) for cell in cells)
