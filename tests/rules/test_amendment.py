"""Amendments: sums before and after with value-added tax, days, the notice on the day of approval, what is included."""

from __future__ import annotations

import pytest

from pipeline.model.money import Won
from pipeline.model.occasion import AmendmentKind
from pipeline.model.period import Period
from pipeline.problems import Severity
from pipeline.rules.amendment import amendment_plan, check
from tests.rules.sample import contract, day, dossier, term
from tests.rules.sample_occasions import TERMS, amendment

NOTICE = term("amendment.notice", 0, clause="V-12")
NOTIFYING = dossier(contract=contract(terms=(*TERMS, NOTICE)))


def test_sums_before_and_after() -> None:
    made = amendment_plan(NOTIFYING, amendment(amount=Won(56_540_000)))
    # 49,940,000 ÷ 1.1 = 45,400,000; 56,540,000 ÷ 1.1 = 51,400,000
    assert [(line.label, line.before, line.after, line.difference) for line in made.sums] == [
        ("공급가액", 45_400_000, 51_400_000, "+6,000,000"),
        ("부가가치세", 4_540_000, 5_140_000, "+600,000"),
        ("계약금액", 49_940_000, 56_540_000, "+6,600,000"),
    ]
    assert made.steps == ("증감 = 56,540,000원 − 49,940,000원 = +6,600,000원",)
    assert made.after is None and made.days_words == "변동 없음" and made.state == "제안"


def test_a_smaller_sum_and_one_not_known() -> None:
    assert amendment_plan(NOTIFYING, amendment(amount=Won(49_390_000))).sums[-1].difference == "−550,000"
    assert amendment_plan(NOTIFYING, amendment()).sums[-1].difference == ""
    assert amendment_plan(NOTIFYING, amendment(kinds=(AmendmentKind.SCOPE,))).sums == ()


def test_a_longer_term() -> None:
    made = amendment_plan(NOTIFYING, amendment(kinds=(AmendmentKind.PERIOD,), end="2020-01-31"))
    assert made.before == Period(day("2019-05-15"), day("2019-12-31"))
    assert made.after == Period(day("2019-05-15"), day("2020-01-31"))
    assert made.days_words == "연장 31일"
    assert made.steps == ("만료일 2019. 12. 31. → 2020. 1. 31. (연장 31일)",)


@pytest.mark.parametrize(
    ("approved", "notified", "met"),
    [(None, None, None), ("2019-09-10", None, False), ("2019-09-10", "2019-09-11", False), ("2019-09-10", "2019-09-10", True)],
)
def test_the_sum_is_told_with_the_approval(approved: str | None, notified: str | None, met: bool | None) -> None:
    change = amendment(amount=Won(56_540_000), approved=approved, notified=notified)
    assert amendment_plan(NOTIFYING, change).notice_met is met
    told = check(dossier(contract=NOTIFYING.contract, amendments=(change,)))
    assert [problem.severity for problem in told] == ([Severity.WARNING] if met is False else [])


def test_no_clause_and_no_change_of_the_sum_need_no_notice() -> None:
    change = amendment(amount=Won(56_540_000), approved="2019-09-10")
    assert amendment_plan(dossier(), change).notice_met is None
    assert amendment_plan(NOTIFYING, amendment(amount=Won(49_940_000), approved="2019-09-10")).notice_met is None


@pytest.mark.parametrize(("amount", "told"), [(49_940_000, 0), (50_000_000, 1)])
def test_what_is_included_makes_the_contracts_sum(amount: int, told: int) -> None:
    changes = (
        amendment("AMD-1", amount_before=Won(45_000_000), amount=Won(47_000_000), approved="2019-09-10", included=True),
        amendment("AMD-2", amount_before=Won(47_000_000), amount=Won(amount), approved="2019-10-10", included=True),
    )
    found = check(dossier(amendments=changes))
    assert [problem.severity for problem in found] == [Severity.NOTE] * told
    # 45,000,000 + 2,000,000 + 3,000,000
    assert all("50,000,000원)" in problem.message and "49,940,000원" in problem.message for problem in found)


def test_what_is_only_proposed_is_not_counted() -> None:
    assert check(dossier(amendments=(amendment(amount_before=Won(1), amount=Won(2), included=True),))) == []
