"""When a claim is to be paid, by the contract and by the law."""

from __future__ import annotations

from datetime import date

from pipeline.problems import Severity
from pipeline.rules.payment import check, payment
from tests.rules.sample import contract, dossier, law, term
from tests.rules.sample_logs import LOCAL_PAYMENT, NATIONAL_PAYMENT

TERMS = (term("payment.days", 14, "일", clause="V-1"),)


def test_both_days_side_by_side() -> None:
    found = payment(dossier(contract=contract(terms=TERMS), law=law(LOCAL_PAYMENT)), date(2019, 8, 9))
    assert found.contract_due is not None and found.contract_due.legal_due == date(2019, 8, 23)
    assert (found.law_due, found.difference) == (date(2019, 8, 14), 9)
    assert found.words.endswith("계약의 지급기한이 법령보다 9일 늦음")


def test_the_national_rule_counts_workdays() -> None:
    given = dossier(contract=contract(terms=TERMS, law="국가계약법"), law=law(NATIONAL_PAYMENT))
    assert payment(given, date(2019, 8, 9)).law_due == date(2019, 8, 19)  # 10, 11 weekend, 15 holiday, 17, 18 weekend
    assert "(미확인)" in payment(given, date(2019, 8, 9)).law_words


def test_nothing_is_invented() -> None:
    found = payment(dossier(), date(2019, 8, 9))
    assert (found.contract_due, found.law_due, found.difference, found.words) == (None, None, None, "계약 해당 없음")


def test_check_names_the_difference() -> None:
    [problem] = check(dossier(contract=contract(terms=TERMS), law=law(LOCAL_PAYMENT)))
    assert problem.severity is Severity.NOTE and "14일" in problem.message and "5일" in problem.message
    assert check(dossier(contract=contract(terms=(term("payment.days", 5),)), law=law(LOCAL_PAYMENT))) == []
