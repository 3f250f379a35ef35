"""Turns requirement cards and clauses into the flat list of sentences that the thread follows, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.contract import Clause
from pipeline.model.dossier import Dossier
from pipeline.model.requirement import Item, Requirement
from pipeline.problems import Location
from pipeline.trace.tier import Tier


@dataclass(frozen=True, slots=True)
class Sentence:
    """One row before anything hangs on it."""

    key: str
    tier: Tier
    depth: int
    category: str
    group: str
    group_name: str
    printed: str
    text: str
    source: str
    suggested: str
    parent: str
    at: Location


def sentences(dossier: Dossier) -> tuple[Sentence, ...]:
    """Return every row: each card and its items, then the clauses."""
    cards = (row for card in dossier.requirements for row in _card(card))
    return (*cards, *_clauses(dossier.clauses))


def _card(card: Requirement) -> Iterator[Sentence]:
    category = card.id.partition("-")[0]
    source = f"{card.source.document} {card.source.line}".strip()
    yield Sentence(
        key=card.id,
        tier=Tier.CARD,
        depth=0,
        category=category,
        group=card.id,
        group_name=card.name,
        printed=card.printed_id,
        text=card.definition or card.name,
        source=source,
        suggested="",
        parent="",
        at=card.at,
    )
    above = {0: card.id}
    for depth, item in card.walk():
        yield Sentence(
            key=item.key,
            tier=_tier(depth, item),
            depth=depth + 1,
            category=category,
            group=card.id,
            group_name=card.name,
            printed=item.printed,
            text=item.text,
            source=f"{card.source.document} {item.line}".strip(),
            suggested=item.evidence,
            parent=above[depth],
            at=item.at,
        )
        above[depth + 1] = item.key


def _tier(depth: int, item: Item) -> Tier:
    if depth == 0:
        return Tier.ITEM
    if depth > 1:
        return Tier.DEEPER
    return Tier.TABLE if item.printed.isdecimal() else Tier.BULLET


def _clauses(clauses: tuple[Clause, ...]) -> Iterator[Sentence]:
    depths: dict[str, int] = {}
    for clause in clauses:
        depths[clause.key] = depth = depths.get(clause.parent, 0) + 1 if clause.parent else 1
        section = clause.key.partition("#")[0]
        yield Sentence(
            key=clause.key,
            tier=Tier.SUBCLAUSE if clause.parent else Tier.CLAUSE,
            depth=depth,
            category=section.partition("-")[0],
            group=section,
            group_name=clause.heading,
            printed=clause.printed,
            text=clause.text,
            source=f"{clause.source.document} {clause.source.line}".strip(),
            suggested="",
            parent=clause.parent,
            at=clause.at,
        )
