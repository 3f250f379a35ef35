"""Turns each chain of incidents into its recovery times under every clause, with the arithmetic and the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.contract import ClockStart
from pipeline.model.dossier import Dossier
from pipeline.model.log import Exclusion, Incident, Responsibility
from pipeline.model.period import Month
from pipeline.model.words import duration_words
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.clock import minutes_between
from pipeline.rules.recovery_clock import AGREED, Clock, clock
from pipeline.rules.recurrence import Chain, chains, window
from pipeline.rules.rule import Rule

CODE = "R-SLA-01"


@dataclass(frozen=True, slots=True)
class Assessment:
    """One chain under every recovery clause that applies to it."""

    chain: Chain
    clocks: tuple[Clock, ...]
    after_hours: str  # 휴일, 야간 or "", by the first report
    elapsed: int | None  # minutes from the first report to the last recovery
    responsibility: Responsibility
    exclusions: tuple[Exclusion, ...]

    @property
    def incident(self) -> Incident:
        """The incident reported first."""
        return self.chain.first

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """All incidents of the chain, in order of occurrence."""
        return self.chain.incidents

    @property
    def kind(self) -> str:
        """The kind of the incident."""
        return self.chain.kind

    @property
    def compound(self) -> bool:
        """True for a 복합장애."""
        return self.chain.compound

    @property
    def month(self) -> Month:
        """The month of the first report, in which the chain is counted."""
        return Month.of(self.chain.first.reported)

    @property
    def open(self) -> bool:
        """True while not everything is recovered."""
        return self.chain.recovered is None

    @property
    def strictest(self) -> Clock | None:
        """The clock with the least time left (while open: the earliest due); the first one when equal."""
        if self.open:
            return min(self.clocks, key=lambda clock: clock.due, default=None)
        return min(self.clocks, key=lambda clock: clock.margin or 0, default=None)

    @property
    def late(self) -> bool:
        """True when the limit of any clause was exceeded."""
        return any(clock.met is False for clock in self.clocks)

    @property
    def late_under(self) -> tuple[str, ...]:
        """The clauses whose limit was exceeded."""
        return _clauses(clock for clock in self.clocks if clock.met is False)

    @property
    def met_under(self) -> tuple[str, ...]:
        """The clauses whose limit was kept."""
        return _clauses(clock for clock in self.clocks if clock.met)

    @property
    def disagree(self) -> bool:
        """True when some clauses were kept and others not."""
        return bool(self.late_under and self.met_under)

    @property
    def elapsed_words(self) -> str:
        """Elapsed time from the first report, "미복구" while open."""
        return "미복구" if self.elapsed is None else duration_words(self.elapsed)

    @property
    def verdict(self) -> str:
        """준수, 초과, 미복구; "조항별 상이" when clauses disagree; "기한 조항 없음" when none applies."""
        if not self.clocks:
            return "기한 조항 없음"
        if self.open:
            return "미복구"
        return "조항별 상이" if self.disagree else "초과" if self.late else "준수"


def assess(dossier: Dossier) -> tuple[Assessment, ...]:
    """장애 복구시간: 장애마다 계약의 모든 복구기한 조항을 적용하여 조항별로 준수 여부를 판정합니다.

    조항: MAR-001 10) 접수 후 4시간, MAR-005 4) 장애통보 후 4시간(부득이한 경우는 합의), MAR-005 5) 통보부터 기산,
    QUR-001 1) 장애통보 및 유지보수요청부터 4시간, V-1 접수 후 2시간(복합장애 8시간)과 DBMS 자료복구 시간 제외.
    민법 제156조에 따라 시간은 즉시 기산하고 야간과 휴일도 셉니다.

    산식
      경과 = 복구일시 − 기산일시. 재발로 이은 장애는 최초 장애의 기산부터 마지막 복구까지입니다.
      복구시간 = 경과 − 제외. 그 조항이 정한 종류의 제외만, 기산과 복구 사이의 부분만, 겹치면 한 번만 뺍니다.
        '합의' 제외는 합의자를 적은 것만 뺍니다.
      여유 = 기한 − 복구시간. 0분 이상이면 준수(정확히 기한이면 준수), 음수이면 초과입니다. 초는 버립니다.
      접수일시가 없으면 통보일시부터 셉니다. '통보 및 유지보수요청'은 둘 중 늦은 때부터 세며 요청일시가 없으면 통보일시부터 셉니다.
      조항끼리 판정이 다르면 하나를 고르지 않고 모두 적습니다.

    예: 통보·접수 13:05, 복구 19:15 → 6시간 10분. 기한 4시간 − 6시간 10분 = 초과 2시간 10분.
    DBMS 자료복구 14:00~18:00을 제외하는 2시간 조항에서는 2시간 10분이므로 초과 10분.
    """
    calendar = Calendar(dossier.law, dossier.contract)
    return tuple(_assessment(dossier, chain, calendar) for chain in chains(dossier.incidents, window(dossier.contract)))


def _assessment(dossier: Dossier, chain: Chain, calendar: Calendar) -> Assessment:
    exclusions = tuple(each for each in dossier.exclusions if each.incident in chain.ids)
    clocks = tuple(
        clock(rule, chain, exclusions)
        for rule in dossier.contract.recovery if rule.compound is None or rule.compound == chain.compound
    )
    recovered, accounts = chain.recovered, {incident.responsibility for incident in chain.incidents}
    return Assessment(
        chain=chain,
        clocks=clocks,
        after_hours=calendar.after_hours(chain.first.reported),
        elapsed=None if recovered is None else minutes_between(chain.first.reported, recovered),
        responsibility=accounts.pop() if len(accounts) == 1 else Responsibility.UNKNOWN,
        exclusions=exclusions,
    )


def _clauses(clocks: Iterable[Clock]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clock.clause for clock in clocks))


def check(dossier: Dossier) -> list[Problem]:
    """Say which times make a figure impossible or open to dispute."""
    problems = [problem for exclusion in dossier.exclusions if (problem := _exclusion(dossier, exclusion))]
    if any(rule.start is ClockStart.RECEIVED for rule in dossier.contract.recovery):
        problems += [_unreceived(incident) for incident in dossier.incidents if incident.received is None]
    for assessment in assess(dossier):
        if problem := _impossible(assessment) or _overdue(dossier, assessment) or _disagreement(dossier, assessment):
            problems.append(problem)
    return problems


def _unreceived(incident: Incident) -> Problem:
    message = f"{incident.id}: 접수일시가 없어 접수부터 세는 기한을 통보일시부터 셉니다."
    return Problem(CODE, message, incident.at.at_field("접수일시"), "접수한 때를 적습니다. 예: 2019-07-03 14:30",
                   severity=Severity.WARNING)


def _exclusion(dossier: Dossier, exclusion: Exclusion) -> Problem | None:
    """The first thing wrong with an exclusion, or None."""
    name = f"{exclusion.incident} 제외시간 ‘{exclusion.kind}’"
    accepted = list(dict.fromkeys(kind for rule in dossier.contract.recovery for kind in rule.excludes))
    if exclusion.end <= exclusion.start:
        return Problem(CODE, f"{name}: 종료일시({words.moment(exclusion.end)})가 시작일시와 같거나 그보다 빠릅니다.",
                       exclusion.at.at_field("종료일시"), "시작일시 뒤의 때를 적습니다.")
    if exclusion.kind not in accepted:
        hint = f"계약이 인정하는 구분: {', '.join(accepted)}" if accepted else "계약의 복구기한에 제외가 없습니다."
        return Problem(CODE, f"{name}: 시간을 빼 주는 조항이 없어 제외하지 않습니다.", exclusion.at.at_field("구분"), hint,
                       severity=Severity.WARNING)
    if exclusion.kind == AGREED and not exclusion.agreed_by:
        return Problem(CODE, f"{name}: 합의자가 없어 제외하지 않습니다.", exclusion.at.at_field("합의자"),
                       f"합의한 {dossier.contract.client.term} 담당자를 적습니다. 예: 홍길동", severity=Severity.WARNING)
    return None


def _impossible(assessment: Assessment) -> Problem | None:
    """A recovery before its clock starts leaves no figure."""
    for each in assessment.clocks:
        if each.end is not None and each.end < each.start:
            message = (f"{assessment.incident.id}: 복구일시({words.moment(each.end)})가 "
                       f"{each.start_words}({words.moment(each.start)})보다 빨라 복구시간을 셀 수 없습니다.")
            return Problem(CODE, message, assessment.incident.at.at_field("복구일시"), f"{each.start_words} 뒤의 복구일시를 적습니다.")
    return None


def _overdue(dossier: Dossier, assessment: Assessment) -> Problem | None:
    """No clock is read: an open incident is judged at the end of the newest month that has a log."""
    strictest = assessment.strictest
    if not assessment.open or strictest is None or not strictest.overdue(dossier.newest_month.end):
        return None
    message = f"{assessment.chain.last.id}: 복구일시가 없고 기한({strictest.clause}, {words.moment(strictest.due)})이 지났습니다."
    return Problem(CODE, message, assessment.chain.last.at.at_field("복구일시"), "복구하였으면 복구일시를 적습니다.",
                   severity=Severity.WARNING)


def _disagreement(dossier: Dossier, assessment: Assessment) -> Problem | None:
    if not assessment.disagree:
        return None
    message = (f"{assessment.incident.id}: 조항에 따라 판정이 다릅니다. "
               f"초과 {', '.join(assessment.late_under)} / 준수 {', '.join(assessment.met_under)}")
    hint = f"어느 기한을 적용하는지 {dossier.contract.client.term}에 질의합니다."
    return Problem(CODE, message, assessment.chain.last.at.at_field("복구일시"), hint, severity=Severity.NOTE)


RULE = Rule(
    CODE, "장애 복구시간과 기한 준수",
    ("MAR-001 10)", "MAR-005 4)", "MAR-005 5)", "QUR-001 1)", "V-1 장애복구", "민법 제156조"), assess, check,
)
