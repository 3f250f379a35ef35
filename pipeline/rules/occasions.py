"""Turns a dossier and a month into what the documents made on occasion state: everything known by the month's end."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from pipeline.model.deliverable import Deliverable
from pipeline.model.dossier import Dossier
from pipeline.model.occasion import Replacement
from pipeline.model.period import Month
from pipeline.rules.amendment import AmendmentPlan, amendment_plan
from pipeline.rules.calendar import Calendar
from pipeline.rules.change_list import ChangeList, change_list
from pipeline.rules.construction import Construction, construction
from pipeline.rules.prevention import Prevention, prevention
from pipeline.rules.reinforcement import Reinforcement, reinforcement
from pipeline.rules.replacement import ReplacementPlan, replacement_plan
from pipeline.rules.response import Response, response
from pipeline.rules.system_plan import Plan, system_plan
from pipeline.rules.term import months_until
from pipeline.rules.training import TrainingAccount, training_account
from pipeline.rules.visit import EntryRequest, entry_requests
from pipeline.rules.work_record import WorkRecord, work_record


class OccasionFigures:
    """What had happened, or was asked for, by the end of `month`. Attributes are computed when first read and kept."""

    def __init__(self, dossier: Dossier, month: Month) -> None:
        self.dossier = dossier
        self.month = month

    @property
    def until(self) -> date:
        """The last day that counts."""
        return self.month.last

    @cached_property
    def day(self) -> date:
        """The day that the documents without one of their own bear: the first workday on which the month is over."""
        return Calendar(self.dossier.law, self.dossier.contract).next_business_day(self.until)

    def deliverables(self, template: str) -> tuple[Deliverable, ...]:
        """Return what the contract demands of the kind that `template` makes."""
        return tuple(each for each in self.dossier.deliverables if each.template == template)

    def demands(self, template: str) -> bool:
        """True when the contract demands what `template` makes."""
        return bool(self.deliverables(template))

    @cached_property
    def replacements(self) -> tuple[ReplacementPlan, ...]:
        """The requests to replace people, those without a day of their own included."""
        return tuple(replacement_plan(self.dossier, each) for each in self.dossier.replacements if _begun(each) <= self.until)

    @cached_property
    def trainings(self) -> TrainingAccount:
        """The trainings to come and those given."""
        return training_account(self.dossier, self.until)

    @cached_property
    def amendments(self) -> tuple[AmendmentPlan, ...]:
        """The amendments proposed so far."""
        return tuple(amendment_plan(self.dossier, each) for each in self.dossier.amendments if each.proposed <= self.until)

    @cached_property
    def work_records(self) -> tuple[WorkRecord, ...]:
        """The record of each month with works."""
        made = (work_record(self.dossier, month) for month in months_until(self.dossier.contract, self.month))
        return tuple(each for each in made if each is not None)

    @cached_property
    def changes(self) -> ChangeList:
        """The changed programs and configurations."""
        return change_list(self.dossier, self.until)

    @cached_property
    def visits(self) -> tuple[EntryRequest, ...]:
        """The applications to enter and to carry things in."""
        return tuple(each for each in entry_requests(self.dossier) if each.day <= self.until)

    @cached_property
    def response(self) -> Response:
        """The response by kind of incident."""
        return response(self.dossier, self.until)

    @cached_property
    def prevention(self) -> Prevention:
        """What inspections ask for."""
        return prevention(self.dossier, self.until)

    @cached_property
    def construction(self) -> Construction:
        """What was built and tested."""
        return construction(self.dossier, self.until)

    @cached_property
    def system(self) -> Plan:
        """What the diagram of the whole system draws."""
        return system_plan(self.dossier, self.dossier.assets)

    @cached_property
    def reinforcement(self) -> Reinforcement:
        """The load of the present staff."""
        return reinforcement(self.dossier, self.month)


def _begun(request: Replacement) -> date:
    """A request without days of its own is one that is being prepared."""
    return min((day for day in (request.demanded, request.submitted) if day), default=date.min)
