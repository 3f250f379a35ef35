"""Turns fulfilments into the status of rows: documents beside logs, signed exceptions, and the policy of each class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

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
OTHERWISE: Policy = (frozenset(Proof),)  # clauses and classes without a line of their own: any proof


@dataclass(frozen=True, slots=True)
class Summary:
    """What a term came to."""

    planned: int
    done: int
    status: Status
    reason: str


def summed_up(months: Sequence[Fulfilment]) -> Summary:
    """Return the whole term of a duty or a row: counts added, statuses combined, each bad month with its reason."""
    planned, done = sum(each.planned for each in months), sum(each.done for each in months)
    status = combined(each.status for each in months)
    return Summary(planned, done, status, _reason(months, status, planned, done))


def _reason(months: Sequence[Fulfilment], status: Status, planned: int, done: int) -> str:
    if not months:
        return "용역 개시 전"
    if status is Status.MET:
        return f"계획 {planned}, 실적 {done}"
    if status is Status.NONE:
        return months[-1].reason
    bad = [each for each in months if each.status not in (Status.MET, Status.NONE)]
    if len({each.reason for each in bad}) == 1 and len(bad) > 1:
        return bad[0].reason
    return "; ".join(f"{each.month} {each.reason}" for each in bad)


def with_documents(months: Months, documents: Mapping[Month, list[Evidence]]) -> Months:
    """Return the months with the documents of each beside its own evidence, where anything was due."""
    return tuple(_with(each, documents.get(each.month, ())) for each in months)


def _with(month: Fulfilment, documents: Iterable[Evidence]) -> Fulfilment:
    new = [each for each in documents if each.id not in month.evidence]
    if not new or not month.planned:
        return month
    last = max((*(each.day for each in new), *((month.last,) if month.last else ())))
    return replace(month, evidence=(*month.evidence, *(each.id for each in new)), last=last, proofs=month.proofs | _DOCUMENT)


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


def merged(duties: Sequence[Months], below: Sequence[Months], counted: Sequence[Months], policy: Policy, ledger: Ledger) -> Months:
    """Return the months of a row: statuses of its duties and of the rows below, counts of `counted`, held to the policy."""
    if len(duties) == 1 and not below:
        return tuple(_policed(each, policy, ledger) for each in duties[0])
    return tuple(
        _policed(_merged([each[index] for each in duties], [each[index] for each in below], [each[index] for each in counted]), policy, ledger)
        for index in range(len(ledger.months))
    )


def _merged(duties: list[Fulfilment], below: list[Fulfilment], counted: list[Fulfilment]) -> Fulfilment:
    every = (*duties, *below)
    status = combined(each.status for each in every)
    telling = [each for each in every if each.reason and each.status not in (Status.MET, Status.NONE)] or list(every[:1])
    return Fulfilment(
        month=every[0].month,
        planned=sum(each.planned for each in counted),
        done=sum(each.done for each in counted),
        status=status,
        reason="" if status is Status.MET else "; ".join(dict.fromkeys(each.reason for each in telling if each.reason)),
        last=max((each.last for each in every if each.last), default=None),
        proofs=frozenset().union(*(each.proofs for each in duties)) if duties else frozenset(Proof),
    )


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
