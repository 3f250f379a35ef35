"""Turns the evaluation table into rows of 구분, 항목, 기준, 배점; sums are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rfp.fact import Row
from pipeline.rfp.facts.grids import Titled, titled_rows
from pipeline.rfp.facts.reading_lines import Lines, Zone
from pipeline.rfp.paper import Table

_FIELDS = {
    "배점": re.compile(r"배점(?:한도|기준|점)?|점수|배점한도점|배점\d*"),
    "기준": re.compile(r"(?:세부)?평가기준(?:및요소|및방법)?|평가요소|세부평가항목|평가내용|세부내용|평가방법|세부평가기준|세부항목|평가착안사항|평가지표"),
    "항목": re.compile(r"(?:세부)?평가(?:부문|항목|부분|분야|구분)|심사항목|항목|중항목|평가항목및요소|부문별평가항목"),
    "구분": re.compile(r"(?:평가)?구분|대항목|분야|부문"),
    "비고": re.compile(r"비고"),
}
_POINTS = re.compile(r"^[(\[]?\s*(\d{1,3}(?:\.\d)?)\s*점?\s*[)\]]?$")
_POINTS_BEHIND = re.compile(r"[(\[]\s*(\d{1,3}(?:\.\d)?)\s*점\s*[)\]]$")
_PARTS = (10, 20)
_FULL = (100, 90, 80, 70)


def evaluation_rows(lines: Lines) -> tuple[Row, ...]:
    """Return the rows of the table whose points make a full score: 100 before 90, 80 and 70; () when none does.

    A table of points for numbers (정량평가 10점) that stands by itself is added to one that lacks just these points.
    """
    best: tuple[int, int, list[Row]] | None = None
    small: list[tuple[int, str, list[Row]]] = []
    for table, _, above in lines.tables(Zone.BODY, Zone.FORM, Zone.CARD):
        rows = list(_rows(table))
        total = sum(row.values["배점"] for row in rows)
        if total in _PARTS:
            small.append((int(total), above, rows))
        if len(rows) < 4 or total not in _FULL:
            continue
        rank = _FULL.index(int(total)), -len(rows)
        if best is None or rank < best[:2]:
            best = *rank, rows
    if best is None:
        return ()
    lacking = 90 - _FULL[best[0]]
    more = next((rows for total, above, rows in small if total == lacking and re.search(rf"정량.*{total}\s*점", above)), [])
    return (*best[2], *more)


def _rows(table: Table) -> Iterator[Row]:
    if table.rows < 3:
        return
    seen: set[int] = set()
    titled = list(titled_rows(table, _FIELDS, ("배점",))) or list(titled_rows(table, _FIELDS, ("항목", "기준")))
    for row in titled:
        if not row.by.get("항목") and not row.by.get("기준"):
            return
        cell, pattern = (row.cell("배점"), _POINTS) if row.by.get("배점") else (row.cells[row.by["항목"][-1]], _POINTS_BEHIND)
        if cell is None or id(cell) in seen or row.is_total or _is_sum(row) or cell.column - 1 in row.by.get("구분", ()):
            continue
        if points := pattern.search(" ".join(cell.text.split())):
            seen.add(id(cell))
            number = float(points[1])
            yield Row(_values(row, int(number) if number == int(number) else number), row.quote, cell.place or row.place)


def _values(row: Titled, points: float) -> dict[str, object]:
    parts: list[str] = []
    for field in ("구분", "항목"):
        for column in row.by.get(field, ()):
            cell = row.cells[column]
            text = " ".join(cell.text.split()) if cell is not None else ""
            if text and text not in parts:
                parts.append(text)
    group, item = (parts[0], parts[-1]) if len(parts) > 1 else ("", parts[0] if parts else "")
    values = {"구분": group, "항목": item or row.words("기준"), "기준": row.words("기준"), "배점": points}
    return {key: value for key, value in values.items() if value != ""}


def _is_sum(row: Titled) -> bool:
    return any(re.fullmatch(r"(?:소계|합계|총계|계|총점|총배점)(?:\(.*\))?", re.sub(r"\s", "", cell.text)) for cell in row.cells if cell is not None)
