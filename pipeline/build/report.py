"""Turns what a run did for one contract into what commands tell: its folder and files, what is missing, every problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model.period import Month
from pipeline.problems import Problem, stopping

if TYPE_CHECKING:  # few runs take reviews over: their module is loaded by those that do
    from pipeline.build.reviewing import Taken


@dataclass(slots=True)
class Report:
    """What a run did for one contract: where the files are, or why none was written."""

    contract: str
    month: Month | None = None
    folder: Path | None = None
    files: list[str] = field(default_factory=list)
    missing: int = 0
    problems: list[Problem] = field(default_factory=list)
    taken: Taken | None = None  # what people had written into traceability workbooks, now stored

    @property
    def stopped(self) -> bool:
        """True when nothing may be written."""
        return bool(stopping(self.problems))
