"""Turns a table of requirements (CSV, XLSX, our own 추적표) into cards with their items, nested by the numbers of the rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.model.column import column, place
from pipeline.model.contract import Source
from pipeline.model.requirement import Item, Requirement
from pipeline.problems import Location, Problem
from pipeline.read.from_csv import read_csv
from pipeline.read.from_xlsx import read_xlsx
from pipeline.read.phrase import quoted
from pipeline.read.schema import schema_of
from pipeline.read.structure import from_table

_KEY = re.compile(r"([^#\s]+)(?:#(\w+(?:\.\w+)*))?")
_SOURCE = re.compile(r"(\S+)\s+(L\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementRow:
    """One row: MAR-004 is a card, MAR-004#3 its item, MAR-004#3.1 an item below."""

    key: str = column("요구사항ID", hint="MAR-004#3", aliases=("번호", "고유번호", "행", "ID"))
    text: str = column("세부내용", hint="월 1회 정기점검", aliases=("내용", "요구사항 내용", "요구사항내용"))
    name: str = column("요구사항명", default="", aliases=("명칭", "요구사항 명칭"))
    category: str = column("구분", default="", aliases=("분류", "요구사항 분류"))
    printed: str = column("인쇄번호", default="")
    evidence: str = column("증빙", default="")
    source: str = column("근거", default="", hint="D1 L144", aliases=("출처",))
    at: Location = place()


def read_requirement_table(path: Path, file: str) -> tuple[tuple[Requirement, ...], list[Problem]]:
    """Return the cards that a CSV or XLSX holds; the columns are those of RequirementRow, others are told and left."""
    if path.suffix.lower() == ".csv":
        table, problems = read_csv(path, file)
        tables = [table] if table else []
    else:
        tables, problems = read_xlsx(path, file, schema_of(RequirementRow).required)
        tables = [table for table in tables if table.sheet == "추적표"] or tables
    rows: list[RequirementRow] = []
    for table in tables:
        found, more = from_table(table, RequirementRow)
        rows += found
        problems += [problem for problem in more if problem.code != "D-TAB-04"]
    cards, more = cards_of(rows)
    return cards, problems + more


def cards_of(rows: Iterable[RequirementRow]) -> tuple[tuple[Requirement, ...], list[Problem]]:
    """Return the cards in the order of their first rows. A number that cannot be read or comes twice is a problem
    (D-ITEM-01, D-ITEM-02); a row whose upper one is missing hangs from the nearest that is there."""
    problems: list[Problem] = []
    known: dict[str, RequirementRow] = {}
    for row in rows:
        if not _KEY.fullmatch(row.key):
            message = f"번호 {quoted(row.key)}의 꼴이 다릅니다"
            problems.append(Problem("D-ITEM-01", message, row.at.at_field("요구사항ID"), "바른 보기: MAR-004, MAR-004#3, MAR-004#3.1"))
        elif row.key in known:
            message = f"번호 {quoted(row.key)}의 행이 둘입니다"
            problems.append(Problem("D-ITEM-02", message, row.at, "하나만 남김", (known[row.key].at,)))
        else:
            known[row.key] = row
    below: dict[str, list[RequirementRow]] = {}
    groups: dict[str, None] = {}
    for key, row in known.items():
        groups.setdefault(key.partition("#")[0])
        if "#" in key:
            below.setdefault(_upper(key, known), []).append(row)
    return tuple(_card(group, known.get(group), below) for group in groups), problems


def _upper(key: str, known: dict[str, RequirementRow]) -> str:
    group, _, path = key.partition("#")
    while "." in path:
        path = path.rpartition(".")[0]
        if f"{group}#{path}" in known:
            return f"{group}#{path}"
    return group


def _card(id: str, row: RequirementRow | None, below: dict[str, list[RequirementRow]]) -> Requirement:
    items = tuple(_item(each, below) for each in below.get(id, ()))
    first = row or below[id][0]
    return Requirement(
        id=id,
        name=first.name or id,
        category=first.category or id.partition("-")[0],
        definition=row.text if row else "",
        items=items,
        source=_source(first.source),
        at=first.at,
    )


def _item(row: RequirementRow, below: dict[str, list[RequirementRow]]) -> Item:
    item = Item(key=row.key, text=row.text, printed=row.printed, evidence=row.evidence, line=_source(row.source).line, at=row.at)
    return replace(item, items=tuple(_item(each, below) for each in below.get(row.key, ())))


def _source(text: str) -> Source:
    found = _SOURCE.match(text)
    return Source(document=found[1], line=found[2]) if found else Source(document=text)
