"""Turns a dossier and a month into every figure that the month's documents need, each computed once when read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from pipeline.model.contract import Contract
from pipeline.model.dossier import Dossier
from pipeline.model.log import Change, Incident, Issue, Plan, Work
from pipeline.model.period import Month, Period
from pipeline.rules.availability import Availability, availability, services_hit
from pipeline.rules.backup import BackupSummary, backups
from pipeline.rules.calendar import Calendar
from pipeline.rules.claim import Claim, claim
from pipeline.rules.inspection import InspectionSummary, inspection
from pipeline.rules.monthly_due import MonthlyDue, monthly_dues
from pipeline.rules.obligations import to_come
from pipeline.rules.occurrence.occurrence import Obligation
from pipeline.rules.penalty import PenaltyStatement
from pipeline.rules.proration import is_whole
from pipeline.rules.recovery import Assessment, assess
from pipeline.rules.reliability import Reliability, reliability
from pipeline.rules.request import RequestSummary, requests
from pipeline.rules.root_cause import RootCause, triggers
from pipeline.rules.staffing import Staffing, staffing
from pipeline.rules.temporary_recovery import TemporaryRecovery, pending
from pipeline.rules.term import months_until
from pipeline.rules.trend import Difference, Headline, Unit, difference
from pipeline.rules.usage import UsageFigures, usage


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One issue as it stands at the month's end: 진행 or 종결."""

    issue: Issue
    state: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One thing planned for a month and whether it was done by the month's end: 완료 or 미완료."""

    plan: Plan
    state: str


@dataclass(frozen=True, slots=True)
class Point:
    """One month of the series that charts draw; None where there is nothing to measure."""

    month: Month
    label: str  # 7월
    incidents: int
    recovery_minutes: int | None
    volume_gb: Decimal | None


