"""The Dossier (계약철): everything known about one contract, in one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.contract import Clause, Contract
from pipeline.model.law import Law
from pipeline.model.period import Month

if TYPE_CHECKING:  # no contract has all of these: a noun is loaded where a file of its records is there
    from pipeline.model.cost import CostSheet, Effort
    from pipeline.model.deliverable import Deliverable
    from pipeline.model.duty import Duty, Waiver
    from pipeline.model.finding import Finding
    from pipeline.model.log import Backup, Change, Exclusion, Incident, Inspection, Issue, Plan, ServiceRequest, Work
    from pipeline.model.network import Account, Address, AssetSummary, Connection
    from pipeline.model.material import Material
    from pipeline.model.notice import Notice
    from pipeline.model.occasion import Amendment, Replacement, Training, Visit
    from pipeline.model.plan_table import ContentItem, Department, ServiceScope
    from pipeline.model.procurement import EvaluationItem, ProcurementStep
    from pipeline.model.promise import Promise
    from pipeline.model.project_plan import ProjectPlan
    from pipeline.model.requirement import Requirement
    from pipeline.model.staff import Career, Person, Shift
    from pipeline.model.table import DataColumn, DataTable
    from pipeline.model.usage import UnitPrice, Usage
    from pipeline.model.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One contract with all that was read about it. Records keep the order of their files."""

    contract: Contract
    requirements: tuple[Requirement, ...] = ()
    clauses: tuple[Clause, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    assets: tuple[Asset, ...] = ()
    asset_summary: tuple[AssetSummary, ...] = ()
    addresses: tuple[Address, ...] = ()
    accounts: tuple[Account, ...] = ()
    connections: tuple[Connection, ...] = ()
    table_columns: tuple[DataColumn, ...] = ()
    people: tuple[Person, ...] = ()
    careers: tuple[Career, ...] = ()
    shifts: tuple[Shift, ...] = ()
    incidents: tuple[Incident, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    backups: tuple[Backup, ...] = ()
    requests: tuple[ServiceRequest, ...] = ()
    changes: tuple[Change, ...] = ()
    works: tuple[Work, ...] = ()
    issues: tuple[Issue, ...] = ()
    plans: tuple[Plan, ...] = ()
    unit_prices: tuple[UnitPrice, ...] = ()
    usages: tuple[Usage, ...] = ()
    materials: tuple[Material, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    trainings: tuple[Training, ...] = ()
    visits: tuple[Visit, ...] = ()
    notices: tuple[Notice, ...] = ()
    wordings: tuple[Wording, ...] = ()
    duties: tuple[Duty, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    findings: tuple[Finding, ...] = ()
    promises: tuple[Promise, ...] = ()
    project: ProjectPlan | None = None
    cost: CostSheet | None = None
    efforts: tuple[Effort, ...] = ()
    departments: tuple[Department, ...] = ()
    scopes: tuple[ServiceScope, ...] = ()
    contents: tuple[ContentItem, ...] = ()
    procurement_steps: tuple[ProcurementStep, ...] = ()
    evaluation_items: tuple[EvaluationItem, ...] = ()
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
    def cloud(self) -> tuple[Asset, ...]:
        """The rows of the cloud service list."""
        return tuple(asset for asset in self.assets if asset.kind is AssetClass.CLOUD)

    @property
    def tables(self) -> tuple[DataTable, ...]:
        """The tables of the database, made of the rows of the table definition."""
        from pipeline.model.table import tables_of

        return tables_of(self.table_columns)

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
