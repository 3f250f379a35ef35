"""Turns the table definition into its list with counts, the columns that may hold personal data, and what does not fit together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from pipeline.model.dossier import Dossier
from pipeline.model.log import Change
from pipeline.model.table import DataColumn, DataTable, PersonalData, suspicion
from pipeline.problems import Problem, Severity
from pipeline.rules.rule import Rule

CODE = "R-TBL-01"
SUSPECTED = "의심"
_NAME = re.compile(r"[^\s,;·]+")


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column as the definition shows it. `personal` is what a person decided, else 의심 with `reason`, else ""."""

    order: int
    table: DataTable
    column: DataColumn
    personal: str
    reason: str


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table with its counts and the last change that names it."""

    order: int
    table: DataTable
    columns: tuple[ColumnLine, ...]
    keys: str
    changed: datetime | None
    changes: tuple[str, ...]

    @property
    def personal(self) -> int:
        """How many columns hold personal data, or may."""
        return sum(line.personal in (PersonalData.YES.value, SUSPECTED) for line in self.columns)

    @property
    def kind(self) -> str:
        """확인 필요, 있음, 의심 없음, or 없음 where a person said so of every column."""
        found = {line.personal for line in self.columns}
        if SUSPECTED in found:
            return "확인 필요"
        if PersonalData.YES.value in found:
            return "있음"
        return "없음" if found == {PersonalData.NO.value} else "의심 없음"


@dataclass(frozen=True, slots=True)
class Definition:
    """The whole definition; `absent` are tables that changes name and the list does not."""

    tables: tuple[TableLine, ...]
    absent: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def columns(self) -> tuple[ColumnLine, ...]:
        """Every column, table by table."""
        return tuple(line for table in self.tables for line in table.columns)

    @property
    def suspected(self) -> tuple[ColumnLine, ...]:
        """The columns that a person has to judge."""
        return tuple(line for line in self.columns if line.personal == SUSPECTED)

    @property
    def personal(self) -> tuple[ColumnLine, ...]:
        """The columns of which a person said that they hold personal data."""
        return tuple(line for line in self.columns if line.personal == PersonalData.YES.value)

    @property
    def unencrypted(self) -> tuple[ColumnLine, ...]:
        """Those of them of which nothing is written about encryption."""
        return tuple(line for line in self.personal if not line.column.encrypted)


def definition(dossier: Dossier) -> Definition:
    """테이블 정의: 테이블과 컬럼을 세고, 개인정보로 보이는 컬럼과 서로 맞지 않는 곳을 찾습니다.

    조항: 테이블 목록/정의서를 요구하는 조항(V-5a 등), 개인정보의 안전한 관리를 정한 계약의 조항. 개인정보 여부는 사람이 정합니다.

    산식
      개인정보 칸이 비었고 물리명·논리명·설명이 성명, 연락처, 전자우편, 주소, 생년월일, 고유식별정보, 계좌, 비밀번호 등을 가리키면 ‘의심’입니다.
      사람이 적은 예·아니오는 바꾸지 않습니다.
      오류는 없고, 경고: FK가 가리키는 테이블이나 컬럼이 정의에 없음. 참고: 기본키가 없는 테이블, 확인할 개인정보 의심 컬럼, 변경 기록에만 나오는 테이블.

    예: MOBLPHON_NO(휴대전화번호) → 의심. 사람이 ‘예’라고 적으면 개인정보 컬럼으로 셉니다.
    """
    named: dict[str, list[Change]] = {}
    spelt: dict[str, str] = {}
    for change in sorted(dossier.changes, key=lambda each: each.applied):
        for name in _NAME.findall(change.tables):
            named.setdefault(name.casefold(), []).append(change)
            spelt.setdefault(name.casefold(), name)
    tables = tuple(_table(order, table, named.get(table.name.casefold(), [])) for order, table in enumerate(dossier.tables, 1))
    known = {line.table.name.casefold() for line in tables}
    absent = tuple((spelt[key], tuple(change.id for change in changes)) for key, changes in named.items() if key not in known)
    return Definition(tables, absent)


def _table(order: int, table: DataTable, changes: list[Change]) -> TableLine:
    columns = tuple(_column(number, table, each) for number, each in enumerate(table.columns, 1))
    keys = ", ".join(each.name for each in table.primary)
    return TableLine(order, table, columns, keys, changes[-1].applied if changes else None, tuple(change.id for change in changes))


def _column(order: int, table: DataTable, each: DataColumn) -> ColumnLine:
    if each.personal in (PersonalData.YES, PersonalData.NO):
        return ColumnLine(order, table, each, each.personal.value, "")
    reason = suspicion(each)
    doubted = bool(reason) or each.personal is PersonalData.SUSPECTED
    return ColumnLine(order, table, each, SUSPECTED if doubted else "", reason)


def check(dossier: Dossier) -> list[Problem]:
    """Say which keys lead nowhere, which tables have none, what a person has to judge, and what only the changes know."""
    made = definition(dossier)
    if not made.tables:
        return []
    problems = [*_foreign(made), *_without_keys(made)]
    if made.suspected:
        counts = Counter(line.table.name for line in made.suspected)
        names = ", ".join(f"{name} {count}개" for name, count in counts.items())
        problems.append(Problem(CODE, f"개인정보인지 확인할 컬럼이 {len(made.suspected)}개 있습니다: {names}",
                                made.suspected[0].column.at.at_field("개인정보"), "개인정보 칸에 예나 아니오를 적습니다.",
                                tuple(line.column.at for line in made.suspected[1:] if line.column.at), Severity.NOTE))
    for name, ids in made.absent:
        message = f"변경 기록에 나오는 테이블이 정의에 없습니다: {name} ({', '.join(ids)})"
        change = next(each for each in dossier.changes if each.id == ids[0])
        problems.append(Problem(CODE, message, change.at.at_field("테이블"), "tables.csv에 적거나 pipeline tables로 다시 읽습니다.",
                                severity=Severity.NOTE))
    return problems


def _foreign(made: Definition) -> list[Problem]:
    known = {line.column.key for line in made.columns}
    tables = {table for table, _ in known}
    problems = []
    for line in made.columns:
        for parent in line.column.parents:
            table, _, name = parent.casefold().rpartition(".")
            if not table and name in tables or (table, name) in known:
                continue
            what = "컬럼이" if table in tables else "테이블이"
            problems.append(Problem(CODE, f"{line.table.name}.{line.column.name}: FK가 가리키는 {what} 정의에 없습니다: {parent}",
                                    line.column.at.at_field("FK"), "예: TB_CODE.CD", severity=Severity.WARNING))
    return problems


def _without_keys(made: Definition) -> list[Problem]:
    return [
        Problem(CODE, f"{line.table.name}: 기본키(PK)가 없습니다.", line.table.at.at_field("PK"), "기본키 컬럼의 PK에 예를 적습니다.", severity=Severity.NOTE)
        for line in made.tables if not line.table.primary
    ]


RULE = Rule(CODE, "테이블 정의", ("V-5a 테이블 목록/정의서", "개인정보 보호법 제29조의 안전조치"), definition, check)
