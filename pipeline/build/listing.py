"""Turns a contract's deliverables into the list that `pipeline list` prints: when each falls due and which command makes it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from pipeline.build.templates import load_templates
from pipeline.compose.deliverable import Package, Template
from pipeline.model.deliverable import Deliverable
from pipeline.problems import Problem
from pipeline.read.dossier import read_dossier
from pipeline.workspace import Workspace

COMMANDS = {
    Package.MONTHLY: "monthly",
    Package.PLEDGES: "pledges",
    Package.AGREEMENT: "agreement",
    Package.START: "start",
    Package.FINISH: "finish",
    Package.QUERY: "query",
    Package.OCCASION: "occasion",
    Package.STATUS: "status",
    Package.PROJECT: "plan",
    Package.SETTLEMENT: "settlement",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One deliverable as the list shows it."""

    number: str
    name: str
    trigger: str
    due: str
    recipient: str
    clause: str
    command: str
    template: str

    def as_line(self) -> tuple[str, ...]:
        """The cells in column order; the template's id is not among them."""
        return tuple(asdict(self).values())[:-1]

    def as_dict(self) -> dict[str, str]:
        """The cells by name."""
        return asdict(self)


def listing(workspace: Workspace, contract: str) -> tuple[list[Line], list[Problem]]:
    """Return one Line for each deliverable that the contract demands, in its order."""
    dossier, problems = read_dossier(workspace.data / contract, workspace.law, workspace.root)
    templates, faults = load_templates(workspace, contract)
    if dossier is None:
        return [], problems + faults
    by_id = {template.id: template for template in templates}
    return [_line(deliverable, by_id.get(deliverable.template), contract) for deliverable in dossier.deliverables], problems + faults


def _line(deliverable: Deliverable, template: Template | None, contract: str) -> Line:
    command = ""
    if template:
        command = f"pipeline {COMMANDS[template.package]} {contract}"
    due = " / ".join(rule.words or rule.kind.value for rule in deliverable.due)
    return Line(deliverable.number, deliverable.name, deliverable.trigger.value, due, deliverable.recipient, deliverable.clause, command, deliverable.template)
