"""Turns what templates and writers name (people, schedules, steps, systems) into drawn figures that a document takes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.compose.charts import Charts
from pipeline.compose.strokes import rectangle
from pipeline.document.blocks import Figure
from pipeline.model.contract import Party
from pipeline.model.period import Period
from pipeline.model.staff import Person
from pipeline.model.words import number_words

if TYPE_CHECKING:  # few documents draw these: their modules are loaded when one does
    from pipeline.compose.organisation_diagram import Box
    from pipeline.model.plan_table import Department
    from pipeline.model.project_plan import Step
    from pipeline.rules.project_sums import Stretch
    from pipeline.rules.schedule_line import ScheduleLine
    from pipeline.rules.system_plan import Plan

_WIDTH = 640
_MM = 160  # as wide as the text of a portrait page with some air
_MOST_MM = 220  # as high as a figure may stand on a portrait page


class Diagrams(Charts):
    """What templates call to draw: the charts, and the figures of plans (docs/charts.md names every argument)."""

    def organisation(
        self, parties: Sequence[Party], managers: Sequence[Person], members: Sequence[Person], substitutes: Sequence[Person] = (), caption: str = "",
    ) -> Markup:
        """Draw the parties (term, name) and those who direct the work from the top down, the others side by side below, substitutes dashed.

        A person has role, name, position, grade and share (0.3 = 30 %); a 정 and a 부 of one role share a column.
        """
        from pipeline.compose.organisation_diagram import Box

        chain = [Box(party.term, (party.name,)) for party in parties] + [_person_box(person) for person in managers]
        below = [*(_person_box(person) for person in members), *(_person_box(person, dashed=True) for person in substitutes)]
        for box in reversed(chain):
            below = [replace(box, below=tuple(below))]
        return self.boxes(below, caption)

    def boxes(self, boxes: Sequence[Box], caption: str = "") -> Markup:
        """Draw an organisation of any boxes: head, lines, those below, dashed, pair."""
        from pipeline.compose.organisation_diagram import organisation

        return self._drawn(*organisation(boxes), caption or "조직도")

    def gantt(self, horizon: Period, lines: Sequence[ScheduleLine], caption: str = "") -> Markup:
        """Draw one row a line (label, spans, marks) over `horizon`: bars for stretches of work, diamonds for days on which something is due."""
        from pipeline.compose.gantt_diagram import gantt

        return self._drawn(*gantt(horizon, lines), caption or "추진 일정")

    def flow(self, steps: Sequence[Step], caption: str = "") -> Markup:
        """Draw the steps (name, text: lines) of a procedure from left to right with arrows."""
        from pipeline.compose.flow_diagram import flow

        return self._drawn(*flow(steps), caption or "절차도")

    def bodies(self, departments: Sequence[Department], caption: str = "") -> Markup:
        """Draw who commissions the work (the first) above, who carries it out (the last) below, and the other bodies between them.

        A body has name, relation (what it is to the project) and teams.
        """
        from pipeline.compose.flow_diagram import bodies

        return self._drawn(*bodies(departments), caption or "추진체계도")

    def timeline(self, stretches: Sequence[Stretch], caption: str = "") -> Markup:
        """Draw one bar a project (name, start and end as months, words beside the bar) over whole years, the last one darker."""
        from pipeline.compose.flow_diagram import timeline

        return self._drawn(*timeline(stretches), caption or "추진현황")

    def system(self, plan: Plan, caption: str = "") -> Markup:
        """Draw the boxes of a system by zone in layers, with a line for each connection (구성도); "" when there is nothing to draw.

        A plan has nodes (id, name, detail, zone, outside) and links (start, end, label). The zones of a plan that somebody wrote
        stand in the order in which its boxes name them; those of a plan computed from assets by how far from outside they are.
        """
        from pipeline.compose.system_diagram import system_drawing
        from pipeline.rules.system_plan import Plan

        if not isinstance(plan, Plan):
            plan = Plan(tuple(plan.nodes), tuple(plan.links), tuple(dict.fromkeys(node.zone for node in plan.nodes)))
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
    from pipeline.compose.organisation_diagram import Box

    share = f"투입률 {_percent_words(person.share)}" if person.share else "비상시 투입"
    return Box(person.role, (f"{person.name} {person.position}".strip(), " · ".join(filter(None, (person.grade, share)))), dashed)


def _percent_words(share: Decimal) -> str:
    return f"{number_words(share * 100)}%"
