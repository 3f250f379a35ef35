"""Turns people and schedules into the drawn figures of plans: the organisation (조직도) and the bars of a term (일정), as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from markupsafe import Markup

from pipeline.compose.charts import Charts
from pipeline.document.blocks import Figure
from pipeline.model.contract import Party
from pipeline.model.period import Period
from pipeline.model.staff import Person
from pipeline.model.words import number_words
from pipeline.rules.start_up import ScheduleLine

_WIDTH = 640
_MM = 160  # as wide as the text of a portrait page with some air
_INK, _LINE, _HEAD, _PALE, _BAR, _MARK = "#222222", "#7F7F7F", "#1F4E79", "#E5E5E5", "#9DC3E6", "#1F4E79"

BOX_WIDTH, BOX_HEAD, BOX_LINE, BOX_PAD = 132.0, 22.0, 16.0, 7.0
GAP_X, GAP_Y = 18.0, 30.0
A_ROW = 4  # boxes side by side

LABEL_WIDTH, ROW, HEADER = 196.0, 21.0, 24.0


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the organisation: its head, the lines below it, and whether it stands in only when needed (dashed)."""

    head: str
    lines: tuple[str, ...]
    dashed: bool = False

    @property
    def height(self) -> float:
        """As high as its lines."""
        return BOX_HEAD + BOX_PAD * 2 + BOX_LINE * max(1, len(self.lines))


class Diagrams(Charts):
    """What templates call to draw: the charts, and the figures of plans."""

    def organisation(
        self, parties: Sequence[Party], managers: Sequence[Person], members: Sequence[Person], substitutes: Sequence[Person] = (), caption: str = "",
    ) -> Markup:
        """Draw the parties and those who direct the work from the top down, the others side by side below, substitutes dashed."""
        chain = [Box(party.term, (party.name,)) for party in parties] + [_person_box(person) for person in managers]
        below = [_person_box(person) for person in members] + [_person_box(person, dashed=True) for person in substitutes]
        return self._drawn(*_organisation(chain, below), caption or "조직도")

    def gantt(self, horizon: Period, lines: Sequence[ScheduleLine], caption: str = "") -> Markup:
        """Draw one row a line over the months of `horizon`: bars for stretches of work, diamonds for days on which something is due."""
        return self._drawn(*_gantt(horizon, lines), caption or "추진 일정")

    def _drawn(self, parts: list[str], height: float, caption: str) -> Markup:
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" height="{height:.0f}">'
            f'{_rect(0, 0, _WIDTH, height, "#FFFFFF")}{"".join(parts)}</svg>'
        )
        key = f"f{len(self.drawings) + 1}"
        self.drawings[key] = Figure(svg, _MM, _MM * round(height) / _WIDTH, caption)
        return Markup('<figure data-figure="{}"><figcaption>{}</figcaption></figure>').format(key, caption)


def _person_box(person: Person, dashed: bool = False) -> Box:
    share = f"투입률 {_percent_words(person.share)}" if person.share else "비상시 투입"
    return Box(person.role, (f"{person.name} {person.position}".strip(), " · ".join(filter(None, (person.grade, share)))), dashed)


def _percent_words(share: Decimal) -> str:
    return f"{number_words(share * 100)}%"


# The organisation


def _organisation(chain: list[Box], below: list[Box]) -> tuple[list[str], float]:
    parts: list[str] = []
    middle, y = _WIDTH / 2, 8.0
    wide = BOX_WIDTH * 1.7
    for order, box in enumerate(chain):
        if order:
            parts.append(_line(middle, y, middle, y + GAP_Y))
            y += GAP_Y
        parts += _drawn_box(box, middle - wide / 2, y, wide)
        y += box.height
    for start in range(0, len(below), A_ROW):
        row = below[start : start + A_ROW]
        parts += _branches(row, y, bool(chain))
        y += GAP_Y + max(box.height for box in row)
    return parts, y + 8


def _branches(row: list[Box], y: float, hanging: bool) -> list[str]:
    """Return one row of boxes, hung from a common rail at `y`."""
    width = len(row) * BOX_WIDTH + (len(row) - 1) * GAP_X
    left, rail, top = (_WIDTH - width) / 2, y + GAP_Y / 2, y + GAP_Y
    centres = [left + order * (BOX_WIDTH + GAP_X) + BOX_WIDTH / 2 for order in range(len(row))]
    parts = []
    if hanging:
        parts.append(_line(_WIDTH / 2, y, _WIDTH / 2, rail))
        parts.append(_line(min(centres[0], _WIDTH / 2), rail, max(centres[-1], _WIDTH / 2), rail))
    for centre, box in zip(centres, row, strict=True):
        if hanging:
            parts.append(_line(centre, rail, centre, top, box.dashed))
        parts += _drawn_box(box, centre - BOX_WIDTH / 2, top, BOX_WIDTH)
    return parts


