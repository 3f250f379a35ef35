"""Turns the gaps of the trace into the sheet 미이행·갭, with room for what will be done about each."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.compose.trace_book.paper import Line, Paper
from pipeline.compose.trace_book.words import link_to
from pipeline.document.sheet import Column, Highlight, Look, Sheet, SheetCell
from pipeline.model.review import MATRIX
from pipeline.trace.thread import Gap, GapKind, Trace

NAME = "미이행·갭"
COLUMNS = (
    Column("번호", 30),
    Column("종류", 14, look=Look.CENTER),
    Column("대상", 22),
    Column("내용", 50),
    Column("까닭", 40),
    Column("조치계획", 30, look=Look.INPUT, kept=True),
    Column("조치담당", 12, look=Look.INPUT, kept=True),
    Column("조치예정일", 13, look=Look.INPUT, kept=True),
)
WORDS = ((str(GapKind.UNMET), Look.BAD), (str(GapKind.BROKEN), Look.BAD), (str(GapKind.UNWANTED), Look.IDLE))


def gaps(trace: Trace, paper: Paper, places: Mapping[str, int]) -> Sheet:
    """Return the sheet; `places` is the row of each requirement in the matrix."""
    kinds = " · ".join(f"{kind} {count:,}" for kind in GapKind if (count := sum(gap.kind is kind for gap in trace.gaps)))
    return paper.sheet(
        NAME,
        COLUMNS,
        (Line(f"{gap.kind} {gap.subject}", _cells(gap, trace, places)) for gap in trace.gaps),
        heading=("미이행·갭", kinds or "빠진 곳이 없습니다."),
        freeze_columns=1,
        highlights=(Highlight(1, 1, WORDS),),
    )


def _cells(gap: Gap, trace: Trace, places: Mapping[str, int]) -> tuple[SheetCell, ...]:
    row, duty, proof = trace.row(gap.subject), trace.duty(gap.subject), trace.proof(gap.subject)
    text = row.text if row else duty.duty.what if duty else proof.title if proof else ""
    near = gap.subject if row else next(iter(duty.duty.rows), "") if duty else ""
    href = link_to(MATRIX, places[near]) if near in places else ""
    return (
        SheetCell(f"{gap.kind} {gap.subject}"),
        SheetCell(str(gap.kind)),
        SheetCell(gap.subject, href=href),
        SheetCell(text),
        SheetCell(gap.reason),
    )
