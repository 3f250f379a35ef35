"""Turns a filled form into its words (rows of cells and paragraphs), so that what a person typed into it can be held against the data."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pipeline.forms.archive import open_package
from pipeline.forms.dialect import Element, local
from pipeline.forms.xml import parse
from pipeline.problems import Problem

_PARTS = {"hwpx": ("Contents/section",), "docx": ("word/document", "word/header", "word/footer")}


def words_of(data: bytes, name: str) -> tuple[list[tuple[str, ...]], list[Problem]]:
    """Return the form's rows of cells, a paragraph outside tables as a row of one, in reading order, and what cannot be read."""
    if name.endswith(".xlsx"):
        return list(_sheet_rows(data)), []
    package, problems = open_package(data, name)
    if package is None:
        return [], problems
    rows: list[tuple[str, ...]] = []
    for part in package.entries:
        if part.endswith(".xml") and part.startswith(_PARTS.get(name.rpartition(".")[2], ("\0",))):
            root, faults = parse(package, part, name)
            problems += faults
            rows += _rows(root) if root is not None else []
    return rows, problems


def _rows(element: Element) -> Iterator[tuple[str, ...]]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        match local(child):
            case "tr":
                cells = [each for each in child if isinstance(each.tag, str) and local(each) == "tc"]
                yield tuple(_text(cell) for cell in cells)
                for cell in cells:  # tables inside cells have rows of their own
                    yield from (row for row in _rows(cell) if len(row) > 1)
            case "p" if not any(local(each) == "tbl" for each in child.iter() if isinstance(each.tag, str)):
                yield (_text(child),)
            case _:
                yield from _rows(child)


def _text(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter() if isinstance(each.tag, str) and local(each) == "t").strip()


def _sheet_rows(data: bytes) -> Iterator[tuple[str, ...]]:
    from openpyxl import load_workbook  # few contracts have a workbook for a form

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield tuple("" if value is None else str(value) for value in row if value is not None)
    book.close()
