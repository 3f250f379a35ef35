"""Turns the backup log into a month's account: planned and done runs, failures and re-runs, volume, media, quarters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.model.dossier import Dossier
from pipeline.model.log import Backup, BackupKind
from pipeline.model.period import Month, Period
from pipeline.problems import Location, Problem, Severity
from pipeline.rules import words
from pipeline.rules.backup_quarter import Quarter, quarters
from pipeline.rules.backup_volume import Media, Volume, growth, media, volumes
from pipeline.rules.rule import Rule
from pipeline.rules.term import days_of, elapsed_months

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
    """The daily backups of one target in a month: a day is done when its run succeeded, itself or by a re-run."""

    target: str
    planned: int
    done: int
    missing: tuple[date, ...]  # days without any run of their own
    failed: tuple[date, ...]  # days whose runs all failed for good
    success_rate: Decimal | None  # per cent, 2 places


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
    sizes = volumes(daily)
    start = sum((each.first for each in sizes), Decimal(0)) if sizes else None
    end = sum((each.last for each in sizes), Decimal(0)) if sizes else None
    planned, done = sum(line.planned for line in lines), sum(line.done for line in lines)
    return BackupSummary(
        month=month,
        lines=lines,
        runs=runs,
        planned=planned,
        done=done,
        failures=failures,
        recovered=sum(1 for failure in failures if failure.rerun),
        missing=tuple(sorted({when for line in lines for when in line.missing})),
        success_rate=words.share(done, planned),
        volumes=sizes,
        volume_start=start,
        volume_end=end,
        growth=growth(start, end),
        media=media(runs),
        restore_tests=tuple(run for run in runs if run.kind is BackupKind.RESTORE_TEST),
        occasional=tuple(run for run in runs if run.kind is BackupKind.OCCASIONAL),
        quarters=quarters(dossier, month),
        steps=_steps(lines, sizes, period),
    )


def _lines(dossier: Dossier, daily: list[Backup], period: Period | None) -> tuple[DailyLine, ...]:
    if not dossier.contract.number_of("backup.daily_per_day", 0):
        return ()
    targets = sorted({run.target for run in daily}) or [DATABASE]
    return tuple(_line(dossier, target, [run for run in daily if run.target == target], period) for target in targets)


def _line(dossier: Dossier, target: str, runs: list[Backup], period: Period | None) -> DailyLine:
    days = days_of(period)
    originals = [run for run in runs if not run.rerun_of]
    tried = {run.started.date() for run in originals}
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


def _steps(lines: Iterable[DailyLine], sizes: Iterable[Volume], period: Period | None) -> tuple[str, ...]:
    if period is None:
        return ("용역기간에 들지 않는 달: 해당 없음",)
    steps = [f"계획: {words.span(period)} {period.days}일, 하루 1회"]
    for line in lines:
        steps.append(
            f"{line.target}: 실시 {line.done}일 ÷ 계획 {line.planned}일 × 100 = {words.percent(line.success_rate)}"
            f" (기록 없음 {len(line.missing)}일, 실패 {len(line.failed)}일)"
        )
    for volume in sizes:
        steps.append(
            f"{volume.target} 용량: ({words.plain(volume.last)} − {words.plain(volume.first)}) ÷ "
            f"{words.plain(volume.first)} × 100 = {words.percent(volume.growth)}"
        )
    return tuple(steps)


def check(dossier: Dossier) -> list[Problem]:
    """Name the days without a backup, month by month, and the quarters whose backup was missed."""
    if not dossier.backups:
        return []
    return [*_missing(dossier), *_missed_quarters(dossier)]


def _missing(dossier: Dossier) -> list[Problem]:
    """One warning a month; days after the newest run are not yet missing."""
    problems, newest = [], max(run.started for run in dossier.backups).date()
    for month in elapsed_months(dossier):
        summary = backups(dossier, month)
        for line in summary.lines:
            days = [when for when in line.missing if when <= newest]
            if days:
                listed = f"{len(days)}일 있습니다: {words.day_runs(days)}"
                message = f"{words.month(month)} {line.target} 일일 백업 기록이 없는 날이 {listed}"
                hint = "백업대장에 그 날의 기록을 적거나 백업결과보고서에 사유를 밝힙니다."
                own = [run for run in summary.runs if run.target == line.target and run.kind is BackupKind.DAILY]
                at = max(own, key=lambda run: run.started).at if own else dossier.backups[0].at.whole
                problems.append(Problem(CODE, message, at, hint, severity=Severity.WARNING))
    return problems


def _missed_quarters(dossier: Dossier) -> list[Problem]:
    months = elapsed_months(dossier)
    missed = backups(dossier, months[-1]).missed_quarters if months else ()
    return [
        Problem(
            CODE, f"{quarter.name} 분기 백업({words.span(quarter.period)})의 성공 기록이 없습니다.", _tried(dossier, quarter),
            "백업하였으면 백업대장에 구분 ‘분기 데이터·소스’로 적습니다.", severity=Severity.WARNING,
        )
        for quarter in missed
    ]


def _tried(dossier: Dossier, quarter: Quarter) -> Location:
    """The place of the quarter's last run that failed, for want of one the whole log."""
    runs = [run for run in dossier.backups if run.kind is BackupKind.QUARTERLY and run.started in quarter.period]
    return max(runs, key=lambda run: run.started).at.at_field("성공") if runs else dossier.backups[0].at.whole


RULE = Rule(CODE, "백업 실적", ("MAR-001 5)", "III-2 백업 및 데이터베이스 관리", "PMR-002 4)"), backups, check)
