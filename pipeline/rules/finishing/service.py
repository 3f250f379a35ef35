"""Turns the months of a contract into what was done in all: incidents and recovery, availability, inspections, backups, requests, changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.model.asset import Asset
from pipeline.model.contract import RecoveryRule
from pipeline.model.log import Change, ChangeKind, ServiceRequest, Verdict
from pipeline.model.period import Month
from pipeline.model.words import duration_words
from pipeline.rules import words
from pipeline.rules.backup import Failure
from pipeline.rules.backup_quarter import Quarter
from pipeline.rules.monthly import MonthlyFigures
from pipeline.rules.recovery import Assessment
from pipeline.rules.reliability import Count
from pipeline.rules.request import KindCount, RequestDue

Months = Sequence[MonthlyFigures]


@dataclass(frozen=True, slots=True)
class ClauseTotal:
    """How the term's incidents fared under one recovery clause; the rate counts recovered ones only."""

    rule: RecoveryRule
    applied: int
    met: int
    late: int
    open: int
    rate: Decimal | None  # per cent


@dataclass(frozen=True, slots=True)
class ServiceTotal:
    """The availability of one service over the term in minutes; the percentages are cut after four places."""

    service: str
    total_minutes: int
    raw_minutes: int
    net_minutes: int
    raw: Decimal | None
    net: Decimal | None


@dataclass(frozen=True, slots=True)
class IncidentTotal:
    """The incidents of the term: single ones, and with recurrences joined (chains)."""

    incidents: int
    chains: int
    recurrences: int
    late: int  # chains beyond the limit of any clause
    open: tuple[Assessment, ...]
    mttr: int | None  # minutes
    longest: Assessment | None
    root_causes: int
    clauses: tuple[ClauseTotal, ...]
    kinds: tuple[Count, ...]  # those that occurred
    hours: tuple[Count, ...]
    services: tuple[ServiceTotal, ...]
    steps: tuple[str, ...]

    @property
    def mttr_words(self) -> str:
        """Mean time to recovery, or 해당 없음."""
        return words.NONE if self.mttr is None else duration_words(self.mttr)

    @property
    def longest_words(self) -> str:
        """The longest recovery with its incident, or 해당 없음."""
        return words.NONE if self.longest is None else f"{self.longest.elapsed_words}({self.longest.incident.id})"


@dataclass(frozen=True, slots=True)
class Missed:
    """Assets that a month's inspection did not visit."""

    month: Month
    assets: tuple[Asset, ...]


@dataclass(frozen=True, slots=True)
class InspectionTotal:
    """The regular inspections of the term; `planned` counts every asset once a month."""

    visits: tuple[date, ...]
    planned: int
    done: int
    rate: Decimal | None
    verdicts: tuple[tuple[Verdict, int], ...]
    missed: tuple[Missed, ...]
    late: tuple[Month, ...]  # confirmed after the legal day
    unconfirmed: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class BackupTotal:
    """The backups of the term."""

    planned: int
    done: int
    rate: Decimal | None
    failures: tuple[Failure, ...]
    unrecovered: tuple[Failure, ...]
    missing: tuple[date, ...]
    quarters: tuple[Quarter, ...]
    restore_tests: int
    occasional: int

    @property
    def missed_quarters(self) -> tuple[Quarter, ...]:
        """The quarters without a successful backup."""
        return tuple(quarter for quarter in self.quarters if quarter.state == "미이행")


@dataclass(frozen=True, slots=True)
class RequestTotal:
    """The requests of the term: received = completed + rejected + open."""

    received: int
    completed: int
    rejected: int
    open: tuple[ServiceRequest, ...]
    rate: Decimal | None
    mean_minutes: int | None
    late: tuple[RequestDue, ...]
    kinds: tuple[KindCount, ...]

    @property
    def mean_words(self) -> str:
        """Mean time from request to completion, or 해당 없음."""
        return words.NONE if self.mean_minutes is None else duration_words(self.mean_minutes)


@dataclass(frozen=True, slots=True)
class ChangeTotal:
    """The changes of the term by kind, and the program changes without their source."""

    changes: tuple[Change, ...]
    kinds: tuple[Count, ...]
    without_source: tuple[Change, ...]
    programs: tuple[Change, ...]  # changes of software, which a program list names


def incident_total(months: Months) -> IncidentTotal:
    """Return the incidents first reported in the months of a term."""
    own = [each for month in months for each in month.assessments]
    spent = [each.elapsed for each in own if each.elapsed is not None]
    singles = sum(len(each.incidents) for each in own)
    mttr = sum(spent) // len(spent) if spent else None
    return IncidentTotal(
        incidents=singles,
        chains=len(own),
        recurrences=singles - len(own),
        late=sum(each.late for each in own),
        open=tuple(each for each in own if each.open),
        mttr=mttr,
        longest=max((each for each in own if each.elapsed is not None), key=lambda each: each.elapsed or 0, default=None),
        root_causes=sum(len(month.root_causes) for month in months),
        clauses=tuple(_clause(rule, own) for rule in months[0].contract.recovery),
        kinds=tuple(each for each in _counts(month.reliability.kinds for month in months) if each.count),
        hours=_counts(month.reliability.hours for month in months),
        services=_services(months),
        steps=() if mttr is None else (f"평균 복구시간: 합계 {sum(spent):,d}분 ÷ {len(spent)}건 = {mttr:,d}분({duration_words(mttr)})",),
    )


