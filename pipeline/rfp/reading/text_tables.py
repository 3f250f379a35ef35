"""Turns runs of tab-separated lines and Markdown pipe lines into tables, with the cells where the file puts them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median_high

from pipeline.rfp.paper import Cell, Place, Table
from pipeline.rfp.reading.text_html import TAG, read_html

_SEPARATOR = re.compile(r"^:?-{2,}:?$")
_PIPE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-*:?\s*)*\|?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
_ITEM = re.compile(r"^\s*(?:[-○◦●▪•ㅇ※*]\s|\d{1,2}[.)]\s|[가-하][.)]\s|[①-⑳])")
_TYPED_LIST = re.compile(r"^\s*(?:\d{1,2}[.)]|\(\d{1,2}\)|[가-하][.)]|[①-⑳]|[-○◦●▪•ㅇ※*□])\t+[^\t]+$")
_HEADS = frozenset("구분 번호 연번 순번 no no. 항목 분류 단계 대분류 품명 용어".split())
_GAP = 3  # blank lines that a page break leaves inside a table
_COLUMNS = 250
_QUOTED_LINES = 60


@dataclass(slots=True)
class _Row:
    """One row as the file has it: for each cell its (line, text) pieces."""

    cells: list[list[tuple[int, str]]] = field(default_factory=list)

    @property
    def width(self) -> int:
        """The number of cells up to the last one that says something."""
        return max((at for at, cell in enumerate(self.cells, 1) if _said(cell)), default=0)

    @property
    def label(self) -> str:
        return "".join(_said(self.cells[0]).split())

    @property
    def separates(self) -> bool:
        """True for the row of dashes under a Markdown header."""
        said = [_said(cell) for cell in self.cells if _said(cell)]
        return bool(said) and all(_SEPARATOR.match(each) for each in said)


def is_tab_row(line: str, in_table: bool) -> bool:
    """Tell whether a line is a row of a table; a leading tab alone is one only behind a table (else it indents)."""
    if "\t" not in line.strip(" \n"):
        return False
    inner = line.strip()
    return in_table if "\t" not in inner else in_table or not _TYPED_LIST.match(line)


def is_pipe_row(lines: list[str], at: int) -> bool:
    """Tell whether a line is a row of a Markdown table."""
    line = lines[at].strip()
    if line.startswith("|"):
        return line.count("|") > 1
    return "|" in line and at + 1 < len(lines) and "|" in lines[at + 1] and bool(_PIPE_RULE.match(lines[at + 1]))


def tab_table(lines: list[str], start: int, place: Place) -> tuple[Table, int]:
    """Return the table whose first row is line `start` (an index), and the index behind it.

    A piece behind a blank line belongs to the table when it starts with an empty cell or fits its width, unless it
    repeats the first label or starts with a usual head.
    """
    rows = []
    at = start
    while at < len(lines):
        if is_tab_row(lines[at], True):
            row, at = _tab_row(lines, at)
            rows.append(row)
        elif lines[at].strip() and _goes_on(lines, at, rows[-1]):
            _last_cell(rows[-1]).append((at + 1, lines[at]))
            at += 1
        else:
            behind = _next_piece(lines, at, rows)
            if not behind:
                break
            at = behind
    return _table([row for row in rows if not row.separates], place), at


def pipe_table(lines: list[str], start: int, place: Place) -> tuple[Table, int]:
    """Return the Markdown table whose first row is line `start` (an index), and the index behind it."""
    rows = []
    at = start
    while at < len(lines) and "|" in lines[at] and lines[at].strip():
        inner = lines[at].strip().removeprefix("|")
        inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
        if not _PIPE_RULE.match(lines[at]):
            cells = _PIPE.split(inner, _COLUMNS)
            rows.append(_Row([[(at + 1, cell.replace("\\|", "|"))] for cell in cells]))
        at += 1
    return _table(rows, place), at


def _tab_row(lines: list[str], at: int) -> tuple[_Row, int]:
    """Return the row at an index and the index behind it; a spreadsheet's quoted cell goes on over lines."""
    row = _Row()
    for cell in lines[at].split("\t", _COLUMNS):
        row.cells.append([(at + 1, cell)])
    while _quote_open(row.cells[-1]) and (end := _quote_end(lines, at)):
        for line in range(at + 1, end):
            row.cells[-1].append((line + 1, lines[line]))
        first, *others = lines[end].split("\t", _COLUMNS)
        row.cells[-1].append((end + 1, first))
        row.cells += [[(end + 1, cell)] for cell in others]
        at = end
    row.cells = [_unquoted(cell) if len(cell) > 1 else cell for cell in row.cells]
    return row, at + 1


