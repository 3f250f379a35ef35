"""The commands status and tables, and the option --password-file, as a person uses them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

from pipeline.workspace import HOME
from tests.cli.test_cli import CONTRACT, run


def test_status_encrypts_with_the_password_of_a_file(tmp_path: Path) -> None:
    password = tmp_path / "password.txt"
    password.write_text("Seoul-2019!\n", "utf-8")
    done = run("status", CONTRACT, "--format", "pdf", "--out", str(tmp_path), "--password-file", str(password), "--json")
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)["runs"]
    assert "시스템 현황 보고서.pdf" in found["files"] and "Seoul-2019!" not in done.stdout + done.stderr
    assert b"/Encrypt" in (Path(found["folder"]) / "시스템 현황 보고서.pdf").read_bytes()


def test_a_weak_password_is_wrong_usage_and_is_not_repeated(tmp_path: Path) -> None:
    password = tmp_path / "password.txt"
    password.write_text("weak-1!\n", "utf-8")
    done = run("build", CONTRACT, "system-status", "--out", str(tmp_path), "--password-file", str(password))
    assert done.returncode == 2 and "B-SEC-02" in done.stderr and "weak-1!" not in done.stderr


def test_named_alone_without_a_password_it_exits_with_one(tmp_path: Path) -> None:
    done = run("build", CONTRACT, "system-status", "--out", str(tmp_path), "--format", "html")
    assert done.returncode == 1 and "B-SEC-01" in done.stderr and not list(tmp_path.iterdir())


def test_tables_are_compared_and_saved(tmp_path: Path) -> None:
    shutil.copytree(HOME / "tests" / "errors" / "base", tmp_path / "data" / "sample")
    with sqlite3.connect(tmp_path / "db.sqlite") as connection:
        connection.executescript("CREATE TABLE TB_MEMBER(MEM_ID INTEGER PRIMARY KEY, EMAIL VARCHAR(200))")
    connection.close()
    address = tmp_path / "address.txt"
    address.write_text(f"sqlite:///{tmp_path / 'db.sqlite'}\n", "utf-8")
    done = run("tables", "sample", "--url-file", str(address), root=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "TB_MEMBER" in done.stdout and "달라진 컬럼 2개" in done.stdout and "저장하지 않았습니다" in done.stdout
    done = run("tables", "sample", "--url-file", str(address), "--save", "--json", root=tmp_path)
    found = json.loads(done.stdout)
    assert found["suspected"] == ["TB_MEMBER.EMAIL"] and (tmp_path / "data" / "sample" / "tables.csv").exists()
    done = run("tables", "sample", "--file", str(tmp_path / "data" / "sample" / "tables.csv"), root=tmp_path)
    assert done.returncode == 0 and "달라진 컬럼 0개" in done.stdout
    assert run("tables", "sample", root=tmp_path).returncode == 1
    assert run("tables", "없는계약", "--url", "sqlite://", root=tmp_path).returncode == 2
