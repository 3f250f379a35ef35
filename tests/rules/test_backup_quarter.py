"""The state of the quarterly backup, month by month."""

from __future__ import annotations

from pipeline.model.log import BackupKind
from pipeline.model.period import Month
from pipeline.rules.backup_quarter import quarters
from tests.rules.sample import day, dossier
from tests.rules.sample_logs import backup


def states(until: int, *started: str) -> list[tuple[str, str]]:
    runs = tuple(backup(f"Q{n}", f"{when} 01:00", kind=BackupKind.QUARTERLY) for n, when in enumerate(started))
    return [(each.name[-3:], each.state) for each in quarters(dossier(backups=runs), Month(2019, until))]


def test_due_in_the_last_month_of_the_quarter_and_missed_afterwards() -> None:
    assert states(5) == [("2분기", "예정")]
    assert states(6) == [("2분기", "미이행")]
    assert states(8) == [("2분기", "미이행"), ("3분기", "예정")]
    assert states(6, "2019-06-28") == [("2분기", "이행")]
    assert states(9, "2019-06-28", "2019-08-01") == [("2분기", "이행"), ("3분기", "이행")]


def test_later_runs_are_not_yet_known() -> None:
    assert states(7, "2019-09-30") == [("2분기", "미이행"), ("3분기", "예정")]


def test_the_first_quarter_begins_with_the_service() -> None:
    [first] = quarters(dossier(), Month(2019, 5))
    assert (first.period.start, first.period.end) == (day("2019-05-15"), day("2019-06-30"))
