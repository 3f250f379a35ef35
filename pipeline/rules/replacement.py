"""Turns a request to replace a person into its dates by both readings, its hand-over, the successor's qualification and a calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from pipeline.model.contract import Contract
from pipeline.model.deliverable import DueKind, DueRule
from pipeline.model.dossier import Dossier
from pipeline.model.occasion import Replacement, ReplacementCause
from pipeline.model.period import Period
from pipeline.model.staff import Person
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.deadline import Deadline, deadline
from pipeline.rules.staffing import Qualification, qualification

CODE = "R-REP-01"
NOTICE, HANDOVER, FORCED, AT_ONCE = (
    "replacement.notice_days", "replacement.handover_days", "replacement.forced_days", "replacement.forced_at_once",
)
_DAY = timedelta(days=1)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Successor:
    """Who takes over: the person (of people.csv, or made of the request), and the years of work, None when nobody said."""

    person: Person | None
    years: Decimal | None
    qualification: Qualification | None  # None while the years are unknown

    @property
    def verdict(self) -> str:
        """적합, 부적합, 해당 없음; 〔입력 필요〕 while the years are unknown."""
        return words.MISSING if self.qualification is None else self.qualification.verdict


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the hand-over calendar: what falls on it, whether the hand-over runs, and the holiday's name or ""."""

    day: date
    marks: tuple[str, ...]
    handover: bool
    holiday: str


@dataclass(frozen=True, slots=True)
class ReplacementPlan:
    """One replacement with everything that its request states. Days are None where no clause or no fact gives them."""

    replacement: Replacement
    leaving: Person | None
    leaving_qualification: Qualification | None
    successor: Successor
    notice_days: int | None
    notice: Deadline | None  # nominal: the strict reading, lenient_due: the other
    lenient_recommended: date | None
    handover_days: int | None
    handover: Period | None  # as the request says
    handover_before: Period | None  # the days demanded, ended on the eve of the change
    handover_after: Period | None  # the days demanded, begun on the day of the change
    forced: Deadline | None
    weeks: tuple[tuple[CalendarDay, ...], ...]  # Sunday to Saturday
    clashes: tuple[str, ...]  # where the clauses cannot all be kept

    @property
    def demanded(self) -> bool:
        """True when the client asked for the replacement."""
        return self.replacement.cause is ReplacementCause.DEMANDED

    @property
    def strict_met(self) -> bool | None:
        """Whether it was submitted with n clear days left; None without a day or a clause."""
        return _in_time(self.replacement.submitted, self.notice.nominal if self.notice else None)

    @property
    def lenient_met(self) -> bool | None:
        """Whether it was submitted by the change day less n; None without a day or a clause."""
        return _in_time(self.replacement.submitted, self.notice.lenient_due if self.notice else None)

    @property
    def handover_enough(self) -> bool | None:
        """Whether the hand-over lasts as long as the contract demands; None without days or a clause."""
        if self.handover is None or self.handover_days is None:
            return None
        return self.handover.days >= self.handover_days

    @property
    def forced_met(self) -> bool | None:
        """Whether the change comes by the day on which a demanded replacement is due; None where nothing is due."""
        return _in_time(self.replacement.change_day, self.forced.legal_due if self.forced else None)

    @property
    def last_day(self) -> date:
        """The last day of the one who leaves: the eve of the change."""
        return self.replacement.change_day - _DAY

    @property
    def day(self) -> date:
        """The day of the request: when it was submitted, else when it should be."""
        if self.replacement.submitted:
            return self.replacement.submitted
        aimed = self.notice.recommended_due if self.notice else None
        return aimed or self.last_day


def replacement_plan(dossier: Dossier, request: Replacement) -> ReplacementPlan:
    """인력교체: 승인요청서를 낼 마지막 날, 업무 인수인계 기간, 교체 요구를 받은 때의 기한을 셉니다.

    조항: PSR-001 1) "변경 15일전에 변경 사유와 인적사항을 제출하여 승인 받고, 20일 동안의 업무 인수인계 기간을 두어 처리한다",
    2) "교체 요구를 받은 날로부터 15일 이내에 교체", V-3 "즉시". 민법 제157조, 제161조. 날수는 계약의 수치규칙에서 읽습니다.

    산식
      제출기한: 엄격하게는 온전한 n일을 남겨 변경예정일 − n − 1일, 완화하면 변경예정일 − n일. 휴일이면 앞 영업일을 권장합니다.
      인수인계: 변경 전에 마치는 해석은 변경예정일 − m일부터 그 전날까지, 변경일부터 두는 해석은 변경예정일부터 m일 동안.
      m이 n보다 크면 변경 전에 마치는 인수인계는 제출기한보다 먼저 시작합니다.
      교체 요구: 요구일 + k일(초일 불산입). '즉시'라는 조항이 따로 있으면 함께 적습니다.
      자격: 후임의 경력 ≥ 전임 역할의 요구 경력.

    예: 변경 2020. 1. 2., n 15, m 20 → 엄격 2019. 12. 17.(화), 완화 12. 18.(수), 인수인계 12. 13. ~ 2020. 1. 1.
    요구 2019. 12. 20., k 15 → 2020. 1. 4.(토) → 법정 1. 6.(월), 권장 1. 3.(금).
    """
    contract, calendar = dossier.contract, Calendar(dossier.law, dossier.contract)
    leaving, change = dossier.person(request.leaving), request.change_day
    notice_days, handover_days = _number(contract, NOTICE), _number(contract, HANDOVER)
    notice = _notice(contract, change, calendar, notice_days)
    forced = _forced(contract, request, calendar)
    before = Period(change - timedelta(days=handover_days), change - _DAY) if handover_days else None
    handover = Period(request.handover_start, request.handover_end) if request.handover_start and request.handover_end else None
    return ReplacementPlan(
        replacement=request,
        leaving=leaving,
        leaving_qualification=qualification(contract, leaving) if leaving else None,
        successor=successor(dossier, request, leaving),
        notice_days=notice_days,
        notice=notice,
        lenient_recommended=calendar.previous_business_day(notice.lenient_due) if notice and notice.lenient_due else None,
        handover_days=handover_days,
        handover=handover,
        handover_before=before,
        handover_after=Period(change, change + timedelta(days=handover_days - 1)) if handover_days else None,
        forced=forced,
        weeks=_weeks(calendar, request, notice, handover or before, forced),
        clashes=tuple(_clashes(contract, request, notice, before)),
    )


