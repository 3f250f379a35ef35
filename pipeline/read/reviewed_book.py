"""Turns a workbook that people reviewed into their edits: every cell that is not as we wrote it, found again by hidden marks."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.review import FILLED, KEY_TITLE, MATRIX, PEOPLE, ReviewEdit
from pipeline.model.stamp import TITLE, read_title
from pipeline.problems import Location, Problem, Severity
from pipeline.read.reviewed_grid import ReviewedSheet, open_reviewed
from pipeline.read.reviewed_rows import RowReader, Table
from pipeline.read.text import fold
from pipeline.read.uncollected import uncollected

_HEADING_LINES = 60  # rows above the header that people may have put there


@uncollected()
def parse_reviewed(
    data: bytes, file: str, requirements: Mapping[str, tuple[str, str]]
) -> tuple[list[ReviewEdit], list[Problem]]:
    """Return every cell that people wrote, changed or cleared, and what cannot be taken over (D-REV-…).

    `requirements` are the rows of today: key → (fingerprint, text). When a problem stops, none of the edits may be used.
    """
    edits: list[ReviewEdit] = []
    problems: list[Problem] = []
    unreadable: list[Problem] = []
    names: list[tuple[str, str]] = []  # (our name, their name) of each sheet of ours
    for sheet in open_reviewed(data, file):
        if isinstance(sheet, Problem):
            unreadable.append(sheet)
        elif (table := _find_table(sheet)) is not None:
            names.append((table.name, sheet.name))
            written, found = RowReader(table, file, requirements).read()
            edits += written
            problems += [*_renamed(table, file), *found]
    if unreadable:
        return [], unreadable
    if not any(name == MATRIX for name, _ in names):
        hint = f"제목 줄에 {KEY_TITLE}와 {', '.join(PEOPLE[:1])} 열이 있는 시트가 있어야 합니다"
        return [], [Problem("D-REV-01", "추적표 시트를 찾을 수 없습니다", Location(file), hint)]
    return edits, [*_copies(names, file), *problems]


def _find_table(sheet: ReviewedSheet) -> Table | None:
    """Return the table of a sheet of ours, whatever it is called now; None for a sheet of theirs."""
    for row, cells in enumerate(sheet.rows[:_HEADING_LINES]):
        for column, value in enumerate(cells):
            if isinstance(value, str) and value.startswith(TITLE) and (found := read_title(value)):
                return Table(sheet, found[0], row, column, found[1])
    for row, cells in enumerate(sheet.rows[:_HEADING_LINES]):
        labels = [fold(value) if isinstance(value, str) else "" for value in cells]
        if fold(KEY_TITLE) in labels and not {fold(title) for title in PEOPLE}.isdisjoint(labels):
            titles = (*((title, False) for title in FILLED), *((title, True) for title in PEOPLE))
            return Table(sheet, MATRIX, row, -1, titles)
    return None


def _copies(names: list[tuple[str, str]], file: str) -> list[Problem]:
    """A sheet copied inside the workbook would say everything twice."""
    seen: dict[str, str] = {}
    problems = []
    for name, shown in names:
        first = seen.setdefault(name, shown)
        if first != shown:
            message = f"'{name}' 시트가 둘입니다: '{first}', '{shown}'"
            place, other = (Location(file, sheet=each) for each in (shown, first))
            problems.append(Problem("D-REV-02", message, place, "한 시트로 합치고 다른 하나는 지움", (other,)))
    return problems


def _renamed(table: Table, file: str) -> list[Problem]:
    if not table.sheet.name or table.sheet.name == table.name:
        return []
    message = f"시트 이름이 '{table.name}'에서 '{table.sheet.name}'(으)로 바뀌었으나 그대로 읽었습니다"
    return [Problem("D-REV-03", message, Location(file, sheet=table.sheet.name), severity=Severity.NOTE)]
