"""Turns one sheet of ours into cells of the sheet in a person's workbook that it once was, wherever its rows and columns stand now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.document.sheet import Sheet, SheetCell

_HEADING_LINES = 60
_ENOUGH = 0.6  # of a column's cells that say what ours say, for it to be ours under another title
_SAMPLE = 400  # rows looked at for that
_REFERENCE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")


@dataclass(frozen=True, slots=True)
class OurRow:
    """One row of ours: its id, its number in our layout (from 1) and its cells, one for each column, None where a span covers."""

    id: str
    number: int
    cells: tuple[SheetCell | None, ...]
    data: bool


def our_rows(sheet: Sheet) -> list[OurRow]:
    """Return heading, data and total rows of a sheet, whose last cell is the hidden mark."""
    first = len(sheet.heading) + 1 + bool(sheet.columns)
    parts = ((sheet.heading, 1, False), (sheet.rows, first, True), (sheet.totals, first + len(sheet.rows), False))
    return [
        OurRow(id_of(str(cells[-1].value)), start + order, _spread(cells), data)
        for rows, start, data in parts
        for order, cells in enumerate(rows)
    ]


def id_of(mark: object) -> str:
    """Return the id behind the second "|" of a hidden mark, "" when it is none."""
    parts = mark.split("|", 2) if isinstance(mark, str) and mark.startswith("#") else ()
    return parts[2] if len(parts) == 3 else ""


def _spread(cells: tuple[SheetCell, ...]) -> tuple[SheetCell | None, ...]:
    return tuple(each for cell in cells for each in (cell, *[None] * (cell.colspan - 1)))


@dataclass(slots=True)
class TheirSheet:
    """A sheet of theirs that was ours: its header's row, the column of each of ours (0-based → from 1) and the row of each id."""

    page: Worksheet
    header: int
    columns: dict[int, int]
    rows: dict[str, int]
    mark: int  # column of the hidden mark, 0 when they deleted it
    known: frozenset[str]  # titles that the sheet had when it was written

    @property
    def last(self) -> int:
        """The last row in use."""
        return self.page.max_row


def find(sheet: Sheet, rows: list[OurRow], pages: list[Worksheet]) -> TheirSheet | None:
    """Return the sheet among `pages` that ours once was: by its hidden mark, else by its name and header."""
    prefix = _prefix(sheet.columns[sheet.stamp].title)
    for page in pages:
        for row in page.iter_rows(max_row=min(page.max_row, _HEADING_LINES)):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(prefix):
                    known = frozenset(part.removeprefix("*") for part in cell.value.split("|")[2:])
                    return _opened(sheet, rows, page, cell.row, cell.column, known)
    key = _fold(sheet.columns[sheet.key].title)
    for page in pages:
        if page.title != sheet.name:
            continue
        for row in page.iter_rows(max_row=min(page.max_row, _HEADING_LINES)):
            if any(_fold(cell.value) == key for cell in row):
                return _opened(sheet, rows, page, row[0].row, 0, frozenset())
    return None


def _opened(sheet: Sheet, ours: list[OurRow], page: Worksheet, header: int, mark: int, known: frozenset[str]) -> TheirSheet:
    labels = {column: _fold(page.cell(header, column).value) for column in range(1, page.max_column + 1)}
    columns: dict[int, int] = {}
    for index, column in enumerate(sheet.columns):
        if index == sheet.stamp:
            continue
        found = next((place for place, label in labels.items() if label == _fold(column.title)), 0)
        if found and found not in columns.values():
            columns[index] = found
    if mark:
        columns[sheet.stamp] = mark
    rows = dict(_ids(page, header, mark, columns.get(sheet.key, 0)))
    theirs = TheirSheet(page, header, columns, rows, mark, known)
    _find_renamed(sheet, ours, theirs)
    return theirs


def _ids(page: Worksheet, header: int, mark: int, key: int) -> Iterator[tuple[str, int]]:
    """Yield (id, row), the first row of an id last, so that it wins."""
    for row in range(page.max_row, 0, -1):
        found = id_of(page.cell(row, mark).value) if mark else ""
        if not found and key and row > header:
            found = str(page.cell(row, key).value or "").strip()
        if found and row != header:
            yield found, row


def _find_renamed(sheet: Sheet, ours: list[OurRow], theirs: TheirSheet) -> None:
    """Take a column under a title that is not ours for ours when it says what our missing column says."""
    free = [column for column in range(1, theirs.page.max_column + 1) if column not in theirs.columns.values()]
    missing = [index for index in range(len(sheet.columns)) if index not in theirs.columns and not sheet.columns[index].kept]
    pairs = [(theirs.rows[row.id], row) for row in ours if row.data and row.id in theirs.rows][:_SAMPLE]
    for index in missing:
        said = [(number, cell.value) for number, row in pairs if (cell := row.cells[index]) and cell.value not in (None, "")]
        for column in free:
            same = sum(theirs.page.cell(number, column).value == value for number, value in said)
            if said and same / len(said) >= _ENOUGH:
                theirs.columns[index] = column
                free.remove(column)
                break


