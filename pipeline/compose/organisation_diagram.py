"""Turns boxes below boxes into the drawn chart of an organisation: those who direct one below the other, the others evenly side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from pipeline.compose.strokes import HEAD, INK, LINE, PALE, fitted, rectangle, straight, told, wrapped

WIDTH = 640.0
A_ROW = 6  # columns side by side
BOX_WIDTH, BOX_HEAD, BOX_LINE, BOX_PAD = 132.0, 22.0, 15.0, 6.0
GAP_X, LEAST_GAP_X, GAP_Y, STACK = 18.0, 10.0, 30.0, 10.0
INDENT, NARROW = 14.0, 120.0
_EDGE = 2.0
_HEAD_SIZE = 11.0
_PAIRED = re.compile(r"(.*\S)\s*[(（]\s*[정부]\s*[)）]\s*")  # 응용 담당(정), 응용 담당(부)

Drawn = tuple[list[str], float]  # strokes and how far down they reach


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its head, the lines in it, those who work below it; `pair` names boxes that share a column, dashed: only when needed."""

    head: str
    lines: tuple[str, ...] = ()
    dashed: bool = False
    below: tuple[Box, ...] = ()
    pair: str = ""

    def shaped(self, width: float) -> Shape:
        """Return the box with its text in lines that fit `width`."""
        size = 11.0 if width >= NARROW else 10.0
        head = wrapped(self.head, width - 8, _HEAD_SIZE) or ("",)
        return Shape(self, width, head, tuple(line for text in self.lines for line in wrapped(text, width - 8, size)), size)


@dataclass(frozen=True, slots=True)
class Shape:
    """A box of a width, its text in lines."""

    box: Box
    width: float
    head: tuple[str, ...]
    lines: tuple[str, ...]
    size: float

    @property
    def head_height(self) -> float:
        """The height of its coloured part."""
        return BOX_HEAD + (len(self.head) - 1) * (BOX_LINE - 1)

    @property
    def height(self) -> float:
        """As high as its lines; a head alone where it has none."""
        return self.head_height + (BOX_PAD * 2 + BOX_LINE * len(self.lines) if self.lines else 0)

    def drawn(self, x: float, y: float, height: float) -> list[str]:
        """Return its strokes with the upper left corner at (x, y), `height` high, its lines in the middle of what is left for them."""
        dashed, middle = self.box.dashed, x + self.width / 2
        fill, ink = (PALE, INK) if dashed else (HEAD, "#FFFFFF")
        head = self.head_height if self.lines else height
        parts = [rectangle(x, y, self.width, height, "#FFFFFF", LINE, dashed), rectangle(x, y, self.width, head, fill, LINE, dashed)]
        first = y + (head - (len(self.head) - 1) * (BOX_LINE - 1)) / 2 + 4
        for order, text in enumerate(self.head):
            parts.append(fitted(middle, first + order * (BOX_LINE - 1), text, _HEAD_SIZE, self.width - 6, "middle", ink, bold=True))
        first = y + head + (height - head - BOX_LINE * len(self.lines)) / 2
        for order, text in enumerate(self.lines):
            parts.append(fitted(middle, first + BOX_LINE * (order + 0.75), text, self.size, self.width - 6, "middle"))
        return told(parts, (self.box.head, *self.box.lines), len(self.head) + len(self.lines))


Column = tuple[Box, ...]  # boxes that stand one below the other: one, or those of a pair


def organisation(boxes: Sequence[Box]) -> Drawn:
    """Return the strokes of the chart: a single box stands in the middle over what is below it, until a level has more than one.

    That level is laid evenly in rows of up to six columns, lines to a second row run between those of the first; what is below a
    column stands under it on a line of its own.
    """
    parts: list[str] = []
    y, level, hanging = 8.0, tuple(boxes), False
    while len(level) == 1:
        shape = level[0].shaped(BOX_WIDTH * 1.7)
        if hanging:
            parts.append(straight(WIDTH / 2, y, WIDTH / 2, y + GAP_Y, level[0].dashed))
            y += GAP_Y
        parts += shape.drawn((WIDTH - shape.width) / 2, y, shape.height)
        y, level, hanging = y + shape.height, level[0].below, True
    columns = columns_of(level)
    sizes = rows_of(len(columns))
    gap = GAP_X if max(sizes, default=0) <= 4 else LEAST_GAP_X
    width = min(BOX_WIDTH, (WIDTH - 2 * _EDGE - gap * (max(sizes, default=1) - 1)) / max(sizes, default=1))
    for size in sizes:
        row, columns = columns[:size], columns[size:]
        strokes, bottom = _row(row, y, width, gap, hanging)
        if hanging and columns:
            strokes.append(straight(WIDTH / 2, y + GAP_Y / 2, WIDTH / 2, bottom))
        parts, y = [*parts, *strokes], bottom
    return parts, y + 8


