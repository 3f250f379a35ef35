"""Turns a dossier and the manifests of its built months into the thread of requirements, duties and evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty, Waiver
from pipeline.model.period import Month
from pipeline.trace.checks import Checker
from pipeline.trace.coverage import Months, Policy, Summary, merged, policy_of, summed_up, waived, with_documents
from pipeline.trace.evidence import Evidence
from pipeline.trace.fingerprint import baseline, fingerprint
from pipeline.trace.fulfilment import Fulfilment, Status
from pipeline.trace.gaps import gaps
from pipeline.trace.ledger import Ledger
from pipeline.trace.rows import Sentence, sentences
from pipeline.trace.thread import Basis, DutyThread, Trace, TraceRow

NO_DUTY = "이 문장을 맡은 의무가 정해지지 않음"


def trace(dossier: Dossier, until: date, manifests: Mapping[str, Mapping[str, Any]] | None = None) -> Trace:
    """요구사항 추적: 과업지시서의 문장마다 할 일(의무)과 한 일(증적)을 달마다 견주어 이행 여부를 판정합니다.

    조항: 과업지시서의 모든 요구사항과 특수조건. 의무는 duties.yaml, 예외 승인은 waivers.csv에 적습니다.

    산식
      의무의 달 = 확인방식이 정한 계획과 실적. 계획 0은 해당없음, 실적 = 계획은 이행, 실적 0은 미이행, 그 밖은 일부.
      의무의 기간 = 달의 합. 이행과 미이행이 섞이면 일부, 기록으로 알 수 없는 달이 남으면 확인필요.
      문장 = 자기 의무와 아래 문장을 합친 것. 의무가 없는 아래 문장은 위 문장의 의무를 함께 씁니다.
      이행은 분류의 정책(예: MAR은 기록과 산출물)이 요구하는 증적이 있을 때만 이행입니다.
      기준일 뒤의 기록은 보지 않으며, 기한이 지나지 않은 의무는 세지 않습니다.

    예: 월 1회 점검을 8개월 → 계획 8, 실적 8. 2019년 8월 SW-05를 점검하지 못하면 그 달은 일부입니다.

    `manifests`: folder below the contract's output ("2019-08", "서약") → its manifest.json as read.
    """
    ledger = Ledger(dossier, until, manifests or {})
    loom = _Loom(ledger)
    rows = loom.rows(sentences(dossier))
    return Trace(
        contract=dossier.contract.id,
        title=dossier.contract.title,
        until=until,
        months=ledger.months,
        rows=rows,
        duties=tuple(loom.duties.values()),
        evidence=ledger.evidence,
        gaps=gaps(rows, tuple(loom.duties.values()), ledger),
        baseline=baseline((row.key, row.fingerprint) for row in rows),
        counts=Counter(row.tier for row in rows),
        deliverables={each.number: each.name for each in dossier.deliverables},
        promises=dossier.promises,
    )


@dataclass(frozen=True, slots=True)
class _Service:
    """What the duties behind a row come to; rows under one card tend to share it."""

    months: tuple[Months, ...]  # a duty each
    deliverables: tuple[str, ...]
    progress: str
    templated: bool


class _Loom:
    """Holds what one weaving needs; every duty is judged once, every row is visited once.

    Duties that ask one question share their months, so rows that merge the same months share the result: by identity,
    which the duties and rows themselves keep from being given to another tuple.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._service_days = ledger.contract.service
        self._sums: dict[int, tuple[Months, Summary]] = {}
        self._merged: dict[tuple[tuple[int, ...], tuple[int, ...], Policy], Months] = {}
        self._services: dict[tuple[str, ...], _Service] = {}
        self._unserved = tuple(Fulfilment(month, 0, 0, Status.OPEN, NO_DUTY) for month in ledger.months)
        self._waivers = _grouped(ledger.dossier.waivers)
        self.duties = {duty.id: each for duty, each in self._judged(ledger.dossier.duties)}
        self._serving: dict[str, list[str]] = defaultdict(list)
        for each in self.duties.values():
            for key in each.duty.rows:
                self._serving[key].append(each.id)

    def _judged(self, duties: Sequence[Duty]) -> list[tuple[Duty, DutyThread]]:
        checker, with_them = Checker(self._ledger), {}
        threads = []
        for duty in duties:
            months = checker.months(duty)
            if duty.template and duty.check is not Check.DOCUMENT:
                key = (id(months), duty.template)
                if key not in with_them:
                    with_them[key] = with_documents(months, self._documents(duty.template))
                months = with_them[key]
            own = tuple(self._waivers.get(duty.id, ()))
            threads.append((duty, self._thread(duty, waived(months, own, self._service_days), own)))
        return threads

    def _documents(self, template: str) -> dict[Month, list[Evidence]]:
        return {month: self._ledger.documents(template, month) for month in self._ledger.months}

    def _thread(self, duty: Duty, months: Months, own: tuple[Waiver, ...]) -> DutyThread:
        whole = self._whole(months)
        figure = next((each.figure for each in reversed(months) if each.figure), "")
        return DutyThread(duty, months, whole.planned, whole.done, whole.status, whole.reason, whole.last, figure, own)

    def rows(self, all_rows: tuple[Sentence, ...]) -> tuple[TraceRow, ...]:
        """Return the finished rows; those below come before those above, so that statuses can be summed up."""
        children: dict[str, list[Sentence]] = defaultdict(list)
        for each in all_rows:
            children[each.parent].append(each)
        inherited = self._inherited(all_rows)
        done: dict[str, TraceRow] = {}
        for each in reversed(all_rows):
            below = [done[child.key] for child in children[each.key]] if each.key in children else []
            done[each.key] = self._row(each, below, *inherited[each.key])
        return tuple(done[each.key] for each in all_rows)

    def _inherited(
        self, all_rows: tuple[Sentence, ...]
    ) -> dict[str, tuple[Basis, tuple[str, ...], tuple[Waiver, ...]]]:
        """Return each row's basis, its duties (own, else those of the row above) and its waivers with those above."""
        found: dict[str, tuple[Basis, tuple[str, ...], tuple[Waiver, ...]]] = {}
        for each in all_rows:
            own = tuple(self._serving.get(each.key, ()))
            _, above, waivers = found.get(each.parent, (Basis.NOWHERE, (), ()))
            basis = Basis.OWN if own else Basis.ABOVE if above else Basis.NOWHERE
            found[each.key] = basis, own or above, (*self._waivers.get(each.key, ()), *waivers)
        return found

    def _row(
        self, each: Sentence, below: list[TraceRow], basis: Basis, ids: tuple[str, ...], waivers: tuple[Waiver, ...]
    ) -> TraceRow:
        if basis is Basis.NOWHERE and any(row.basis is not Basis.NOWHERE for row in below):
            basis = Basis.BELOW
        service = self._service(ids)
        months = self._months(each, service, below, basis)
        months = waived(months, waivers, self._service_days)
        whole = Summary(0, 0, Status.OPEN, NO_DUTY, None) if basis is Basis.NOWHERE else self._whole(months)
        return TraceRow(
            key=each.key,
            tier=each.tier,
            depth=each.depth,
            category=each.category,
            group=each.group,
            group_name=each.group_name,
            printed=each.printed,
            text=each.text,
            source=each.source,
            suggested=each.suggested,
            fingerprint=fingerprint(each.text),
            parent=each.parent,
            children=tuple(row.key for row in below),
            basis=basis,
            duties=ids,
            deliverables=service.deliverables,
            months=months,
            planned=whole.planned,
            done=whole.done,
            status=whole.status,
            reason=whole.reason,
            progress=service.progress,
            last=whole.last,
            waivers=waivers,
            at=each.at,
        )

    def _service(self, ids: tuple[str, ...]) -> _Service:
        if ids not in self._services:
            duties = [self.duties[id] for id in ids]
            self._services[ids] = _Service(
                months=tuple(duty.months for duty in duties),
                deliverables=tuple(dict.fromkeys(number for duty in duties for number in duty.duty.deliverables)),
                progress=" · ".join(filter(None, (duty.progress for duty in duties))),
                templated=any(duty.duty.template for duty in duties),
            )
        return self._services[ids]

    def _months(self, each: Sentence, service: _Service, below: list[TraceRow], basis: Basis) -> Months:
        if basis is Basis.NOWHERE:
            return self._unserved
        lower = [row.months for row in below if row.basis is not Basis.ABOVE]
        policy = policy_of(each.category, service.templated)
        key = (tuple(map(id, service.months)), tuple(map(id, lower)), policy)
        if key not in self._merged:
            self._merged[key] = merged(service.months, lower, policy, self._ledger)
        return self._merged[key]

    def _whole(self, months: Months) -> Summary:
        """The months are kept beside their sum, so that no other tuple can take their identity."""
        if id(months) not in self._sums:
            self._sums[id(months)] = (months, summed_up(months))
        return self._sums[id(months)][1]


def _grouped(waivers: Sequence[Waiver]) -> dict[str, list[Waiver]]:
    found: dict[str, list[Waiver]] = defaultdict(list)
    for each in waivers:
        found[each.target].append(each)
    return found
