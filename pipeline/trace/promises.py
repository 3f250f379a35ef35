"""Turns the answers of a won proposal into promises in its own words, and the promises into duties of the contract."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty
from pipeline.model.promise import Promise
from pipeline.model.proposal import Acceptance, Answer
from pipeline.model.words import MISSING
from pipeline.trace.promise_numbers import Pair, Reach, compared
from pipeline.trace.rows import sentences
from pipeline.trace.similarity import likeness, pairs

PREFIX = "DU-BID-"
REASON = "제안서의 약속"
BEYOND = "제안서의 초과 약속"
OFFERED = "제안서의 대안"
BESIDE = " · "  # between the cells of a row
# A sentence ends at a mark behind a Hangul letter or a bracket; "2019. 12. 31." and "1.5" go on.
_END = re.compile(r"(?<=[가-힣)\]’”\"'])[.!?。](?=\s|$|[’”\"')\]])[’”\"')\]]*\s*")


@dataclass(frozen=True, slots=True)
class Beside:
    """The row of a table around a marked cell: the head of its column, and the cells before and behind it, each under its own head."""

    head: str = ""
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    def around(self, words: str) -> str:
        """구분: 착수보고서 · 제출시기: 계약 후 10일 이내 · 수량: 1부."""
        cell = f"{self.head}: {words}" if self.head and words else words
        return BESIDE.join(filter(None, (*self.before, cell, *self.behind)))


@dataclass(frozen=True, slots=True)
class Passage:
    """One mark with the paragraph, or the cell, around it: `at` is where in `text` it stands, `others` where the other marks stand."""

    answer: Answer
    text: str
    at: int = 0
    others: tuple[int, ...] = ()
    heading: str = ""  # Ⅲ-2 유지관리 방안
    page: int | None = None
    beside: Beside = Beside()

    @property
    def stands(self) -> str:
        """ "Ⅲ-2 유지관리 방안 (23쪽)"; an unknown page is not printed."""
        page = "" if self.page is None else f"({self.page}쪽)"
        return " ".join(filter(None, (self.heading, page)))

    @property
    def reach(self) -> str:
        """The sentence of the mark and those behind it that no other mark begins to answer; in a table with the rest of the row."""
        spans = _spans(self.text)
        mine = _sentence_of(spans, self.at)
        next_mark = min((found for each in self.others if (found := _sentence_of(spans, each)) > mine), default=len(spans))
        return self.beside.around(" ".join(self.text[start:end].strip() for start, end in spans[mine:next_mark]))


@dataclass(frozen=True, slots=True)
class Undertaken:
    """What a won proposal adds to the duties: places of the duties that are there, and new ones behind them."""

    placed: Mapping[str, str]  # id of a duty → where the proposal speaks of it
    made: tuple[Duty, ...]


def promises_of(passages: Iterable[Passage]) -> tuple[Promise, ...]:
    """Return a promise for each mark, in the order of the proposal; equal ones once."""
    made = (
        Promise(
            key=each.answer.key, text=each.reach, acceptance=each.answer.acceptance, note=each.answer.note, stands=each.stands, at=each.answer.at
        )
        for each in passages
    )
    return tuple(dict.fromkeys(made))


def undertaken(dossier: Dossier, promises: Sequence[Promise]) -> Undertaken:
    """Return what the promises add to the duties of a contract.

    A duty that serves a promised row gets the promise's place. Rows that nobody serves get a new duty, one for each promise
    (사람확인: no log proves what only the proposal says). A promise stricter than its row gets one of its own beside the duty
    that is there, since that duty is held to the row's number. What was declined becomes no duty.
    """
    made = _Undertaking(dossier, promises)
    return Undertaken({id: "; ".join(places) for id, places in made.placed.items()}, tuple(made.duties()))


class _Undertaking:
    """One pass over the promises of one contract."""

    def __init__(self, dossier: Dossier, promises: Sequence[Promise]) -> None:
        self._rows = {row.key: row for row in sentences(dossier)}
        self._below: dict[str, list[str]] = defaultdict(list)
        for row in self._rows.values():
            self._below[row.parent].append(row.key)
        self._serving: dict[str, list[str]] = defaultdict(list)
        for duty in dossier.duties:
            for key in duty.rows:
                self._serving[key].append(duty.id)
        self._taken = {duty.id for duty in dossier.duties}
        self._told = {duty.id for duty in dossier.duties if duty.proposal}  # a person's own word on it stays
        self.placed: dict[str, dict[str, None]] = {}
        self._new: dict[tuple[str, str, str], list[str]] = {}  # (what, reason, place) → rows
        left_out: dict[str, tuple[Promise, ...]] = {key: () for each in promises for key in each.without}
        marked = {**left_out, **by_key(promises)}
        for each in promises:
            if each.key in self._rows and each.acceptance is not Acceptance.DECLINE:
                self._take(each, marked)

    def duties(self) -> Iterator[Duty]:
        """Yield the new duties, numbered behind those that are there."""
        order = 0
        for (what, reason, stands), rows in self._new.items():
            order += 1
            while (id := f"{PREFIX}{order:03d}") in self._taken:
                order += 1
            yield Duty(id=id, rows=tuple(dict.fromkeys(rows)), what=what, check=Check.PERSON, proposal=stands, reason=reason)

    def _take(self, promise: Promise, marked: Mapping[str, tuple[Promise, ...]]) -> None:
        row = self._rows[promise.key]
        for id in self._serving_of(row.key, marked):
            if promise.stands and id not in self._told:
                self.placed.setdefault(id, {})[promise.stands] = None
        beyond = {key: found for key in self._spoken_of(row.key, marked) if (found := self._stricter(key, promise))}
        unserved = list(self._unserved(row.key, marked))
        if unserved or beyond:
            found = [pair for each in beyond.values() for pair in each]
            reason = "; ".join(filter(None, (_beyond(found), _offered(promise)))) or REASON
            what = _bound(promise, _sentence(promise.text, row.text, found)) or MISSING
            rows = self._new.setdefault((what, reason, promise.stands), [])
            rows += unserved + [key for key in beyond if self._served_above(key)]

    def _stricter(self, key: str, promise: Promise) -> list[Pair]:
        return [pair for pair in compared(self._rows[key].text, spoken(promise)) if pair.reach is Reach.STRICTER]

    def _spoken_of(self, key: str, marked: Mapping[str, tuple[Promise, ...]]) -> Iterator[str]:
        """Yield a row and those below it that have no mark of their own."""
        yield key
        for child in self._below[key]:
            if child not in marked:
                yield from self._spoken_of(child, marked)

    def _serving_of(self, key: str, marked: Mapping[str, tuple[Promise, ...]]) -> list[str]:
        """Return the duties of a row, else those of the nearest row above, and those of the rows below without a mark of their own."""
        found = list(self._serving.get(key, ()))
        above = self._rows[key].parent
        while not found and above:
            found = list(self._serving.get(above, ()))
            above = self._rows[above].parent
        return found + [id for each in self._spoken_of(key, marked) if each != key for id in self._serving.get(each, ())]

    def _served_above(self, key: str) -> bool:
        while key:
            if self._serving.get(key):
                return True
            key = self._rows[key].parent
        return False

    def _unserved(self, key: str, marked: Mapping[str, tuple[Promise, ...]]) -> Iterator[str]:
        """Yield the topmost rows from `key` down that no duty serves; rows with a mark of their own speak for themselves."""
        if self._served_above(key):
            return
        if not self._any_served(key):
            yield key
            return
        for child in self._below[key]:
            if child not in marked:
                yield from self._unserved(child, marked)

    def _any_served(self, key: str) -> bool:
        return bool(self._serving.get(key)) or any(self._any_served(child) for child in self._below[key])


def spoken(promise: Promise) -> str:
    """Return all that a promise says: its words, and what it offers instead."""
    return f"{promise.text} {promise.note}".strip() if promise.acceptance is Acceptance.ALTERNATIVE else promise.text


def by_key(promises: Iterable[Promise]) -> dict[str, tuple[Promise, ...]]:
    """Return the promises of each row, in their order."""
    found: dict[str, list[Promise]] = defaultdict(list)
    for each in promises:
        found[each.key].append(each)
    return {key: tuple(each) for key, each in found.items()}


def _beyond(found: Sequence[Pair]) -> str:
    return f"{BEYOND}: {', '.join(map(str, found))}" if found else ""


def _offered(promise: Promise) -> str:
    if promise.acceptance is not Acceptance.ALTERNATIVE:
        return ""
    return f"{OFFERED}: {promise.note}" if promise.note else OFFERED


def _bound(promise: Promise, sentence: str) -> str:
    """Return what a promise binds to: its sentence; of an alternative its own words, and the sentence that they restrict."""
    if promise.acceptance is not Acceptance.ALTERNATIVE or not promise.note:
        return sentence
    return f"{promise.note} (제안서의 글: {sentence})" if sentence else promise.note


# Sentences


def _spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends; an empty text is one empty sentence."""
    ends = [match.end() for match in _END.finditer(text)]
    if not ends or text[ends[-1] :].strip():
        ends.append(len(text))
    return list(zip([0, *ends], ends))


def _sentence_of(spans: Sequence[tuple[int, int]], at: int) -> int:
    """Return the index of the sentence in which a mark stands; one right behind a sentence belongs to it."""
    return next((index for index, (_, end) in enumerate(spans) if at <= end), len(spans) - 1)


def _sentence(text: str, asked: str, beyond: Sequence[Pair]) -> str:
    """Return the one sentence of a promise that says what will be done: the one with the stricter number, else the most alike."""
    if BESIDE in text and ": " in text:
        return text  # the row of a table: no cell says it alone
    cut = [text[start:end].strip() for start, end in _spans(text)]
    stricter = [each.words for pair in beyond for each in pair.told]
    for sentence in cut:
        if any(words in " ".join(sentence.split()) for words in stricter):
            return sentence
    row = pairs(asked)
    return max(cut, key=lambda sentence: likeness(row, pairs(sentence)))