class MonthlyFigures:
    """Every figure of one month. Attributes are computed when first read and kept; nothing is ever changed."""

    def __init__(self, dossier: Dossier, month: Month, all_assessments: tuple[Assessment, ...] | None = None) -> None:
        self.dossier = dossier
        self.month = month
        if all_assessments is not None:
            self.all_assessments = all_assessments

    @property
    def contract(self) -> Contract:
        """The contract."""
        return self.dossier.contract

    @property
    def period(self) -> Period | None:
        """The days of service in the month; None outside the term."""
        return self.contract.service.within(self.month)

    @property
    def whole_month(self) -> bool:
        """True when every day of the month is a day of service."""
        return is_whole(self.contract, self.month)

    @cached_property
    def calendar(self) -> Calendar:
        """The contract's working calendar."""
        return Calendar(self.dossier.law, self.contract)

    @cached_property
    def all_assessments(self) -> tuple[Assessment, ...]:
        """Every chain of incidents of the whole contract, under every recovery clause."""
        return assess(self.dossier)

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """The month's own: those first reported in it."""
        return tuple(each for each in self.all_assessments if each.month == self.month)

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents that went on at any time of the month, in order of occurrence, older ones included."""
        touching = (each for each in self.dossier.incidents if _touches(each, self.month))
        return tuple(sorted(touching, key=lambda each: (each.occurred, each.id)))

    @cached_property
    def root_causes(self) -> tuple[RootCause, ...]:
        """The root-cause reports that the month owes."""
        return triggers(self.dossier, self.month, self.all_assessments)

    @cached_property
    def temporary(self) -> tuple[TemporaryRecovery, ...]:
        """The temporary recoveries and their permanent measures, as they stand at the month's end."""
        return pending(self.dossier, self.month)

    @cached_property
    def inspection(self) -> InspectionSummary:
        """The regular inspection."""
        return inspection(self.dossier, self.month)

    @cached_property
    def backups(self) -> BackupSummary:
        """The backups."""
        return backups(self.dossier, self.month)

    @cached_property
    def availability(self) -> Availability:
        """The availability of every service."""
        return availability(self.dossier, self.month)

    @cached_property
    def reliability(self) -> Reliability:
        """Recovery times, time between failures and rates."""
        return reliability(self.dossier, self.month, self.all_assessments)

    @cached_property
    def requests(self) -> RequestSummary:
        """The service requests."""
        return requests(self.dossier, self.month)

    @cached_property
    def change_log(self) -> tuple[Change, ...]:
        """The changes applied in the month, in order."""
        own = (each for each in self.dossier.changes if each.applied in self.month)
        return tuple(sorted(own, key=lambda each: (each.applied, each.id)))

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """The work log of the month, in order."""
        own = (each for each in self.dossier.works if each.day in self.month)
        return tuple(sorted(own, key=lambda each: (each.day, each.id)))

    @cached_property
    def staffing(self) -> Staffing:
        """The people and their hours."""
        return staffing(self.dossier, self.month)

    @cached_property
    def issues(self) -> tuple[IssueLine, ...]:
        """The issues that were open at any time of the month."""
        first, last = self.month.first, self.month.last
        known = (each for each in self.dossier.issues if each.day <= last)
        live = (each for each in known if each.closed is None or each.closed >= first)
        return tuple(IssueLine(each, "종결" if each.closed and each.closed <= last else "진행") for each in live)

    @cached_property
    def plans(self) -> tuple[PlanLine, ...]:
        """What was planned for this month, with what became of it."""
        return self._plans_for(self.month)

    @cached_property
    def plans_next(self) -> tuple[PlanLine, ...]:
        """What is planned for the next month."""
        return self._plans_for(self.month.next)

    @cached_property
    def usage(self) -> UsageFigures:
        """The metered services: the month's charges, their sum up to it, and the forecast."""
        return usage(self.dossier, self.month)

    @cached_property
    def claim(self) -> Claim:
        """The claim for the month."""
        return claim(self.dossier, self.month, self.all_assessments)

    @property
    def penalty(self) -> PenaltyStatement | None:
        """The delay penalty of the month; None when nothing triggers one."""
        return self.claim.penalty

    @cached_property
    def dues(self) -> tuple[MonthlyDue, ...]:
        """The month's deliverables with their deadlines."""
        return monthly_dues(self.dossier, self.month, self.calendar)

    @cached_property
    def dues_next(self) -> tuple[Obligation, ...]:
        """What falls due in the next month, as known at the end of this one, without what is done already."""
        following = self.month.next
        return to_come(self.dossier, Period(following.first, following.last), self.month.last, self.all_assessments)

    def report_day(self, template: str) -> date:
        """Return the day on which the month's deliverable made by `template` should be handed in: the recommended one."""
        own = next((due.first for due in self.dues if due.deliverable.template == template), None)
        return own.recommended_due if own and own.recommended_due else self.calendar.previous_business_day(self.month.last)

    def services(self, incident: Incident) -> tuple[str, ...]:
        """Return the services that an incident stopped."""
        return services_hit(self.dossier, incident)

    @cached_property
    def headlines(self) -> tuple[Headline, ...]:
        """The month's headline numbers, in a fixed order."""
        return (
            Headline("장애 건수", self.reliability.incidents, Unit.CASES),
            Headline("평균 복구시간", self.reliability.mttr, Unit.MINUTES),
            Headline("기한 내 복구율(가장 낮은 조항)", self.reliability.lowest_rate, Unit.PERCENT),
            Headline("가용률(가장 낮은 서비스)", self.availability.lowest, Unit.PERCENT),
            Headline("정기점검 이행률", self.inspection.rate, Unit.PERCENT),
            Headline("백업 성공률", self.backups.success_rate, Unit.PERCENT),
            Headline("백업 용량", self.backups.volume_end, Unit.GIGABYTES),
            Headline("요청 접수", len(self.requests.received), Unit.CASES),
            Headline("요청 완료", len(self.requests.completed), Unit.CASES),
            Headline("요청 이월", len(self.requests.open), Unit.CASES),
            Headline("변경", len(self.change_log), Unit.CASES),
            Headline("작업시간", self.staffing.total, Unit.HOURS),
        )

    @cached_property
    def previous(self) -> tuple[Headline, ...] | None:
        """The headline numbers of the month before, or None in the first month of the term."""
        if self.month <= self.contract.months[0]:
            return None
        return MonthlyFigures(self.dossier, self.month.previous, self.all_assessments).headlines

    @cached_property
    def changes(self) -> tuple[Difference, ...]:
        """Every headline number beside the month before, with the difference in words."""
        before = self.previous or (None,) * len(self.headlines)
        return tuple(difference(this, old) for this, old in zip(self.headlines, before, strict=True))

    @cached_property
    def series(self) -> tuple[Point, ...]:
        """The months of the term up to this one, for charts."""
        return tuple(self._point(month) for month in months_until(self.contract, self.month))

    def _plans_for(self, month: Month) -> tuple[PlanLine, ...]:
        own = (each for each in self.dossier.plans if each.month == month)
        return tuple(PlanLine(each, "완료" if each.done and each.done <= self.month.last else "미완료") for each in own)

    def _point(self, month: Month) -> Point:
        figures = reliability(self.dossier, month, self.all_assessments)
        volume = backups(self.dossier, month).volume_end
        return Point(month, f"{month.month}월", figures.incidents, figures.mttr, volume)


def monthly_figures(dossier: Dossier, month: Month) -> MonthlyFigures:
    """Return the figures of `month`; reading an attribute computes it."""
    return MonthlyFigures(dossier, month)


def _touches(incident: Incident, month: Month) -> bool:
    end = incident.recovered or datetime.max
    return incident.occurred < month.end and (end > month.start or incident.occurred in month)
