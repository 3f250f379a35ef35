"""What a delay would cost before any: a day, three days and the cap, with the contract's rate or the law's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.model.contract import Penalty
from pipeline.model.law import Law, LawValue
from pipeline.model.money import Won
from pipeline.rules.penalty_basis import penalty_basis
from tests.rules.sample import contract, dossier

RATE = LawValue(rule="delay_rate.local.service", value=Decimal("0.0013"), law="지방계약법 시행규칙 제75조", verified=True)
CAP = LawValue(rule="delay_cap.local", value=Decimal("0.3"), law="지방계약법 시행령 제90조", start=date(2019, 6, 25), verified=True)
LAW = Law(values=(RATE, CAP))


def test_the_laws_rate_where_the_contract_has_no_clause() -> None:
    bare = contract(amount=Won(12_650_000), penalty=Penalty(term="지연배상금"), law="지방계약법", signed=date(2023, 8, 21))
    found = penalty_basis(dossier(contract=bare, law=LAW))
    assert (found.term, found.clause, found.rate, found.rate_source) == ("지연배상금", "", Decimal("0.0013"), "지방계약법 시행규칙 제75조")
    assert [(each.days, each.amount) for each in found.samples] == [(1, 16_445), (3, 49_335)]
    assert found.samples[1].step == "12,650,000원 × 1000분의 1.3 × 3일 = 49,335원"
    assert found.cap_amount == 3_795_000
    assert found.cap_step == "12,650,000원 × 30/100 = 3,795,000원 (지방계약법 시행령 제90조)"


def test_a_fraction_of_a_won_is_cut_once_after_the_days() -> None:
    own = contract(amount=Won(12_650_000), penalty=Penalty(rate=Decimal("0.00125"), rate_source="계약서", clause="제9조"))
    found = penalty_basis(dossier(contract=own))
    assert [each.amount for each in found.samples] == [15_812, 47_437]  # 15,812.5 and 47,437.5
    assert found.samples[0].step.endswith("15,812원 (원 미만 절사)")


def test_a_cap_that_came_later_in_the_term_says_so() -> None:
    found = penalty_basis(dossier(contract=contract(amount=Won(49_940_000)), law=LAW))  # signed 2019-05-13
    assert found.cap_amount == 14_982_000 and found.cap_step.endswith("계약일에는 한도가 없었음)")


def test_accepted_work_lessens_the_base_and_missing_facts_leave_no_sum() -> None:
    part = contract(amount=Won(10_000_000), penalty=Penalty(rate=Decimal("0.0013"), accepted=Won(4_000_000)))
    assert penalty_basis(dossier(contract=part)).samples[0].amount == 7_800
    open_ = penalty_basis(dossier(contract=contract(amount=None, penalty=Penalty(), law="미정")))
    assert (open_.base, open_.rate, open_.samples[0].amount, open_.cap_amount) == (None, None, None, None)
    assert "〔입력 필요〕" in open_.samples[0].step
