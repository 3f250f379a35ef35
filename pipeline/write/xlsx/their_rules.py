"""Turns what follows from a sheet's columns (dropdowns, highlights, filters, set-up) into that of a sheet in a person's workbook."""

from __future__ import annotations

from openpyxl import Workbook as OpenBook
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.document.sheet import Column, Highlight, Sheet
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.their_sheet import OurRow, TheirSheet
from pipeline.write.xlsx.their_styles import differential

_PAPERS = {"A4": 9, "A3": 8}


def extend_rules(sheet: Sheet, rows: list[OurRow], theirs: TheirSheet) -> None:
    """Let dropdowns, highlights and the filter reach all data rows; those that people made or took away stay as they are."""
    data = [theirs.rows[row.id] for row in rows if row.data and row.id in theirs.rows]
    if not data:
        return
    first, last = min(data), max(data)
    for index, column in enumerate(sheet.columns):
        if column.choices and index in theirs.columns:
            _dropdown(theirs.page, theirs.columns[index], column, first, last)
    for rule in sheet.highlights:
        _highlight(theirs, rule, first, last)
    if theirs.page.auto_filter.ref:
        start, _, end = theirs.page.auto_filter.ref.partition(":")
        letters = end.rstrip("0123456789")
        if int(end[len(letters) :] or 0) < last:
            theirs.page.auto_filter.ref = f"{start}:{letters}{last}"


def new_page(sheet: Sheet, rows: list[OurRow], book: OpenBook) -> TheirSheet:
    """Return a new sheet of their workbook, with its header, set-up and merges; its cells are still empty."""
    page = book.create_sheet(sheet.name)
    header = len(sheet.heading) + 1
    for index, column in enumerate(sheet.columns, 1):
        page.cell(header, index).value = column.title
        dimension = page.column_dimensions[get_column_letter(index)]
        dimension.width, dimension.hidden = column.width, column.hidden
    for row in rows:
        if row.data:
            continue
        starts = [index for index, cell in enumerate(row.cells) if cell is not None]
        for start, after in zip(starts, [*starts[1:], len(row.cells)], strict=True):
            if after > start + 1:
                page.merge_cells(start_row=row.number, end_row=row.number, start_column=start + 1, end_column=after)
    last = max((row.number for row in rows), default=header)
    page.freeze_panes = page.cell(header + 1, sheet.freeze_columns + 1)
    if sheet.autofilter:
        page.auto_filter.ref = f"A{header}:{get_column_letter(len(sheet.columns))}{last}"
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    page.page_setup.paperSize = _PAPERS.get(sheet.paper, 9)
    page.page_setup.fitToHeight, page.page_setup.fitToWidth = 0, sheet.pages_wide
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{header}:{header}"
    columns = {index: index + 1 for index in range(len(sheet.columns))}
    return TheirSheet(page, header, columns, {row.id: row.number for row in rows}, sheet.stamp + 1, frozenset())


def _dropdown(page: Worksheet, place: int, column: Column, first: int, last: int) -> None:
    letter = get_column_letter(place)
    uncovered = _uncovered([each.sqref for each in page.data_validations.dataValidation], place, first, last)
    if uncovered is None:
        return
    words = ",".join(looks.clean(word) for word in column.choices)
    rule = DataValidation("list", formula1=f'"{words}"', allow_blank=True, errorTitle="목록에 없는 값")
    rule.add(f"{letter}{uncovered}:{letter}{last}")
    page.add_data_validation(rule)


def _highlight(theirs: TheirSheet, rule: Highlight, first: int, last: int) -> None:
    for index in range(rule.first, rule.last + 1):
        place = theirs.columns.get(index)
        if place is None:
            continue
        areas = [each.sqref for each in theirs.page.conditional_formatting]
        uncovered = _uncovered(areas, place, first, last)
        if uncovered is None:
            continue
        letter = get_column_letter(place)
        for made in _rules(rule):
            theirs.page.conditional_formatting.add(f"{letter}{uncovered}:{letter}{last}", made)


def _rules(rule: Highlight) -> list[Rule]:
    made = []
    for word, look in rule.words:
        style = differential(look)
        quoted = looks.clean(word).replace('"', '""')
        made.append(CellIsRule("equal", [f'"{quoted}"'], fill=style.fill, font=style.font))
    if rule.scale:
        low, middle, high = (looks.SCALE[name].lstrip("#") for name in ("min_color", "mid_color", "max_color"))
        made.append(ColorScaleRule("min", None, low, "percentile", 50, middle, "max", None, high))
    return made


def _uncovered(areas: list, place: int, first: int, last: int) -> int | None:
    """Return the first row of a column that no area reaches, None when all are reached.

    Rows that people took out of a rule in the middle stay out of it: only the end may be new.
    """
    bottom = max((each.max_row for area in areas for each in area.ranges if each.min_col <= place <= each.max_col), default=0)
    if bottom >= last:
        return None
    return max(first, bottom + 1)
