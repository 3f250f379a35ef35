"""Turns rows, duties and evidence into gaps: no duty, plan, proof or verification, and what nobody asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.duty import Check, Duty
from pipeline.trace.evidence import EvidenceKind
from pipeline.trace.fulfilment import Status
from pipeline.trace.ledger import Ledger
from pipeline.trace.thread import Basis, DutyThread, Gap, GapKind, TraceRow

_FILTERS = ("구분", "자산", "낱말", "역할")


def gaps(rows: Sequence[TraceRow], duties: Sequence[DutyThread], ledger: Ledger) -> tuple[Gap, ...]:
    """Return every gap, by kind as in GapKind, each in the order of the rows, duties or evidence."""
    by_id = {each.id: each for each in duties}
    found = [
        *(gap for row in rows for gap in _row_gaps(row, by_id)),
        *(gap for each in duties for gap in _unverified(each.duty)),
        *_broken(duties, ledger),
        *_unwanted(duties, ledger),
    ]
    order = {kind: index for index, kind in enumerate(GapKind)}
    return tuple(sorted(found, key=lambda gap: order[gap.kind]))


def _row_gaps(row: TraceRow, duties: dict[str, DutyThread]) -> Iterator[Gap]:
    """Rows that only sum up, or share the duties of the row above, repeat no gap."""
    if row.basis is Basis.NOWHERE:
        yield Gap(GapKind.NO_DUTY, row.key, row.reason, row.at)
    if row.basis is not Basis.OWN:
        return
    own = [duties[id] for id in row.duties]
    if all(each.duty.check is Check.NOTHING for each in own):
        return
    if not any(each.duty.plan for each in own):
        yield Gap(GapKind.NO_PLAN, row.key, f"수행계획서의 절이 적히지 않음: {', '.join(row.duties)}", row.at)
    if row.status is not Status.NONE and not any(month.evidence for each in own for month in each.months):
        yield Gap(GapKind.NO_EVIDENCE, row.key, row.reason, row.at)
    if row.status in (Status.UNMET, Status.PARTLY):
        yield Gap(GapKind.UNMET, row.key, row.reason, row.at)


def _unverified(duty: Duty) -> Iterator[Gap]:
    lacking = [name for name, value in (("검사기준", duty.criterion), ("검증방법", duty.method)) if not value]
    if lacking and duty.check is not Check.NOTHING:
        yield Gap(GapKind.NO_VERIFICATION, duty.id, f"{', '.join(lacking)} 없음", duty.at)


def _broken(duties: Sequence[DutyThread], ledger: Ledger) -> Iterator[Gap]:
    """Only documents that a duty leans on: a section about events need not stand in a month without any."""
    documents = {each.id: each for each in ledger.evidence if each.kind is EvidenceKind.DOCUMENT and each.sections}
    for each in duties:
        used = (
            (documents[id] for month in each.months for id in month.evidence if id in documents)
            if each.duty.section
            else ()
        )
        broken = next((document for document in used if document.section(each.duty.section) is None), None)
        if broken is not None:
            reason = f"{broken.id}에 ‘{each.duty.section}’ 절이 없음"
            yield Gap(GapKind.BROKEN, each.id, reason, each.duty.at.at_field("증적위치"))


def _unwanted(duties: Sequence[DutyThread], ledger: Ledger) -> Iterator[Gap]:
    """Keeping a ledger proves the ledger, not that a line of it was asked for; so with what a person judges."""
    shared = {
        id(each.months): each.months for each in duties if not _keeps_ledger(each.duty)
    }  # many duties, one answer
    served = {proof for months in shared.values() for month in months for proof in month.evidence}
    templates, months = {each.duty.template for each in duties}, set(ledger.months)
    for each in ledger.evidence:
        if each.id in served or each.template and each.template in templates or each.month not in months:
            continue
        what = "산출물" if each.kind is EvidenceKind.DOCUMENT else f"{each.kind} 기록"
        yield Gap(GapKind.UNWANTED, each.id, f"이 {what}을 요구한 의무가 없음: {each.title}", each.at)


def _keeps_ledger(duty: Duty) -> bool:
    filtered = any(duty.parameter(name) for name in _FILTERS)
    return duty.check is Check.PERSON or (duty.check in (Check.RECORD, Check.PRESENCE) and not filtered)
