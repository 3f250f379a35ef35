"""Turns the times of records into the problems of their order: nothing is reported before it happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.problems import Problem
from pipeline.read.phrase import joined, quoted, shown
from pipeline.read.schema import label_of


@dataclass(frozen=True, slots=True)
class Order:
    """Two fields of one record: `later` may not lie before `earlier`. A field left blank is not compared."""

    code: str
    field: str
    earlier: str
    later: str


ORDERS: tuple[Order, ...] = (
    Order("D-TIME-01", "incidents", "occurred", "reported"),
    Order("D-TIME-02", "incidents", "reported", "received"),
    Order("D-TIME-03", "incidents", "received", "arrived"),
    Order("D-TIME-04", "incidents", "reported", "temporary"),
    Order("D-TIME-04", "incidents", "reported", "recovered"),
    Order("D-TIME-05", "incidents", "temporary", "recovered"),
    Order("D-TIME-06", "exclusions", "start", "end"),
    Order("D-TIME-08", "contract", "start", "end"),
    Order("D-TIME-08", "people", "joined", "left"),
    Order("D-TIME-08", "backups", "started", "ended"),
    Order("D-TIME-08", "requests", "requested", "completed"),
    Order("D-TIME-08", "issues", "day", "closed"),
)


def check_order(read: Mapping[str, Sequence[Any]]) -> list[Problem]:
    """Return the problems of order in the records of each dossier field."""
    problems = [problem for order in ORDERS for problem in _reversed(order, read[order.field])]
    return problems + list(_outside(read["incidents"], read["exclusions"]))


def _reversed(order: Order, records: Sequence[Any]) -> Iterator[Problem]:
    for record in records:
        earlier, later = getattr(record, order.earlier), getattr(record, order.later)
        if earlier is not None and later is not None and later < earlier:
            first, second = label_of(type(record), order.earlier), label_of(type(record), order.later)
            message = f"{second} {joined(shown(later), '이(가)')} {first} {shown(earlier)}보다 빠릅니다"
            hint = f"{joined(first, '과(와)')} {second}의 날짜와 시각을 확인"
            yield Problem(order.code, message, record.at.at_field(second), hint)


def _outside(incidents: Sequence[Any], exclusions: Sequence[Any]) -> Iterator[Problem]:
    """Yield a problem for each excluded stretch that begins before its incident or ends after its recovery."""
    known = {incident.id: incident for incident in incidents}
    for exclusion in exclusions:
        incident = known.get(exclusion.incident)
        if incident is None:
            continue
        for name, limit, wrong in (
            ("start", "occurred", exclusion.start < incident.occurred),
            ("end", "recovered", incident.recovered is not None and exclusion.end > incident.recovered),
        ):
            if wrong:
                yield _outside_problem(exclusion, name, incident, limit)


def _outside_problem(exclusion: Any, name: str, incident: Any, limit: str) -> Problem:
    label, bound = label_of(type(exclusion), name), label_of(type(incident), limit)
    than = "빠릅니다" if name == "start" else "늦습니다"
    message = (
        f"{label} {joined(shown(getattr(exclusion, name)), '이(가)')} "
        f"장애 {quoted(incident.id)}의 {bound} {shown(getattr(incident, limit))}보다 {than}"
    )
    place, related = exclusion.at.at_field(label), (incident.at.at_field(bound),)
    return Problem("D-TIME-07", message, place, "장애가 이어진 시간 안에서 제외", related)
