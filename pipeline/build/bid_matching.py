"""Turns requirement cards and the sections of a proposal into which section answers what: by class, by name, by what the sentences say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, log, sqrt

from pipeline.build.bid_outline import Slot, class_of, open_sections, usual_place
from pipeline.build.bid_scores import Earned
from pipeline.build.bid_topics import (
    BROAD,
    IN_PASSING,
    OF_THE_PRODUCT,
    PREFIXES,
    UPKEEP,
    held,
    spoken,
    title_pairs,
    topics,
    weighed,
)
from pipeline.model.requirement import Requirement
from pipeline.trace.similarity import likeness, pairs

_LEAST = 2.0  # below, words have not decided
_TITLES_COUNT = 3  # a title's words against those of what is to be written
_NAMED_ALONE = frozenset({"하도급"})  # of the bid as a whole, yet requirements that are named like it belong there
_NEARLY = 0.6  # of the name of an item; below, a common word only
_OF_A_PRODUCT = 0.25  # what the name of a function says of where it belongs
_BY_ITS_CLASS = 0.1  # the same where a section is about its class
_CLEAR = 1.25  # a topic of few texts, in a name
_TELLING = 3  # pairs of letters that know an item again in a name
_VAGUE = 0.7  # a topic of nearly every text, in a name
_READ = 60  # sentences of a card that are read


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one requirement is answered; `sure` is False where no word decided."""

    id: str
    slot: int
    sure: bool


@dataclass(frozen=True, slots=True)
class _Section:
    """What is known of one section, made once."""

    title: frozenset[str]
    chapter: frozenset[str]
    items: tuple[frozenset[str], ...]
    own: Mapping[str, float]  # topics of the title
    above: Mapping[str, float]  # topics of the chapter
    told: Mapping[str, float]  # topics of what is to be written and of what it is judged by
    judged: Mapping[str, float]  # topics of the items that judge it, where the title does not name them
    words: Mapping[str, float]  # pairs of letters → how much each tells this section from the others


@dataclass(frozen=True, slots=True)
class _Card:
    """What is known of one requirement."""

    category: frozenset[str]
    name: frozenset[str]
    about: Mapping[str, float]  # topics of its class
    named: Mapping[str, float]  # topics of its name
    said: Mapping[str, float]  # topic → part of its sentences
    words: Mapping[str, float]
    of_the_product: bool
    trusted: float  # how much its name says where it belongs


def place_requirements(
    cards: Iterable[Requirement], slots: Sequence[Slot], earned: Sequence[Earned] = (), gone: Collection[int] = ()
) -> tuple[Placed, ...]:
    """Return the section of every requirement, each exactly once; none in the sections that are `gone`.

    A requirement is weighed against each section by its class, its name, its definition and its sentences on one side, and
    by the section's title, chapter, what the RFP wants written there and what it is judged by on the other.
    """
    texts = [_profile(slot, earned[order] if earned else Earned()) for order, slot in enumerate(slots)]
    common = Counter(pair for text in texts for pair in text)
    rare = {pair: log(1 + len(slots) / number) for pair, number in common.items()}
    sections = _alone([_section(slot, earned[order] if earned else Earned(), texts[order], rare) for order, slot in enumerate(slots)])
    classes = {name: order for order, slot in enumerate(slots) for name in slot.classes if order not in gone}
    left = [order for order in range(len(slots)) if order not in gone]
    opened = [order for order in open_sections(slots) if order not in gone] or left
    usual = usual_place(slots, opened)
    return tuple(
        Placed(card.id, classes[name], True) if (name := class_of(card)) in classes else _place(card, sections, rare, left, opened, usual)
        for card in cards
    )


def _place(
    card: Requirement, sections: Sequence[_Section], rare: Mapping[str, float], left: Sequence[int], opened: Sequence[int], usual: int
) -> Placed:
    known = _card(card, rare)
    if known.of_the_product and any(_met(known.about, at.own) or _met(known.about, at.judged) for at in sections):
        known = replace(known, trusted=_BY_ITS_CLASS)
    also = [order for order in left if _NAMED_ALONE & sections[order].own.keys() & known.named.keys()]
    scores = {order: _score(known, sections[order]) for order in sorted({*opened, *also})}
    best = max(scores, key=lambda order: (scores[order], -order))
    if scores[best] >= _LEAST:
        return Placed(card.id, best, True)
    return Placed(card.id, best if _met(known.about, sections[best].above) else usual, False)


