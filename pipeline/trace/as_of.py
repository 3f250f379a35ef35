"""Turns a dossier into what was known of it on one day: later records are gone, and what was closed later is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pipeline.model.dossier import Dossier
from pipeline.model.log import RequestStatus, ServiceRequest

# Dossier field → the day on which a record came to be, and the facts that were added to it later.
_LATER: dict[str, tuple[str, tuple[str, ...]]] = {
    "incidents": ("reported", ("temporary", "recovered", "permanent_plan")),
    "inspections": ("day", ("confirmed",)),
    "backups": ("started", ("ended",)),
    "changes": ("applied", ("tested", "source_submitted", "manual_updated")),
    "works": ("day", ()),
    "issues": ("day", ("closed",)),
    "people": ("joined", ("left", "pledged", "trained")),
}


def as_of(dossier: Dossier, until: date) -> Dossier:
    """Return the dossier as it stood at the end of `until`."""
    known: dict[str, Any] = {
        name: tuple(
            _cut(record, until, facts) for record in getattr(dossier, name) if _day(getattr(record, came)) <= until
        )
        for name, (came, facts) in _LATER.items()
    }
    known["requests"] = tuple(_request(each, until) for each in dossier.requests if each.requested.date() <= until)
    known["plans"] = tuple(_cut(each, until, ("done",)) for each in dossier.plans if each.month.first <= until)
    known["waivers"] = tuple(each for each in dossier.waivers if each.approved <= until)
    return replace(dossier, **known)


def _cut(record: Any, until: date, facts: tuple[str, ...]) -> Any:
    """Take the facts off a record that came after the day; most records have none and stay as they are."""
    later = {name: None for name in facts if (value := getattr(record, name)) is not None and _day(value) > until}
    return replace(record, **later) if later else record


def _request(request: ServiceRequest, until: date) -> ServiceRequest:
    if request.completed is None or request.completed.date() <= until:
        return request
    return replace(request, completed=None, status=RequestStatus.ONGOING)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
