"""Ten different faults in one data folder are all told in one run, each with its place and a hint, and nothing is written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.build.commands import make, read_contract
from pipeline.build.ordering import Order
from pipeline.model.period import Month
from pipeline.problems import Problem, stopping
from pipeline.workspace import HOME, Workspace

CONTRACT = "seoul-upcycling-2019"
JULY = Order(formats=("html",), month=Month(2019, 7), package=None, deliverables=("claim",))


def change(path: Path, old: str, new: str, after: str = "", encoding: str = "utf-8-sig") -> int:
    """Replace the first `old` behind the first `after`, save in `encoding`; return the line on which `old` stood."""
    head, found, rest = path.read_text("utf-8-sig").partition(after) if after else ("", "", path.read_text("utf-8-sig"))
    before, there, behind = rest.partition(old)
    assert there, f"{path.name}: {old}"
    path.write_text(head + found + before + new + behind, encoding)
    return (head + found + before).count("\n") + 1


def break_ten(folder: Path) -> list[tuple[str, str]]:
    """Break a copy of the sample contract; return the code and the place within the folder of each fault."""
    logs, incidents = folder / "logs", folder / "logs" / "incidents.csv"
    header = change(logs / "changes.csv", "적용일시", "바꾼때")
    kind = change(incidents, "WAS 장애", "와스 장애", after="INC-2019-001")
    recovery = change(incidents, "2019-06-06 17:05", "2019-06-06 14:10", after="INC-2019-002")
    asset = change(incidents, "HW-07", "HW-99", after="INC-2019-005")
    backup = change(logs / "backups.csv", "2019-05-16 02:00", "2019-02-30 02:00")
    work = change(logs / "worklog.csv", "WRK-2019-0002", "WRK-2019-0001")
    amount = change(folder / "contract.yaml", "계약금액: 49940000", "계약금액: 4994O000")
    Workbook().save(logs / "정기점검.xlsx")
    key = change(folder / "deliverables.yaml", "  시점: 착수\n", "  시저: 착수\n  시점: 착수\n")
    word = change(folder / "deliverables.yaml", "시점: 매월\n", "시점: 다달이\n")
    career = change(folder / "people.csv", ",7.5,", ",칠년반,", encoding="cp949")
    return [
        ("D-TAB-03", f"logs/changes.csv:{header} (적용일시)"),
        ("D-REF-03", f"logs/incidents.csv:{kind} (종류)"),
        ("D-TIME-04", f"logs/incidents.csv:{recovery} (복구일시)"),
        ("D-REF-02", f"logs/incidents.csv:{asset} (자산번호)"),
        ("D-VAL-05", f"logs/backups.csv:{backup} (시작일시)"),
        ("D-REF-01", f"logs/worklog.csv:{work} (작업번호)"),
        ("D-VAL-03", f"contract.yaml:{amount} (계약금액)"),
        ("D-XLSX-03", "logs/정기점검.xlsx"),
        ("D-YAML-07", f"deliverables.yaml:{key} (시저)"),
        ("D-VAL-08", f"deliverables.yaml:{word} (시점)"),
        ("D-VAL-02", f"people.csv:{career} (경력년수)"),
    ]


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    """Return the code and the place within the contract's folder of each problem that stops."""
    return [(problem.code, str(problem.at).removeprefix(f"data/{CONTRACT}/")) for problem in stopping(problems)]


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the time of every file."""
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    """The copy's data folder."""
    return workspace.data / CONTRACT


def test_ten_faults_are_told_at_once_and_nothing_is_written(workspace: Workspace, folder: Path) -> None:
    make(workspace, CONTRACT, JULY)
    before = tree(workspace.output)
    assert before
    expected = break_ten(folder)
    report = make(workspace, CONTRACT, JULY)
    assert sorted(told(report.problems)) == sorted(expected)
    assert [str(problem) for problem in stopping(report.problems) if not problem.hint] == []
    assert report.folder is None and tree(workspace.output) == before


def test_the_command_prints_all_ten_and_exits_with_1(workspace: Workspace, folder: Path) -> None:
    expected = break_ten(folder)
    environment = {**os.environ, "PIPELINE_ROOT": str(workspace.root), "PYTHONIOENCODING": "utf-8", "COLUMNS": "400"}
    command = [sys.executable, "-m", "pipeline", "monthly", CONTRACT, "--month", "2019-07", "--format", "html"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=HOME, env=environment)
    assert done.returncode == 1
    printed = " ".join((done.stdout + done.stderr).split())
    assert [place for code, place in expected if code not in printed or place not in printed] == []
    assert not workspace.output.exists()


def test_a_clean_file_in_cp949_simply_works(workspace: Workspace, folder: Path) -> None:
    before, _ = read_contract(workspace, CONTRACT)
    change(folder / "people.csv", "홍길동", "홍길동", encoding="cp949")
    change(folder / "logs" / "worklog.csv", "작업번호", "작업번호", encoding="cp949")
    after, problems = read_contract(workspace, CONTRACT)
    assert stopping(problems) == []
    assert (after.people, after.works) == (before.people, before.works)


def test_a_broken_yaml_hides_only_what_is_in_it(workspace: Workspace, folder: Path) -> None:
    line = change(folder / "contract.yaml", "용역명: ", "용역명: '")
    backup = change(folder / "logs" / "backups.csv", "2019-05-16 02:00", "2019-02-30 02:00")
    asset = change(folder / "logs" / "incidents.csv", "HW-07", "HW-99", after="INC-2019-005")
    found = told(make(workspace, CONTRACT, JULY).problems)
    (broken,) = [place for code, place in found if code == "D-YAML-01"]
    assert int(broken.partition(":")[2]) >= line
    assert sorted(place for code, place in found if code != "D-YAML-01") == [
        f"logs/backups.csv:{backup} (시작일시)", f"logs/incidents.csv:{asset} (자산번호)",
    ]
    assert not workspace.output.exists()
