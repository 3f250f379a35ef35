"""Turns located trees and tables into instances of the model, by the columns that the model's fields declare."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TypeVar

from pipeline.problems import Location, Problem, Severity
from pipeline.read.located import Cell, Lines, Listing, Node, Raw, Record, Table
from pipeline.read.phrase import example, joined, quoted, suggestion
from pipeline.read.schema import Column, Schema, schema_of, shape_of
from pipeline.read.text import clean, fold
from pipeline.read.values import MARKS, Convert, Fault, split

T = TypeVar("T")

_MISSING = object()  # what cannot be used; its problems were told
_BLANK = object()  # what is not there
_SHAPES = {Cell: "값 하나", Listing: "목록", Record: "'항목: 값'의 묶음"}


def from_record(node: Node | None, cls: type[T], at: Location) -> tuple[T | None, list[Problem]]:
    """Return the instance of `cls` that a mapping holds; None when any of its values cannot be used."""
    if not isinstance(node, Record):
        return None, [_wrong_shape(node, Record, node.at if node else at)]
    problems: list[Problem] = []
    built = _build(node, schema_of(cls), problems)
    return (None, problems) if built is _MISSING else (built, problems)


def from_listing(node: Node | None, cls: type[T]) -> tuple[list[T], list[Problem]]:
    """Return the instances that a list of mappings holds, without those that cannot be used."""
    if node is None:
        return [], []
    if not isinstance(node, Listing):
        return [], [_wrong_shape(node, Listing, node.at)]
    problems: list[Problem] = []
    built = [_build_nested(item, cls, problems) for item in node.items]
    return [instance for instance in built if instance is not _MISSING], problems


def from_table(table: Table, cls: type[T]) -> tuple[list[T], list[Problem]]:
    """Return one instance a row, without the rows that cannot be used; a header that does not fit is told once."""
    schema = schema_of(cls)
    places, problems = _match_header(table, schema)
    if any(problem.stops for problem in problems):
        return [], problems
    read = [_read_column(table, index, column, problems) for index, column in places.items()]
    problems.sort(key=lambda problem: problem.at.row)  # by line again, as a person goes through a file
    names = [column.name for column in places.values()]
    letters = table.letters({index: column.label for index, column in places.items()})
    built = []
    for row, values in zip(table.rows, zip(*read)):
        if _MISSING not in values:
            fields = dict(zip(names, values))
            if schema.place:
                fields[schema.place] = table.record_place(row.number, letters)
            built.append(schema.cls(**fields))
    return built, problems


def _match_header(table: Table, schema: Schema) -> tuple[dict[int, Column], list[Problem]]:
    """Return which column stands at which index of the table, and what is wrong with the header."""
    found: dict[int, Column] = {}
    problems: list[Problem] = []
    for index, label in enumerate(map(clean, table.header)):
        column = schema.find(label)
        place = table.place(table.header_row, index, label)
        if not label:
            problems += _unlabelled(table, index)
        elif column is None or column.nested:  # a record has no room in a cell
            hint = suggestion(label, schema.labels) or "필요 없는 열이면 그대로 두어도 됨"
            problems.append(Problem("D-TAB-04", f"모르는 열 {quoted(label)}", place, hint, severity=Severity.WARNING))
        elif column in found.values():
            first = next(index for index, other in found.items() if other is column)
            message = f"{quoted(column.label)} 열이 두 번 나옵니다"
            related = (table.place(table.header_row, first, table.header[first]),)
            problems.append(Problem("D-TAB-02", message, place, "하나만 남김", related))
        else:
            found[index] = column
    missing = [column for column in schema.columns if column.required and column not in found.values()]
    for column in missing:
        place = table.place(table.header_row, field=column.label)
        hint = ", ".join(filter(None, ("제목 줄에 열을 더함", example(column.hint))))
        problems.append(Problem("D-TAB-03", f"{quoted(column.label)} 열이 없습니다", place, hint))
    return found, problems


def _unlabelled(table: Table, index: int) -> list[Problem]:
    """A column without a name may stand in a sheet as long as it is empty."""
    row = next((row for row in table.rows if not _is_blank(row.cells[index])), None)
    if row is None:
        return []
    message = f"제목 없는 {index + 1}번째 열에 값 {joined(quoted(row.cells[index]), '이(가)')} 있습니다"
    return [Problem("D-TAB-05", message, table.place(row.number, index), "열 이름을 적거나 값을 지움")]


def _read_column(table: Table, index: int, column: Column, problems: list[Problem]) -> list[object]:
    """Return the value of one column in each row, _MISSING where it cannot be used.

    A log repeats itself, so a text is converted once. This runs for each cell of every log: no work that can wait.
    """
    cells = [row.cells[index] for row in table.rows]
    texts = {raw: clean(raw) for raw in {cell for cell in cells if type(cell) is str}}
    blank = _blank_means(column, texts.values())
    convert = partial(_split_and_convert, column.convert) if column.many else column.convert
    known = {raw: convert(text) if text else blank for raw, text in texts.items()}
    found = [known[raw] if type(raw) is str else blank if raw is None else convert(raw) for raw in cells]
    for position, value in enumerate(found):
        if type(value) is Fault:
            place = table.place(table.rows[position].number, index, column.label)
            found[position] = _report(value, column, place, problems)
    return found


def _blank_means(column: Column, texts: Iterable[str]) -> object:
    """Return what a blank cell says: 아니오 in a column that marks 예 with ○, else the field's default or a fault."""
    if column.type is bool and any(fold(text) in MARKS for text in set(texts)):
        return False
    return _emptiness(column) if column.required else column.default


