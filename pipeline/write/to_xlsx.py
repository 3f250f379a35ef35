"""Turns a Workbook into the bytes of an .xlsx file: typed cells, formulas, dropdowns, filters and print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZipFile

from xlsxwriter import Workbook as XlsxBook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline.document.sheet import Look, Sheet, SheetCell, Workbook
from pipeline.problems import Location, Problem
from pipeline.write import theme
from pipeline.write.package import pack
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.book import Book
from pipeline.write.xlsx.cells import Cells
from pipeline.write.xlsx.drawing import draw_charts, highlight
from pipeline.write.xlsx.filling import Filling, fill
from pipeline.write.xlsx.links import share_links
from pipeline.write.xlsx.rows import BLANK, Rows

PAPERS = {"A4": 9, "A3": 8}
MARGINS = {"left": 0.6, "right": 0.6, "top": 0.75, "bottom": 0.75}  # inches
LONGEST_FOOTER = 200  # of the 255 that Excel allows for a header or footer with its codes
WIDEST = 254  # characters; XlsxWriter adds the padding to 255, the most that Excel accepts
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384


def write_workbook(workbook: Workbook) -> tuple[bytes, list[Problem]]:
    """Return the .xlsx file of `workbook` and what Excel could not hold (W-XLSX-…); equal input gives equal bytes."""
    if not workbook.sheets:
        at = Location(workbook.title or "통합문서")
        return b"", [Problem("W-XLSX-06", "시트가 하나도 없습니다.", at, "시트를 한 장 이상 넣으세요.")]
    buffer = BytesIO()
    with XlsxBook(buffer, _options()) as file:
        book = Book(workbook, file)
        pages = [file.add_worksheet(name) for name in book.names]
        pages[0].write_string(0, 0, "·")  # or XlsxWriter would make no part of texts, which we fill
        both = zip(workbook.sheets, pages, strict=True)
        fillings = [*(_SheetWriting(book, sheet, page).write() for sheet, page in both), *book.finish()]
    with ZipFile(buffer) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts |= share_links(parts)
    parts |= fill(parts, fillings, book.strings)
    return pack(parts.items()), book.problems


def _options() -> dict[str, object]:
    return {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": looks.default_properties(),
    }


class _SheetWriting:
    """One sheet under way: where its parts stand follows from how many rows each has."""

    def __init__(self, book: Book, sheet: Sheet, page: Worksheet) -> None:
        self.book = book
        self.sheet = sheet
        self.page = page
        self.cells = Cells(book, sheet, page)
        self.first = len(sheet.heading) + bool(sheet.columns)  # the first data row, 0-based
        self.end = self.first + len(sheet.rows)  # the row after the last data row
        self.last = self.end + len(sheet.totals)
        self.spread = any(cell.colspan != 1 for row in sheet.rows for cell in row)
        widths = map(_width if self.spread else len, sheet.rows)
        self.width = max([1, len(sheet.columns), *widths, *map(_width, (*sheet.heading, *sheet.totals))])
        self.rows = Rows(self.cells, self.width)

    def write(self) -> Filling:
        """Write all cells and what depends on their places; return what the worksheet is filled with."""
        if self.last > MOST_ROWS or self.width > MOST_COLUMNS:
            message = f"행 {self.last:,}개, 열 {self.width:,}개는 한 시트에 다 들어가지 않습니다."
            self.cells.report("W-XLSX-07", message, hint="시트를 나누세요.")
            return Filling(b"", "A1")
        for index, column in enumerate(self.sheet.columns):
            hidden = {"hidden": True} if column.hidden else {}
            self.page.set_column(index, index, min(column.width, WIDEST), None, hidden)
        for index, cells in enumerate(self.sheet.heading):
            self.rows.merged(index, cells)
        if self.sheet.columns:
            self.rows.merged(self.first - 1, [SheetCell(column.title, Look.HEADER) for column in self.sheet.columns])
        for row, cells in enumerate(self.sheet.rows, self.first):
            self.rows.data(row, self._filled_up(cells))
        for row, cells in enumerate(self.sheet.totals, self.end):
            self.rows.merged(row, cells)
        if self.cells.notes:
            for row, height in self.rows.heights:  # on which the size of a note's box depends
                self.page.set_row(row, height)
        self._tools()
        self._draw()
        self._print()
        place = f"A1:{xl_col_to_name(self.width - 1)}{max(self.last, 1)}"
        return Filling(self.rows.xml, place, self.cells.links)

    def _filled_up(self, cells: tuple[SheetCell, ...]) -> Sequence[SheetCell]:
        """Return one cell a column: merges would break sorting and filtering, and cells left out are blank."""
        if self.spread:
            cells = tuple(each for cell in cells for each in (cell, *[BLANK] * (cell.colspan - 1)))
        short = len(self.sheet.columns) - len(cells)
        return (*cells, *[BLANK] * short) if short > 0 else cells

    def _tools(self) -> None:
        columns = self.sheet.columns
        self.page.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(self.width - 1)}{max(self.last, 1)}"})
        if columns:
            self.page.freeze_panes(self.first, self.sheet.freeze_columns)
        if columns and self.sheet.autofilter:
            self.page.autofilter(self.first - 1, 0, self.end - 1, len(columns) - 1)
        for index, column in enumerate(columns):
            if column.name and self.sheet.rows:
                self.book.name_range(column.name, self.page.get_name(), self.first, index, self.end - 1)
            words = tuple(looks.clean(word) for word in column.choices if word)
            if words and self.sheet.rows:
                self.page.data_validation(self.first, index, self.end - 1, index, self.book.dropdown(words))

    def _draw(self) -> None:
        """Draw what follows from the data: none of it without rows, nothing that points outside the columns."""
        if not self.sheet.rows or not self.sheet.columns:
            return
        for rule in self.sheet.highlights:
            highlight(self.book, self.page, rule, self.first, self.end)
        draw_charts(self.book, self.sheet, self.page, self.first, self.end, self.last + 1)

    def _print(self) -> None:
        page, sheet = self.page, self.sheet
        page.set_paper(PAPERS.get(sheet.paper, PAPERS["A4"]))
        if sheet.landscape:
            page.set_landscape()
        page.set_margins(**MARGINS)
        page.center_horizontally()
        page.fit_to_pages(sheet.pages_wide, 0)
        if sheet.pages_wide > 1 and sheet.freeze_columns:
            page.repeat_columns(0, sheet.freeze_columns - 1)
        if sheet.columns:
            page.repeat_rows(self.first - 1)
        # A blank after a size: the text may begin with a digit.
        page.set_footer((f"&L&8 {self._margin_text(sheet.footer)}" if sheet.footer else "") + "&C&10 - &P -")
        if self.book.workbook.marking:
            marking = self._margin_text(self.book.workbook.marking)
            page.set_header(f'&R&"{theme.SANS},Bold"&11&K{theme.MARKING}{marking}')

    def _margin_text(self, text: str) -> str:
        escaped = looks.clean(text).replace("&", "&&")
        if looks.units(escaped) <= LONGEST_FOOTER:
            return escaped
        self.cells.report("W-XLSX-02", "머리말·꼬리말 글이 길어 뒤를 잘랐습니다.", hint="150자 안으로 줄이세요.")
        return looks.cut(escaped, LONGEST_FOOTER - 1).rstrip("&") + "…"


def _width(cells: tuple[SheetCell, ...]) -> int:
    return sum(max(cell.colspan, 1) for cell in cells)
