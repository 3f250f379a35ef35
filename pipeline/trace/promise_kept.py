"""Turns the sentences of an RFP and the promises of a won proposal into what became of each sentence: same, stricter, missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from pipeline.model.promise import Promise
from pipeline.model.proposal import Acceptance
from pipeline.trace.promise_numbers import Bound, Pair, Reach, compared, promised
from pipeline.trace.promises import by_key, spoken
from pipeline.trace.tier import Tier


class Row(Protocol):
    """A sentence of the RFP: its key, its text, its kind and the key of the one above."""

    @property
    def key(self) -> str:
        """MAR-004#3."""

    @property
    def text(self) -> str:
        """As printed."""

    @property
    def tier(self) -> Tier:
        """A card, an item … or a clause."""

    @property
    def parent(self) -> str:
        """The row above, "" for none."""


class Outcome(StrEnum):
    """What became of a sentence of the RFP in the proposal."""

    SAME = "같음"  # accepted, and no number differs
    STRICTER = "강화"
    LOOSER = "약화"
    UNCLEAR = "확인필요"  # numbers that only a person can compare
    ALTERNATIVE = "대안"
    DECLINED = "불가"
    MISSING = "빠짐"
    UNASKED = "해당없음"  # a clause of the conditions: a proposal need not answer it


_GRAVITY = (Outcome.DECLINED, Outcome.MISSING, Outcome.ALTERNATIVE, Outcome.LOOSER, Outcome.UNCLEAR, Outcome.STRICTER, Outcome.SAME, Outcome.UNASKED)
_SILENT = (Outcome.MISSING, Outcome.UNASKED)
_CLAUSES = (Tier.CLAUSE, Tier.SUBCLAUSE)


@dataclass(frozen=True, slots=True)
class Kept:
    """One sentence of the RFP beside what the proposal says to it."""

    key: str
    outcome: Outcome
    promises: tuple[Promise, ...] = ()
    pairs: tuple[Pair, ...] = ()  # the numbers asked for and promised
    below: tuple[int, int] | None = None  # only rows below were answered: (so many, of so many)
    added: tuple[str, ...] = ()  # numbers that bind the contractor and that the RFP does not ask for

    @property
    def reasons(self) -> tuple[str, ...]:
        """What a reader has to know: the numbers of both sides, the reason of an alternative, what is answered below only."""
        found = [str(pair) for pair in self.pairs if pair.reach is not Reach.SAME]
        found += [f"{each.acceptance}: {each.note}" for each in self.promises if each.note]
        found += [f"제안서가 정한 수치: {', '.join(self.added)}"] if self.added else []
        if self.below:
            answered, of = self.below
            found.append(f"아래 문장 {of}개 가운데 {answered}개에 답함")
        return tuple(dict.fromkeys(found))


def keep(rows: Sequence[Row], promises: Sequence[Promise]) -> tuple[Kept, ...]:
    """Return every row beside its promises, in the order of the rows (those above before those below).

    A row's promises are those on itself, else those on the nearest row above that do not leave it out. A row without any is as well kept as the rows
    below it, where all of those are answered.
    """
    own = by_key(promises)
    inherited: dict[str, tuple[Promise, ...]] = {}
    children: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        inherited[row.key] = own.get(row.key) or tuple(each for each in inherited.get(row.parent, ()) if row.key not in each.without)
        children[row.parent].append(row.key)
    done: dict[str, Kept] = {}
    for row in reversed(rows):  # those below first
        made = _kept(row, inherited[row.key], [done[key] for key in children[row.key]])
        done[row.key] = replace(made, added=_added(made)) if row.key in own else made
    return tuple(done[row.key] for row in rows)


def _kept(row: Row, promises: tuple[Promise, ...], below: list[Kept]) -> Kept:
    if promises:
        found = tuple(pair for each in promises if each.acceptance is not Acceptance.DECLINE for pair in compared(row.text, spoken(each)))
        said = [_outcome(each.acceptance) for each in promises] + [_of_reach(pair.reach) for pair in _strictest(found)]
        return Kept(row.key, _gravest(said), promises, _strictest(found))
    answered = [each for each in below if each.outcome not in _SILENT]
    if not answered:
        return Kept(row.key, Outcome.UNASKED if row.tier in _CLAUSES else Outcome.MISSING)
    whole = _gravest([each.outcome for each in (answered if row.tier in _CLAUSES else below)])
    return Kept(row.key, whole, below=(len(answered), len(below)))


def _added(kept: Kept) -> tuple[str, ...]:
    """Return what a row's own promises bind themselves to beside the numbers that were asked for."""
    asked = {(each.size, each.measure) for pair in kept.pairs for each in (pair.asked, *pair.told)}
    said = [each for promise in kept.promises for each in promised(promise.text)]
    free = [each for each in said if each.bound is not Bound.PLAIN and not each.conditional and (each.size, each.measure) not in asked]
    return tuple(dict.fromkeys(each.words for each in free))


def _strictest(found: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Of several promises to one number those that repeat it say less than the one that goes on."""
    best: dict[tuple[str, str], Pair] = {}
    order = (Reach.LOOSER, Reach.UNCLEAR, Reach.STRICTER, Reach.SAME, Reach.UNSAID)
    for pair in found:
        key = (pair.asked.words, pair.asked.act)
        if key not in best or order.index(pair.reach) < order.index(best[key].reach):
            best[key] = pair
    return tuple(best.values())


def _outcome(acceptance: Acceptance) -> Outcome:
    match acceptance:
        case Acceptance.ALTERNATIVE:
            return Outcome.ALTERNATIVE
        case Acceptance.DECLINE:
            return Outcome.DECLINED
        case Acceptance.ACCEPT:
            return Outcome.SAME


def _of_reach(reach: Reach) -> Outcome:
    return Outcome.SAME if reach is Reach.UNSAID else Outcome(reach.value)


def _gravest(outcomes: Iterable[Outcome]) -> Outcome:
    said = set(outcomes)
    return next(each for each in _GRAVITY if each in said)
