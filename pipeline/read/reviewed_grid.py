"""Turns the bytes of a workbook (.xlsx, .xls) or a CSV that people worked in into grids of values with formulas, merges and notes."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook

from pipeline.problems import Location, Problem
from pipeline.read.from_disk import decode
from pipeline.read.located import Raw, letter
from pipeline.read.sheet_xml import find_hidden_faults, not_a_workbook

_ZIP, _COMPOUND_FILE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*><f\b[^>]*?(?:/>|>([^<]*)</f>)')
_SHEET_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Cell = tuple[int, int]  # row and column, from 0


@dataclass(slots=True)
class ReviewedSheet:
    """One sheet as people left it; rows and columns count from 0. A CSV is a sheet without a name."""

    name: str
    rows: list[list[Raw]]
    formulas: dict[Cell, str] = field(default_factory=dict)
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)
    notes: dict[Cell, str] = field(default_factory=dict)

    def place(self, file: str, row: int, column: int = -1, field: str = "") -> Location:
        """Return the place of a row or a cell."""
        letters = letter(column) if column >= 0 and self.name else ""
        return Location(file, row + 1, field, self.name, letters)


def open_reviewed(data: bytes, file: str) -> tuple[list[ReviewedSheet], list[Problem]]:
    """Return the sheets of a workbook or the one of a CSV (UTF-8, UTF-16, CP949), by what the bytes are, not by the name."""
    if data.startswith(_ZIP):
        problems = [each for each in find_hidden_faults(data, file) if each.stops and each.code != "D-XLSX-05"]
        return ([], problems) if problems else _open_book(data, file, package=True)
    if data.startswith(_COMPOUND_FILE):
        if _ENCRYPTED in data:
            return [], [Problem("D-XLSX-02", "암호가 걸려 있습니다", Location(file), "엑셀에서 암호를 풀고 다시 저장")]
        return _open_book(data, file, package=False)
    return _open_csv(data, file)


def _open_book(data: bytes, file: str, *, package: bool) -> tuple[list[ReviewedSheet], list[Problem]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_grid(book, name) for name in book.sheet_names]
    except (CalamineError, ValueError):
        return [], [not_a_workbook(file)]
    if package:
        _add_hidden_parts(data, {sheet.name: sheet for sheet in sheets})
    return sheets, []


def _grid(book: CalamineWorkbook, name: str) -> ReviewedSheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None:
        return ReviewedSheet(name, [])
    return ReviewedSheet(name, sheet.to_python(skip_empty_area=False), merged=list(sheet.merged_cell_ranges or []))


def _open_csv(data: bytes, file: str) -> tuple[list[ReviewedSheet], list[Problem]]:
    text, problems = decode(data, file)
    if text is None:
        return [], problems
    head = text.partition("\n")[0]
    delimiter = max(",\t;", key=head.count)
    try:
        # Blank lines are kept: a row's number is the one that a spreadsheet shows.
        rows: list[list[Raw]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]
    except csv.Error:
        hint = '칸 안의 따옴표는 두 번("") 쓰고, 여는 따옴표마다 닫음'
        return [], [Problem("D-CSV-01", "따옴표가 맞지 않아 뒤를 읽지 못했습니다", Location(file), hint)]
    return [ReviewedSheet("", rows)], []


def _add_hidden_parts(data: bytes, sheets: dict[str, ReviewedSheet]) -> None:
    """Add formulas and notes, which the reader of values does not give."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name, part in _parts(package):
            sheet = sheets.get(name)
            if sheet is None:
                continue
            for found in _FORMULA.finditer(package.read(part)):
                text = unescape((found[3] or b"").decode("utf-8", "replace"))
                sheet.formulas[int(found[2]) - 1, _index(found[1].decode())] = f"={text}"
            sheet.notes = dict(_notes(package, part))


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield (name, part) of every worksheet."""
    targets = _relations(package, "xl/workbook.xml")
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        part = targets.get(sheet.get(_SHEET_RELATION, ""), ("", ""))[1]
        if "worksheets/" in part:
            yield sheet.get("name", ""), part


def _relations(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return id → (type, part) of what a part points to inside the package."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels"
    if path not in package.namelist():
        return {}
    found = {}
    for relation in ElementTree.fromstring(package.read(path)):
        target = relation.get("Target", "")
        joined = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
        found[relation.get("Id", "")] = (relation.get("Type", ""), joined)
    return found


def _joined(folder: str, target: str) -> str:
    parts = folder.split("/")
    for each in target.split("/"):
        if each == "..":
            parts.pop()
        else:
            parts.append(each)
    return "/".join(parts)


def _notes(package: zipfile.ZipFile, part: str) -> Iterator[tuple[Cell, str]]:
    for kind, target in _relations(package, part).values():
        if not kind.endswith("/comments") or target not in package.namelist():
            continue
        for note in ElementTree.fromstring(package.read(target)).iterfind(".//{*}comment"):
            text = "".join(each.text or "" for each in note.iterfind(".//{*}t")).strip()
            found = re.fullmatch(r"([A-Z]+)(\d+)", note.get("ref", ""))
            if text and found:
                yield (int(found[2]) - 1, _index(found[1])), text


def _index(letters: str) -> int:
    index = 0
    for each in letters:
        index = index * 26 + ord(each) - 64
    return index - 1