def _quote_open(cell: list[tuple[int, str]]) -> bool:
    text = "".join(piece for _, piece in cell).strip()
    return text.startswith('"') and text.count('"') % 2 == 1


def _quote_end(lines: list[str], at: int) -> int:
    """Return the index of the line where a quoted cell closes before a tab or the line's end; 0 for none."""
    for end in range(at + 1, min(at + _QUOTED_LINES, len(lines))):
        first = lines[end].partition("\t")[0].rstrip()
        if first.count('"') % 2:
            return end if first.endswith('"') else 0
        if "\t" in lines[end]:
            return 0
    return 0


def _unquoted(cell: list[tuple[int, str]]) -> list[tuple[int, str]]:
    (first, head), *middle, (last, tail) = cell
    pieces = [(first, head.lstrip()[1:]), *middle, (last, tail.rstrip()[:-1])]
    return [(line, text.replace('""', '"')) for line, text in pieces]


def _last_cell(row: _Row) -> list[tuple[int, str]]:
    return row.cells[max(row.width - 1, 0)]


def _goes_on(lines: list[str], at: int, row: _Row) -> bool:
    """Tell whether a line without tabs continues the last cell of the row before it."""
    if not lines[at - 1].strip():
        return False
    open_marks: dict[str, int] = {}
    for _, text in _last_cell(row):
        for tag in TAG.finditer(text):
            name = tag["name"].lower()
            open_marks[name] = open_marks.get(name, 0) + (-1 if tag["close"] else 1)
    if any(open_marks.get(name, 0) > 0 for name in ("ol", "ul", "table")) or TAG.match(lines[at].strip()):
        return True
    end = at
    while end < len(lines) and _ITEM.match(lines[end]) and not is_tab_row(lines[end], True):
        end += 1
    return at < end < len(lines) and is_tab_row(lines[end], True) and _compatible(lines[end], row)


def _compatible(line: str, row: _Row) -> bool:
    return line.count("\t") + 1 == len(row.cells) or not line.partition("\t")[0].strip()


def _next_piece(lines: list[str], at: int, rows: list[_Row]) -> int:
    """Return the index of the row that continues the table behind blank lines; 0 when the table ends."""
    end = at
    while end < len(lines) and not lines[end].strip(" \u3000\xa0"):
        end += 1
    if end == at or end - at > _GAP or end >= len(lines) or not is_tab_row(lines[end], True):
        return 0
    row = _Row([[(end + 1, cell)] for cell in lines[end].split("\t", _COLUMNS)])
    if not row.label:
        return end if row.width <= max(each.width for each in rows) + 1 else 0
    known = {each.label for each in rows}
    width = max(each.width for each in rows)
    if row.label in known or row.label.lower() in _HEADS or abs(row.width - width) > 1:
        return 0
    return end


def _said(cell: Iterable[tuple[int, str]]) -> str:
    return "\n".join(text for _, text in cell).strip()


def _table(rows: list[_Row], place: Place) -> Table:
    widths = [row.width for row in rows]
    width = max(widths, default=0)
    usual = max(widths[0], median_high(widths)) if rows else 0  # one row can run on far to the right
    cells = []
    for number, row in enumerate(rows, 1):
        for column, pieces in enumerate(row.cells[: max(row.width, usual)], 1):
            where = place.cell(number, column, pieces[0][0])
            cells.append(Cell(number, column, read_html(pieces, where, True) if _said(pieces) else (), place=where))
    return Table(len(rows), width, tuple(cells), place)
