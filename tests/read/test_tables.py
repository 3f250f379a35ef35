"""A database's own tables become columns, and no message shows the password of its address."""

from __future__ import annotations

import builtins
import sqlite3
from pathlib import Path

import pytest

from pipeline.model.table import PersonalData
from pipeline.read.tables import read_database, read_table_file

SCHEMA = """
CREATE TABLE TB_CODE(CD CHAR(2) PRIMARY KEY, CD_NM VARCHAR(50) NOT NULL);
CREATE TABLE TB_MEMBER(
  MEM_ID INTEGER PRIMARY KEY, MEM_NM VARCHAR(100) NOT NULL, CD CHAR(2) REFERENCES TB_CODE(CD), AMT NUMERIC(10, 2) DEFAULT 0, MEMO
);
CREATE TABLE TB_PAIR(A INTEGER, B INTEGER, PRIMARY KEY(A, B));
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "sample.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(SCHEMA)
    connection.close()
    return path


def test_types_keys_and_defaults_of_every_table(database: Path) -> None:
    before = database.read_bytes()
    columns, problems = read_database(f"sqlite:///{database}")
    assert problems == []
    found = {(each.table, each.name): each for each in columns}
    assert list(dict.fromkeys(each.table for each in columns)) == ["TB_CODE", "TB_MEMBER", "TB_PAIR"]
    amount, code, name = found["TB_MEMBER", "AMT"], found["TB_MEMBER", "CD"], found["TB_MEMBER", "MEM_NM"]
    assert (amount.type, amount.length, amount.default, amount.nullable) == ("NUMERIC", "10,2", "0", True)
    assert (code.foreign, code.type, code.length) == ("TB_CODE.CD", "CHAR", "2")
    assert (name.nullable, name.personal) == (False, PersonalData.SUSPECTED)
    assert found["TB_MEMBER", "MEMO"].type == "" and found["TB_CODE", "CD_NM"].personal is PersonalData.OPEN
    assert [each.primary for each in columns if each.table == "TB_PAIR"] == [True, True]
    assert found["TB_MEMBER", "MEM_ID"].nullable is False
    assert database.read_bytes() == before


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("sqlite:////tmp/none/there.db", "D-DB-04"), ("nonsense s3cret", "D-DB-03"), ("nosuch://user:s3cret@host/db", "D-DB-02"),
        ("oracle+nosuch://user:s3cret@host/db", "D-DB-02"), ("sqlite://", "D-DB-05"),
    ],
)
def test_what_cannot_be_read_is_told_without_the_password(url: str, code: str) -> None:
    columns, problems = read_database(url)
    assert columns == [] and [each.code for each in problems] == [code]
    assert all("s3cret" not in str(each) for each in problems)


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    assert read_database(f"sqlite:///{path}")[1][0].code == "D-DB-04" and not path.exists()


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "text.db"
    path.write_text("이것은 데이터베이스가 아니다. " * 100, "utf-8")
    (problem,) = read_database(f"sqlite:///{path}")[1]
    assert problem.code == "D-DB-04" and "not a database" in problem.message


def test_a_driver_may_not_spill_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlalchemy

    def refuse(url: object, **_: object) -> None:
        raise RuntimeError("cannot connect: user=u password=p@ss-w0rd key=topsecret (p%40ss-w0rd)")

    monkeypatch.setattr(sqlalchemy, "create_engine", refuse)
    (problem,) = read_database("postgresql+psycopg://u:p%40ss-w0rd@h/db?sslpassword=topsecret")[1]
    assert not [secret for secret in ("p@ss", "p%40ss", "topsecret") if secret in str(problem)]
    assert problem.code == "D-DB-04" and "cannot connect" in problem.message


def test_without_the_extra_the_way_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: object, **named: object) -> object:
        if name.partition(".")[0] == "sqlalchemy":
            raise ImportError(name)
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    (problem,) = read_database("sqlite:///x.db")[1]
    assert problem.code == "D-DB-01" and "[db]" in problem.hint


def test_a_table_file_has_one_column_a_row(tmp_path: Path) -> None:
    path = tmp_path / "tables.csv"
    path.write_text("테이블,물리명,논리명,타입,길이,PK,NULL,개인정보\nTB_A,ID,번호,NUMBER,10,Y,N,\nTB_A,TEL,전화,VARCHAR,20,N,Y,의심\n", "utf-8")
    (first, second), problems = read_table_file(path, "tables.csv")
    assert problems == [] and first.primary and not first.nullable and second.personal is PersonalData.SUSPECTED
    path.write_text("테이블,물리명,개인정보\nTB_A,ID,아마\n", "utf-8")
    assert [each.code for each in read_table_file(path, "tables.csv")[1]] == ["D-VAL-08"]
