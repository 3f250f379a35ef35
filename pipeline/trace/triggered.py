"""Turns duties that an event triggers (incident, change, request) and a month into what was planned and done."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

from pipeline.model.duty import Duty
from pipeline.model.log import RequestStatus, Responsibility
from pipeline.model.period import Month
from pipeline.rules import words
from pipeline.rules.recovery import Assessment
from pipeline.rules.recovery_clock import Clock
from pipeline.rules.request import closed_at
from pipeline.rules.root_cause import triggers
from pipeline.trace.evidence import EvidenceKind
from pipeline.trace.fulfilment import Fulfilment, Status
from pipeline.trace.ledger import Ledger
from pipeline.trace.outcome import choices, not_due, number, outcome, records

FORCE_MAJEURE = "불가항력"


def recovery(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """복구기한: the month's chains under the recovery clauses 조항=…; an excused or not yet overdue one does not count."""
    clauses = duty.parameter("조항").split(",")
    pairs = [(each, clock) for each in ledger.chains(month) for clock in each.clocks if clock.rule.id in clauses]
    ids = [id for each, _ in pairs for id in each.chain.ids]
    excused = [pair for pair in pairs if _excused(*pair)]
    judged = [(each, clock) for each, clock in pairs if (each, clock) not in excused and _judged(clock, ledger)]
    met = sum(1 for _, clock in judged if clock.met)
    reasons = [f"{'·'.join(each.chain.ids)} {clock.margin_words}" for each, clock in judged if not clock.met]
    reasons += [f"{'·'.join(each.chain.ids)} {clock.margin_words}(불가항력 면책)" for each, clock in excused]
    figure = f"준수 {met} ÷ 적용 {len(judged)} × 100 = {words.percent(words.share(met, len(judged)))}" if judged else ""
    return outcome(ledger, month, len(judged), met, "; ".join(reasons), ids, figure=figure)


def _judged(clock: Clock, ledger: Ledger) -> bool:
    return clock.met is not None or clock.due.date() < ledger.until


def _excused(assessment: Assessment, clock: Clock) -> bool:
    """A delay by force majeure is nobody's, where the clause itself leaves it out."""
    fault = assessment.responsibility is Responsibility.FORCE_MAJEURE
    return clock.met is False and fault and FORCE_MAJEURE in clock.rule.excludes


def arrival(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """출근시간: after-hours calls of the month and whether somebody was there in time."""
    called = ledger.staffing(month).arrivals
    reasons = [f"{each.incident.id}: {each.step}" for each in called if not each.met]
    met = sum(1 for each in called if each.met)
    return outcome(ledger, month, len(called), met, "; ".join(reasons), [each.incident.id for each in called])


def root_cause(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """원인규명: root causes owed for the month, done when cause and prevention of every incident are written."""
    owed = triggers(ledger.dossier, month, ledger.chains(month))
    if owed and not ledger.ended(month):
        return not_due(ledger, month, [incident.id for each in owed for incident in each.incidents])
    lacking = [f"{each.kind}: {', '.join(each.missing)} 없음" for each in owed if not each.complete]
    ids = [incident.id for each in owed for incident in each.incidents]
    return outcome(ledger, month, len(owed), len(owed) - len(lacking), "; ".join(lacking), ids)


def permanent(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """항구대책: temporary recoveries of the month's incidents, done when the permanent solution was handed in."""
    temporary = [each for each in ledger.dossier.incidents if each.temporary and each.reported in month]
    owed = [each for each in temporary if each.permanent_plan is None]
    reason = "항구대책 미제출: " + ", ".join(each.id for each in owed) if owed else ""
    return outcome(ledger, month, len(temporary), len(temporary) - len(owed), reason, [each.id for each in temporary])


def record(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """기록항목: every record of the log (기록, 구분, 자산, 낱말) has the columns 항목 filled."""
    found = records(duty, ledger, month)
    labels = [label.strip() for label in duty.parameter("항목").split(",") if label.strip()]
    lacking = {each.id: [label for label in labels if not _filled(each, label)] for each in found}
    bad = {id: missing for id, missing in lacking.items() if missing}
    reason = "; ".join(f"{id} {'·'.join(missing)} 없음" for id, missing in bad.items())
    return outcome(ledger, month, len(lacking), len(lacking) - len(bad), reason, [each.id for each in found])


def _filled(record: Any, label: str) -> bool:
    name = attribute(type(record), label)
    value = getattr(record, name) if name else None
    return value is not None and value != "" and value != ()


@cache
def attribute(cls: type, label: str) -> str:
    """Return the field of a record class that bears `label` in its file, or ""."""
    return next((field.name for field in dataclasses.fields(cls) if field.metadata.get("label") == label), "")


def presence(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """기록있음: at least 회수 records a month; with 회수=0 whatever there is counts and nothing is demanded."""
    found, wanted = records(duty, ledger, month), number(duty, "회수", 1)
    ids = list(dict.fromkeys(each.id for each in found))
    if wanted == 0:
        return outcome(ledger, month, len(ids), len(ids), "", ids)
    if len(ids) < wanted and not ledger.ended(month):
        return not_due(ledger, month, ids)
    done = min(wanted, len(ids))
    return outcome(
        ledger, month, wanted, done, "" if done == wanted else f"기록 {len(ids)}건, {wanted}건 이상이어야 함", ids
    )


def request(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """요청처리: requests that name a row of the duty, or of the kinds 구분=…; one still open is for a person to judge."""
    kinds = choices(duty, "구분")
    own = ledger.records(EvidenceKind.REQUEST, month) if kinds else ledger.requests_for(duty.rows)
    found = [each for each in own if each.requested in month and (not kinds or each.kind in kinds)]
    waiting = [each for each in found if closed_at(each) is None]
    done = len(found) - len(waiting)
    reason = ", ".join(f"{each.id} {each.status}" for each in waiting)
    if not found:
        reason = "해당 요청 없음"
    rejected = [each.id for each in found if each.status is RequestStatus.REJECTED]
    if rejected and not waiting:
        reason = f"반려 포함: {', '.join(rejected)}"
    status = Status.OPEN if waiting else None
    return outcome(ledger, month, len(found), done, reason, [each.id for each in found], status=status)


def urgent(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """긴급요청: urgent requests, and those whose supervisor set a day, finished in time."""
    judged = (each for each in ledger.dues.get(month, ()) if each.met is not None)
    due = [each for each in judged if each.request.completed or each.due.date() < ledger.until]
    late = [f"{each.request.id} {each.words} 넘김({words.moment(each.due)})" for each in due if not each.met]
    return outcome(ledger, month, len(due), len(due) - len(late), "; ".join(late), [each.request.id for each in due])
