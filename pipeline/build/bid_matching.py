"""Turns requirement cards, items of the evaluation and sections into which section answers what, by class and by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from pipeline.build.bid_outline import Slot, class_of
from pipeline.model.procurement import EvaluationItem, EvaluationPart
from pipeline.model.requirement import Requirement
from pipeline.trace.similarity import likeness, pairs

# What requirements and sections are about, by the words of their titles.
TOPICS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(words)
    for name, words in {
        "보안": r"보안|기밀|개인정보|정보\s*보호",
        "기능": r"기능",
        "성능": r"성능",
        "품질": r"품질",
        "접점": r"인터\s*페이스|연계|연동",
        "데이터": r"데이터|자료\s*(?:이관|전환)",
        "시험": r"테스트|시험",
        "제약": r"제약|표준",
        "장비": r"장비|시스템\s*구성|인프라|하드웨어",
        "관리": r"(?:프로\s*젝트|사업|과업)\s*관리|관리\s*방법|일정|업무\s*보고",
        "지원": r"(?:프로\s*젝트|사업|과업)?\s*지원|교육|기술\s*이전|하자|인수\s*인계",
        "유지": r"유지\s*(?:보수|관리)|장애|점검|복구|비상",
        "인력": r"인력|조직|인원",
        "운영": r"운영",
        "컨설팅": r"컨설팅|분석|수행\s*방안|수행\s*내용",
        "이해": r"이해|개요|목적",
        "실적": r"실적",
        "경영": r"경영|신용|재무|자본|매출|일반\s*현황",
    }.items()
}
# The classes that the law's guide numbers requirements by; asked only where the printed class says nothing.
PREFIXES = {
    "SFR": "기능", "FUR": "기능", "FUN": "기능", "FNR": "기능", "PER": "성능", "SIR": "접점", "INR": "접점", "INT": "접점", "UIR": "접점",
    "DAR": "데이터", "TER": "시험", "SER": "보안", "SCR": "보안", "QUR": "품질", "QAR": "품질", "COR": "제약", "CTR": "제약", "STR": "제약",
    "PMR": "관리", "PJR": "관리", "PSR": "지원", "ECR": "장비", "HWR": "장비", "MAR": "유지", "MPR": "유지", "MHR": "인력", "SOR": "운영",
    "OPR": "운영", "CSR": "컨설팅", "CNR": "컨설팅",
}  # fmt: skip
# Sections that speak of the bidder or of the bid as a whole: no requirement is answered there.
_ABOUT_THE_BID = re.compile(
    r"일반\s*현황|제안\s*(?:개요|목적|특징)|개요$|이해도?$|조견표|실적|경영|연혁|추가\s*제안|특별\s*제안|^기타|기대\s*효과|"
    r"^제안사|제안사의|^주요\s*사업\s*내용?|하도급|컨소시엄|발전\s*방안|상생|사회적\s*책임|재해\s*발생"
)
_EMPTY_WORDS = re.compile(r"요구\s*사항|방안|계획|대책|부문|부분|요구|사항|수행|사업|제안|및|[(（][^)）]*[)）]")
_ABOUT_THE_BIDDER = re.compile(r"실적|경영|신용|현황|조직|인원|인력|연혁|제안사")
_BY_FIGURES = re.compile(r"실적|경영|신용|사회적\s*책임|일반\s*현황")
_AND = re.compile(r"및|[/·ㆍ․,]")
_LEAST = 1.5  # below, words have not decided
_LEAST_OF_ITEM = 0.8
_NEARLY = 0.6
_SAME_TITLE = 0.8
_HELD = 0.99  # of a title's pairs of letters


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one requirement is answered; `sure` is False where no word decided."""

    id: str
    slot: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Earned:
    """What one section can earn: the names of the items, their points (None: the evaluation does not speak of it), their criteria."""

    items: tuple[str, ...] = ()
    points: Decimal | None = None
    criteria: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one section, made once."""

    title: frozenset[str]
    chapter: frozenset[str]
    method: frozenset[str]
    own: frozenset[str]  # topics of the title
    above: frozenset[str]  # topics of the chapter
    told: frozenset[str]  # topics of what is to be written
    judged: frozenset[str]  # topics of the items that judge it


def place_requirements(cards: Iterable[Requirement], slots: Sequence[Slot], earned: Sequence[Earned] = ()) -> tuple[Placed, ...]:
    """Return the section of every requirement, each exactly once; what a section is judged by counts beside its own words."""
    open_slots = open_sections(slots)
    words = [_words(slot, earned[order] if earned else Earned()) for order, slot in enumerate(slots)]
    usual = _usual_place(slots, open_slots)
    classes = {name: order for order, slot in enumerate(slots) for name in slot.classes}
    return tuple(
        Placed(card.id, classes[name], True) if (name := class_of(card)) in classes else _place(card, words, open_slots, usual) for card in cards
    )


def open_sections(slots: Sequence[Slot]) -> list[int]:
    """Return the sections that can answer a requirement: those that do not speak of the bidder or of the bid as a whole."""
    return [order for order, slot in enumerate(slots) if not _ABOUT_THE_BID.search(slot.title)] or list(range(len(slots)))


def share_items(items: Iterable[EvaluationItem], slots: Sequence[Slot]) -> tuple[Earned, ...]:
    """Return what each section can earn. Every item goes to one section, or in equal parts to those that its words name.

    Points are cut to hundredths, the rest goes to the first part: the sum of the sections is the sum of the items.
    """
    names: list[dict[str, None]] = [{} for _ in slots]
    points: list[Decimal | None] = [None] * len(slots)
    criteria: list[list[str]] = [[] for _ in slots]
    words = [_words(slot, Earned()) for slot in slots]
    for item in items:
        chosen = _slots_of(item, slots, words)
        for order, part in zip(chosen, _parts(item.points, len(chosen)), strict=True):
            names[order].setdefault(item.name)
            if item.criterion and item.criterion != slots[order].method:
                criteria[order].append(f"{item.name}: {item.criterion}" if item.name not in slots[order].items else item.criterion)
            if part is not None:
                points[order] = (points[order] or Decimal(0)) + part
    return tuple(
        Earned(tuple(names[order]), points[order], "\n".join(criteria[order])) for order in range(len(slots))
    )


def topics(text: str) -> frozenset[str]:
    """Return what a title is about."""
    return frozenset(name for name, pattern in TOPICS.items() if pattern.search(text))


def _words(slot: Slot, earned: Earned) -> _Words:
    method = f"{slot.method} {earned.criteria}"
    return _Words(
        title=_pairs(slot.title),
        chapter=_pairs(slot.chapter_words),
        method=pairs(method),
        own=topics(slot.title),
        above=topics(slot.chapter_words),
        told=topics(method),
        judged=topics(" ".join(earned.items)),
    )


def _pairs(title: str) -> frozenset[str]:
    """Return a title's pairs of letters without the words that every title has."""
    return pairs(_EMPTY_WORDS.sub(" ", title)) or pairs(title)


