"""Turns the items of an evaluation and the sections of a proposal into what each section can earn, by the words of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from pipeline.build.bid_outline import Slot, open_sections, usual_place
from pipeline.build.bid_topics import KIN, held, names_two, title_pairs, topics
from pipeline.model.procurement import EvaluationItem, EvaluationPart
from pipeline.trace.similarity import likeness, pairs

_ABOUT_THE_BIDDER = re.compile(r"실적|경영|신용|현황|조직|인원|인력|연혁|제안사")
_BY_FIGURES = re.compile(r"실적|경영|신용|사회적\s*책임|일반\s*현황")
_LEAST = 0.8  # below, words have not decided
_NEARLY = 0.6
_SAME_TITLE = 0.8
_HELD = 0.99  # of a title's pairs of letters


@dataclass(frozen=True, slots=True)
class Earned:
    """What one section can earn: the names of the items, their points (None: the evaluation does not speak of it), their criteria.

    `judged` are the points that people judge by what is written; the rest is reckoned from figures.
    """

    items: tuple[str, ...] = ()
    points: Decimal | None = None
    criteria: str = ""
    judged: Decimal = Decimal(0)


def share_items(items: Iterable[EvaluationItem], slots: Sequence[Slot]) -> tuple[Earned, ...]:
    """Return what each section can earn. Every item goes to one section, or in equal parts to those that its words name.

    Points are cut to hundredths, the rest goes to the first part: the sum of the sections is the sum of the items.
    """
    names: list[dict[str, None]] = [{} for _ in slots]
    points: list[Decimal | None] = [None] * len(slots)
    judged = [Decimal(0)] * len(slots)
    criteria: list[list[str]] = [[] for _ in slots]
    words = [_Words.of(slot) for slot in slots]
    for item in items:
        chosen = _slots_of(item, slots, words)
        for order, part in zip(chosen, _parts(item.points, len(chosen)), strict=True):
            names[order].setdefault(item.name)
            if item.criterion and item.criterion != slots[order].method:
                criteria[order].append(f"{item.name}: {item.criterion}" if item.name not in slots[order].items else item.criterion)
            if part is not None:
                points[order] = (points[order] or Decimal(0)) + part
                judged[order] += part if item.part is not EvaluationPart.QUANTITATIVE else 0
    return tuple(Earned(tuple(names[order]), points[order], "\n".join(criteria[order]), judged[order]) for order in range(len(slots)))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one section, made once."""

    title: frozenset[str]
    chapter: frozenset[str]
    method: frozenset[str]
    own: frozenset[str]  # topics of the title
    above: frozenset[str]  # topics of the chapter
    told: frozenset[str]  # topics of what is to be written

    @classmethod
    def of(cls, slot: Slot) -> _Words:
        chapter, method = slot.chapter_words, slot.method
        return cls(title_pairs(slot.title), title_pairs(chapter), pairs(method), topics(slot.title), topics(chapter), topics(method))


def _slots_of(item: EvaluationItem, slots: Sequence[Slot], words: Sequence[_Words]) -> list[int]:
    """Return the sections that an item judges, in order."""
    own = [order for order, slot in enumerate(slots) if item.name in slot.items]
    if own:
        return own[:1]
    name, group = title_pairs(item.name), title_pairs(item.section)
    about = topics(item.name)
    near = frozenset(KIN[topic] for topic in about if topic in KIN)
    candidates, usual = list(range(len(slots))), -1
    if item.part is EvaluationPart.QUANTITATIVE or _BY_FIGURES.search(item.name):
        candidates = [order for order in candidates if _ABOUT_THE_BIDDER.search(f"{slots[order].title} {slots[order].chapter}")] or candidates
        usual = candidates[0]
    chapters = {slots[order].chapter: words[order].chapter for order in candidates if slots[order].chapter}
    chapter = max(chapters, key=lambda each: likeness(name, chapters[each]), default="")
    titled = max((likeness(name, words[order].title) for order in candidates), default=0.0)
    if chapter and likeness(name, chapters[chapter]) >= max(_SAME_TITLE, titled):
        return [order for order in candidates if slots[order].chapter == chapter]
    named = [order for order in candidates if held(words[order].title, name) >= _HELD]
    named = [order for order in named if not any(words[order].title < words[other].title for other in named)]
    if len(named) > 1 and names_two(item.name):
        return named

    def score(order: int) -> float:
        at = words[order]
        return (
            4 * likeness(name, at.title) + 2 * held(at.title, name) + 2 * bool(about & at.own) + 2 * bool(about & at.above)
            + 5 * _above(likeness(group, at.title)) + 1.5 * likeness(group, at.chapter)
            + bool(near & at.own) + 0.7 * bool(about & at.told) + 0.5 * held(name, at.method) + 0.5 * likeness(name, at.chapter)
        )  # fmt: skip

    best = max(candidates, key=lambda order: (score(order), -order))
    if score(best) >= _LEAST:
        return [best]
    return [usual if usual >= 0 else usual_place(slots, open_sections(slots))]


def _above(value: float) -> float:
    """Return a likeness that says something; below, two titles share a common word only."""
    return value if value >= _NEARLY else 0.0


def _parts(points: Decimal | None, number: int) -> list[Decimal | None]:
    if points is None or number == 0:
        return [None] * number
    if number == 1:
        return [points]
    part = (points / number).quantize(Decimal("0.01"), ROUND_DOWN)
    return [points - part * (number - 1), *[part] * (number - 1)]
