"""Turns fulfilments into the status of rows: documents beside logs, signed exceptions, and the policy of each class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from pipeline.model.duty import Waiver
from pipeline.model.period import Month, Period
from pipeline.rules import words
from pipeline.trace.evidence import Evidence
from pipeline.trace.fulfilment import Fulfilment, Proof, Status, combined
from pipeline.trace.ledger import Ledger

Months = tuple[Fulfilment, ...]
Policy = tuple[frozenset[Proof], ...]  # all of these, each met by any of its proofs

_LOG, _DOCUMENT = frozenset({Proof.LOG}), frozenset({Proof.DOCUMENT})

# What must stand behind an 이행 of each class. A document is asked for only where a duty of the row names its 서식.
POLICIES: Mapping[str, Policy] = {
    "MAR": (_LOG, _DOCUMENT),
    "MHR": (frozenset({Proof.STAFF, Proof.LOG}),),
    "SER": (frozenset({Proof.PLEDGE, Proof.LOG, Proof.DOCUMENT}),),
    "QUR": (frozenset({Proof.FIGURE, Proof.DOCUMENT}),),
    "PMR": (frozenset({Proof.LOG, Proof.DOCUMENT}),),
    "PSR": (frozenset({Proof.LOG, Proof.STAFF}),),
}
_QUIET = (Status.MET, Status.NONE)
_ANY = frozenset(Proof)
OTHERWISE: Policy = (_ANY,)  # clauses and classes without a line of their own: any proof


@dataclass(frozen=True, slots=True)
class Summary:
    """What a term came to."""

    planned: int
    done: int
    status: Status
    reason: str
    last: date | None


def summed_up(months: Sequence[Fulfilment]) -> Summary:
    """Return the whole term of a duty or a row: counts added, statuses combined, each bad month with its reason."""
    planned, done = sum(each.planned for each in months), sum(each.done for each in months)
    status = _weighed(combined(each.status for each in months), done)
    last = max((each.last for each in months if each.last), default=None)
    return Summary(planned, done, status, _reason(months, status, planned, done), last)


def _weighed(status: Status, done: int) -> Status:
    """What was done in part is not undone, even where the rest of it waits for a person."""
    return Status.PARTLY if status is Status.UNMET and done else status


def _reason(months: Sequence[Fulfilment], status: Status, planned: int, done: int) -> str:
    if not months:
        return "용역 개시 전"
    if status is Status.MET:
        return f"계획 {planned}, 실적 {done}"
    if status is Status.NONE:
        return months[-1].reason
    told: dict[str, list[Month]] = {}
    for each in months:
        if each.status not in _QUIET:
            told.setdefault(each.reason, []).append(each.month)
    if len(told) == 1 and len(months) > 1 and len(next(iter(told.values()))) == len(months):
        return next(iter(told))
    return "; ".join(f"{month_runs(own)} {reason}" for reason, own in told.items())


def month_runs(months: Sequence[Month]) -> str:
    """Months in order → "2019-05 ~ 2019-07, 2019-09"."""
    runs: list[list[Month]] = []
    for month in months:
        if runs and runs[-1][-1].next == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} ~ {run[-1]}" for run in runs)


def with_documents(months: Months, documents: Mapping[Month, list[Evidence]]) -> Months:
    """Return the months with the documents of each beside its own evidence, where anything was due."""
    return tuple(_with(each, documents.get(each.month, ())) for each in months)


def _with(month: Fulfilment, documents: Iterable[Evidence]) -> Fulfilment:
    new = [each for each in documents if each.id not in month.evidence]
    if not new or not month.planned:
        return month
    last = max((*(each.day for each in new), *((month.last,) if month.last else ())))
    return replace(
        month, evidence=(*month.evidence, *(each.id for each in new)), last=last, proofs=month.proofs | _DOCUMENT
    )


def waived(months: Months, waivers: Sequence[Waiver], service: Period) -> Months:
    """Return the months with those that a signed exception covers as 해당없음; what they were stands in the reason."""
    return tuple(_waived(each, waivers, service.within(each.month)) for each in months) if waivers else months


def _waived(month: Fulfilment, waivers: Sequence[Waiver], days: Period | None) -> Fulfilment:
    waiver = next((each for each in waivers if days and each.covers(days.start, days.end)), None)
    if waiver is None or month.status in (Status.NONE, Status.MET):
        return month
    was = f"본래 {month.status}: {month.reason}"
    reason = f"예외 승인({waiver.approved_by}, {words.day(waiver.approved)}): {waiver.reason}. {was}"
    return replace(month, planned=0, done=0, status=Status.NONE, reason=reason)


def merged(duties: Sequence[Months], below: Sequence[Months], policy: Policy, ledger: Ledger) -> Months:
    """Return the months of a row, held to the policy: its duties and the rows below; it counts what its duties count.

    A row without duties counts what the rows below count; where two of those share a duty, it counts twice.
    """
    if len(duties) == 1 and not below:
        return tuple(_policed(each, policy, ledger) for each in duties[0])
    every = zip(*duties, *below, strict=True)
    return tuple(_policed(_merged(each, len(duties)), policy, ledger) for each in every)


def _merged(every: tuple[Fulfilment, ...], own: int) -> Fulfilment:
    """Return one month of several; the first `own` of them are the row's duties."""
    counted = every[:own] or every
    done = sum([each.done for each in counted])
    status = _weighed(combined([each.status for each in every]), done)
    reasons = {each.reason: None for each in every if each.status not in _QUIET} or {every[0].reason: None}
    proofs = [each.proofs for each in every[:own]]
    return Fulfilment(
        month=every[0].month,
        planned=sum([each.planned for each in counted]),
        done=done,
        status=status,
        reason="" if status is Status.MET else "; ".join(reasons),
        last=max([each.last for each in every if each.last], default=None),
        proofs=frozenset().union(*proofs) if proofs else _ANY,
    )


