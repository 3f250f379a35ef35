"""Turns what people do to a reviewed workbook (`edits.json` of a case) into that workbook, made from the case's own contract."""

from __future__ import annotations

import json
from copy import copy
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.compose.trace_book.book import TITLE, compose_trace_book
from pipeline.model.dossier import Dossier
from pipeline.model.review import KEY_TITLE, MATRIX, Reviews
from pipeline.problems import Problem
from pipeline.read.reviewed_book import parse_reviewed
from pipeline.read.reviews import read_reviews, take_over
from pipeline.trace.thread import Trace
from pipeline.trace.weave import trace
from pipeline.write.formats import write

FILE = "edits.json"


def problems_of_reviews(case: Path, folder: Path, dossier: Dossier) -> list[Problem]:
    """Return the problems of the contract's stored reviews and of the workbook that `case` says people made of it."""
    stored, problems = read_reviews(folder, f"data/{folder.name}")
    if not (case / FILE).exists():
        return problems
    wanted = json.loads((case / FILE).read_text("utf-8"))
    made = trace(dossier, dossier.newest_month.last)
    shown = Reviews() if wanted.get("written_before_reviews") else stored
    rows = {row.key: (row.fingerprint, row.text) for row in made.rows}
    edits, found = parse_reviewed(_workbook(made, dossier, shown, wanted["edits"]), f"{TITLE}.xlsx", rows)
    return [*problems, *found, *take_over(stored, edits)[1]]


def _workbook(made: Trace, dossier: Dossier, reviews: Reviews, edits: list[dict[str, Any]]) -> bytes:
    data, problems = write(compose_trace_book(made, dossier.contract, reviews), "xlsx")
    assert not problems
    book = load_workbook(BytesIO(data))
    for edit in edits:
        _edit(book, book[MATRIX], edit)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _edit(book: Workbook, sheet: Worksheet, edit: dict[str, Any]) -> None:
    header = next(cell.row for row in sheet.iter_rows(max_row=9) for cell in row if cell.value == KEY_TITLE)
    columns = {cell.value: cell.column for cell in sheet[header]}
    rows = {sheet.cell(number, columns[KEY_TITLE]).value: number for number in range(header + 1, sheet.max_row + 1)}
    row, column, text = rows.get(edit.get("row"), sheet.max_row + 1), columns.get(edit.get("column"), 0), edit.get("text", "")
    match edit["do"]:
        case "write" | "formula":
            sheet.cell(row, column).value = text or None
        case "add row":
            sheet.cell(row, columns[KEY_TITLE]).value = edit["row"]
            sheet.cell(row, column).value = text
        case "copy row":
            for cell in sheet[row]:
                sheet.cell(sheet.max_row + (cell.column == 1), cell.column).value = copy(cell.value)
        case "merge down":
            sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
        case "drop column":
            sheet.delete_cols(column)
        case "drop marks":
            sheet.delete_cols(sheet.max_column)
        case "rename column":
            sheet.cell(header, column).value = text
        case "rename sheet":
            sheet.title = text
        case "copy sheet":
            book.copy_worksheet(sheet).title = text
        case "drop sheet":
            book.remove(sheet)
        case what:
            raise ValueError(what)
