"""The thread (추적): rows, duties, evidence and gaps of one contract until a day, as data with links both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.model.duty import Duty, Waiver
from pipeline.model.period import Month
from pipeline.problems import NOWHERE, Location
from pipeline.trace.evidence import Evidence
from pipeline.trace.fulfilment import Fulfilment, Status
from pipeline.trace.tier import Tier

if TYPE_CHECKING:  # few contracts keep promises: their noun is loaded where their file is there
    from pipeline.model.promise import Promise


class Basis(StrEnum):
    """Where a row's status comes from."""

    OWN = "자체"  # its own duties (and the rows below it)
    BELOW = "하위"  # only the rows below it
    ABOVE = "상위"  # the duties of the row above it
    NOWHERE = "없음"  # no duty at all


@dataclass(frozen=True, slots=True)
class DutyThread:
    """One duty with what became of it: a fulfilment a month, and the whole term until the day."""

    duty: Duty
    months: tuple[Fulfilment, ...]  # one for each month of Trace.months, in order
    planned: int
    done: int
    status: Status
    reason: str
    last: date | None
    figure: str
    waivers: tuple[Waiver, ...] = ()

    @property
    def id(self) -> str:
        """The duty's id."""
        return self.duty.id

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of all evidence, by month."""
        return tuple(dict.fromkeys(id for month in self.months for id in month.evidence))

    @property
    def progress(self) -> str:
        """ "월 1회 8/8"; "" when nothing was due."""
        return f"{self.duty.cycle or self.duty.check} {self.done}/{self.planned}" if self.planned else ""


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One sentence of the statement of work with everything that hangs on it."""

    key: str  # MAR-004#3.1
    tier: Tier
    depth: int  # 0 card, 1 item or clause, 2 bullet …
    category: str  # MAR, SER, …, SC: the class whose policy applies
    group: str  # MAR-004, SC-V1
    group_name: str  # 정기점검 실시, 유지관리 일반조건
    printed: str  # "3)", "○"; not unique
    text: str  # as printed in the source
    source: str  # D1 L164
    suggested: str  # evidence that the requirement's own record suggests (증빙), or ""
    fingerprint: str
    parent: str  # key of the row above, ""
    children: tuple[str, ...]  # keys of the rows directly below
    basis: Basis
    duties: tuple[str, ...]  # ids of the duties behind the status: own, else the parent's; empty for BELOW
    deliverables: tuple[str, ...]  # numbers, in the duties' order
    months: tuple[Fulfilment, ...]  # one for each month of Trace.months, without evidence
    planned: int
    done: int
    status: Status
    reason: str
    progress: str  # "월 1회 8/8 · 매월 8/8"
    last: date | None  # 최근 이행일
    waivers: tuple[Waiver, ...] = ()
    at: Location = NOWHERE


class GapKind(StrEnum):
    """What is missing in the thread."""

    NO_DUTY = "의무 없음"  # a row that no duty serves
    NO_PLAN = "계획 없음"  # its duties name no section of the 과업수행계획서
    NO_EVIDENCE = "증적 없음"  # it asks for something and nothing was found
    NO_VERIFICATION = "검증 없음"  # a duty without criterion or method
    UNMET = "미이행"  # due and not met, or met in part
    BROKEN = "깨진 증적"  # a duty names a section that its built document does not have
    UNWANTED = "요구 없는 증적"  # evidence that serves no requirement


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: its kind, the id of the row, duty or evidence, and why (Korean)."""

    kind: GapKind
    subject: str
    reason: str
    at: Location = NOWHERE


@dataclass(frozen=True)
class Trace:
    """The whole thread. Rows stand in reading order: cards with their items, then the clauses."""

    contract: str  # the contract's id
    title: str
    until: date
    months: tuple[Month, ...]  # of the term, up to the month of `until`
    rows: tuple[TraceRow, ...]
    duties: tuple[DutyThread, ...]
    evidence: tuple[Evidence, ...]  # by kind as in EvidenceKind, then day
    gaps: tuple[Gap, ...]
    baseline: str  # fingerprint of all rows
    counts: Mapping[Tier, int]  # rows of each tier
    deliverables: Mapping[str, str] = field(default_factory=dict)  # number → name
    promises: tuple[Promise, ...] = ()  # of the proposal that won, in its order

    @cached_property
    def _rows(self) -> dict[str, TraceRow]:
        return {row.key: row for row in self.rows}

    @cached_property
    def _duties(self) -> dict[str, DutyThread]:
        return {each.id: each for each in self.duties}

    @cached_property
    def _evidence(self) -> dict[str, Evidence]:
        return {each.id: each for each in self.evidence}

    @cached_property
    def _serving(self) -> dict[str, list[str]]:
        serving: dict[str, list[str]] = {}
        for group in self._asking.values():
            for proof in {proof: None for month in group[0].months for proof in month.evidence}:
                serving.setdefault(proof, []).extend(each.id for each in group)
        return serving

    @cached_property
    def _asking(self) -> dict[int, list[DutyThread]]:
        """Duties that ask the same question share their months, and are followed together."""
        groups: dict[int, list[DutyThread]] = {}
        for each in self.duties:
            groups.setdefault(id(each.months), []).append(each)
        return groups

    @cached_property
    def _rows_of_duty(self) -> dict[str, list[str]]:
        served: dict[str, list[str]] = {}
        for row in self.rows:
            for id in row.duties:
                served.setdefault(id, []).append(row.key)
        return served

    def row(self, key: str) -> TraceRow | None:
        """Return the row with this key."""
        return self._rows.get(key)

    def duty(self, id: str) -> DutyThread | None:
        """Return the duty with this id."""
        return self._duties.get(id)

    def proof(self, id: str) -> Evidence | None:
        """Return the evidence with this id."""
        return self._evidence.get(id)

    def evidence_of(self, key: str) -> tuple[Evidence, ...]:
        """Forward: return the evidence behind a row, by month (of its duties; nothing for a row that only sums up)."""
        row = self._rows.get(key)
        ids = dict.fromkeys(id for duty in (row.duties if row else ()) for id in self._duties[duty].evidence)
        return tuple(self._evidence[id] for id in ids)

    def duties_of(self, evidence: str) -> tuple[str, ...]:
        """Back: return the ids of the duties that a piece of evidence serves."""
        return tuple(self._serving.get(evidence, ()))

    def rows_of(self, evidence: str) -> tuple[str, ...]:
        """Back: return the keys of the rows that a piece of evidence serves, in the order of its duties."""
        keys = (key for duty in self.duties_of(evidence) for key in self._rows_of_duty.get(duty, ()))
        return tuple(dict.fromkeys(keys))

    def at_depth(self, tier: Tier) -> int:
        """Return the cumulative count of rows down to `tier`: 64 items, 92 with bullets, 97, 108; cards 13."""
        if tier is Tier.CARD:
            return self.counts[Tier.CARD]
        down = (Tier.ITEM, Tier.BULLET, Tier.TABLE, Tier.DEEPER)
        return sum(self.counts[each] for each in down[: down.index(tier) + 1])
