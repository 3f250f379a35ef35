"""Turns inspections that found something, and the changes and incidents after them, into a plan of preventive maintenance by asset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.model.asset import Asset
from pipeline.model.dossier import Dossier
from pipeline.model.log import Change, Incident, Inspection, Verdict

SETTLED, WATCHED, UNTREATED = "해소", "지켜봄", "조치 필요"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check that found 주의 or 이상: the next check of the same thing, the changes since, and how it stands."""

    inspection: Inspection
    later: Inspection | None
    changes: tuple[Change, ...]

    @property
    def state(self) -> str:
        """해소 when the next check was 정상, 조치 필요 while nothing was done, 지켜봄 otherwise."""
        if self.later is not None and self.later.verdict is Verdict.NORMAL:
            return SETTLED
        return WATCHED if self.inspection.action or self.changes else UNTREATED


@dataclass(frozen=True, slots=True)
class AssetCare:
    """One asset with what inspections found on it, the incidents that hit it, and its changes, up to the day."""

    asset: Asset
    findings: tuple[Finding, ...]
    incidents: tuple[Incident, ...]
    changes: tuple[Change, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that are not settled."""
        return tuple(finding for finding in self.findings if finding.state != SETTLED)


@dataclass(frozen=True, slots=True)
class Prevention:
    """The assets that need care, those with the most findings and incidents first, as known at the end of `until`."""

    until: date
    checks: int
    cares: tuple[AssetCare, ...]

    @property
    def findings(self) -> tuple[tuple[Asset, Finding], ...]:
        """Every finding with its asset, in order of day."""
        pairs = [(care.asset, finding) for care in self.cares for finding in care.findings]
        return tuple(sorted(pairs, key=lambda pair: (pair[1].inspection.day, pair[0].id)))

    def count(self, state: str) -> int:
        """Return how many findings stand as `state` says."""
        return sum(finding.state == state for _, finding in self.findings)


def prevention(dossier: Dossier, until: date) -> Prevention:
    """Return what the inspections up to the end of `until` ask for."""
    rows = sorted((each for each in dossier.inspections if each.day <= until), key=lambda each: each.day)
    changes = [each for each in dossier.changes if each.applied.date() <= until]
    incidents = [each for each in dossier.incidents if each.reported.date() <= until]
    cares = []
    for asset in dossier.assets:
        own = [row for row in rows if row.asset == asset.id]
        touched = tuple(each for each in changes if asset.id in each.assets)
        findings = tuple(_finding(row, own, touched) for row in own if row.verdict is not Verdict.NORMAL)
        hit = tuple(each for each in incidents if asset.id in each.assets)
        if findings or hit:
            cares.append(AssetCare(asset, findings, hit, touched))
    cares.sort(key=lambda care: (-len(care.open), -len(care.findings) - len(care.incidents)))
    return Prevention(until, len(rows), tuple(cares))


def _finding(row: Inspection, own: list[Inspection], changes: tuple[Change, ...]) -> Finding:
    later = next((each for each in own if each.item == row.item and each.day > row.day), None)
    until = later.day if later else date.max
    return Finding(row, later, tuple(each for each in changes if row.day <= each.applied.date() <= until))
