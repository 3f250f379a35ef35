"""Turns rows and the promises of the proposal that won into 과업대비표 with the proposal's words beside those of the RFP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.compose.trace_book.paper import Line, Paper
from pipeline.compose.trace_book.task_cells import OUTCOME_WORDS, TASK_COLUMNS, TASKS, task, told
from pipeline.compose.trace_book.words import NOTHING, each_once, fact, said
from pipeline.document.sheet import Column, Highlight, Look, Sheet, SheetCell
from pipeline.trace.promise_kept import Kept, Outcome, keep
from pipeline.trace.thread import Trace, TraceRow

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


def promised(trace: Trace, rows: Sequence[TraceRow], paper: Paper) -> Sheet:
    """Return 과업대비표 with what the proposal made of each row: its words, where they stand, and numbers that differ."""
    found = {each.key: each for each in keep(trace.rows, trace.promises)}
    places = {ids: told(trace, ids) for ids in {row.duties for row in rows}}
    counts = Counter(found[row.key].outcome for row in rows)
    summary = " · ".join(f"{outcome} {counts[outcome]:,}" for outcome in Outcome if counts[outcome])
    before, after = PROMISE_COLUMNS.index(TASK_COLUMNS[-2]), [column.title for column in PROMISE_COLUMNS].index("대비")
    return paper.sheet(
        TASKS,
        PROMISE_COLUMNS,
        (Line(row.key, _answered(row, found[row.key], *places[row.duties]), row.fingerprint) for row in rows),
        heading=(
            "과업대비표",
            f"{summary} — 같음: 수용하고 다른 수치가 없음, 강화·약화: 제안서의 수치가 더 엄격함·느슨함. 대비결과와 비고에 적은 글은 남습니다.",
        ),
        freeze_columns=1,
        paper="A3",
        highlights=(Highlight(after, after, KEPT_WORDS), Highlight(before, before, OUTCOME_WORDS)),
    )


def _answered(row: TraceRow, found: Kept, proposal: SheetCell, plan: SheetCell) -> tuple[SheetCell, ...]:
    key, text, source, _, agreed, planned = task(row, proposal, plan)
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
