"""Two editions of the requirements side by side: turns their differences into counts and into what has to be looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.trace.diff import Dependants, Difference, Turn


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions side by side, with what leans on each difference and the verdicts that it touches."""

    old: str  # as the person named it
    new: str
    title: str  # the contract's, "" without one
    differences: tuple[Difference, ...]
    leaning: Mapping[str, Dependants] = field(default_factory=dict)  # by `key_of` a difference
    verdicts: Mapping[str, str] = field(default_factory=dict)  # by `key_of`: what was found before
    again: frozenset[str] = frozenset()  # `key_of` those whose verdict has to be given again

    @property
    def turned(self) -> tuple[Difference, ...]:
        """The differences without what stayed as it was."""
        return tuple(each for each in self.differences if each.turn is not Turn.UNCHANGED)

    @property
    def counts(self) -> str:
        """ "무변경 90 · 변경 3 · …"."""
        return " · ".join(f"{turn} {sum(each.turn is turn for each in self.differences):,}" for turn in Turn)


def key_of(each: Difference) -> str:
    """Return by what a difference is known: its new key, or "삭제" and the old one."""
    return each.new_key or f"삭제 {each.old_key}"
