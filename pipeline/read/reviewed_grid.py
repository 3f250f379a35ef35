"""Turns the bytes of a workbook (.xlsx, .xls) or a CSV that people worked in into grids of values with formulas, merges and notes."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook

from pipeline.problems import Location, Problem
from pipeline.read.from_disk import decode
from pipeline.read.located import Raw, letter
from pipeline.read.sheet_xml import BROKEN, find_far_cell, not_a_workbook, pieces, too_large_inside, worksheets

_ZIP, _COMPOUND_FILE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*><f\b[^>]*?(?:/>|>([^<]*)</f>)')

Cell = tuple[int, int]  # row and column, from 0
Hidden = tuple[dict[Cell, str], dict[Cell, str]]  # a sheet's formulas and notes


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


def open_reviewed(data: bytes, file: str) -> Iterator[ReviewedSheet | Problem]:
    """Yield the sheets of a workbook or the one of a CSV (UTF-8, UTF-16, CP949), by what the bytes are, not by the name.

    Sheets come one at a time, so that only one is held; where a problem comes, none of them may be used.
    """
    if data.startswith(_ZIP):
        hidden, problems = _hidden_parts(data, file)
        yield from problems or _open_book(data, file, hidden)
    elif data.startswith(_COMPOUND_FILE) and _ENCRYPTED in data:
        yield Problem("D-XLSX-02", "암호가 걸려 있습니다", Location(file), "엑셀에서 암호를 풀고 다시 저장")
    elif data.startswith(_COMPOUND_FILE):
        yield from _open_book(data, file, {})
    else:
        yield _open_csv(data, file)


def _open_book(data: bytes, file: str, hidden: Mapping[str, Hidden]) -> Iterator[ReviewedSheet | Problem]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            yield _grid(book, name, *hidden.get(name, ({}, {})))
    except (CalamineError, ValueError):
        yield not_a_workbook(file)


def _grid(book: CalamineWorkbook, name: str, formulas: dict[Cell, str], notes: dict[Cell, str]) -> ReviewedSheet:
    sheet = book.get_sheet_by_name(name)
    rows = [] if sheet.start is None else sheet.to_python(skip_empty_area=False)
    return ReviewedSheet(name, rows, formulas, list(sheet.merged_cell_ranges or []) if rows else [], notes)


def _open_csv(data: bytes, file: str) -> ReviewedSheet | Problem:
    text, problems = decode(data, file)
    if text is None:
        return problems[0]
    head = text.partition("\n")[0]
    delimiter = max(",\t;", key=head.count)
    try:
        # Blank lines are kept: a row's number is the one that a spreadsheet shows.
        rows: list[list[Raw]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]
    except csv.Error:
        hint = '칸 안의 따옴표는 두 번("") 쓰고, 여는 따옴표마다 닫음'
        return Problem("D-CSV-01", "따옴표가 맞지 않아 뒤를 읽지 못했습니다", Location(file), hint)
    return ReviewedSheet("", rows)


def _hidden_parts(data: bytes, file: str) -> tuple[dict[str, Hidden], list[Problem]]:
    """Return the formulas and notes of each sheet, which the reader of values does not give, and why it must not read."""
    hidden: dict[str, Hidden] = {}
    problems: list[Problem] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if large := too_large_inside(package, file):
                return {}, [large]
            for name, part in worksheets(package):
                formulas: dict[Cell, str] = {}
                far: Problem | None = None
                for xml in pieces(package, part):
                    far = far or find_far_cell(xml, file, name)
                    formulas.update(_formulas(xml) if b"<f" in xml else ())
                hidden[name] = formulas, dict(_notes(package, part))
                problems += [far] if far else []
    except BROKEN:
        return {}, [not_a_workbook(file)]
    return hidden, problems


def _formulas(xml: bytes) -> Iterator[tuple[Cell, str]]:
    for found in _FORMULA.finditer(xml):
        text = unescape((found[3] or b"").decode("utf-8", "replace"))
        yield (int(found[2]) - 1, _index(found[1].decode())), f"={text}"


def _targets(package: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """Yield (type, part) of what a part points to inside the package."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels"
    if path not in package.namelist():
        return
    for relation in ElementTree.fromstring(package.read(path)):
        target = relation.get("Target", "")
        yield relation.get("Type", ""), target.lstrip("/") if target.startswith("/") else _joined(folder, target)


def _joined(folder: str, target: str) -> str:
    parts = folder.split("/")
    for each in target.split("/"):
        if each == "..":
            del parts[-1:]  # a link out of the package may climb higher than its root
        else:
            parts.append(each)
    return "/".join(parts)


def _notes(package: zipfile.ZipFile, part: str) -> Iterator[tuple[Cell, str]]:
    for kind, target in _targets(package, part):
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
