"""Turns a paper and its requirement cards into everything else that it says: contract, rules, deliverables, assets, clauses."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.rfp.card import Requirements
from pipeline.rfp.fact import Fact, Facts
from pipeline.rfp.facts.assets import asset_rows
from pipeline.rfp.facts.bid_tables import (
    forbidden_rows,
    form_rows,
    schedule_rows,
)
from pipeline.rfp.facts.bidding import bidding_facts
from pipeline.rfp.facts.deliverables import deliverable_rows
from pipeline.rfp.facts.evaluation import evaluation_rows
from pipeline.rfp.facts.labelled import labelled_of
from pipeline.rfp.facts.money_facts import money_facts, penalty_facts
from pipeline.rfp.facts.parties import client_facts, name_facts
from pipeline.rfp.facts.passages import passages_of
from pipeline.rfp.facts.periods import period_facts
from pipeline.rfp.facts.proposal_form import paper_rows
from pipeline.rfp.facts.proposal_guide import outline_rows
from pipeline.rfp.facts.reading_lines import Lines, lines_of
from pipeline.rfp.facts.rules import rules_of
from pipeline.rfp.facts.signature import contact_facts, signature_facts
from pipeline.rfp.facts.staffing import staffing_rows
from pipeline.rfp.facts.writing_rules import table_place_rows, writing_rows
from pipeline.rfp.paper import Paper


def find_facts(paper: Paper, requirements: Requirements) -> Facts:
    """Return what the paper says beside its cards; what it does not say is absent, what was chosen is an assumption."""
    lines = lines_of(paper, requirements)
    writing = writing_rows(lines)
    return Facts(
        contract=_contract(lines),
        rules=rules_of(lines),
        deliverables=deliverable_rows(lines),
        assets=asset_rows(lines),
        staffing=staffing_rows(lines),
        evaluation=evaluation_rows(lines),
        forms=form_rows(lines),
        forbidden=forbidden_rows(lines),
        schedule=schedule_rows(lines),
        outline=outline_rows(lines),
        paper=(*paper_rows(lines), *table_place_rows(writing)),
        writing=writing,
        passages=passages_of(lines),
    )


def _contract(lines: Lines) -> tuple[Fact, ...]:
    labelled = labelled_of(lines)
    return _once(
        (
            *signature_facts(lines),
            *name_facts(lines, labelled),
            *client_facts(lines, labelled),
            *contact_facts(lines),
            *period_facts(lines, labelled),
            *money_facts(lines, labelled),
            *penalty_facts(lines),
            *bidding_facts(lines, labelled),
        )
    )


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the first fact of each field."""
    kept: dict[str, Fact] = {}
    for fact in facts:
        kept.setdefault(fact.field, fact)
    return tuple(kept.values())
