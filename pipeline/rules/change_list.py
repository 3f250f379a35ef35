"""Turns the changes of a contract into the list of changed programs and configurations, and into what each of them lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.model.dossier import Dossier
from pipeline.model.log import Change, ChangeKind

_PARTS = re.compile(r"[,;\n]+")
SOURCED = (ChangeKind.SOFTWARE,)


@dataclass(frozen=True, slots=True)
class ChangedProgram:
    """One program (or, where none is named, one changed thing) of one change."""

    change: Change
    name: str
    targets: str  # the assets' names
    basis: str  # SR-2019-004, INC-2019-001


@dataclass(frozen=True, slots=True)
class ChangeGap:
    """One thing that a change lacks, and what to do about it."""

    change: Change
    lack: str
    measure: str


@dataclass(frozen=True, slots=True)
class ChangeList:
    """The changes applied by a day, oldest first, a line a program, with their gaps."""

    until: date
    changes: tuple[Change, ...]
    programs: tuple[ChangedProgram, ...]
    gaps: tuple[ChangeGap, ...]


def change_list(dossier: Dossier, until: date) -> ChangeList:
    """Return the changes applied up to the end of `until`."""
    known = [each for each in dossier.changes if each.applied.date() <= until]
    changes = tuple(sorted(known, key=lambda each: (each.applied, each.id)))
    return ChangeList(
        until=until,
        changes=changes,
        programs=tuple(line for change in changes for line in _programs(dossier, change)),
        gaps=tuple(gap for change in changes for gap in _gaps(change)),
    )


def _programs(dossier: Dossier, change: Change) -> Iterator[ChangedProgram]:
    assets = [dossier.asset(id) for id in change.assets]
    targets = ", ".join(asset.name for asset in assets if asset)
    basis = ", ".join(filter(None, (change.request, change.incident)))
    names = [part.strip() for part in _PARTS.split(change.programs) if part.strip()]
    for name in names or [targets or change.title]:
        yield ChangedProgram(change, name, targets, basis)


def _gaps(change: Change) -> Iterator[ChangeGap]:
    if not (change.request or change.incident):
        yield ChangeGap(change, "근거가 되는 요청이나 장애가 없음", "요청번호나 장애번호를 적습니다")
    if change.tested is None:
        yield ChangeGap(change, "시험 기록이 없음", "시험한 날과 결과를 적습니다")
    if not change.approved_by:
        yield ChangeGap(change, "승인 기록이 없음", "승인자를 적습니다")
    if change.kind in SOURCED:
        if change.source_submitted is None:
            yield ChangeGap(change, "변경소스를 제출하지 않음", "변경소스를 제출하고 날을 적습니다")
        if change.manual_updated is None:
            yield ChangeGap(change, "지침서를 갱신하지 않음", "지침서를 고쳐 내고 날을 적습니다")
        if not change.version:
            yield ChangeGap(change, "버전이 없음", "형상관리의 버전을 적습니다")
