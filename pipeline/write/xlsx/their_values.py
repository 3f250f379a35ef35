"""Turns the cell of a person's sheet into its value, and a value of ours into such a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from pipeline.document.sheet import SheetCell
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.cells import MISSING_TEXT
from pipeline.write.xlsx.their_grid import Cell
from pipeline.write.xlsx.their_package import Package
from pipeline.write.xlsx.their_xml import escaped, plain, text_element, unescaped

_ITEM = re.compile(
    r'<si>(?:<t(?: xml:space="preserve")?>([^<]*)</t></si>|(.*?)</si>)|<si\s*/>|<si\s[^<>]*>(.*?)</si>', re.DOTALL
)
_TEXT = re.compile(r"<rPh\b.*?</rPh>|<t(?:\s[^<>]*)?>([^<]*)</t>", re.DOTALL)
_VALUE = re.compile(rb"<v(?:\s[^<>]*)?>([^<]*)</v>")
_FORMULA = re.compile(rb"<f(?:\s[^<>]*)?>([^<]*)</f>")
_CLOSE = 1e-11  # relative: programs write 15 or 17 digits of the same number
SHIFT_1904 = 1462  # days between the two calendars of Excel
_EPOCH = datetime(1899, 12, 30)

Present = str | float | int | bool | None


class Formula(str):
    """What a cell with a formula says: the formula with its =."""

    __slots__ = ()


class Values:
    """The values of one workbook's cells: its shared texts by the content of the cells that refer to them, its calendar."""

    def __init__(self, package: Package, part: str, *, is_1904: bool) -> None:
        self.shift = SHIFT_1904 if is_1904 else 0
        self.texts: Mapping[bytes, str] = _shared(package, part) if part in package else {}
        self._package, self._part = package, part

    def of(self, cell: Cell | None) -> Present:
        """Return a cell's value, a Formula for one with a formula, None for nothing; dates are numbers."""
        if cell is None or not cell[4]:
            return None
        _, _, kind, _, content = cell
        if kind == b"s" and content in self.texts:
            return self.texts[content] or None
        if content.startswith(b"<f"):
            found = _FORMULA.match(content)
            return Formula("=" + unescaped(found[1].decode())) if found else self._plain(kind, content)
        if kind == b"inlineStr":
            return _joined(content.decode()) or None
        return self._plain(kind, content)

    def shown(self, cell: Cell) -> Present:
        """Return what a cell shows: its value, or what its formula gave."""
        value = self.of(cell)
        return self.result(cell) if isinstance(value, Formula) else value

    def result(self, cell: Cell) -> Present:
        """Return what a program found for the cell, the formula put aside."""
        return self._plain(cell[2], cell[4])

    def _plain(self, kind: bytes, content: bytes) -> Present:
        found = _VALUE.search(content)
        if found is None or not found[1]:
            return None
        text = unescaped(found[1].decode())
        match kind:
            case b"s":
                return self.texts.get(b"<v>" + found[1].strip() + b"</v>")
            case b"b":
                return text.strip() in ("1", "true")
            case b"" | b"n":
                return _number(text)
            case _:
                return text

    def items(self) -> dict[bytes, str]:
        """Return the shared texts as they are written, with their looks, by the content of cells that refer to them."""
        content = plain(self._package.read(self._part), self._part).decode() if self._part in self._package else ""
        inner = (_inner(found) for found in _ITEM.finditer(content))
        return {b"<v>%d</v>" % number: each for number, each in enumerate(inner)}

    def date(self, value: Present) -> date | datetime | None:
        """Return the day that a number stands for, None when it stands for none."""
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 2_958_466:
            return None
        moment = _EPOCH + timedelta(days=value + self.shift)
        return moment.date() if moment.time() == datetime.min.time() else moment


def _shared(package: Package, part: str) -> dict[bytes, str]:
    content = plain(package.read(part), part).decode()
    if "\r" in content:
        content = content.replace("\r\n", "\n").replace("\r", "\n")
    made: dict[bytes, str] = {}
    for number, (simple, rich, odd) in enumerate(_ITEM.findall(content)):
        text = simple if not (rich or odd) else _joined(rich or odd)
        made[b"<v>%d</v>" % number] = unescaped(text) if simple else text
    return made


def _inner(found: re.Match[str]) -> str:
    if found[1] is not None:
        return f'<t xml:space="preserve">{found[1]}</t>'
    return found[2] or found[3] or ""


def _joined(content: str) -> str:
    return unescaped("".join(found[1] or "" for found in _TEXT.finditer(content)))


def _number(text: str) -> Present:
    try:
        value = float(text)
    except ValueError:
        return text
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def stored(cell: SheetCell, shift: int = 0) -> Present:
    """Return what the workbook holds for the value of a cell of ours: dates as numbers, texts as long as Excel allows."""
    value = MISSING_TEXT if cell.missing and cell.value in (None, "") else cell.value
    match value:
        case None | bool():
            return value
        case str():
            text = looks.clean(value)
            return (text if 2 * len(text) <= looks.LONGEST_TEXT else looks.cut(text, looks.LONGEST_TEXT)) or None
        case date():
            number = looks.number(value)
            return str(value) if number is None else number - shift
        case Decimal() | int():
            number = looks.number(value)
            return str(value) if number is None else number


def same(present: Present, wanted: Present) -> bool:
    """True when a cell already says `wanted`; a number may stand where we have its digits as a text."""
    if isinstance(present, bool) or isinstance(wanted, bool):
        return present is wanted
    if isinstance(wanted, str):
        return (
            present is not None
            and str(present) == wanted
            and isinstance(present, Formula) == isinstance(wanted, Formula)
        )
    if isinstance(wanted, (int, float)) and isinstance(present, (int, float)):
        return abs(present - wanted) <= _CLOSE * max(1.0, abs(wanted))
    return present == wanted


def written(value: Present, result: Present, runs: bytes = b"") -> tuple[bytes, bytes]:
    """Return the type and the content of a cell: a value, or a Formula with its result, or pieces of a text with their looks."""
    if runs:
        return b"inlineStr", b"<is>" + runs + b"</is>"
    if isinstance(value, Formula):
        kind, shown = _result(result)
        return kind, b"<f>" + escaped(value[1:]).encode() + b"</f>" + shown
    if isinstance(value, str):
        return b"inlineStr", b"<is>" + text_element("t", value) + b"</is>"
    return _result(value)


def _result(value: Present) -> tuple[bytes, bytes]:
    match value:
        case None:
            return b"", b""
        case bool():
            return b"b", b"<v>%d</v>" % value
        case str():
            return b"str", b"<v>" + escaped(value).encode() + b"</v>"
        case _:
            return b"", b"<v>" + repr(value).encode() + b"</v>"
