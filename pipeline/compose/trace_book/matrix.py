"""Turns the rows of the trace into the sheet 추적표: one row one requirement, what was owed, done, where the proof is, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pipeline.compose.trace_book.paper import Line, Paper, Setting, people_columns
from pipeline.compose.trace_book.words import (
    MISSING,
    NOTHING,
    STATUS_WORDS,
    VERDICT_WORDS,
    each_once,
    fact,
    link_to,
    place_of,
    said,
)
from pipeline.document.sheet import Column, Highlight, Look, Sheet, SheetCell
from pipeline.model.review import KEY_TITLE, MATRIX, VERDICT, Review, ReviewVerdict
from pipeline.trace.diff import Difference, Turn
from pipeline.trace.evidence import Evidence, EvidenceKind
from pipeline.trace.thread import DutyThread, Status, Trace, TraceRow

STATUS, CLASS, TIER = "진행상태", "구분", "단계"
TEXT = "세부내용"
OLD_TEXT = "이전내용"
NAMES = {CLASS: "추적_구분", TIER: "추적_단계", STATUS: "추적_상태", VERDICT: "추적_판정"}
_LONGEST_REASON = 180  # letters; what lies below a card says the rest
HEADING_LINES = 2
FIRST_ROW = HEADING_LINES + 2  # of the data, counted from 1, in every sheet with two heading lines

COLUMNS: tuple[Column, ...] = (
    Column(KEY_TITLE, 15),
    Column(CLASS, 7, look=Look.CENTER, name=NAMES[CLASS]),
    Column(TIER, 9, look=Look.CENTER, name=NAMES[TIER]),
    Column("요구사항명", 14),
    Column(TEXT, 44),
    Column("근거", 10),
    Column("제안서 반영", 12),
    Column("수행계획서 반영", 14),
    Column("이행활동", 28),
    Column("산출물(증적)", 16),
    Column("증적위치", 24),
    Column("최근 이행일", 12, look=Look.DATE),
    Column("주기·회수(계획/실적)", 16),
    Column("검사기준", 24),
    Column("검증방법", 9, look=Look.CENTER),
    Column(STATUS, 9, look=Look.CENTER, name=NAMES[STATUS]),
    Column("상태의 까닭", 24),
    *(Column(c.title, c.width, c.choices, c.look, True, name=NAMES.get(c.title, "")) for c in people_columns()),
    Column("변경", 8, look=Look.CENTER),
    Column(OLD_TEXT, 24),
    Column("담당", 10, look=Look.CENTER),
    Column("지문", 13),
)
_PLACES = {column.title: index for index, column in enumerate(COLUMNS)}


_BLANKS = (SheetCell(None, Look.INPUT),) * len(people_columns())


@dataclass(frozen=True, slots=True)
class _Behind:
    """The cells that follow from the duties behind a row alone: rows of the same duties share them."""

    proposal: SheetCell
    plan: SheetCell
    what: SheetCell
    place: SheetCell
    criterion: SheetCell
    method: SheetCell
    who: SheetCell
    href: str  # of the newest evidence in 역추적


def matrix(trace: Trace, paper: Paper, setting: Setting, turns: Mapping[str, Difference], back: Mapping[str, int]) -> Sheet:
    """Return the sheet. `turns` says what became of a row since the edition before, `back` is the row of each piece of
    evidence in 역추적."""
    behind = _behind(trace, setting, back)
    lines = (Line(row.key, _cells(row, trace, paper, turns, behind[row.duties]), row.fingerprint) for row in trace.rows)
    status, verdict = _PLACES[STATUS], _PLACES[VERDICT]
    return paper.sheet(
        MATRIX,
        COLUMNS,
        lines,
        heading=(
            f"요구사항추적표 — {trace.title}",
            f"기준일 {trace.until.isoformat()} · 판정, 확인자, 확인일, 의견, 비고와 더한 열은 다시 만들어도 남습니다.",
        ),
        freeze_columns=1,
        paper="A3",
        pages_wide=2,
        highlights=(Highlight(status, status, STATUS_WORDS), Highlight(verdict, verdict, VERDICT_WORDS)),
    )


def _behind(trace: Trace, setting: Setting, back: Mapping[str, int]) -> dict[tuple[str, ...], _Behind]:
    """Return what stands behind the rows, by the ids of their duties."""
    proofs: dict[tuple[int, ...], tuple[Evidence | None, int]] = {}
    behind: dict[tuple[str, ...], _Behind] = {}
    for row in trace.rows:
        if row.duties in behind:
            continue
        duties = [duty for id in row.duties if (duty := trace.duty(id))]
        question = tuple(id(duty.months) for duty in duties)  # duties that ask the same question share their months
        if question not in proofs:
            found = trace.evidence_of(row.key)
            proofs[question] = (_newest(found), len(found))
        newest, count = proofs[question]
        behind[row.duties] = _Behind(
            _told(duties, "proposal"),
            _told(duties, "plan"),
            _listed(duty.duty.what for duty in duties),
            _place(duties, newest, count, setting),
            _listed(duty.duty.criterion for duty in duties),
            _listed(str(duty.duty.method or "") for duty in duties),
            _listed(duty.duty.who for duty in duties),
            link_to("역추적", back[newest.id]) if newest and newest.id in back else "",
        )
    return behind


def _cells(
    row: TraceRow, trace: Trace, paper: Paper, turns: Mapping[str, Difference], behind: _Behind
) -> tuple[SheetCell, ...]:
    outdated = _outdated(paper, row)
    turn = turns.get(row.key)
    old = outdated.given if outdated else turn.old if turn and turn.turn is Turn.CHANGED else ""
    return (
        SheetCell(row.key),
        said(row.category),
        said(str(row.tier)),
        said(row.group_name),
        SheetCell(row.text),
        said(" · ".join(filter(None, (row.source, row.printed)))),
        behind.proposal,
        behind.plan,
        behind.what,
        _deliverables(row, trace),
        behind.place,
        _last(row.last, behind.href),
        said(row.progress),
        behind.criterion,
        behind.method,
        said(str(row.status)),
        said(_reason(row)),
        *_BLANKS,
        said(str(Turn.CHANGED if outdated else turn.turn if turn else Turn.UNCHANGED)),
        said(_old_text(outdated, old)),
        behind.who,
        SheetCell(row.fingerprint),
    )


def _deliverables(row: TraceRow, trace: Trace) -> SheetCell:
    names = [name for number in row.deliverables if (name := trace.deliverables.get(number, number))]
    return _listed(names) if names else said(row.suggested)


def _told(duties: list[DutyThread], where: str) -> SheetCell:
    """Return what the duties say of their place in a document; a row without any owes no place."""
    asking = [duty for duty in duties if duty.status is not Status.NONE or duty.planned]
    if not asking:
        return said("" if not duties else NOTHING)
    found = [getattr(duty.duty, where) for duty in asking]
    return fact("") if not any(found) else _listed(text or MISSING for text in found)


def _place(duties: list[DutyThread], newest: Evidence | None, count: int, setting: Setting) -> SheetCell:
    if newest is None:
        return said("")
    section = next((duty.duty.section for duty in duties if duty.duty.template == newest.template and newest.template), "")
    text = place_of(newest, section) + (f" 외 {count - 1:,}건" if count > 1 else "")
    href = setting.built(newest.files[0][0]) if newest.files else setting.data(newest.at.file)
    return SheetCell(text, href=href)


def _newest(evidence: tuple[Evidence, ...]) -> Evidence | None:
    """Return the newest document, or the newest record where no document was built."""
    documents = [each for each in evidence if each.kind is EvidenceKind.DOCUMENT and each.files]
    return max(documents or evidence, key=lambda each: each.day, default=None)


def _outdated(paper: Paper, row: TraceRow) -> Review | None:
    """Return a review that was given for another text, the verdict before all others."""
    said = paper.reviews.row(row.key)
    found = [review for review in said.values() if review.outdated(row.fingerprint)]
    return min(found, key=lambda review: review.title != VERDICT, default=None)


def _old_text(outdated: Review | None, old: str) -> str:
    if outdated is None:
        return old
    if outdated.title != VERDICT:
        return old
    who = ", ".join(filter(None, (outdated.reviewer, outdated.day.isoformat() if outdated.day else "")))
    verdict = f"{ReviewVerdict.AGAIN} 필요: 이전 판정 {outdated.text}" + (f" ({who})" if who else "")
    return "\n".join(filter(None, (verdict, old)))


def _reason(row: TraceRow) -> str:
    reason = row.reason if len(row.reason) <= _LONGEST_REASON else row.reason[:_LONGEST_REASON].rstrip() + "…"
    waived = [f"예외: {waiver.reason} ({waiver.approved_by}, {waiver.approved.isoformat()})" for waiver in row.waivers]
    return "\n".join(filter(None, (reason, *waived)))


def _listed(texts: Iterable[str]) -> SheetCell:
    """Return a cell of the texts that say something, each once, one a line; marked when there are more than one."""
    found = each_once(texts)
    return said(found[0] if len(found) == 1 else "\n".join(f"· {text}" for text in found))


@lru_cache(maxsize=1024)
def _last(day: date | None, href: str) -> SheetCell:
    return SheetCell(day, href=href)
