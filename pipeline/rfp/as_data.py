"""Turns what was read from an RFP into plain values for JSON: requirements, contract, deliverables, assets, findings."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pipeline.model.finding import Finding
from pipeline.rfp.card import Card, Detail, Listed
from pipeline.rfp.fact import Fact, Passage, Row, Rule
from pipeline.rfp.ingest import Ingested


def as_data(found: Ingested) -> dict[str, Any]:
    """Return one object with everything that was found; every value carries its place as people read it."""
    facts, requirements = found.facts, found.requirements
    return {
        "source": {"name": found.paper.name, "format": found.paper.format, "pages": found.paper.pages, "reader": found.paper.reader},
        "requirements": [_card(card) for card in requirements.cards],
        "summary": {"total": requirements.printed_total, "rows": [_listed(row) for row in requirements.listed]},
        "contract": [_fact(fact) for fact in facts.contract],
        "rules": [_rule(rule) for rule in facts.rules],
        "deliverables": [_row(row) for row in facts.deliverables],
        "assets": [_row(row) for row in facts.assets],
        "staffing": [_row(row) for row in facts.staffing],
        "evaluation": [_row(row) for row in facts.evaluation],
        "forms": [_row(row) for row in facts.forms],
        "forbidden": [_row(row) for row in facts.forbidden],
        "schedule": [_row(row) for row in facts.schedule],
        "outline": [_row(row) for row in facts.outline],
        "paper": [_row(row) for row in facts.paper],
        "writing": [_row(row) for row in facts.writing],
        "clauses": [_passage(passage) for passage in facts.passages],
        "findings": [_finding(finding) for finding in found.findings],
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        "id": card.id,
        "printed_id": card.printed_id,
        "class": card.category,
        "name": card.name,
        "definition": card.definition,
        "details": [_detail(detail) for detail in card.details],
        "detail_text": card.detail_text,
        "outputs": card.outputs,
        "related": list(card.related),
        "source": card.source,
        "notes": card.notes,
        "derived": card.derived,
        "place": str(card.place),
    }


def _detail(detail: Detail) -> dict[str, Any]:
    items = [_detail(item) for item in detail.items]
    return {"key": detail.key, "printed": detail.printed, "text": detail.text, "items": items, "place": str(detail.place), "heads": detail.heads}


def _listed(row: Listed) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "class": row.category, "count": row.count, "place": str(row.place)}


def _fact(fact: Fact) -> dict[str, Any]:
    return {"field": fact.field, "value": _plain(fact.value), "quote": fact.quote, "place": str(fact.place), "assumption": fact.assumption}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id, "name": rule.name, "number": rule.number, "unit": rule.unit, "topic": rule.topic,
        "quote": rule.quote, "place": str(rule.place),
    }


def _row(row: Row) -> dict[str, Any]:
    return {**{key: _plain(value) for key, value in row.values.items()}, "quote": row.quote, "place": str(row.place)}


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "key": passage.key, "heading": passage.heading, "printed": passage.printed, "text": passage.text,
        "parent": passage.parent, "place": str(passage.place),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "number": finding.number,
        "grade": finding.grade.value,
        "kind": finding.kind,
        "issue": finding.issue,
        "quotes": [{"text": quote.text, "place": quote.where} for quote in finding.quotes],
        "assumption": finding.assumption,
        "question": finding.question,
    }


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case None | bool() | int() | float() | str():
            return value
        case list() | tuple():
            return [_plain(each) for each in value]
        case dict():
            return {str(key): _plain(each) for key, each in value.items()}
        case _:
            return str(value)
