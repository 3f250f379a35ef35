"""Turns a number of this month and of the month before into both in words and the difference between them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.model.words import duration_words
from pipeline.rules import words


class Unit(StrEnum):
    """What a headline number counts, as it is printed."""

    CASES = "건"
    PERCENT = "%"
    MINUTES = "분"
    GIGABYTES = "GB"
    HOURS = "시간"


@dataclass(frozen=True, slots=True)
class Headline:
    """One headline number of a month; the value is None where there is nothing to measure."""

    label: str
    value: Decimal | int | None
    unit: Unit

    @property
    def words(self) -> str:
        """The number with its unit: "3건", "99.7087%", "2시간 10분", "해당 없음"."""
        return words.NONE if self.value is None else _sized(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Difference:
    """One headline number beside that of the month before: "3건", "1건", "▲ 2건"."""

    label: str
    this: str
    previous: str
    words: str


def difference(this: Headline, previous: Headline | None) -> Difference:
    """Return both numbers in words and the difference: "▲ 2건", "▼ 0.12%p", "-" when equal or not comparable."""
    before = "-" if previous is None else previous.words
    if previous is None or this.value is None or previous.value is None or this.value == previous.value:
        return Difference(this.label, this.words, before, "-")
    moved = Decimal(this.value) - Decimal(previous.value)
    points = "p" if this.unit is Unit.PERCENT else ""
    moved_words = f"{'▲' if moved > 0 else '▼'} {_sized(abs(moved), this.unit)}{points}"
    return Difference(this.label, this.words, before, moved_words)


def _sized(value: Decimal | int, unit: Unit) -> str:
    match unit:
        case Unit.MINUTES:
            return duration_words(int(value))
        case Unit.PERCENT:
            return f"{value:f}%"
        case _:
            return f"{words.plain(value)}{unit}"
