"""Turns each chain of incidents into its recovery times under every clause, with the arithmetic and the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.contract import ClockStart, Stage
from pipeline.model.dossier import Dossier
from pipeline.model.log import Exclusion, Incident, Responsibility
from pipeline.model.period import Month
from pipeline.model.words import duration_words
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.calendar import Calendar
from pipeline.rules.clock import minutes_between
from pipeline.rules.recovery_clock import AGREED, HELD, Clock, clock
from pipeline.rules.recovery_facts import CODE, NO_GRADE, facts, heaviest, standing
from pipeline.rules.recurrence import TESTED, Chain, chains, needs_witness, window
from pipeline.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Assessment:
    """One chain under every recovery clause that applies to it."""

    chain: Chain
    severity: str  # the heaviest grade of the chain; "" when nobody recorded one
    every: tuple[Clock, ...]  # all clocks in the order of the contract: applied, held and unapplied
    after_hours: str  # 휴일, 야간 or "", by the first report
    elapsed: int | None  # minutes from the first report to the last recovery
    responsibility: Responsibility
    exclusions: tuple[Exclusion, ...]

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks that count: those of applied clauses, without the ones that a missing fact holds."""
        return tuple(clock for clock in self.every if clock.applied and not clock.held)

    @property
    def held(self) -> tuple[Clock, ...]:
        """The clocks of applied clauses that cannot be judged, each with its reason."""
        return tuple(clock for clock in self.every if clock.applied and clock.held)

    @property
    def readings(self) -> tuple[Clock, ...]:
        """The clocks of readings that are printed and not applied: they count for nothing."""
        return tuple(clock for clock in self.every if not clock.applied)

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
        """True while not everything is recovered, and tested where the contract asks for it."""
        return self.chain.recovered is None

    @property
    def strictest(self) -> Clock | None:
        """The clock with the least time left (while open: the earliest due); the first one when equal."""
        if self.open:
            running = (clock for clock in self.clocks if clock.met is None)
            return min(running, key=lambda clock: clock.due, default=None)
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
        """True when some clauses were kept and others not that limit the same thing, arrival or recovery."""
        return any(
            {clock.met for clock in self.clocks if clock.rule.stage is stage} >= {True, False} for stage in Stage
        )

    @property
    def differing(self) -> tuple[Clock, ...]:
        """The unapplied readings that would judge otherwise than the applied limit of the same stage and grade does."""
        judged = {(clock.rule.stage, clock.rule.severity, clock.met) for clock in self.clocks if clock.met is not None}
        return tuple(
            clock for clock in self.readings
            if clock.met is not None and (clock.rule.stage, clock.rule.severity, not clock.met) in judged
        )

    @property
    def elapsed_words(self) -> str:
        """Elapsed time from the first report, "미복구" while open ("시험 미확인" while only the test is missing)."""
        return self.unfinished if self.elapsed is None else duration_words(self.elapsed)

    @property
    def unfinished(self) -> str:
        """What an open chain lacks: 미복구 or 시험 미확인."""
        return "시험 미확인" if self.chain.witnessed and self.chain.last.recovered else "미복구"

    @property
    def verdict(self) -> str:
        """준수, 초과, 미복구; "조항별 상이" when clauses disagree, 판단 보류 when a fact is missing, "기한 조항 없음"."""
        if not self.clocks and not self.held:
            return "기한 조항 없음"
        if self.open:
            return self.unfinished
        if self.disagree:
            return "조항별 상이"
        return "초과" if self.late else HELD if self.held else "준수"


