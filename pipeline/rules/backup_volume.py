"""Turns successful backup runs into how the volume of data grew and what is left on the media."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.model.log import Backup
from pipeline.rules import words


@dataclass(frozen=True, slots=True)
class Volume:
    """How the size of a target's daily backup moved within the month (GB)."""

    target: str
    first: Decimal
    last: Decimal
    growth: Decimal | None  # per cent, 2 places; None when it began at nothing


@dataclass(frozen=True, slots=True)
class Media:
    """The state of one backup medium after its last run of the month."""

    name: str
    free_gb: Decimal | None
    state: str  # 정상, 이상 as logged, 부족 when less is free than the month's largest run on it needs
    day: date


def volumes(runs: Iterable[Backup]) -> tuple[Volume, ...]:
    """Return one line a target: the sizes of the first and the last successful run, and the growth between."""
    sizes: dict[str, list[Decimal]] = {}
    for run in sorted(runs, key=lambda run: run.started):
        if run.succeeded and run.size_gb is not None:
            sizes.setdefault(run.target, []).append(run.size_gb)
    return tuple(Volume(target, each[0], each[-1], growth(each[0], each[-1])) for target, each in sorted(sizes.items()))


def growth(first: Decimal | None, last: Decimal | None) -> Decimal | None:
    """Return (last − first) ÷ first in per cent, 2 places; None when a size is unknown or the first is nothing."""
    return None if first is None or last is None else words.share(last - first, first)


def media(runs: Iterable[Backup]) -> tuple[Media, ...]:
    """Return one line a medium, as its last run of the given ones left it."""
    by_name: dict[str, list[Backup]] = {}
    for run in sorted(runs, key=lambda run: run.started):
        if run.media:
            by_name.setdefault(run.media, []).append(run)
    return tuple(_medium(name, by_name[name]) for name in sorted(by_name))


def _medium(name: str, runs: list[Backup]) -> Media:
    need = max((run.size_gb for run in runs if run.size_gb is not None), default=Decimal(0))
    free = next((run.media_free_gb for run in reversed(runs) if run.media_free_gb is not None), None)
    state = next((run.media_state for run in reversed(runs) if run.media_state), "")
    return Media(name, free, "부족" if free is not None and free < need else state, runs[-1].started.date())
