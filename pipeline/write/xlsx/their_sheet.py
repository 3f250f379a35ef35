"""Turns one sheet of ours into cells of the sheet in a person's workbook that it once was, wherever its rows and columns stand now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document.sheet import Sheet, SheetCell
from pipeline.write.xlsx.their_book import Page
from pipeline.write.xlsx.their_moves import RowMoves, column_letters, column_number, quoted, sheet_name
from pipeline.write.xlsx.their_values import same, stored

ARCHIVED = 3  # columns of an archive that say what was where: key, title, text
_ENOUGH = 0.6  # of a column's cells that say what ours say, for it to be ours under another title
_SAMPLE = 400  # rows looked at for that
_REFERENCE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")
_REFERENCES = re.compile(
    r'"(?:[^"]|"")*"'  # what stands between quotes is text
    r"|(?<![\w.$'!])(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    r"(?P<cells>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![\w.(!])"
)


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
        OurRow(
            id_of(str(cells[-1].value)),
            start + order,
            cells if len(cells) == len(sheet.columns) else _spread(cells),
            data,
        )
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

    page: Page
    header: int
    columns: dict[int, int]
    rows: dict[str, int]
    mark: int  # column of the hidden mark, 0 when they deleted it
    known: frozenset[str]  # titles that the sheet had when it was written

    @property
    def width(self) -> int:
        """The number of the last column in use."""
        return max([self.page.grid.width, *self.columns.values()])


def find(sheet: Sheet, rows: list[OurRow], pages: list[Page]) -> TheirSheet | None:
    """Return the sheet among `pages` that ours once was: by its hidden mark, else by its name and header."""
    prefix = _prefix(sheet.columns[sheet.stamp].title)
    for page in pages:
        for number, letters, value in page.head:
            if value.startswith(prefix):
                known = frozenset(part.removeprefix("*") for part in value.split("|")[2:])
                return _opened(sheet, rows, page, number, column_number(letters), known)
    key = _fold(sheet.columns[sheet.key].title)
    for page in pages:
        if page.title == sheet.name:
            for number, _, value in page.head:
                if _fold(value) == key:
                    return _opened(sheet, rows, page, number, 0, frozenset())
    return None


def _opened(sheet: Sheet, ours: list[OurRow], page: Page, header: int, mark: int, known: frozenset[str]) -> TheirSheet:
    labels = {column_number(letters): _fold(value) for number, letters, value in page.head if number == header}
    columns: dict[int, int] = {}
    for index, column in enumerate(sheet.columns):
        if index == sheet.stamp:
            continue
        found = next((place for place, label in labels.items() if label == _fold(column.title)), 0)
        if found and found not in columns.values():
            columns[index] = found
    if mark:
        columns[sheet.stamp] = mark
    ids = {row.id for row in ours}
    theirs = TheirSheet(
        page, header, columns, dict(_ids(page, header, mark, columns.get(sheet.key, 0), ids)), mark, known
    )
    if sheet.archive:
        _find_archived(ours, theirs)
    _find_renamed(sheet, ours, theirs)
    return theirs


def _ids(page: Page, header: int, mark: int, key: int, ours: set[str]) -> Iterator[tuple[str, int]]:
    """Yield (id, row), the first row of an id last, so that it wins.

    A row without a hidden mark may bear an id of ours; another key is a person's own row, unless they deleted all marks.
    """
    marks, keys = column_letters(mark), column_letters(key)
    for row in sorted(page.grid.rows, reverse=True):
        found = id_of(page.value(row, marks)) if mark else ""
        if not found and key and row > header:
            found = str(page.value(row, keys) or "").strip()
            found = found if found in ours or not mark else ""
        if found and row != header:
            yield found, row


def _find_archived(ours: list[OurRow], theirs: TheirSheet) -> None:
    """Take a row that an earlier run put behind the archive for ours when it says the same."""
    marked = set(theirs.rows.values())
    said: dict[tuple[str, ...], int] = {}
    for number in theirs.page.grid.rows:
        if number > theirs.header and number not in marked:
            letters = (column_letters(theirs.columns.get(index, index + 1)) for index in range(ARCHIVED))
            said[tuple(bare(theirs.page.value(number, each)) for each in letters)] = number
    for row in ours:
        words = tuple(bare(cell.value if cell else None) for cell in row.cells[:ARCHIVED])
        if row.data and row.id not in theirs.rows and words in said:
            theirs.rows[row.id] = said.pop(words)


def _find_renamed(sheet: Sheet, ours: list[OurRow], theirs: TheirSheet) -> None:
    """Take a column under a title that is not ours for ours when it says what our missing column says."""
    missing = [
        index for index in range(len(sheet.columns)) if index not in theirs.columns and not sheet.columns[index].kept
    ]
    if not missing:
        return
    free = [column for column in range(1, theirs.width + 1) if column not in theirs.columns.values()]
    pairs = [(theirs.rows[row.id], row) for row in ours if row.data and row.id in theirs.rows][:_SAMPLE]
    for index in missing:
        said = [(number, cell) for number, row in pairs if (cell := row.cells[index]) and cell.value not in (None, "")]
        for column in free:
            letters = column_letters(column)
            hits = sum(
                same(theirs.page.value(number, letters), stored(cell, theirs.page.book.values.shift))
                for number, cell in said
            )
            if said and hits / len(said) >= _ENOUGH:
                theirs.columns[index] = column
                free.remove(column)
                break


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of the rows below their header: where they go, those left out, and the rows of new ids."""

    moves: RowMoves
    removed: list[int]
    fresh: dict[str, int]

    @property
    def is_empty(self) -> bool:
        """True when every row stays where it is."""
        return not self.removed and not self.fresh


