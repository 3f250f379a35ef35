"""Turns a day into a workday or a named holiday, by the snapshot of public holidays and the contract's own days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from pipeline.model.contract import Contract
from pipeline.model.law import Law

_DAY = timedelta(days=1)


class Calendar:
    """The working calendar of one contract.

    A year's public holidays come from the snapshot in `law` when it holds any day of that year, so that a report
    issued once never changes; else from the `holidays` package. The contract's 추가휴일 are added and its 제외휴일
    taken away (a Saturday or a Sunday stays one).
    """

    def __init__(self, law: Law, contract: Contract) -> None:
        self._contract = contract
        self._snapshot: dict[int, dict[date, str]] = {}
        for holiday in law.holidays:
            self._snapshot.setdefault(holiday.day.year, {})[holiday.day] = holiday.name
        self._years: dict[int, dict[date, str]] = {}

    def used(self, year: int) -> tuple[tuple[date, str], ...]:
        """Return the (day, name) pairs taken as public or contract holidays of `year`, in order; for the manifest."""
        return tuple(sorted(self._holidays(year).items()))

    def from_snapshot(self, year: int) -> bool:
        """True when the snapshot of the law data covers `year`; False when the package was asked."""
        return year in self._snapshot

    def holiday_name(self, day: date) -> str:
        """Return the holiday's name, "토요일" or "일요일"; "" on a workday. A moment counts as its day."""
        day = _plain(day)
        weekday = {5: "토요일", 6: "일요일"}.get(day.weekday(), "")
        return self._holidays(day.year).get(day, weekday)

    def is_holiday(self, day: date) -> bool:
        """True on Saturdays, Sundays and holidays (민법 제161조)."""
        return bool(self.holiday_name(day))

    def next_business_day(self, day: date) -> date:
        """Return the first workday on or after `day`."""
        day = _plain(day)
        while self.is_holiday(day):
            day += _DAY
        return day

    def previous_business_day(self, day: date) -> date:
        """Return the last workday on or before `day`."""
        day = _plain(day)
        while self.is_holiday(day):
            day -= _DAY
        return day

    def after_hours(self, moment: datetime) -> str:
        """Return "휴일", "야간" (outside the contract's working hours, the closing minute included) or ""."""
        if self.is_holiday(moment.date()):
            return "휴일"
        return "" if self._contract.work_start <= moment.time() < self._contract.work_end else "야간"

    def _holidays(self, year: int) -> dict[date, str]:
        if year not in self._years:
            days = dict(self._snapshot[year]) if year in self._snapshot else dict(_published(year))
            days |= {day: days.get(day, "추가휴일") for day in self._contract.extra_holidays if day.year == year}
            dropped = set(self._contract.not_holidays)
            self._years[year] = {day: name for day, name in days.items() if day not in dropped}
        return self._years[year]


@cache
def _published(year: int) -> dict[date, str]:
    """The package is imported here: it costs 0.2 s, and a dossier with a snapshot never needs it."""
    from holidays import country_holidays

    return {day: name for day, name in country_holidays("KR", years=year, language="ko").items() if day.year == year}


def _plain(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day