def _score(card: _Card, at: _Section) -> float:
    """Return how well a requirement fits a section; 0 for nothing in common."""
    by_class = (
        4 * (card.category == at.title) + 2 * (card.category == at.chapter) + 3 * _met(card.about, at.own) + 1.5 * _met(card.about, at.above)
        + 2 * _met(card.about, at.judged) + _met(card.about, at.told) + 2 * likeness(card.category, at.title) + held(card.category, at.title)
    )  # fmt: skip
    by_name = (
        4.5 * _met(card.named, at.own) + 1.5 * _met(card.named, at.judged) + 1.8 * _met(card.named, at.told)
        + 3 * likeness(card.name, at.title) + 3 * held(at.title, card.name)
    )  # fmt: skip
    by_sentences = 2 * min(1.0, fsum(part for topic, part in card.said.items() if topic in at.own))
    by_item = max((held(item, card.name) for item in at.items), default=0.0)
    by_words = 9 * (card.name == at.title) + 3 * by_item * (by_item >= _NEARLY) + 2 * _cosine(card.words, at.words)
    return by_class + card.trusted * (by_name + by_sentences) + by_words


def _met(some: Mapping[str, float], others: Mapping[str, float]) -> float:
    """Return the weight of the topic that both are about most."""
    return max((some[topic] * others[topic] for topic in some.keys() & others.keys()), default=0.0)


def _alone(sections: Sequence[_Section]) -> list[_Section]:
    """Return the sections; what the RFP wants written in one of them alone, and no title names, counts twice there."""
    owned = frozenset(topic for at in sections for topic in at.own)
    told = Counter(topic for at in sections for topic in at.told)
    alone = {topic for topic, number in told.items() if number == 1} - owned - BROAD
    return [replace(at, told={topic: 2.0 if topic in alone else 1.0 for topic in at.told}) for at in sections]


def _evenly(names: Iterable[str]) -> dict[str, float]:
    return dict.fromkeys(names, 1.0)


def _section(slot: Slot, earned: Earned, text: Counter[str], rare: Mapping[str, float]) -> _Section:
    return _Section(
        title=title_pairs(slot.title),
        chapter=title_pairs(slot.chapter_words) if slot.chapter else frozenset(),
        items=tuple(words for item in earned.items if len(words := title_pairs(item)) >= _TELLING),
        own=weighed(slot.title),
        above=_evenly(topics(slot.chapter_words)),
        told=_evenly(topics(f"{slot.method} {earned.criteria}") - IN_PASSING),
        judged=_evenly(topics(" ".join(earned.items)) - topics(slot.title)),
        words={pair: log(1 + number) * rare[pair] for pair, number in text.items()},
    )


def _profile(slot: Slot, earned: Earned) -> Counter[str]:
    """Return how often each pair of letters stands in what the RFP says of a section."""
    found: Counter[str] = Counter()
    for text, weight in ((slot.title, _TITLES_COUNT), (slot.chapter_words, 1), (slot.method, 1), (" ".join(earned.items), 1), (earned.criteria, 1)):
        for pair in pairs(text) if text else ():
            found[pair] += weight
    return found


def _card(card: Requirement, rare: Mapping[str, float]) -> _Card:
    sentences = [item.text for top in card.items for _, item in top.walk()][:_READ]
    words = Counter({pair: _TITLES_COUNT for pair in pairs(card.name)})
    for text in (card.definition, *sentences):
        words.update(pairs(text) if text else ())
    kind = class_of(card)
    about = weighed(kind) or dict.fromkeys(filter(None, (PREFIXES.get(card.id.partition("-")[0]),)), 1.0)
    main = {topic for topic, weight in about.items() if weight == 1}
    return _Card(
        category=_subject(card.category),
        name=_subject(card.name),
        about=about,
        named={topic: weight * (_VAGUE if topic in BROAD else _CLEAR) for topic, weight in weighed(card.name).items()},
        said=spoken(filter(None, (card.definition, *sentences))),
        words={pair: log(1 + number) * rare[pair] for pair, number in words.items() if pair in rare},
        of_the_product=bool(main & OF_THE_PRODUCT),
        trusted=_OF_A_PRODUCT if main & OF_THE_PRODUCT else 1.0,
    )


def _subject(title: str) -> frozenset[str]:
    """Return a title's pairs of letters; 유지관리 in front of another subject (유지관리 인력) only says what contract this is."""
    before = weighed(title).get("유지", 1) < 1
    return title_pairs(UPKEEP.sub(" ", title) if before else title)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how alike two weighed sets of words are, 0.0 to 1.0, whatever order they come in."""
    shared = fsum(one[word] * other[word] for word in one.keys() & other.keys())
    size = sqrt(fsum(each * each for each in one.values()) * fsum(each * each for each in other.values()))
    return shared / size if size else 0.0
