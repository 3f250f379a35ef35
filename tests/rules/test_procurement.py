"""The steps before a contract counted by hand: backward from the first day of service, forward from the decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.model.law import Holiday, Law, LawValue
from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.model.procurement import DayCount, ProcurementStep
from pipeline.model.project_plan import Milestone, ProjectPlan
from pipeline.rules.calendar import Calendar
from pipeline.rules.procurement import ProcurementFigures
from pipeline.rules.procurement_check import check
from pipeline.rules.procurement_days import (
    counted_words,
    span_from,
    span_until,
    step_days,
    tiered,
)
from tests.rules.sample import contract, day, dossier

# Seollal of 2013 and New Year's Day; Christmas stands for the snapshot of 2012.
LAW = Law(holidays=tuple(
    Holiday(day=day(text), name="쉬는 날") for text in ("2012-12-25", "2013-01-01", "2013-02-09", "2013-02-10", "2013-02-11", "2013-03-01")
))
CALENDAR = Calendar(LAW, contract())


def value(rule: str, number: int, **changes: Any) -> LawValue:
    """Return one value of the law without dates."""
    return LawValue(**({"rule": rule, "value": number, "law": "지침 제24조"} | changes))


def plan(**changes: Any) -> ProjectPlan:
    """Return a plan decided on 2013-01-10 for 129,261,000 won."""
    facts: dict[str, Any] = dict(
        title="계획", approved=day("2013-01-10"), approvers=("주무관",), issued=Month(2013, 1), organisation="기관", project="사업",
        start=Month(2013, 3), end=Month(2014, 2), budget=Won(129_261_000),
        milestones=(Milestone(name="공고", start=Month(2013, 1)), Milestone(name="계약", start=Month(2013, 2))),
    )
    return ProjectPlan(**(facts | changes))


DECISION = ProcurementStep(id="P1", name="결재", decided=True)
NOTICE = ProcurementStep(
    id="P2", name="공고", counting=DayCount.CLEAR, days=40, urgent_days=20, after=("P1",), milestone="공고", basis="가정(예시)",
)
DEADLINE = ProcurementStep(id="P3", name="마감", days=1, after=("P2",))
SIGNING = ProcurementStep(id="P4", name="계약", days=3, after=("P3",), milestone="계약")


def figures(*steps: ProcurementStep, law: Law = LAW, **changes: Any) -> ProcurementFigures:
    """Return the schedule of these steps before a service that starts on 2013-03-01."""
    facts: dict[str, Any] = dict(contract=contract(start=day("2013-03-01"), end=day("2014-02-28")), procurement_steps=steps, law=law, project=plan())
    return ProcurementFigures(dossier(**(facts | changes)))


def ends(span: Any) -> tuple[date, date]:
    """Return the first and last day."""
    return span.start, span.end


def test_workdays_leave_out_weekends_and_holidays() -> None:
    # 2. 7.(목), 2. 8.(금), 2. 12.(화) … over Seollal
    assert ends(span_from(DayCount.WORKDAYS, 3, day("2013-02-07"), CALENDAR)) == (day("2013-02-07"), day("2013-02-12"))
    assert ends(span_until(DayCount.WORKDAYS, 3, day("2013-02-12"), CALENDAR)) == (day("2013-02-07"), day("2013-02-12"))


def test_a_period_does_not_count_its_first_day_and_rolls() -> None:
    assert ends(span_from(DayCount.PERIOD, 5, day("2013-01-18"), CALENDAR)) == (day("2013-01-18"), day("2013-01-23"))
    # 2. 4. + 5 = 2. 9., the eve of Seollal → 2. 12.
    assert ends(span_from(DayCount.PERIOD, 5, day("2013-02-04"), CALENDAR)) == (day("2013-02-04"), day("2013-02-12"))
    assert ends(span_until(DayCount.PERIOD, 5, day("2013-02-11"), CALENDAR)) == (day("2013-02-01"), day("2013-02-06"))


def test_clear_days_lie_between_and_do_not_roll() -> None:
    # 1. 24. ~ 2. 12. are twenty days
    assert ends(span_until(DayCount.CLEAR, 20, day("2013-02-12"), CALENDAR)) == (day("2013-01-23"), day("2013-02-12"))
    assert ends(span_from(DayCount.CLEAR, 10, day("2013-01-26"), CALENDAR)) == (day("2013-01-28"), day("2013-02-07"))


def test_counting_is_said_in_words() -> None:
    span = span_from(DayCount.WORKDAYS, 3, day("2013-02-07"), CALENDAR)
    assert counted_words(DayCount.WORKDAYS, 3, span, CALENDAR) == "영업일 3일 = 2013. 2. 7.(목) ~ 2013. 2. 12.(화) (쉬는 날 2. 9. ~ 2. 11. 뺌)"
    span = span_from(DayCount.PERIOD, 5, day("2013-02-04"), CALENDAR)
    assert counted_words(DayCount.PERIOD, 5, span, CALENDAR).startswith("2013. 2. 4.(월) + 5일 = 2013. 2. 9.(토) (초일 불산입")
    span = span_until(DayCount.CLEAR, 20, day("2013-02-12"), CALENDAR)
    assert counted_words(DayCount.CLEAR, 20, span, CALENDAR) == "2013. 1. 23.(수)에 시작하고 다음 날부터 온전한 20일 = 2013. 2. 12.(화)까지"


def test_backward_and_forward_with_the_usual_days() -> None:
    _, notice, deadline, signing = figures(DECISION, NOTICE, DEADLINE, SIGNING).normal.steps
    assert ends(signing.latest) == (day("2013-02-26"), day("2013-02-28"))
    assert ends(deadline.latest) == (day("2013-02-25"), day("2013-02-25"))
    # 2. 24. is the last clear day, 1. 16. the first: posted on 1. 15.
    assert ends(notice.latest) == (day("2013-01-15"), day("2013-02-24"))
    # decided on 1. 10., posted on 1. 11., the fortieth clear day is 2. 20.
    assert ends(notice.earliest) == (day("2013-01-11"), day("2013-02-20"))
    assert ends(deadline.earliest) == (day("2013-02-21"), day("2013-02-21"))
    assert ends(signing.earliest) == (day("2013-02-22"), day("2013-02-26"))
    assert (notice.slack, signing.slack, signing.verdict) == (4, 2, "맞음")


def test_only_the_urgent_days_fit() -> None:
    review = ProcurementStep(id="P0", name="검토", days=5, after=("P1",))
    found = figures(DECISION, review, ProcurementStep(**{**_facts(NOTICE), "after": ("P0",)}), DEADLINE, SIGNING)
    # 1. 11. ~ 1. 17., posted on 1. 18., clear to 2. 27., deadline 2. 28., signed 3. 4. ~ 3. 6. (3. 1. is a holiday)
    assert (found.normal.possible, found.normal.days_late(found.start)) == (day("2013-03-07"), 6)
    # clear to 2. 7., deadline 2. 8., signed 2. 12. ~ 2. 14.
    assert found.urgent.possible == day("2013-02-15")
    assert [verdict for *_, verdict in found.pairs] == ["긴급만 가능"] * 5
    assert [problem.message for problem in check(found.dossier)] == [
        "보통 공고로 하면 가장 이른 개시일이 2013. 3. 7.로, 2013. 3. 1.보다 6일 늦습니다."
    ]
    assert found.normal.steps[-1].verdict == "6일 모자람, 계획 달을 넘김"


def _facts(step: ProcurementStep) -> dict[str, Any]:
    return {name: getattr(step, name) for name in step.__slots__}


def test_parallel_steps_end_before_the_next_begins() -> None:
    long = ProcurementStep(id="A", name="심사", days=5, after=("P1",))
    short = ProcurementStep(id="B", name="검토", days=2, after=("P1",))
    last = ProcurementStep(id="C", name="공고", days=1, after=("A", "B"))
    found = figures(last, long, short, DECISION)
    assert [step.id for step in found.order or ()] == ["P1", "A", "B", "C"]
    plans = {each.step.id: each for each in found.normal.steps}
    # C on 2. 28.; both end on 2. 27.; A from 2. 21., B from 2. 26.
    assert (plans["A"].latest.start, plans["B"].latest.start) == (day("2013-02-21"), day("2013-02-26"))
    assert plans["C"].earliest.start == day("2013-01-18")  # behind A, 1. 11. ~ 1. 17.


def test_the_law_of_the_day_wins_over_the_assumption() -> None:
    step = ProcurementStep(id="P2", name="사전공개", counting=DayCount.PERIOD, days=9, rule="rfp", urgent_rule="rfp.urgent", basis="가정")
    dated = Law(values=(value("rfp", 5, start=day("2013-01-01")), value("rfp.urgent", 3, verified=True, text="긴급하면 3일")))
    usual = step_days(step, False, dated, day("2013-01-10"), None)
    assert (usual.days, usual.law, usual.source) == (5, "지침 제24조 (미확인)", "지침 제24조 (미확인)")
    quick = step_days(step, True, dated, day("2013-01-10"), None)
    assert (quick.days, quick.source) == (3, "지침 제24조: 긴급하면 3일")
    early = step_days(step, False, dated, day("2012-12-31"), None)
    assert (early.days, early.law, early.source) == (9, "", "가정")
    assert step_days(ProcurementStep(id="X", name="X"), True, dated, day("2013-01-10"), None).days is None


def test_tiers_by_the_estimated_price() -> None:
    held = Law(values=(
        value("bid", 20), value("bid.2", 25), value("bid.2.floor", 1_000_000_000), value("bid.3", 30), value("bid.3.floor", 4_000_000_000),
    ))
    on = day("2013-01-10")
    found = [tiered(held, "bid", on, Won(price)) for price in (999_999_999, 1_000_000_000, 3_999_999_999, 4_000_000_000)]
    assert [each.value for each in found if each] == [20, 25, 25, 30]


def test_a_step_below_the_floor_may_be_left_out() -> None:
    held = Law(values=(value("rfp", 5), value("rfp.floor", 100_000_000)), holidays=LAW.holidays)
    before = ProcurementStep(id="P2", name="사전공개", counting=DayCount.PERIOD, rule="rfp", after=("P1",))
    last = ProcurementStep(id="P3", name="계약", days=1, after=("P2",))
    found = figures(DECISION, before, last, law=held)
    assert found.price == 117_510_000  # 129,261,000 ÷ 1.1
    assert "≥ 100,000,000원 → 생략할 수 없음" in found.floors[0]
    assert found.normal.steps[1].earliest is not None and found.unplanned == (before,)
    small = figures(DECISION, before, last, law=held, project=plan(budget=Won(109_999_999)))
    assert small.price == 99_999_999 and small.normal.steps[1].verdict == "생략 가능"
    assert small.normal.steps[2].earliest.start == day("2013-01-11")  # straight behind the decision
    assert small.normal.steps[0].latest.start == day("2013-02-27")  # straight before the signing
    assert small.unplanned == ()


def test_steps_that_wait_for_each_other_have_no_order() -> None:
    found = figures(ProcurementStep(id="A", name="가", days=1, after=("B",)), ProcurementStep(id="B", name="나", days=1, after=("A",)))
    assert found.order is None and found.normal.steps == () and found.normal.possible is None


def test_days_that_nobody_knows_stop_the_count_on_both_sides() -> None:
    found = figures(DECISION, ProcurementStep(id="P2", name="공고", after=("P1",)), ProcurementStep(id="P3", name="계약", days=1, after=("P2",)))
    decision, notice, last = found.normal.steps
    assert decision.latest is None and notice.latest is None and last.earliest is None
    assert last.latest.start == day("2013-02-28") and found.normal.possible is None and notice.verdict == "-"


def test_a_month_of_the_plan_that_comes_too_early() -> None:
    late = ProcurementStep(id="P2", name="공고", days=1, after=("P1",), milestone="계약")
    found = figures(DECISION, late, project=plan(milestones=(Milestone(name="계약", start=Month(2012, 12)),)))
    assert found.normal.steps[1].verdict == "계획 달을 넘김" and found.normal.steps[1].plan_words == "2012. 12."
    assert found.normal.steps[1].fits is False


def test_bars_and_marks_of_the_drawing() -> None:
    variant = figures(DECISION, SIGNING).normal
    assert [line.label for line in variant.lines] == ["결재 2013. 1. 10.", "계약", "사업 개시 2013. 3. 1."]
    assert variant.lines[0].marks == (day("2013-01-10"),)
    assert (variant.horizon.start, variant.horizon.end) == (day("2013-01-01"), day("2013-03-31"))


def test_a_contract_without_steps_has_no_problem() -> None:
    assert check(dossier()) == []
