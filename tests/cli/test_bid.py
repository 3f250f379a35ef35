"""The commands `bid new`, `bid status` and `bid build`: tables, JSON, files, Korean help, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli.bid import bid
from pipeline.cli.korean import usage_message
from tests.build.small_bid import NAME, change, small_bid

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the small proposal."""
    small_bid(tmp_path)
    return tmp_path


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command of `bid` in this process; wrong words give 2, as the program does."""
    monkeypatch.setenv("PIPELINE_ROOT", str(root))
    monkeypatch.setenv("COLUMNS", "200")

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["bid", *words])
        try:
            code = bid(standalone_mode=False)
        except SystemExit as stopped:
            code = stopped.code
        except Exception as error:
            message = usage_message(error)
            assert message is not None, error
            code = 2
        out, err = capsys.readouterr()
        return (code if isinstance(code, int) else 0), out, err

    return command


def test_status_as_a_table(run: Run) -> None:
    code, out, err = run("status", NAME)
    assert code == 0 and not err
    for word in ("bid 제안서", "요구사항(답/맡음)", "20 유지관리 방안", "5/5", "기술 책의 절: 8쪽 (제한 20쪽)", "답함 12, 일부 0, 없음 0"):
        assert word in out


def test_status_as_json_with_a_fault(run: Run, root: Path) -> None:
    row = change(root / "data" / NAME / "proposal" / "10-사업 이해.md", "[[MAR-001#1]]", "[[MAR-001#9]]")
    code, out, _ = run("status", f"data/{NAME}/", "--json")
    told = json.loads(out)
    assert code == 1 and told["rows"]["없음"] == ["MAR-001#1"]
    (error,) = [each for each in told["problems"] if each["severity"] == "오류"]
    assert error["code"] == "R-BID-01" and error["at"] == f"data/bid/proposal/10-사업 이해.md:{row}" and "MAR-001#" in error["hint"]


def test_build_writes_both_folders(run: Run, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, said, _ = run("build", NAME, "--format", "html,docx", "--date", "2019-05-02", "--out", str(out))
    assert code == 0 and "제안/기술제안서.docx" in said and "가격/산출내역서.xlsx" in said
    assert (out / NAME / "제안" / "기술제안서.html").is_file() and not list((out / NAME / "제안").glob("*가격*"))
    code, said, _ = run("build", NAME, "--format", "html", "--out", str(out), "--json")
    assert code == 0 and "제안/기술제안서.html" in json.loads(said)["files"]
    assert not (out / NAME / "제안" / "기술제안서.docx").exists()  # the earlier run's files that are no longer made go


def test_a_leak_stops_the_build_and_is_not_said(run: Run, root: Path) -> None:
    change(root / "data" / NAME / "proposal" / "10-사업 이해.md", "체계는 위와 같다.", "총액은 60,984,000원이다.")
    code, out, err = run("build", NAME, "--format", "html")
    assert code == 1 and "R-BID-07" in err and "60,984" not in out + err and not (root / "output").exists()


@pytest.mark.parametrize("words", [("status", "없음"), ("build", NAME, "--format", "hwp"), ("build", NAME, "--date", "어제"), ("win",), ("status",)])
def test_wrong_words_give_two(run: Run, words: tuple[str, ...]) -> None:
    code, out, _ = run(*words)
    assert code == 2 and not out


def test_new_makes_a_skeleton(run: Run, root: Path) -> None:
    (root / "data" / NAME / "proposal").rename(root / "old")
    code, out, err = run("new", NAME, "--json")
    assert code == 0, err
    made = json.loads(out)
    assert made["files"] and all(Path(file).is_file() for file in made["files"])
    assert run("new", NAME)[0] == 0
    assert run("status", NAME)[0] == 0


def test_help_is_korean(run: Run) -> None:
    code, out, _ = run("build", "--help")
    assert code == 0 and "기술제안서" in out and "--archive" in out and "Show this message" not in out
