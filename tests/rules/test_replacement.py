"""The replacement of people: both readings of the notice, the hand-over, a demanded replacement, the successor, the calendar."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.dossier import Dossier
from pipeline.model.occasion import Replacement, ReplacementCause
from pipeline.model.period import Period
from pipeline.problems import Severity
from pipeline.rules.replacement import ReplacementPlan, replacement_plan
from pipeline.rules.replacement_check import check
from tests.rules.sample import contract, day, dossier, person, term
from tests.rules.sample_occasions import FORCED_15, HANDOVER_20, NOTICE_15, REPLACING, TERMS, replacement

PEOPLE = (person(), person("P02", "전담인력", 4, name="김철수"))
DEMANDED = {"cause": ReplacementCause.DEMANDED, "demanded": "2019-07-19"}


def given(*requests: Replacement, **changes: object) -> Dossier:
    return dossier(**({"contract": REPLACING, "people": PEOPLE, "replacements": requests} | changes))


def plan(**changes: object) -> ReplacementPlan:
    request = replacement(**changes)
    return replacement_plan(given(request), request)


def test_the_notice_by_both_readings() -> None:
    made = plan()
    assert made.notice is not None
    # 31 − 15 − 1 = 15 (Monday), 31 − 15 = 16 (Tuesday)
    assert (made.notice.nominal, made.notice.lenient_due) == (day("2019-07-15"), day("2019-07-16"))
    assert made.lenient_recommended == day("2019-07-16")
    assert made.day == day("2019-07-15")


def test_a_notice_that_ends_on_a_holiday_is_recommended_earlier() -> None:
    # 2019-08-31 − 16 = 8. 15. (광복절) → 8. 14.; 8. 16. is a Friday
    made = plan(change_day="2019-08-31")
    assert made.notice is not None
    assert (made.notice.nominal, made.notice.recommended_due) == (day("2019-08-15"), day("2019-08-14"))
    assert (made.notice.lenient_due, made.lenient_recommended) == (day("2019-08-16"), day("2019-08-16"))


@pytest.mark.parametrize(
    ("submitted", "strict", "lenient"),
    [("2019-07-15", True, True), ("2019-07-16", False, True), ("2019-07-17", False, False), (None, None, None)],
)
def test_submitted_in_time(submitted: str | None, strict: bool | None, lenient: bool | None) -> None:
    made = plan(submitted=submitted)
    assert (made.strict_met, made.lenient_met) == (strict, lenient)


def test_the_hand_over_by_both_readings() -> None:
    made = plan()
    # twenty days: 7. 11. to 7. 30., or 7. 31. (one day) and 8. 1. to 8. 19. (nineteen)
    assert made.handover_before == Period(day("2019-07-11"), day("2019-07-30"))
    assert made.handover_after == Period(day("2019-07-31"), day("2019-08-19"))
    assert made.last_day == day("2019-07-30")


def test_a_hand_over_longer_than_the_notice_clashes() -> None:
    made = plan()
    assert len(made.clashes) == 2
    assert "인수인계 20일(PSR-001 1))이 사전 제출 15일(PSR-001 1))보다 길어" in made.clashes[0]
    assert "2019. 7. 11." in made.clashes[1] and "4일 빠름" in made.clashes[1]  # 15 − 11


def test_a_short_hand_over_does_not_clash() -> None:
    calm = contract(terms=(*TERMS, NOTICE_15, term("replacement.handover_days", 10)))
    request = replacement()
    assert replacement_plan(given(request, contract=calm), request).clashes == ()


def test_no_clause_no_days() -> None:
    request = replacement(submitted="2019-07-30")
    made = replacement_plan(given(request, contract=contract()), request)
    assert (made.notice, made.handover_before, made.forced, made.clashes, made.strict_met) == (None, None, None, (), None)
    assert made.day == day("2019-07-30")


def test_a_demanded_replacement_is_due_after_the_demand() -> None:
    made = plan(**DEMANDED)
    assert made.forced is not None and made.demanded
    # 7. 19. + 15 = 8. 3. (Saturday) → Monday 8. 5., the Friday before is 8. 2.
    assert (made.forced.nominal, made.forced.legal_due, made.forced.recommended_due) == (day("2019-08-03"), day("2019-08-05"), day("2019-08-02"))
    assert made.forced_met is True
    assert plan(**DEMANDED, change_day="2019-08-06").forced_met is False


def test_a_demand_may_leave_no_time_for_the_notice() -> None:
    # demanded on 7. 19., the notice for 7. 31. had to be there on 7. 15.
    assert any("함께 지킬 수 없음" in text for text in plan(**DEMANDED).clashes)
    assert any("15일(PSR-001 2)) 안에는 인수인계 20일" in text for text in plan(**DEMANDED).clashes)
    assert not any("함께 지킬 수 없음" in text for text in plan(cause=ReplacementCause.DEMANDED, demanded="2019-07-15").clashes)


@pytest.mark.parametrize(("years", "verdict"), [(Decimal(3), "적합"), (Decimal("2.9"), "부적합"), (None, "〔입력 필요〕")])
def test_the_successor_is_judged_by_the_role_of_the_one_who_leaves(years: Decimal | None, verdict: str) -> None:
    assert plan(career_years=years).successor.verdict == verdict


def test_a_successor_of_the_list() -> None:
    request = replacement(successor="P03", name="", career_years=None)
    someone = person("P03", "대체인력", "2.5", name="박민수")
    made = replacement_plan(given(request, people=(*PEOPLE, someone)), request)
    assert made.successor.person == someone and made.successor.years == Decimal("2.5")
    assert made.successor.verdict == "부적합"  # 전담인력 asks for three years


def test_the_calendar_has_whole_weeks_and_says_what_falls_when() -> None:
    made = plan(submitted="2019-07-15", handover_start="2019-07-11", handover_end="2019-07-30")
    days = [cell for week in made.weeks for cell in week]
    assert [len(week) for week in made.weeks] == [7, 7, 7, 7]  # 7. 7. (Sunday) to 8. 3. (Saturday)
    assert (days[0].day, days[-1].day) == (day("2019-07-07"), day("2019-08-03"))
    assert sum(cell.handover for cell in days) == 20
    marks = {cell.day.isoformat(): cell.marks for cell in days if cell.marks}
    assert marks == {"2019-07-15": ("기한(엄격)", "제출"), "2019-07-16": ("기한(완화)",), "2019-07-31": ("변경",)}
    assert [cell.holiday for cell in days[:2]] == ["일요일", ""]


@pytest.mark.parametrize(
    ("changes", "severities"),
    [
        ({"submitted": "2019-07-15"}, []),
        ({"submitted": "2019-07-16"}, [Severity.NOTE]),
        ({"submitted": "2019-07-17"}, [Severity.WARNING]),
        ({"submitted": "2019-07-22", **DEMANDED}, [Severity.NOTE]),
        ({"career_years": Decimal(2)}, [Severity.WARNING]),
        ({"handover_start": "2019-07-11", "handover_end": "2019-07-30"}, []),
        ({"handover_start": "2019-07-12", "handover_end": "2019-07-31"}, []),
        ({"handover_start": "2019-07-13", "handover_end": "2019-08-01"}, [Severity.WARNING]),
        ({"handover_start": "2019-07-12", "handover_end": "2019-07-30"}, [Severity.WARNING]),
        ({"handover_start": "2019-07-12", "handover_end": "2019-07-11"}, [Severity.ERROR]),
    ],
)
def test_what_is_wrong_is_told(changes: dict[str, object], severities: list[Severity]) -> None:
    found = check(given(replacement(**changes)))
    assert [problem.severity for problem in found[:-1]] == severities  # the last one speaks of the clauses
    assert found[-1].severity is Severity.NOTE and "맞지 않습니다" in found[-1].message


def test_people_who_are_never_there_together() -> None:
    request = replacement(successor="P03", name="", handover_start="2019-07-11", handover_end="2019-07-30")
    late = person("P03", "전담인력", 5, joined=day("2019-07-20"))
    gone = replace(PEOPLE[1], left=day("2019-07-25"))
    [problem, _] = check(given(request, people=(PEOPLE[0], gone, late)))
    assert "전임 P02의 철수일 2019. 7. 25., 후임 P03의 투입일 2019. 7. 20." in problem.message


def test_an_approved_replacement_needs_a_last_day() -> None:
    request = replacement(submitted="2019-07-15", approved="2019-07-18")
    told = [problem.message for problem in check(given(request))]
    assert any("철수일이 없습니다" in message for message in told)
    settled = given(request, people=(PEOPLE[0], replace(PEOPLE[1], left=day("2019-07-30"))))
    assert not any("철수일이 없습니다" in problem.message for problem in check(settled))


def test_nothing_is_said_where_nobody_is_replaced() -> None:
    assert check(dossier(contract=contract(terms=(NOTICE_15, HANDOVER_20, FORCED_15)))) == []
