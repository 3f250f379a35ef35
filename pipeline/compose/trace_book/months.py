"""Turns the months of every row into the sheet 월별 이행: a heat map of planned against done."""

from __future__ import annotations

from pipeline.compose.trace_book.paper import Line, Paper
from pipeline.compose.trace_book.words import LOOKS, asking_rows, counted, said
from pipeline.document.sheet import Column, Look, Sheet, SheetCell
from pipeline.trace.fulfilment import Fulfilment, Status
from pipeline.trace.thread import Trace, TraceRow

NAME = "월별 이행"


def months(trace: Trace, paper: Paper) -> Sheet:
    """Return the sheet: a cell says "1/1" (done of planned) or the status, its colour how far the month is met."""
    columns = (
        Column("요구사항ID", 15),
        Column("세부내용", 44),
        Column("진행상태", 9, look=Look.CENTER),
        Column("계획", 7, look=Look.NUMBER),
        Column("실적", 7, look=Look.NUMBER),
        *(Column(str(month), 9, look=Look.CENTER) for month in trace.months),
    )
    rows = asking_rows(trace)
    shared = {id(row.months): row.months for row in rows}  # rows of one duty share their months
    shown = {each: tuple(map(_month, months)) for each, months in shared.items()}
    return paper.sheet(
        NAME,
        columns,
        (Line(row.key, _cells(row, shown[id(row.months)]), row.fingerprint) for row in rows),
        heading=("월별 이행", "실적/계획 — 초록 이행, 노랑 일부, 파랑 확인필요, 빨강 미이행, 회색 해당없음"),
        freeze_columns=3,
        paper="A3",
        added=False,
    )


def _cells(row: TraceRow, months: tuple[SheetCell, ...]) -> tuple[SheetCell, ...]:
    return (
        SheetCell(row.key),
        SheetCell(row.text),
        said(str(row.status), LOOKS[row.status]),
        counted(row.planned),
        counted(row.done),
        *months,
    )


def _month(month: Fulfilment) -> SheetCell:
    if month.planned:
        return said(f"{month.done}/{month.planned}", LOOKS[month.status])
    return said("–" if month.status is Status.NONE else str(month.status), LOOKS[month.status])
