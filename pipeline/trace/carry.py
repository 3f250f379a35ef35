"""Turns the reviews of an old edition of the rows into those of a new one: remarks on a moved sentence go with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.model.review import VERDICT, Review, Reviews, id_of, row_key, sheet_of
from pipeline.trace.diff import Difference, Turn
from pipeline.trace.fingerprint import fingerprint

REMOVED = "삭제"  # how the key of a removed sentence's remarks begins when another sentence now bears its number
_NOT_OF_ROWS = ("변경내역", "보관")  # sheets whose rows tell of an edition, not of a sentence


@dataclass(frozen=True, slots=True)
class Carried:
    """A remark and the key under which it belongs now."""

    review: Review
    key: str


def carried(reviews: Reviews, differences: Sequence[Difference]) -> tuple[Carried, ...]:
    """Return the remarks that have to move: with their sentence, or out of the way where another took its number.

    A remark that was written for the sentence under its key now, or for the one that came there, is at home: it has
    moved already.
    """
    ways = _ways(differences)
    home = _homes(differences)
    found, taken = [], set(reviews.keys)
    for review in reviews.all:
        key, sheet = id_of(review.key), sheet_of(review.key)
        way = ways.get(key)
        if way is None or sheet in _NOT_OF_ROWS or (review.fingerprint and review.fingerprint in home.get(key, ())):
            continue
        target = way.new_key or _free(f"{REMOVED} {key}", taken, sheet)
        found.append(Carried(_dated(review, way), row_key(sheet, target)))
    return tuple(found)


def apply(reviews: Reviews, moves: Iterable[Carried]) -> tuple[Reviews, tuple[Carried, ...]]:
    """Return the reviews with every remark under its new key, and the moves that could not be made: somebody wrote
    something else there already."""
    moves, blocked = tuple(moves), ()
    while found := _blocked(reviews, moves):  # what has to stay may itself stand in the way of another
        blocked += found
        moves = tuple(each for each in moves if each not in found)
    targets = {(each.review.key, each.review.title): each for each in moves}
    moved = ((each, targets.get((each.key, each.title))) for each in reviews.all)
    return Reviews(each if move is None else replace(move.review, key=move.key) for each, move in moved), blocked


def _blocked(reviews: Reviews, moves: tuple[Carried, ...]) -> tuple[Carried, ...]:
    leaving = {(each.review.key, each.review.title) for each in moves}
    staying = {(each.key, each.title) for each in reviews.all} - leaving
    return tuple(each for each in moves if (each.key, each.review.title) in staying)


def verdict_of(reviews: Reviews, each: Difference) -> Review | None:
    """Return the verdict that was given on the old sentence, wherever it stands by now."""
    if each.turn is Turn.CHANGED:
        return reviews.cell(each.old_key, VERDICT)
    prints = {"", *(fingerprint(text) for text in (each.old, each.new) if text)}
    keys = (each.new_key, each.old_key, f"{REMOVED} {each.old_key}")
    found = (reviews.cell(key, VERDICT) for key in keys if key and each.old_key)
    return next((verdict for verdict in found if verdict and verdict.fingerprint in prints), None)


def again(reviews: Reviews, differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Return the differences whose verdict has to be given again, since the words of the sentence changed."""
    return tuple(
        each
        for each in differences
        if (found := verdict_of(reviews, each)) and is_outdated(found, each)
    )


def is_outdated(verdict: Review, each: Difference) -> bool:
    """True when a verdict on the old sentence was not given for the new words; one that names no words meant the old."""
    return bool(each.new_key) and fingerprint(each.new) != (verdict.fingerprint or fingerprint(each.old))


def _ways(differences: Sequence[Difference]) -> dict[str, Difference]:
    """Return by old key where a sentence went, for those whose remarks cannot stay where they are."""
    now = {each.new_key for each in differences if each.new_key}
    return {
        each.old_key: each
        for each in differences
        if each.turn is Turn.MOVED or (each.turn is Turn.REMOVED and each.old_key in now)
    }


def _homes(differences: Sequence[Difference]) -> dict[str, set[str]]:
    """Return by new key the fingerprints of the sentence that stands there and of the one that it came from."""
    found: dict[str, set[str]] = {}
    for each in differences:
        if each.new_key:
            found.setdefault(each.new_key, set()).update(fingerprint(text) for text in (each.old, each.new) if text)
    return found


def _dated(review: Review, way: Difference) -> Review:
    """A remark that does not say for which words it was written was written for the old ones."""
    return review if review.fingerprint else replace(review, fingerprint=fingerprint(way.old), given=way.old)


def _free(key: str, taken: set[str], sheet: str) -> str:
    number, free = 1, key
    while row_key(sheet, free) in taken:
        number += 1
        free = f"{key} ({number})"
    return free