def _clause(rule: RecoveryRule, own: Iterable[Assessment]) -> ClauseTotal:
    clocks = [clock for each in own for clock in each.clocks if clock.rule.id == rule.id]
    met, late = sum(1 for clock in clocks if clock.met), sum(1 for clock in clocks if clock.met is False)
    return ClauseTotal(rule, len(clocks), met, late, len(clocks) - met - late, words.share(met, met + late))


def _services(months: Months) -> tuple[ServiceTotal, ...]:
    found: dict[str, list[int]] = {}
    for each in (service for month in months for service in month.availability.services):
        known = found.get(each.service, [0, 0, 0])
        found[each.service] = [known[0] + each.total_minutes, known[1] + each.raw_minutes, known[2] + each.net_minutes]
    return tuple(
        ServiceTotal(name, total, raw, net, words.cut_share(total - raw, total), words.cut_share(total - net, total))
        for name, (total, raw, net) in found.items()
    )


def _counts(groups: Iterable[Iterable[Count]]) -> tuple[Count, ...]:
    found: Counter[str] = Counter()
    for each in (count for group in groups for count in group):
        found[each.label] += each.count
    return tuple(Count(label, count) for label, count in found.items())


def inspection_total(months: Months) -> InspectionTotal:
    """Return the regular inspections of the months of a term."""
    summaries = [month.inspection for month in months]
    planned, done = sum(each.planned for each in summaries), sum(each.done for each in summaries)
    verdicts: Counter[Verdict] = Counter({verdict: 0 for verdict in Verdict})
    for each in summaries:
        verdicts.update(dict(each.verdicts))
    return InspectionTotal(
        visits=tuple(day for each in summaries for day in each.visits),
        planned=planned,
        done=done,
        rate=words.share(done, planned),
        verdicts=tuple(verdicts.items()),
        missed=tuple(Missed(each.month, each.missing) for each in summaries if each.missing),
        late=tuple(each.month for each in summaries if each.in_time is False),
        unconfirmed=tuple(each.month for each in summaries if each.unconfirmed),
    )


def backup_total(months: Months) -> BackupTotal:
    """Return the backups of the months of a term."""
    summaries = [month.backups for month in months]
    planned, done = sum(each.planned for each in summaries), sum(each.done for each in summaries)
    failures = tuple(failure for each in summaries for failure in each.failures)
    return BackupTotal(
        planned=planned,
        done=done,
        rate=words.share(done, planned),
        failures=failures,
        unrecovered=tuple(failure for failure in failures if failure.rerun is None),
        missing=tuple(day for each in summaries for day in each.missing),
        quarters=summaries[-1].quarters,
        restore_tests=sum(len(each.restore_tests) for each in summaries),
        occasional=sum(len(each.occasional) for each in summaries),
    )


def request_total(months: Months) -> RequestTotal:
    """Return the requests of the months of a term; one that came before it counts as received in it."""
    summaries = [month.requests for month in months]
    completed = [request for each in summaries for request in each.completed]
    rejected = [request for each in summaries for request in each.rejected]
    open_ = summaries[-1].open
    received = len(summaries[0].carried_in) + sum(len(each.received) for each in summaries)
    spent = [int((each.completed - each.requested).total_seconds() // 60) for each in completed if each.completed]
    latest = {due.request.id: due for each in summaries for due in each.dues}
    return RequestTotal(
        received=received,
        completed=len(completed),
        rejected=len(rejected),
        open=open_,
        rate=words.share(len(completed) + len(rejected), received),
        mean_minutes=sum(spent) // len(spent) if spent else None,
        late=tuple(due for due in latest.values() if due.met is False),
        kinds=_kinds([*completed, *rejected, *open_], completed, open_),
    )


def _kinds(
    every: Sequence[ServiceRequest], completed: Sequence[ServiceRequest], open_: Sequence[ServiceRequest]
) -> tuple[KindCount, ...]:
    def count(group: Sequence[ServiceRequest], kind: str) -> int:
        return sum(each.kind == kind for each in group)

    names = dict.fromkeys(each.kind for each in sorted(every, key=lambda each: (each.requested, each.id)))
    return tuple(KindCount(name, count(every, name), count(completed, name), count(open_, name)) for name in names)


def change_total(months: Months) -> ChangeTotal:
    """Return the changes applied in the months of a term."""
    changes = tuple(change for month in months for change in month.change_log)
    programs = tuple(change for change in changes if change.kind is ChangeKind.SOFTWARE)
    return ChangeTotal(
        changes=changes,
        kinds=tuple(Count(kind, sum(change.kind is kind for change in changes)) for kind in ChangeKind),
        without_source=tuple(change for change in programs if change.source_submitted is None),
        programs=programs,
    )