@cache
def policy_of(category: str, templated: bool) -> Policy:
    """Return what a row of this class must show; a class that asks for a document asks only where one is named."""
    policy = POLICIES.get(category, OTHERWISE)
    return policy if templated else tuple(group for group in policy if group != _DOCUMENT)


def _policed(month: Fulfilment, policy: Policy, ledger: Ledger) -> Fulfilment:
    """An 이행 without the proof that its class asks for is 일부; 확인필요 when the month's documents were never built."""
    if month.status is not Status.MET:
        return month
    lacking = next((group for group in policy if not group & month.proofs), None)
    if lacking is None:
        return month
    name = " 또는 ".join(proof for proof in Proof if proof in lacking)
    if Proof.DOCUMENT in lacking and month.month not in ledger.built:
        return replace(month, status=Status.OPEN, reason=f"{name} 없음: 이 달의 산출물을 만들지 않음")
    return replace(month, status=Status.PARTLY, reason=f"{name} 없음")


@dataclass(frozen=True, slots=True)
class ClassCoverage:
    """How many rows of one class have each status; the rate leaves 해당없음 out."""

    category: str
    rows: int
    counts: Mapping[Status, int]
    rate: Decimal | None  # 이행 ÷ (rows − 해당없음), per cent


def by_class(rows: Iterable[tuple[str, Status]]) -> tuple[ClassCoverage, ...]:
    """Return the coverage of each class, in the order of first appearance. `rows`: (category, status) pairs."""
    groups: dict[str, list[Status]] = {}
    for category, status in rows:
        groups.setdefault(category, []).append(status)
    return tuple(_class(category, statuses) for category, statuses in groups.items())


def _class(category: str, statuses: list[Status]) -> ClassCoverage:
    counts = {status: statuses.count(status) for status in Status}
    asked = len(statuses) - counts[Status.NONE]
    return ClassCoverage(category, len(statuses), counts, words.share(counts[Status.MET], asked))
