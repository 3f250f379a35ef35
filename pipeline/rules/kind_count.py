"""Turns the records of a period into counts by class: incidents and requests by the kinds that the contract names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.model.dossier import Dossier
from pipeline.model.period import Period


@dataclass(frozen=True, slots=True)
class KindCount:
    """One class with how many incidents and how many requests of it were reported in the period."""

    name: str
    incidents: int
    requests: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.incidents + self.requests


def kind_counts(dossier: Dossier, period: Period) -> tuple[KindCount, ...]:
    """Return the contract's classes in its order, then those that only the records name; () where there is no record."""
    incidents = Counter(each.kind for each in dossier.incidents if each.reported in period)
    requests = Counter(each.kind for each in dossier.requests if each.requested in period)
    if not incidents and not requests:
        return ()
    names = dict.fromkeys((*dossier.contract.incident_kinds, *incidents, *requests))
    return tuple(KindCount(name, incidents[name], requests[name]) for name in names)
