"""The nouns of the obligations calendar: an event, what proves that a thing was done, and one obligation with its state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pipeline.model.contract import Source
from pipeline.model.duty import Duty
from pipeline.model.period import Month
from pipeline.problems import NOWHERE, Location
from pipeline.rules.deadline import Deadline


class State(StrEnum):
    """How an obligation stands on the day of the calendar."""

    DONE = "함"
    AHEAD = "기한 남음"
    OVERDUE = "지남"  # the deadline is past, and a log that would show the thing does not
    UNKNOWN = "확인 필요"  # the deadline is past, and nothing tells whether it was done
    UNDATED = "기한 미정"  # no clause sets a day
    NO_EVENT = "사건 없음"  # what it counts from has not happened
    WAIVED = "면제"  # excepted by waivers.csv


@dataclass(frozen=True, slots=True)
class Built:
    """One document that a manifest says was built: "2019-06/정기점검보고서", its template and its month."""

    id: str
    template: str
    month: Month


@dataclass(frozen=True, slots=True)
class Event:
    """What a deadline counts from. `first` to `last` are its days; `record` is the log record behind it, if any."""

    key: str  # stable within a deliverable: 2019-06, INC-2019-004, P01, 계약
    label: str  # 매월 2019년 6월, 장애 INC-2019-004, 계약
    when: date | datetime | Month
    about: str = ""  # 2019년 6월분, 홍길동
    record: Any = field(default=None, compare=False, repr=False)
    standing: bool = False  # it goes on all the time: 상시, 수시
    end: date | None = None  # the last day of a span that is no month

    @property
    def first(self) -> date:
        """The first day."""
        return self.when.first if isinstance(self.when, Month) else day_of(self.when)

    @property
    def last(self) -> date:
        """The last day."""
        return self.end or (self.when.last if isinstance(self.when, Month) else day_of(self.when))


@dataclass(frozen=True, slots=True)
class Proof:
    """What the logs and the built documents say: done (on `day`, where a log dates it), lacking, or neither: unknown."""

    done: bool = False
    day: date | datetime | None = None
    lacking: bool = False  # a log that is kept would show it, and does not
    ids: tuple[str, ...] = ()
    reason: str = ""


UNPROVED = Proof()


def unproved() -> Proof:
    """Return the proof of what no log speaks of."""
    return UNPROVED


@dataclass(frozen=True, slots=True)
class Draft:
    """One occurrence under one deadline, before anybody asked whether it was done; `prove` asks."""

    thing: str  # 4/2019-06: what two deadlines of one thing share
    ordinal: int
    what: str
    event: Event | None
    deadline: Deadline
    clause: str
    source: Source
    prove: Callable[[], Proof] = unproved
    number: str = ""
    recipient: str = ""
    trigger: str = ""  # where no event gives it
    duties: tuple[Duty, ...] = ()
    at: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing that has to be done once, under one of its deadlines, as it stands on the day of the calendar."""

    id: str  # 4/2019-06/1: stable from run to run
    number: str  # of the deliverable; "" for work that no paper shows
    what: str
    trigger: str  # 매월 2019년 6월, 장애 INC-2019-004, 계약
    about: str
    deadline: Deadline
    clause: str
    source: Source
    recipient: str
    state: State
    done: date | datetime | None
    late: bool  # done, but after the legal day
    evidence: tuple[str, ...]
    reason: str
    duties: tuple[str, ...]
    others: tuple[str, ...] = ()  # the other deadlines of the same thing: "V-1 2019. 7. 10.(수)"
    at: Location = field(default=NOWHERE, compare=False)

    @property
    def thing(self) -> str:
        """What this obligation shares with the others of the same thing."""
        return self.id.rpartition("/")[0]

    @property
    def legal_due(self) -> date | datetime | None:
        """The day or moment by which the clause wants it, after 민법 제161조; None without one."""
        return self.deadline.legal_due

    @property
    def recommended_due(self) -> date | datetime | None:
        """The workday to aim at; None without a day."""
        return self.deadline.recommended_due

    @property
    def title(self) -> str:
        """What, and of what: "정기점검보고서 (2019년 6월분)"."""
        return f"{self.what} ({self.about})" if self.about else self.what

    @property
    def words(self) -> str:
        """The deadline as the clause says it."""
        return self.deadline.rule.words or self.deadline.words


def day_of(moment: date | datetime) -> date:
    """Return the day of a day or a moment."""
    return moment.date() if isinstance(moment, datetime) else moment
