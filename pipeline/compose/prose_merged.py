"""Turns the words of a table's cells, `^^` for one that goes on from above and `<<` from the left, into cells that span rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ABOVE, LEFT = "^^", "<<"
_HINT = "^^는 위 칸, <<는 왼쪽 칸과 합칩니다. 글자로 찍으려면 \\^^, \\<<로 쓰세요"

Place = tuple[int, int]  # row and column from 0


@dataclass(frozen=True, slots=True)
class Span:
    """One cell: its column, how many columns and rows it covers, and the other places that it covers."""

    column: int
    colspan: int = 1
    rowspan: int = 1
    covered: tuple[Place, ...] = ()


def merged(words: Sequence[Sequence[str]]) -> tuple[list[list[Span]], list[tuple[int, str, str]]]:
    """Return the cells of each row that stand by themselves, and what is wrong: (row, message, hint).

    `words` has the same number of cells in each row. Cells that make no rectangle stay apart.
    """
    groups, faults = _groups(words)
    rows: list[list[Span]] = [[] for _ in words]
    for (row, column), covered in groups.items():
        down, across = max(place[0] for place in covered) - row + 1, max(place[1] for place in covered) - column + 1
        if len(covered) == down * across:
            rows[row].append(Span(column, across, down, tuple(covered[1:])))
            continue
        faults.append((covered[-1][0], f"합친 칸이 네모가 아닙니다: {' '.join(words[row][column].split())[:20] or '빈 칸'}", _HINT))
        for place in covered:
            rows[place[0]].append(Span(place[1]))
    faults += [(row, "행의 모든 칸이 위 칸과 합쳐집니다", "행을 지우세요") for row, spans in enumerate(rows) if words[row] and not spans]
    return [sorted(spans, key=lambda span: span.column) for spans in rows], faults


def heads(rows: Sequence[Sequence[Span]], told: int) -> int:
    """Return how many rows are heads: `told` ones, and those that a head's cell reaches into."""
    count = row = 0
    while row < count or row < told and row < len(rows):
        count = max([count, told, *(row + span.rowspan for span in rows[row])])
        row += 1
    return count


def _groups(words: Sequence[Sequence[str]]) -> tuple[dict[Place, list[Place]], list[tuple[int, str, str]]]:
    """Return the places that each cell covers, itself first."""
    owner: dict[Place, Place] = {}
    groups: dict[Place, list[Place]] = {}
    faults: list[tuple[int, str, str]] = []
    for row, cells in enumerate(words):
        for column, text in enumerate(cells):
            at = (row, column)
            if text == ABOVE and row == 0:
                faults.append((row, "첫 행의 ^^에는 합칠 위 칸이 없습니다", _HINT))
            elif text == LEFT and column == 0:
                faults.append((row, "첫 칸의 <<에는 합칠 왼쪽 칸이 없습니다", _HINT))
            near = {ABOVE: (row - 1, column), LEFT: (row, column - 1)}.get(text, at)
            owner[at] = owner.get(near, at)
            groups.setdefault(owner[at], []).append(at)
    return groups, faults
