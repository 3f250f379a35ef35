"""Turns whatever table or list a person hands over (CSV, XLSX, JSON, YAML) into plain records, each value under its label."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import Location, Problem, stopping
from pipeline.read.from_csv import read_csv
from pipeline.read.from_disk import read_text
from pipeline.read.from_xlsx import read_xlsx
from pipeline.read.from_yaml import read_yaml
from pipeline.read.located import Cell, Listing, Node, Record, Table
from pipeline.read.text import fold


@dataclass(frozen=True, slots=True)
class Values:
    """One record: label → text, number, date, or a list of such records; and the place that it stands in."""

    values: dict[str, object]
    at: Location


def read_any(path: Path, file: str, wanted: Collection[str] = ()) -> tuple[list[Values], list[Problem]]:
    """Return the records of `path`; `wanted` are labels that help to find a workbook's header.

    Further sheets of a workbook are lists: a sheet's name is the list's name, and its first column repeats the value of
    the main sheet's first column to say to which record each row belongs.
    """
    match path.suffix.lower():
        case ".csv" | ".tsv" | ".txt":
            table, problems = read_csv(path, file)
            return ([] if table is None else _rows(table)), problems
        case ".xlsx" | ".xlsm":
            tables, problems = read_xlsx(path, file, [frozenset({fold(label)}) for label in wanted])
            return _joined(tables), [problem for problem in problems if problem.stops]
        case ".json":
            return _from_json(path, file)
        case ".yaml" | ".yml":
            node, problems = read_yaml(path, file)
            return ([], problems) if stopping(problems) else _from_tree(node, file)
    hint = "CSV, XLSX, JSON, YAML 가운데 하나로 저장합니다"
    return [], [Problem("F-DAT-05", f"읽을 수 없는 자료 형식입니다: {path.suffix or path.name}", Location(file), hint)]


def _rows(table: Table) -> list[Values]:
    labels = [label.strip() for label in table.header]
    return [
        Values({label: cell for label, cell in zip(labels, row.cells, strict=False) if label}, table.place(row.number))
        for row in table.rows
    ]


def _joined(tables: list[Table]) -> list[Values]:
    """Return the first table's rows, each with its rows of the further tables as lists."""
    if not tables:
        return []
    main = _rows(tables[0])
    for table in tables[1:]:
        key = table.header[0].strip()
        groups: dict[object, list[dict[str, object]]] = {}
        for row in _rows(table):
            groups.setdefault(row.values.get(key), []).append(row.values)
        first = tables[0].header[0].strip()
        for record in main:
            record.values.setdefault(table.sheet, groups.get(record.values.get(first), []))
    return main


def _from_json(path: Path, file: str) -> tuple[list[Values], list[Problem]]:
    text, problems = read_text(path, file)
    if text is None:
        return [], problems
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        at = Location(file, getattr(error, "lineno", 0))
        return [], [Problem("F-DAT-06", "JSON 문법이 맞지 않습니다", at, "쉼표와 따옴표의 짝을 확인합니다")]
    records = found if isinstance(found, list) else [found]
    if not all(isinstance(record, dict) for record in records):
        return [], [_no_records(file)]
    return [Values(record, Location(file, order, "")) for order, record in enumerate(records, 1)], []


def _from_tree(node: Node | None, file: str) -> tuple[list[Values], list[Problem]]:
    records: Iterable[Node] = node.items if isinstance(node, Listing) else [node] if node else []
    made = [Values(_plain(record), record.at) for record in records if isinstance(record, Record)]
    return (made, []) if made else ([], [_no_records(file)])


def _plain(node: Node) -> object:
    match node:
        case Record():
            return {label: _plain(value) for label, value in node.values.items()}
        case Listing():
            return [_plain(item) for item in node.items]
        case Cell():
            return node.value


def _no_records(file: str) -> Problem:
    return Problem("F-DAT-07", "이름과 값의 목록이 아닙니다", Location(file), '[{"성명": "홍길동"}]처럼 적습니다')
