"""Turns the evidence of the trace into the sheet 역추적: what each record and document proves, and what proves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.compose.trace_book.matrix import FIRST_ROW
from pipeline.compose.trace_book.paper import Line, Paper, Setting
from pipeline.compose.trace_book.words import link_to, place_of, said
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


@dataclass(frozen=True, slots=True)
class _Served:
    """What a piece of evidence serves: whether anything asks for it, and the cells that tell."""

    wanted: bool
    duties: SheetCell
    count: SheetCell
    rows: SheetCell


def rows_of_evidence(trace: Trace) -> dict[str, int]:
    """Return the sheet's row (from 1) of each piece of evidence."""
    return {evidence.id: FIRST_ROW + order for order, evidence in enumerate(trace.evidence)}


def reverse(trace: Trace, paper: Paper, setting: Setting, places: Mapping[str, int]) -> Sheet:
    """Return the sheet; `places` is the row of each requirement in the matrix."""
    known: dict[tuple[str, ...], _Served] = {}  # evidence of the same duties serves the same rows
    served: list[_Served] = []
    for each in trace.evidence:
        duties = trace.duties_of(each.id)
        if duties not in known:
            known[duties] = _served(duties, trace.rows_of(each.id), places)
        served.append(known[duties])
    lines = (Line(each.id, _cells(each, setting, serves)) for each, serves in zip(trace.evidence, served, strict=True))
    unwanted = sum(not serves.wanted for serves in served)
    return paper.sheet(
        NAME,
        COLUMNS,
        lines,
        heading=("역추적 — 증적에서 요구사항으로", f"증적 {len(trace.evidence):,}건 · 어느 요구도 뒷받침하지 않는 증적 {unwanted:,}건"),
        freeze_columns=1,
        paper="A3",
    )


def _served(duties: tuple[str, ...], keys: tuple[str, ...], places: Mapping[str, int]) -> _Served:
    target = link_to(MATRIX, places[keys[0]]) if keys else ""
    count = SheetCell(len(keys), href=target)
    return _Served(bool(keys), SheetCell(_listed(duties)), count, SheetCell(_listed(keys) or "없음"))


def _cells(evidence: Evidence, setting: Setting, serves: _Served) -> tuple[SheetCell, ...]:
    href = setting.built(evidence.files[0][0]) if evidence.files else setting.data(evidence.at.file)
    look = Look.TEXT if serves.wanted else Look.WARN
    return (
        SheetCell(evidence.id, look),
        said(str(evidence.kind)),
        said(str(evidence.month)),
        SheetCell(evidence.day),
        SheetCell(evidence.title),
        SheetCell(place_of(evidence), href=href),
        said(evidence.files[0][1][:12] if evidence.files else ""),
        serves.duties,
        serves.count,
        serves.rows,
    )


def _listed(ids: tuple[str, ...]) -> str:
    """Return the first ids and how many more: a cell that held thousands could not be read."""
    more = f" 외 {len(ids) - _MOST:,}건" if len(ids) > _MOST else ""
    return ", ".join(ids[:_MOST]) + more
