"""Turns late recoveries and missed inspections of a month into causes of a delay penalty: charged, excluded or held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from pipeline.model.contract import DayPolicy, Term
from pipeline.model.dossier import Dossier
from pipeline.model.log import Responsibility
from pipeline.model.period import Month
from pipeline.model.words import duration_words
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.inspection import VISIT
from pipeline.rules.monthly_due import report_due
from pipeline.rules.recovery import Assessment
from pipeline.rules.recovery_clock import Clock
from pipeline.rules.term import elapsed_months

DAY_MINUTES = 24 * 60


class Standing(StrEnum):
    """What becomes of a cause."""

    CHARGED = "부과"
    EXCLUDED = "제외"
    HELD = "판단 보류"


@dataclass(frozen=True, slots=True)
class Cause:
    """One delay: what was due when, when it was done, how late that is, and whether it is charged and why."""

    kind: str  # 장애 복구 지연, 정기점검 미실시
    label: str  # INC-2019-004 홈페이지 접속 불가
    clause: str
    standing: Standing
    reason: str
    due: date | datetime
    ended: date | datetime | None
    minutes: int  # of delay; whole days are 1,440 minutes each
    in_days: bool  # counted in whole days, so that no day policy is needed
    first_day: date
    steps: tuple[str, ...]

    @property
    def due_words(self) -> str:
        """The deadline as printed."""
        return words.moment(self.due) if isinstance(self.due, datetime) else words.day(self.due)

    @property
    def ended_words(self) -> str:
        """When it was done, or 미완료."""
        if self.ended is None:
            return "미완료"
        return words.moment(self.ended) if isinstance(self.ended, datetime) else words.day(self.ended)

    @property
    def late_words(self) -> str:
        """How late: "2시간 10분", "3일", "미완료"."""
        if self.ended is None:
            return "미완료"
        return f"{self.minutes // DAY_MINUTES}일" if self.in_days else duration_words(self.minutes)

    def days(self, policy: DayPolicy) -> Fraction:
        """Return the days of delay under `policy`; a share of a day is exact."""
        match policy:
            case DayPolicy.CEIL:
                return Fraction(-(-self.minutes // DAY_MINUTES))
            case DayPolicy.FLOOR:
                return Fraction(self.minutes // DAY_MINUTES)
            case DayPolicy.PROPORTIONAL:
                return Fraction(self.minutes, DAY_MINUTES)


def day_words(days: Fraction) -> str:
    """Print days of delay: "3일", or "130분 ÷ 1,440분" for a share of a day."""
    if days.denominator == 1:
        return f"{days.numerator:,d}일"
    return f"{int(days * DAY_MINUTES):,d}분 ÷ {DAY_MINUTES:,d}분"


def causes(dossier: Dossier, month: Month, assessments: Iterable[Assessment]) -> tuple[Cause, ...]:
    """Return the causes that arose in `month`: incidents by their first report, then the inspection missed in it."""
    client = dossier.contract.client.term
    found = [_incident_cause(each, month, client) for each in assessments if each.month == month]
    found.append(_inspection_cause(dossier, month))
    return tuple(cause for cause in found if cause is not None)


def _incident_cause(assessment: Assessment, month: Month, client: str) -> Cause | None:
    """The clause that is exceeded most is charged: one incident is one delay, however many clauses it breaks."""
    late = [clock for clock in assessment.clocks if clock.rule.penalises and clock.overdue(month.end)]
    if not late:
        return None
    worst = max(late, key=lambda clock: clock.over)
    standing, reason = _standing(assessment, worst, client)
    others = ", ".join(clock.name for clock in late if clock is not worst)
    doubled = (f"{others} 초과는 같은 장애이므로 거듭 세지 않음",) if others else ()
    return Cause(
        kind=f"장애 {worst.rule.stage} 지연",
        label=f"{'·'.join(each.id for each in assessment.incidents)} {assessment.incident.title}",
        clause=worst.clause,
        standing=standing,
        reason=reason,
        due=worst.due,
        ended=worst.end,
        minutes=worst.over,
        in_days=False,
        first_day=worst.due.date(),
        steps=(*worst.steps, *doubled),
    )


def _standing(assessment: Assessment, clock: Clock, client: str) -> tuple[Standing, str]:
    if clock.met is None:
        return Standing.HELD, "아직 복구되지 않아 지체일수를 정할 수 없음"
    match assessment.responsibility:
        case Responsibility.CONTRACTOR:
            stopped = any(incident.outage for incident in assessment.incidents)
            return Standing.CHARGED, "" if stopped else "서비스가 중단되지 않음: 운영에 지장이 있었는지 확인 필요"
        case Responsibility.FORCE_MAJEURE:
            return Standing.EXCLUDED, "천재지변 등 불가항력"
        case Responsibility.CLIENT:
            return Standing.EXCLUDED, f"{client}의 귀책사유"
        case Responsibility.THIRD_PARTY:
            return Standing.HELD, "제3자 귀책: 면제 여부를 협의하여 정함"
        case Responsibility.UNKNOWN:
            return Standing.HELD, "귀책 조사 중"


def _inspection_cause(dossier: Dossier, month: Month) -> Cause | None:
    """A month without a visit is a missed inspection where a clause penalises it; it ends with the next visit."""
    term = dossier.contract.term("penalty.inspection")
    owed = bool(dossier.hardware or dossier.software) and month in elapsed_months(dossier)
    visits = [row.day for row in dossier.inspections if row.method == VISIT and row.day in dossier.contract.service]
    if term is None or not owed or any(day in month for day in visits):
        return None
    due = report_due(dossier, month, Calendar(dossier.law, dossier.contract), "점검보고서")
    end = min((day for day in visits if day > month.last), default=None)
    return _missed(term, month, due.legal_due or month.last, due.steps, end)


def _missed(term: Term, month: Month, due: date, steps: tuple[str, ...], end: date | None) -> Cause | None:
    late = None if end is None else (end - due).days
    if late is not None and late <= 0:
        return None  # a deadline that rolled into the next month was kept
    counted = (
        f"지체일수: {words.day(due)} 다음 날부터 {words.day(end)}까지 {late}일" if end and late
        else f"지체일수: {words.day(due)} 다음 날부터, 점검 기록이 없어 끝을 정할 수 없음"
    )
    return Cause(
        kind="정기점검 미실시",
        label=f"{words.month(month)} 정기점검",
        clause=term.clause,
        standing=Standing.CHARGED if late else Standing.HELD,
        reason="" if late else "점검을 실시한 날이 정해지면 계산",
        due=due,
        ended=end,
        minutes=(late or 0) * DAY_MINUTES,
        in_days=True,
        first_day=due + timedelta(days=1),
        steps=(*steps, counted),
    )