def _drawn_box(box: Box, x: float, y: float, width: float) -> list[str]:
    head = _PALE if box.dashed else _HEAD
    ink = _INK if box.dashed else "#FFFFFF"
    parts = [_rect(x, y, width, box.height, "#FFFFFF", _LINE, box.dashed), _rect(x, y, width, BOX_HEAD, head, _LINE, box.dashed)]
    parts.append(_fitted(x + width / 2, y + BOX_HEAD / 2 + 4, box.head, 11, width - 8, "middle", ink, bold=True))
    for order, line in enumerate(box.lines):
        baseline = y + BOX_HEAD + BOX_PAD + BOX_LINE * (order + 0.75)
        parts.append(_fitted(x + width / 2, baseline, line, 11, width - 8, "middle"))
    return parts


# The schedule


def _gantt(horizon: Period, lines: Sequence[ScheduleLine]) -> tuple[list[str], float]:
    height = HEADER + ROW * len(lines)
    scale = (_WIDTH - LABEL_WIDTH - 1) / max(1, horizon.days)

    def x(day: date) -> float:
        return LABEL_WIDTH + (day - horizon.start).days * scale

    parts = [_rect(0, 0, LABEL_WIDTH, HEADER, _PALE, _LINE), _text(LABEL_WIDTH / 2, HEADER / 2 + 4, "구분", 11, "middle", bold=True)]
    for month in horizon.months:
        left, right = x(month.first), min(x(month.last) + scale, _WIDTH - 1)
        parts.append(_rect(left, 0, right - left, HEADER, _PALE, _LINE))
        label = f"{month.month}월" if month.month > 1 and month != horizon.months[0] else f"’{month.year % 100:02d}. {month.month}월"
        parts.append(_fitted((left + right) / 2, HEADER / 2 + 4, label, 10, right - left - 4, "middle"))
        parts.append(_line(right, HEADER, right, height, thin=True))
    for order, line in enumerate(lines):
        y = HEADER + ROW * order
        parts.append(_line(0, y + ROW, _WIDTH - 1, y + ROW, thin=True))
        parts.append(_fitted(6, y + ROW / 2 + 4, line.label, 10.5, LABEL_WIDTH - 12, "start"))
        for span in line.spans:
            width = x(span.end) + scale - x(span.start) - 1
            parts.append(_rect(x(span.start), y + 5, max(2.0, width), ROW - 10, _BAR, _HEAD))
        for day in line.marks:
            parts.append(_diamond(x(day) + scale / 2, y + ROW / 2, 5))
    parts.append(_rect(0, 0, _WIDTH - 1, height, "none", _INK))
    parts.append(_line(LABEL_WIDTH, 0, LABEL_WIDTH, height))
    return [*parts, *_legend(height + 8)], height + 24


def _legend(y: float) -> list[str]:
    return [
        _rect(_WIDTH - 172, y, 20, 9, _BAR, _HEAD), _text(_WIDTH - 147, y + 9, "수행 기간", 10, "start"),
        _diamond(_WIDTH - 84, y + 5, 5), _text(_WIDTH - 74, y + 9, "제출·이행 기한", 10, "start"),
    ]


# Strokes and letters


def _rect(x: float, y: float, width: float, height: float, fill: str, stroke: str = "", dashed: bool = False) -> str:
    edge = f' stroke="{stroke}" stroke-width="0.8"' if stroke else ""
    dashes = ' stroke-dasharray="4 3"' if dashed else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"{edge}{dashes}/>'


def _line(x1: float, y1: float, x2: float, y2: float, dashed: bool = False, thin: bool = False) -> str:
    look = 'stroke="#CCCCCC" stroke-width="0.6"' if thin else f'stroke="{_LINE}" stroke-width="1"'
    dashes = ' stroke-dasharray="4 3"' if dashed else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {look}{dashes}/>'


def _diamond(x: float, y: float, half: float) -> str:
    points = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    return f'<polygon points="{" ".join(f"{px:.1f},{py:.1f}" for px, py in points)}" fill="{_MARK}"/>'


def _fitted(x: float, y: float, text: str, size: float, room: float, anchor: str, ink: str = _INK, bold: bool = False) -> str:
    """Return text that keeps within `room`: smaller first (down to 8), then cut with an ellipsis."""
    size = max(8.0, min(size, size * room / max(1.0, width_of(text, size))))
    while len(text) > 1 and width_of(text, size) > room + 0.5:
        text = text.rstrip("…")[:-1] + "…"
    return _text(x, y, text, size, anchor, ink, bold)


def _text(x: float, y: float, text: str, size: float, anchor: str, ink: str = _INK, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="NanumGothic" font-size="{size:.1f}" fill="{ink}"{weight} '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def width_of(text: Iterable[str], size: float) -> float:
    """Return about how wide text stands: Korean letters a full size, the others a little over half."""
    return sum(size * (0.95 if east_asian_width(letter) in "WF" else 0.58) for letter in text)
