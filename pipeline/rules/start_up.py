"""Turns a dossier into what the documents of the start need: deadlines from the contract day on, the staff, the schedule of the term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.model.asset import Asset
from pipeline.model.deliverable import Deliverable, DueKind, DueRule, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.money import Won
from pipeline.model.period import Month, Period
from pipeline.model.staff import Person
from pipeline.rules.calendar import Calendar
from pipeline.rules.career import Experience, experience
from pipeline.rules.deadline import Deadline, deadline
from pipeline.rules.emergency import Emergency, emergency, is_manager, is_member
from pipeline.rules.mention import INSPECTING, SANCTION, VETTING, Mention, mentions
from pipeline.rules.monthly_due import MonthlyDue, monthly_dues
from pipeline.rules.plan_section import PlanSections
from pipeline.rules.pledge_due import PledgeLine, pledge_lines
from pipeline.rules.roster import Roster, roster
from pipeline.rules.schedule_line import ScheduleLine
from pipeline.rules.staffing import Qualification, qualification

if TYPE_CHECKING:  # each takes a dozen modules of what happens in the term: loaded when it is asked for
    from pipeline.rules.duty_calendar import DutyLine
    from pipeline.rules.penalty_basis import PenaltyBasis

COUNTED = (DueKind.AFTER_DAYS, DueKind.BEFORE_DAYS, DueKind.BEFORE_EVENT)
OPENING = (Trigger.SIGNED, Trigger.START, Trigger.STAFFING)
PERIODIC = (Trigger.MONTHLY, Trigger.YEARLY)


@dataclass(frozen=True, slots=True)
class StartDue:
    """One deadline rule of a deliverable; `day` (by law) is None where no day can be known at the start."""

    deliverable: Deliverable
    rule: DueRule
    day: date | None


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One assigned person with what the contract asks of the role."""

    person: Person
    qualification: Qualification


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of the term: its days of service, a deadline for each of StartFigures.monthly, and what else ends in it."""

    month: Month
    period: Period
    deadlines: tuple[Deadline | None, ...]
    events: tuple[str, ...]


class StartFigures:
    """What is known on the day of the contract. Attributes are computed when first read and kept."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.contract = dossier.contract

    @cached_property
    def calendar(self) -> Calendar:
        """The contract's working calendar."""
        return Calendar(self.dossier.law, self.contract)

    @cached_property
    def managers(self) -> tuple[Person, ...]:
        """Those who direct the work; the first is the 현장대리인."""
        return tuple(person for person in self.dossier.people if is_manager(person))

    @cached_property
    def members(self) -> tuple[Person, ...]:
        """Those who do the work."""
        return tuple(person for person in self.dossier.people if is_member(person))

    @cached_property
    def substitutes(self) -> tuple[Person, ...]:
        """Those who stand in."""
        return tuple(person for person in self.dossier.people if person not in self.managers and person not in self.members)

    @cached_property
    def staff(self) -> tuple[StaffLine, ...]:
        """Everybody with the check of the years that the contract asks."""
        return tuple(StaffLine(person, qualification(self.contract, person)) for person in self.dossier.people)

    @cached_property
    def first_joined(self) -> date:
        """The day on which the first person begins; the first day of service when nobody is known."""
        return min((person.joined for person in self.dossier.people), default=self.contract.start)

    @cached_property
    def approval_day(self) -> date:
        """The last workday before anybody begins, on which approval of the staff is asked; never before the contract."""
        eve = self.calendar.previous_business_day(self.first_joined - timedelta(days=1))
        return max(eve, self.contract.signed)

    @cached_property
    def dues(self) -> tuple[StartDue, ...]:
        """Every deliverable of the contract, a line a deadline rule."""
        return tuple(
            StartDue(item, rule, self._day(rule)) for item in self.dossier.deliverables for rule in item.due or (DueRule(),)
        )

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[StartDue, ...]], ...]:
        """The deadlines by when they arise: 착수, 정기, 종료, 사유가 생긴 때."""
        found: dict[str, list[StartDue]] = {"착수 때": [], "정기": [], "사유가 생긴 때": [], "종료 때": []}
        for due in self.dues:
            early = due.day is not None and due.day < self.contract.start
            found["착수 때" if early else _group(due.deliverable.trigger)].append(due)
        return tuple((name, tuple(dues)) for name, dues in found.items() if dues)

    def due_day(self, template: str) -> date | None:
        """Return the earliest day on which what `template` makes is due, or None."""
        return min((due.day for due in self.dues if due.deliverable.template == template and due.day), default=None)

    def first_day(self, template: str) -> date:
        """Return the first day of service, or the day on which what `template` makes is due, if that comes before."""
        due = self.due_day(template)
        return min(due, self.contract.start) if due else self.contract.start

    def demanded(self, template: str) -> tuple[Deliverable, ...]:
        """Return the deliverables of the contract that `template` makes."""
        return tuple(item for item in self.dossier.deliverables if item.template == template)

    def owed(self, template: str) -> bool:
        """True when the contract demands what `template` makes; where it names no template at all, everything is made."""
        return bool(self.demanded(template)) or not any(item.template for item in self.dossier.deliverables)

    def owes(self, *words: str) -> bool:
        """True when the name of any deliverable holds one of the words."""
        return any(word in item.name for item in self.dossier.deliverables for word in words)

    @cached_property
    def plan_name(self) -> str:
        """The name that the contract gives its work plan, without what stands in brackets; "" when it demands none."""
        return next((_short(item.name) for item in self.demanded("work-plan")), "")

    @cached_property
    def plan_parts(self) -> tuple[Deliverable, ...]:
        """What is handed in with the work plan, or as a part of it."""
        own = self.demanded("work-plan")[:1]
        name = self.plan_name
        return tuple(
            item for item in self.dossier.deliverables
            if item not in own and any(rule.kind is DueKind.WITH and name and rule.event.startswith(name) for rule in item.due)
        )

    @cached_property
    def plan_contents(self) -> tuple[Mention, ...]:
        """What the contract says the work plan holds, as the sentences listed under the one that says so."""
        found = mentions(self.dossier, f"{self.plan_name}에 포함") if self.plan_name else ()
        return tuple(each for each in found if each.parent in {other.key for other in found})

    @cached_property
    def sections(self) -> PlanSections:
        """The sections of the work plan that the duties name."""
        return PlanSections(self.dossier)

    @cached_property
    def duties(self) -> tuple[tuple[Month, tuple[DutyLine, ...]], ...]:
        """The calendar of the whole term (의무 달력): what is due on which day, by month."""
        from pipeline.rules.duty_calendar import duty_calendar

        return duty_calendar(self.dossier)

    @cached_property
    def penalty(self) -> PenaltyBasis:
        """What a delay would cost."""
        from pipeline.rules.penalty_basis import penalty_basis

        return penalty_basis(self.dossier)

    @cached_property
    def supply_and_vat(self) -> tuple[Won, Won] | None:
        """The contract's sum without value-added tax, and the tax; None while the sum is unknown."""
        return None if self.contract.amount is None else self.contract.amount.split_vat()

    @cached_property
    def pledges(self) -> tuple[PledgeLine, ...]:
        """Every person's pledge against the contract's deadlines, the strictest first."""
        return pledge_lines(self.dossier, self._day)

    @cached_property
    def sanctions(self) -> tuple[Mention, ...]:
        """The contract's sentences that threaten to bar a contractor from tenders, without the list of what may not leak."""
        return tuple(each for each in mentions(self.dossier, *SANCTION) if each.text not in self.contract.forbidden)

    @cached_property
    def inspecting(self) -> tuple[Mention, ...]:
        """The contract's sentences that say how to inspect: by a visit or from afar."""
        return mentions(self.dossier, *INSPECTING)

    @cached_property
    def vetting(self) -> tuple[Mention, ...]:
        """The contract's sentences that ask for a check of the people's background."""
        return mentions(self.dossier, *VETTING)

    @cached_property
    def monthly(self) -> tuple[Deliverable, ...]:
        """The monthly deliverables whose deadline names a day."""
        return tuple(due.deliverable for due in self._monthly_dues(self.contract.months[0]) if due.first)

    @cached_property
    def months(self) -> tuple[MonthLine, ...]:
        """The months of the term with their deadlines."""
        return tuple(self._month(month) for month in self.contract.months)

    @cached_property
    def schedule(self) -> tuple[ScheduleLine, ...]:
        """The bars of the whole term, in the order of the work."""
        return (*self._opening(), *self._running(), *self._closing())

    @cached_property
    def horizon(self) -> Period:
        """From the month of the contract to the month of the last day in the schedule, whole months."""
        days = [day for line in self.schedule for day in (*line.marks, *(span.end for span in line.spans))]
        last = Month.of(max([*days, self.contract.end]))
        return Period(Month.of(self.contract.signed).first, last.last)

    @cached_property
    def experience(self) -> tuple[Experience, ...]:
        """Everybody's earlier projects with the years that they add up to."""
        return experience(self.dossier)

    @cached_property
    def roster(self) -> Roster:
        """The duty roster of the term and what it leaves open."""
        return roster(self.dossier)

    @cached_property
    def emergency(self) -> Emergency:
        """The emergency contacts and their gaps."""
        return emergency(self.dossier)

    @cached_property
    def makers(self) -> tuple[tuple[str, tuple[Asset, ...]], ...]:
        """The makers of the assets, each with what it made."""
        found: dict[str, list[Asset]] = defaultdict(list)
        for asset in self.dossier.assets:
            if asset.maker:
                found[asset.maker].append(asset)
        return tuple((maker, tuple(assets)) for maker, assets in found.items())

    def _event(self, words: str) -> date | None:
        contract = self.contract
        days = {
            "계약일": contract.signed, "착수": contract.start, "착수일": contract.start, "개시일": contract.start,
            "투입일": self.first_joined, "만료일": contract.end, "종료일": contract.end, "사업 종료": contract.end,
        }
        return days.get(words)

    def _day(self, rule: DueRule) -> date | None:
        """Return the day by law; what goes together with another deliverable is due on that one's day."""
        if rule.kind is DueKind.WITH:
            days = (self._day(each) for item in self.dossier.deliverables if rule.event and item.name.startswith(rule.event)
                    for each in item.due if each.kind in COUNTED)
            return min((day for day in days if day), default=None)
        event = self._event(rule.event)
        return deadline(rule, event, self.calendar).legal_due if event and rule.kind in COUNTED else None

    def _monthly_dues(self, month: Month) -> tuple[MonthlyDue, ...]:
        return monthly_dues(self.dossier, month, self.calendar)

    def _month(self, month: Month) -> MonthLine:
        period = self.contract.service.within(month)
        found = {due.deliverable.number: due.first for due in self._monthly_dues(month)}
        events = [name for name, days in self._periodic() if any(day in month for day in days)]
        return MonthLine(month, period, tuple(found.get(item.number) for item in self.monthly), tuple(events))

    def _periodic(self) -> Iterator[tuple[str, tuple[date, ...]]]:
        """Yield what falls due each quarter and each year, with the last workdays for it."""
        if term := self.contract.term("backup.quarterly_per_quarter"):
            yield term.name, self._last_workdays(month for month in self.contract.months if month.month % 3 == 0)
        ends = [month for month in self.contract.months if month.month == 12 or month == self.contract.months[-1]]
        for item in self.dossier.deliverables:
            if item.trigger is Trigger.YEARLY:
                yield _short(item.name), self._last_workdays(ends)
        if term := self.contract.term("redesign.per_year"):
            yield term.name, self._last_workdays(ends)

    def _last_workdays(self, months: Iterable[Month]) -> tuple[date, ...]:
        return tuple(self.calendar.previous_business_day(min(month.last, self.contract.end)) for month in months)

    def _opening(self) -> Iterator[ScheduleLine]:
        contract = self.contract
        eve = contract.start - timedelta(days=1)
        if eve >= contract.signed:
            yield ScheduleLine("개시 전 시스템 파악", (Period(contract.signed, eve),))
        for item in self.dossier.deliverables:
            days = [due.day for due in self.dues if due.deliverable is item and due.day]
            alone = any(rule.kind in COUNTED for rule in item.due)  # what goes with another is not drawn twice
            if item.trigger in OPENING and alone and days:
                yield ScheduleLine(f"{_short(item.name)} 제출", marks=(min(days),))

    def _running(self) -> Iterator[ScheduleLine]:
        service, months = self.contract.service, self.contract.months
        yield ScheduleLine("상시 지원과 장애 대응", (service,))
        if self.contract.term("inspection.per_month"):
            yield ScheduleLine("정기점검", tuple(span for month in months if (span := service.within(month))))
        if term := self.contract.term("backup.daily_per_day"):
            yield ScheduleLine(term.name, (service,))
        for order, item in enumerate(self.monthly):
            days = (line.deadlines[order] for line in self.months)
            yield ScheduleLine(item.name, marks=tuple(each.recommended_due for each in days if each and each.recommended_due))
        for name, days in self._periodic():
            yield ScheduleLine(name, marks=days)

    def _closing(self) -> Iterator[ScheduleLine]:
        for item in self.dossier.deliverables:
            if item.trigger is Trigger.END:
                yield ScheduleLine(item.name, marks=(self.contract.end,))


def _group(trigger: Trigger) -> str:
    if trigger in OPENING:
        return "착수 때"
    if trigger in PERIODIC:
        return "정기"
    return "종료 때" if trigger is Trigger.END else "사유가 생긴 때"


def _short(name: str) -> str:
    """과업수행계획서 (인력투입명단 포함) → 과업수행계획서."""
    return name.partition(" (")[0]
