"""The command `due`: tables, JSON, .ics and exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.workspace import HOME

CONTRACT = "seoul-upcycling-2019"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `due` in this process on the sample contract, with nothing built."""
    monkeypatch.setenv("PIPELINE_ROOT", str(HOME))
    monkeypatch.setenv("COLUMNS", "220")

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["pipeline", "due", *words, "--out", str(tmp_path / "output")])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        return stopped.value.code, out, err

    return command


def test_the_calendar_of_june_is_fine(here: Run) -> None:
    code, out, _ = here(CONTRACT, "--until", "2019-06-30")
    assert code == 0
    for word in ("이행 일정", "법정 기한", "2019. 7. 1.(월)", "2019. 6. 28.(금)", "MAR-004 3) L164", "날짜를 정하지 않은 것", "기한 남음"):
        assert word in out
    assert "기한이 지난 것" not in out


def test_what_is_overdue_is_shown_last_and_exits_with_one(here: Run) -> None:
    code, out, _ = here(CONTRACT)
    assert code == 1
    assert "SW-05" in out[out.index("기한이 지난 것"):] and "2019-12-31 기준" in out.splitlines()[-1] and "지남 5건" in out.splitlines()[-1]


def test_json_and_calendar_file(here: Run, tmp_path: Path) -> None:
    code, out, _ = here(CONTRACT, "--until", "2019-07-31", "--json", "--ics", str(tmp_path / "일정.ics"))
    told = json.loads(out)
    assert code == 0 and [each["contract"] for each in told["contracts"]] == [CONTRACT]
    assert told["contracts"][0]["until"] == "2019-07-31" and told["files"] == [str(tmp_path / "일정.ics")]
    assert (tmp_path / "일정.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_file_that_is_no_calendar_is_kept(here: Run, tmp_path: Path) -> None:
    (tmp_path / "보고.ics").write_text("사람의 글", "utf-8")
    code, _, err = here(CONTRACT, "--until", "2019-06-30", "--ics", str(tmp_path / "보고.ics"))
    assert code == 1 and "B-DUE-01" in err and (tmp_path / "보고.ics").read_text("utf-8") == "사람의 글"


@pytest.mark.parametrize(("words", "says"), [(("--until", "7월"), "날짜를 읽을 수 없습니다"), (("없는계약",), "없는 계약입니다")])
def test_wrong_words(here: Run, words: tuple[str, ...], says: str) -> None:
    code, out, err = here(*words)
    assert code == 2 and says in err
    code, out, err = here(*words, "--json")
    assert code == 2 and says in out


def test_broken_data_exit_with_one(here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data" / "broken").mkdir(parents=True)
    (tmp_path / "data" / "broken" / "contract.yaml").write_text("계약코드: [", "utf-8")
    monkeypatch.setenv("PIPELINE_ROOT", str(tmp_path))
    code, _, err = here("broken")
    assert code == 1 and "data/broken/contract.yaml" in err and "이행 일정을 만들지 못했습니다" in err
