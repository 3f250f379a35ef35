"""Turns a sheet's charts and highlights into native charts and conditional formats of one worksheet."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from pipeline.document.sheet import ChartKind, Highlight, Sheet, SheetChart
from pipeline.write import theme
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.book import Book

KINDS: dict[ChartKind, dict[str, str]] = {
    ChartKind.COLUMN: {"type": "column"},
    ChartKind.STACKED: {"type": "column", "subtype": "stacked"},
    ChartKind.BAR: {"type": "bar"},
    ChartKind.LINE: {"type": "line"},
}
ROW_PIXELS = 20
PALETTE = ("#4472A4", "#9DB7D5", "#7F7F7F", "#C0A060")
_FACE = {"name": theme.SANS, "size": 9}


def draw_charts(book: Book, sheet: Sheet, page: Worksheet, first: int, end: int, below: int) -> None:
    """Draw the sheet's charts of its data rows `first` up to `end`, one under the other from row `below` (0-based)."""
    for column in sorted({column for chart in sheet.charts for column in (chart.categories, *chart.series)}):
        _tell(sheet, page, column, first)
    for chart in sheet.charts:
        drawn = book.file.add_chart(KINDS[chart.kind])
        for order, column in enumerate(chart.series):
            drawn.add_series(_series(sheet, page.get_name(), chart, order, column, first, end))
        drawn.set_title({"name": looks.clean(chart.title), "name_font": {**_FACE, "size": 11, "bold": True}})
        drawn.set_legend({"position": "bottom", "font": _FACE} if len(chart.series) > 1 else {"none": True})
        drawn.set_x_axis({"num_font": _FACE})
        drawn.set_y_axis({"num_font": _FACE, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
        drawn.set_size({"width": chart.width, "height": chart.height})
        page.insert_chart(below, 0, drawn, {"x_offset": 8, "y_offset": 8, "object_position": 2})
        below += chart.height // ROW_PIXELS + 2


def _tell(sheet: Sheet, page: Worksheet, column: int, first: int) -> None:
    """Let XlsxWriter know a column: a chart keeps what it draws, for readers that compute nothing."""
    for row, cells in enumerate(sheet.rows, first):
        value = cells[column].value if column < len(cells) else None
        match value:
            case None | bool():
                continue
            case str():
                page.write_string(row, column, looks.clean(value))
            case _:
                stored = looks.number(value)
                if stored is not None:
                    page.write_number(row, column, stored)


def _series(sheet: Sheet, name: str, chart: SheetChart, order: int, column: int, first: int, end: int) -> dict[str, Any]:
    colour = looks.SERIES.get(chart.looks[order]) if order < len(chart.looks) else None
    colour = colour or PALETTE[order % len(PALETTE)]
    paint = {"line": {"color": colour, "width": 2.25}} if chart.kind is ChartKind.LINE else {"fill": {"color": colour}}
    return {
        "name": looks.clean(sheet.columns[column].title),
        "categories": [name, first, chart.categories, end - 1, chart.categories],
        "values": [name, first, column, end - 1, column],
        "gap": 60,
        **({"overlap": 100} if chart.kind is ChartKind.STACKED else {}),
        **paint,
    }


def highlight(book: Book, page: Worksheet, rule: Highlight, first: int, end: int) -> None:
    """Give the data rows `first` up to `end` (0-based) fills that follow their values."""
    place = (first, rule.first, end - 1, rule.last)
    for word, look in rule.words:
        # As a formula: Excel's rule for equal texts would ask for a word in quotes, which may itself hold some.
        quoted = looks.clean(word).replace('"', '""')
        criteria: dict[str, Any] = {"type": "cell", "criteria": "==", "value": f'"{quoted}"'}
        page.conditional_format(*place, criteria | {"format": book.format(looks.fill(look))})
    if rule.scale:
        page.conditional_format(*place, {"type": "3_color_scale", **looks.SCALE})
