"""Turns a bid as read into its draft: its prose, its compliance, its books, and all that is wrong in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.build.bid_leak import leaks_of
from pipeline.build.bid_reading import Bid, read_library
from pipeline.build.names import names
from pipeline.build.templates import folders
from pipeline.compose.bid_book import Chapter, answers_of, book
from pipeline.compose.bid_texts import texts
from pipeline.compose.prose import prose, unresolved
from pipeline.document.blocks import Document
from pipeline.language.environment import Environment, environment
from pipeline.model.proposal import Answer, Volume
from pipeline.problems import Problem, stopping
from pipeline.rules.compliance import Compliance, compliance
from pipeline.rules.price_leak import Price, above_budget
from pipeline.workspace import Workspace

@dataclass(slots=True)
class Draft:
    """A bid as composed: what stands in it now, and its books (none while something is wrong that stops)."""

    bid: Bid
    chapters: tuple[Chapter, ...]
    found: Compliance
    seen: Mapping[str, Any] = field(repr=False)
    books: dict[Volume, Document] = field(default_factory=dict, repr=False)
    price: Price | None = None
    written: list[Problem] = field(default_factory=list)  # what is wrong in the text, the templates and with what the books tell

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong."""
        return [*self.written, *self.found.problems, *above_budget(self.bid.dossier)]

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every mark in the proposal."""
        return answers_of(self.chapters)


def compose_bid(workspace: Workspace, name: str, bid: Bid, day: date | None = None) -> tuple[Draft, Environment]:
    """Return the draft of a bid and the environment of its templates; nothing is laid out or written yet."""
    made_environment = environment(*folders(workspace, name), cache=workspace.cache)
    seen = {**names(bid.dossier, bid.dossier.contract.months[0]), "proposal": bid.proposal, "plan": []}
    library, problems = read_library(workspace)
    chapters, faults = _chapters(bid, seen, made_environment, {name: text for name, (_, text) in library.items()})
    found = compliance(bid.dossier, bid.proposal, answers_of(chapters))
    draft = Draft(bid, chapters, found, seen, written=[*problems, *faults])
    if not stopping(faults):
        _compose_books(draft, made_environment, day, workspace.root, library)
    return draft, made_environment


def _chapters(
    bid: Bid, seen: Mapping[str, Any], made_environment: Environment, library: Mapping[str, str]
) -> tuple[tuple[Chapter, ...], list[Problem]]:
    chapters, problems = [], []
    for section in bid.proposal.sections:
        made, faults = prose(section, seen, made_environment, bid.folder, library)
        problems += faults
        if made is not None:
            chapters.append(Chapter(section, made))
    for volume in Volume:
        problems += unresolved((each.section, each.prose) for each in chapters if each.section.volume is volume)
    return tuple(chapters), problems


def _compose_books(
    draft: Draft, made_environment: Environment, day: date | None, root: Path, library: Mapping[str, tuple[str, str]]
) -> None:
    """Compose the book of every volume that has a section (of the price also when there is a cost sheet), and look for the price
    in those that may not tell it."""
    bid, written = draft.bid, {each.section.volume for each in draft.chapters}
    wanted = [volume for volume in Volume if volume in written or (volume is Volume.PRICE and bid.dossier.cost is not None)]
    for volume in wanted:
        document, faults = book(volume, draft.chapters, draft.found, draft.seen, made_environment, day, root)
        draft.written += faults
        if document is not None:
            draft.books[volume] = document
    priced = draft.books.get(Volume.PRICE)
    draft.price = Price(bid.dossier, (told.text for told in texts(priced)) if priced else ())
    for volume, document in draft.books.items():
        if volume is not Volume.PRICE:
            own = [each for each in draft.chapters if each.section.volume is volume]
            draft.written += leaks_of(document, volume, own, draft.price, bid.proposal, library)
