"""The Dossier (계약철): everything known about one contract, in one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.contract import Clause, Contract
from pipeline.model.deliverable import Deliverable
from pipeline.model.duty import Duty, Waiver
from pipeline.model.finding import Finding
from pipeline.model.law import Law
from pipeline.model.log import Backup, Change, Exclusion, Incident, Inspection, Issue, Plan, ServiceRequest, Work
from pipeline.model.period import Month
from pipeline.model.requirement import Requirement
from pipeline.model.staff import Person
from pipeline.model.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One contract with all that was read about it. Records keep the order of their files."""

    contract: Contract
    requirements: tuple[Requirement, ...] = ()
    clauses: tuple[Clause, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    assets: tuple[Asset, ...] = ()
    people: tuple[Person, ...] = ()
    incidents: tuple[Incident, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    backups: tuple[Backup, ...] = ()
    requests: tuple[ServiceRequest, ...] = ()
    changes: tuple[Change, ...] = ()
    works: tuple[Work, ...] = ()
    issues: tuple[Issue, ...] = ()
    plans: tuple[Plan, ...] = ()
    wordings: tuple[Wording, ...] = ()
    duties: tuple[Duty, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    findings: tuple[Finding, ...] = ()
    law: Law = Law()

    @property
    def hardware(self) -> tuple[Asset, ...]:
        """The rows of the hardware list."""
        return tuple(asset for asset in self.assets if asset.kind is AssetClass.HARDWARE)

    @property
    def software(self) -> tuple[Asset, ...]:
        """The rows of the software list."""
        return tuple(asset for asset in self.assets if asset.kind is AssetClass.SOFTWARE)

    @property
    def web_systems(self) -> tuple[Asset, ...]:
        """The rows of the web system list."""
        return tuple(asset for asset in self.assets if asset.kind is AssetClass.WEB)

    @property
    def newest_month(self) -> Month:
        """The newest month of the term that has any log; the first month when there is none."""
        days: list[date | datetime] = [incident.reported for incident in self.incidents]
        days += [inspection.day for inspection in self.inspections]
        days += [backup.started for backup in self.backups]
        days += [request.requested for request in self.requests]
        days += [change.applied for change in self.changes]
        days += [work.day for work in self.works]
        months = {Month.of(day) for day in days} & set(self.contract.months)
        return max(months, default=self.contract.months[0])

    def wording(self, id: str) -> Wording | None:
        """Return the text that the contract prints for the form `id`."""
        return next((wording for wording in self.wordings if wording.id == id), None)

    def asset(self, id: str) -> Asset | None:
        """Return the asset with this id."""
        return next((asset for asset in self.assets if asset.id == id), None)

    def person(self, id: str) -> Person | None:
        """Return the person with this id."""
        return next((person for person in self.people if person.id == id), None)