def _build(record: Record, schema: Schema, problems: list[Problem]) -> object:
    """Return the instance that a mapping holds, or _MISSING after its problems were told."""
    shape = shape_of(schema.cls, tuple(record.values))
    values: dict[str, object] = {}
    usable = shape.sound
    for (label, node), column in zip(record.values.items(), shape.columns):
        if column is None:
            problems.append(_unusable_key(label, record, schema))
        elif (value := _value(node, column, problems)) is not _BLANK:
            values[column.name] = value
            usable = usable and value is not _MISSING
    for column in schema.needed:
        if column.name not in values:
            typed = next((label for label, other in zip(record.values, shape.columns) if other is column), None)
            place = record.at.at_field(column.label) if typed is None else record.place(typed)
            _report(_emptiness(column), column, place, problems)
            usable = False
    if not usable:
        return _MISSING
    if schema.place:
        lines = tuple(record.lines.values())
        places = None if lines.count(record.line) == len(lines) else Lines(shape.labels, lines)
        values[schema.place] = Location(record.file, record.line, record.field, places=places)
    return schema.cls(**values)


def _unusable_key(label: str, record: Record, schema: Schema) -> Problem:
    place, column = record.place(label), schema.find(label)
    if column is not None:
        earlier = next(other for other in record.values if schema.find(other) is column)
        message = f"{joined(quoted(label), '은(는)')} {joined(quoted(earlier), '과(와)')} 같은 항목입니다"
        return Problem("D-YAML-03", message, place, "하나만 남김", (record.place(earlier),))
    hint = suggestion(label, schema.labels) or "쓸 수 있는 항목: " + ", ".join(schema.labels)
    return Problem("D-YAML-07", f"모르는 항목 {quoted(label)}", place, hint)


def _value(node: Node, column: Column, problems: list[Problem]) -> object:
    """Return the value of one column of a mapping, _BLANK when there is none, _MISSING after its problems were told."""
    if isinstance(node, Cell):
        text = clean(node.value) if node.value else ""
        if not text:
            return _BLANK
        if column.nested:
            problems.append(_wrong_shape(node, Listing if column.many else Record, node.at))
            return _MISSING
        return _all(split(text), node, column, problems) if column.many else _converted(text, node, column, problems)
    if column.many and isinstance(node, Listing):
        built = [value for item in node.items if (value := _item(item, column, problems)) is not _BLANK]
        return _MISSING if _MISSING in built else tuple(built)
    if column.nested and not column.many:
        return _build_nested(node, column.nested, problems)
    problems.append(_wrong_shape(node, Listing if column.many else Cell, node.at, column))
    return _MISSING


def _all(texts: list[str], cell: Cell, column: Column, problems: list[Problem]) -> object:
    """Return the tuple that one text holds with separators."""
    built = tuple(_converted(text, cell, column, problems) for text in texts)
    return _MISSING if _MISSING in built else built


def _item(item: Node, column: Column, problems: list[Problem]) -> object:
    """Return one value of a list, _BLANK when it says nothing, _MISSING after its problems were told."""
    if isinstance(item, Cell):
        text = clean(item.value) if item.value else ""
        if not text:
            return _BLANK
        if not column.nested:
            return _converted(text, item, column, problems)
    if column.nested:
        return _build_nested(item, column.nested, problems)
    problems.append(_wrong_shape(item, Cell, item.at, column))
    return _MISSING


def _build_nested(node: Node, cls: type, problems: list[Problem]) -> object:
    if isinstance(node, Record):
        return _build(node, schema_of(cls), problems)
    problems.append(_wrong_shape(node, Record, node.at))
    return _MISSING


def _converted(text: str, cell: Cell, column: Column, problems: list[Problem]) -> object:
    value = column.convert(text)
    return _report(value, column, cell.at, problems) if isinstance(value, Fault) else value


def _split_and_convert(convert: Convert, raw: Raw) -> object:
    """Return the tuple that one cell of a table holds, or the first fault in it."""
    parts: Iterable[Raw] = split(raw) if isinstance(raw, str) else (raw,)
    built = tuple(map(convert, parts))
    return next((value for value in built if isinstance(value, Fault)), built)


def _report(fault: Fault, column: Column, place: Location, problems: list[Problem]) -> object:
    """Tell a fault; return the value that is used all the same, or _MISSING."""
    hint = fault.hint or example(column.hint) or "값을 적음"
    problems.append(Problem(fault.code, fault.message, place, hint, severity=fault.severity))
    return fault.value if fault.severity is not Severity.ERROR else _MISSING


def _emptiness(column: Column) -> Fault:
    return Fault("D-VAL-01", f"필수 항목 {quoted(column.label)}의 값이 없습니다")


def _wrong_shape(node: Node | None, wanted: type, place: Location, column: Column | None = None) -> Problem:
    hints = {Cell: example(column.hint if column else ""), Listing: "줄마다 '- '로 시작", Record: "'항목: 값'을 한 줄씩"}
    given = _SHAPES[type(node)] if node is not None else "빈 내용"
    message = f"{joined(_SHAPES[wanted], '이(가)')} 와야 하는데 {given}입니다"
    return Problem("D-YAML-06", message, place, hints[wanted])


def _is_blank(raw: Raw) -> bool:
    return raw is None or (isinstance(raw, str) and not clean(raw))
