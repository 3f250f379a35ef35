"""Turns a workbook into a stable text, one line a cell, that a person reads and a diff compares."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.document.dump_text import STEP, escaped, joined, line, shown
from pipeline.document.sheet import Column, Highlight, Look, Mark, Sheet, SheetCell, SheetChart, SheetRun, Workbook


def dump_workbook(workbook: Workbook) -> str:
    """Return the workbook as text: facts, then set-up, columns and cells of each sheet; plain blanks are left out."""
    lines = [f"workbook {escaped(workbook.title)}"]
    facts = {
        "author": workbook.author,
        "created": shown(workbook.created) if workbook.created else "",
        "marking": workbook.marking,
        "keywords": ", ".join(workbook.keywords),
    }
    lines += [f"{STEP}{name} {escaped(text)}" for name, text in facts.items() if text]
    for sheet in workbook.sheets:
        lines += _sheet(sheet)
    return joined(lines)


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield line(
        f"sheet {escaped(sheet.name)}",
        sheet.paper,
        "landscape" if sheet.landscape else "portrait",
        "filter" if sheet.autofilter else "",
        f"freeze={sheet.freeze_columns}" if sheet.freeze_columns else "",
        f"key={_letter(sheet.key)}" if sheet.key >= 0 else "",
        f"stamp={_letter(sheet.stamp)}" if sheet.stamp >= 0 else "",
        "archive" if sheet.archive else "",
        f"wide={sheet.pages_wide}" if sheet.pages_wide > 1 else "",
        f"footer={escaped(sheet.footer)}" if sheet.footer else "",
    )
    for index, column in enumerate(sheet.columns):
        yield f"{STEP}column {_letter(index)} {_column(column)}"
    yield from (f"{STEP}chart {_chart(chart)}" for chart in sheet.charts)
    yield from (f"{STEP}highlight {_highlight(highlight)}" for highlight in sheet.highlights)
    number = 0
    parts = {
        "heading": sheet.heading,
        "header": ((),) if sheet.columns else (),
        "row": sheet.rows,
        "total": sheet.totals,
    }
    for part, rows in parts.items():
        for cells in rows:
            number += 1
            yield from _sheet_row(part, number, cells)


def _sheet_row(part: str, number: int, cells: tuple[SheetCell, ...]) -> Iterator[str]:
    yield f"{STEP}{part} {number}"
    index = 0
    for cell in cells:
        if cell != SheetCell():
            yield f"{STEP * 2}{_letter(index)}{number} {_sheet_cell(cell)}"
        index += cell.colspan


def _column(column: Column) -> str:
    look = column.look if column.look is not Look.TEXT else ""
    choices = f"[{' | '.join(escaped(word) for word in column.choices)}]" if column.choices else ""
    kind = ("kept " if column.kept else "") + ("hidden" if column.hidden else "")
    named = f"name={escaped(column.name)}" if column.name else ""
    return line(f"{column.width:g}", look, kind.strip(), named, f'"{escaped(column.title)}"', choices)


def _chart(chart: SheetChart) -> str:
    series = ",".join(map(_letter, chart.series))
    looks = f"looks={','.join(chart.looks)}" if chart.looks else ""
    size = f"{chart.width}x{chart.height}px"
    return line(chart.kind, f"{_letter(chart.categories)}:{series}", looks, size, f'"{escaped(chart.title)}"')


def _highlight(highlight: Highlight) -> str:
    words = " ".join(f"{escaped(word)}={look}" for word, look in highlight.words)
    return line(f"{_letter(highlight.first)}:{_letter(highlight.last)}", words, "scale" if highlight.scale else "")


def _run(run: SheetRun) -> str:
    mark = {Mark.PLAIN: "", Mark.ADDED: "+", Mark.REMOVED: "-"}[run.mark]
    return f"[{mark}{escaped(run.text)}]"


def _sheet_cell(cell: SheetCell) -> str:
    return line(
        cell.look if cell.look is not Look.TEXT else "text",
        f"x{cell.colspan}" if cell.colspan > 1 else "",
        "missing" if cell.missing else "",
        f"{escaped(cell.formula)} ->" if cell.formula else "",
        "".join(map(_run, cell.runs)) or shown(cell.value),
        f"replaces={'|'.join(map(escaped, cell.replaces))}" if cell.replaces else "",
        f"link={escaped(cell.href)}" if cell.href else "",
        f'comment="{escaped(cell.comment)}"' if cell.comment else "",
    )


def _letter(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
