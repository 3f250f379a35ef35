"""Turns two versions of the rows into what became of each sentence: unchanged, changed, new, removed or moved."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from pipeline.trace.fingerprint import fingerprint
from pipeline.trace.similarity import Likes, likeness, pairs
from pipeline.trace.thread import Basis, Trace

# Likeness from which a sentence counts as the same. Of the first contract's 15,000 pairs of sentences three reach 0.7
# and one 0.9 (상용/응용 소프트웨어에 대하여 …), so likeness is asked only where neither key nor words decide.
ALIKE = 0.75

Rows = Iterable[tuple[str, str]]  # (key, text)


class Turn(StrEnum):
    """What became of a sentence."""

    UNCHANGED = "무변경"
    CHANGED = "변경"
    NEW = "신규"
    REMOVED = "삭제"
    MOVED = "이동"  # the same sentence, or nearly, under another key


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of words on one side: shared with the other side, or not."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One sentence in both versions; "" where a side has none."""

    turn: Turn
    old_key: str
    new_key: str
    old: str
    new: str
    similarity: float  # 0.0 to 1.0
    old_marks: tuple[Mark, ...] = ()  # joined texts give `old`
    new_marks: tuple[Mark, ...] = ()  # joined texts give `new`


@dataclass(frozen=True, slots=True)
class Dependants:
    """What leans on changed sentences and has to be looked at again."""

    rows: tuple[str, ...]  # the sentences themselves and those that share their duties
    duties: tuple[str, ...]
    deliverables: tuple[str, ...]
    evidence: tuple[str, ...]


def difference(old: Rows, new: Rows) -> tuple[Difference, ...]:
    """Return what became of every sentence: in the order of `new`, the removed ones after them in the order of `old`.

    The key decides first; only where the same words, or nearly (ALIKE), stand under another key and not under
    their own is a sentence moved. Spacing and Unicode form alone change nothing.
    """
    before, after = dict(old), dict(new)
    origin = _matched(before, after)
    gone = before.keys() - origin.values()
    found = [
        _difference(origin.get(key, ""), key, before.get(origin.get(key, ""), ""), text) for key, text in after.items()
    ]
    found += [_difference(key, "", text, "") for key, text in before.items() if key in gone]
    return tuple(found)


def _matched(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """Return new key → old key."""
    prints_before = {key: fingerprint(text) for key, text in before.items()}
    prints_after = {key: fingerprint(text) for key, text in after.items()}
    origin = {key: key for key in after if prints_before.get(key) == prints_after[key]}
    open_old = {key: None for key in before if key not in origin}
    open_new = {key: None for key in after if key not in origin}
    _take_equal(origin, open_old, open_new, prints_before, prints_after)
    _take_own_key(origin, open_old, open_new, before, after, least=ALIKE)
    _take_alike(origin, open_old, open_new, before, after)
    _take_own_key(origin, open_old, open_new, before, after, least=0.0)
    return origin


def _take_equal(
    origin: dict[str, str],
    open_old: dict[str, None],
    open_new: dict[str, None],
    prints_before: dict[str, str],
    prints_after: dict[str, str],
) -> None:
    """The very words under another key: the first that is free, in reading order."""
    waiting: dict[str, list[str]] = {}
    for key in open_old:
        waiting.setdefault(prints_before[key], []).append(key)
    for key in list(open_new):
        free = waiting.get(prints_after[key])
        if free:
            _take(origin, open_old, open_new, free.pop(0), key)


def _take_own_key(
    origin: dict[str, str],
    open_old: dict[str, None],
    open_new: dict[str, None],
    before: dict[str, str],
    after: dict[str, str],
    least: float,
) -> None:
    for key in list(open_new):
        if key in open_old and likeness(pairs(before[key]), pairs(after[key])) >= least:
            _take(origin, open_old, open_new, key, key)


def _take_alike(
    origin: dict[str, str],
    open_old: dict[str, None],
    open_new: dict[str, None],
    before: dict[str, str],
    after: dict[str, str],
) -> None:
    """Nearly the same words under another key, the most alike first."""
    keys = list(open_old)
    likes = Likes([before[key] for key in keys])
    found = [
        (-score, key, keys[index]) for key in open_new for score, index in likes.best(after[key]) if score >= ALIKE
    ]
    for _, key, old_key in sorted(found):
        if key in open_new and old_key in open_old:
            _take(origin, open_old, open_new, old_key, key)


def _take(origin: dict[str, str], open_old: dict[str, None], open_new: dict[str, None], old_key: str, key: str) -> None:
    origin[key] = old_key
    del open_old[old_key], open_new[key]


def _difference(old_key: str, new_key: str, old: str, new: str) -> Difference:
    if not old_key:
        return Difference(Turn.NEW, "", new_key, "", new, 0.0)
    if not new_key:
        return Difference(Turn.REMOVED, old_key, "", old, "", 0.0)
    equal = fingerprint(old) == fingerprint(new)
    if equal:
        return Difference(Turn.UNCHANGED if old_key == new_key else Turn.MOVED, old_key, new_key, old, new, 1.0)
    turn = Turn.CHANGED if old_key == new_key else Turn.MOVED
    old_marks, new_marks = marks(old, new)
    return Difference(turn, old_key, new_key, old, new, likeness(pairs(old), pairs(new)), old_marks, new_marks)


def marks(old: str, new: str) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return both sentences cut into runs of words, those that the other side lacks marked; spaces stay with words."""
    old_words, new_words = _words(old), _words(new)
    matcher = SequenceMatcher(
        None, [word.strip() for word in old_words], [word.strip() for word in new_words], autojunk=False
    )
    left, right = [], []
    for tag, i, j, k, m in matcher.get_opcodes():
        left.append(Mark("".join(old_words[i:j]), tag != "equal"))
        right.append(Mark("".join(new_words[k:m]), tag != "equal"))
    return tuple(mark for mark in left if mark.text), tuple(mark for mark in right if mark.text)


def _words(text: str) -> list[str]:
    return re.findall(r"\s*\S+\s*|\s+", text)


def dependants(trace: Trace, keys: Iterable[str]) -> Dependants:
    """Return what leans on the rows `keys`: rows that share their duties, the duties, their papers and proofs."""
    rows: dict[str, None] = {}
    waiting = [key for key in keys if trace.row(key)]
    while waiting:
        key = waiting.pop(0)
        row = trace.row(key)
        if row is None or key in rows:
            continue
        rows[key] = None
        waiting += [child for child in row.children if (below := trace.row(child)) and below.basis is Basis.ABOVE]
    duties = dict.fromkeys(id for key in rows if (row := trace.row(key)) for id in row.duties)
    threads = [thread for id in duties if (thread := trace.duty(id))]
    return Dependants(
        rows=tuple(rows),
        duties=tuple(duties),
        deliverables=tuple(dict.fromkeys(number for thread in threads for number in thread.duty.deliverables)),
        evidence=tuple(dict.fromkeys(id for thread in threads for id in thread.evidence)),
    )
