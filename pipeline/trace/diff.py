"""Turns two versions of the rows into what became of each sentence: unchanged, changed, new, removed or moved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
