"""Turns duties and clauses that set a time for work, not for a paper, into drafts: inspection, backup, recovery, arrival."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from pipeline.model.contract import RecoveryRule, Stage
from pipeline.model.deliverable import DueKind, DueRule, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty
from pipeline.model.log import BackupKind, Plan
from pipeline.model.period import Month, Period
from pipeline.rules import words
from pipeline.rules.backup import backups
from pipeline.rules.backup_quarter import Quarter, quarters
from pipeline.rules.calendar import Calendar
from pipeline.rules.deadline import Deadline, deadline
from pipeline.rules.inspection import inspection
from pipeline.rules.occurrence.citation import Citations
from pipeline.rules.occurrence.events import Events
from pipeline.rules.occurrence.occurrence import Draft, Event, Proof
from pipeline.rules.occurrence.proof import yearly
from pipeline.rules.occurrence.records import choices, kept, logged, number
from pipeline.rules.occurrence.window import window
from pipeline.rules.recovery import Assessment
from pipeline.rules.recovery_clock import Clock
from pipeline.rules.staffing import ARRIVAL_TERM, Arrival, staffing

_STAGES = {Stage.RECOVERY: "복구", Stage.ARRIVAL: "현장 도착"}
_SPANS = {"반기": 6, "전체": 0}  # 기간=… of a 연간실적 duty, in months; 12 without one
# Checks whose duties ask for one and the same work: they stand together in the calendar.
_TOGETHER = (Check.INSPECTION, Check.DAILY_BACKUP, Check.QUARTERLY_BACKUP)


def work(events: Events, calendar: Calendar, citations: Citations) -> Iterator[Draft]:
    """Yield the drafts of all work that is due at a time: 정기점검, 백업, 연간실적, 계획이행, 기록있음, 복구기한, 출근시간."""
    maker = _Work(events, calendar, citations)
    for check in _TOGETHER:
        yield from maker.together(tuple(duty for duty in events.dossier.duties if duty.check is check))
    for duty in events.dossier.duties:
        yield from maker.alone(duty)
    yield from maker.recoveries()
    yield from maker.arrivals()


class _Work:
    def __init__(self, events: Events, calendar: Calendar, citations: Citations) -> None:
        self._events, self._calendar, self._citations = events, calendar, citations
        self._dossier = events.dossier

    def together(self, duties: tuple[Duty, ...]) -> Iterator[Draft]:
        """The drafts of duties that one log answers at once."""
        if not duties:
            return
        match duties[0].check:
            case Check.INSPECTION:
                for month, span in self._months():
                    yield self._draft(duties, _of_month(month, span), self._window(duties, span), partial(_inspected, self._events, duties, month))
            case Check.DAILY_BACKUP:
                for month, span in self._months():
                    due = self._window(duties, span, daily=True)
                    yield self._draft(duties, _of_month(month, span), due, partial(_backed_up, self._events, month, span))
            case Check.QUARTERLY_BACKUP:
                for quarter in quarters(self._dossier, self._events.months[-1]) if self._events.months else ():
                    event = Event(quarter.name, f"분기 {quarter.name}", quarter.period.start, quarter.name, end=quarter.period.end)
                    yield self._draft(duties, event, self._window(duties, quarter.period), partial(_quarter, self._events, quarter))

    def alone(self, duty: Duty) -> Iterator[Draft]:
        """The drafts of a duty that asks for something of its own; none where it sets no time (기한)."""
        if not duty.by:
            return
        match duty.check:
            case Check.YEARLY if not self._is_paper(duty):
                for span in _stretches(self._dossier, duty, self._events.months):
                    event = Event(f"{span.start}", f"매년 {span.start.year}년", span.start, f"{span.start.year}년", end=span.end)
                    yield self._draft((duty,), event, self._window((duty,), span), partial(yearly, self._dossier, (duty,), span))
            case Check.PLAN:
                for month, span in self._months():
                    if _plans(self._dossier, duty, month):
                        yield self._draft((duty,), _of_month(month, span), self._window((duty,), span), partial(_planned, self._events, duty, month))
            case Check.PRESENCE if number(duty, "회수", 1):
                for month, span in self._months():
                    yield self._draft((duty,), _of_month(month, span), self._window((duty,), span), partial(_present, self._events, duty, month))

    def recoveries(self) -> Iterator[Draft]:
        """Every chain of incidents under every recovery clause; excluded time moves the limit."""
        duties = tuple(duty for duty in self._dossier.duties if duty.check is Check.RECOVERY)
        for each in self._events.assessments:
            ids = each.chain.ids
            event = Event(ids[0], f"장애 {'·'.join(ids)}", each.incident.reported, each.incident.title)
            for ordinal, clock in enumerate(each.clocks, 1):
                own = tuple(duty for duty in duties if clock.rule.id in choices(duty, "조항"))
                yield Draft(
                    thing=f"{clock.rule.stage}/{event.key}", ordinal=ordinal, what=f"장애 {_STAGES[clock.rule.stage]}", event=event, deadline=_of_clock(clock), clause=clock.clause,
                    source=clock.rule.source, prove=partial(_recovered, each, clock), duties=own, at=each.incident.at,
                )

    def arrivals(self) -> Iterator[Draft]:
        """Every call after hours, with the time by which somebody has to be there."""
        term = self._dossier.contract.term(ARRIVAL_TERM)
        if term is None or term.value is None:
            return
        duties = tuple(duty for duty in self._dossier.duties if duty.check is Check.ARRIVAL)
        for month in dict.fromkeys(Month.of(each.incident.reported) for each in self._events.assessments):
            for each in staffing(self._dossier, month).arrivals:
                asked = each.incident.requested or each.incident.reported
                if asked.date() > self._events.until:
                    continue
                rule = DueRule(
                    kind=DueKind.AFTER_HOURS, number=int(term.value), event="요청" if each.incident.requested else "통보",
                    words=f"요청부터 {words.plain(term.value)}시간 이내", clause=term.clause,
                )
                event = Event(each.incident.id, f"장애 {each.incident.id}", asked, f"{each.when} {each.incident.title}")
                yield Draft(
                    thing=f"출근/{event.key}", ordinal=1, what="야간·휴일 출근", event=event, deadline=deadline(rule, asked, self._calendar),
                    clause=term.clause, source=term.source, prove=partial(_arrived, each), duties=duties, at=each.incident.at,
                )

    def _months(self) -> list[tuple[Month, Period]]:
        service = self._dossier.contract.service
        return [(month, span) for month in self._events.months if (span := service.within(month))]

    def _window(self, duties: Sequence[Duty], span: Period, daily: bool = False) -> Deadline:
        clause, _ = self._citations.of_duties(tuple(duties))
        said = ", ".join(dict.fromkeys(filter(None, (duties[0].cycle, duties[0].by))))
        return window(span, said, clause, self._calendar, daily)

    def _draft(self, duties: tuple[Duty, ...], event: Event, due: Deadline, prove: Callable[[], Proof]) -> Draft:
        clause, source = self._citations.of_duties(duties)
        return Draft(
            thing=f"{duties[0].id}/{event.key}", ordinal=1, what=duties[0].what, event=event, deadline=due, clause=clause, source=source,
            prove=prove, duties=duties, at=duties[0].at,
        )

    def _is_paper(self, duty: Duty) -> bool:
        """True for a duty whose paper falls due yearly itself: the paper stands in the calendar."""
        return any(each.trigger is Trigger.YEARLY and each.number in duty.deliverables for each in self._dossier.deliverables)


def _of_month(month: Month, span: Period) -> Event:
    return Event(str(month), f"매월 {words.month(month)}", span.start, words.month(month), end=span.end)


def _of_clock(clock: Clock) -> Deadline:
    rule: RecoveryRule = clock.rule
    said = f"{rule.start}부터 {words.plain(rule.hours)}시간" + (" (복합장애)" if rule.compound else "") + (f" ({rule.severity})" if rule.severity else "")
    due = DueRule(kind=DueKind.AFTER_HOURS, number=int(rule.hours), event=str(rule.start), words=said, clause=rule.clause)
    return Deadline(due, clock.due, clock.due, clock.due, words.moment(clock.due), clock.steps)


def _recovered(assessment: Assessment, clock: Clock) -> Proof:
    ids = assessment.chain.ids
    if clock.end is None:
        return Proof(lacking=True, ids=ids, reason=clock.unfinished)
    return Proof(True, clock.end, ids=ids, reason=clock.margin_words)


def _arrived(arrival: Arrival) -> Proof:
    arrived: datetime | None = arrival.incident.arrived
    return Proof(arrived is not None, arrived, ids=(arrival.incident.id,), reason="" if arrived else "도착일시 기록 없음")


def _inspected(events: Events, duties: tuple[Duty, ...], month: Month) -> Proof:
    """A visit of every asset where a duty names the assets (대상), else as many visits as 회수 says."""
    dossier, summary = events.dossier, inspection(events.dossier, month)
    ids = tuple(dict.fromkeys(row.id for row in summary.rows))
    wanted = max(number(duty, "회수", 1) for duty in duties)
    targets = {duty.parameter("대상") for duty in duties} - {""}
    missing = [each for each in summary.missing if "전체" in targets or each.kind in targets]
    known = bool(dossier.inspections) and month <= events.newest
    if len(summary.visits) < wanted:
        return Proof(lacking=known, ids=ids, reason=f"방문 점검 {len(summary.visits)}회")
    if missing:
        named = ", ".join(f"{each.id} {each.name}" for each in missing)
        return Proof(lacking=known, ids=ids, reason=f"{summary.done} ÷ {summary.planned} 점검, 방문하지 않은 자산: {named}")
    return Proof(True, summary.visits[-1], ids=ids, reason=f"{summary.done} ÷ {summary.planned} 점검")


def _backed_up(events: Events, month: Month, span: Period) -> Proof:
    """Every day until today has a successful run; a day without one cannot be made good, so it lacks at once."""
    dossier, until = events.dossier, events.until
    summary = backups(dossier, month)
    lost = sorted({day for line in summary.lines for day in (*line.missing, *line.failed) if day <= until})
    known = any(run.kind is BackupKind.DAILY for run in dossier.backups) and month <= events.newest
    if lost:
        return Proof(lacking=known, reason=f"성공한 백업이 없는 날: {words.day_runs(lost)}")
    if span.end > until or not known:
        return Proof()
    return Proof(True, span.end, reason=f"{summary.done} ÷ {summary.planned}일")


def _quarter(events: Events, quarter: Quarter) -> Proof:
    if quarter.done:
        return Proof(True, quarter.done[0].started, ids=tuple(run.id for run in quarter.done))
    known = bool(events.dossier.backups) and Month.of(quarter.period.end) <= events.newest
    return Proof(lacking=known, reason="분기 백업 기록 없음")


def _plans(dossier: Dossier, duty: Duty, month: Month) -> list[Plan]:
    kinds, said = choices(duty, "구분"), choices(duty, "낱말")
    return [
        each for each in dossier.plans
        if each.month == month and (not kinds or each.kind in kinds) and (not said or any(word in each.text for word in said))
    ]


def _planned(events: Events, duty: Duty, month: Month) -> Proof:
    plans = _plans(events.dossier, duty, month)
    rest = [each.text for each in plans if each.done is None]
    if rest:
        return Proof(lacking=month <= events.newest, reason="완료일이 없는 계획: " + ", ".join(rest))
    return Proof(True, max(each.done for each in plans if each.done), reason=f"계획 {len(plans)}건 완료")


def _present(events: Events, duty: Duty, month: Month) -> Proof:
    found = [(day, each) for day, each in logged(events.dossier, duty) if day in month]
    ids = tuple(dict.fromkeys(each.id for _, each in found))
    if len(ids) >= number(duty, "회수", 1):
        return Proof(True, found[-1][0], ids=ids)
    return Proof(lacking=kept(events.dossier, duty) and month <= events.newest, ids=ids, reason=f"기록 {len(ids)}건")


def _stretches(dossier: Dossier, duty: Duty, months: Sequence[Month]) -> list[Period]:
    """Split the term by 기간 (년, 반기, 전체) as far as `months` reach."""
    service, span = dossier.contract.service, _SPANS.get(duty.parameter("기간"), 12)
    if not months:
        return []
    if not span:
        return [service]
    found: dict[tuple[int, int], Period] = {}
    for month in service.months:
        key = (month.year, (month.month - 1) // span)
        known = found.get(key) or Period(max(month.first, service.start), month.last)
        found[key] = Period(known.start, min(month.last, service.end))
    return [each for each in found.values() if each.start <= months[-1].last]
