"""Turns the backup log into a month's account: planned and done runs, failures and re-runs, volume, media, quarters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.model.contract import Contract
from pipeline.model.dossier import Dossier
from pipeline.model.log import Backup, BackupKind
from pipeline.model.period import Month, Period
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.rule import Rule
from pipeline.rules.term import days_of, elapsed_months, months_until

CODE = "R-BAK-01"
DATABASE = "데이터베이스"  # the target that a month without any run speaks of


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed run and the later run that made good for it, or None."""

    backup: Backup
    rerun: Backup | None

    @property
    def outcome(self) -> str:
        """How the failure ended, in words."""
        return f"재수행 성공({self.rerun.id})" if self.rerun else "미복구"


@dataclass(frozen=True, slots=True)
class DailyLine:
    """The daily backups of one target in a month: a day is done when a run that began on it succeeded, itself or re-run."""

    target: str
    planned: int
    done: int
    missing: tuple[date, ...]  # days without any run
    failed: tuple[date, ...]  # days whose runs all failed for good
    success_rate: Decimal | None  # per cent, 2 places


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


@dataclass(frozen=True, slots=True)
class Quarter:
    """Whether the quarterly backup of data and source was made."""

    name: str  # 2019년 3분기
    period: Period
    done: tuple[Backup, ...]
    state: str  # 이행, 예정, 미이행


@dataclass(frozen=True, slots=True)
class BackupSummary:
    """A month's backups; sums over all targets of the daily database backup, and the quarters so far."""

    month: Month
    lines: tuple[DailyLine, ...]
    runs: tuple[Backup, ...]
    planned: int
    done: int
    failures: tuple[Failure, ...]
    recovered: int
    missing: tuple[date, ...]
    success_rate: Decimal | None
    volumes: tuple[Volume, ...]
    volume_start: Decimal | None
    volume_end: Decimal | None
    growth: Decimal | None
    media: tuple[Media, ...]
    restore_tests: tuple[Backup, ...]
    occasional: tuple[Backup, ...]
    quarters: tuple[Quarter, ...]
    steps: tuple[str, ...]

    @property
    def quarter(self) -> Quarter | None:
        """The quarter in which the month lies."""
        return self.quarters[-1] if self.quarters else None

    @property
    def missed_quarters(self) -> tuple[Quarter, ...]:
        """The quarters whose backup was not made in time."""
        return tuple(quarter for quarter in self.quarters if quarter.state == "미이행")


def backups(dossier: Dossier, month: Month) -> BackupSummary:
    """백업 실적: 하루 한 번의 DB 백업과 분기 한 번의 데이터·소스 백업을 계획과 견줍니다.

    조항: MAR-001 5) 정기·비정기 백업과 매월 결과보고, 과업내역 '데이터베이스 일일 백업', '분기별 홈페이지 데이터와 소스 백업'.

    산식
      계획 = 그 달의 용역일수 × 대상 수
      실시 = 성공한 날의 수. 실패한 백업을 나중에 재수행하여 성공하면 원래 백업한 날을 실시한 것으로 봅니다.
      성공률 = 실시 ÷ 계획 × 100 (소수 셋째 자리에서 반올림)
      증감률 = (월말 용량 − 월초 용량) ÷ 월초 용량 × 100
      분기 백업은 분기의 마지막 달까지 성공한 기록이 없으면 '미이행'이며, 그 뒤의 달에도 계속 표시합니다.

    예: 2019년 7월 31일 계획, 29일 실시(7. 9. 누락, 7. 20. 실패 후 미복구) → 29 ÷ 31 × 100 = 93.55%.
    """
    period = dossier.contract.service.within(month)
    runs = tuple(run for run in dossier.backups if run.started in month)
    daily = [run for run in runs if run.kind is BackupKind.DAILY]
    lines = _lines(dossier, daily, period)
    failures = tuple(Failure(run, _success(dossier, run)) for run in runs if not run.succeeded and not run.rerun_of)
    volumes = _volumes(daily)
    start = sum((volume.first for volume in volumes), Decimal(0)) if volumes else None
    end = sum((volume.last for volume in volumes), Decimal(0)) if volumes else None
    planned, done = sum(line.planned for line in lines), sum(line.done for line in lines)
    summary = BackupSummary(
        month=month,
        lines=lines,
        runs=runs,
        planned=planned,
        done=done,
        failures=failures,
        recovered=sum(1 for failure in failures if failure.rerun),
        missing=tuple(sorted({when for line in lines for when in line.missing})),
        success_rate=words.share(done, planned),
        volumes=volumes,
        volume_start=start,
        volume_end=end,
        growth=_growth(start, end),
        media=_media(runs),
        restore_tests=tuple(run for run in runs if run.kind is BackupKind.RESTORE_TEST),
        occasional=tuple(run for run in runs if run.kind is BackupKind.OCCASIONAL),
        quarters=_quarters(dossier, month),
        steps=_steps(lines, volumes, period),
    )
    return summary


def _lines(dossier: Dossier, daily: list[Backup], period: Period | None) -> tuple[DailyLine, ...]:
    if not dossier.contract.number_of("backup.daily_per_day", 1):
        return ()
    targets = sorted({run.target for run in daily}) or [DATABASE]
    return tuple(_line(dossier, target, [run for run in daily if run.target == target], period) for target in targets)


