"""The claim of a month: fee, deductions, tax, deadlines, and what the contract has left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.model.contract import DayPolicy, Penalty
from pipeline.model.log import Responsibility
from pipeline.model.money import Won
from pipeline.model.period import Month
from pipeline.problems import Severity
from pipeline.rules.claim import check, claim
from tests.rules.sample import contract, dossier, incident, term
from tests.rules.sample_logs import JULY, monthly_deliverables


def test_first_month_of_seventeen_days() -> None:
    found = claim(dossier(deliverables=monthly_deliverables()), Month(2019, 5))
    assert (found.earned, found.supply, found.vat, found.total) == (3_740_000, 3_400_000, 340_000, 3_740_000)
    assert found.official == "금3,740,000원(금삼백칠십사만원)" and found.hangul == "삼백칠십사만"
    assert (found.days, found.whole, found.deductions) == (17, False, ())
    assert (found.cumulative, found.remaining) == (3_740_000, 46_200_000)
    assert found.due.legal_due == date(2019, 6, 10)


def test_payment_runs_from_the_recommended_day() -> None:
    given = dossier(contract=contract(terms=(term("payment.days", 14),)), deliverables=monthly_deliverables())
    found = claim(given, JULY)
    assert found.payment.claimed == date(2019, 8, 9)
    assert found.payment.contract_due is not None and found.payment.contract_due.legal_due == date(2019, 8, 23)


def test_a_penalty_is_its_own_line_and_leaves_the_tax_base_alone() -> None:
    hit = incident(recovered="2019-07-09 19:15", responsibility=Responsibility.CONTRACTOR)
    found = claim(dossier(hit), JULY)
    assert [(each.label, each.amount, each.clause) for each in found.deductions] == [("지체상금", 64_922, "V-6")]
    assert (found.earned, found.supply, found.vat) == (6_600_000, 6_000_000, 600_000)
    assert (found.deducted, found.total, found.deducted_total) == (64_922, 6_535_078, 64_922)
    assert "청구금액: 6,600,000원 − 64,922원 = 6,535,078원" in found.steps
    assert claim(dossier(hit), Month(2019, 8)).deducted == 0


def test_what_was_left_over_is_a_line_of_its_own() -> None:
    penalty = Penalty(rate=Decimal("0.0013"), day_policy=DayPolicy.CEIL, clause="V-6")
    terms = contract(monthly=Won(1_000_000), amount=Won(10_000_000), penalty=penalty)
    hit = incident(reported="2019-07-01 00:00", recovered="2019-10-01 00:00", responsibility=Responsibility.CONTRACTOR)
    july, august = claim(dossier(hit, contract=terms), JULY), claim(dossier(hit, contract=terms), Month(2019, 8))
    assert (july.deducted, july.total) == (1_000_000, 0)
    assert [(each.label, each.amount) for each in august.deductions] == [("지체상금 전월 이월분", 196_000)]


def test_the_last_month_leaves_nothing() -> None:
    assert claim(dossier(), Month(2019, 12)).remaining == 0
    rounded = claim(dossier(contract=contract(amount=Won(50_000_000))), Month(2019, 12))
    assert (rounded.total, rounded.remaining) == (6_660_000, 0)


def test_missing_sums_stay_missing() -> None:
    found = claim(dossier(contract=contract(amount=None, monthly=None)), JULY)
    assert (found.earned, found.supply, found.total, found.official, found.remaining) == (None, None, None, None, None)
    assert any("〔입력 필요〕" in step for step in found.steps)
    known = claim(dossier(contract=contract(amount=None)), JULY)
    assert (known.total, known.remaining) == (6_600_000, None)


def test_check_is_silent_when_the_months_add_up() -> None:
    assert check(dossier()) == []


def test_check_names_both_sums_of_a_difference() -> None:
    [problem] = check(dossier(contract=contract(amount=Won(50_000_000))))
    assert "49,940,000원" in problem.message and "50,000,000원" in problem.message and "60,000원" in problem.message
    assert "마지막 달" in problem.hint and problem.severity is Severity.WARNING
    [large] = check(dossier(contract=contract(amount=Won(90_000_000))))
    assert "확인" in large.hint


def test_check_names_what_is_missing() -> None:
    claims = (term("claim.due_day", 10, "일"),)
    messages = [each.message for each in check(dossier(contract=contract(amount=None, monthly=None, terms=claims)))]
    assert [text.split()[0] for text in messages] == ["계약금액", "월유지관리비"]
    [only] = check(dossier(contract=contract(amount=None, monthly=None)))  # nothing speaks of monthly claims
    assert only.message.startswith("계약금액")
    [problem] = check(dossier(contract=contract(terms=(term("proration.days", 0),))))
    assert problem.severity is Severity.ERROR
