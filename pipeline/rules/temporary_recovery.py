"""Turns temporary recoveries into the permanent measures that are still owed, with the days since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.model.dossier import Dossier
from pipeline.model.log import Incident
from pipeline.model.period import Month
from pipeline.problems import Problem, Severity
from pipeline.rules import words
from pipeline.rules.rule import Rule
from pipeline.rules.term import elapsed_months

CODE = "R-SLA-04"


@dataclass(frozen=True, slots=True)
class TemporaryRecovery:
    """One incident that was recovered for the time being, as it stands at the end of a month."""

    incident: Incident
    temporary: datetime
    plan: date | None  # the day on which the permanent solution was handed in, if by the month's end
    days: int  # from the temporary recovery to the plan, else to the month's last day
    state: str  # "제출" or "미제출"
    steps: tuple[str, ...]

    @property
    def done(self) -> bool:
        """True when the permanent solution was handed in by the month's end."""
        return self.plan is not None

    @property
    def state_words(self) -> str:
        """ "제출 (임시복구 후 7일)" or "미제출 (임시복구 후 12일 경과)"."""
        return f"{self.state} (임시복구 후 {self.days}일{'' if self.done else ' 경과'})"


def pending(dossier: Dossier, month: Month) -> tuple[TemporaryRecovery, ...]:
    """임시복구와 항구대책: 임시로 복구한 장애는 운영에 지장이 없음을 확인한 뒤 항구적 해결책을 서면으로 제출합니다.

    조항: MAR-005 3) '임시 장애복구를 요구할 수 있으며, 운영에 지장이 없음을 확인 후 항구적인 복구를 위한 해결책을 서면으로
    발주기관에게 제출한다'. 제출 기한은 정해져 있지 않아 초과를 판정하지 않고 경과일만 적습니다.

    산식
      대상: 임시복구일시가 그 달의 말일까지이고 항구대책일이 없거나 그 달 이후인 장애. 제출한 달까지 적습니다.
      경과일 = 항구대책일(그 달까지 제출하지 않았으면 그 달의 말일) − 임시복구일. 초일은 세지 않습니다.

    예: 2019. 7. 19. 임시복구, 7. 26. 제출 → 제출, 7일. 제출하지 않았으면 7월 말일에 미제출, 12일 경과.
    """
    found = (_state(incident, month) for incident in dossier.incidents)
    return tuple(sorted((each for each in found if each), key=lambda each: (each.temporary, each.incident.id)))


def _state(incident: Incident, month: Month) -> TemporaryRecovery | None:
    temporary, plan = incident.temporary, incident.permanent_plan
    if temporary is None or temporary >= month.end or (plan is not None and plan < month.first):
        return None
    handed_in = plan if plan is not None and plan <= month.last else None
    until = handed_in or month.last
    days = (until - temporary.date()).days
    end = "항구대책 제출" if handed_in else "월말까지 미제출"
    return TemporaryRecovery(
        incident=incident, temporary=temporary, plan=handed_in, days=days, state="제출" if handed_in else "미제출",
        steps=(f"임시복구 {words.moment(temporary)} → {end} {words.day(until)} = {days}일",),
    )


def check(dossier: Dossier) -> list[Problem]:
    """Say which permanent measures come before their temporary recovery, and which are still owed."""
    problems = [
        _reversed(incident) for incident in dossier.incidents
        if incident.temporary and incident.permanent_plan and incident.permanent_plan < incident.temporary.date()
    ]
    months = elapsed_months(dossier)
    owed = [each for each in pending(dossier, months[-1]) if not each.done] if months else []
    return problems + [_owed(each) for each in owed]


def _reversed(incident: Incident) -> Problem:
    return Problem(CODE, f"{incident.id}: 항구대책일이 임시복구일시보다 빠릅니다.", incident.at.at_field("항구대책일"),
                   "임시복구 뒤에 해결책을 제출한 날을 적습니다. 예: 2019-07-26")


def _owed(each: TemporaryRecovery) -> Problem:
    message = f"{each.incident.id}: 임시복구({words.moment(each.temporary)}) 후 {each.days}일이 지나도록 항구대책을 제출하지 않았습니다."
    return Problem(CODE, message, each.incident.at.at_field("항구대책일"), "제출하였으면 항구대책일을 적습니다.",
                   severity=Severity.WARNING)


RULE = Rule(CODE, "임시복구와 항구대책", ("MAR-005 3)",), pending, check)
