"""The monthly statement of delay penalties: cap, alarms, deduction, what is left over, choices still open."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.model.contract import Contract, DayPolicy, Penalty
from pipeline.model.dossier import Dossier
from pipeline.model.log import Incident, Responsibility
from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.problems import Severity
from pipeline.rules.penalty import PenaltyStatement, check, penalties, statements
from pipeline.rules.recovery import assess
from tests.rules.sample import contract, dossier, incident, law
from tests.rules.sample_logs import JULY, LOCAL_CAP, LOCAL_RATE, NATIONAL_RATE

LAW = law(LOCAL_RATE, NATIONAL_RATE, LOCAL_CAP)


def terms(**changes: object) -> Contract:
    facts = dict(rate=Decimal("0.0013"), rate_source="계약서", day_policy=DayPolicy.CEIL, clause="V-6")
    return contract(amount=Won(12_650_000), monthly=Won(1_600_000), penalty=Penalty(**(facts | changes)))


def late(
    id: str = "A", reported: str = "2019-07-09 13:00", recovered: str = "2019-07-09 18:00", **changes: object
) -> Incident:
    return incident(id, reported, recovered, **({"responsibility": Responsibility.CONTRACTOR} | changes))


def book(*incidents: Incident, **changes: object) -> Dossier:
    return dossier(*incidents, contract=terms(**changes), law=LAW)


def statement(given: Dossier, month: Month = JULY) -> PenaltyStatement:
    found = penalties(given, month, assess(given))
    assert found is not None
    return found


def test_nothing_late_nothing_to_state() -> None:
    given = book(late(recovered="2019-07-09 17:00"))
    assert penalties(given, JULY, assess(given)) is None
    assert penalties(book(late()), Month(2019, 6), assess(book(late()))) is None


def test_one_day() -> None:
    found = statement(book(late()))
    assert (found.base, found.amount, found.imposed) == (12_650_000, 16_445, 16_445)
    assert (found.deducted, found.carried_out) == (16_445, 0)
    assert (found.cap_amount, found.bond, found.alarms) == (3_795_000, 1_265_000, ())
    assert found.term == "지체상금" and found.questions == ()
    assert "12,650,000원 × 1000분의 1.3 × 1일 = 16,445원" in found.steps
    assert [each.words.split(": ")[0] for each in found.comparisons] == [
        "지방계약법 시행규칙 제75조", "국가계약법 시행규칙 제75조 (미확인)"]


def test_accepted_part_leaves_the_base() -> None:
    found = statement(book(late(), accepted=Won(2_650_000)))
    assert (found.base, found.amount, found.cap_amount) == (10_000_000, 13_000, 3_000_000)


def test_without_a_day_policy_all_three_are_shown_and_nothing_is_deducted() -> None:
    found = statement(book(late(), day_policy=None))
    assert [(each.policy, each.amount) for each in found.reckonings] == [
        (DayPolicy.CEIL, 16_445), (DayPolicy.FLOOR, 0), (DayPolicy.PROPORTIONAL, 685)]
    assert (found.amount, found.imposed, found.deducted) == (None, 0, 0)
    assert "며칠로" in found.questions[0]


def test_without_a_rate_nothing_is_deducted_and_it_is_asked() -> None:
    found = statement(book(late(), rate=None))
    assert (found.amount, found.deducted) == (None, 0) and any("율은 얼마" in text for text in found.questions)


def test_excluded_and_held_causes_are_listed_and_cost_nothing() -> None:
    given = book(late(), late("B", "2019-07-12 13:00", "2019-07-12 18:00", responsibility=Responsibility.FORCE_MAJEURE),
                 late("C", "2019-07-16 13:00", "2019-07-16 18:00", responsibility=Responsibility.UNKNOWN))
    found = statement(given)
    assert [len(group) for group in (found.charged, found.excluded, found.held)] == [1, 1, 1]
    assert found.amount == 16_445 and len(found.causes) == 3
    assert found.questions == ("C 홈페이지 접속 불가 (귀책 조사 중)",)


def test_more_than_the_fee_is_carried_into_the_next_month() -> None:
    given = book(late(recovered="2019-10-27 13:00"))  # 110 days less four hours: 110 days
    july, august = statement(given), statement(given, Month(2019, 8))
    assert july.amount == 110 * 16_445 == 1_808_950
    assert (july.deducted, july.carried_out) == (1_600_000, 208_950) and july.steps[-1] == "차월 이월: 208,950원"
    assert (august.carried_in, august.imposed, august.deducted, august.carried_out) == (208_950, 0, 208_950, 0)
    assert august.causes == () and penalties(given, Month(2019, 9), assess(given)) is None
    assert "계약보증금" in july.alarms[0]


def test_what_is_left_at_the_end_of_the_term_is_settled_apart() -> None:
    given = book(late("Z", "2019-12-02 09:00", "2020-05-10 09:00"))
    assert statement(given, Month(2019, 12)).steps[-1].startswith("계약 종료 뒤 따로 정산: ")


def test_the_cap_holds_over_the_whole_term() -> None:
    given = book(late("A", "2019-07-01 00:00", "2020-01-01 00:00"),
                 late("B", "2019-08-02 00:00", "2019-12-01 00:00", kind="DBMS 장애"))
    july, august = statement(given), statement(given, Month(2019, 8))
    assert july.amount == july.imposed == 184 * 16_445
    assert august.amount == 121 * 16_445 and august.imposed == 3_795_000 - july.imposed
    assert august.cumulative == august.cap_amount and any("한도" in text for text in august.alarms)
    assert any("부과하지 않음" in step for step in august.steps)


def test_before_the_law_had_a_cap_there_is_none() -> None:
    found = statement(book(late("A", "2019-06-03 09:00", "2019-06-03 14:00")), Month(2019, 6))
    assert found.cap_amount is None and "한도가 없음" in found.cap.source


def test_an_unknown_contract_sum_gives_no_amount() -> None:
    given = replace(book(late()), contract=replace(terms(), amount=None))
    found = statement(given)
    assert (found.base, found.amount, found.bond, found.cap_amount) == (None, None, None, None)
    assert "〔입력 필요〕" in found.steps[0]


def test_statements_run_from_month_to_month() -> None:
    given = book(late(), late("B", "2019-08-12 13:00", "2019-08-12 18:00"))
    found = statements(given, Month(2019, 12), assess(given))
    assert [(str(each.month), each.cumulative) for each in found] == [("2019-07", 16_445), ("2019-08", 32_890)]


def test_check_names_a_rate_that_cannot_be_a_days_rate() -> None:
    [problem] = [each for each in check(book(rate=Decimal("1.3"))) if each.severity is Severity.ERROR]
    assert "1.3" in problem.message and "0.0013" in problem.hint


def test_check_names_the_difference_from_the_law_and_open_choices() -> None:
    notes = [each.message for each in check(book()) if each.severity is Severity.NOTE]
    assert len(notes) == 1 and "국가계약법" in notes[0]
    warnings = [each.message for each in check(book(late(), day_policy=None)) if each.severity is Severity.WARNING]
    assert warnings == ["2019년 7월 지체상금 대상이 1건 있으나 금액을 정할 수 없습니다."]


def test_check_passes_alarms_on() -> None:
    problems = check(book(late(recovered="2019-10-27 13:00")))
    warnings = [each.message for each in problems if each.severity is Severity.WARNING]
    assert len(warnings) == 1 and "계약보증금 상당액 1,265,000원" in warnings[0]
