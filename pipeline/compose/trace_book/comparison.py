"""Turns rows and duties into the sheets 과업대비표 (지시서 ↔ 제안 ↔ 계약 ↔ 수행계획) and 검사기준서."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.compose.trace_book.paper import Line, Paper, people_columns
from pipeline.compose.trace_book.task_cells import OUTCOME_WORDS, TASK_COLUMNS, TASKS, task, told
from pipeline.compose.trace_book.words import NOTHING, STATUS_WORDS, VERDICT_WORDS, asking_rows, counted, fact, link_to, said
from pipeline.document.sheet import Column, Highlight, Look, Sheet, SheetCell
from pipeline.model.review import MATRIX
from pipeline.trace.fulfilment import Status
from pipeline.trace.thread import DutyThread, Trace

CRITERIA = "검사기준서"
CRITERIA_COLUMNS = (
    Column("의무번호", 15),
    Column("요구사항", 22),
    Column("점검항목(이행활동)", 40),
    Column("주기", 12, look=Look.CENTER),
    Column("기한", 16),
    Column("담당", 12, look=Look.CENTER),
    Column("산출물", 20),
    Column("검사기준", 36),
    Column("검증방법", 10, look=Look.CENTER),
    Column("계획", 7, look=Look.NUMBER, name="기준_계획"),
    Column("실적", 7, look=Look.NUMBER, name="기준_실적"),
    Column("상태", 9, look=Look.CENTER),
    Column("근거 수치·까닭", 30),
    *people_columns(),
)
def tasks(trace: Trace, paper: Paper) -> Sheet:
    """Return 과업대비표: where each sentence stands in the proposal, the contract and the work plan, as far as it is known.

    Where the contract keeps the promises of the proposal that won, their words stand beside those of the RFP, with what the
    proposal made of them.
    """
    rows = asking_rows(trace)
    if trace.promises:
        from pipeline.compose.trace_book.promised import promised  # few contracts keep promises, and it compares their numbers

        return promised(trace, rows, paper)
    places = {ids: told(trace, ids) for ids in {row.duties for row in rows}}  # one answer for rows of the same duties
    return paper.sheet(
        TASKS,
        TASK_COLUMNS,
        (Line(row.key, task(row, *places[row.duties]), row.fingerprint) for row in rows),
        heading=("과업대비표", "과업지시서 ↔ 제안서 ↔ 계약서 ↔ 수행계획서 · 〔입력 필요〕 칸에 적은 글은 다시 만들어도 남습니다."),
        freeze_columns=1,
        paper="A3",
        highlights=(Highlight(6, 6, OUTCOME_WORDS),),
    )


def criteria(trace: Trace, paper: Paper, places: Mapping[str, int]) -> Sheet:
    """Return 검사기준서: one duty a row with its criterion and how it is verified; planned and done are summed below."""
    lines = [Line(duty.id, _criterion(duty, trace, places)) for duty in trace.duties]
    planned, done = (sum(getattr(duty, name) for duty in trace.duties) for name in ("planned", "done"))
    totals = (
        SheetCell("합계", Look.TOTAL, colspan=9),
        SheetCell(planned, Look.TOTAL, "=SUM(기준_계획)"),
        SheetCell(done, Look.TOTAL, "=SUM(기준_실적)"),
    )
    verdict = next(index for index, column in enumerate(CRITERIA_COLUMNS) if column.title == "판정")
    return paper.sheet(
        CRITERIA,
        CRITERIA_COLUMNS,
        lines,
        heading=("검사기준서", f"의무 {len(lines):,}건 · 기준일 {trace.until.isoformat()}"),
        totals=totals if lines else (),
        freeze_columns=1,
        paper="A3",
        pages_wide=2,
        highlights=(Highlight(11, 11, STATUS_WORDS), Highlight(verdict, verdict, VERDICT_WORDS)),
    )


def _criterion(thread: DutyThread, trace: Trace, places: Mapping[str, int]) -> tuple[SheetCell, ...]:
    duty = thread.duty
    near = next((key for key in duty.rows if key in places), "")
    return (
        SheetCell(duty.id, href=link_to(MATRIX, places[near]) if near else ""),
        SheetCell(", ".join(duty.rows[:40]) + (f" 외 {len(duty.rows) - 40:,}건" if len(duty.rows) > 40 else "")),
        said(duty.what),
        said(duty.cycle),
        said(duty.by),
        said(duty.who),
        said(", ".join(trace.deliverables.get(number, number) for number in duty.deliverables)),
        fact(duty.criterion) if thread.status is not Status.NONE or thread.planned else said(duty.criterion or NOTHING),
        said(str(duty.method or "")),
        counted(thread.planned),
        counted(thread.done),
        said(str(thread.status)),
        said("\n".join(filter(None, (thread.figure, thread.reason)))),
    )
