"""Turns moments into minutes, and does the arithmetic of stretches of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.model.period import Month
from pipeline.rules import words

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time, half open: `start` belongs to it, `end` does not; empty unless the end is after the start."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Whole minutes; seconds are cut from both ends first, so that adjoining spans add up. Never negative."""
        return max(0, (to_minute(self.end) - to_minute(self.start)) // _MINUTE)

    def clip(self, start: datetime, end: datetime) -> Span | None:
        """Return the part between `start` and `end`, or None when there is none."""
        clipped = Span(max(self.start, start), min(self.end, end))
        return clipped if clipped.start < clipped.end else None

    def within(self, month: Month) -> Span | None:
        """Return the part that lies in `month`, or None."""
        return self.clip(month.start, month.end)

    def __str__(self) -> str:
        return f"{words.moment(self.start)} → {words.moment(self.end)}"


def to_minute(moment: datetime) -> datetime:
    """Return `moment` without its seconds."""
    return moment.replace(second=0, microsecond=0)


def minutes_between(start: datetime, end: datetime) -> int:
    """Return the whole minutes from `start` to `end`; negative when the end comes first."""
    return (to_minute(end) - to_minute(start)) // _MINUTE


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same time as spans in order that neither overlap nor touch; empty spans are dropped."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """Return the time of `spans` that lies in none of `holes`, merged."""
    rest = list(merge(spans))
    for hole in merge(holes):
        rest = [part for span in rest for part in (Span(span.start, min(span.end, hole.start)),
                                                   Span(max(span.start, hole.end), span.end)) if part.start < part.end]
    return merge(rest)


def total(spans: Iterable[Span]) -> int:
    """Return the minutes that the spans cover together; time covered twice counts once."""
    return sum(span.minutes for span in merge(spans))