def move_rows(theirs: TheirSheet, plan: Plan) -> None:
    """Put their rows below the header where `plan` has them, and make room for new ones.

    Formulas follow their row; heights, merged cells and links too.
    """
    page, top = theirs.page, theirs.header + 1
    shifts = {old: top + order - old for order, old in enumerate(plan.order) if old}
    if len(plan.order) == theirs.last - theirs.header and len(shifts) == len(plan.order) and not any(shifts.values()):
        return
    heights = {old: page.row_dimensions[old].height for old in shifts if old in page.row_dimensions}
    merged = [area for area in page.merged_cells.ranges if area.min_row > theirs.header]
    for area in merged:
        page.unmerge_cells(str(area))
    gone = [row for row in range(top, theirs.last + 1) if row not in shifts]
    width, bottom = page.max_column, theirs.last
    for row in gone:
        for column in range(1, width + 1):
            _clear(page.cell(row, column))
    blocks = _blocks(shifts)
    for first, last, shift in [each for each in blocks if each[2] < 0] + [each for each in reversed(blocks) if each[2] > 0]:
        page.move_range(f"A{first}:{get_column_letter(width)}{last}", rows=shift, translate=True)
    for area in merged:
        shift = shifts.get(area.min_row)
        if shift is not None and area.max_row == area.min_row:
            area.shift(row_shift=shift)
            page.merge_cells(str(area))
    for row in range(top, max(bottom, top + len(plan.order)) + 1):
        page.row_dimensions[row].height = None
    for old, height in heights.items():
        page.row_dimensions[old + shifts[old]].height = height
    for row in page.iter_rows(min_row=top):
        for cell in row:
            if cell.hyperlink is not None:
                cell.hyperlink.ref = cell.coordinate
    end = theirs.header + len(plan.order)
    if bottom > end:
        page.delete_rows(end + 1, bottom - end)
    stay = {id: row + shifts.get(row, 0) for id, row in theirs.rows.items() if row in shifts or row <= theirs.header}
    theirs.rows = stay | plan.fresh


def _clear(cell: Cell) -> None:
    cell.hyperlink = None
    cell.comment = None
    cell.value = None
    cell.style = "Normal"


def _blocks(shifts: dict[int, int]) -> list[tuple[int, int, int]]:
    """Return runs of rows with one shift: (first, last, shift), from the top."""
    blocks: list[tuple[int, int, int]] = []
    for row, shift in sorted(shifts.items()):
        if blocks and blocks[-1][1] == row - 1 and blocks[-1][2] == shift:
            blocks[-1] = (blocks[-1][0], row, shift)
        else:
            blocks.append((row, row, shift))
    return blocks


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of the rows below their header: numbers of theirs in order (0: a new one), those left out, new ids' rows."""

    order: list[int]
    removed: list[int]
    fresh: dict[str, int]


def planned(theirs: TheirSheet, ours: list[OurRow]) -> Plan:
    """Return the plan: their rows keep their order, those of ids that are no more are left out, and a new row of ours stands
    behind the one that it follows in our order. Rows without an id are theirs and stay."""
    wanted = {row.id for row in ours}
    ids = {number: id for id, number in theirs.rows.items() if number > theirs.header}
    behind: dict[str, list[OurRow]] = {}
    anchor = ""
    for row in ours:
        if theirs.rows.get(row.id, 0) > theirs.header:
            anchor = row.id if row.data else anchor
        elif row.id not in theirs.rows and not (row.number < theirs.header and not row.data):
            behind.setdefault(anchor, []).append(row)
    order: list[int] = []
    fresh: dict[str, int] = {}

    def add(rows: list[OurRow]) -> None:
        for row in rows:
            order.append(0)
            fresh[row.id] = theirs.header + len(order)

    add(behind.get("", []))
    for number in range(theirs.header + 1, theirs.last + 1):
        id = ids.get(number, "")
        if not id or id in wanted:
            order.append(number)
            add(behind.get(id, []) if id else [])
    return Plan(order, sorted(number for number, id in ids.items() if id not in wanted), fresh)


def translated(formula: str, sheet: Sheet, theirs: TheirSheet, rows: dict[int, int]) -> str:
    """Return a formula of ours with the references to its own sheet moved to where these cells stand now."""

    def moved(found: re.Match[str]) -> str:
        column = theirs.columns.get(_index(found[2]))
        row = rows.get(int(found[4]))
        if column is None or row is None:
            return found[0]
        return f"{found[1]}{get_column_letter(column)}{found[3]}{row}"

    parts = formula.split('"')  # what stands between quotes is text
    return '"'.join(part if order % 2 else _REFERENCE.sub(moved, part) for order, part in enumerate(parts))


def _index(letters: str) -> int:
    index = 0
    for each in letters:
        index = index * 26 + ord(each) - 64
    return index - 1


def _prefix(title: str) -> str:
    return "|".join(title.split("|")[:2]) + "|"


def _fold(value: object) -> str:
    return "".join(str(value or "").split()).casefold()
