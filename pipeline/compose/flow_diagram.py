"""Turns steps, bodies and stretches of months into the drawn figures of an agency's plan: procedures, who works with whom, and what went before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.compose.strokes import HEAD, INK, LINE, PALE, fitted, letters, rectangle, straight, told, width_of, wrapped
from pipeline.model.period import Month

if TYPE_CHECKING:  # proposals draw these of steps of their own
    from pipeline.model.plan_table import Department
    from pipeline.model.project_plan import Step
    from pipeline.rules.project_sums import Stretch

WIDTH = 640
_SIZE, _LEADING, _HEAD_HEIGHT, _PAD = 10.5, 15.0, 22.0, 7.0
_ARROW = 34.0  # from box to box
_A_ROW = 4  # steps side by side
_WIDEST = 190.0
_SIDE, _OWNER, _SPINE = 236.0, 220.0, WIDTH / 2
_GAP = 16.0
_LABEL, _ROW, _YEARS = 214.0, 24.0, 22.0
_BAR, _NOW = "#9DC3E6", "#1F4E79"

Drawn = tuple[list[str], float]  # strokes and the height that they take


@dataclass(frozen=True, slots=True)
class Card:
    """A box with a head and lines of text that fit its width."""

    head: str
    lines: tuple[str, ...]
    width: float
    least: float = 0
    texts: tuple[str, ...] = ()  # of which the lines are made

    @property
    def height(self) -> float:
        """As high as its lines, at least `least`; a head alone where it has no lines."""
        return max(self.least, _HEAD_HEIGHT + (_PAD * 2 + _LEADING * len(self.lines) if self.lines else 0))

    def drawn(self, x: float, y: float, strong: bool = True) -> list[str]:
        """Return the strokes of the box with its upper left corner at (x, y)."""
        fill, ink = (HEAD, "#FFFFFF") if strong else (PALE, INK)
        parts = [rectangle(x, y, self.width, self.height, "#FFFFFF", LINE), rectangle(x, y, self.width, _HEAD_HEIGHT, fill, LINE)]
        parts.append(fitted(x + self.width / 2, y + _HEAD_HEIGHT / 2 + 4, self.head, 11, self.width - 8, "middle", ink, bold=True))
        for order, text in enumerate(self.lines):
            baseline = y + _HEAD_HEIGHT + _PAD + _LEADING * (order + 0.75)
            parts.append(fitted(x + 7, baseline, text, _SIZE, self.width - 14, "start"))
        return told(parts, (self.head, *self.texts), 1 + len(self.lines))


def _card(head: str, texts: Iterable[str], width: float) -> Card:
    whole = tuple(texts)
    return Card(head, tuple(line for text in whole for line in wrapped(text, width - 14)), width, texts=whole)


# Procedures


def flow(steps: Sequence[Step]) -> Drawn:
    """Return the steps from left to right with arrows between them, four a row."""
    if not steps:
        return [], 8.0
    parts: list[str] = []
    y = 8.0
    columns = min(_A_ROW, len(steps))
    width = min(_WIDEST, (WIDTH - 4 - _ARROW * (columns - 1)) / columns)
    left = (WIDTH - columns * width - (columns - 1) * _ARROW) / 2
    for start in range(0, len(steps), _A_ROW):
        cards = [_card(step.name, step.text, width) for step in steps[start : start + _A_ROW]]
        tall = max(card.height for card in cards)
        if start:
            x = left + (columns - 1) * (width + _ARROW) + width / 2
            parts += [straight(x, y - _GAP * 1.5, x, y - _GAP * 0.75), straight(x, y - _GAP * 0.75, left + width / 2, y - _GAP * 0.75)]
            parts += arrow(left + width / 2, y - _GAP * 0.75, left + width / 2, y)
        for order, card in enumerate(cards):
            x = left + order * (width + _ARROW)
            parts += replace(card, least=tall).drawn(x, y)
            if order:
                parts += arrow(x - _ARROW + 3, y + tall / 2, x - 3, y + tall / 2)
        y += tall + _GAP * 1.5
    return parts, y - _GAP * 1.5 + 8


def arrow(x1: float, y1: float, x2: float, y2: float) -> list[str]:
    """Return a straight arrow to (x2, y2), to the right or down."""
    right = abs(x2 - x1) > abs(y2 - y1)
    points = ((x2, y2), (x2 - 7, y2 - 4), (x2 - 7, y2 + 4)) if right else ((x2, y2), (x2 - 4, y2 - 7), (x2 + 4, y2 - 7))
    head = f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="{LINE}"/>'
    return [straight(x1, y1, x2 - (6 if right else 0), y2 - (0 if right else 6)), head]


# Who works with whom


def bodies(departments: Sequence[Department]) -> Drawn:
    """Return the first body above, the last one below with what it does, and the others at the sides of the line between them.

    The list runs from who commissions the work to who carries it out; bodies of one relation share a box.
    """
    if not departments:
        return [], 8.0
    first, last = departments[0].name, departments[-1].name
    owner = _card(first, (_words(each) for each in departments if each.name == first), _OWNER)
    parts = owner.drawn(_SPINE - _OWNER / 2, 8)
    top = 8 + owner.height
    depths = [top + _GAP, top + _GAP]
    between = [each for each in departments if each.name not in (first, last)]
    for relation in dict.fromkeys(each.relation for each in between):
        side = 0 if depths[0] <= depths[1] else 1
        card = _card(relation, (": ".join(filter(None, (each.name, ", ".join(each.teams)))) for each in between if each.relation == relation), _SIDE)
        x, y = (2.0 if side == 0 else WIDTH - 2 - _SIDE), depths[side]
        middle = y + card.height / 2
        parts += [straight(x + _SIDE if side == 0 else x, middle, _SPINE, middle, dashed=True), *card.drawn(x, y, strong=False)]
        depths[side] = y + card.height + _GAP
    if first == last:
        return parts, max(depths)
    bottom = max(depths)
    below = Card(last, (), _OWNER)
    parts = [straight(_SPINE, top, _SPINE, bottom), *parts, *below.drawn(_SPINE - _OWNER / 2, bottom)]
    branches, height = _branches([each for each in departments if each.name == last], bottom + below.height)
    return [*parts, *branches], height


def _words(body: Department) -> str:
    return ": ".join(filter(None, (body.relation, ", ".join(body.teams))))


def _branches(rows: Sequence[Department], y: float) -> Drawn:
    """Return the boxes of what one body does, hung from a rail at `y`."""
    relations = list(dict.fromkeys(row.relation for row in rows if row.relation))
    if not relations:
        return [], y + 8
    width = min(_OWNER + 30, (WIDTH - 4 - _GAP * (len(relations) - 1)) / len(relations))
    cards = [_card(name, (", ".join(row.teams) for row in rows if row.relation == name), width) for name in relations]
    left = (WIDTH - len(cards) * width - (len(cards) - 1) * _GAP) / 2
    centres = [left + order * (width + _GAP) + width / 2 for order in range(len(cards))]
    rail, top = y + _GAP / 2, y + _GAP
    parts = [straight(_SPINE, y, _SPINE, rail), straight(min(centres), rail, max(centres), rail)]
    for centre, card in zip(centres, cards, strict=True):
        parts += [straight(centre, rail, centre, top), *card.drawn(centre - width / 2, top, strong=False)]
    return parts, top + max(card.height for card in cards) + 8


# What went before


def timeline(stretches: Sequence[Stretch]) -> Drawn:
    """Return one bar a stretch over whole years, the plan's own (the last) darker, each with its months beside it."""
    if not stretches:
        return [], 8.0
    first, last = min(each.start.year for each in stretches), max(each.end.year for each in stretches)
    scale = (WIDTH - _LABEL - 1) / (12 * (last - first + 1))
    height = _YEARS + _ROW * len(stretches)

    def x(month: Month) -> float:
        return _LABEL + scale * (12 * (month.year - first) + month.month - 1)

    parts = [rectangle(0, 0, _LABEL, _YEARS, PALE, LINE), letters(_LABEL / 2, 15, "사업", 11, "middle", bold=True)]
    for year in range(first, last + 1):
        left = x(Month(year, 1))
        parts.append(rectangle(left, 0, 12 * scale, _YEARS, PALE, LINE))
        parts.append(fitted(left + 6 * scale, 15, f"{year}년", 10, 12 * scale - 4, "middle"))
        parts.append(straight(left, _YEARS, left, height, thin=True))
    for order, each in enumerate(stretches):
        y = _YEARS + _ROW * order
        left, right = x(each.start), x(each.end) + scale
        parts.append(straight(0, y + _ROW, WIDTH - 1, y + _ROW, thin=True))
        parts.append(fitted(6, y + _ROW / 2 + 4, each.name, 10.5, _LABEL - 12, "start"))
        parts.append(rectangle(left, y + 6, right - left, _ROW - 12, _NOW if order == len(stretches) - 1 else _BAR, HEAD))
        parts.append(_beside(each.words, left, right, y + _ROW / 2 + 4))
    return [*parts, rectangle(0, 0, WIDTH - 1, height, "none", INK), straight(_LABEL, 0, _LABEL, height)], height + 4


def _beside(words: str, left: float, right: float, baseline: float) -> str:
    """Return the months of a bar at its right, or at its left where the paper ends."""
    if right + 5 + width_of(words, 9.5) <= WIDTH - 4:
        return letters(right + 5, baseline, words, 9.5, "start")
    return letters(left - 5, baseline, words, 9.5, "end")
