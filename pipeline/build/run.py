"""Turns tasks into finished files in memory: composes each document once and writes it in every format asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pipeline.compose import body, sheets
from pipeline.compose.deliverable import Kind
from pipeline.compose.subject import Task
from pipeline.document.blocks import Document, Heading, missing_facts, plain
from pipeline.document.sheet import Workbook
from pipeline.language.environment import Environment
from pipeline.problems import Location, Problem
from pipeline.write.formats import DOCUMENT_FORMATS, WORKBOOK_FORMATS, write


@dataclass(frozen=True, slots=True)
class Made:
    """One document in all its formats, with what the manifest keeps of it."""

    name: str
    deliverable: str
    title: str
    date: date | None
    files: tuple[tuple[str, bytes], ...]  # (file name, bytes)
    sections: tuple[tuple[str, str], ...] = ()  # (anchor, heading) for evidence
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Composed:
    """One task's Document or Workbook, ready to be written; it crosses process borders."""

    name: str
    deliverable: str
    title: str
    date: date | None
    formats: tuple[str, ...]
    content: Document | Workbook = field(repr=False)


def compose(tasks: Iterable[Task], environment: Environment, formats: tuple[str, ...], root: Path) -> tuple[list[Composed], list[Problem]]:
    """Return every task composed, and all problems of all templates."""
    made, problems = [], []
    for task in tasks:
        if task.template.kind is Kind.WORKBOOK:
            content, faults = sheets.compose(task, environment)
            wanted = WORKBOOK_FORMATS
        else:
            content, faults = body.compose(task, environment, root)
            wanted = tuple(format for format in formats if format in DOCUMENT_FORMATS)
        problems += faults
        if content is not None:
            made.append(Composed(task.name, task.template.id, task.title, task.date, wanted, content))
    return made, problems


def write_all(composed: list[Composed], executor: Executor, tick: Callable[[str], None]) -> tuple[list[Made], list[Problem]]:
    """Return every document written, in the order given; `tick` hears each name as it is done."""
    made, problems = [], []
    for result, faults in executor.map(_write, composed):
        made.append(result)
        problems += faults
        tick(result.name)
    return made, problems


def _write(composed: Composed) -> tuple[Made, list[Problem]]:
    files, problems = [], []
    for format in composed.formats:
        data, faults = write(composed.content, format)
        name = f"{composed.name}.{format}"
        files.append((name, data))
        problems += [fault if fault.at else replace(fault, at=Location(name)) for fault in faults]
    made = Made(composed.name, composed.deliverable, composed.title, composed.date, tuple(files))
    if isinstance(composed.content, Document):
        sections = tuple((b.anchor, f"{b.number} {plain(b.content)}".strip()) for b in composed.content.blocks if isinstance(b, Heading))
        made = replace(made, sections=sections, missing=len(missing_facts(composed.content)))
    return made, problems
