"""The shape of every rule: one clause or one law, its code, the figure that it gives and the check that it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.model.dossier import Dossier
from pipeline.problems import Problem


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `pipeline explain CODE` prints the docstring of `figure`: clause, formula, example (in Korean)."""

    code: str  # R-SLA-01
    title: str  # Korean
    clauses: tuple[str, ...]  # clauses or laws, Korean
    figure: Callable
    check: Callable[[Dossier], list[Problem]]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How a figure came about: lines that a reader can redo by hand, and the clause or law that they follow."""

    steps: tuple[str, ...]
    clause: str = ""
    note: str = ""
