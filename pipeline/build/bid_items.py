"""Turns the evaluation of a bid, from evaluation.csv or from the RFP's own table, into one list of items with their points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.model.bid_terms import BidTerms, ScoreLine
from pipeline.model.dossier import Dossier
from pipeline.model.procurement import EvaluationItem, EvaluationPart

_PRICE = re.compile(r"가격|입찰\s*금액")
_FIGURES = re.compile(r"정량|(?<!비)계량|경영\s*상태|신용\s*평가|(?:수행|납품|사업|유사)\s*실적|실적$|사회적\s*책임")
_WORDS = re.compile(r"정성|비\s*계량")
_RATING = re.compile(r"신용\s*평가")
_NEAR = 60  # letters of a criterion that say by what it judges
_POINTS = re.compile(r"\s*[(\[]\s*\d{1,3}(?:\.\d+)?\s*점?\s*[)\]]\s*$")


def items_of(dossier: Dossier, terms: BidTerms) -> tuple[EvaluationItem, ...]:
    """Return the items of evaluation.csv, else those of rfp.yaml; an item that the table prints in several rows is one."""
    return dossier.evaluation_items or _merged(map(_item, terms.scores))


def part_of(line: ScoreLine) -> EvaluationPart:
    """Return who judges an item: by its own words first, then by those of its group; a credit rating is a figure."""
    if _PRICE.search(line.group) or _PRICE.search(line.item):
        return EvaluationPart.PRICE
    for text in (line.item, line.group):
        if _WORDS.search(text):
            return EvaluationPart.QUALITATIVE
        if _FIGURES.search(text):
            return EvaluationPart.QUANTITATIVE
    return EvaluationPart.QUANTITATIVE if _RATING.search(line.criterion[:_NEAR]) else EvaluationPart.QUALITATIVE


def _item(line: ScoreLine) -> EvaluationItem:
    group, name = _bare(line.group), _bare(line.item)
    return EvaluationItem(
        part=part_of(line), section=group, name=name or group, points=line.points, criterion=line.criterion, note=line.line, at=line.at
    )


def _merged(items: Iterable[EvaluationItem]) -> tuple[EvaluationItem, ...]:
    """Return each item once, the points of its rows summed."""
    made: dict[tuple[str, str, str], EvaluationItem] = {}
    for item in items:
        key = (item.part, item.section, item.name)
        known = made.get(key)
        if known is None:
            made[key] = item
            continue
        points = None if known.points is None or item.points is None else known.points + item.points
        made[key] = replace(known, points=points, criterion="\n".join(filter(None, (known.criterion, item.criterion))))
    return tuple(made.values())


def _bare(text: str) -> str:
    """Return a title without the points behind it."""
    return _POINTS.sub("", " ".join(text.split()))
