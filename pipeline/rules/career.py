"""Turns a person's earlier projects into months of experience, each day once, and holds them against the years that the list claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from pipeline.model.dossier import Dossier
from pipeline.model.period import Period
from pipeline.model.staff import Career, Person
from pipeline.model.words import number_words
from pipeline.problems import Problem, Severity
from pipeline.rules.rule import Rule

CODE = "R-STF-02"
_DAYS_A_YEAR = Decimal("365.25")


@dataclass(frozen=True, slots=True)
class Experience:
    """One person's projects before the assignment, in order, and the days that they fill."""

    person: Person
    careers: tuple[Career, ...]
    days: int

    @property
    def years(self) -> Decimal:
        """Years, rounded to one decimal."""
        return (self.days / _DAYS_A_YEAR).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def words(self) -> str:
        """7.5년; "" when no project is listed."""
        return f"{number_words(self.years)}년" if self.careers else ""

    @property
    def enough(self) -> bool | None:
        """Whether the projects bear out the years claimed; None when none is listed."""
        return self.years >= self.person.career_years if self.careers else None


def experience(dossier: Dossier) -> tuple[Experience, ...]:
    """경력 확인: 이력사항에 적은 사업의 기간을 더하여 경력년수를 뒷받침하는지 봅니다.

    조항: 총괄관리자와 전담인력의 요구 경력(staff.pm_years, staff.member_years), 이력사항 제출.

    산식
      경력 일수 = 사업마다 시작일부터 종료일까지(양 끝을 셈). 겹치는 날은 한 번만 셉니다. 투입일부터의 날은 세지 않습니다.
      경력 년수 = 일수 ÷ 365.25, 소수 둘째 자리에서 반올림. 적은 경력년수보다 적으면 알립니다.

    예: 2012. 3. 1. ~ 2015. 2. 28.과 2015. 1. 1. ~ 2019. 5. 14. → 2012. 3. 1. ~ 2019. 5. 14.의 2,631일 = 7.2년.
    """
    return tuple(_experience(dossier, person) for person in dossier.people)


def _experience(dossier: Dossier, person: Person) -> Experience:
    own = tuple(sorted((each for each in dossier.careers if each.person == person.id), key=lambda each: (each.start, each.end)))
    eve = person.joined - timedelta(days=1)
    spans = (Period(each.start, min(each.end, eve)) for each in own if each.start <= eve)
    return Experience(person, own, sum(span.days for span in _merged(spans)))


def _merged(spans: Iterable[Period]) -> Iterator[Period]:
    """Yield spans in order of their start with overlaps made one."""
    reached: date | None = None
    for span in spans:
        start = span.start if reached is None or span.start > reached else reached + timedelta(days=1)
        if start <= span.end:
            yield Period(start, span.end)
            reached = span.end


def check(dossier: Dossier) -> list[Problem]:
    """Say whose projects do not bear out the years claimed, and which projects end before they begin."""
    problems = [
        Problem(CODE, f"{each.person} {each.project}: 종료일이 시작일보다 빠릅니다.", each.at.at_field("종료일"), "시작일과 같거나 뒤의 날을 적습니다.")
        for each in dossier.careers if each.end < each.start
    ]
    for each in experience(dossier):
        if each.enough is False:
            message = (f"{each.person.id}: 이력사항의 사업을 더하면 {each.words}으로, 경력년수 "
                       f"{number_words(each.person.career_years)}년을 뒷받침하지 못합니다.")
            related = (each.person.at.at_field("경력년수"),) if each.person.at else ()
            problems.append(Problem(CODE, message, each.careers[0].at.at_field("사업"), "빠진 사업을 적거나 경력년수를 고칩니다.", related, Severity.WARNING))
    return problems


RULE = Rule(CODE, "경력의 확인", ("역할별 요구 경력", "이력사항 제출 조항"), experience, check)
