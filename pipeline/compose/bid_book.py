"""Turns the sections of a proposal, each already prose, into the Document of one book: cover, contents, chapters, and its own tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from pipeline.compose.bid_comparison import Comparison, comparison, places
from pipeline.compose.bid_names import END, folder_of, name_of
from pipeline.compose.body import DRAFT
from pipeline.compose.diagrams import Diagrams
from pipeline.compose.markup import blocks
from pipeline.compose.prose import Prose, title_anchor
from pipeline.compose.subject import notice
from pipeline.document.blocks import (
    Anchor,
    Block,
    Document,
    Figure,
    Heading,
    ItemList,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Table,
    missing_facts,
)
from pipeline.language.environment import Environment
from pipeline.language.faults import fault
from pipeline.model.proposal import Answer, Proposal, Section, Volume
from pipeline.problems import Problem
from pipeline.rules.compliance import Compliance

MOST_ROMAN = 10  # chapters; more are numbered 1. 가. 1) 가) instead of Ⅰ. 1. 가. 1)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One section as prose."""

    section: Section
    prose: Prose = field(repr=False)

    @property
    def anchor(self) -> str:
        """The place of its heading, under which other sections speak of it."""
        return title_anchor(self.section.title)

    @property
    def title(self) -> str:
        """The section's title."""
        return self.section.title

    @property
    def html(self) -> Markup:
        """The section's text as our templates include it."""
        return Markup(self.prose.html)


def answers_of(chapters: Iterable[Chapter]) -> tuple[Answer, ...]:
    """Return the marks of all chapters, in their order."""
    return tuple(answer for each in chapters for answer in each.prose.answers)


def book(
    volume: Volume, chapters: tuple[Chapter, ...], found: Compliance, names: Mapping[str, Any], environment: Environment, day: date | None,
    root: Path | None,
) -> tuple[Document | None, list[Problem]]:
    """Return the Document of one book made of those `chapters` that belong to it, and what is wrong with its template.

    `names` is what templates see, with `proposal`. The technical book ends with the tables that say where each requirement
    and each item of the evaluation is answered.
    """
    proposal: Proposal = names["proposal"]
    own = tuple(each for each in chapters if each.section.volume is volume)
    scheme = "계획서" if len(own) < MOST_ROMAN else "보고서"
    charts = Diagrams()
    pictures = {key: picture for each in own for key, picture in each.prose.pictures.items()}
    seen = {**names, "title": name_of(volume), "date": day, "chapters": own, "charts": charts}

    def composed(part: str, more: Mapping[str, Any]) -> tuple[tuple[Block, ...], list[Problem]]:
        name = f"{folder_of(volume)}/{part}.html.j2"
        try:
            html = environment.get_template(name).render({**seen, **more})
        except Exception as error:  # a template is a person's input: whatever it raises is its author's to put right
            return (), [fault(error, name, root)]
        drawings = {**charts.drawings, **{key: figure for each in own for key, figure in each.prose.drawings.items()}}
        return blocks(html, scheme, drawings, name, pictures)

    made, problems = composed("body", {})
    if volume is Volume.TECHNICAL:
        tables, faults = composed("comparison", {"comparison": _comparison(found, own, chapters, made)})
        made, problems = (*made, PageBreak(), *tables), problems + faults
    if not made:
        return None, problems
    made = (*made[:-1], _ended(made[-1]))
    contract = names["contract"]
    page = Page(header=proposal.title, footer=" · ".join(filter(None, (proposal.bidder, notice(contract)))))
    document = Document(f"{proposal.title} {name_of(volume)}", made, page, proposal.bidder, contract.title, day)
    if missing_facts(document):
        document = replace(document, page=replace(page, marking=DRAFT))
    return document, problems


def _ended(block: Block) -> Block:
    """Return the last block of a book with END as its last place, so that the book's pages can be counted."""
    match block:
        case Paragraph() | Heading():
            return replace(block, content=(*block.content, Anchor(END)))
        case ItemList(items=(*before, last)):
            return replace(block, items=(*before, replace(last, content=(*last.content, Anchor(END)))))
        case Table(rows=(*before, Row(cells=(*cells, cell)) as row)) if cell.content:
            ended = replace(cell, content=(*cell.content[:-1], _ended(cell.content[-1])))
            return replace(block, rows=(*before, replace(row, cells=(*cells, ended))))
        case Figure(anchor="") | Picture(anchor=""):
            return replace(block, anchor=END)
    return block


def _comparison(found: Compliance, own: tuple[Chapter, ...], chapters: tuple[Chapter, ...], made: tuple[Block, ...]) -> Comparison:
    anchors = {each.section.file: each.anchor for each in own}
    elsewhere = {each.section.file: name_of(each.section.volume) for each in chapters if each.section.file not in anchors}
    return comparison(found, anchors, elsewhere, places(made))
