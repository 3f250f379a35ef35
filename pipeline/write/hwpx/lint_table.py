"""Turns a table into its faults: wrong counts, cells that overlap, leave holes or stand outside, missing children."""

from __future__ import annotations

from lxml import etree

from pipeline.write.hwpx.lint_report import Report, children, local, shown

_TABLE_CHILDREN = ("sz", "pos", "outMargin", "inMargin")
_CELL_CHILDREN = ("subList", "cellAddr", "cellSpan", "cellSz", "cellMargin")
_MOST_CELLS = 1_000_000  # of a grid that is worth checking cell by cell


def check_table(part: str, table: etree._Element, report: Report) -> None:
    """Check one hp:tbl (tables inside its cells are checked on their own)."""
    name = shown(table)
    found = {local(child) for child in children(table)}
    missing = [f"<hp:{child}>" for child in _TABLE_CHILDREN if child not in found]
    if missing:
        report.fault("W-HWPX-54", part, f"{name}에 없는 요소: {', '.join(missing)}", "없으면 한글이 열지 않습니다")
    rows = [child for child in children(table) if local(child) == "tr"]
    places = []
    for index, row in enumerate(rows):
        cells = [child for child in children(row) if local(child) == "tc"]
        if not cells:
            message = f"{name}의 {index + 1}번째 <hp:tr>에 칸이 없습니다"
            report.fault("W-HWPX-54", part, message, "모두 병합된 줄은 지우고 rowSpan을 줄입니다")
        for cell in cells:
            place = _place(part, name, index, cell, report)
            if place is not None:
                places.append(place)
    _check_counts(part, table, name, len(rows), places, report)
    _check_tiling(part, name, len(rows), _number(table.get("colCnt")), places, report)


def _place(part: str, table: str, index: int, cell: etree._Element, report: Report) -> tuple[int, int, int, int] | None:
    """Return (row, column, rows, columns) of a cell; None when it does not say."""
    parts = {local(child): child for child in children(cell)}
    missing = [f"<hp:{child}>" for child in _CELL_CHILDREN if child not in parts]
    if missing:
        message = f"{table}의 {index + 1}행 칸에 없는 요소: {', '.join(missing)}"
        report.fault("W-HWPX-54", part, message, "없으면 한글이 열지 않거나 멈춥니다")
        return None
    address, span = parts["cellAddr"], parts["cellSpan"]
    place = tuple(
        _number(element.get(name))
        for element, name in ((address, "rowAddr"), (address, "colAddr"), (span, "rowSpan"), (span, "colSpan"))
    )
    if any(number is None for number in place) or min(place[2:]) < 1:
        message = f"{table}의 {index + 1}행 칸의 자리나 병합 수가 숫자가 아닙니다"
        report.fault("W-HWPX-54", part, message, "rowAddr, colAddr는 0부터, rowSpan, colSpan은 1부터 적습니다")
        return None
    if place[0] != index:
        message = f"{table}의 {index + 1}번째 <hp:tr>에 rowAddr={place[0]}인 칸이 있습니다"
        report.fault("W-HWPX-52", part, message, f"rowAddr={index}이어야 합니다")
    return place


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdecimal() else None


def _check_counts(
    part: str, table: etree._Element, name: str, rows: int, places: list[tuple[int, int, int, int]], report: Report
) -> None:
    columns = max((column + across for _, column, _, across in places), default=0)
    for attribute, real in (("rowCnt", rows), ("colCnt", columns)):
        told = table.get(attribute)
        if told != str(real):
            report.fault(
                "W-HWPX-51", part, f"{name}: {attribute}={told}, 실제 {real}", f'{attribute}="{real}"으로 고칩니다'
            )


def _check_tiling(
    part: str,
    name: str,
    rows: int,
    columns: int | None,
    places: list[tuple[int, int, int, int]],
    report: Report,
) -> None:
    """Check that the cells cover the grid once: no two on one place, none outside, no place without a cell."""
    if not columns or rows * columns > _MOST_CELLS:
        return
    taken: set[tuple[int, int]] = set()
    for row, column, down, across in places:
        if row + down > rows or column + across > columns:
            message = f"{name}의 {row + 1}행 {column + 1}열 칸이 표를 벗어납니다({down}×{across})"
            report.fault("W-HWPX-52", part, message, "rowSpan과 colSpan을 줄입니다")
        covered = {
            (y, x) for y in range(row, min(row + down, rows)) for x in range(column, min(column + across, columns))
        }
        if clash := taken & covered:
            y, x = min(clash)
            message = f"{name}의 {y + 1}행 {x + 1}열에 칸이 겹칩니다"
            report.fault("W-HWPX-52", part, message, "cellAddr와 cellSpan을 고칩니다")
        taken |= covered
    holes = rows * columns - len(taken)
    if holes:
        y, x = next((y, x) for y in range(rows) for x in range(columns) if (y, x) not in taken)
        message = f"{name}의 {y + 1}행 {x + 1}열에 칸이 없습니다(빈자리 {holes}곳)"
        report.fault("W-HWPX-53", part, message, "빈 칸을 넣거나 병합 수를 고칩니다")
