"""Turns calendar dates into the spans that contracts speak of: months and periods, both ends included."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Return the month that "2019-07" says; raises ValueError for anything else."""
        found = re.fullmatch(r"\s*(\d{4})-(\d{1,2})\s*", text)
        if not found or not 1 <= int(found[2]) <= 12:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month in which `day` lies."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.month, self.days)

    @property
    def days(self) -> int:
        """How many days the month has."""
        return monthrange(self.year, self.month)[1]

    @property
    def start(self) -> datetime:
        """The instant at which the month begins."""
        return datetime.combine(self.first, time())

    @property
    def end(self) -> datetime:
        """The instant at which the next month begins."""
        return self.next.start

    @property
    def next(self) -> Month:
        """The month after."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def previous(self) -> Month:
        """The month before."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def quarter(self) -> int:
        """1 to 4."""
        return (self.month + 2) // 3

    def __contains__(self, moment: date | datetime) -> bool:
        return (moment.year, moment.month) == (self.year, self.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days, both ends counted; 0 when the end lies before the start."""
        return max(0, (self.end - self.start).days + 1)

    @property
    def months(self) -> tuple[Month, ...]:
        """The calendar months that the period touches, in order."""
        months, month = [], Month.of(self.start)
        while month.first <= self.end:
            months.append(month)
            month = month.next
        return tuple(months)

    def within(self, month: Month) -> Period | None:
        """Return the part that lies in `month`, or None."""
        start, end = max(self.start, month.first), min(self.end, month.last)
        return Period(start, end) if start <= end else None

    def __contains__(self, moment: date | datetime) -> bool:
        day = moment.date() if isinstance(moment, datetime) else moment
        return self.start <= day <= self.end
