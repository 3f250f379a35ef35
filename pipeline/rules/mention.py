"""Turns words into the contract's own sentences that hold them, so that a document quotes a clause instead of retelling it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.contract import Clause
from pipeline.model.dossier import Dossier
from pipeline.model.requirement import Requirement
from pipeline.rules.occurrence.citation import Citations

SANCTION = ("부정당업자", "부정당 업자", "입찰참가자격", "입찰 참가자격", "입찰자격")
INSPECTING = ("방문하여 점검", "원격점검", "원격 점검")
VETTING = ("신원조회", "신원확인", "신원보증", "신원상")
_MARKS = re.compile(r"[.)]")  # what the printed numbers of clauses end in


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence with the clause in which it stands; `parent` is the key of the sentence above it."""

    key: str
    parent: str
    clause: str
    text: str


def mentions(dossier: Dossier, *wanted: str) -> tuple[Mention, ...]:
    """Return the sentences that hold any of the words, in reading order; below each, what is listed under it."""
    found: dict[str, Mention] = {}
    for each in _sentences(dossier):
        if each.parent in found or any(word in each.text for word in wanted):
            found[each.key] = each
    return tuple(found.values())


def _sentences(dossier: Dossier) -> Iterator[Mention]:
    """Yield every row of the cards, then every clause."""
    citations = Citations(dossier)
    for card in dossier.requirements:
        yield from _of_card(card, citations)
    yield from _of_clauses(dossier, citations)


def _of_card(card: Requirement, citations: Citations) -> Iterator[Mention]:
    """A card whose id was given by us is cited by what is printed in its place."""
    above: dict[int, tuple[str, tuple[str, ...]]] = {-1: ("", ())}
    for depth, item in card.walk():
        parent, marks = above[depth - 1]
        above[depth] = (item.key, (*marks, item.printed))
        cited = _printed(card.printed_id, above[depth][1]) if card.derived and card.printed_id else citations.clause((item.key,))
        yield Mention(item.key, parent, cited or item.key, item.text)


def _of_clauses(dossier: Dossier, citations: Citations) -> Iterator[Mention]:
    """A clause is cited as the contract's data cite others under the same heading, else by its chapter."""
    known = [term.clause for term in dossier.contract.terms] + [item.clause for item in dossier.deliverables]
    clauses = {clause.key: clause for clause in dossier.clauses}
    for clause in dossier.clauses:
        style = _style(clause.heading, known)
        cited = _printed(style, [each.printed for each in _line(clause, clauses)]) if style else citations.clause((clause.key,))
        yield Mention(clause.key, clause.parent, cited or clause.key, clause.text)


def _line(clause: Clause, clauses: dict[str, Clause]) -> list[Clause]:
    above = clauses.get(clause.parent)
    return [*(_line(above, clauses) if above else ()), clause]


def _style(heading: str, known: Iterable[str]) -> str:
    """III 보안 대책 라 → III 보안 대책, for the heading 보안 대책; "" where nobody cites it so."""
    found = (each for each in known if heading and f" {heading} " in f"{each} ")
    cited = next(found, "")
    return cited[: cited.index(heading) + len(heading)].split(", ")[-1] if cited else ""


def _printed(place: str, marks: Iterable[str]) -> str:
    """II 수행 조건 가·나 and 나. 3) → II 수행 조건 나 3; bullets are no numbers to cite."""
    parts = [_MARKS.sub("", part) for part in place.split()]
    bare = (_MARKS.sub("", word) for mark in marks for word in mark.split())
    numbers = [word for word in bare if word.isalnum() and word != "표"]
    if numbers and "·" in parts[-1] and numbers[0] in parts[-1].split("·"):
        parts.pop()
    return " ".join([*parts, *numbers])
