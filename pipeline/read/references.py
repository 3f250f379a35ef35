"""Turns the records of a data folder into the problems of their numbers: used twice, or borne by nobody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.problems import Problem
from pipeline.read.phrase import joined, quoted, suggestion
from pipeline.read.schema import label_of

Records = Mapping[str, Sequence[Any]]

# Dossier field → the record fields that together are used once in its file.
UNIQUE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("requirements", ("id",)),
    ("clauses", ("key",)),
    ("deliverables", ("number",)),
    ("wordings", ("id",)),
    ("assets", ("id",)),
    ("people", ("id",)),
    ("materials", ("id",)),
    ("table_columns", ("table", "name")),
    ("incidents", ("id",)),
    ("inspections", ("id", "asset", "item")),  # one visit checks many things of many assets
    ("backups", ("id",)),
    ("requests", ("id",)),
    ("changes", ("id",)),
    ("works", ("id",)),
    ("issues", ("id",)),
    ("notices", ("id",)),
    ("replacements", ("id",)),
    ("amendments", ("id",)),
    ("trainings", ("id",)),
    ("scopes", ("system", "task")),
    ("contents", ("agency", "group", "name")),
    ("procurement_steps", ("id",)),
    ("evaluation_items", ("part", "section", "name")),
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A record field that names records of other sources, and in which fields of theirs the name may stand."""

    field: str
    name: str
    targets: tuple[tuple[str, str], ...]


REFERENCES: tuple[Reference, ...] = (
    Reference("incidents", "assets", (("assets", "id"),)),
    Reference("exclusions", "incident", (("incidents", "id"),)),
    Reference("inspections", "asset", (("assets", "id"),)),
    Reference("backups", "rerun_of", (("backups", "id"),)),
    Reference("requests", "requirement", (("requirements", "id"), ("items", "key"), ("clauses", "key"))),
    Reference("promises", "key", (("requirements", "id"), ("items", "key"), ("clauses", "key"))),
    Reference("changes", "assets", (("assets", "id"),)),
    Reference("changes", "request", (("requests", "id"),)),
    Reference("changes", "incident", (("incidents", "id"),)),
    Reference("works", "person", (("people", "id"),)),
    Reference("replacements", "leaving", (("people", "id"),)),
    Reference("replacements", "successor", (("people", "id"),)),
    Reference("trainings", "request", (("requests", "id"),)),
    Reference("trainings", "requirement", (("requirements", "id"), ("items", "key"), ("clauses", "key"))),
    Reference("visits", "person", (("people", "id"),)),
    Reference("careers", "person", (("people", "id"),)),
    Reference("notices", "deliverable", (("deliverables", "number"),)),
    Reference("shifts", "person", (("people", "id"),)),
    Reference("unit_prices", "service", (("assets", "id"),)),
    Reference("usages", "service", (("assets", "id"),)),
    Reference("procurement_steps", "after", (("procurement_steps", "id"),)),
)


def check_references(read: Records, broken: Collection[str], kinds: tuple[str, ...] = ()) -> list[Problem]:
    """Return the problems of identity. `read` holds the records of each dossier field (contract: none or one).

    Nothing is held against a source in `broken`: a record that could not be read may be the one that is named.
    `kinds` are the kinds of incidents that the contract lists; a contract without a list takes any.
    """
    items = [item for requirement in read["requirements"] for _, item in requirement.walk()]
    known = {**read, "items": items}
    broken = {*broken, "items"} if "requirements" in broken else set(broken)
    problems = [problem for field, names in UNIQUE for problem in _repeated(read[field], names)]
    problems += _repeated(items, ("key",))
    for contract in read["contract"]:
        problems += [*_repeated(contract.recovery, ("id",)), *_repeated(contract.terms, ("id",))]
    problems += _unknown_kinds(read["incidents"], kinds)
    for reference in REFERENCES:
        if broken.isdisjoint(field for field, _ in reference.targets):
            problems += _unknown(reference, known)
    return problems


def _repeated(records: Iterable[Any], names: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a problem for each record that bears the number of an earlier one of the same file."""
    first: dict[tuple, Any] = {}
    for record in records:
        key = tuple(getattr(record, name) for name in names)
        if key in first:
            label = label_of(type(record), names[0])
            message = f"{label} {joined(quoted(' / '.join(key)), '이(가)')} 두 번 쓰였습니다"
            related = (first[key].at.at_field(label),)
            yield Problem("D-REF-01", message, record.at.at_field(label), "줄마다 다른 번호", related)
        first.setdefault(key, record)


def _unknown(reference: Reference, read: Records) -> Iterator[Problem]:
    """Yield a problem for each number that no record of the target sources bears."""
    known = {getattr(record, name): None for field, name in reference.targets for record in read[field]}
    hint = _remembered(lambda number: suggestion(number, known))
    for record in read[reference.field]:
        label = label_of(type(record), reference.name)
        for number in _numbers(getattr(record, reference.name)):
            if number not in known:
                message = f"{joined(quoted(number), '은(는)')} 어디에도 없는 번호입니다"
                yield Problem("D-REF-02", message, record.at.at_field(label), hint(number))


def _unknown_kinds(incidents: Iterable[Any], kinds: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a problem for each incident whose kind the contract does not list."""
    for incident in incidents:
        if kinds and incident.kind not in kinds:
            message = f"{joined(quoted(incident.kind), '은(는)')} 계약의 장애종류가 아닙니다"
            place = incident.at.at_field(label_of(type(incident), "kind"))
            yield Problem("D-REF-03", message, place, "장애종류: " + ", ".join(kinds))


def _numbers(value: str | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def _remembered(hint: Callable[[str], str]) -> Callable[[str], str]:
    """A wrong number tends to stand in many rows; comparing it with every right one is done once."""
    found: dict[str, str] = {}

    def remembered(number: str) -> str:
        if number not in found:
            found[number] = hint(number)
        return found[number]

    return remembered