def assess(dossier: Dossier) -> tuple[Assessment, ...]:
    """장애 복구시간: 장애마다 계약의 모든 복구기한 조항을 적용하여 조항별로 준수 여부를 판정합니다.

    조항: 계약의 복구기한. 유지관리 계약 MAR-001 10) 접수 후 4시간, MAR-005 4) 장애통보 후 4시간(부득이한 경우는 합의),
    MAR-005 5) 통보부터 기산, QUR-001 1) 장애통보 및 유지보수요청부터 4시간, V-1 접수 후 2시간(복합장애 8시간)과 DBMS
    자료복구 시간 제외. 클라우드 계약 II 라. 3) 통보 후 6시간 이내 도착, 도착 후 등급별 12·24·48시간, II 바. 1) 입회 시험 확인.
    민법 제156조에 따라 시간은 즉시 기산하고 야간과 휴일도 셉니다.

    산식
      경과 = 복구일시 − 기산일시. 재발로 이은 장애는 최초 장애의 기산부터 마지막 복구까지입니다.
      복구시간 = 경과 − 제외. 그 조항이 정한 종류의 제외만, 기산과 복구 사이의 부분만, 겹치면 한 번만 뺍니다.
        '합의' 제외는 합의자를 적은 것만 뺍니다.
      여유 = 기한 − 복구시간. 0분 이상이면 준수(정확히 기한이면 준수), 음수이면 초과입니다. 초는 버립니다.
      접수일시가 없으면 통보일시부터 셉니다. '통보 및 유지보수요청'은 둘 중 늦은 때부터 세며 요청일시가 없으면 통보일시부터 셉니다.
      조항끼리 판정이 다르면 하나를 고르지 않고 모두 적습니다.
      단계가 도착인 조항은 통보부터 도착일시까지 셉니다. 등급이 적힌 조항은 그 등급의 장애에만 적용하며, 이은 장애는 가장
        무거운 등급을 씁니다. 장애에 등급이 없으면 등급별 조항을 모두 적고 판단을 보류합니다.
      도착부터 세는 조항인데 도착일시가 없으면 통보부터 세어 기한 안이면 준수, 넘으면 판단을 보류합니다.
      입회 시험 확인으로 완료되는 계약(수치규칙 recovery.witnessed)에서는 복구일시 대신 시험확인일시까지 셉니다.
      '적용: 아니오'인 조항(기산의 다른 해석)은 계산하여 적되 판정, 지체상금, 원인규명에 쓰지 않습니다.

    예: 통보·접수 13:05, 복구 19:15 → 6시간 10분. 기한 4시간 − 6시간 10분 = 초과 2시간 10분.
    DBMS 자료복구 14:00~18:00을 제외하는 2시간 조항에서는 2시간 10분이므로 초과 10분.
    Critical 장애 통보 09:00, 도착 11:30, 복구 22:45, 시험확인 23:10 → 도착까지 2시간 30분(기한 6시간), 도착부터 11시간 40분
    (기한 12시간, 여유 20분). 통보부터 세는 해석으로는 14시간 10분이므로 초과 2시간 10분(참고).
    """
    calendar = Calendar(dossier.law, dossier.contract)
    contract = dossier.contract
    found = chains(dossier.incidents, window(contract), needs_witness(contract))
    return tuple(_assessment(dossier, chain, calendar) for chain in found)


def _assessment(dossier: Dossier, chain: Chain, calendar: Calendar) -> Assessment:
    exclusions = tuple(each for each in dossier.exclusions if each.incident in chain.ids)
    severity = heaviest(chain.incidents, dossier.contract)
    every = tuple(
        clock(rule, chain, exclusions, NO_GRADE if rule.severity and not severity else "")
        for rule in dossier.contract.recovery
        if (rule.compound is None or rule.compound == chain.compound) and (not (rule.severity and severity) or rule.severity == severity)
    )
    recovered, accounts = chain.recovered, {incident.responsibility for incident in chain.incidents}
    return Assessment(
        chain=chain,
        severity=severity,
        every=every,
        after_hours=calendar.after_hours(chain.first.reported),
        elapsed=None if recovered is None else minutes_between(chain.first.reported, recovered),
        responsibility=accounts.pop() if len(accounts) == 1 else Responsibility.UNKNOWN,
        exclusions=exclusions,
    )


