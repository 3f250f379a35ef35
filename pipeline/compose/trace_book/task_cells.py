"""Turns a row and what its duties say into the cells of 과업대비표."""

from __future__ import annotations

from pipeline.compose.trace_book.words import NOTHING, each_once, fact, said
from pipeline.document.sheet import Column, Look, SheetCell
from pipeline.trace.fulfilment import Status
from pipeline.trace.thread import Trace, TraceRow

TASKS = "과업대비표"
OUTCOMES = ("반영", "일부 반영", "미반영", "해당없음")
TASK_COLUMNS = (
    Column("요구사항ID", 15),
    Column("과업지시서", 56),
    Column("근거", 12),
    Column("제안서", 26),
    Column("계약서", 26),
    Column("수행계획서", 26),
    Column("대비결과", 11, OUTCOMES, Look.INPUT, True),
    Column("비고", 24, look=Look.INPUT, kept=True),
)
OUTCOME_WORDS = (("반영", Look.GOOD), ("일부 반영", Look.WARN), ("미반영", Look.BAD), ("해당없음", Look.IDLE))


def told(trace: Trace, ids: tuple[str, ...]) -> tuple[SheetCell, SheetCell]:
    """Return what the duties say of their place in the proposal and in the work plan."""
    duties = [thread.duty for id in ids if (thread := trace.duty(id))]
    proposals, plans = each_once(duty.proposal for duty in duties), each_once(duty.plan for duty in duties)
    return fact("\n".join(proposals)), fact("\n".join(plans))


def task(row: TraceRow, proposal: SheetCell, plan: SheetCell) -> tuple[SheetCell, ...]:
    """Return the cells of one row, up to those that people fill."""
    idle = row.status is Status.NONE and not row.planned
    own = row.tier in ("조항", "하위조항")
    return (
        SheetCell(row.key),
        SheetCell(row.text),
        said(row.source),
        said(NOTHING) if idle else proposal,
        # A clause of the special conditions is itself part of the contract.
        SheetCell(f"이 조항({row.key})") if own else said(NOTHING) if idle else fact(""),
        said(NOTHING) if idle else plan,
    )
