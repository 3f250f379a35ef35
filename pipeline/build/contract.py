"""Turns a contract's folder into its dossier with every problem of its data, and into the packages that are made for it."""

from __future__ import annotations

from pipeline.compose.deliverable import Package
from pipeline.model.dossier import Dossier
from pipeline.problems import Problem
from pipeline.read.dossier import read_dossier
from pipeline.read.reviews import read_reviews
from pipeline.rules.registry import check as check_rules
from pipeline.trace.check import check as check_duties
from pipeline.workspace import Workspace


def read_contract(workspace: Workspace, name: str) -> tuple[Dossier | None, list[Problem]]:
    """Return the dossier of contract `name` and every problem of its data, its rules, its duties and its reviews."""
    dossier, problems = read_dossier(workspace.data / name, workspace.law, workspace.root)
    if dossier is None:
        return None, problems
    _, reviewed = read_reviews(workspace.data / name, f"data/{name}")
    return dossier, [*problems, *check_rules(dossier), *check_duties(dossier), *reviewed]


def wanted(dossier: Dossier) -> list[Package]:
    """Return the packages that are made for this contract: those that it names (작성묶음), all when it names none."""
    named = dossier.contract.packages
    return [package for package in Package if not named or package.value in named]
