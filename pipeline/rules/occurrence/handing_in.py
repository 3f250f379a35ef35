"""Turns the deliverables of a contract into drafts: each event that asks for one, with every deadline that a clause sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty
from pipeline.model.log import ServiceRequest
from pipeline.model.period import Period
from pipeline.model.staff import Person
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.deadline import Deadline, deadline
from pipeline.rules.occurrence.citation import Citations
from pipeline.rules.occurrence.events import Events, upcoming
from pipeline.rules.occurrence.occurrence import Draft, Event, day_of
from pipeline.rules.occurrence.proof import Proofs
from pipeline.rules.occurrence.window import window

_PAYMENT = "payment.days"


def papers(events: Events, calendar: Calendar, citations: Citations, proofs: Proofs) -> Iterator[Draft]:
    """Yield the drafts of every deliverable, and of the payment that the client owes for a claim."""
    maker = _Papers(events, calendar, citations, proofs)
    for item in (*events.dossier.deliverables, *_payment(events.dossier)):
        yield from maker.drafts(item)


def delivering(dossier: Dossier, number: str) -> tuple[Duty, ...]:
    """Return the duties that name a deliverable, in their order."""
    return tuple(duty for duty in dossier.duties if number and number in duty.deliverables)


def named(dossier: Dossier, word: str) -> Deliverable | None:
    """Return the deliverable that the event of a 함께 rule names: 과업수행계획서 → 과업수행계획서 (인력투입명단 포함).

    Its name begins with the word, or it is the only one whose name holds it (계획서).
    """
    wanted = "".join(word.split())
    names = {"".join(each.name.split()): each for each in dossier.deliverables} if wanted else {}
    begins = [each for name, each in names.items() if name.startswith(wanted)]
    holds = [each for name, each in names.items() if wanted in name]
    return begins[0] if begins else holds[0] if len(holds) == 1 else None


class _Papers:
    def __init__(self, events: Events, calendar: Calendar, citations: Citations, proofs: Proofs) -> None:
        self._events, self._calendar, self._citations, self._proofs = events, calendar, citations, proofs
        self._dossier = events.dossier

    def drafts(self, item: Deliverable) -> Iterator[Draft]:
        duties = delivering(self._dossier, item.number)
        rules = item.due or (DueRule(kind=DueKind.OPEN, clause=item.clause),)
        found: dict[Event, list[Deadline]] = {}
        waiting: list[DueRule] = []
        for rule in rules:
            pairs = [(event, self._deadline(item, rule, event, duties)) for event in self._events.of(item, rule, duties)]
            come = [(event, due) for event, due in pairs if not upcoming(event, due.legal_due, self._events.horizon)]
            for event, due in come:
                found.setdefault(event, []).append(due)
            waiting += [] if come else [rule]
        for event, dues in found.items():
            for ordinal, due in enumerate(_told(dues), 1):
                yield self._draft(item, duties, event, due, ordinal)
        if waiting:
            yield self._draft(item, duties, None, _merged([_undated(rule) for rule in waiting]), 1)

    def _deadline(self, item: Deliverable, rule: DueRule, event: Event, duties: tuple[Duty, ...]) -> Deadline:
        if rule.kind is DueKind.WITH:
            return self._together(rule, event)
        if item.trigger is Trigger.YEARLY and rule == next((each for each in item.due if each.kind is DueKind.OPEN), None):
            return self._in_the_year(rule, event, duties)
        if rule.kind is DueKind.AFTER_HOURS and isinstance(event.record, ServiceRequest) and event.record.supervisor_due:
            return _of_supervisor(rule, event.record)
        return deadline(rule, event.when, self._calendar)

    def _together(self, rule: DueRule, event: Event) -> Deadline:
        """The deadline of the paper that it goes with, where that has one day for all."""
        other = named(self._dossier, rule.event)
        if other is None:
            return _undated(rule)
        for theirs in other.due:
            once = self._events.of(other, theirs, ())
            due = deadline(theirs, once[0].when, self._calendar) if len(once) == 1 and theirs.kind is not DueKind.WITH else None
            if due is None or due.legal_due is None:
                continue
            if isinstance(event.record, Person) and event.first > day_of(due.legal_due):
                break  # whoever joins after the plan was due cannot go with it
            step = f"‘{other.name}’와 함께: {theirs.words or due.words}"
            told = rule if rule.words else replace(rule, words=f"{rule.event} 제출 때 함께")
            return replace(due, rule=told, steps=(step, *due.steps))
        return _undated(rule)

    def _in_the_year(self, rule: DueRule, event: Event, duties: tuple[Duty, ...]) -> Deadline:
        """A yearly paper without a day has until the end of the year where a 연간실적 duty says so (기한)."""
        own = next((duty for duty in duties if duty.check is Check.YEARLY and duty.by), None)
        if own is None:
            return _undated(rule)
        said = f"{rule.words or '매년'} ({own.by}, {own.id})"
        return window(Period(event.first, event.last), said, rule.clause, self._calendar)

    def _draft(self, item: Deliverable, duties: tuple[Duty, ...], event: Event | None, due: Deadline, ordinal: int) -> Draft:
        clause = due.rule.clause or item.clause
        draft = Draft(
            thing=f"{item.number or item.name}/{event.key if event else '-'}", ordinal=ordinal, what=item.name, event=event,
            deadline=due, clause=clause, source=self._citations.of_rule(item, due.rule), number=item.number,
            recipient=item.recipient, trigger=item.trigger.value, duties=duties, at=due.rule.at or item.at,
        )
        return draft if event is None else replace(draft, prove=partial(self._proofs.handed_in, item, duties, event, due.rule))


def _told(dues: list[Deadline]) -> list[Deadline]:
    """Every deadline with a day, then what has none as one; a mere 미정 beside a day says nothing more."""
    dated = [due for due in dues if due.legal_due is not None]
    rest = [due for due in dues if due.legal_due is None and not (dated and due.rule.kind is DueKind.OPEN)]
    return dated + ([_merged(rest)] if rest else [])


def _merged(dues: list[Deadline]) -> Deadline:
    """One deadline without a day that says what all of them say."""
    if len(dues) == 1:
        return dues[0]
    rules = [due.rule for due in dues]
    said = " / ".join(dict.fromkeys(due.words for due in dues if due.rule.words or due.rule.kind is not DueKind.OPEN))
    kind = next((rule.kind for rule in rules if rule.kind is not DueKind.OPEN), DueKind.OPEN)
    clause = ", ".join(dict.fromkeys(rule.clause for rule in rules if rule.clause))
    rule = replace(rules[0], kind=kind, words=said, clause=clause)
    return Deadline(rule, None, None, None, said or dues[0].words, tuple(dict.fromkeys(step for due in dues for step in due.steps)))


def _undated(rule: DueRule) -> Deadline:
    """What a rule says before its event has come."""
    said = rule.words or (f"{rule.event} {rule.kind}".strip() if rule.kind is not DueKind.OPEN else "기한 미정")
    return Deadline(rule, None, None, None, said, ("조항에 날짜 기한이 없음" if rule.kind is DueKind.OPEN else "기준이 되는 날이 없음",))


def _of_supervisor(rule: DueRule, request: ServiceRequest) -> Deadline:
    """The clause gives 24 hours or the time that the supervisor sets: where one is set, it is the deadline."""
    due = request.supervisor_due
    assert due is not None
    said = words.moment(due)
    return Deadline(rule, due, due, due, said, (f"감독이 지시한 기한 {said}",))


def _payment(dossier: Dossier) -> Iterator[Deliverable]:
    """What the client owes: payment within so many days of a claim, wherever a request or a plan of the kind 청구일 tells of one."""
    term = dossier.contract.term(_PAYMENT)
    if term is None or term.value is None or term.value < 1:
        return
    days = int(term.value)
    rule = DueRule(kind=DueKind.AFTER_DAYS, number=days, event="청구일", words=f"청구일로부터 {days}일 이내", clause=term.clause)
    yield Deliverable(
        number="", name=f"{term.name}({dossier.contract.client.term})", trigger=Trigger.OCCASION, due=(rule,),
        recipient=dossier.contract.contractor.term, clause=term.clause, source=term.source, at=term.at,
    )
