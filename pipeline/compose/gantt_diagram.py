"""Turns the lines of a schedule into a drawn Gantt chart: years above, months, quarters or nothing below, bars and diamonds on their days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pipeline.compose.strokes import HEAD, INK, LINE, PALE, diamond, fitted, letters, rectangle, straight, told, width_of, wrapped
from pipeline.model.period import Month, Period

WIDTH, LABEL_WIDTH = 640.0, 196.0
ROW, MORE, HEADER = 21.0, 13.0, 18.0  # a row of one line, each further line, one row of the header
MOST_MONTHS, MOST_QUARTERS = 30, 36  # that the header shows side by side
MOST_LINES = 3  # of one label
_BAR, _SIZE, _HEAD_SIZE, _LEAST_SIZE = "#9DC3E6", 10.5, 10.0, 8.0


class Line(Protocol):
    """One row: its name, stretches of work, and days on which something is due (the last two may be absent)."""

    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the header: its first and last month, and its names, the longest first."""

    first: Month
    last: Month
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Where days stand: the columns cover whole months, quarters or years around the horizon."""

    columns: tuple[Column, ...]
    unit: str  # 월, 분기 or "" for years alone

    @property
    def start(self) -> date:
        """The first day that is drawn."""
        return self.columns[0].first.first

    @property
    def end(self) -> date:
        """The last day that is drawn."""
        return self.columns[-1].last.last

    @property
    def day(self) -> float:
        """The width of one day."""
        return (WIDTH - LABEL_WIDTH - 1) / Period(self.start, self.end).days

    def x(self, day: date) -> float:
        """Return where `day` begins."""
        return LABEL_WIDTH + (day - self.start).days * self.day

    def edges(self, column: Column) -> tuple[float, float]:
        """Return where a column begins and ends."""
        return self.x(column.first.first), self.x(column.last.last) + self.day


def gantt(horizon: Period, lines: Sequence[Line]) -> tuple[list[str], float]:
    """Return the strokes of the chart and its height; what lies outside the columns is cut off there."""
    scale = scale_of(horizon)
    names = [_label(line.label) for line in lines]
    top = HEADER * (2 if scale.unit else 1)
    heights = [ROW + MORE * (len(name) - 1) for name in names]
    height = top + sum(heights)
    parts = _header(scale, top, height)
    y = top
    for line, name, high in zip(lines, names, heights, strict=True):
        parts.append(straight(0, y + high, WIDTH - 1, y + high, thin=True))
        words = [fitted(6, y + ROW / 2 + 4 + MORE * order, text, _SIZE, LABEL_WIDTH - 12, "start") for order, text in enumerate(name)]
        parts += told(words, [line.label], len(words))
        parts += _row(line, scale, y + high / 2)
        y += high
    parts += [rectangle(0, 0, WIDTH - 1, height, "none", INK), straight(LABEL_WIDTH, 0, LABEL_WIDTH, height)]
    return [*parts, *_legend(height + 8)], height + 24


def _label(text: str) -> tuple[str, ...]:
    """Return a label in lines; what is more than they hold stays in the last one, which is cut where it is drawn."""
    found = wrapped(text, LABEL_WIDTH - 12, _SIZE) or ("",)
    return found if len(found) <= MOST_LINES else (*found[: MOST_LINES - 1], " ".join(found[MOST_LINES - 1 :]))


def scale_of(horizon: Period) -> Scale:
    """Return the columns that show `horizon`: months, quarters where those are too many, years where these are."""
    first, last = Month.of(horizon.start), Month.of(max(horizon.start, horizon.end))
    months = _count(first, last)
    if months <= MOST_MONTHS:
        return Scale(tuple(Column(each, each, (f"{each.month}월", str(each.month))) for each in _steps(first, last, 1)), "월")
    first, last = Month(first.year, first.quarter * 3 - 2), Month(last.year, last.quarter * 3)
    if _count(first, last) <= MOST_QUARTERS * 3:
        found = _steps(first, last, 3)
        return Scale(tuple(Column(each, Month(each.year, each.month + 2), (f"{each.quarter}분기", str(each.quarter))) for each in found), "분기")
    return Scale(tuple(Column(Month(year, 1), Month(year, 12), _year(year)) for year in range(first.year, last.year + 1)), "")


def _count(first: Month, last: Month) -> int:
    return 12 * (last.year - first.year) + last.month - first.month + 1


def _steps(first: Month, last: Month, step: int) -> list[Month]:
    starts = range(12 * first.year + first.month - 1, 12 * last.year + last.month, step)
    return [Month(number // 12, number % 12 + 1) for number in starts]


def _year(year: int) -> tuple[str, ...]:
    return f"{year}년", f"’{year % 100:02d}", f"{year % 100:02d}"


def _header(scale: Scale, top: float, height: float) -> list[str]:
    """Return the names of the columns: all of one row the long way, or all shorter where one of them is too narrow for that."""
    years = [
        Column(Month(year, 1), Month(year, 12), _year(year)) for year in dict.fromkeys(column.first.year for column in scale.columns)
    ]
    cut = [Column(max(each.first, scale.columns[0].first), min(each.last, scale.columns[-1].last), each.names) for each in years]
    parts = [rectangle(0, 0, LABEL_WIDTH, top, PALE, LINE), letters(LABEL_WIDTH / 2, top / 2 + 4, "구분", 11, "middle", bold=True)]
    parts += _names(cut, scale, 0)
    if scale.unit:
        parts += _names(scale.columns, scale, HEADER)
        if not _fits(scale.columns, scale, 0):  # bare numbers: say what they count
            parts.append(letters(LABEL_WIDTH - 5, top - 5, scale.unit, 9, "end"))
    for column in scale.columns:
        parts.append(straight(scale.edges(column)[1], top, scale.edges(column)[1], height, thin=True))
    if scale.unit:
        parts += [straight(scale.edges(column)[1], top, scale.edges(column)[1], height) for column in cut[:-1]]
    return parts


def _names(columns: Sequence[Column], scale: Scale, y: float) -> Iterable[str]:
    shorter = 0 if _fits(columns, scale, 0) else 1
    for column in columns:
        left, right = scale.edges(column)
        room = right - left - 1
        yield rectangle(left, y, right - left, HEADER, PALE, LINE)
        name = next((name for name in column.names[shorter:] if _wide(name) * _LEAST_SIZE <= room), "")  # never a part of a name
        if name:
            yield letters((left + right) / 2, y + HEADER / 2 + 4, name, min(_HEAD_SIZE, room / _wide(name)), "middle")


def _wide(name: str) -> float:
    """Return how wide a name stands in letters of size 1; the sign of a shortened year is narrow."""
    return width_of(name, 1) - 0.3 * name.count("’")


def _fits(columns: Sequence[Column], scale: Scale, number: int) -> bool:
    """True when the names of that length fit their columns in letters that are read easily."""
    return all(_wide(each.names[number]) * 9 <= scale.edges(each)[1] - scale.edges(each)[0] - 2 for each in columns)


def _row(line: Line, scale: Scale, middle: float) -> Iterable[str]:
    for span in getattr(line, "spans", ()):
        start, end = max(span.start, scale.start), min(span.end, scale.end)
        if start <= end:
            width = scale.x(end) + scale.day - scale.x(start) - 1
            yield rectangle(scale.x(start), middle - ROW / 2 + 5, max(2.0, width), ROW - 10, _BAR, HEAD)
    for day in getattr(line, "marks", ()):
        if scale.start <= day <= scale.end:
            yield diamond(min(max(scale.x(day) + scale.day / 2, LABEL_WIDTH + 5), WIDTH - 6), middle, 5)


def _legend(y: float) -> list[str]:
    return [
        rectangle(WIDTH - 172, y, 20, 9, _BAR, HEAD), letters(WIDTH - 147, y + 9, "수행 기간", 10, "start"),
        diamond(WIDTH - 84, y + 5, 5), letters(WIDTH - 74, y + 9, "제출·이행 기한", 10, "start"),
    ]
