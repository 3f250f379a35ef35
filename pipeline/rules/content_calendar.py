"""Turns the contents that are kept current into a calendar: which is due in which month of the term, and on which workday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.model.plan_table import ContentItem
from pipeline.problems import Problem, Severity
from pipeline.rules.calendar import Calendar
from pipeline.rules.rule import Rule

CODE = "R-CNT-01"
_TIMES = re.compile(r"(\d+)\s*회\s*/\s*(년|반기|분기|월)")
_A_YEAR = {"년": 1, "반기": 2, "분기": 4, "월": 12}
_YEAR = 12


class Cycle(StrEnum):
    """How a content is kept current."""

    TIMES = "정기"  # n times a year: on recommended workdays
    DAILY = "일배치"  # by machine every day: looked at on each workday
    DEMAND = "수시"  # whenever it changes
    UNKNOWN = "미정"


@dataclass(frozen=True, slots=True)
class Update:
    """One content that is due on a recommended workday."""

    item: ContentItem
    day: date


@dataclass(frozen=True, slots=True)
class AgencyMonth:
    """What one agency's contents ask for in one month: updates on a day, and daily batches to look at."""

    agency: str
    month: Month
    updates: tuple[Update, ...]
    daily: tuple[ContentItem, ...]
    workdays: int

    @property
    def days(self) -> tuple[date, ...]:
        """The recommended workdays, each once."""
        return tuple(dict.fromkeys(update.day for update in self.updates))


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of the term with its workdays of service, an entry for each agency."""

    month: Month
    workdays: int
    entries: tuple[AgencyMonth, ...]


@dataclass(frozen=True, slots=True)
class ContentTask:
    """One line of the ledger: a content in a month, its recommended day (None: every workday, or on demand), and how often it is looked at."""

    item: ContentItem
    cycle: Cycle
    month: Month | None
    day: date | None
    times: int | None


class ContentCalendar:
    """콘텐츠 갱신 일정: 콘텐츠마다 적힌 횟수를 사업기간의 달에 나누어 언제 갱신하고 언제 살펴보는지 정합니다.

    조항: 기관별 콘텐츠 관리현황의 횟수(1회/년, 일배치, 수시). 원문에는 갱신하는 달과 날이 없습니다.

    산식
      n회/년: 사업기간을 열두 달씩 나누고 그 달들을 n으로 나눈 조각의 가운데 달, 그 달의 마지막 근무일을 권장일로 둡니다(가정, 협의할 것).
      열두 달보다 짧은 조각에도 n회를 둡니다. 반기는 연 2회, 분기는 연 4회, 월은 연 12회로 봅니다.
      일배치: 자동으로 갱신되므로 근무일마다 결과를 살펴봅니다. 그 달의 근무일 수 × 콘텐츠 수가 확인할 횟수입니다.
      수시: 요청이나 변경이 있을 때마다입니다. 횟수가 적히지 않은 것은 〔입력 필요〕입니다.

    예: 2013. 3. ~ 2014. 2.의 1회/년 → 열두 달의 가운데인 2013년 8월의 마지막 근무일 8. 30.(금). 2회/년 → 5월과 11월.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.calendar = Calendar(dossier.law, dossier.contract)

    @property
    def items(self) -> tuple[ContentItem, ...]:
        """Every content in the order of the file."""
        return self.dossier.contents

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies in the order of their first content."""
        return tuple(dict.fromkeys(item.agency for item in self.items))

    def of(self, cycle: str) -> tuple[ContentItem, ...]:
        """Return the contents of a cycle (정기, 일배치, 수시, 미정)."""
        return tuple(item for item in self.items if cycle_of(item)[0].value == cycle)

    def count(self, agency: str, cycle: str) -> int:
        """Return how many contents of an agency have this cycle."""
        return sum(item.agency == agency for item in self.of(cycle))

    @cached_property
    def updates(self) -> tuple[Update, ...]:
        """Every update on a day, by day and then in the order of the file."""
        made = [Update(item, day) for item in self.items for day in self._days(cycle_of(item)[1])]
        return tuple(sorted(made, key=lambda update: update.day))

    @cached_property
    def months(self) -> tuple[MonthRow, ...]:
        """Every month of the term."""
        daily = self.of(Cycle.DAILY)
        made = []
        for month in self.dossier.contract.months:
            workdays = self.workdays(month)
            entries = tuple(
                AgencyMonth(agency, month, tuple(update for update in self.updates if update.item.agency == agency and update.day in month),
                            tuple(item for item in daily if item.agency == agency), workdays)
                for agency in self.agencies
            )
            made.append(MonthRow(month, workdays, entries))
        return tuple(made)

    def workdays(self, month: Month) -> int:
        """Return the workdays of service in a month."""
        part = self.dossier.contract.service.within(month)
        days = (part.start + timedelta(days=n) for n in range(part.days)) if part else ()
        return sum(not self.calendar.is_holiday(day) for day in days)

    @property
    def all_workdays(self) -> int:
        """The workdays of the term."""
        return sum(row.workdays for row in self.months)

    @cached_property
    def tasks(self) -> tuple[ContentTask, ...]:
        """The lines of the ledger: month by month what is due and what is looked at daily, then what comes on demand."""
        made = []
        for row in self.months:
            made += [ContentTask(update.item, Cycle.TIMES, row.month, update.day, 1) for update in self.updates if update.day in row.month]
            made += [ContentTask(item, Cycle.DAILY, row.month, None, row.workdays) for item in self.of(Cycle.DAILY)]
        rest = (item for item in self.items if cycle_of(item)[0] in (Cycle.DEMAND, Cycle.UNKNOWN))
        return tuple(made + [ContentTask(item, cycle_of(item)[0], None, None, None) for item in rest])

    def _days(self, times: int) -> tuple[date, ...]:
        """Return the last workday of the middle month of each of `times` parts of every twelve months."""
        months, days = self.dossier.contract.months, []
        for first in range(0, len(months), _YEAR) if times else ():
            year = months[first : first + _YEAR]
            for part in range(1, times + 1):
                middle = -(-len(year) * (2 * part - 1) // (2 * times)) - 1  # rounded up, counted from 0
                last = min(year[max(0, middle)].last, self.dossier.contract.end)
                days.append(self.calendar.previous_business_day(last))
        return tuple(dict.fromkeys(days))


def cycle_of(item: ContentItem) -> tuple[Cycle, int]:
    """Return how a content is kept current and, for TIMES, how often a year."""
    text = "".join(item.cycle.split())
    if found := _TIMES.fullmatch(text):
        return Cycle.TIMES, int(found[1]) * _A_YEAR[found[2]]
    if text in (Cycle.DAILY, Cycle.DEMAND):
        return Cycle(text), 0
    return Cycle.UNKNOWN, 0


def check(dossier: Dossier) -> list[Problem]:
    """Say which content has a cycle that nobody can put into a calendar; an empty one is the plan's own matter (R-PRJ-01)."""
    return list(_problems(dossier))


def _problems(dossier: Dossier) -> Iterator[Problem]:
    for item in dossier.contents:
        if item.cycle and cycle_of(item)[0] is Cycle.UNKNOWN:
            message = f"{item.agency} ‘{item.group} > {item.name}’: 일정에 넣을 수 없는 횟수입니다: {item.cycle}"
            yield Problem(CODE, message, item.at.at_field("횟수"), "1회/년, 1회/반기, 1회/분기, 1회/월, 일배치, 수시", severity=Severity.WARNING)


def content_calendar(dossier: Dossier) -> ContentCalendar:
    """Return the calendar of a contract's contents; reading an attribute computes it."""
    return ContentCalendar(dossier)


content_calendar.__doc__ = ContentCalendar.__doc__
RULE = Rule(CODE, "콘텐츠 갱신 일정", ("기관별 콘텐츠 관리현황의 횟수",), content_calendar, check)
