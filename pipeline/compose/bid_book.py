"""Turns the sections of a proposal, each already prose, into the Document of one book: cover, contents, chapters, and its own tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.compose.bid_chapters import Part, chapters_of
from pipeline.compose.bid_comparison import Comparison, comparison, places
from pipeline.compose.bid_names import END, folder_of, name_of
from pipeline.compose.bid_type import page_of, typesetting_of
from pipeline.compose.body import DRAFT
from pipeline.compose.diagrams import Diagrams
from pipeline.compose.markup import blocks
from pipeline.compose.subject import sample_notice
from pipeline.document.blocks import (
    Anchor,
    Block,
    Document,
    Figure,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Table,
    TableOfContents,
)
from pipeline.document.missing import missing_facts
from pipeline.language.environment import Environment
from pipeline.language.faults import fault
from pipeline.model.proposal import Answer, Proposal, Side, Volume
from pipeline.problems import Problem
from pipeline.rules.compliance import Compliance

CONTENTS, CONTENTS_WITH_CHAPTERS = 2, 3  # levels of headings that the contents show
MOST_ROMAN = 10  # chapters; as many and more are numbered 1. 가. 1) 가) instead of Ⅰ. 1. 가. 1)


def answers_of(parts: Iterable[Part]) -> tuple[Answer, ...]:
    """Return the marks of all sections, in their order."""
    return tuple(answer for each in parts for answer in each.prose.answers)


def book(
    volume: Volume, parts: tuple[Part, ...], found: Compliance, names: Mapping[str, Any], environment: Environment, day: date | None,
    root: Path | None, files: Mapping[str, bytes] | None = None, tables: bool = True,
) -> tuple[Document | None, list[Problem]]:
    """Return the Document of one book made of those `parts` that belong to it, and what is wrong with its template.

    `names` is what templates see, with `proposal`. The technical book ends with the tables that say where each requirement
    and each item of the evaluation is answered; the latter may stand before the chapters instead. `files` are the proposal's font
    files by name; without `tables` both are left out.
    """
    proposal: Proposal = names["proposal"]
    own = tuple(each for each in parts if each.section.volume is volume)
    chapters = chapters_of(own)
    scheme = "계획서" if len(chapters) < MOST_ROMAN else "보고서"
    depth = CONTENTS_WITH_CHAPTERS if any(each.title for each in chapters) else CONTENTS
    charts = Diagrams()
    pictures = {key: picture for each in own for key, picture in each.prose.pictures.items()}
    seen = {**names, "title": name_of(volume), "date": day, "chapters": chapters, "depth": depth, "charts": charts}

    def composed(part: str, more: Mapping[str, Any]) -> tuple[tuple[Block, ...], list[Problem]]:
        name = f"{folder_of(volume)}/{part}.html.j2"
        try:
            html = environment.get_template(name).render({**seen, **more})
        except Exception as error:  # a template is a person's input: whatever it raises is its author's to put right
            return (), [fault(error, name, root)]
        drawings = {**charts.drawings, **{key: figure for each in own for key, figure in each.prose.drawings.items()}}
        return blocks(html, scheme, drawings, name, pictures, {each.anchor: each.included for each in own if each.included})

    made, problems = composed("body", {})
    if volume is Volume.TECHNICAL and tables:
        seen["comparison"] = lines = _comparison(found, own, parts, made)
        answers, faults = composed("comparison", {})
        scores, more = composed("evaluation", {"front": proposal.scores_stand is Side.FRONT}) if lines.items else ((), [])
        made, problems = _with_tables(made, answers, scores, proposal.scores_stand), [*problems, *faults, *more]
    if not made:
        return None, problems
    made = (*made[:-1], _ended(made[-1]))
    contract = names["contract"]
    page = replace(page_of(proposal, volume), header=proposal.title, footer=" · ".join(filter(None, (proposal.bidder, sample_notice(contract)))))
    type = typesetting_of(proposal, files)
    document = Document(f"{proposal.title} {name_of(volume)}", made, page, proposal.bidder, contract.title, day, type=type)
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


def _with_tables(made: tuple[Block, ...], tables: tuple[Block, ...], scores: tuple[Block, ...], side: Side) -> tuple[Block, ...]:
    """Return a book with the table of the requirements behind its chapters and that of the evaluation on its side of them."""
    if not scores:
        return (*made, PageBreak(), *tables)
    if side is Side.BACK:
        return (*made, PageBreak(), *tables, PageBreak(), *scores)
    front = next((order for order, block in enumerate(made, 1) if isinstance(block, TableOfContents)), 0)
    return (*made[:front], *scores, PageBreak(), *made[front:], PageBreak(), *tables)


def _comparison(found: Compliance, own: tuple[Part, ...], parts: tuple[Part, ...], made: tuple[Block, ...]) -> Comparison:
    anchors = {each.section.file: each.anchor for each in own}
    elsewhere = {each.section.file: name_of(each.section.volume) for each in parts if each.section.file not in anchors}
    return comparison(found, anchors, elsewhere, places(made))
