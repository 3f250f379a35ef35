"""Turns a CSV file into a located table, each row with the line on which it starts."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from pipeline.problems import Location, Problem
from pipeline.read.from_disk import read_text
from pipeline.read.located import Row, Table

_DELIMITERS = ",\t;"
_QUOTED = re.compile(r'"[^"]*"')


def read_csv(path: Path, file: str) -> tuple[Table | None, list[Problem]]:
    """Return the table of a CSV file; None with problems when it cannot be read at all."""
    text, problems = read_text(path, file)
    return (None, problems) if text is None else parse_csv(text, file)


def parse_csv(text: str, file: str) -> tuple[Table | None, list[Problem]]:
    """Return the table that `text` says: the first row that is not blank is the header, blank rows are left out."""
    lines, problems = _split(text, file)
    if not lines:
        return None, problems or [Problem("D-TAB-01", "제목 줄이 없습니다", Location(file), "첫 줄에 열 이름을 적음")]
    header_row, header = lines[0]
    while header and not header[-1].strip():
        header.pop()  # Excel pads rows with empty cells
    rows = []
    for number, cells in lines[1:]:
        problem = _count_problem(file, number, cells, len(header))
        if problem:
            problems.append(problem)
        else:
            rows.append(Row(number, tuple(cells[: len(header)])))
    return Table(file, "", tuple(header), header_row, tuple(rows)), problems


def _split(text: str, file: str) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """Return (line number, cells) of every row that is not blank."""
    found: list[tuple[int, list[str]]] = []
    start = 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for cells in reader:
            if any(map(str.strip, cells)):  # stops at the first one
                found.append((start, cells))
            start = reader.line_num + 1
    except csv.Error:
        hint = '칸 안의 따옴표는 두 번("") 쓰고, 여는 따옴표마다 닫음'
        return found, [Problem("D-CSV-01", "따옴표가 맞지 않아 뒤를 읽지 못했습니다", Location(file, start), hint)]
    return found, []


def _delimiter(text: str) -> str:
    """Return the delimiter that the header line uses most (a comma when it uses none)."""
    line = _QUOTED.sub("", text.lstrip().partition("\n")[0])
    return max(_DELIMITERS, key=line.count)


def _count_problem(file: str, number: int, cells: list[str], width: int) -> Problem | None:
    if len(cells) == width:
        return None
    if len(cells) < width:
        message = f"칸이 {len(cells)}개로, 제목 줄의 {width}개보다 적습니다"
        return Problem("D-CSV-02", message, Location(file, number), "빈 칸도 쉼표로 자리를 남김")
    if any(cell.strip() for cell in cells[width:]):
        message = f"칸이 {len(cells)}개로, 제목 줄의 {width}개보다 많습니다"
        return Problem("D-CSV-02", message, Location(file, number), '쉼표가 든 값은 큰따옴표로 감쌈: "가, 나"')
    return None
