"""Turns a template and a month into the list of what is to be written: one Task a document, with all that its template may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jinja2 import Undefined
from markupsafe import Markup

from pipeline.compose.deliverable import Package, Template
from pipeline.language.environment import Environment
from pipeline.language.faults import fault
from pipeline.model.contract import Contract
from pipeline.problems import Problem


# letters that Windows refuses in file names, and the wide ones that look like them
_FILE_LETTERS = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")


@dataclass(frozen=True, slots=True)
class Task:
    """One document to write: its template, what it is about, its file name (without ending), title and date."""

    template: Template
    subject: Any
    name: str
    title: str
    date: date | None
    names: Mapping[str, Any] = field(default_factory=dict, repr=False)


def tasks(template: Template, environment: Environment, names: Mapping[str, Any], day: date | None = None) -> tuple[list[Task], list[Problem]]:
    """Return one Task for each subject of `template` (one in all when it names none).

    `names` is what templates see (dossier, contract, month, figures …); `day` overrides the document's date.
    """
    file = template.at.file
    try:
        subjects = list(evaluate(environment, template.subjects, names)) if template.subjects else [None]
        made = []
        for subject in subjects:
            seen = {**names, "subject": subject}
            suffix = text(environment, template.suffix, seen)
            when = day or (evaluate(environment, template.date, seen) if template.date else None)
            title = text(environment, template.title, seen) or template.name
            made.append(Task(template, subject, file_name(template.name, suffix), title, when, seen))
        return made, []
    except Exception as error:  # a template is a person's input: whatever it raises is its author's to put right
        return [], [fault(error, file)]


def evaluate(environment: Environment, expression: str, names: Mapping[str, Any]) -> Any:
    """Return the value of a Jinja `expression`; an unknown name raises."""
    value = environment.compile_expression(expression, undefined_to_none=False)(**names)
    if isinstance(value, Undefined):
        str(value)  # StrictUndefined raises here and names what is missing
    return value


def text(environment: Environment, template: str, names: Mapping[str, Any]) -> str:
    """Return `template` filled, as plain text: what filters mark up for documents loses its tags."""
    if "{" not in template:
        return template
    return Markup(environment.from_string(template).render(names)).striptags()


def file_name(name: str, suffix: str = "") -> str:
    """Return a name that every system takes for a file: letters that Windows refuses become the wide ones like them."""
    text = f"{name}_{suffix}" if suffix else name
    return "".join("·" if ord(letter) < 32 else letter for letter in text.translate(_FILE_LETTERS)).strip(" .")


def author(template: Template, contract: Contract) -> str:
    """Return whose document it is: the client's own plan is the client's, everything else the contractor's."""
    return contract.client.name if template.package is Package.PROJECT else contract.contractor.name


_SAMPLE = "예시 자료가 들어 있음"


def notice(contract: Contract) -> str:
    """Return what the foot of every page says of a contract whose data hold samples or assumptions."""
    parts = [_SAMPLE] if contract.sample else []
    parts += [f"가정한 값: {', '.join(contract.assumed)}"] if contract.assumed else []
    return f"※ {', '.join(parts)}" if parts else ""


def sample_notice(contract: Contract) -> str:
    """Return what the foot of every page of a proposal says: an evaluator reads nothing of what the bidder assumes."""
    return f"※ {_SAMPLE}" if contract.sample else ""
