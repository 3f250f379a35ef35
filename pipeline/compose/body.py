"""Turns one task and its body template into a Document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.compose.diagrams import Diagrams
from pipeline.compose.markup import blocks
from pipeline.compose.subject import Task, author, notice
from pipeline.document.blocks import Document, Page
from pipeline.document.missing import missing_facts
from pipeline.language.environment import Environment
from pipeline.language.faults import fault
from pipeline.problems import Problem

DRAFT = "초안"
NO_HEADER = "없음"


def compose(task: Task, environment: Environment, root: Path | None = None) -> tuple[Document | None, list[Problem]]:
    """Return the Document of `task`; one that still prints 〔입력 필요〕 is marked 초안."""
    template = task.template
    charts = Diagrams()
    name = f"{template.id}/body.html.j2"
    try:
        html = environment.get_template(name).render({**task.names, "charts": charts, "title": task.title, "date": task.date})
    except Exception as error:  # a template is a person's input: whatever it raises is its author's to put right
        return None, [fault(error, name, root)]
    made, problems = blocks(html, template.numbering, charts.drawings, name)
    contract = task.names["contract"]
    page = Page(
        header="" if template.header == NO_HEADER else template.header or contract.title,
        footer=notice(contract),
        numbered=template.numbered,
        marking=template.marking,
        **({"width": 297, "height": 210} if template.landscape else {}),
    )
    document = Document(task.title, made, page, author(template, contract), contract.title, task.date)
    if missing_facts(document):
        marking = " · ".join(filter(None, (template.marking, DRAFT)))
        document = replace(document, page=replace(page, marking=marking))
    return document, problems
