"""Turns the event that a deadline rule names into the days on which it happened, or into None where nobody can know."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cached_property

from pipeline.model.contract import Contract
from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty
from pipeline.model.log import ChangeKind
from pipeline.model.period import Month
from pipeline.model.staff import Person
from pipeline.rules import words
from pipeline.rules.occurrence.occurrence import Event, day_of
from pipeline.rules.occurrence.records import asked, logged
from pipeline.rules.recovery import Assessment, assess
from pipeline.rules.request import is_urgent
from pipeline.rules.root_cause import triggers
from pipeline.rules.term import months_until

COUNTED = (DueKind.AFTER_DAYS, DueKind.BEFORE_DAYS, DueKind.AFTER_HOURS, DueKind.BEFORE_EVENT)
OF_MONTH = (DueKind.MONTH_END, DueKind.NEXT_MONTH_DAY)
KNOWN = "계약일, 착수일, 만료일, 투입일, 변경일, 긴급 요청"
_WORK = "(?:본|계약|계약기간|사업|과업|용역|유지보수|유지관리)"
_SIGNED = re.compile(r"(?:본|용역|사업|과업)?계약(?:체결)?(?:한?날|일)?")
_START = re.compile(rf"{_WORK}?(?:착수|개시|시작)일?")
_END = re.compile(rf"{_WORK}(?:만료|종료|완료|준공)일?|만료일?|종료일|준공일?|해지또는만료")
_JOINED = re.compile(r"(?:사업|과업|인력|작업)?투입일?")
_PROGRAM = re.compile(r"프로그램|S/W|소프트웨어|소스")
_URGENT = "긴급"
_CLOSE = timedelta(days=31)  # a person who comes so near to one who goes takes their place


def recordable(trigger: Trigger) -> bool:
    """True for triggers whose events happen now and then: a log, a request or a plan may tell of them."""
    return trigger not in (
        Trigger.SIGNED, Trigger.START, Trigger.STAFFING, Trigger.MONTHLY, Trigger.YEARLY, Trigger.ONGOING, Trigger.END,
    )


class Events:
    """The events of one contract: logged ones until a day, periods and fixed days as far as the calendar looks ahead."""

    def __init__(self, dossier: Dossier, until: date, horizon: date, assessments: tuple[Assessment, ...] | None = None) -> None:
        self.dossier, self.until, self.horizon = dossier, until, horizon
        self._given = assessments

    @property
    def _contract(self) -> Contract:
        return self.dossier.contract

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """Every chain of incidents first reported until the day."""
        known = assess(self.dossier) if self._given is None else self._given
        return tuple(each for each in known if each.incident.reported.date() <= self.until)

    @cached_property
    def newest(self) -> Month:
        """The newest month that has any log: until then, the silence of a log that is kept is a fact."""
        return self.dossier.newest_month

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months of the term that have begun by the horizon."""
        return months_until(self._contract, Month.of(self.horizon))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The calendar years of the term that have begun by the horizon."""
        return tuple(dict.fromkeys(month.year for month in self.months))

    def of(self, item: Deliverable, rule: DueRule, duties: tuple[Duty, ...]) -> tuple[Event, ...]:
        """Return the events that `rule` of `item` counts from; `duties` are those that hand the item in."""
        word = _folded(rule.event)
        if item.trigger is Trigger.MONTHLY:
            return self._monthly()
        if item.trigger is Trigger.YEARLY and rule.kind not in (*COUNTED, *OF_MONTH):
            return tuple(_year(self._contract, year) for year in self.years)
        fixed = self._fixed(word)
        if fixed is not None:
            return fixed
        if _URGENT in word:
            return self._urgent()
        recorded = self._recorded(item)
        return recorded + tuple(each for each in self._by_trigger(item, rule, duties) if each not in recorded)

    def _fixed(self, word: str) -> tuple[Event, ...] | None:
        """The days that the contract itself or people.csv gives; None for any other word."""
        contract = self._contract
        if _SIGNED.fullmatch(word):
            return (Event("계약", "계약", contract.signed),)
        if _START.fullmatch(word):
            return (Event("착수", "착수", contract.start),)
        if _END.fullmatch(word):
            return (Event("종료", "종료", contract.end),)
        if _JOINED.fullmatch(word):
            return self._joined()
        return None

    def _by_trigger(self, item: Deliverable, rule: DueRule, duties: tuple[Duty, ...]) -> tuple[Event, ...]:
        """The trigger's own events, where the rule's word does not speak of another one."""
        word = _folded(rule.event)
        if rule.kind in COUNTED and word and not recordable(item.trigger):
            return ()
        match item.trigger:
            case Trigger.SIGNED:
                return (Event("계약", "계약", self._contract.signed),)
            case Trigger.START:
                return (Event("착수", "착수", self._contract.start),)
            case Trigger.END:
                return (Event("종료", "종료", self._contract.end),)
            case Trigger.STAFFING:
                return self._joined()
            case Trigger.INCIDENT:
                return tuple(_incident(each) for each in self.assessments)
            case Trigger.OVERRUN:
                return self._root_causes()
            case Trigger.TEMPORARY:
                return self._temporary()
            case Trigger.CHANGE:
                return self._changes(item) if not word or _PROGRAM.search(word) else self._requests(duties)
            case Trigger.REQUEST:
                return self._requests(duties)
            case Trigger.REPLACEMENT:
                return () if "요구" in word else self._replaced()
            case Trigger.ONGOING | Trigger.OCCASION:
                return self._logged(duties) or self._standing(item)
        return ()

    def _monthly(self) -> tuple[Event, ...]:
        return tuple(
            Event(str(month), f"매월 {words.month(month)}", month, f"{words.month(month)}분") for month in self.months
        )

    def _joined(self) -> tuple[Event, ...]:
        return tuple(_person(each, "투입", each.joined) for each in self.dossier.people)

    def _replaced(self) -> tuple[Event, ...]:
        """Those who left before the end, and those who came late without taking the place of one who left."""
        contract, people = self._contract, self.dossier.people
        gone = [(each, each.left) for each in people if each.left is not None and each.left < contract.end]
        came = [
            each for each in people
            if each.joined > contract.start and not any(abs(each.joined - left) <= _CLOSE for _, left in gone)
        ]
        return (*(_person(each, "교체", left) for each, left in gone), *(_person(each, "교체", each.joined) for each in came))

    def _root_causes(self) -> tuple[Event, ...]:
        ended = [month for month in self.months if min(month.last, self._contract.end) <= self.until]
        owed = [each for month in ended for each in triggers(self.dossier, month, self.assessments)]
        return tuple(
            Event(f"{each.month}-{each.kind}", f"기한초과·재발 {words.month(each.month)}", each.month.last, each.kind, each)
            for each in owed
        )

    def _temporary(self) -> tuple[Event, ...]:
        found = [each for each in self.dossier.incidents if each.temporary and each.temporary.date() <= self.until]
        return tuple(Event(each.id, f"임시복구 {each.id}", each.temporary, "", each) for each in found if each.temporary)

    def _changes(self, item: Deliverable) -> tuple[Event, ...]:
        """Changes of programs; of every kind for a record of configurations."""
        every = "구성" in item.name
        found = [each for each in self.dossier.changes if (every or each.kind is ChangeKind.SOFTWARE) and each.applied.date() <= self.until]
        return tuple(Event(each.id, f"변경 {each.id}", each.applied, each.title, each) for each in found)

    def _requests(self, duties: tuple[Duty, ...]) -> tuple[Event, ...]:
        found = [each for each in asked(self.dossier, duties) if each.requested.date() <= self.until]
        return tuple(Event(each.id, f"요청 {each.id}", each.requested, each.title, each) for each in found)

    def _urgent(self) -> tuple[Event, ...]:
        """Urgent requests, and those for which the supervisor set a day."""
        found = [each for each in self.dossier.requests if (is_urgent(each) or each.supervisor_due) and each.requested.date() <= self.until]
        return tuple(Event(each.id, f"요청 {each.id}", each.requested, each.title, each) for each in found)

    def _recorded(self, item: Deliverable) -> tuple[Event, ...]:
        """Requests and plans whose kind is the very word of one of the rules: how people tell of rare events."""
        names = {rule.event.strip() for rule in item.due if rule.event.strip()}
        asked_for = [each for each in self.dossier.requests if each.kind in names and each.requested.date() <= self.until]
        planned = [each for each in self.dossier.plans if each.kind in names and each.day]
        return (
            *(Event(each.id, f"{each.kind} {each.id}", each.requested, each.title, each) for each in asked_for),
            *(Event(f"{each.day}", f"{each.kind} {words.day(each.day)}", each.day, each.text) for each in planned if each.day),
        )

    def _logged(self, duties: tuple[Duty, ...]) -> tuple[Event, ...]:
        """The issues that a 기록항목 duty of the item speaks of: the one log whose records are events of their own."""
        own = [duty for duty in duties if duty.check is Check.RECORD and duty.parameter("기록") == "이슈"]
        found = [(day, each) for duty in own for day, each in logged(self.dossier, duty) if day <= self.until]
        return tuple(Event(each.id, f"수시 {each.id}", day, each.text, each) for day, each in found)

    def _standing(self, item: Deliverable) -> tuple[Event, ...]:
        """What is to be kept at all times begins with the service; what has a deadline waits for its event."""
        if any(rule.kind is not DueKind.OPEN for rule in item.due):
            return ()
        return (Event(item.trigger.value, item.trigger.value, self._contract.start, standing=True),)


def knows(item: Deliverable, rule: DueRule) -> bool:
    """True when the event of a rule is one whose days the data can tell."""
    word = _folded(rule.event)
    if rule.kind in OF_MONTH:
        return item.trigger not in (Trigger.YEARLY, Trigger.ONGOING, Trigger.OCCASION)
    if rule.kind not in COUNTED or item.trigger is Trigger.MONTHLY:
        return True
    if any(pattern.fullmatch(word) for pattern in (_SIGNED, _START, _END, _JOINED)):
        return True
    if not word:  # 사전 승인 comes before whatever is approved; a number has to be counted from something
        standing = item.trigger in (Trigger.ONGOING, Trigger.OCCASION)
        return item.trigger is not Trigger.YEARLY and (not standing or rule.kind is DueKind.BEFORE_EVENT)
    return recordable(item.trigger)


def _incident(assessment: Assessment) -> Event:
    ids = assessment.chain.ids
    return Event(ids[0], f"장애 {'·'.join(ids)}", assessment.incident.reported, assessment.incident.title, assessment)


def _person(person: Person, said: str, when: date) -> Event:
    return Event(person.id, f"{said} {person.id}", when, person.name, person)


def _year(contract: Contract, year: int) -> Event:
    first, last = max(date(year, 1, 1), contract.start), min(date(year, 12, 31), contract.end)
    return Event(str(year), f"매년 {year}년", first, f"{year}년", end=last)


def _folded(text: str) -> str:
    return "".join(text.split())


def upcoming(event: Event, due: date | datetime | None, horizon: date) -> bool:
    """True when neither the event nor its deadline comes by the horizon."""
    return min(event.first, day_of(due) if due else event.first) > horizon
