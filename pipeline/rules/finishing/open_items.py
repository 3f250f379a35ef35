"""Turns logs and obligations into what is left over at the end of the contract: undone, unanswered, not made good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.model.dossier import Dossier
from pipeline.model.log import ServiceRequest
from pipeline.model.network import mask_account
from pipeline.rules.obligations import overdue
from pipeline.rules.occurrence.occurrence import Obligation, day_of
from pipeline.rules.recovery import Assessment
from pipeline.rules.temporary_recovery import pending


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One thing left over: its kind, number, what it is, since when (or due when), how it stands and whose it is."""

    kind: str  # 장애, 임시복구, 요청, 이슈, 기한 지난 의무, 미반출 물품, 미회수 계정, 승인 전 계약변경
    id: str
    what: str
    day: date | None
    state: str
    owner: str = ""


def open_items(
    dossier: Dossier, obligations: Iterable[Obligation], incidents: Sequence[Assessment], requests: Iterable[ServiceRequest]
) -> tuple[OpenItem, ...]:
    """Return what is left over on the contract's last day, kind by kind, each by day.

    `incidents`: those not recovered; `requests`: those not done, as of that day.
    """
    groups = (
        _incidents(incidents), _temporary(dossier), _requests(requests), _issues(dossier), _duties(obligations, incidents),
        _visits(dossier), _accounts(dossier), _amendments(dossier),
    )
    return tuple(each for group in groups for each in sorted(group, key=lambda one: (one.day or date.max, one.id)))


def _incidents(found: Iterable[Assessment]) -> Iterator[OpenItem]:
    for each in found:
        yield OpenItem("장애", each.incident.id, each.incident.title, each.incident.reported.date(), "미복구", each.incident.handler)


def _temporary(dossier: Dossier) -> Iterator[OpenItem]:
    for each in pending(dossier, dossier.contract.months[-1]):
        if not each.done:
            state = f"항구대책 {each.state_words}"
            yield OpenItem("임시복구", each.incident.id, each.incident.title, each.temporary.date(), state, each.incident.handler)


def _requests(found: Iterable[ServiceRequest]) -> Iterator[OpenItem]:
    for each in found:
        state = f"{each.status}: {each.result}" if each.result else str(each.status)
        yield OpenItem("요청", each.id, each.title, each.requested.date(), state, each.handler)


def _issues(dossier: Dossier) -> Iterator[OpenItem]:
    end = dossier.contract.end
    for each in dossier.issues:
        if each.day <= end and (each.closed is None or each.closed > end):
            yield OpenItem("이슈", each.id, each.text, each.day, f"진행: {each.action}" if each.action else "진행", each.owner)


def _duties(found: Iterable[Obligation], incidents: Sequence[Assessment]) -> Iterator[OpenItem]:
    """What the logs show undone; duties that one and the same gap in the logs leaves undone stand together.

    The recovery of an incident that is named already is not named again.
    """
    named = {each.incident.id for each in incidents}
    groups: dict[tuple[str, str], list[Obligation]] = {}
    for each in overdue(found):
        if each.thing.partition("/")[2] not in named:
            groups.setdefault((each.reason, str(each.legal_due)), []).append(each)
    for group in groups.values():
        first = group[0]
        ids = ", ".join(dict.fromkeys(_number(each) for each in group))
        what = " / ".join(dict.fromkeys(each.title for each in group))
        yield OpenItem("기한 지난 의무", ids, what, day_of(first.legal_due) if first.legal_due else None, first.reason)


def _number(each: Obligation) -> str:
    """The number of the paper, the id of the duty, or, for work that no duty names, that of the record (INC-2019-004)."""
    what, _, key = each.thing.partition("/")
    return each.number or (what if what in each.duties else key)


def _visits(dossier: Dossier) -> Iterator[OpenItem]:
    for each in dossier.visits:
        if each.carries and each.taken_out is None and each.start <= dossier.contract.end:
            person = dossier.person(each.person)
            yield OpenItem("미반출 물품", each.id, each.item or str(each.medium), each.start, "반출 기록 없음", person.name if person else "")


def _accounts(dossier: Dossier) -> Iterator[OpenItem]:
    """The accounts of our people that nobody took back; their names stay masked."""
    for each in dossier.accounts:
        person = dossier.person(each.user)
        if person and (each.revoked is None or each.revoked > dossier.contract.end):
            what = f"{each.right} 계정 {mask_account(each.name)}"
            yield OpenItem("미회수 계정", each.asset, what, each.issued, "회수 기록 없음", person.name)


def _amendments(dossier: Dossier) -> Iterator[OpenItem]:
    for each in dossier.amendments:
        if each.approved is None and each.proposed <= dossier.contract.end:
            kinds = "·".join(each.kinds)
            what = f"{kinds} 변경 제안: {each.reason}" if each.reason else f"{kinds} 변경 제안"
            yield OpenItem("승인 전 계약변경", each.id, what, each.proposed, "승인 기록 없음", each.proposer)