def _clauses(clocks: Iterable[Clock]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clock.name for clock in clocks))


def check(dossier: Dossier) -> list[Problem]:
    """Say which times make a figure impossible or open to dispute."""
    problems = [problem for exclusion in dossier.exclusions if (problem := _exclusion(dossier, exclusion))]
    problems += facts(dossier)
    if any(rule.start is ClockStart.RECEIVED for rule in dossier.contract.recovery):
        problems += [_unreceived(incident) for incident in dossier.incidents if incident.received is None]
    for assessment in assess(dossier):
        if problem := _impossible(assessment) or _overdue(dossier, assessment) or _disagreement(dossier, assessment):
            problems.append(problem)
        problems += standing(dossier.contract, assessment.chain, assessment.every)
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
    """A recovery or an arrival before its clock starts leaves no figure, but for a recovery before the arrival."""
    for each in assessment.clocks:
        if each.end is not None and each.end < each.start and each.rule.start is not ClockStart.ARRIVED:
            column = f"{each.end_words}일시"
            message = (f"{assessment.incident.id}: {column}({words.moment(each.end)})가 "
                       f"{each.start_words}({words.moment(each.start)})보다 빨라 {each.rule.stage}시간을 셀 수 없습니다.")
            return Problem(CODE, message, assessment.incident.at.at_field(column), f"{each.start_words} 뒤의 {column}를 적습니다.")
    return None


def _overdue(dossier: Dossier, assessment: Assessment) -> Problem | None:
    """No clock is read: an open incident is judged at the end of the newest month that has a log."""
    strictest = assessment.strictest
    if not assessment.open or strictest is None or not strictest.overdue(dossier.newest_month.end):
        return None
    last, limit = assessment.chain.last, f"기한({strictest.name}, {words.moment(strictest.due)})이 지났습니다."
    if strictest.end_words == TESTED and last.recovered:
        return Problem(CODE, f"{last.id}: 입회 시험 확인이 끝나지 않은 채 {limit}", last.at.at_field("시험확인일시"),
                       "입회하여 시험 확인하였으면 시험확인일시와 입회자를 적습니다.", severity=Severity.WARNING)
    column = f"{strictest.rule.stage}일시"
    return Problem(CODE, f"{last.id}: {column}가 없고 {limit}", last.at.at_field(column), f"{strictest.rule.stage}하였으면 {column}를 적습니다.",
                   severity=Severity.WARNING)


def _disagreement(dossier: Dossier, assessment: Assessment) -> Problem | None:
    if not assessment.disagree:
        return _reading(dossier, assessment)
    message = (f"{assessment.incident.id}: 조항에 따라 판정이 다릅니다. "
               f"초과 {', '.join(assessment.late_under)} / 준수 {', '.join(assessment.met_under)}")
    hint = f"어느 기한을 적용하는지 {dossier.contract.client.term}에 질의합니다."
    return Problem(CODE, message, assessment.chain.last.at.at_field("복구일시"), hint, severity=Severity.NOTE)


def _reading(dossier: Dossier, assessment: Assessment) -> Problem | None:
    """Say that a reading which is not applied would judge otherwise."""
    if not assessment.differing:
        return None
    said = ", ".join(f"{clock.asked} {clock.margin_words}" for clock in assessment.differing)
    message = f"{assessment.incident.id}: 적용하지 않은 해석으로는 판정이 다릅니다. 적용 {assessment.verdict} / 참고 {said}"
    hint = f"어느 해석을 적용하는지 {dossier.contract.client.term}에 질의합니다."
    return Problem(CODE, message, assessment.chain.last.at.at_field("복구일시"), hint, severity=Severity.NOTE)


RULE = Rule(
    CODE, "장애 복구시간과 기한 준수",
    ("계약의 복구기한", "MAR-001 10)", "MAR-005 4)", "MAR-005 5)", "QUR-001 1)", "V-1 장애복구", "민법 제156조"), assess, check,
)
