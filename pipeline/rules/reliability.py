"""Turns a month's assessed incidents into mean and longest recovery, time between failures, and rates per clause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.contract import RecoveryRule, Stage
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.model.words import duration_words
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.availability import availability
from pipeline.rules.recovery import Assessment
from pipeline.rules.rule import Rule
from pipeline.rules.term import minutes_of

CODE = "R-REL-01"
DAYTIME = "업무시간"


@dataclass(frozen=True, slots=True)
class ClauseRate:
    """How the month's incidents fared under one recovery clause; the rate counts recovered ones only."""

    rule: RecoveryRule
    applied: int
    met: int
    late: int
    open: int
    rate: Decimal | None  # per cent, None when nothing was recovered
    step: str

    @property
    def rate_words(self) -> str:
        """The rate, or 해당 없음."""
        return words.percent(self.rate)


@dataclass(frozen=True, slots=True)
class Count:
    """How many incidents of one kind or time of day."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """A month's reliability. `incidents` counts single incidents, `chains` counts them with recurrences joined."""

    month: Month
    incidents: int
    chains: int
    recurrences: int
    recurrence_rate: Decimal | None
    open: int
    mttr: int | None  # minutes
    mtbf: int | None  # minutes
    longest: Assessment | None
    clauses: tuple[ClauseRate, ...]
    kinds: tuple[Count, ...]
    hours: tuple[Count, ...]  # 업무시간, 야간, 휴일
    steps: tuple[str, ...]

    @property
    def mttr_words(self) -> str:
        """Mean time to recovery, or 해당 없음."""
        return _words(self.mttr)

    @property
    def mtbf_words(self) -> str:
        """Mean time between failures, or 해당 없음."""
        return _words(self.mtbf)

    @property
    def longest_words(self) -> str:
        """The longest recovery with its incident, or 해당 없음."""
        return words.NONE if self.longest is None else f"{self.longest.elapsed_words}({self.longest.incident.id})"

    @property
    def recurrence_words(self) -> str:
        """The share of recurrences, or 해당 없음."""
        return words.percent(self.recurrence_rate)

    @property
    def lowest_rate(self) -> Decimal | None:
        """The lowest rate of any recovery clause: the strictest reading of the month."""
        rates = (each.rate for each in self.clauses if each.rule.stage is Stage.RECOVERY)
        return min((rate for rate in rates if rate is not None), default=None)

    @property
    def after_hours(self) -> int:
        """How many were reported at night or on a day off."""
        return sum(each.count for each in self.hours if each.label != DAYTIME)


def reliability(dossier: Dossier, month: Month, assessments: Iterable[Assessment]) -> Reliability:
    """신뢰성 지표: 그 달에 통보받은 장애의 평균·최장 복구시간, 고장 간격, 조항별 기한 내 복구율을 셉니다.

    조항: MAR-005(장애복구 실시), QUR-001(시스템 가용성 확보). 계약이 목표 수치를 정하지 않으면 참고지표입니다.

    산식
      평균 복구시간(MTTR) = 복구된 장애의 (복구일시 − 통보일시) 합 ÷ 건수. 재발로 이은 장애는 한 건이며 제외시간을 빼지 않습니다.
      평균 고장간격(MTBF) = (그 달 용역시간 − 중단시간) ÷ 건수. 장애가 없으면 '해당 없음'입니다. 분 미만은 버립니다.
      기한 내 복구율 = 조항마다 준수 ÷ (준수 + 초과) × 100. 복구되지 않은 장애는 넣지 않고 따로 적습니다.
      재발률 = 재발한 장애 ÷ 전체 장애 × 100. 전체는 재발을 잇기 전의 건수입니다.

    예: 복구 130분과 370분 → MTTR (130 + 370) ÷ 2 = 250분 = 4시간 10분.
    31일, 중단 500분 → MTBF (44,640 − 500) ÷ 2 = 22,070분 = 367시간 50분.
    """
    own = [each for each in assessments if each.month == month]
    spent = [each.elapsed for each in own if each.elapsed is not None]
    singles = sum(len(each.incidents) for each in own)
    total = minutes_of(dossier.contract.service.within(month))
    down = availability(dossier, month).down_minutes
    mttr = sum(spent) // len(spent) if spent else None
    mtbf = max(0, total - down) // len(own) if own else None
    rate = words.share(singles - len(own), singles)
    return Reliability(
        month=month,
        incidents=singles,
        chains=len(own),
        recurrences=singles - len(own),
        recurrence_rate=rate,
        open=sum(1 for each in own if each.open),
        mttr=mttr,
        mtbf=mtbf,
        longest=_longest(own),
        clauses=tuple(_clause_rate(rule, own) for rule in dossier.contract.recovery if rule.chosen),
        kinds=_kinds(dossier, own),
        hours=_hours(own),
        steps=(
            _mean_step("평균 복구시간(MTTR)", spent, mttr),
            f"평균 고장간격(MTBF): {words.NONE}(장애 0건)" if mtbf is None
            else f"평균 고장간격(MTBF): ({total:,d}분 − {down:,d}분) ÷ {len(own)}건 = {mtbf:,d}분({duration_words(mtbf)})",
            f"재발률: {words.NONE}(장애 0건)" if rate is None
            else f"재발률: {singles - len(own)}건 ÷ {singles}건 × 100 = {words.percent(rate)}",
        ),
    )


