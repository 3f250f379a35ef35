"""The traceability commands: a workbook that keeps what people wrote, and a check that exits 1 while a duty is unmet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.workspace import HOME
from tests.cli.test_cli import CONTRACT, run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("data", "templates"):
        shutil.copytree(HOME / name, tmp_path / name)
    return tmp_path


def header(sheet) -> tuple[int, dict[str, int]]:
    for row in sheet.iter_rows(max_row=20):
        titles = {cell.value: cell.column for cell in row if cell.value}
        if "판정" in titles and "의견" in titles:
            return row[0].row, titles
    raise AssertionError("no header")


def test_verdicts_and_remarks_survive_the_next_run(root: Path) -> None:
    done = run("trace", CONTRACT, "--month", "2019-08", "--format", "xlsx,csv,json,reqif,html", root=root)
    assert done.returncode == 0, done.stderr
    folder = root / "output" / CONTRACT / "2019-08"
    assert {path.suffix for path in folder.iterdir()} == {".xlsx", ".csv", ".json", ".reqif", ".html"}
    book = load_workbook(folder / "요구사항추적표.xlsx")
    top, columns = header(book["추적표"])
    key = book["추적표"].cell(top + 2, columns["요구사항ID"]).value
    book["추적표"].cell(top + 2, columns["판정"], "적합")
    book["추적표"].cell(top + 2, columns["의견"], "현장에서 <확인> & 기록함")
    book.save(folder / "요구사항추적표.xlsx")
    assert run("trace", CONTRACT, "--month", "2019-08", root=root).returncode == 0
    sheet = load_workbook(folder / "요구사항추적표.xlsx")["추적표"]
    top, columns = header(sheet)
    row = next(n for n in range(top + 1, sheet.max_row + 1) if sheet.cell(n, columns["요구사항ID"]).value == key)
    assert sheet.cell(row, columns["판정"]).value == "적합"
    assert sheet.cell(row, columns["의견"]).value == "현장에서 <확인> & 기록함"
    assert "현장에서 <확인> & 기록함" in (root / "data" / CONTRACT / "reviews" / "추적표.csv").read_text("utf-8-sig")


def test_check_exits_with_one_while_a_due_duty_is_unmet() -> None:
    done = run("trace", "check", CONTRACT, "--until", "2019-09-30")
    assert done.returncode == 1 and "미이행" in done.stdout


@pytest.mark.parametrize("words", [("--month", "8월"), ("--format", "hwp")])
def test_wrong_words_are_refused(words: tuple[str, ...]) -> None:
    done = run("trace", CONTRACT, *words)
    assert done.returncode == 2 and "Traceback" not in done.stderr
