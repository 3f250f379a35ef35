"""The traceability commands: a workbook that keeps what people wrote, and a check that exits 1 while a duty is unmet."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.build.tracing import TraceOrder, write_trace
from pipeline.cli import main
from pipeline.problems import stopping
from pipeline.workspace import HOME
from tests.build.small import REQUIREMENTS, small_workspace
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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a contract of three sentences, with its workbook built."""
    workspace = small_workspace(tmp_path_factory.mktemp("built") / "root")
    assert not stopping(write_trace(workspace, "sample", TraceOrder()).problems)
    return workspace.root


@pytest.fixture
def small(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, which commands of this process find."""
    shutil.copytree(built, tmp_path / "root")
    monkeypatch.setenv("PIPELINE_ROOT", str(tmp_path / "root"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "root"


@pytest.fixture
def here(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run a command in this process: a new one for each would take longer than the command."""

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["pipeline", *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        return stopped.value.code, out, err

    return command


def edit(path: Path, change) -> None:
    book = load_workbook(path)
    sheet = book["추적표"]
    change(book, sheet, *header(sheet))
    book.save(path)


def cell(row: int, title: str, text: str):
    """Return the edit of one cell, `row` rows below the header."""

    def change(_, sheet, top: int, columns: dict[str, int]) -> None:
        sheet.cell(top + row, columns[title]).value = text

    return change


def formula(_, sheet, top: int, columns: dict[str, int]) -> None:
    sheet.cell(top + 2, columns["의견"]).value = '="점검 "&1+1&"회"'


def copied_row(_, sheet, top: int, columns: dict[str, int]) -> None:
    for each in list(sheet[top + 2]):
        sheet.cell(sheet.max_row + (each.column == 1), each.column).value = each.value


def merged(_, sheet, top: int, columns: dict[str, int]) -> None:
    sheet.cell(top + 2, columns["의견"]).value = "함께 확인"
    sheet.merge_cells(start_row=top + 2, end_row=top + 3, start_column=columns["의견"], end_column=columns["의견"])


def renamed(book, sheet, top: int, columns: dict[str, int]) -> None:
    sheet.title = "8월 검토"
    sheet.column_dimensions["B"].hidden = True
    sheet.cell(top + 2, columns["판정"]).value = "적합"


def dropped(book, sheet, top: int, columns: dict[str, int]) -> None:
    book.remove(sheet)


def without_remarks(_, sheet, top: int, columns: dict[str, int]) -> None:
    sheet.delete_cols(columns["의견"])


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (cell(2, "판정", "적함"), 1, ("D-REV-08", "[추적표]!R", "혹시 '적합'?")),
        (cell(2, "요구사항ID", "A-001#9"), 1, ("D-REV-06", "[추적표]!A", "되돌리거나")),
        (copied_row, 1, ("D-REV-07", "행이 둘입니다", "한 행만 남김")),
        (dropped, 1, ("D-REV-01", "추적표 시트를 찾을 수 없습니다")),
        (formula, 0, ("D-REV-09", "[추적표]!U")),
        (merged, 0, ("D-REV-10", "칸 합치기를 풂")),
        (renamed, 0, ("D-REV-03", "8월 검토")),
        (without_remarks, 0, ("D-REV-05", "'의견' 열이 없어")),
    ],
    ids=("verdict", "id", "pasted", "no sheet", "formula", "merged", "renamed", "no column"),
)
def test_every_answer_to_a_reviewed_workbook_is_clear(small: Path, here, change, code: int, says: tuple[str, ...]) -> None:
    book = small / "output" / "sample" / "요구사항추적표.xlsx"
    edit(book, change)
    edited = book.read_bytes()
    done, _, said = here("trace", "pull", str(book))
    assert done == code, said
    assert all(word in said for word in says), said
    assert book.read_bytes() == edited
    assert (small / "data" / "sample" / "reviews").exists() == (code == 0)


def test_pull_takes_contract_and_file_in_any_order_and_says_what_came(small: Path, here) -> None:
    book = small / "output" / "sample" / "요구사항추적표.xlsx"
    edit(book, cell(2, "판정", "적합"))
    code, said, _ = here("trace", "pull", str(book), "sample")
    assert code == 0 and "새로 적은 칸 1" in said
    edit(book, cell(2, "판정", "부적합"))
    code, said, _ = here("trace", "pull", "sample", str(book))
    assert code == 0 and "A-001#1 판정: 적합 → 부적합" in said


def test_monthly_takes_over_what_was_written(small: Path, here) -> None:
    book = small / "output" / "sample" / "요구사항추적표.xlsx"
    edit(book, cell(2, "의견", "현장에서 봄"))
    code, said, errors = here("monthly", "sample", "--month", "2019-08", "--format", "html")
    assert code == 0, errors
    assert "요구사항추적표.xlsx" in said and "새로 적은 칸 1" in said
    sheet = load_workbook(small / "output" / "sample" / "2019-08" / "요구사항추적표.xlsx")["추적표"]
    top, columns = header(sheet)
    assert sheet.cell(top + 2, columns["의견"]).value == "현장에서 봄"


def test_diff_shows_old_over_new_and_writes_it(small: Path, tmp_path: Path, here) -> None:
    old = tmp_path / "이전.yaml"
    old.write_text(REQUIREMENTS.replace("4시간", "8시간"), "utf-8")
    code, said, errors = here("trace", "diff", str(old), "sample", "--format", "docx,json", "--out", str(tmp_path / "out"))
    assert code == 0, errors
    assert "변경 1" in said and "이전 | 장애는 [-8시간-] 이내에" in said and "새 글 | 장애는 {+4시간+} 이내에" in said
    assert "의무 DU-1" in said
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".docx", ".json"}


def test_remarks_move_when_that_is_asked(small: Path, tmp_path: Path, here) -> None:
    book = small / "output" / "sample" / "요구사항추적표.xlsx"
    edit(book, cell(3, "의견", "보고서 3쪽"))
    assert here("trace", "pull", str(book))[0] == 0
    old, path = tmp_path / "이전.yaml", small / "data" / "sample" / "requirements.yaml"
    old.write_text(REQUIREMENTS, "utf-8")
    path.write_text(REQUIREMENTS.replace("A-001#2", "A-001#9"), "utf-8")
    _, said, _ = here("trace", "diff", str(old), "sample")
    assert "A-001#2 → A-001#9: 의견 보고서 3쪽" in said and "옮길 수 있습니다 (--apply)" in said
    _, said, _ = here("trace", "diff", str(old), "sample", "--apply")
    assert "옮겼습니다" in said
    assert "A-001#9,의견,보고서 3쪽" in (small / "data" / "sample" / "reviews" / "추적표.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("diff", "없음.yaml", "sample"), 1),
        (("diff", "sample", "sample", "--format", "hwp"), 2),
        (("diff", "sample", "sample", "--contract", "sampel"), 2),
        (("make", "sample", "--apply"), 2),
        (("make", "sample", "--month", "2021-01"), 1),
        (("check", "sample", "--until", "8월"), 2),
        (("pull", "없음.xlsx", "sample"), 1),
        (("pull", "sample"), 2),
    ],
)
def test_wrong_words_about_changes_are_refused(here, words: tuple[str, ...], code: int) -> None:
    done, _, said = here("trace", *words)
    assert done == code and "오류" in said