def successor(dossier: Dossier, request: Replacement, leaving: Person | None) -> Successor:
    """Return who takes over, judged by the role of the one who leaves."""
    known = dossier.person(request.successor) if request.successor else None
    if known is None and not request.name:
        return Successor(None, None, None)
    role = leaving.role if leaving else ""
    person = known or Person(
        id="", name=request.name, role=role, affiliation=request.affiliation, position=request.position, grade=request.grade,
        joined=request.change_day, career_years=request.career_years or Decimal(0), licences=request.licences,
    )
    years = known.career_years if known else request.career_years
    judged = qualification(dossier.contract, replace(person, role=role or person.role))
    return Successor(person, years, judged if years is not None or judged.required is None else None)


def clash(contract: Contract) -> str:
    """Return how the demanded hand-over and the notice stand against each other; "" when the notice leaves room for it."""
    notice, handover = _number(contract, NOTICE), _number(contract, HANDOVER)
    if not notice or not handover or handover <= notice:
        return ""
    return (f"인수인계 {handover}일({_clause(contract, HANDOVER)})이 사전 제출 {notice}일({_clause(contract, NOTICE)})보다 길어, "
            "기한에 맞추어 낸 뒤 승인을 받아 시작하면 인수인계가 변경일을 넘김")


def _number(contract: Contract, id: str) -> int | None:
    term = contract.term(id)
    return int(term.value) if term and term.value is not None else None


def _clause(contract: Contract, id: str) -> str:
    term = contract.term(id)
    return term.clause if term and term.clause else "조항 미기재"


def _notice(contract: Contract, change: date, calendar: Calendar, days: int | None) -> Deadline | None:
    if not days:
        return None
    rule = DueRule(kind=DueKind.BEFORE_DAYS, number=days, event="변경예정일", clause=_clause(contract, NOTICE))
    return deadline(rule, change, calendar)


def _forced(contract: Contract, request: Replacement, calendar: Calendar) -> Deadline | None:
    days = _number(contract, FORCED)
    if request.cause is not ReplacementCause.DEMANDED or request.demanded is None or not days:
        return None
    rule = DueRule(kind=DueKind.AFTER_DAYS, number=days, event="교체 요구일", clause=_clause(contract, FORCED))
    return deadline(rule, request.demanded, calendar)


def _clashes(contract: Contract, request: Replacement, notice: Deadline | None, before: Period | None) -> list[str]:
    found = [clash(contract)] if clash(contract) else []
    if notice and notice.nominal and before and before.start <= notice.nominal:
        early = (notice.nominal - before.start).days
        found.append(f"변경 전에 마치려면 {words.day(before.start)}에 시작하여야 하며, 엄격한 제출기한 {words.day(notice.nominal)}보다 {early}일 빠름")
    if request.cause is ReplacementCause.DEMANDED and request.demanded and notice and notice.nominal and notice.nominal < request.demanded:
        found.append(f"교체 요구를 받은 날({words.day(request.demanded)})이 이미 제출기한({words.day(notice.nominal)}) 뒤여서, "
                     f"사전 제출 기한({notice.clause})과 교체 기한({_clause(contract, FORCED)})을 함께 지킬 수 없음")
    forced_days, handover_days = _number(contract, FORCED), _number(contract, HANDOVER)
    if request.cause is ReplacementCause.DEMANDED and forced_days and handover_days and handover_days > forced_days:
        found.append(f"교체 요구 뒤 {forced_days}일({_clause(contract, FORCED)}) 안에는 인수인계 {handover_days}일({_clause(contract, HANDOVER)})을 마칠 수 없어, "
                     "변경한 뒤까지 두어야 함")
    return found


def _weeks(
    calendar: Calendar, request: Replacement, notice: Deadline | None, handover: Period | None, forced: Deadline | None
) -> tuple[tuple[CalendarDay, ...], ...]:
    """Return the weeks from the first deadline or day of hand-over to the change, with what falls on each day."""
    marks: list[tuple[date | None, str]] = [
        (notice.nominal if notice else None, "기한(엄격)"), (notice.lenient_due if notice else None, "기한(완화)"),
        (request.demanded, "교체 요구"), (request.submitted, "제출"), (request.approved, "승인"),
        (forced.legal_due if forced else None, "교체 기한"), (request.change_day, "변경"),
    ]
    edges = [day for day, what in marks if day and what not in ("제출", "승인", "교체 요구")]
    edges += [handover.start, handover.end] if handover else []
    first, last = min(edges), max(edges)
    first -= timedelta(days=(first.weekday() + 1) % _WEEK)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    days += [days[-1] + timedelta(days=n + 1) for n in range(-len(days) % _WEEK)]
    cells = [
        CalendarDay(day, tuple(what for at, what in marks if at == day), handover is not None and day in handover, calendar.holiday_name(day))
        for day in days
    ]
    return tuple(tuple(cells[start : start + _WEEK]) for start in range(0, len(cells), _WEEK))


def _in_time(day: date | None, due: date | None) -> bool | None:
    return None if day is None or due is None else day <= due