def columns_of(level: Sequence[Box]) -> list[Column]:
    """Return the boxes of a level by columns: a pair (or 정 and 부 of one name) together, where the first of them stands."""
    works = [box.pair or (named[1] if (named := _PAIRED.fullmatch(box.head)) else "") for box in level]
    many = Counter(works)
    found: dict[object, list[Box]] = {}
    for number, (box, work) in enumerate(zip(level, works, strict=True)):
        found.setdefault(work if work and many[work] > 1 else number, []).append(box)
    return [tuple(column) for column in found.values()]


def rows_of(count: int) -> list[int]:
    """Return how many of `count` columns stand in each row: nearly equal, and even above the last, where a line has to pass in the middle."""
    if count <= A_ROW:
        return [count] if count else []
    rows = -(-count // A_ROW)
    tried = [(abs(last - size), -size) for size in (2, 4, 6) if 0 < (last := count - (rows - 1) * size) <= A_ROW]
    size = -min(tried)[1]
    return [size] * (rows - 1) + [count - (rows - 1) * size]


def _row(row: Sequence[Column], y: float, width: float, gap: float, hanging: bool) -> Drawn:
    """Return one row of columns, hung from a rail below `y` where somebody directs them."""
    left, rail, top = (WIDTH - len(row) * width - (len(row) - 1) * gap) / 2, y + GAP_Y / 2, y + GAP_Y
    middles = [left + order * (width + gap) + width / 2 for order in range(len(row))]
    shapes = [[box.shaped(width) for box in column] for column in row]
    heights = [max(shape.height for shape in level if shape) for level in zip_longest(*shapes)]
    parts: list[str] = []
    if hanging:
        parts.append(straight(WIDTH / 2, y, WIDTH / 2, rail))
        if len(row) > 1:
            parts.append(straight(middles[0], rail, middles[-1], rail))
    bottoms = [top]
    for middle, column in zip(middles, shapes, strict=True):
        if hanging:
            parts.append(straight(middle, rail, middle, top, column[0].box.dashed))
        strokes, bottom = _column(column, middle - width / 2, top, heights)
        parts += strokes
        bottoms.append(bottom)
    return parts, max(bottoms)


def _column(column: Sequence[Shape], x: float, y: float, heights: Sequence[float]) -> Drawn:
    parts: list[str] = []
    middle = x + column[0].width / 2
    for order, (shape, height) in enumerate(zip(column, heights, strict=False)):
        if order:
            parts.append(straight(middle, y, middle, y + STACK, shape.box.dashed))
            y += STACK
        parts += shape.drawn(x, y, height)
        y += height
    strokes, bottom = _stacked([box for shape in column for box in shape.box.below], x, y, column[0].width)
    return [*parts, *strokes], bottom


def _stacked(boxes: Sequence[Box], x: float, y: float, width: float) -> Drawn:
    """Return boxes one below the other, a little to the right, on a line that comes from the box above them."""
    parts: list[str] = []
    rail, start, end = x + INDENT / 2, y, y
    for box in boxes:
        shape, top = box.shaped(width - INDENT), y + STACK
        end = top + min(BOX_HEAD, shape.height) / 2
        parts += [straight(rail, end, x + INDENT, end, box.dashed), *shape.drawn(x + INDENT, top, shape.height)]
        strokes, y = _stacked(box.below, x + INDENT, top + shape.height, width - INDENT)
        parts += strokes
    return ([straight(rail, start, rail, end), *parts] if boxes else []), y
