"""Turns a month's incidents into the root-cause reports that are owed: over time, or the same kind too often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.dossier import Dossier
from pipeline.model.log import Incident
from pipeline.model.period import Month
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.recovery import Assessment, assess
from pipeline.rules.recovery_clock import Clock
from pipeline.rules.rule import Rule
from pipeline.rules.term import elapsed_months

CODE = "R-SLA-03"
TIMES_TERM = "root_cause.monthly_count"


@dataclass(frozen=True, slots=True)
class RootCause:
    """One root-cause report (원인규명서) that is owed for one kind of incident in one month."""

    kind: str
    month: Month
    incidents: tuple[Incident, ...]
    over_time: tuple[Assessment, ...]  # the chains that went over time
    often: bool  # the kind occurred at least as often as the clause says
    count: int  # physical incidents of this kind reported in the month
    reasons: tuple[str, ...]
    missing: tuple[str, ...]  # 〔입력 필요〕 facts, such as "INC-2019-001 원인"
    steps: tuple[str, ...]
    clause: str
    quote: str  # the words that ask for the report

    @property
    def complete(self) -> bool:
        """True when cause and prevention of every incident are written."""
        return not self.missing


def triggers(dossier: Dossier, month: Month, assessments: Iterable[Assessment]) -> tuple[RootCause, ...]:
    """원인규명: 복구기한을 넘긴 장애와 한 달에 되풀이된 같은 종류의 장애는 원인규명을 서면으로 제출합니다.

    조항: MAR-005 7) '장애복구 조치시간을 초과하거나 같은 종류의 장애가 월 2회 이상 발생하는 경우 해당 장애의 원인규명을
    철저히 하고 원인규명을 서면 제출해야 한다'.

    산식
      시간 초과: 원인규명 대상인 복구기한 조항(적용하는 것)을 하나라도 넘긴 장애. 아직 복구되지 않았으면 그 달 말에 기한이 지난 장애.
      횟수: 통보일시가 그 달에 든 같은 종류의 장애 ≥ 2회. 재발로 이은 장애도 실제로 난 횟수대로 셉니다. 조항이 '발생'을
        세기 때문이며, 이은 것은 복구시간의 계산에만 쓰입니다.
      재발로 이은 장애의 시간 초과는 최초 통보가 든 달에 셉니다.
      종류마다 원인규명서는 한 건이며, 두 사유가 겹치면 함께 적습니다.

    예: 2019년 7월 '웹서비스 중단' 2건(하나는 30분 내 재발) → 2회 ≥ 2회이므로 원인규명서 1건.
    """
    late = [each for each in assessments if each.month == month and _late_clocks(each, month)]
    reported = [incident for incident in dossier.incidents if incident.reported in month]
    kinds = dict.fromkeys([*(incident.kind for incident in reported), *(each.kind for each in late)])
    found = (_root_cause(dossier, month, kind, reported, late) for kind in kinds)
    return tuple(each for each in found if each)


def _root_cause(dossier: Dossier, month: Month, kind: str, reported: list[Incident],
                late: list[Assessment]) -> RootCause | None:
    same = [incident for incident in reported if incident.kind == kind]
    over = [each for each in late if each.kind == kind]
    term = dossier.contract.term(TIMES_TERM)
    times = int(term.value) if term and term.value is not None else None
    often = times is not None and len(same) >= times
    if not over and not often:
        return None
    concerned = {incident.id: incident for each in over for incident in each.incidents}
    if often:
        concerned |= {incident.id: incident for incident in same}
    clause, quote = _cited(dossier, over, month)
    incidents = tuple(sorted(concerned.values(), key=lambda incident: (incident.reported, incident.id)))
    reasons = [_over_reason(each, month) for each in over]
    if often:
        reasons.append(f"같은 종류의 장애({kind}) {words.month(month)} {len(same)}회 발생 (기준 {times}회 이상)")
    return RootCause(
        kind=kind, month=month, incidents=incidents, over_time=tuple(over), often=often, count=len(same),
        reasons=tuple(reasons), missing=_missing(incidents), steps=_steps(same, over, month, times),
        clause=clause, quote=quote,
    )


def _cited(dossier: Dossier, over: list[Assessment], month: Month) -> tuple[str, str]:
    """Clause and words: of the term that counts, else of the deliverable, else of the first limit that was exceeded."""
    term = dossier.contract.term(TIMES_TERM)
    paper = next((each for each in dossier.deliverables if each.template == "root-cause-report"), None)
    rule = next((clock.rule for each in over for clock in _late_clocks(each, month)), None)
    found = next((each for each in (term, paper, rule) if each and each.clause), None)
    return (found.clause, found.source.quote) if found else ("", "")


def _late_clocks(assessment: Assessment, month: Month) -> list[Clock]:
    return [clock for clock in assessment.clocks if clock.rule.root_cause and clock.overdue(month.end)]


def _over_reason(assessment: Assessment, month: Month) -> str:
    said = ", ".join(
        f"{clock.name} 기한 {clock.limit_words} {clock.margin_words if clock.end else f'경과, {clock.unfinished}'}"
        for clock in _late_clocks(assessment, month)
    )
    return f"{' · '.join(assessment.chain.ids)} 복구시간 초과: {said}"


def _missing(incidents: Iterable[Incident]) -> tuple[str, ...]:
    return tuple(f"{incident.id} {label}" for incident in incidents for label in _blank(incident))


def _blank(incident: Incident) -> list[str]:
    facts = (("원인", incident.cause), ("예방대책", incident.prevention))
    return [label for label, text in facts if not text.strip()]


def _steps(same: list[Incident], over: list[Assessment], month: Month, times: int | None) -> tuple[str, ...]:
    ids = ", ".join(incident.id for incident in same) or words.NONE
    verdict = "조항 없음" if times is None else f"기준 {times}회 {'이상' if len(same) >= times else '미만'}"
    lines = [f"{words.month(month)} 통보 {len(same)}회 ({ids}): {verdict}"]
    return (*lines, *(_over_reason(each, month) for each in over))


def check(dossier: Dossier) -> list[Problem]:
    """Say which root-cause reports lack the facts that they have to state."""
    assessments = assess(dossier)
    owed = [each for month in elapsed_months(dossier) for each in triggers(dossier, month, assessments)]
    return [_unfinished(each) for each in owed if each.missing]


def _unfinished(owed: RootCause) -> Problem:
    message = f"{words.month(owed.month)} ‘{owed.kind}’ 원인규명서에 적을 내용이 비어 있습니다: {', '.join(owed.missing)}"
    places = [incident.at.at_field(label) for incident in owed.incidents for label in _blank(incident)[:1]]
    related = tuple(place for place in places[1:] if place)
    return Problem(CODE, message, places[0], "장애대장의 원인과 예방대책을 적습니다.", related=related, severity=Severity.WARNING)


RULE = Rule(CODE, "원인규명서 제출 사유", ("MAR-005 7)",), triggers, check)
