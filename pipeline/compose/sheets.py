"""Turns one task and the sheets of its template into a Workbook with typed cells."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from pipeline.compose.deliverable import SheetTemplate
from pipeline.compose.subject import Task, author, notice
from pipeline.compose.subject import text as plain_text
from pipeline.document.sheet import CellValue, Column, Look, Sheet, SheetCell, Workbook
from pipeline.language.environment import Environment
from pipeline.language.faults import fault
from pipeline.language.words import MISSING, spoken
from pipeline.problems import Problem

_REFERENCE = re.compile(r"\{([^{}]+)\}")


def compose(task: Task, environment: Environment) -> tuple[Workbook | None, list[Problem]]:
    """Return the Workbook of `task`. A value None or "" leaves its cell empty; `need(…)` marks a missing fact."""
    contract = task.names["contract"]
    sheets, problems = [], []
    for template in task.template.sheets:
        try:
            if _holds(template.when, task, environment):
                sheets.append(_sheet(template, task, environment))
        except Exception as error:  # a template is a person's input: whatever it raises is its author's to put right
            problems.append(fault(error, template.at.file))
    if problems:
        return None, problems
    return Workbook(task.title, tuple(sheets), author(task.template, contract), task.date, task.template.marking), []


def _sheet(template: SheetTemplate, task: Task, environment: Environment) -> Sheet:
    template = _present(template, task, environment)
    records = list(environment.compile_expression(template.rows, undefined_to_none=False)(**task.names))
    getters = [environment.compile_expression(column.value, undefined_to_none=False) for column in template.columns]
    looks = [Look(column.look) for column in template.columns]
    rows = tuple(
        tuple(_cell(getter(**task.names, row=record, order=order), look) for getter, look in zip(getters, looks, strict=True))
        for order, record in enumerate(records, 1)
    )
    if any(column.formula for column in template.columns):
        rows = _with_formulas(template, rows, records, task, environment)
    heading = tuple(_heading(text, place, len(getters), task, environment) for place, text in enumerate(template.heading))
    return Sheet(
        name=template.name,
        columns=tuple(Column(c.title, c.width, c.choices, look) for c, look in zip(template.columns, looks, strict=True)),
        rows=rows,
        heading=heading,
        totals=_totals(template, rows, len(heading)),
        freeze_columns=template.freeze_columns,
        paper=template.paper,
        footer=notice(task.names["contract"]),
    )


def _present(template: SheetTemplate, task: Task, environment: Environment) -> SheetTemplate:
    """The template without the columns whose condition does not hold for this contract."""
    return replace(template, columns=tuple(column for column in template.columns if _holds(column.when, task, environment)))


def _holds(condition: str, task: Task, environment: Environment) -> bool:
    return not condition or bool(environment.compile_expression(condition, undefined_to_none=False)(**task.names))


def _heading(text: str, place: int, width: int, task: Task, environment: Environment) -> tuple[SheetCell, ...]:
    filled = plain_text(environment, text, task.names)
    return (SheetCell(filled, Look.NOTE if place else Look.TITLE, colspan=width),)


def _with_formulas(
    template: SheetTemplate, rows: tuple[tuple[SheetCell, ...], ...], records: list[Any], task: Task, environment: Environment
) -> tuple[tuple[SheetCell, ...], ...]:
    """Return the rows with the formulas that their columns give; the value stays beside each as its computed result."""
    first = len(template.heading) + 2
    letters = {column.title: _letter(place) for place, column in enumerate(template.columns)}
    key = environment.compile_expression(template.key or "none", undefined_to_none=False)
    numbers = {key(**task.names, row=record): number for number, record in enumerate(records, first)}
    getters = [environment.compile_expression(column.formula or "none", undefined_to_none=False) for column in template.columns]

    def address(found: re.Match[str], number: int) -> str:
        title, _, other = found[1].partition("@")
        return f"{letters[title]}{numbers[other] if other else number}"

    made = []
    for number, (cells, record) in enumerate(zip(rows, records, strict=True), first):
        formulas = [getter(**task.names, row=record, order=number - first + 1) for getter in getters]
        made.append(tuple(
            replace(cell, formula=_REFERENCE.sub(lambda found, at=number: address(found, at), formula)) if formula else cell
            for cell, formula in zip(cells, formulas, strict=True)
        ))
    return tuple(made)


def _totals(template: SheetTemplate, rows: tuple[tuple[SheetCell, ...], ...], above: int) -> tuple[tuple[SheetCell, ...], ...]:
    if not rows or not any(column.total for column in template.columns):
        return ()
    first, last = above + 2, above + 1 + len(rows)
    cells = []
    for place, column in enumerate(template.columns):
        if not column.total.startswith("="):
            cells.append(SheetCell(column.total or None, Look.TOTAL))
            continue
        letter = _letter(place)
        values = [row[place].value for row in rows]
        formula = column.total.replace("{열}", f"{letter}{first}:{letter}{last}")
        cells.append(SheetCell(_computed(column.total, values), Look.TOTAL, formula))
    return (tuple(cells),)


def _computed(formula: str, values: list[CellValue]) -> CellValue:
    numbers = [value for value in values if isinstance(value, (int, Decimal)) and not isinstance(value, bool)]
    if formula.startswith("=SUM("):
        return sum(numbers)
    if formula.startswith("=COUNTA("):
        return sum(value is not None for value in values)
    raise ValueError(f"합계 수식은 SUM과 COUNTA만 쓸 수 있습니다: {formula}")


def _letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _cell(value: Any, look: Look) -> SheetCell:
    if value is None or value == "":
        return SheetCell(None, look)
    if str(value) == MISSING:
        return SheetCell(MISSING, look, missing=True)
    if isinstance(value, Enum) or not isinstance(value, (str, int, Decimal, bool, date, datetime)):
        return SheetCell(spoken(value), look)
    return SheetCell(spoken(value) if isinstance(value, bool) else value, look)