def _held(inner: frozenset[str], outer: frozenset[str]) -> float:
    """Return how much of `inner` stands in `outer`, 0.0 to 1.0."""
    return len(inner & outer) / len(inner) if inner else 0.0


def _place(card: Requirement, words: Sequence[_Words], open_slots: Sequence[int], usual: int) -> Placed:
    category, name = _pairs(card.category), _pairs(card.name)
    about = topics(card.category) or frozenset(filter(None, (PREFIXES.get(card.id.partition("-")[0]),)))
    named, whole = topics(card.name), pairs(card.category)

    def score(order: int) -> float:
        at = words[order]
        return (
            4 * likeness(category, at.title) + 2 * _held(category, at.title) + 3 * bool(about & at.own) + 1.5 * bool(about & at.above)
            + 4 * likeness(name, at.title) + 4 * _held(at.title, name) + bool(named & at.own) + 2 * bool(about & at.judged - at.own)
            + 0.7 * bool(about & at.told) + 0.3 * bool(named & at.told) + _held(name, at.method) + _held(whole, at.method)
        )  # fmt: skip

    best = max(open_slots, key=lambda order: (score(order), -order))
    return Placed(card.id, best, True) if score(best) >= _LEAST else Placed(card.id, usual, False)


def _usual_place(slots: Sequence[Slot], open_slots: Sequence[int]) -> int:
    """Return the section that says how the work is done: what no word places goes there."""
    patterns = (r"세부\s*수행|수행\s*(?:방안|내용)", r"기능\s*요구|유지\s*(?:관리|보수)", r"수행|과업|운영|제안\s*내용")
    for pattern in patterns:
        for order in open_slots:
            if re.search(pattern, f"{slots[order].title} {slots[order].chapter_words}"):
                return order
    return open_slots[0]


def _slots_of(item: EvaluationItem, slots: Sequence[Slot], words: Sequence[_Words]) -> list[int]:
    """Return the sections that an item judges, in order."""
    own = [order for order, slot in enumerate(slots) if item.name in slot.items]
    if own:
        return own[:1]
    name, group = _pairs(item.name), _pairs(item.section)
    about = topics(item.name)
    candidates, usual = list(range(len(slots))), -1
    if item.part is EvaluationPart.QUANTITATIVE or _BY_FIGURES.search(item.name):
        candidates = [order for order in candidates if _ABOUT_THE_BIDDER.search(f"{slots[order].title} {slots[order].chapter}")] or candidates
        usual = candidates[0]
    chapters = {slots[order].chapter: words[order].chapter for order in candidates if slots[order].chapter}
    chapter = max(chapters, key=lambda each: likeness(name, chapters[each]), default="")
    titled = max((likeness(name, words[order].title) for order in candidates), default=0.0)
    if chapter and likeness(name, chapters[chapter]) >= max(_SAME_TITLE, titled):
        return [order for order in candidates if slots[order].chapter == chapter]
    named = [order for order in candidates if _held(words[order].title, name) >= _HELD]
    named = [order for order in named if not any(words[order].title < words[other].title for other in named)]
    if len(named) > 1 and _AND.search(item.name):
        return named

    def score(order: int) -> float:
        at = words[order]
        return (
            4 * likeness(name, at.title) + 2 * _held(at.title, name) + 2 * bool(about & at.own)
            + 5 * _above(likeness(group, at.title)) + 1.5 * likeness(group, at.chapter)
            + 0.7 * bool(about & at.told) + 0.5 * _held(name, at.method) + 0.5 * likeness(name, at.chapter)
        )  # fmt: skip

    best = max(candidates, key=lambda order: (score(order), -order))
    if score(best) >= _LEAST_OF_ITEM:
        return [best]
    return [usual if usual >= 0 else _usual_place(slots, open_sections(slots))]


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
