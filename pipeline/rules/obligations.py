"""Turns a dossier and a day into the obligations calendar: everything owed, by when, by which clause, and whether it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain

from pipeline.model.deliverable import Deliverable, DueKind, DueRule
from pipeline.model.dossier import Dossier
from pipeline.model.period import Period
from pipeline.problems import Problem, Severity
from pipeline.rules.calendar import Calendar
from pipeline.rules.occurrence.citation import Citations
from pipeline.rules.occurrence.events import KNOWN, OF_MONTH, Events, knows, recordable
from pipeline.rules.occurrence.handing_in import named, papers
from pipeline.rules.occurrence.judging import judged
from pipeline.rules.occurrence.occurrence import Built, Draft, Obligation, State, day_of
from pipeline.rules.occurrence.proof import Proofs
from pipeline.rules.occurrence.work import work
from pipeline.rules.recovery import Assessment
from pipeline.rules.rule import Rule

CODE = "R-OBL-01"


def obligations(
    dossier: Dossier, until: date, documents: Iterable[Built] = (), *, horizon: date | None = None, within: Period | None = None,
    assessments: tuple[Assessment, ...] | None = None,
) -> tuple[Obligation, ...]:
    """이행 일정: 계약이 요구하는 일을 건마다 기한과 함께 늘어놓고, 기준일까지 하였는지 봅니다.

    조항: 산출물마다 deliverables.yaml의 기한과 조항(D1은 V-5, V-1, MAR-004 3), SER-001 2), PSR-001 등), 일의 기한은
    duties.yaml과 계약의 복구기한. 날의 계산은 R-DUE-01과 같이 민법 제155조~제161조.

    산식
      매월·매분기·매년은 계약기간의 달·분기·해마다 한 건, 장애·변경·요청·투입·교체는 기록 한 줄마다 한 건입니다.
      한 일에 조항이 둘이면 두 기한을 모두 적고 하나를 고르지 않습니다. 함께 내는 것은 그 산출물의 기한을 따릅니다.
      법정 기한은 말일이 휴일이면 다음 영업일, 권장일은 그 날이나 앞의 영업일입니다. '그 달 안'에 할 일은 미루지 않습니다.
      상태: 기록이나 만든 산출물이 있으면 함(기한 뒤면 늦음), 기한이 기준일이거나 그 뒤면 기한 남음,
        기한이 지났고 있어야 할 기록이 없으면 지남, 기록으로 알 수 없으면 확인 필요. 조항에 날이 없으면 기한 미정입니다.

    예: 2019년 6월분 정기점검보고서 → MAR-004 3) 6. 30.(일)은 법정 7. 1.(월), 권장 6. 28.(금), MAR-001 7)·V-1 7. 10.(수).

    `until`: the day of the calendar. `documents`: what manifests say was built. `horizon`: periods that begin by this day
    count (default `until`). `within`: only deadlines that touch these days. Dated obligations first, by day.
    """
    calendar, citations = Calendar(dossier.law, dossier.contract), Citations(dossier)
    events = Events(dossier, until, max(until, horizon or until), assessments)
    proofs = Proofs(events, documents)
    drafts: Iterator[Draft] = chain(papers(events, calendar, citations, proofs), work(events, calendar, citations))
    wanted = [draft for draft in drafts if within is None or _touches(draft, within)]
    found = judged(wanted, until, dossier.waivers)
    return tuple(each for _, each in sorted(enumerate(found), key=lambda pair: _order(pair[1], pair[0])))


def _touches(draft: Draft, span: Period) -> bool:
    due = draft.deadline
    return any(day_of(day) in span for day in (due.nominal, due.legal_due, due.recommended_due) if day is not None)


def _order(each: Obligation, place: int) -> tuple[bool, str, int]:
    due = each.legal_due
    return due is None, f"{due:%Y-%m-%d %H:%M}" if isinstance(due, datetime) else str(due or ""), place


def overdue(found: Iterable[Obligation]) -> list[Obligation]:
    """Return the obligations whose deadline is past and that the logs show undone."""
    return [each for each in found if each.state is State.OVERDUE]


def to_come(dossier: Dossier, span: Period, until: date, assessments: tuple[Assessment, ...] | None = None) -> tuple[Obligation, ...]:
    """Return what falls due on a day of `span`, as known at the end of `until`, without what was done by then.

    Deadlines in hours are left out: nobody plans them by the month.
    """
    found = obligations(dossier, until, horizon=span.end, within=span, assessments=assessments)
    return tuple(each for each in found if each.state not in (State.DONE, State.WAIVED) and not isinstance(each.legal_due, datetime))


def check(dossier: Dossier) -> list[Problem]:
    """Say which deadlines count from an event that nobody knows."""
    return [problem for item in dossier.deliverables for rule in item.due if (problem := _unknown(dossier, item, rule))]


def _unknown(dossier: Dossier, item: Deliverable, rule: DueRule) -> Problem | None:
    place = (rule.at or item.at).at_field("기준")
    if rule.kind is DueKind.WITH and not recordable(item.trigger) and named(dossier, rule.event) is None:
        message = f"‘{item.name}’: 함께 낼 산출물({rule.event or '기준 없음'})이 계약 자료에 없어 기한을 알 수 없습니다."
        return Problem(CODE, message, place, "deliverables.yaml에 있는 산출물의 이름을 적습니다.", severity=Severity.WARNING)
    if knows(item, rule):
        return None
    if rule.kind in OF_MONTH:
        message = f"‘{item.name}’: ‘{rule.kind}’ 기한이 어느 달의 것인지 알 수 없습니다(시점 {item.trigger})."
        return Problem(CODE, message, place.at_field("방식"), "시점을 매월이나 사건(장애, 변경, 요청 등)으로 적습니다.", severity=Severity.WARNING)
    message = f"‘{item.name}’: 기한의 기준({rule.event or '없음'})이 언제인지 알 수 없어 기한을 계산하지 못합니다."
    hint = f"아는 기준: {KNOWN}. 드문 사건이면 시점을 수시로 하고, requests.csv의 유형이나 plans.csv의 구분에 기준의 말을 그대로 적습니다."
    return Problem(CODE, message, place, hint, severity=Severity.WARNING)


RULE = Rule(CODE, "이행 일정", ("민법 제155조~제161조", "deliverables.yaml의 기한", "duties.yaml의 기한", "계약의 복구기한"), obligations, check)
