"""Turns rows and duties into the sheets 과업대비표 (지시서 ↔ 제안 ↔ 계약 ↔ 수행계획) and 검사기준서."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.compose.trace_book.paper import Line, Paper, people_columns
from pipeline.compose.trace_book.words import (
    NOTHING,
    STATUS_WORDS,
    VERDICT_WORDS,
    asking_rows,
    counted,
    each_once,
    fact,
    link_to,
    said,
)
from pipeline.document.sheet import Column, Highlight, Look, Sheet, SheetCell
from pipeline.model.review import MATRIX
from pipeline.trace.fulfilment import Status
from pipeline.trace.promise_kept import Kept, Outcome, keep
from pipeline.trace.thread import DutyThread, Trace, TraceRow

TASKS, CRITERIA = "과업대비표", "검사기준서"
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
# With the promises of a won proposal: its words beside those of the RFP.
PROMISE_COLUMNS = (
    Column("요구사항ID", 14),
    Column("과업지시서", 48),
    Column("근거", 10),
    Column("제안서의 글", 48),
    Column("제안서", 25),
    Column("대비", 10, look=Look.CENTER),
    Column("대비한 수치·까닭", 28),
    Column("계약서", 14),
    Column("수행계획서", 18),
    *TASK_COLUMNS[-2:],
)
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
KEPT_LOOKS = {
    Outcome.SAME: Look.GOOD,
    Outcome.STRICTER: Look.GOOD,
    Outcome.LOOSER: Look.BAD,
    Outcome.UNCLEAR: Look.ASK,
    Outcome.ALTERNATIVE: Look.WARN,
    Outcome.DECLINED: Look.BAD,
    Outcome.MISSING: Look.BAD,
    Outcome.UNASKED: Look.IDLE,
}
KEPT_WORDS = tuple((str(outcome), look) for outcome, look in KEPT_LOOKS.items())
OUTCOME_WORDS = (("반영", Look.GOOD), ("일부 반영", Look.WARN), ("미반영", Look.BAD), ("해당없음", Look.IDLE))


def tasks(trace: Trace, paper: Paper) -> Sheet:
    """Return 과업대비표: where each sentence stands in the proposal, the contract and the work plan, as far as it is known.

    Where the contract keeps the promises of the proposal that won, their words stand beside those of the RFP, with what the
    proposal made of them.
    """
    rows = asking_rows(trace)
    if trace.promises:
        return _promised(trace, rows, paper)
    told = {ids: _told(trace, ids) for ids in {row.duties for row in rows}}  # one answer for rows of the same duties
    return paper.sheet(
        TASKS,
        TASK_COLUMNS,
        (Line(row.key, _task(row, *told[row.duties]), row.fingerprint) for row in rows),
        heading=("과업대비표", "과업지시서 ↔ 제안서 ↔ 계약서 ↔ 수행계획서 · 〔입력 필요〕 칸에 적은 글은 다시 만들어도 남습니다."),
        freeze_columns=1,
        paper="A3",
        highlights=(Highlight(6, 6, OUTCOME_WORDS),),
    )


def _promised(trace: Trace, rows: Sequence[TraceRow], paper: Paper) -> Sheet:
    found = {each.key: each for each in keep(trace.rows, trace.promises)}
    told = {ids: _told(trace, ids) for ids in {row.duties for row in rows}}
    counts = Counter(found[row.key].outcome for row in rows)
    summary = " · ".join(f"{outcome} {counts[outcome]:,}" for outcome in Outcome if counts[outcome])
    before, after = PROMISE_COLUMNS.index(TASK_COLUMNS[-2]), [column.title for column in PROMISE_COLUMNS].index("대비")
    return paper.sheet(
        TASKS,
        PROMISE_COLUMNS,
        (Line(row.key, _answered(row, found[row.key], *told[row.duties]), row.fingerprint) for row in rows),
        heading=(
            "과업대비표",
            f"{summary} — 같음: 수용하고 다른 수치가 없음, 강화·약화: 제안서의 수치가 더 엄격함·느슨함. 대비결과와 비고에 적은 글은 남습니다.",
        ),
        freeze_columns=1,
        paper="A3",
        highlights=(Highlight(after, after, KEPT_WORDS), Highlight(before, before, OUTCOME_WORDS)),
    )


def _answered(row: TraceRow, found: Kept, proposal: SheetCell, plan: SheetCell) -> tuple[SheetCell, ...]:
    key, text, source, _, agreed, planned = _task(row, proposal, plan)
    words = "\n".join(each_once(each.text for each in found.promises))
    places = "\n".join(each_once(each.stands for each in found.promises))
    silent = not found.promises
    return (
        key,
        text,
        source,
        said(NOTHING if silent else words) if silent or words else fact(""),
        said(places) if places else said(NOTHING) if silent else proposal,
        said(str(found.outcome)),
        said("\n".join(found.reasons)),
        agreed,
        planned,
    )


def _told(trace: Trace, ids: tuple[str, ...]) -> tuple[SheetCell, SheetCell]:
    """Return what the duties say of their place in the proposal and in the work plan."""
    duties = [thread.duty for id in ids if (thread := trace.duty(id))]
    proposals, plans = each_once(duty.proposal for duty in duties), each_once(duty.plan for duty in duties)
    return fact("\n".join(proposals)), fact("\n".join(plans))


def _task(row: TraceRow, proposal: SheetCell, plan: SheetCell) -> tuple[SheetCell, ...]:
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
