"""Turns the assets and the changes of configurations and devices into what was built, tested and is still to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.model.asset import Asset
from pipeline.model.dossier import Dossier
from pipeline.model.log import Change, ChangeKind

BUILDING = (ChangeKind.CONFIGURATION, ChangeKind.HARDWARE)
PASSED, UNTESTED, NOTHING = "시험 완료", "시험 기록 없음", "구축 기록 없음"


@dataclass(frozen=True, slots=True)
class BuiltItem:
    """One asset with the changes that built it."""

    asset: Asset
    changes: tuple[Change, ...]

    @property
    def state(self) -> str:
        """시험 완료 when every change was tested, 시험 기록 없음 when one was not, 구축 기록 없음 without changes."""
        if not self.changes:
            return NOTHING
        return PASSED if all(change.tested for change in self.changes) else UNTESTED

    @property
    def last(self) -> Change | None:
        """The newest of its changes."""
        return self.changes[-1] if self.changes else None


@dataclass(frozen=True, slots=True)
class Construction:
    """What was built by the end of `until`: every asset, every building change in order, and how many assets stand how."""

    until: date
    items: tuple[BuiltItem, ...]
    changes: tuple[Change, ...]
    database: tuple[Change, ...]  # changes of programs that touch tables: schemas, migrations

    def count(self, state: str) -> int:
        """Return how many assets stand as `state` says."""
        return sum(item.state == state for item in self.items)


def construction(dossier: Dossier, until: date) -> Construction:
    """Return what the changes of kind 구성 and H/W up to the end of `until` built."""
    known = [each for each in dossier.changes if each.kind in BUILDING and each.applied.date() <= until]
    changes = tuple(sorted(known, key=lambda each: (each.applied, each.id)))
    items = tuple(BuiltItem(asset, tuple(each for each in changes if asset.id in each.assets)) for asset in dossier.assets)
    database = (each for each in dossier.changes if each.kind is ChangeKind.SOFTWARE and each.tables and each.applied.date() <= until)
    return Construction(until, items, changes, tuple(sorted(database, key=lambda each: (each.applied, each.id))))
