"""Turns the evidence of the trace into the sheet 역추적: what each record and document proves, and what proves nothing."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.compose.trace_book.matrix import FIRST_ROW
from pipeline.compose.trace_book.paper import Line, Paper, Setting
from pipeline.compose.trace_book.words import link_to, place_of
from pipeline.document.sheet import Column, Look, Sheet, SheetCell
from pipeline.model.review import MATRIX
from pipeline.trace.evidence import Evidence
from pipeline.trace.thread import Trace

NAME = "역추적"
_MOST = 40
COLUMNS = (
    Column("증적ID", 26),
    Column("종류", 9, look=Look.CENTER),
    Column("월", 10, look=Look.CENTER),
    Column("일자", 13, look=Look.DATE),
    Column("제목", 40),
    Column("위치", 36),
    Column("SHA-256", 14),
    Column("의무", 20),
    Column("요구사항 수", 11, look=Look.NUMBER),
    Column("요구사항", 46),
)


def rows_of_evidence(trace: Trace) -> dict[str, int]:
    """Return the sheet's row (from 1) of each piece of evidence."""
    return {evidence.id: FIRST_ROW + order for order, evidence in enumerate(trace.evidence)}


def reverse(trace: Trace, paper: Paper, setting: Setting, places: Mapping[str, int]) -> Sheet:
    """Return the sheet; `places` is the row of each requirement in the matrix."""
    keys: dict[tuple[str, ...], tuple[str, ...]] = {}  # evidence of the same duties serves the same rows
    for each in trace.evidence:
        if trace.duties_of(each.id) not in keys:
            keys[trace.duties_of(each.id)] = trace.rows_of(each.id)
    lines = (Line(each.id, _cells(each, trace, setting, places, keys[trace.duties_of(each.id)])) for each in trace.evidence)
    unwanted = sum(not keys[trace.duties_of(each.id)] for each in trace.evidence)
    return paper.sheet(
        NAME,
        COLUMNS,
        lines,
        heading=("역추적 — 증적에서 요구사항으로", f"증적 {len(trace.evidence):,}건 · 어느 요구도 뒷받침하지 않는 증적 {unwanted:,}건"),
        freeze_columns=1,
        paper="A3",
    )


def _cells(
    evidence: Evidence, trace: Trace, setting: Setting, places: Mapping[str, int], keys: tuple[str, ...]
) -> tuple[SheetCell, ...]:
    href = setting.built(evidence.files[0][0]) if evidence.files else setting.data(evidence.at.file)
    target = link_to(MATRIX, places[keys[0]]) if keys else ""
    look = Look.TEXT if keys else Look.WARN
    return (
        SheetCell(evidence.id, look),
        SheetCell(str(evidence.kind)),
        SheetCell(str(evidence.month)),
        SheetCell(evidence.day),
        SheetCell(evidence.title),
        SheetCell(place_of(evidence), href=href),
        SheetCell(evidence.files[0][1][:12] if evidence.files else ""),
        SheetCell(_listed(trace.duties_of(evidence.id))),
        SheetCell(len(keys), href=target),
        SheetCell(_listed(keys) or "없음"),
    )


def _listed(ids: tuple[str, ...]) -> str:
    """Return the first ids and how many more: a cell that held thousands could not be read."""
    more = f" 외 {len(ids) - _MOST:,}건" if len(ids) > _MOST else ""
    return ", ".join(ids[:_MOST]) + more