def _longest(assessments: list[Assessment]) -> Assessment | None:
    recovered = (each for each in assessments if each.elapsed is not None)
    return max(recovered, key=lambda each: each.elapsed or 0, default=None)


def _words(minutes: int | None) -> str:
    return words.NONE if minutes is None else duration_words(minutes)


def _mean_step(label: str, spent: list[int], mean: int | None) -> str:
    if mean is None:
        return f"{label}: {words.NONE}(복구된 장애 0건)"
    added = " + ".join(str(each) for each in spent)
    return f"{label}: {f'({added})' if len(spent) > 1 else added} ÷ {len(spent)}건 = {mean:,d}분({duration_words(mean)})"


def _clause_rate(rule: RecoveryRule, assessments: list[Assessment]) -> ClauseRate:
    clocks = [clock for each in assessments for clock in each.clocks if clock.rule.id == rule.id]
    met, late = sum(1 for clock in clocks if clock.met), sum(1 for clock in clocks if clock.met is False)
    rate = words.share(met, met + late)
    step = f"{rule.clause} {rule.name}: "
    step += words.NONE if rate is None else f"준수 {met}건 ÷ (준수 {met}건 + 초과 {late}건) × 100 = {words.percent(rate)}"
    return ClauseRate(rule, len(clocks), met, late, len(clocks) - met - late, rate, step)


def _kinds(dossier: Dossier, assessments: list[Assessment]) -> tuple[Count, ...]:
    """Every kind of the contract in its order, zeros included, then kinds that the contract does not name."""
    found = [incident.kind for each in assessments for incident in each.incidents]
    names = dict.fromkeys((*dossier.contract.incident_kinds, *found))
    return tuple(Count(name, found.count(name)) for name in names)


def _hours(assessments: list[Assessment]) -> tuple[Count, ...]:
    found = [each.after_hours or DAYTIME for each in assessments]
    return tuple(Count(label, found.count(label)) for label in (DAYTIME, "야간", "휴일"))


def check(dossier: Dossier) -> list[Problem]:
    """Say which incidents were reported outside the term, so that no month counts them."""
    term = dossier.contract.service
    problems = []
    for incident in dossier.incidents:
        if incident.reported not in term:
            message = (
                f"{incident.id}: 통보일시({words.moment(incident.reported)})가 용역기간({words.span(term)}) 밖이어서 "
                "어느 달의 실적에도 들지 않습니다."
            )
            at = incident.at.at_field("통보일시")
            problems.append(Problem(CODE, message, at, "통보일시나 계약의 개시일·만료일을 고칩니다.", severity=Severity.WARNING))
    return problems


RULE = Rule(CODE, "신뢰성 지표", ("MAR-005", "QUR-001"), reliability, check)
