"""Turns requirement rows and duties into the appendix of the work plan: which duty answers each row, and what no duty answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty
from pipeline.trace.rows import Sentence, sentences
from pipeline.trace.thread import Basis, Tier


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row with the duties that answer it: its own, else those of the row above; BELOW has only rows below it."""

    sentence: Sentence
    duties: tuple[Duty, ...]
    basis: Basis

    @property
    def free(self) -> bool:
        """True when the row asks for nothing."""
        return bool(self.duties) and all(duty.check is Check.NOTHING for duty in self.duties)


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    """The rows of one requirement card or of one section of clauses."""

    id: str
    name: str
    rows: tuple[PlannedRow, ...]

    @property
    def asking(self) -> int:
        """How many rows ask for something."""
        return sum(not row.free for row in self.rows)

    @property
    def free(self) -> int:
        """How many rows ask for nothing."""
        return sum(row.free for row in self.rows)

    @property
    def answered(self) -> int:
        """How many of the asking rows have a duty."""
        return sum(row.basis is not Basis.NOWHERE and not row.free for row in self.rows)


class Planned:
    """The rows of a contract against its duties, computed when first read; what was done plays no part."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    @cached_property
    def groups(self) -> tuple[PlannedGroup, ...]:
        """Every card and section in reading order; the card's own line is not a row."""
        found: dict[tuple[str, str], list[PlannedRow]] = defaultdict(list)
        for row in self._rows():
            if row.sentence.tier is not Tier.CARD:
                found[row.sentence.group, row.sentence.group_name].append(row)
        return tuple(PlannedGroup(id, name, tuple(rows)) for (id, name), rows in found.items())

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def asking(self) -> int:
        """How many of them ask for something."""
        return sum(group.asking for group in self.groups)

    @property
    def answered(self) -> int:
        """How many of the asking rows have a duty."""
        return sum(group.answered for group in self.groups)

    @property
    def unanswered(self) -> tuple[PlannedRow, ...]:
        """The rows that no duty answers."""
        return tuple(row for group in self.groups for row in group.rows if row.basis is Basis.NOWHERE)

    @cached_property
    def sections(self) -> dict[str, tuple[Duty, ...]]:
        """Section of the work plan → the duties that stand in it; duties that ask for nothing are left out."""
        found: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.dossier.duties:
            if duty.check is not Check.NOTHING:
                found[duty.plan].append(duty)
        return {section: tuple(duties) for section, duties in found.items()}

    def elsewhere(self, sections: tuple[str, ...]) -> tuple[Duty, ...]:
        """Return the duties that stand in none of `sections`."""
        return tuple(duty for section, duties in self.sections.items() if section not in sections for duty in duties)

    def _rows(self) -> list[PlannedRow]:
        own: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.dossier.duties:
            for key in duty.rows:
                own[key].append(duty)
        rows = sentences(self.dossier)
        parents = {row.key: row.parent for row in rows}
        above_served = {key for served in own for key in _ancestors(served, parents)}
        answered: dict[str, tuple[Duty, ...]] = {}
        made = []
        for row in rows:
            inherited = answered.get(row.parent, ())
            answered[row.key] = tuple(own.get(row.key, ())) or inherited
            basis = _basis(row.key in own, bool(inherited), row.key in above_served)
            made.append(PlannedRow(row, answered[row.key], basis))
        return made


def _basis(own: bool, above: bool, below: bool) -> Basis:
    if own:
        return Basis.OWN
    if above:
        return Basis.ABOVE
    return Basis.BELOW if below else Basis.NOWHERE


def _ancestors(key: str, parents: dict[str, str]) -> list[str]:
    found = []
    while key := parents.get(key, ""):
        found.append(key)
    return found
