"""Turns the columns read from a database into the contract's table file: what changed, and a file that keeps people's words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline.build.placing import publish
from pipeline.model.table import DataColumn, PersonalData, suspicion, tables_of
from pipeline.problems import Location, Problem, stopping
from pipeline.read.tables import read_database, read_table_file
from pipeline.workspace import Workspace

NAME = "tables.csv"
COLUMNS = ("변화", "테이블", "컬럼", "내용")
_COMPARED = ("type", "length", "primary", "foreign", "nullable", "default")
_KEPT = ("title", "text", "encrypted")  # a person's words win over the database's comments
_LABELS = {each.name: each.metadata["label"] for each in fields(DataColumn) if "label" in each.metadata}


class Turn(StrEnum):
    """What became of a column since the file was written."""

    ADDED = "추가"
    DROPPED = "삭제"
    CHANGED = "변경"


@dataclass(frozen=True, slots=True)
class TableChange:
    """One column that is not as the file says; `what` names each fact with its old and its new value."""

    turn: Turn
    table: str
    column: str
    what: str

    def as_line(self) -> tuple[str, ...]:
        """The cells in the order of COLUMNS."""
        return self.turn.value, self.table, self.column, self.what


@dataclass(slots=True)
class Comparing:
    """The tables of a contract as read now, against its file: the changes, and the merged columns to save."""

    contract: str
    merged: tuple[DataColumn, ...] = ()
    changes: tuple[TableChange, ...] = ()
    saved: Path | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def tables(self) -> int:
        """How many tables there are now."""
        return len(tables_of(self.merged))

    @property
    def suspected(self) -> tuple[DataColumn, ...]:
        """The columns of which a person has to say whether they hold personal data."""
        return tuple(each for each in self.merged if each.personal is PersonalData.SUSPECTED)

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain values; the problems are for the caller to add."""
        return {
            "contract": self.contract, "tables": self.tables, "columns": len(self.merged), "saved": str(self.saved) if self.saved else None,
            "suspected": [f"{each.table}.{each.name}" for each in self.suspected],
            "changes": [dict(zip(("turn", "table", "column", "what"), change.as_line(), strict=True)) for change in self.changes],
        }


def compare_tables(workspace: Workspace, contract: str, url: str = "", file: Path | None = None, schema: str = "", save: bool = False) -> Comparing:
    """Read the tables from the database at `url`, or from `file`, and hold them against data/<contract>/tables.csv.

    With `save` the file is written anew: the database's facts, the person's words. Nothing is written when anything stops.
    """
    done = Comparing(contract)
    if bool(url) == (file is not None):
        done.problems.append(Problem("B-TBL-01", "테이블을 읽을 곳을 하나만 줍니다", hint="--url, --url-file, --file 가운데 하나"))
        return done
    path = workspace.data / contract / NAME
    other = path.with_suffix(".xlsx")
    if other.exists():
        at = Location(f"data/{contract}/{other.name}")
        done.problems.append(Problem("B-TBL-02", "테이블 목록이 XLSX라서 견주지 않았습니다", at, f"{NAME}로 저장하고 XLSX는 지웁니다"))
        return done
    new, problems = read_table_file(file, file.name) if file else read_database(url, schema)
    old, found = read_table_file(path, f"data/{contract}/{NAME}") if path.exists() else ([], [])
    done.problems += [*problems, *found]
    if stopping(done.problems):
        return done
    done.changes = tuple(changes(old, new))
    done.merged = tuple(merged(old, new))
    if save:
        done.problems += publish({path: as_csv(done.merged)})
        done.saved = None if stopping(done.problems) else path
    return done


def changes(old: Sequence[DataColumn], new: Sequence[DataColumn]) -> list[TableChange]:
    """Return what was added, dropped or changed, in the order of the new columns, the dropped ones last."""
    before = {each.key: each for each in old}
    now = {each.key for each in new}
    tables, old_tables = {table for table, _ in now}, {each.key[0] for each in old}
    found = []
    for each in new:
        known = before.get(each.key)
        if known is None:
            fresh = "" if each.key[0] in old_tables else "(새 테이블)"
            found.append(TableChange(Turn.ADDED, each.table, each.name, f"{_shape(each)} {fresh}".strip()))
        elif facts := [f"{_LABELS[name]} {_said(known, name)} → {_said(each, name)}" for name in _COMPARED if _fact(known, name) != _fact(each, name)]:
            found.append(TableChange(Turn.CHANGED, each.table, each.name, ", ".join(facts)))
    for each in old:
        if each.key not in now:
            gone = "" if each.key[0] in tables else " (테이블이 없어짐)"
            found.append(TableChange(Turn.DROPPED, each.table, each.name, f"{each.title or _shape(each)}{gone}"))
    return found


def merged(old: Iterable[DataColumn], new: Iterable[DataColumn]) -> list[DataColumn]:
    """Return the new columns with the words and judgements that a person gave to the old ones."""
    before = {each.key: each for each in old}
    words = {table.name.casefold(): (table.title, table.text) for table in tables_of(before.values())}
    made, seen = [], set()
    for each in new:
        known = before.get(each.key)
        if known is not None:
            each = replace(each, **{name: getattr(known, name) or getattr(each, name) for name in _KEPT})
        first = each.key[0] not in seen
        seen.add(each.key[0])
        title, text = words.get(each.key[0], ("", ""))
        each = replace(each, table_title=(title or each.table_title) if first else "", table_text=(text or each.table_text) if first else "")
        made.append(replace(each, personal=_judged(known, each)))
    return made


def _judged(known: DataColumn | None, each: DataColumn) -> PersonalData:
    """A person's 예 or 아니오 stays; nobody but a person takes a doubt away."""
    for judged in (known, each):
        if judged is not None and judged.personal in (PersonalData.YES, PersonalData.NO):
            return judged.personal
    doubted = each.personal is PersonalData.SUSPECTED or (known is not None and known.personal is PersonalData.SUSPECTED)
    return PersonalData.SUSPECTED if doubted or suspicion(each) else PersonalData.OPEN


def as_csv(columns: Iterable[DataColumn]) -> bytes:
    """Return the columns as the CSV file that is read again: UTF-8 with the mark by which Excel knows it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_LABELS.values())
    for each in columns:
        writer.writerow(_cell(getattr(each, name)) for name in _LABELS)
    return stream.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "예" if value else "아니오"
    return str(value)


def _fact(each: DataColumn, name: str) -> Any:
    value = getattr(each, name)
    return value if isinstance(value, bool) else " ".join(value.split()).casefold()


def _said(each: DataColumn, name: str) -> str:
    return _cell(getattr(each, name)) or "없음"


def _shape(each: DataColumn) -> str:
    return f"{each.type}({each.length})" if each.length else each.type
