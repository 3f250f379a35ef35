"""Turns a bid as read into its draft: its prose, its compliance, its books, and all that is wrong in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.build.bid_answers import answered
from pipeline.build.bid_layout import keys_of
from pipeline.build.bid_leak import leaks_of
from pipeline.build.bid_passages import passages
from pipeline.build.bid_prose import ProseDesk
from pipeline.build.bid_reading import Bid, read_library
from pipeline.build.names import names
from pipeline.build.templates import folders
from pipeline.compose.bid_book import answers_of, book
from pipeline.compose.bid_chapters import Part
from pipeline.compose.bid_texts import texts
from pipeline.compose.prose import unresolved
from pipeline.document.blocks import Document
from pipeline.language.environment import Environment, environment
from pipeline.model.proposal import Answer, Volume
from pipeline.problems import Problem, stopping
from pipeline.read.proposal_paper import font_bytes
from pipeline.rules.bid_wording import assumed_values, example_paragraphs, vague_words
from pipeline.rules.compliance import Compliance
from pipeline.rules.price_leak import Price, above_budget
from pipeline.trace.promise_faults import number_faults
from pipeline.trace.promises import promises_of
from pipeline.workspace import Workspace


@dataclass(slots=True)
class Draft:
    """A bid as composed: what stands in it now, and its books (none while something is wrong that stops)."""

    bid: Bid
    parts: tuple[Part, ...]
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
        return answers_of(self.parts)


def compose_bid(
    workspace: Workspace, name: str, bid: Bid, day: date | None = None, tables: bool = True, around: str = ""
) -> tuple[Draft, Environment]:
    """Return the draft of a bid and the environment of its templates; nothing is laid out or written yet.

    Without `tables` the books have no 대비표: the pages of the sections are the same. `around` is the key of that name (keys_of),
    where the caller has it.
    """
    made_environment = environment(*folders(workspace, name), cache=workspace.cache)
    seen = {**names(bid.dossier, bid.dossier.contract.months[0]), "proposal": bid.proposal, "plan": []}
    library, problems = read_library(workspace)
    texts_of = {name: text for name, (_, text) in library.items()}
    who = (bid.proposal.bidder, bid.dossier.contract.contractor)  # a copy for evaluators says something else of the same files
    desk = ProseDesk(bid, seen, made_environment, texts_of, workspace.sections, f"{around or keys_of(workspace, name).around} {who!r}")
    parts, faults = _parts(bid, desk)
    found = answered(bid, answers_of(parts))
    draft = Draft(bid, parts, found, seen, written=[*problems, *faults, *wording_problems(bid, texts_of)])
    if not stopping(faults):
        _compose_books(draft, made_environment, day, workspace.root, library, tables)
    return draft, made_environment


def wording_problems(bid: Bid, library: Mapping[str, str]) -> list[Problem]:
    """Return what in the words of a bid, as they stand in its files, must not be handed in."""
    sections = bid.proposal.sections
    return [*example_paragraphs(sections, library), *vague_words(sections), *assumed_values(bid.dossier.contract)]


def _parts(bid: Bid, desk: ProseDesk) -> tuple[tuple[Part, ...], list[Problem]]:
    parts, problems = [], []
    for section in bid.proposal.sections:
        part, faults = desk.part(section)
        problems += faults
        if part is not None:
            parts.append(part)
    for volume in Volume:
        problems += unresolved((each.section, each.prose) for each in parts if each.section.volume is volume)
    return tuple(parts), problems


def _compose_books(
    draft: Draft, made_environment: Environment, day: date | None, root: Path, library: Mapping[str, tuple[str, str]], tables: bool,
) -> None:
    """Compose the book of every volume that has a section (of the price also when there is a cost sheet), and look for the price
    in those that may not tell it, and for promised numbers that are weaker than those asked for or differ."""
    bid, written = draft.bid, {each.section.volume for each in draft.parts}
    wanted = [volume for volume in Volume if volume in written or (volume is Volume.PRICE and bid.dossier.cost is not None)]
    files = font_bytes(bid.proposal, bid.folder)
    for volume in wanted:
        document, faults = book(volume, draft.parts, draft.found, draft.seen, made_environment, day, root, files, tables)
        draft.written += faults
        if document is not None:
            draft.books[volume] = document
    priced = draft.books.get(Volume.PRICE)
    draft.price = Price(bid.dossier, (told.text for told in texts(priced)) if priced else ())
    for volume, document in draft.books.items():
        if volume is not Volume.PRICE:
            own = [each for each in draft.parts if each.section.volume is volume]
            draft.written += leaks_of(document, volume, own, draft.price, bid.proposal, library)
    promises = [each for document in draft.books.values() for each in promises_of(passages(document, draft.answers, {}))]
    draft.written += number_faults(bid.dossier, promises)
