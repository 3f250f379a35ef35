"""Turns the duty to hand in a document into months: one a month, one for each event or person, or one in all."""

from __future__ import annotations

from datetime import date, datetime

from pipeline.model.deliverable import DueKind, DueRule
from pipeline.model.duty import Duty
from pipeline.model.log import ChangeKind
from pipeline.model.period import Month
from pipeline.rules import words
from pipeline.rules.claim import claim
from pipeline.rules.deadline import deadline
from pipeline.rules.root_cause import triggers
from pipeline.trace.evidence import Evidence, EvidenceKind
from pipeline.trace.fulfilment import Fulfilment, Proof, Status
from pipeline.trace.ledger import Ledger, day_of
from pipeline.trace.outcome import choices, not_due, outcome, records

BUILT = frozenset({Proof.DOCUMENT})
LOGGED_AND_BUILT = BUILT | {Proof.LOG}
NOT_BUILT = "이 달의 산출물을 만들지 않아 확인할 수 없음"
MONTH_RULES = (DueKind.MONTH_END, DueKind.NEXT_MONTH_DAY)


def document(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """산출물: 대상=월 (the default), 장애, 원인규명, 임시복구, 변경, 지체상금, 인력, 한번. A month that was never built is 확인필요."""
    match duty.parameter("대상", "월"):
        case "한번":
            return _once(duty, ledger, month)
        case "인력":
            people = [each.id for each in ledger.dossier.people if each.joined in month]
            made = [
                each
                for each in ledger.documents_at_all(duty.template)
                if any(id in each.id.split("_") for id in people)
            ]
            known = bool(ledger.documents_at_all(duty.template))
            return _for_each(ledger, month, people, len(people), made, known)
        case "월":
            return _monthly(duty, ledger, month)
        case what:
            subjects, count = _subjects(what, ledger, month)
            return _for_each(
                ledger, month, subjects, count, ledger.documents(duty.template, month), month in ledger.built
            )


def _monthly(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """A plan that names the document (계획=낱말) is the record of its hand-in; for want of one the built file counts."""
    made, due = ledger.documents(duty.template, month), _due(duty, ledger, month)
    said = choices(duty, "계획")
    planned = [(id, each) for id, each in ledger.plans(month) if said and any(word in each.text for word in said)]
    ids = [*(each.id for each in made), *(id for id, _ in planned)]
    handed = [each.done for _, each in planned if each.done]
    proofs = (LOGGED_AND_BUILT if planned else BUILT) if made else frozenset({Proof.LOG})
    if handed:
        late = due is not None and max(handed) > due
        reason = f"{words.day(max(handed))} 제출, 기한 {words.day(due)} 넘김" if late and due else ""
        return outcome(ledger, month, 1, 1, reason, ids, short=late, proofs=proofs)
    if ledger.until <= (due or month.last):
        return not_due(ledger, month, ids)
    if planned:
        return outcome(
            ledger,
            month,
            1,
            0,
            f"제출 기록 없음, 기한 {words.day(due)}" if due else "제출 기록 없음",
            ids,
            proofs=proofs,
        )
    if made:
        return outcome(ledger, month, 1, 1, "", ids, proofs=proofs)
    if month not in ledger.built:
        return outcome(ledger, month, 1, 0, NOT_BUILT, status=Status.OPEN)
    return outcome(ledger, month, 1, 0, "만들어진 산출물에 없음")


def _due(duty: Duty, ledger: Ledger, month: Month) -> date | None:
    """The day by the duty's first deliverable whose rule counts from the month, or by the rule that 기한=… names."""
    wanted = duty.parameter("기한")
    for rule in _rules(duty, ledger):
        if rule.kind in MONTH_RULES and (not wanted or rule.kind == wanted):
            return _legal(rule, month, ledger)
    return None


def _rules(duty: Duty, ledger: Ledger) -> list[DueRule]:
    return [rule for number in duty.deliverables for rule in ledger.due_rules.get(number, ())]


def _legal(rule: DueRule, event: date | Month, ledger: Ledger) -> date | None:
    due: date | datetime | None = deadline(rule, event, ledger.calendar).legal_due
    return None if due is None else day_of(due)


def _subjects(what: str, ledger: Ledger, month: Month) -> tuple[list[str], int]:
    """Return the ids of the month's events and how many documents they ask for."""
    dossier = ledger.dossier
    match what:
        case "장애":
            return [id for each in ledger.chains(month) for id in each.chain.ids], len(ledger.chains(month))
        case "원인규명":
            owed = triggers(dossier, month, ledger.chains(month)) if ledger.ended(month) else ()
            return [incident.id for each in owed for incident in each.incidents], len(owed)
        case "임시복구":
            found = [each.id for each in dossier.incidents if each.temporary and each.reported in month]
            return found, len(found)
        case "지체상금":
            owed = claim(dossier, month, ledger.assessments).penalty is not None and ledger.ended(month)
            return [id for each in ledger.chains(month) if each.late for id in each.chain.ids] if owed else [], int(
                owed
            )
        case "변경":
            kinds = (ChangeKind.SOFTWARE, ChangeKind.PATCH)
            changed = [each.id for each in ledger.records(EvidenceKind.CHANGE, month) if each.kind in kinds]
            return changed, int(bool(changed) and ledger.ended(month))
    return [], 0


def _for_each(
    ledger: Ledger, month: Month, subjects: list[str], planned: int, made: list[Evidence], known: bool
) -> Fulfilment:
    """`known` says that a build was made which would hold the documents: only then is their absence a fact."""
    done = min(planned, len(made))
    ids = [*subjects, *(each.id for each in made)]
    if done < planned and not known:
        return outcome(ledger, month, planned, done, NOT_BUILT, ids, status=Status.OPEN)
    reason = f"{planned}건 가운데 {done}건 작성" if done < planned else ""
    return outcome(
        ledger, month, planned, done, reason, ids, proofs=LOGGED_AND_BUILT if made else frozenset({Proof.LOG})
    )


def _once(duty: Duty, ledger: Ledger, month: Month) -> Fulfilment:
    """Due once, counted from the signing: the file proves it, a log that names it (기록, 낱말) is shown beside it."""
    contract, made = ledger.contract, ledger.documents_at_all(duty.template) if duty.template else []
    days = [_legal(rule, contract.signed, ledger) for rule in _rules(duty, ledger)]
    due = next((day for day in days if day), contract.start)
    ids = [*(each.id for each in made), *(each.id for each in records(duty, ledger, month))]
    if month != max(Month.of(due), contract.months[0]):
        return outcome(ledger, month, 0, 0, f"기한 {words.day(due)}", ids if not made else ids[len(made) :])
    if made:
        return outcome(ledger, month, 1, 1, "", ids, proofs=BUILT)
    if ledger.until <= due:
        return not_due(ledger, month, ids)
    return outcome(ledger, month, 1, 0, f"제출 기록 없음, 기한 {words.day(due)}", ids, status=Status.OPEN)
