"""Turns the request ledger into a month's account: received, completed, carried over, mean time, urgent ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from pipeline.model.dossier import Dossier
from pipeline.model.log import RequestStatus, ServiceRequest
from pipeline.model.period import Month
from pipeline.model.words import duration_words
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.rule import Rule

CODE = "R-REQ-01"


@dataclass(frozen=True, slots=True)
class RequestDue:
    """A request that has a time limit, judged at the month's end: urgent ones, and those whose supervisor set one."""

    request: ServiceRequest
    due: datetime
    words: str  # 요청일로부터 24시간, 감독 지정 기한
    minutes: int | None  # from request to completion; None while open
    over: int  # minutes beyond the limit, 0 when met or not yet due
    met: bool | None  # None while open and not yet due
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many requests of one kind came in, were completed, and stayed open."""

    kind: str
    received: int
    completed: int
    open: int


@dataclass(frozen=True, slots=True)
class RequestSummary:
    """A month's requests: carried_in + received = completed + rejected + open."""

    month: Month
    carried_in: tuple[ServiceRequest, ...]
    received: tuple[ServiceRequest, ...]
    completed: tuple[ServiceRequest, ...]
    rejected: tuple[ServiceRequest, ...]
    open: tuple[ServiceRequest, ...]  # carried over into the next month, held ones included
    completion_rate: Decimal | None  # (completed + rejected) ÷ (carried in + received), per cent
    mean_minutes: int | None
    mean_words: str  # 6시간 10분, 해당 없음
    dues: tuple[RequestDue, ...]
    late: tuple[RequestDue, ...]
    kinds: tuple[KindCount, ...]
    steps: tuple[str, ...]

    @property
    def urgent(self) -> tuple[RequestDue, ...]:
        """The urgent ones among the dues."""
        return tuple(due for due in self.dues if is_urgent(due.request))

    @property
    def handled(self) -> tuple[ServiceRequest, ...]:
        """Every request that the month saw, in order of request."""
        return tuple(sorted({*self.carried_in, *self.received}, key=lambda each: (each.requested, each.id)))


def requests(dossier: Dossier, month: Month) -> RequestSummary:
    """요청 처리 현황: 접수·완료·이월을 세고, 긴급 유지관리 요청의 기한 준수를 판정합니다.

    조항: V-5(업무기록) "긴급 유지관리 요청이 있을 경우, 요청일로부터 24시간 이내 또는 감독이 지시하는 기간 내에 완료".

    산식
      전월 이월 + 당월 접수 = 당월 완료 + 반려 + 차월 이월
      처리율 = (완료 + 반려) ÷ (전월 이월 + 당월 접수) × 100
      평균 처리시간 = 당월 완료한 요청의 (완료일시 − 요청일시) 합 ÷ 완료 건수 (분 미만 버림)
      긴급 기한 = 감독지정기한이 있으면 그때, 없으면 요청일시 + 24시간. 완료하지 못한 채 기한이 지나도 초과입니다.

    예: 2019. 7. 3. 10:00 긴급 요청 → 기한 7. 4. 10:00, 완료 7. 4. 13:30 → 3시간 30분 초과.
    """
    known = [each for each in dossier.requests if each.requested < month.end]
    active = [each for each in known if not _closed_before(each, month.start)]
    closed_now = [each for each in active if _closed_before(each, month.end)]
    completed = tuple(each for each in closed_now if each.status is RequestStatus.DONE)
    rejected = tuple(each for each in closed_now if each.status is not RequestStatus.DONE)
    open_ = tuple(each for each in active if not _closed_before(each, month.end))
    received = tuple(each for each in active if each.requested in month)
    carried_in = tuple(each for each in active if each.requested < month.start)
    dues = tuple(due for each in active if (due := _due(dossier, each, month.end)) is not None)
    mean = _mean(completed)
    rate = words.share(len(closed_now), len(active))
    return RequestSummary(
        month=month,
        carried_in=carried_in,
        received=received,
        completed=completed,
        rejected=rejected,
        open=open_,
        completion_rate=rate,
        mean_minutes=mean,
        mean_words=words.NONE if mean is None else duration_words(mean),
        dues=dues,
        late=tuple(due for due in dues if due.met is False),
        kinds=_kinds(active, received, completed, open_),
        steps=(
            f"전월 이월 {len(carried_in)}건 + 당월 접수 {len(received)}건 = 완료 {len(completed)}건 + "
            f"반려 {len(rejected)}건 + 차월 이월 {len(open_)}건",
            f"처리율: ({len(completed)} + {len(rejected)}) ÷ {len(active)} × 100 = {words.percent(rate)}",
            *_mean_steps(completed, mean),
        ),
    )


def is_urgent(request: ServiceRequest) -> bool:
    """True when the ledger marks the request urgent, by its flag or its priority."""
    return request.urgent or request.priority == "긴급"


