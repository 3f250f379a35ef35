"""Turns logs and built documents into what proves that a deliverable was handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty
from pipeline.model.log import Change, Incident, Issue, ServiceRequest
from pipeline.model.period import Month, Period
from pipeline.model.staff import Person
from pipeline.rules import words
from pipeline.rules.inspection import inspection
from pipeline.rules.occurrence.events import Events
from pipeline.rules.occurrence.occurrence import UNPROVED, Built, Event, Proof, day_of
from pipeline.rules.occurrence.records import LOGS, choices, filled, logged, number
from pipeline.rules.recovery import Assessment
from pipeline.rules.request import closed_at
from pipeline.rules.root_cause import RootCause

SUBMITTED = "제출"  # a work log that says so is a report's date
INSPECTION = "점검보고서"  # where no duty says that its inspection is confirmed
NOT_LOGGED = "제출한 기록 없음"


class Proofs:
    """What one contract's logs and built documents say until a day."""

    def __init__(self, events: Events, documents: Iterable[Built] = ()) -> None:
        self._events, self._dossier, self._until = events, events.dossier, events.until
        self._documents = tuple(documents)

    def handed_in(self, item: Deliverable, duties: tuple[Duty, ...], event: Event, rule: DueRule) -> Proof:
        """Return what is known of one deliverable for one event: a log's day first, then a document that was built."""
        logs = self._logs(item, duties, event, rule)
        if logs.done or logs.lacking:
            return logs
        built = self._built(item, duties, event)
        if built:
            return Proof(True, ids=(*(each.id for each in built), *logs.ids), reason="산출물을 만듦(제출한 날의 기록 없음)")
        return logs

    def _logs(self, item: Deliverable, duties: tuple[Duty, ...], event: Event, rule: DueRule) -> Proof:
        checks = {duty.check for duty in duties}
        if isinstance(event.when, Month):
            inspected = Check.CONFIRMATION in checks or not duties and INSPECTION in item.name
            if inspected and rule.kind is DueKind.MONTH_END:
                return self._confirmed(event.when)
            return self._reported(duties, event.when)
        match event.record:
            case Person() as person if item.trigger is Trigger.STAFFING and (Check.PLEDGE in checks or "서약" in item.name):
                return _pledged(person)
            case Incident() as incident if item.trigger is Trigger.TEMPORARY:
                return _permanent(incident)
            case ServiceRequest() as request:
                return _closed(request)
            case Change() | Issue() as record if not item.template:
                ours = tuple(duty for duty in duties if duty.check is Check.RECORD and _speaks_of(duty, record))
                return filled(record, ours) if ours else UNPROVED
        if item.trigger is Trigger.YEARLY:
            return self._in_the_year(duties, Period(event.first, event.last))
        return self._worked(duties)

    def _confirmed(self, month: Month) -> Proof:
        """점검확인: every row of the month's inspection confirmed by the client's person."""
        summary = inspection(self._dossier, month)
        ids = tuple(dict.fromkeys(row.id for row in summary.rows))
        if summary.confirmed is not None:
            return Proof(True, summary.confirmed, ids=ids, reason="담당자 확인")
        if summary.rows:
            return Proof(lacking=True, ids=ids, reason=f"확인받지 않은 점검 {len(summary.unconfirmed)}줄")
        return Proof(lacking=self._silent(bool(self._dossier.inspections), month), reason="점검 기록 없음")

    def _reported(self, duties: tuple[Duty, ...], month: Month) -> Proof:
        """A plan that names the paper (계획=…) records its hand-in; else a work log of the month that says 제출."""
        said = tuple(word for duty in duties if duty.check is Check.DOCUMENT for word in choices(duty, "계획"))
        if not said:
            return Proof(reason=NOT_LOGGED)
        plans = [plan for plan in self._dossier.plans if plan.month == month and any(word in plan.text for word in said)]
        days = [plan.done for plan in plans if plan.done]
        if days:
            return Proof(True, max(days), ids=tuple(f"계획 {plan.text}" for plan in plans if plan.done), reason="계획의 완료일")
        works = [
            work for work in self._dossier.works
            if month.first <= work.day <= month.next.last and f"{month.month}월" in work.text and SUBMITTED in work.text
            and any(word in work.text for word in said)
        ]
        if works:
            return Proof(True, works[-1].day, ids=(works[-1].id,), reason="작업기록")
        return Proof(lacking=bool(plans), reason=NOT_LOGGED)

    def _in_the_year(self, duties: tuple[Duty, ...], span: Period) -> Proof:
        """연간실적: the finished requests that name a row of the duty, or the records of its log."""
        return yearly(self._dossier, [duty for duty in duties if duty.check is Check.YEARLY], span)

    def _worked(self, duties: tuple[Duty, ...]) -> Proof:
        """A log that names the paper (기록, 낱말): it proves the hand-in where it says 제출, else it is shown beside."""
        own = [duty for duty in duties if duty.check is Check.DOCUMENT and choices(duty, "낱말")]
        found = [(day, each) for duty in own for day, each in logged(self._dossier, duty) if day <= self._until]
        handed = [(day, each) for day, each in found if SUBMITTED in getattr(each, "text", getattr(each, "title", ""))]
        if handed:
            return Proof(True, handed[-1][0], ids=tuple(each.id for _, each in handed), reason="작업기록")
        return Proof(ids=tuple(each.id for _, each in found), reason=NOT_LOGGED)

    def _built(self, item: Deliverable, duties: tuple[Duty, ...], event: Event) -> list[Built]:
        """The documents that were built for the event: by its month, by the id in the name, or, where it comes once, any."""
        if isinstance(event.record, (Person, ServiceRequest)):
            return []  # a form made for signing is not yet signed; a request ends when its ledger says so
        own = {item.template} - {""} or {duty.template for duty in duties if duty.check is Check.DOCUMENT} - {""}
        if isinstance(event.record, Assessment):
            own |= {duty.template for duty in duties if duty.check is Check.DOCUMENT} - {""}
        made = [each for each in self._documents if each.template in own]
        match event.record:
            case Assessment() as assessment:
                return [each for each in made if any(id in each.id for id in assessment.chain.ids)]
            case RootCause() as owed:
                return [each for each in made if each.month == owed.month and owed.kind in each.id]
            case Incident() as incident:
                return [each for each in made if incident.id in each.id]
            case Change() as change:
                return [each for each in made if change.applied in each.month]
        if isinstance(event.when, Month):
            return [each for each in made if each.month == event.when]
        if item.trigger is Trigger.YEARLY:
            return [each for each in made if event.first <= each.month.last and each.month.first <= event.last]
        return made[-1:]

    def _silent(self, log_is_kept: bool, month: Month) -> bool:
        """True when a log that is kept says nothing of a month that it has reached."""
        return log_is_kept and month <= self._events.newest