def planned(theirs: TheirSheet, ours: list[OurRow]) -> Plan:
    """Return the plan: their rows keep their order, those of ids that are no more are left out, and a new row of ours stands
    behind the one that it follows in our order. Rows without an id are theirs and stay."""
    wanted = {row.id for row in ours}
    ids = {number: id for id, number in theirs.rows.items() if number > theirs.header}
    behind = _behind(theirs, ours)
    last = max([theirs.header, theirs.page.grid.last, *ids])
    new: dict[int, int] = {}
    fresh: dict[str, int] = {}
    place = theirs.header

    for row in behind.get("", []):
        place += 1
        fresh[row.id] = place
    for number in range(theirs.header + 1, last + 1):
        id = ids.get(number, "")
        if id and id not in wanted:
            continue
        place += 1
        new[number] = place
        for row in behind.get(id, []) if id else []:
            place += 1
            fresh[row.id] = place
    removed = sorted(number for number, id in ids.items() if id not in wanted)
    data = [theirs.rows[row.id] for row in ours if row.data and theirs.rows.get(row.id, 0) > theirs.header]
    data = data or removed
    added = [fresh[row.id] for row in ours if row.data and row.id in fresh]
    moves = RowMoves(
        new, theirs.header, last, place - last,
        (min(data), max(data)) if data else (0, -1), (min(added), max(added)) if added else (0, 0),
    )  # fmt: skip
    return Plan(moves, removed, fresh)


def _behind(theirs: TheirSheet, ours: list[OurRow]) -> dict[str, list[OurRow]]:
    """Return the new rows of ours by the id of the data row that they follow."""
    behind: dict[str, list[OurRow]] = {}
    anchor = ""
    for row in ours:
        if theirs.rows.get(row.id, 0) > theirs.header:
            anchor = row.id if row.data else anchor
        elif row.id not in theirs.rows and not (row.number < theirs.header and not row.data):
            behind.setdefault(anchor, []).append(row)
    return behind


def move(theirs: TheirSheet, plan: Plan) -> None:
    """Put the rows of their sheet where the plan has them."""
    theirs.page.grid.move(plan.moves)
    theirs.rows = {id: place for id, row in theirs.rows.items() if (place := plan.moves.row(row))} | plan.fresh


class Places:
    """Where the cells of our sheets stand in theirs, for our formulas and links."""

    def __init__(self, found: dict[str, TheirSheet], rows: dict[str, list[OurRow]]) -> None:
        self._found = found
        self._rows = {
            name: {row.number: found[name].rows[row.id] for row in rows[name] if row.id in found[name].rows}
            for name in found
        }
        self._made: dict[str, str] = {}

    def formula(self, formula: str, sheet: str) -> str:
        """Return a formula of our sheet `sheet` with its references moved to where these cells stand now."""

        def moved(found: re.Match[str]) -> str:
            if found[0].startswith('"'):
                return found[0]
            name = sheet_name(found["sheet"]) if found["sheet"] else sheet
            if name not in self._found:
                return found[0]
            prefix = f"{quoted(self._found[name].page.title)}!" if found["sheet"] else ""
            return prefix + _REFERENCE.sub(lambda each: self._cell(each, name), found["cells"])

        return _REFERENCES.sub(moved, formula)

    def _cell(self, found: re.Match[str], name: str) -> str:
        column = self._found[name].columns.get(column_number(found[2]) - 1)
        row = self._rows[name].get(int(found[4]))
        if column is None or row is None:
            return found[0]
        return f"{found[1]}{column_letters(column)}{found[3]}{row}"

    def link(self, place: str) -> str:
        """Return where a link inside the workbook leads now."""
        if place not in self._made:
            self._made[place] = self._link(place)
        return self._made[place]

    def _link(self, place: str) -> str:
        prefix, _, cell = place.rpartition("!")
        name = sheet_name(prefix + "!")
        found = _REFERENCE.fullmatch(cell)
        if name not in self._found or found is None:
            return place
        row = self._rows[name].get(int(found[4]), int(found[4]))
        column = self._found[name].columns.get(column_number(found[2]) - 1)
        letters = column_letters(column) if column else found[2]
        return f"{quoted(self._found[name].page.title)}!{letters}{row}"


def _prefix(title: str) -> str:
    return "|".join(title.split("|")[:2]) + "|"


def bare(value: object) -> str:
    """Return a text without its blanks."""
    return "".join(str(value or "").split())


def _fold(value: object) -> str:
    return bare(value).casefold()