def _line(dossier: Dossier, target: str, runs: list[Backup], period: Period | None) -> DailyLine:
    days = days_of(period)
    tried = {run.started.date() for run in runs}
    originals = [run for run in runs if not run.rerun_of]
    done = {run.started.date() for run in originals if run.succeeded or _success(dossier, run)} & set(days)
    return DailyLine(
        target=target,
        planned=len(days),
        done=len(done),
        missing=tuple(when for when in days if when not in tried),
        failed=tuple(when for when in days if when in tried and when not in done),
        success_rate=words.share(len(done), len(days)),
    )


def _success(dossier: Dossier, failed: Backup) -> Backup | None:
    """Return the successful run at the end of the re-runs of a failed one."""
    seen, waiting = set(), [failed.id]
    while waiting:
        id = waiting.pop()
        seen.add(id)
        for run in dossier.backups:
            if run.rerun_of == id and run.id not in seen:
                if run.succeeded:
                    return run
                waiting.append(run.id)
    return None


def _volumes(daily: list[Backup]) -> tuple[Volume, ...]:
    sizes: dict[str, list[Decimal]] = {}
    for run in sorted(daily, key=lambda run: run.started):
        if run.succeeded and run.size_gb is not None:
            sizes.setdefault(run.target, []).append(run.size_gb)
    return tuple(Volume(target, each[0], each[-1], _growth(each[0], each[-1])) for target, each in sorted(sizes.items()))


def _growth(first: Decimal | None, last: Decimal | None) -> Decimal | None:
    return None if first is None or last is None else words.share(last - first, first)


def _media(runs: Iterable[Backup]) -> tuple[Media, ...]:
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


def _quarters(dossier: Dossier, month: Month) -> tuple[Quarter, ...]:
    if not dossier.contract.number_of("backup.quarterly_per_quarter", 1):
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


def _steps(lines: Iterable[DailyLine], volumes: Iterable[Volume], period: Period | None) -> tuple[str, ...]:
    if period is None:
        return ("용역기간에 들지 않는 달: 해당 없음",)
    steps = [f"계획: {words.span(period)} {period.days}일, 하루 1회"]
    for line in lines:
        steps.append(
            f"{line.target}: 실시 {line.done}일 ÷ 계획 {line.planned}일 × 100 = {words.percent(line.success_rate)}"
            f" (기록 없음 {len(line.missing)}일, 실패 {len(line.failed)}일)"
        )
    for volume in volumes:
        steps.append(
            f"{volume.target} 용량: ({words.plain(volume.last)} − {words.plain(volume.first)}) ÷ "
            f"{words.plain(volume.first)} × 100 = {words.percent(volume.growth)}"
        )
    return tuple(steps)


def check(dossier: Dossier) -> list[Problem]:
    """Name runs that end before they begin, re-runs of nothing, days without a backup, and quarters missed."""
    if not dossier.backups:
        return []
    return [*_impossible(dossier), *_missing(dossier), *_missed_quarters(dossier)]


def _impossible(dossier: Dossier) -> list[Problem]:
    problems, ids = [], {run.id for run in dossier.backups}
    for run in dossier.backups:
        if run.ended is not None and run.ended < run.started:
            message = f"{run.id}: 종료일시({words.moment(run.ended)})가 시작일시({words.moment(run.started)})보다 빠릅니다."
            problems.append(Problem(CODE, message, run.at.at_field("종료일시"), "시작 뒤의 때를 적습니다."))
        if run.rerun_of and run.rerun_of not in ids:
            message = f"{run.id}: 재수행대상 {run.rerun_of} 백업이 대장에 없습니다."
            problems.append(Problem(CODE, message, run.at.at_field("재수행대상"), "실패한 백업의 백업번호를 적습니다."))
    return problems


def _missing(dossier: Dossier) -> list[Problem]:
    """One warning a month; days after the newest run are not yet missing."""
    problems, newest = [], max(run.started for run in dossier.backups).date()
    for month in elapsed_months(dossier):
        for line in backups(dossier, month).lines:
            days = [when for when in line.missing if when <= newest]
            if days:
                message = f"{words.month(month)} {line.target} 일일 백업 기록이 없는 날이 {len(days)}일 있습니다: {words.day_list(days)}"
                hint = "백업대장에 그 날의 기록을 적거나 백업결과보고서에 사유를 밝힙니다."
                problems.append(Problem(CODE, message, hint=hint, severity=Severity.WARNING))
    return problems


def _missed_quarters(dossier: Dossier) -> list[Problem]:
    months = elapsed_months(dossier)
    missed = backups(dossier, months[-1]).missed_quarters if months else ()
    return [
        Problem(
            CODE, f"{quarter.name} 분기 백업({words.span(quarter.period)})의 성공 기록이 없습니다.",
            hint="구분 '분기 데이터·소스'로 적습니다.", severity=Severity.WARNING,
        )
        for quarter in missed
    ]


RULE = Rule(CODE, "백업 실적", ("MAR-001 5)", "III-2 백업 및 데이터베이스 관리", "PMR-002 4)"), backups, check)