def closed_at(request: ServiceRequest) -> datetime | None:
    """Return when a request was done or rejected; a rejection without a time counts at once, others are open."""
    match request.status:
        case RequestStatus.DONE:
            return request.completed
        case RequestStatus.REJECTED:
            return request.completed or request.requested
        case _:
            return None


def _closed_before(request: ServiceRequest, moment: datetime) -> bool:
    closed = closed_at(request)
    return closed is not None and closed < moment


def _minutes(request: ServiceRequest) -> int | None:
    return None if request.completed is None else int((request.completed - request.requested) // timedelta(minutes=1))


def _mean(completed: Iterable[ServiceRequest]) -> int | None:
    spent = [minutes for each in completed if (minutes := _minutes(each)) is not None]
    return sum(spent) // len(spent) if spent else None


def _mean_steps(completed: tuple[ServiceRequest, ...], mean: int | None) -> tuple[str, ...]:
    if mean is None:
        return (f"평균 처리시간: {words.NONE}(완료 0건)",)
    total = sum(_minutes(each) or 0 for each in completed)
    return (f"평균 처리시간: 합계 {total:,d}분 ÷ {len(completed)}건 = {duration_words(mean)}",)


def _due(dossier: Dossier, request: ServiceRequest, until: datetime) -> RequestDue | None:
    """Judge a request with a limit by what had happened before `until`."""
    limit = _limit(dossier, request)
    if limit is None or request.status is RequestStatus.REJECTED:
        return None
    due, rule_words = limit
    done = request.completed if request.completed is not None and request.completed < until else None
    over = max(0, int(((done or until) - due) // timedelta(minutes=1)))
    met = None if done is None and over == 0 else over == 0
    minutes = _minutes(request) if done else None
    return RequestDue(request, due, rule_words, minutes, over, met, _due_steps(request, due, rule_words, done, over))


def _limit(dossier: Dossier, request: ServiceRequest) -> tuple[datetime, str] | None:
    if request.supervisor_due is not None:
        return request.supervisor_due, "감독이 지시하는 기간"
    if not is_urgent(request):
        return None
    hours = dossier.contract.number_of("request.urgent_hours", 0)
    if not hours:  # the contract sets no time for urgent ones
        return None
    return request.requested + timedelta(minutes=int(hours * 60)), f"요청일로부터 {words.plain(hours)}시간 이내"


def _due_steps(
    request: ServiceRequest, due: datetime, rule_words: str, done: datetime | None, over: int
) -> tuple[str, ...]:
    end = f"완료 {words.moment(done)}" if done else "미완료"
    verdict = f"{duration_words(over)} 초과" if over else "기한 내" if done else "기한 전"
    return (f"요청 {words.moment(request.requested)}, 기한 {words.moment(due)}({rule_words}), {end}: {verdict}",)


def _kinds(
    active: Iterable[ServiceRequest],
    received: tuple[ServiceRequest, ...],
    completed: tuple[ServiceRequest, ...],
    open_: tuple[ServiceRequest, ...],
) -> tuple[KindCount, ...]:
    def count(group: tuple[ServiceRequest, ...], kind: str) -> int:
        return sum(1 for each in group if each.kind == kind)

    kinds = dict.fromkeys(each.kind for each in active)
    return tuple(KindCount(kind, count(received, kind), count(completed, kind), count(open_, kind)) for kind in kinds)


def check(dossier: Dossier) -> list[Problem]:
    """Name requests whose status and completion disagree, and urgent ones that were late."""
    problems: list[Problem] = []
    for request in dossier.requests:
        problems += _contradictions(request)
        problems += _lateness(dossier, request)
    return problems


def _contradictions(request: ServiceRequest) -> list[Problem]:
    place = request.at.at_field("완료일시")
    if request.status is RequestStatus.DONE and request.completed is None:
        return [Problem(CODE, f"{request.id}: 상태가 완료인데 완료일시가 없습니다.", place, "완료한 때를 적습니다. 예: 2019-07-04 13:30")]
    if request.completed is None:
        return []
    if request.status not in (RequestStatus.DONE, RequestStatus.REJECTED):
        message = f"{request.id}: 완료일시가 있는데 상태가 '{request.status}'입니다."
        return [Problem(CODE, message, request.at.at_field("상태"), "'완료'로 적거나 완료일시를 비웁니다.", (place,))]
    return []


def _lateness(dossier: Dossier, request: ServiceRequest) -> list[Problem]:
    due = _due(dossier, request, dossier.newest_month.end)
    if due is None or due.met is not False or due.minutes is None or not is_urgent(request):
        return []
    message = f"{request.id}: 긴급 요청의 기한({due.words}, {words.moment(due.due)})을 {duration_words(due.over)} 넘겨 완료했습니다."
    return [Problem(CODE, message, request.at.at_field("완료일시"), "늦은 사유를 처리결과에 적습니다.", severity=Severity.WARNING)]


RULE = Rule(CODE, "요청 처리 현황", ("V-5(업무기록)", "V-5 산출물 요구사항관리대장"), requests, check)
