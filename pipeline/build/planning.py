"""Turns a contract, a month and an order into the tasks that it makes, in order, with all that their templates may name."""

from __future__ import annotations

from pipeline.build.built import built
from pipeline.build.names import names
from pipeline.build.ordering import Order
from pipeline.build.templates import folders, load_templates
from pipeline.compose.deliverable import Package, Template
from pipeline.compose.subject import Task, tasks
from pipeline.language.environment import environment
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.problems import Problem
from pipeline.workspace import Workspace


def plan(workspace: Workspace, name: str, dossier: Dossier, month: Month, order: Order):
    """Return (tasks in order, the environment, problems): what `order` makes of this contract in this month."""
    templates, problems = load_templates(workspace, name)
    chosen, faults = _chosen(templates, order)
    made_environment = environment(*folders(workspace, name), cache=workspace.cache)
    finishing = any(template.package is Package.FINISH for template in chosen)  # only these ask what was handed in
    manifests = built(workspace, name, dossier.contract.months[-1]) if finishing else None
    seen = {**names(dossier, month, manifests), "plan": []}
    planned: list[Task] = []
    for template in chosen:
        found, errors = tasks(template, made_environment, seen, order.day)
        planned += found
        problems += errors
    seen["plan"] += planned  # the covering letter lists what goes with it
    return planned, made_environment, problems + faults


def _chosen(templates: list[Template], order: Order) -> tuple[list[Template], list[Problem]]:
    if not order.deliverables:
        return [template for template in templates if template.package is order.package], []
    known = {template.id: template for template in templates} | {template.name: template for template in templates}
    hint = "있는 산출물: " + ", ".join(template.id for template in templates)
    problems = [Problem("B-WRK-03", f"없는 산출물입니다: {id}", hint=hint) for id in order.deliverables if id not in known]
    return [known[id] for id in order.deliverables if id in known], problems
