"""Turns the template folders into checked Templates, a contract's own folders taking the place of ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.compose.deliverable import Template
from pipeline.problems import Location, Problem
from pipeline.read.from_yaml import read_yaml
from pipeline.read.structure import from_record
from pipeline.workspace import Workspace


def load_templates(workspace: Workspace, contract: str) -> tuple[list[Template], list[Problem]]:
    """Return all Templates that `contract` uses, in their order, and every problem in their deliverable.yaml."""
    found: dict[str, Path] = {}
    for folder in folders(workspace, contract)[::-1]:
        found |= {path.parent.name: path for path in sorted(folder.glob("*/deliverable.yaml"))}
    templates, problems = [], []
    for name, path in found.items():
        template, faults = _load(path, name, workspace.root)
        problems += faults
        if template:
            templates.append(template)
    return sorted(templates, key=lambda template: (template.order, template.id)), problems


def folders(workspace: Workspace, contract: str) -> list[Path]:
    """Return the template folders that `contract` uses, the one that wins first."""
    own = workspace.data / contract / "templates"
    return [own, workspace.templates] if own.is_dir() else [workspace.templates]


def _load(path: Path, name: str, root: Path) -> tuple[Template | None, list[Problem]]:
    place = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    located, problems = read_yaml(path, place)
    if located is None:
        return None, problems
    template, faults = from_record(located, Template, Location(place))
    if template is not None:
        template = replace(template, id=name, at=Location(place))
    return template, problems + faults
