"""Turns a Paper into its requirements: the cards, and the rows and the total of its summary tables."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.rfp.card import Card, Listed, Requirements
from pipeline.rfp.cards.derived import derived_cards
from pipeline.rfp.cards.draft import Draft, Drafts
from pipeline.rfp.cards.events import Summary
from pipeline.rfp.cards.ids import loose
from pipeline.rfp.cards.naming import named, same_name
from pipeline.rfp.cards.stream import events_of
from pipeline.rfp.paper import Paper, Place


def find_requirements(paper: Paper) -> Requirements:
    """Return the requirement cards of the paper in reading order, the rows of its summary tables, and its printed total.

    Cards come from tables of labels, from lists whose rows hold a requirement's text, and from labelled paragraphs.
    Only where there are none, the chapters that say what is to be done are read as requirements (`derived`).
    """
    drafts = Drafts()
    drafts.collect(events_of(paper))
    cards, rows_too = _told_apart([draft for draft in drafts.made if draft.is_card])
    listed = (*_rows(drafts.summaries), *rows_too)
    total, place = _total(drafts.summaries)
    made: tuple[Card, ...] = named(cards, listed) if cards else derived_cards(paper)
    return Requirements(made, listed, total, place)


def _told_apart(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Listed]]:
    """Return the cards, and the rows of lists that only name what has a card of its own."""
    own = [draft for draft in drafts if not draft.listed]
    ids = {loose(draft.found_id.id) for draft in own if draft.found_id}
    names = {same_name(draft.name) for draft in own}
    with_ids = any(draft.found_id for draft in drafts)
    cards: list[Draft] = []
    listed: list[Listed] = []
    for draft in drafts:
        found = draft.found_id
        if not draft.listed:
            cards.append(draft)
        elif found is None:
            if not with_ids and not own:
                cards.append(draft)
        elif loose(found.id) in ids or same_name(draft.name) in names:
            listed.append(Listed(found.id, draft.name, draft.category, place=draft.place))
        else:
            cards.append(draft)
    return cards, listed


def _rows(summaries: Sequence[Summary]) -> tuple[Listed, ...]:
    """Return all rows; an id that two summaries list stands once, with the count of either."""
    made: dict[object, Listed] = {}
    for summary in summaries:
        for row in summary.rows:
            key: object = row.id or (row.category, row.count, row.place)
            if key not in made:
                made[key] = row
    return tuple(made.values())


def _total(summaries: Sequence[Summary]) -> tuple[int | None, Place]:
    """Return the first printed total and where it stands."""
    for summary in summaries:
        if summary.total is not None:
            return summary.total, summary.total_place
    return None, Place()
