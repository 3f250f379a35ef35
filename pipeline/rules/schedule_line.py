"""Turns stretches of work and days on which something is due into one bar of a schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.model.period import Period


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One bar of the schedule: stretches of work, and days on which something is due."""

    label: str
    spans: tuple[Period, ...] = ()
    marks: tuple[date, ...] = ()
