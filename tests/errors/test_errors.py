"""Every code's tiny bad input, laid over the valid base, gives exactly the messages in its `expected.txt`.

A folder is named after its code, with `_word` behind it where a code has more than one. It holds files of a data folder
(`_law/` stands for the law folder), `remove.txt` (paths of the base to take away) where needed, `edits.json` (what people did to the traceability workbook), and
`expected.txt`. Rules (codes R-…) join in the same form.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.problems import Problem, Severity
from pipeline.read.codes import CODES
from pipeline.read.dossier import read_dossier
from pipeline.rules.registry import RULES, check
from pipeline.trace.check import check as check_duties
from pipeline.trace.codes import CODES as DUTY_CODES
from tests.errors.reviewed import FILE as EDITS
from tests.errors.reviewed import problems_of_reviews

HERE = Path(__file__).parent
BASE = HERE / "base"
CASES = sorted(path.parent for path in HERE.glob("*/expected.txt"))
OURS = ("expected.txt", "remove.txt", EDITS)
# These speak of requirement tables, exchange files, databases and proposals, not of a contract:
# tests/read/test_requirement_rows.py, test_reqif*.py, test_tables.py and test_proposal.py break those.
EXCHANGED = ("D-REQIF-", "D-ITEM-", "D-DB-", "D-PRO-")


def code_of(case: Path) -> str:
    """Return the code that a case is about."""
    return case.name.partition("_")[0]


def problems_of(case: Path, tmp_path: Path) -> list[Problem]:
    """Return every problem of the base with `case` laid over it."""
    folder = tmp_path / "data" / "sample"
    shutil.copytree(BASE, folder)
    if (case / "remove.txt").exists():
        for name in (case / "remove.txt").read_text("utf-8").split():
            (folder / name).unlink()
    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*OURS))
    dossier, problems = read_dossier(folder, folder / "_law", root=tmp_path)
    if dossier is not None:
        problems = problems + check(dossier) + check_duties(dossier) + problems_of_reviews(case, folder, dossier)
    return problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_message(case: Path, tmp_path: Path) -> None:
    found = sorted(str(problem) for problem in problems_of(case, tmp_path) if problem.code == code_of(case))
    expected = (case / "expected.txt").read_text("utf-8").splitlines()
    assert expected, "expected.txt is empty"
    assert found == sorted(expected)


@pytest.mark.parametrize("case", [case for case in CASES if code_of(case) in CODES], ids=lambda case: case.name)
def test_reading_case_shows_nothing_else(case: Path, tmp_path: Path) -> None:
    codes = {p.code for p in problems_of(case, tmp_path) if p.code in CODES and p.severity is not Severity.NOTE}
    assert codes <= {code_of(case)}


def test_base_reads_without_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "sample"
    shutil.copytree(BASE, folder)
    dossier, problems = read_dossier(folder, folder / "_law", root=tmp_path)
    assert problems == []
    assert dossier is not None and dossier.incidents[0].assets == ("HW-01",)


@pytest.mark.parametrize("case", [case for case in CASES if code_of(case) not in CODES], ids=lambda case: case.name)
def test_rule_case_reads_well(case: Path, tmp_path: Path) -> None:
    assert [str(problem) for problem in problems_of(case, tmp_path) if problem.code in CODES] == []


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    of_folders = {code for code in CODES if not code.startswith(EXCHANGED)}
    assert {code_of(case) for case in CASES} == {*of_folders, *DUTY_CODES, *(rule.code for rule in RULES)}


def test_every_message_of_a_rule_has_a_place(tmp_path: Path) -> None:
    said = [line for case in CASES if code_of(case) not in CODES for line in (case / "expected.txt").read_text("utf-8").splitlines()]
    assert [line for line in said if not line.startswith("data/sample/")] == []
