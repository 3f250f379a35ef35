"""Turns a Workbook's names, words and formats into those that its one Excel file can hold."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from itertools import zip_longest

from xlsxwriter import Workbook as XlsxBook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from pipeline.document.sheet import Workbook
from pipeline.problems import Location, Problem, Severity
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.filling import Filling
from pipeline.write.xlsx.strings import Strings

NO_DATE = date(1980, 1, 1)  # a file's property must hold some date; the clock would change the bytes
LONGEST_NAME = 31
LONGEST_PROPERTY = 255
LONGEST_LIST = 255  # UTF-16 units of a dropdown's words inside the sheet itself

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\n\t]")


class Book:
    """One run: the file under way, its formats, texts, sheets' names (in order), long dropdowns and problems so far."""

    def __init__(self, workbook: Workbook, file: XlsxBook) -> None:
        self.workbook = workbook
        self.file = file
        self.problems: list[Problem] = []
        self.names: list[str] = []
        self.strings = Strings()
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._long_lists: list[tuple[str, ...]] = []
        self._name_sheets()
        self._lists_name = self._free_name("선택 목록")

    def format(self, properties: dict[str, object]) -> Format:
        """Return the one format of these XlsxWriter properties."""
        key = tuple(properties.items())
        if key not in self._formats:
            self._formats[key] = self.file.add_format(properties)
        return self._formats[key]

    def style(self, made: Format) -> int:
        """Return the number by which cells speak of a format.

        The one private name of XlsxWriter on which we lean: it numbers a format when a cell first asks for it.
        """
        return made._get_xf_index()

    def written_name(self, asked: str) -> str:
        """Return the name that the sheet called `asked` has in the file, empty when there is none."""
        for sheet, name in zip(self.workbook.sheets, self.names, strict=True):
            if asked in (sheet.name, name):
                return name
        return ""

    def dropdown(self, words: tuple[str, ...]) -> dict[str, object]:
        """Return the XlsxWriter validation for `words`; a list too long for a cell goes to a hidden sheet."""
        offered = looks.cut("목록에 있는 말만 쓸 수 있습니다: " + " · ".join(words), 255)
        made: dict[str, object] = {"validate": "list", "error_title": "목록에 없는 값", "error_message": offered}
        if looks.units(",".join(words)) <= LONGEST_LIST and not any("," in word for word in words):
            return made | {"source": list(words)}
        if words not in self._long_lists:
            self._long_lists.append(words)
        letter = xl_col_to_name(self._long_lists.index(words))
        return made | {"source": f"='{self._lists_name}'!${letter}$1:${letter}${len(words)}"}

    def name_range(self, name: str, sheet: str, first: int, column: int, last: int) -> None:
        """Give the cells of a column (0-based) a name for formulas."""
        letter, quoted = xl_col_to_name(column), sheet.replace("'", "''")
        self.file.define_name(name, f"='{quoted}'!${letter}${first + 1}:${letter}${last + 1}")

    def finish(self) -> list[Filling]:
        """Set the file's properties and add the hidden sheet of dropdowns, if any; return what it is filled with."""
        self._set_properties()
        if not self._long_lists:
            return []
        self.file.add_worksheet(self._lists_name).hide()
        rows = list(zip_longest(*self._long_lists))
        place = f"A1:{xl_col_to_name(len(self._long_lists) - 1)}{len(rows)}"
        return [Filling("".join(self._words(row, words) for row, words in enumerate(rows, 1)).encode(), place)]

    def _words(self, row: int, words: tuple[str | None, ...]) -> str:
        cells = (
            f'<c r="{xl_col_to_name(column)}{row}" t="s"><v>{self.strings.number(word)}</v></c>'
            for column, word in enumerate(words)
            if word
        )
        return f'<row r="{row}">{"".join(cells)}</row>'

    def _set_properties(self) -> None:
        book = self.workbook
        texts = {"title": book.title, "author": book.author, "keywords": ", ".join(book.keywords)}
        made: dict[str, object] = {name: looks.cut(looks.clean(text), LONGEST_PROPERTY) for name, text in texts.items()}
        self.file.set_properties(made | {"created": datetime.combine(book.created or NO_DATE, time())})

    def _name_sheets(self) -> None:
        for sheet in self.workbook.sheets:
            name = self._free_name(_allowed_name(sheet.name))
            self.names.append(name)
            if name != sheet.name:
                message = f"시트 이름을 바꾸었습니다: '{looks.clean(sheet.name)[:40]}' → '{name}'"
                hint = r"31자 안에서 [ ] : * ? / \ 없이, 서로 다르게 지으세요."
                at = Location(self.workbook.title or "통합문서", sheet=name)
                self.problems.append(Problem("W-XLSX-01", message, at, hint, severity=Severity.WARNING))

    def _free_name(self, name: str) -> str:
        taken = {each.casefold() for each in self.names}
        tried, count = name, 1
        while tried.casefold() in taken:
            count += 1
            tail = f" ({count})"
            tried = looks.cut(name, LONGEST_NAME - len(tail)) + tail
        return tried


def _allowed_name(name: str) -> str:
    name = _NOT_IN_NAMES.sub(" ", looks.clean(name)).strip(" '")
    name = looks.cut(name, LONGEST_NAME).strip(" '")
    if not name:
        return "시트"
    return "기록" if name.casefold() == "history" else name  # Excel keeps that name for itself
