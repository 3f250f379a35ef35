"""Daily and quarterly backups of a month against the plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.model.log import BackupKind
from pipeline.model.period import Month
from pipeline.problems import Severity
from pipeline.rules.backup import backups, check
from tests.rules.sample import contract, dossier, term
from tests.rules.sample_logs import JULY, backup, daily_backups


def test_full_month() -> None:
    found = backups(dossier(backups=daily_backups(JULY)), JULY)
    assert (found.planned, found.done, found.success_rate) == (31, 31, Decimal("100.00"))
    assert found.missing == () and found.failures == ()


def test_missing_failed_and_recovered_days() -> None:
    runs = (
        *daily_backups(JULY, 9, 20, 21),
        backup("F20", "2019-07-20 02:00", succeeded=False),
        backup("F21", "2019-07-21 02:00", succeeded=False),
        backup("R21", "2019-07-21 10:00", rerun_of="F21"),
    )
    found = backups(dossier(backups=runs), JULY)
    assert (found.planned, found.done, found.success_rate) == (31, 29, Decimal("93.55"))
    assert found.missing == (date(2019, 7, 9),) and found.lines[0].failed == (date(2019, 7, 20),)
    assert [each.outcome for each in found.failures] == ["미복구", "재수행 성공(R21)"]
    assert found.recovered == 1
    assert "29일 ÷ 계획 31일 × 100 = 93.55%" in found.steps[1]


def test_a_rerun_on_the_next_day_counts_for_the_day_of_the_failure_only() -> None:
    runs = (
        *daily_backups(JULY, 20, 21),
        backup("F", "2019-07-20 02:00", succeeded=False),
        backup("F2", "2019-07-20 09:00", succeeded=False, rerun_of="F"),
        backup("R", "2019-07-21 09:00", rerun_of="F2"),
    )
    found = backups(dossier(backups=runs), JULY)
    assert found.done == 30 and found.missing == (date(2019, 7, 21),)
    assert [each.backup.id for each in found.failures] == ["F"]


def test_reruns_that_name_each_other_end() -> None:
    runs = (backup("A", "2019-07-01 02:00", False, rerun_of="B"), backup("B", "2019-07-01 03:00", False, rerun_of="A"))
    assert backups(dossier(backups=runs), JULY).done == 0


def test_each_target_owes_its_own_backup() -> None:
    runs = (*daily_backups(JULY), backup("X", "2019-07-01 03:00", target="회원 DB"))
    found = backups(dossier(backups=runs), JULY)
    assert [(line.target, line.planned, line.done) for line in found.lines] == [("Tibero", 31, 31), ("회원 DB", 31, 1)]
    assert found.planned == 62


def test_first_month_counts_service_days_only() -> None:
    found = backups(dossier(), Month(2019, 5))
    assert (found.planned, found.done, found.success_rate) == (17, 0, Decimal("0.00"))
    assert found.growth is None and found.volume_end is None


def test_outside_the_term_and_without_the_duty_nothing_is_planned() -> None:
    outside = backups(dossier(), Month(2020, 1))
    assert outside.planned == 0 and outside.success_rate is None
    free = dossier(contract=contract(terms=(term("backup.daily_per_day", 0), term("backup.quarterly_per_quarter", 0))))
    assert backups(free, JULY).lines == () and backups(free, JULY).quarter is None


def test_volume_and_other_kinds() -> None:
    runs = (
        backup("A", "2019-07-01 02:00", size="10"),
        backup("B", "2019-07-31 02:00", size="12.5"),
        backup("T", "2019-07-15 02:00", kind=BackupKind.RESTORE_TEST),
        backup("O", "2019-07-16 02:00", kind=BackupKind.OCCASIONAL),
    )
    found = backups(dossier(backups=runs), JULY)
    assert (found.volume_start, found.volume_end, found.growth) == (Decimal(10), Decimal("12.5"), Decimal("25.00"))
    assert [run.id for run in found.restore_tests] == ["T"] and [run.id for run in found.occasional] == ["O"]


def test_check_names_missing_days_once_a_month_and_missed_quarters() -> None:
    problems = check(dossier(backups=daily_backups(JULY, 9)))
    assert any("2019년 2분기 분기 백업(2019. 5. 15. ~ 2019. 6. 30.)" in problem.message for problem in problems)
    july = [problem for problem in problems if "2019년 7월" in problem.message]
    assert [problem.severity for problem in july] == [Severity.WARNING]
    assert "1일 있습니다: 7. 9." in july[0].message


def test_check_is_silent_without_a_log_and_about_days_to_come() -> None:
    assert check(dossier()) == []
    runs = [run for month in (Month(2019, 5), Month(2019, 6)) for run in daily_backups(month)]
    runs += [run for run in daily_backups(JULY) if run.started.day <= 10]
    assert [problem for problem in check(dossier(backups=tuple(runs))) if "일일" in problem.message] == []
