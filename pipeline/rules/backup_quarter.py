"""Turns the log of quarterly backups into each quarter's state: done, still to come, or missed."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.contract import Contract
from pipeline.model.dossier import Dossier
from pipeline.model.log import Backup, BackupKind
from pipeline.model.period import Month, Period
from pipeline.rules.term import months_until


@dataclass(frozen=True, slots=True)
class Quarter:
    """Whether the quarterly backup of data and source was made."""

    name: str  # 2019년 3분기
    period: Period
    done: tuple[Backup, ...]
    state: str  # 이행, 예정, 미이행


def quarters(dossier: Dossier, month: Month) -> tuple[Quarter, ...]:
    """Return the quarters of the term up to that of `month`, as they stand at its end; none where none is owed."""
    if not dossier.contract.number_of("backup.quarterly_per_quarter", 0):
        return ()
    names = dict.fromkeys((each.year, each.quarter) for each in months_until(dossier.contract, month))
    return tuple(_quarter(dossier, year, number, month) for year, number in names)


def _quarter(dossier: Dossier, year: int, number: int, month: Month) -> Quarter:
    period = _quarter_days(dossier.contract, year, number)
    done = tuple(
        run for run in dossier.backups
        if run.kind is BackupKind.QUARTERLY and run.succeeded and run.started in period and run.started < month.end
    )
    state = "이행" if done else "예정" if month < Month.of(period.end) else "미이행"
    return Quarter(f"{year}년 {number}분기", period, done, state)


def _quarter_days(contract: Contract, year: int, number: int) -> Period:
    first, last = Month(year, number * 3 - 2), Month(year, number * 3)
    return Period(max(first.first, contract.start), min(last.last, contract.end))
