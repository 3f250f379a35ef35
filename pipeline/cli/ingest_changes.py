"""Turns what a new reading of an RFP changed in its data folder into lines on a person's terminal: each record, its old and its new words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any

from pipeline.cli.terminal import say
from pipeline.rfp.draft.differences import differing
from pipeline.rfp.draft.merge import Change, Turn

_FILES = ("requirements.yaml", "rfp.yaml", "contract.yaml", "deliverables.yaml", "assets.csv", "findings.yaml", "clauses.yaml")
_THEIRS = {Turn.KEPT: "고친 글", Turn.DISAGREES: "고친 글"}
_RECORDS = 60  # of the records that changed
_LINES = 8  # of one record
_LONGEST = 200  # letters of a line


def print_changes(changes: Iterable[Change]) -> None:
    """Print how many records changed, then each with the words that differ; requirements first, moved records as a count alone."""
    all_of_them = list(changes)
    told = sorted((change for change in all_of_them if change.turn is not Turn.MOVED), key=_order)
    moved = len(all_of_them) - len(told)
    if not all_of_them:
        return
    counts = ", ".join(f"{turn.value} {number}" for turn, number in Counter(change.turn for change in told).items())
    say(f"지난번과 달라진 것 {len(told)}건" + (f" ({counts})" if counts else "") + (f", 번호나 읽은 자리만 달라진 것 {moved}건" if moved else ""))
    for change in told[:_RECORDS]:
        _print_one(change)
    if len(told) > _RECORDS:
        left = Counter(change.file for change in told[_RECORDS:])
        say(f"… 그 밖에 {len(told) - _RECORDS}건: " + ", ".join(f"{file} {number}" for file, number in left.items()) + " (모두 보려면 --json)")


def changes_as_data(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Return every change as plain values: file, record, what became of it, the lines that differ."""
    return [
        {"file": change.file, "record": change.key, "turn": change.turn.value, "lines": [{"old": old, "new": new} for old, new in differing(change.theirs, change.fresh)]}
        for change in changes
    ]


def _order(change: Change) -> int:
    return _FILES.index(change.file) if change.file in _FILES else len(_FILES)


def _print_one(change: Change) -> None:
    say(f"  {change.turn.value} {change.file} {change.key}".rstrip())
    lines = [(side, line) for pair in differing(change.theirs, change.fresh) for side, line in zip((_THEIRS.get(change.turn, "이전"), "새 글"), pair, strict=True) if line]
    for side, line in islice(lines, _LINES):
        say(f"    {side} | {line if len(line) <= _LONGEST else line[:_LONGEST] + '…'}")
    if len(lines) > _LINES:
        say(f"    … 그 밖에 {len(lines) - _LINES}줄")
