"""Turns a workbook into located tables: one for each sheet in which the header stands, values typed as in the sheet."""

from __future__ import annotations

import io
from collections.abc import Collection
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from pipeline.problems import Location, Problem, Severity, stopping
from pipeline.read.from_disk import read_bytes
from pipeline.read.located import Raw, Row, Table
from pipeline.read.sheet_xml import find_hidden_faults, not_a_workbook
from pipeline.read.text import fold

_HEADING_LINES = 50  # rows above the header that may hold a title
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and the envelope of every encrypted .xlsx
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Grid = list[list[Raw]]


def read_xlsx(path: Path, file: str, required: Collection[frozenset[str]]) -> tuple[list[Table], list[Problem]]:
    """Return the tables of a workbook.

    `required` holds, for each column that must be there, its folded names; the first row that has them all is the
    header. A sheet that has only some of them counts too, so that its missing columns can be named.
    """
    data, problems = read_bytes(path, file)
    return ([], problems) if data is None else parse_xlsx(data, file, required)


def parse_xlsx(data: bytes, file: str, required: Collection[frozenset[str]]) -> tuple[list[Table], list[Problem]]:
    """Return the tables that the bytes of a workbook hold, and what is wrong with it."""
    problems = _envelope_problems(data, file) or find_hidden_faults(data, file)
    if any(problem.code != "D-XLSX-05" for problem in stopping(problems)):
        return [], problems
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
        read = [_read_sheet(sheet, file, required) for sheet in sheets if sheet.start is not None]
    except CalamineError:
        return [], [not_a_workbook(file)]
    if not read:
        return [], [Problem("D-XLSX-03", "비어 있는 통합 문서입니다", Location(file), "첫 줄에 열 이름을 적음")]
    tables = [table for table in read if isinstance(table, Table)]
    skipped = [place for place in read if isinstance(place, Location)]
    if not tables:
        return [], [*problems, Problem("D-TAB-01", "제목 줄이 있는 시트가 없습니다", Location(file), _wanted(required))]
    return tables, [*problems, *map(_skipped_note, skipped)]


def _envelope_problems(data: bytes, file: str) -> list[Problem]:
    if not data.startswith(_COMPOUND_FILE):
        return []
    return [_locked(file) if _ENCRYPTED in data else not_a_workbook(file)]


def _locked(file: str) -> Problem:
    return Problem("D-XLSX-02", "암호가 걸려 있습니다", Location(file), "엑셀에서 암호를 풀고 다시 저장")


def _skipped_note(place: Location) -> Problem:
    return Problem("D-XLSX-04", "제목 줄이 없어 읽지 않았습니다", place, severity=Severity.NOTE)


def _wanted(required: Collection[frozenset[str]]) -> str:
    return "있어야 할 열: " + ", ".join(min(names) for names in required)


def _read_sheet(sheet: CalamineSheet, file: str, required: Collection[frozenset[str]]) -> Table | Location:
    """Return the sheet's table, or its place when it has no header."""
    grid: Grid = sheet.to_python(skip_empty_area=False)
    index = _find_header(grid, required)
    if index is None:
        return Location(file, sheet=sheet.name)
    header = [value.strip() if isinstance(value, str) else str(value) for value in grid[index]]
    first = next(column for column, label in enumerate(header) if label)
    last = max(column for column, label in enumerate(header) if label)
    if any(not _blank(value) for row in grid[index + 1 :] for value in row[last + 1 :]):
        last = len(header) - 1  # values under no label: the header check names them
    _fill_merged(grid, sheet.merged_cell_ranges or [], below=index)
    rows = (Row(number, tuple(row[first : last + 1])) for number, row in enumerate(grid[index + 1 :], index + 2))
    filled = tuple(row for row in rows if not all(map(_blank, row.cells)))
    return Table(file, sheet.name, tuple(header[first : last + 1]), index + 1, filled, first)


def _find_header(grid: Grid, required: Collection[frozenset[str]]) -> int | None:
    """Return the index of the first row with all required labels, else of the one with most of them (half at least)."""
    best, most = None, max(2, (len(required) + 1) // 2) - 1
    for index, row in enumerate(grid[:_HEADING_LINES]):
        labels = {fold(value) for value in row if isinstance(value, str)}
        found = sum(not labels.isdisjoint(names) for names in required)
        if found == len(required):
            return index
        if found > most:
            best, most = index, found
    return best


def _fill_merged(grid: Grid, ranges: list[tuple[tuple[int, int], tuple[int, int]]], below: int) -> None:
    """Repeat the value of cells merged downwards in each of their rows; cells merged sideways stay blank."""
    for (top, left), (bottom, _) in ranges:
        if top > below:
            for row in range(top + 1, min(bottom + 1, len(grid))):
                grid[row][left] = grid[top][left]


def _blank(value: Raw) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
