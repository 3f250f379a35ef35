"""Turns the ruling lines of a PDF page into grids: tables with their rows, columns and merged cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from pipeline.rfp.reading.pdf_page import Rule

_TOUCH = 3.0  # points: lines that come this near are drawn as one, or touch
_GAP = 4.5  # between the dashes of one line
_SHORT = 5.0  # a line shorter than this is an ornament
_MOST_RULES = 2_000  # a dense form has 300
_MOST_PLACES = 40_000


@dataclass(slots=True)
class Box:
    """A cell of a grid, rows and columns counted from 0."""

    row: int
    column: int
    rowspan: int
    colspan: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Grid:
    """A table of ruling lines: the places of its lines and its cells in reading order."""

    xs: list[float]
    ys: list[float]
    cells: list[Box]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The box of the table: left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def area(self) -> float:
        """The area of the table in square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])


def grids_of(flat: list[Rule], upright: list[Rule]) -> list[Grid]:
    """Return the grids that lines draw, the largest first; lines that cross nothing are left over."""
    flat, upright = merged(flat), merged(upright)
    if len(flat) + len(upright) > _MOST_RULES:
        return []
    found = [_grid(*group) for group in _groups(flat, upright)]
    return sorted((grid for grid in found if grid), key=lambda grid: -grid.area)


def merged(rules: list[Rule]) -> list[Rule]:
    """Return lines with the pieces of one line (dashes, a cell's own border, double lines) put together."""
    made: list[Rule] = []
    bands: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda each: each.at):
        if bands and rule.at - bands[-1][0].at <= _TOUCH / 2:
            bands[-1].append(rule)
        else:
            bands.append([rule])
    for band in bands:
        at = sum(rule.at * (rule.end - rule.start + 0.1) for rule in band) / sum(
            rule.end - rule.start + 0.1 for rule in band
        )
        run: Rule | None = None
        for rule in sorted(band, key=lambda each: each.start):
            if run is not None and rule.start - run.end <= _GAP:
                run.end = max(run.end, rule.end)
            else:
                run = Rule(at, rule.start, rule.end)
                made.append(run)
    return [rule for rule in made if rule.end - rule.start >= _SHORT]


def _groups(flat: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the lines that hang together."""
    root = list(range(len(flat) + len(upright)))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    heights = [rule.at for rule in flat]  # merged() sorts by place
    for number, rule in enumerate(upright, len(flat)):
        first = bisect_left(heights, rule.start - _TOUCH)
        for other in range(first, bisect_right(heights, rule.end + _TOUCH)):
            if flat[other].start - _TOUCH <= rule.at <= flat[other].end + _TOUCH:
                root[find(other)] = find(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at in range(len(root)):
        pair = groups.setdefault(find(at), ([], []))
        if at < len(flat):
            pair[0].append(flat[at])
        else:
            pair[1].append(upright[at - len(flat)])
    return [pair for pair in groups.values() if pair[0] and pair[1]]


def _grid(flat: list[Rule], upright: list[Rule]) -> Grid | None:
    """Return the grid of lines that hang together; tables without lines at their sides are closed there."""
    if len(flat) < 2:
        return None
    xs = _lines([rule.at for rule in upright], min(r.start for r in flat), max(r.end for r in flat))
    ys = _lines([rule.at for rule in flat], min(r.start for r in upright), max(r.end for r in upright))
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MOST_PLACES:
        return None
    left_walls = _walls(upright, xs, ys)
    top_walls = _walls(flat, ys, xs)
    grid = Grid(xs, ys, [])
    taken = [[False] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if not taken[row][column]:
                grid.cells.append(_cell(row, column, xs, ys, left_walls, top_walls, taken))
    return grid


def _lines(places: list[float], start: float, end: float) -> list[float]:
    """Return the places of lines, near ones as one, with the ends of the crossing lines where they reach further."""
    made: list[list[float]] = []
    for place in sorted(places):
        if made and place - made[-1][-1] <= _TOUCH:
            made[-1].append(place)
        else:
            made.append([place])
    found = [sum(group) / len(group) for group in made]
    if start < found[0] - 2 * _TOUCH:
        found.insert(0, start)
    if end > found[-1] + 2 * _TOUCH:
        found.append(end)
    return found


def _walls(rules: list[Rule], places: list[float], across: list[float]) -> list[list[bool]]:
    """Return for each place and each interval across whether a line stands there; the outer ones always do."""
    covered = [[0.0] * (len(across) - 1) for _ in places]
    for rule in rules:
        near = min(range(len(places)), key=lambda at: abs(places[at] - rule.at))
        if abs(places[near] - rule.at) > _TOUCH:
            continue
        for step in range(max(0, bisect_right(across, rule.start) - 1), len(across) - 1):
            if across[step] >= rule.end:
                break
            covered[near][step] += min(rule.end, across[step + 1]) - max(rule.start, across[step])
    walls = [[part > 0.5 * (across[s + 1] - across[s]) for s, part in enumerate(line)] for line in covered]
    walls[0] = walls[-1] = [True] * (len(across) - 1)
    return walls


def _cell(
    row: int,
    column: int,
    xs: list[float],
    ys: list[float],
    left_walls: list[list[bool]],
    top_walls: list[list[bool]],
    taken: list[list[bool]],
) -> Box:
    """Take the largest cell from a place on: to the right up to a line, then downwards up to a line."""
    right = column + 1
    while right < len(xs) - 1 and not left_walls[right][row] and not taken[row][right]:
        right += 1
    below = row + 1
    while below < len(ys) - 1 and _open(below, column, right, left_walls, top_walls, taken):
        below += 1
    for each in range(row, below):
        taken[each][column:right] = [True] * (right - column)
    return Box(row, column, below - row, right - column, xs[column], ys[row], xs[right], ys[below])


def _open(
    row: int,
    column: int,
    right: int,
    left_walls: list[list[bool]],
    top_walls: list[list[bool]],
    taken: list[list[bool]],
) -> bool:
    """Tell whether a cell goes on into a row: no line above it there, none inside, and nobody else's place."""
    if any(top_walls[row][each] or taken[row][each] for each in range(column, right)):
        return False
    return not any(left_walls[each][row] for each in range(column + 1, right))
