"""Turns a dossier and a month into what the system status report states: diagrams, lists, addresses, accounts, changes, volumes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from pipeline.model.contract import Term
from pipeline.model.dossier import Dossier
from pipeline.model.log import Backup, Inspection
from pipeline.model.network import mask_addresses
from pipeline.model.period import Month, Period
from pipeline.rules.asset_list import Comparison, Totals, comparison, totals
from pipeline.rules.backup_volume import growth
from pipeline.rules.network import Network, network
from pipeline.rules.system_plan import Plan, system_plan
from pipeline.rules.table_definition import Definition, definition

TERM = "system_status.per_year"
MEASURED = ("사용률", "부하율", "용량", "잔여")  # what a check item of room and use is called


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change of the year; addresses that somebody typed into it are masked."""

    id: str
    applied: datetime
    kind: str
    assets: str
    title: str
    before: str
    after: str
    version: str


@dataclass(frozen=True, slots=True)
class VolumeLine:
    """One backup target over the year: its first and last successful run; `growth` in per cent, None for one run."""

    target: str
    kind: str
    runs: int
    first: Backup
    last: Backup
    growth: Decimal | None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """The newest measurement of a use of room or power at one asset."""

    inspection: Inspection
    asset: str
    measured: str


class StatusFigures:
    """The system as it stands at a month's end, or on the last day of the contract. Attributes are computed when first read and kept."""

    def __init__(self, dossier: Dossier, month: Month) -> None:
        self.dossier = dossier
        self.day: date = min(month.last, dossier.contract.end)

    @property
    def term(self) -> Term | None:
        """The clause that says how often the report is made; None where the contract has none."""
        return self.dossier.contract.term(TERM)

    @cached_property
    def year(self) -> Period:
        """The days of service of the report's year up to its day."""
        return Period(max(date(self.day.year, 1, 1), min(self.dossier.contract.start, self.day)), self.day)

    @cached_property
    def hardware(self) -> Totals:
        """The sums of the hardware list."""
        return totals(self.dossier.hardware)

    @cached_property
    def software(self) -> Totals:
        """The sums of the software list."""
        return totals(self.dossier.software)

    @cached_property
    def hardware_plan(self) -> Plan:
        """What the hardware diagram draws; cloud services stand in it as machines do."""
        return system_plan(self.dossier, (*self.dossier.hardware, *self.dossier.cloud))

    @cached_property
    def software_plan(self) -> Plan:
        """What the software diagram draws."""
        return system_plan(self.dossier, (*self.dossier.web_systems, *self.dossier.software))

    @cached_property
    def network(self) -> Network:
        """Addresses and accounts, masked."""
        return network(self.dossier, self.day)

    @cached_property
    def comparison(self) -> Comparison:
        """The contract's summary against its lists."""
        return comparison(self.dossier)

    @cached_property
    def definition(self) -> Definition:
        """The table definition."""
        return definition(self.dossier)

    @cached_property
    def changes(self) -> tuple[ChangeLine, ...]:
        """The changes of the year up to the day, in order."""
        names = {asset.id: asset.name for asset in self.dossier.assets}
        found = sorted((each for each in self.dossier.changes if each.applied.date() in self.year), key=lambda each: (each.applied, each.id))
        return tuple(
            ChangeLine(each.id, each.applied, each.kind.value, ", ".join(names.get(id, id) for id in each.assets), mask_addresses(each.title),
                       mask_addresses(each.before), mask_addresses(each.after), mask_addresses(each.version))
            for each in found
        )

    @cached_property
    def change_counts(self) -> tuple[tuple[str, int], ...]:
        """How many changes of each kind, in the order in which kinds first occur."""
        kinds = [line.kind for line in self.changes]
        return tuple((kind, kinds.count(kind)) for kind in dict.fromkeys(kinds))

    @cached_property
    def volumes(self) -> tuple[VolumeLine, ...]:
        """The backup targets of the year with their growth; a target without a successful size is left out."""
        groups: dict[tuple[str, str], list[Backup]] = {}
        for run in sorted(self.dossier.backups, key=lambda run: run.started):
            if run.succeeded and run.size_gb is not None and run.started.date() in self.year:
                groups.setdefault((run.target, run.kind.value), []).append(run)
        return tuple(
            VolumeLine(target, kind, len(runs), runs[0], runs[-1], growth(runs[0].size_gb, runs[-1].size_gb) if len(runs) > 1 else None)
            for (target, kind), runs in groups.items()
        )

    @cached_property
    def measures(self) -> tuple[MeasureLine, ...]:
        """The newest measurements of room and use, one a check item of an asset, in the order of the asset list."""
        newest: dict[tuple[str, str], Inspection] = {}
        for each in sorted(self.dossier.inspections, key=lambda each: each.day):
            if each.measured and each.day in self.year and any(word in each.item for word in MEASURED):
                newest[each.asset, each.item] = each
        return tuple(
            MeasureLine(newest[key], asset.name, mask_addresses(newest[key].measured))
            for asset in self.dossier.assets for key in newest if key[0] == asset.id
        )
