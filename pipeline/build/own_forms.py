"""Turns a task and the agency's own form for it into a finished file, in the place of the body template for that format."""

from __future__ import annotations

from pathlib import Path

from pipeline.compose.subject import Task
from pipeline.problems import Problem, stopping
from pipeline.workspace import Workspace

FORMATS = ("hwpx", "docx", "xlsx")


def forms_of(workspace: Workspace, contract: str, template: str) -> dict[str, Path]:
    """Return format → form of the deliverable `template`: the contract's own forms/ first, then form.* in template folders."""
    own = workspace.data / contract
    places = [(own / "forms", template), (own / "templates" / template, "form"), (workspace.templates / template, "form")]
    found: dict[str, Path] = {}
    for folder, stem in places:
        for format in FORMATS:
            path = folder / f"{stem}.{format}"
            if format not in found and path.is_file():
                found[format] = path
    return found


def fill_form(path: Path, task: Task) -> tuple[bytes | None, list[Problem]]:
    """Return the form at `path` filled with all that the task's template may name, and what was amiss."""
    from pipeline.build.filling import open_form  # the engine of forms is loaded only where a contract has one

    form, problems = open_form(path)
    if form is None or stopping(problems):
        return None, problems
    data, faults = form.render({**task.names, "title": task.title, "date": task.date}, path.parent)
    return data, problems + faults
