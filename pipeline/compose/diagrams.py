"""Turns people and schedules into the drawn figures of plans: the organisation (조직도) and the bars of a term (일정), as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.compose.charts import Charts
from pipeline.compose.strokes import HEAD, INK, LINE, PALE, diamond, fitted, letters, rectangle, straight
from pipeline.document.blocks import Figure
from pipeline.model.contract import Party
from pipeline.model.period import Period
from pipeline.model.staff import Person
from pipeline.model.words import number_words

if TYPE_CHECKING:  # few documents draw these: their modules are loaded when one does
    from pipeline.model.plan_table import Department
    from pipeline.model.project_plan import Step
    from pipeline.rules.project_sums import Stretch
    from pipeline.rules.start_up import ScheduleLine
    from pipeline.rules.system_plan import Plan

_WIDTH = 640
_MM = 160  # as wide as the text of a portrait page with some air
_MOST_MM = 220  # as high as a figure may stand on a portrait page
_BAR = "#9DC3E6"

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

    def flow(self, steps: Sequence[Step], caption: str = "") -> Markup:
        """Draw the steps of a procedure from left to right with arrows."""
        from pipeline.compose.flow_diagram import flow

        return self._drawn(*flow(steps), caption or "절차도")

    def bodies(self, departments: Sequence[Department], caption: str = "") -> Markup:
        """Draw who commissions the work above, who carries it out below, and the other bodies between them."""
        from pipeline.compose.flow_diagram import bodies

        return self._drawn(*bodies(departments), caption or "추진체계도")

    def timeline(self, stretches: Sequence[Stretch], caption: str = "") -> Markup:
        """Draw one bar a project over whole years, the last one darker."""
        from pipeline.compose.flow_diagram import timeline

        return self._drawn(*timeline(stretches), caption or "추진현황")

    def system(self, plan: Plan, caption: str = "") -> Markup:
        """Draw the boxes of a system by zone in layers, with a line for each connection (구성도); "" when there is nothing to draw."""
        from pipeline.compose.system_diagram import system_drawing

        return self._drawn(*system_drawing(plan), caption or "시스템 구성도") if plan.nodes else Markup("")

    def _drawn(self, parts: list[str], height: float, caption: str) -> Markup:
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" height="{height:.0f}">'
            f'{rectangle(0, 0, _WIDTH, height, "#FFFFFF")}{"".join(parts)}</svg>'
        )
        key = f"f{len(self.drawings) + 1}"
        width = min(_MM, _MOST_MM * _WIDTH / max(1, round(height)))  # a tall figure is made smaller: it has to stand on one page
        self.drawings[key] = Figure(svg, width, width * round(height) / _WIDTH, caption)
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
            parts.append(straight(middle, y, middle, y + GAP_Y))
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
        parts.append(straight(_WIDTH / 2, y, _WIDTH / 2, rail))
        parts.append(straight(min(centres[0], _WIDTH / 2), rail, max(centres[-1], _WIDTH / 2), rail))
    for centre, box in zip(centres, row, strict=True):
        if hanging:
            parts.append(straight(centre, rail, centre, top, box.dashed))
        parts += _drawn_box(box, centre - BOX_WIDTH / 2, top, BOX_WIDTH)
    return parts


def _drawn_box(box: Box, x: float, y: float, width: float) -> list[str]:
    head = PALE if box.dashed else HEAD
    ink = INK if box.dashed else "#FFFFFF"
    parts = [rectangle(x, y, width, box.height, "#FFFFFF", LINE, box.dashed), rectangle(x, y, width, BOX_HEAD, head, LINE, box.dashed)]
    parts.append(fitted(x + width / 2, y + BOX_HEAD / 2 + 4, box.head, 11, width - 8, "middle", ink, bold=True))
    for order, line in enumerate(box.lines):
        baseline = y + BOX_HEAD + BOX_PAD + BOX_LINE * (order + 0.75)
        parts.append(fitted(x + width / 2, baseline, line, 11, width - 8, "middle"))
    return parts


# The schedule


def _gantt(horizon: Period, lines: Sequence[ScheduleLine]) -> tuple[list[str], float]:
    height = HEADER + ROW * len(lines)
    scale = (_WIDTH - LABEL_WIDTH - 1) / max(1, horizon.days)

    def x(day: date) -> float:
        return LABEL_WIDTH + (day - horizon.start).days * scale

    parts = [rectangle(0, 0, LABEL_WIDTH, HEADER, PALE, LINE), letters(LABEL_WIDTH / 2, HEADER / 2 + 4, "구분", 11, "middle", bold=True)]
    for month in horizon.months:
        left, right = x(month.first), min(x(month.last) + scale, _WIDTH - 1)
        parts.append(rectangle(left, 0, right - left, HEADER, PALE, LINE))
        label = f"{month.month}월" if month.month > 1 and month != horizon.months[0] else f"’{month.year % 100:02d}. {month.month}월"
        parts.append(fitted((left + right) / 2, HEADER / 2 + 4, label, 10, right - left - 4, "middle"))
        parts.append(straight(right, HEADER, right, height, thin=True))
    for order, line in enumerate(lines):
        y = HEADER + ROW * order
        parts.append(straight(0, y + ROW, _WIDTH - 1, y + ROW, thin=True))
        parts.append(fitted(6, y + ROW / 2 + 4, line.label, 10.5, LABEL_WIDTH - 12, "start"))
        for span in line.spans:
            width = x(span.end) + scale - x(span.start) - 1
            parts.append(rectangle(x(span.start), y + 5, max(2.0, width), ROW - 10, _BAR, HEAD))
        for day in line.marks:
            parts.append(diamond(x(day) + scale / 2, y + ROW / 2, 5))
    parts.append(rectangle(0, 0, _WIDTH - 1, height, "none", INK))
    parts.append(straight(LABEL_WIDTH, 0, LABEL_WIDTH, height))
    return [*parts, *_legend(height + 8)], height + 24


def _legend(y: float) -> list[str]:
    return [
        rectangle(_WIDTH - 172, y, 20, 9, _BAR, HEAD), letters(_WIDTH - 147, y + 9, "수행 기간", 10, "start"),
        diamond(_WIDTH - 84, y + 5, 5), letters(_WIDTH - 74, y + 9, "제출·이행 기한", 10, "start"),
    ]
