"""Turns the key of a sentence or a deadline rule into the clause as people cite it and the place of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from pipeline.model.contract import Source
from pipeline.model.deliverable import Deliverable, DueRule
from pipeline.model.dossier import Dossier
from pipeline.model.duty import Duty
from pipeline.model.requirement import Item, Requirement

_NUMBERED = re.compile(r"\w")  # a mark such as ○ or - is no number to cite
_TELLING = 4  # letters that words need to be looked for


class Citations:
    """Where the sentences of one contract stand."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    @cached_property
    def _sentences(self) -> dict[str, tuple[str, Source]]:
        """Sentence key → (clause as cited, place and words)."""
        found = {key: pair for card in self._dossier.requirements for key, pair in _of_card(card)}
        return found | {clause.key: (_of_chapter(clause.key), clause.source) for clause in self._dossier.clauses}

    def clause(self, keys: Iterable[str]) -> str:
        """Return the clauses of the sentences `keys`, each once: "MAR-004 3), V-1"."""
        return ", ".join(dict.fromkeys(self._sentences[key][0] for key in keys if key in self._sentences))

    def source(self, keys: Iterable[str]) -> Source:
        """Return the places of the sentences `keys` as one: their lines and their words, each once."""
        found = [self._sentences[key][1] for key in keys if key in self._sentences]
        lines, quotes = (dict.fromkeys(filter(None, parts)) for parts in ((each.line for each in found), (each.quote for each in found)))
        return Source(document=found[0].document, line=", ".join(lines), quote=" / ".join(quotes)) if found else Source()

    def of_duties(self, duties: tuple[Duty, ...]) -> tuple[str, Source]:
        """Return the clauses and the places of the first duty: it stands for those that ask the same."""
        rows = duties[0].rows if duties else ()
        return self.clause(rows), self.source(rows)

    def of_rule(self, item: Deliverable, rule: DueRule) -> Source:
        """Return where the words of a deadline stand: in the deliverable's quote, a numeric rule's, or a sentence."""
        words = _folded(rule.words)
        if len(words) < _TELLING or words in _folded(item.source.quote):
            return item.source
        terms = [term.source for term in self._dossier.contract.terms if not rule.clause or term.clause in rule.clause]
        sentences = [source for clause, source in self._sentences.values() if not rule.clause or clause in rule.clause]
        places = (place for place in (*terms, *sentences) if words in _folded(place.quote))
        return next(places, item.source)


def _of_card(card: Requirement) -> Iterator[tuple[str, tuple[str, Source]]]:
    def walk(item: Item, above: str) -> Iterator[tuple[str, tuple[str, Source]]]:
        cited = f"{above} {item.printed}" if _NUMBERED.search(item.printed) else above
        yield item.key, (cited, Source(document=card.source.document, line=item.line or card.source.line, quote=item.text))
        for lower in item.items:
            yield from walk(lower, cited)

    name = card.printed_id if card.derived and card.printed_id else card.id  # nobody but us knows a derived id
    for item in card.items:
        yield from walk(item, name)


def _of_chapter(key: str) -> str:
    """SC-V1#6 → V-1, SC-V5b#1 → V-5b."""
    chapter = key.partition("#")[0].removeprefix("SC-")
    return re.sub(r"^([IVX]+)(\d)", r"\1-\2", chapter)


def _folded(text: str) -> str:
    return "".join(text.split())
