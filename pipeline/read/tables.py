"""Turns a database (through SQLAlchemy's inspector) or a table file into the columns of a table definition."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.model.table import DataColumn, PersonalData, suspicion
from pipeline.problems import Location, Problem
from pipeline.read.from_csv import read_csv
from pipeline.read.structure import from_table

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Dialect, Inspector

INSTALL = 'pip install "deliverables-pipeline[db]"'
_TITLE = 40  # letters of a comment that can stand as a column's name
_TYPE = re.compile(r"([^()]+?)\s*\(([^()]*)\)(.*)", re.DOTALL)
_HIDDEN = "***"


def read_table_file(path: Path, file: str) -> tuple[list[DataColumn], list[Problem]]:
    """Return the columns that a CSV file lists, one a row."""
    table, problems = read_csv(path, file)
    if table is None:
        return [], problems
    columns, found = from_table(table, DataColumn)
    return columns, problems + found


def read_database(url: str, schema: str = "") -> tuple[list[DataColumn], list[Problem]]:
    """Return the columns of every table of the database, in the order of the tables' names. Nothing is written to it.

    Comments become names or words; what looks like personal data is marked 의심. No message shows the URL's password.
    """
    try:
        import sqlalchemy
    except ImportError:
        return [], [Problem("D-DB-01", "데이터베이스를 읽는 부분이 설치되어 있지 않습니다", hint=INSTALL)]
    parsed, problem = _parsed(url)
    if parsed is None:
        return [], [problem] if problem else []
    at = Location(parsed.set(query={}).render_as_string(hide_password=True))  # some drivers take a password in the query
    if parsed.get_backend_name() == "sqlite" and _absent(parsed.database):
        return [], [Problem("D-DB-04", "데이터베이스 파일이 없습니다", at, "sqlite:///폴더/파일.db")]
    try:
        engine = sqlalchemy.create_engine(parsed)
    except sqlalchemy.exc.NoSuchModuleError:
        return [], [Problem("D-DB-02", f"모르는 데이터베이스입니다: {parsed.drivername}", at, "그 데이터베이스의 SQLAlchemy 방언을 설치합니다")]
    except ImportError as error:
        name = error.name or parsed.get_driver_name()
        return [], [Problem("D-DB-02", f"데이터베이스 드라이버가 설치되어 있지 않습니다: {name}", at, f"pip install {name}")]
    except Exception as error:  # a driver may refuse the URL in its own way
        return [], [_failure(error, parsed, at)]
    try:
        with engine.connect() as connection:
            inspector = sqlalchemy.inspect(connection)
            columns = [each for table in sorted(inspector.get_table_names(schema or None)) for each in _columns(inspector, table, schema or None)]
    except Exception as error:  # every driver has exceptions of its own
        return [], [_failure(error, parsed, at)]
    finally:
        engine.dispose()
    if not columns:
        return [], [Problem("D-DB-05", "테이블이 하나도 없습니다", at, "--schema로 테이블이 있는 스키마를 줍니다")]
    return columns, []


def _parsed(url: str) -> tuple[URL | None, Problem | None]:
    """What cannot be read is not printed: a password may stand in it."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(url.strip()), None
    except (ArgumentError, ValueError):
        return None, Problem("D-DB-03", "데이터베이스 주소를 읽을 수 없습니다", hint="sqlite:///파일.db, postgresql+psycopg://사용자:비밀번호@서버/이름")


def _absent(database: str | None) -> bool:
    """A SQLite file that is not there would be made by asking for it."""
    return bool(database) and database != ":memory:" and not database.startswith("file:") and not Path(database).is_file()


def _failure(error: Exception, url: URL, at: Location) -> Problem:
    """Return what the driver said, in one line and without the password."""
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    text = said[0][:200] if said else type(error).__name__
    for secret in _secrets(url):
        text = text.replace(secret, _HIDDEN)
    return Problem("D-DB-04", f"데이터베이스를 읽지 못했습니다: {text}", at, "주소와 권한, 접속 허용 대역을 확인합니다")


def _secrets(url: URL) -> list[str]:
    """Return what may not be printed, the longest first: the whole address, the password as it is and as addresses spell it, the query."""
    values = [each for value in url.query.values() for each in ([value] if isinstance(value, str) else value)]
    secrets = [url.render_as_string(hide_password=False), *(spelt for each in (str(url.password or ""), *values) for spelt in (each, quote(each)))]
    return sorted(filter(None, secrets), key=len, reverse=True)


def _columns(inspector: Inspector, table: str, schema: str | None) -> list[DataColumn]:
    primary = set(inspector.get_pk_constraint(table, schema).get("constrained_columns") or ())
    foreign: dict[str, list[str]] = {}
    for key in inspector.get_foreign_keys(table, schema):
        for own, other in zip(key["constrained_columns"], key["referred_columns"], strict=True):
            foreign.setdefault(own, []).append(f"{key['referred_table']}.{other}")
    title, text = _words(_table_comment(inspector, table, schema))
    found = []
    for number, each in enumerate(inspector.get_columns(table, schema)):
        name = str(each["name"])
        type_, length = _type(each["type"], inspector.dialect)
        own_title, own_text = _words(each.get("comment"))
        made = DataColumn(
            table=table, table_title="" if number else title, table_text="" if number else text, name=name, title=own_title, type=type_,
            length=length, primary=name in primary, foreign="; ".join(foreign.get(name, ())),
            nullable=bool(each.get("nullable", True)) and name not in primary, default=_line(each.get("default")), text=own_text,
        )
        found.append(replace(made, personal=PersonalData.SUSPECTED) if suspicion(made) else made)
    return found


def _table_comment(inspector: Inspector, table: str, schema: str | None) -> Any:
    try:
        return inspector.get_table_comment(table, schema).get("text")
    except NotImplementedError:  # not every database keeps comments
        return None


def _words(comment: Any) -> tuple[str, str]:
    """Return a comment as (name, words): a short first line is the name."""
    lines = str(comment or "").strip().splitlines()
    if not lines:
        return "", ""
    first, rest = lines[0].strip(), " ".join(line.strip() for line in lines[1:])
    return (first, rest) if len(first) <= _TITLE else ("", f"{first} {rest}".strip())


def _type(type_: Any, dialect: Dialect) -> tuple[str, str]:
    """Return VARCHAR(50) as (VARCHAR, 50); a type that the dialect cannot name is empty."""
    from sqlalchemy.exc import CompileError, UnsupportedCompilationError

    try:
        text = type_.compile(dialect=dialect)
    except (CompileError, UnsupportedCompilationError):
        return "", ""
    if text == "NULL":  # a column declared without a type
        return "", ""
    found = _TYPE.fullmatch(text)
    return (f"{found[1]}{found[3]}".strip(), found[2].replace(" ", "")) if found else (text, "")


def _line(value: Any) -> str:
    return " ".join(str(value).split()) if value is not None else ""
