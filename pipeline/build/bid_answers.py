"""Turns the marks of a proposal into its compliance; for marks whose number a revision took away it knows what became of the number."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.build.bid_reading import Bid
from pipeline.model.proposal import Answer
from pipeline.rules.compliance import UNKNOWN, Compliance, compliance


def answered(bid: Bid, answers: tuple[Answer, ...]) -> Compliance:
    """Return what `answers` come to; only where one names no row is looked up what the last skeletons were made from."""
    found = compliance(bid.dossier, bid.proposal, answers)
    if any(problem.code == UNKNOWN for problem in found.problems) and (moved := renumbered(bid)):
        return compliance(bid.dossier, bid.proposal, answers, moved)
    return found


def renumbered(bid: Bid) -> dict[str, str]:
    """Return the numbers that sentences bore when a skeleton was made and bear no more → their number now, "" for sentences that are gone."""
    from pipeline.build.bid_revision import read_kept, rows_of  # what makes skeletons is loaded only where a number is unknown

    kept, _ = read_kept(bid.folder, "")
    now = [(row.key, row.text) for row in rows_of(bid.dossier)]
    earlier = ([(row.key, row.text) for row in rows] for rows in (kept.before, kept.rows))
    return {old: new for rows in earlier for old, new in _turned(rows, now)}


def _turned(before: list[tuple[str, str]], now: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    from pipeline.trace.diff import Turn, difference

    there = {key for key, _ in now}
    for each in difference(before, now) if before and before != now else ():
        if each.turn in (Turn.MOVED, Turn.REMOVED) and each.old_key not in there:
            yield each.old_key, each.new_key