def yearly(dossier: Dossier, duties: Sequence[Duty], span: Period) -> Proof:
    """Return whether what a 연간실적 duty counts was done often enough within `span`."""
    wanted = max((number(duty, "회수", 1) for duty in duties), default=1)
    found: list[tuple[date, str]] = []
    for duty in duties:
        if duty.parameter("기록"):
            found += [(day, each.id) for day, each in logged(dossier, duty) if getattr(each, "succeeded", True)]
        else:
            found += [(day_of(each.completed), each.id) for each in asked_by_rows(dossier, duty) if each.completed]
    own = sorted(dict.fromkeys(pair for pair in found if pair[0] in span))
    ids = tuple(id for _, id in own)
    if len(own) >= wanted:
        return Proof(True, own[wanted - 1][0], ids=ids)
    return Proof(ids=ids, reason=f"{words.span(span)} 실적 {len(own)}회, {wanted}회 있어야 함")


def asked_by_rows(dossier: Dossier, duty: Duty) -> list[ServiceRequest]:
    """Return the finished requests that name a row of a duty."""
    return [each for each in dossier.requests if each.requirement in duty.rows and closed_at(each) is not None]


def _pledged(person: Person) -> Proof:
    if person.pledged is None:
        return Proof(lacking=True, ids=(person.id,), reason="서약일 없음")
    return Proof(True, person.pledged, ids=(person.id,), reason="서약일")


def _permanent(incident: Incident) -> Proof:
    if incident.permanent_plan is None:
        return Proof(lacking=True, ids=(incident.id,), reason="항구대책일 없음")
    return Proof(True, incident.permanent_plan, ids=(incident.id,), reason="항구대책일")


def _closed(request: ServiceRequest) -> Proof:
    closed = closed_at(request)
    if closed is None:
        return Proof(lacking=True, ids=(request.id,), reason=f"요청 {request.status}")
    return Proof(True, closed, ids=(request.id,), reason=f"요청 {request.status}")


def _speaks_of(duty: Duty, record: Change | Issue) -> bool:
    log = LOGS.get(duty.parameter("기록"), ("", ""))[0]
    kinds = choices(duty, "구분")
    return log == ("changes" if isinstance(record, Change) else "issues") and (not kinds or record.kind in kinds)
