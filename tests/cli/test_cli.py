"""The command line: Korean help, exit codes, JSON, and no traceback for a person."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.workspace import HOME

CONTRACT = "seoul-upcycling-2019"


def run(*words: str, root: Path = HOME) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PIPELINE_ROOT": str(root), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"}
    return subprocess.run([sys.executable, "-m", "pipeline", *words], capture_output=True, text=True, encoding="utf-8", cwd=HOME, env=environment)


def test_help_is_korean_and_lists_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    for word in ("monthly", "pledges", "agreement", "build", "list", "check", "explain", "이 도움말을 보여 줍니다"):
        assert word in done.stdout
    assert "Show this message" not in done.stdout


def test_check_is_clean_for_the_sample_contract() -> None:
    done = run("check", CONTRACT)
    assert done.returncode == 0, done.stderr
    assert "오류 0건" in done.stdout


def test_monthly_writes_json_for_scripts(tmp_path: Path) -> None:
    done = run("monthly", CONTRACT, "--month", "2019-10", "--format", "html", "--out", str(tmp_path), "--json")
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)["runs"]
    assert found["month"] == "2019-10" and "대금청구서.html" in found["files"]
    assert (Path(found["folder"]) / "대금청구서.html").exists()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("monthly", "없는계약"), "없는 계약입니다"),
        (("monthly", "--month", "7월"), "달을 읽을 수 없습니다"),
        (("monthly", "--없는것"), "없는 선택 사항입니다"),
        (("없는명령",), "없는 명령"),
        (("explain",), "빠진 인자가 있습니다"),
        (("monthly", "--format", "hwp"), "없는 형식입니다"),
    ],
)
def test_wrong_usage_is_told_in_korean(words: tuple[str, ...], text: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert text in done.stderr and "Traceback" not in done.stderr


def test_problems_in_data_exit_with_one(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "broken"
    folder.mkdir(parents=True)
    (folder / "contract.yaml").write_text("계약코드: [", "utf-8")
    done = run("monthly", root=tmp_path)
    assert done.returncode == 1
    assert "data/broken/contract.yaml" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()


def test_explain_prints_clause_formula_and_example() -> None:
    done = run("explain", "R-SLA-01")
    assert done.returncode == 0 and "조항" in done.stdout and "산식" in done.stdout and "예" in done.stdout
    done = run("explain", "R-XYZ-99")
    assert done.returncode == 1 and "없는 코드입니다" in done.stderr


def test_list_names_all_deliverables() -> None:
    done = run("list", CONTRACT, "--json")
    rows = json.loads(done.stdout)["deliverables"]
    assert done.returncode == 0 and len(rows) == 42
    assert next(row for row in rows if row["name"].startswith("청구서"))["command"] == f"pipeline monthly {CONTRACT}"


def test_heavy_libraries_are_not_imported_for_help() -> None:
    code = "import sys; sys.argv=['pipeline','--help'];\ntry:\n import pipeline.cli as c; c.main()\nexcept SystemExit: pass\nprint([m for m in ('openpyxl','reportlab','docx','lxml','jinja2','holidays','xlsxwriter') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=HOME)
    assert done.stdout.strip().endswith("[]")


def test_fill_lint_fields_and_verify(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("성명,소속,직위,투입일,서약일\n홍길동,가나다,부장,2019-05-15,2019-05-14\n", "utf-8")
    form = str(HOME / "forms" / "보안서약서.hwpx")
    done = run("fill", form, "--data", str(people), "--out", str(tmp_path / "out"), "--name", "{{성명}}_보안서약서")
    assert done.returncode == 0, done.stderr
    made = tmp_path / "out" / "홍길동_보안서약서.hwpx"
    assert run("verify", str(made)).returncode == 0
    made.write_bytes(made.read_bytes()[:2000])
    done = run("verify", str(made))
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "{{ 성명 }}" in run("form", "lint", form).stdout
    done = run("form", "fields", form, "--out", str(tmp_path / "자료.xlsx"))
    assert done.returncode == 0 and (tmp_path / "자료.xlsx").exists()
    assert run("form", "fields", form, "--out", str(tmp_path / "자료.xlsx")).returncode == 1
