"""Turns the promises of a proposal that is being written into the numbers that are weaker than the RFP's or disagree with one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from pipeline.model.dossier import Dossier
from pipeline.model.promise import Promise
from pipeline.model.proposal import Acceptance
from pipeline.problems import Problem, Severity
from pipeline.trace.promise_numbers import Bound, Quantity, Reach, compared, promised
from pipeline.trace.promises import by_key, spoken
from pipeline.trace.rows import Sentence, sentences

WEAKER, UNEQUAL = "R-BID-15", "R-BID-16"


def number_faults(dossier: Dossier, promises: Sequence[Promise]) -> list[Problem]:
    """Return a warning for each promise that is accepted with a looser number than the RFP's, and for each two that differ."""
    rows = {row.key: row for row in sentences(dossier)}
    marked = by_key(each for each in promises if each.acceptance is not Acceptance.DECLINE)
    below: dict[str, list[str]] = defaultdict(list)
    for row in rows.values():
        below[row.parent].append(row.key)
    return [*_weaker(rows, below, marked), *_unequal(rows, marked)]


def _weaker(rows: Mapping[str, Sentence], below: Mapping[str, list[str]], marked: Mapping[str, tuple[Promise, ...]]) -> Iterator[Problem]:
    for key, promises in marked.items():
        for promise in promises:
            if promise.acceptance is not Acceptance.ACCEPT:
                continue  # an alternative says so itself
            for row in _spoken_of(key, rows, below, marked):
                looser = [str(pair) for pair in compared(row.text, promise.text) if pair.reach is Reach.LOOSER]
                if looser:
                    message = f"{row.key}: 수용으로 적었으나 수치가 제안요청서보다 느슨합니다. {'; '.join(looser)}"
                    hint = f"수치를 고칩니다. 일부러 낮추어 제안하면 [[{row.key}|대안: 까닭]]으로 적습니다."
                    yield Problem(WEAKER, message, promise.at, hint, (row.at,) if row.at else (), Severity.WARNING)


def _spoken_of(
    key: str, rows: Mapping[str, Sentence], below: Mapping[str, list[str]], marked: Mapping[str, tuple[Promise, ...]]
) -> Iterator[Sentence]:
    """Yield the row of a mark and those below it that have none of their own."""
    if key in rows:
        yield rows[key]
    for child in below.get(key, ()):
        if child not in marked:
            yield from _spoken_of(child, rows, below, marked)


def _unequal(rows: Mapping[str, Sentence], marked: Mapping[str, tuple[Promise, ...]]) -> Iterator[Problem]:
    for key, promises in marked.items():
        asked = rows[key].text if key in rows else ""
        for one, other in combinations(promises, 2):
            if one.at == other.at:
                continue
            for first, second in _differing(asked, one, other):
                message = f"{key}: 두 곳의 수치가 다릅니다. {first}, {second}"
                yield Problem(UNEQUAL, message, other.at, "한 가지로 맞춥니다.", (one.at,) if one.at else (), Severity.WARNING)


def _differing(asked: str, one: Promise, other: Promise) -> Iterator[tuple[str, str]]:
    """Yield the numbers of two promises to one row that speak of the same thing and share no value."""
    told: set[tuple[str, str]] = set()
    answers = zip(compared(asked, spoken(one)), compared(asked, spoken(other)), strict=True)
    limits = _limits(one), _limits(other)
    common = [(limits[0][thing], limits[1][thing]) for thing in limits[0] if thing in limits[1]]
    for first, second in [*((pair.told, mate.told) for pair, mate in answers), *common]:
        apart = {each.measure for each in first} & {each.measure for each in second} and not {each.size for each in first} & {each.size for each in second}
        words = (_words(first), _words(second))
        if apart and words not in told:
            told.add(words)
            yield words


def _limits(promise: Promise) -> dict[tuple[str, Bound, str], list[Quantity]]:
    """Return what a promise limits → its numbers."""
    found: dict[tuple[str, Bound, str], list[Quantity]] = defaultdict(list)
    for each in promised(spoken(promise)):
        if each.bound is not Bound.PLAIN and not each.conditional:
            found[each.measure, each.bound, each.act].append(each)
    return found


def _words(numbers: Sequence[Quantity]) -> str:
    return ", ".join(dict.fromkeys(each.words for each in numbers))
