"""Rate, cap and comparisons of a delay penalty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pipeline.model.contract import Penalty
from pipeline.rules.penalty_rate import BOND_SHARE, bond_share, cap, comparisons, stretches
from tests.rules.sample import contract, dossier, law
from tests.rules.sample_logs import LOCAL_CAP, LOCAL_RATE, NATIONAL_RATE, OLD_LOCAL_RATE

LAW = law(LOCAL_RATE, OLD_LOCAL_RATE, NATIONAL_RATE, LOCAL_CAP)
NO_RATE = Penalty()


def test_the_contracts_rate_wins_over_the_law() -> None:
    given = dossier(contract=contract(penalty=Penalty(rate=Decimal("0.002")), law="지방계약법"), law=LAW)
    found = stretches(given, date(2019, 7, 9), Fraction(3)) or ()
    assert [(each.rate, each.days, each.source) for each in found] == [(Decimal("0.002"), 3, "계약서")]


def test_without_a_rate_each_day_takes_the_law_of_that_day() -> None:
    given = dossier(contract=contract(penalty=NO_RATE, law="지방계약법"), law=LAW)
    found = stretches(given, date(2016, 11, 27), Fraction(7, 2))
    assert found is not None
    assert [(each.rate, each.days) for each in found] == [(Decimal("0.0025"), 2), (Decimal("0.0013"), Fraction(3, 2))]
    assert found[0].source.endswith("(미확인)")


def test_without_a_rate_and_an_applicable_law_there_is_none() -> None:
    undecided = dossier(contract=contract(penalty=NO_RATE, law="미정"), law=LAW)
    without_data = dossier(contract=contract(penalty=NO_RATE, law="지방계약법"))
    assert stretches(undecided, date(2019, 7, 9), Fraction(1)) is None
    assert stretches(without_data, date(2019, 7, 9), Fraction(1)) is None


def test_cap_of_the_contract_of_the_law_or_none() -> None:
    given = dossier(law=LAW)
    assert cap(given, date(2019, 6, 24)).share is None and "2019. 6. 24." in cap(given, date(2019, 6, 24)).source
    assert cap(given, date(2019, 6, 25)).share == Decimal("0.3")
    own = replace(given, contract=contract(penalty=Penalty(cap=Decimal("0.2"), clause="V-6")))
    assert cap(own, date(2019, 6, 24)).share == Decimal("0.2") and cap(own, date(2019, 6, 24)).source.endswith("V-6")
    assert cap(replace(given, contract=contract(law="국가계약법")), date(2019, 7, 1)).share is None


def test_comparisons_show_both_laws_while_it_is_open_which_applies() -> None:
    local, national = comparisons(dossier(law=LAW), date(2019, 7, 9))
    assert local.difference == 0 and local.words.endswith("같음")
    assert national.difference == Decimal("0.00005") and national.words.endswith("계약이 1000분의 0.05 높음")
    [only] = comparisons(dossier(contract=contract(law="국가계약법"), law=LAW), date(2019, 7, 9))
    assert only.law == "국가계약법 시행규칙 제75조 (미확인)"
    [missing] = comparisons(dossier(contract=contract(penalty=NO_RATE, law="지방계약법"), law=LAW), date(2019, 7, 9))
    assert missing.difference is None and "〔입력 필요〕" in missing.words


def test_bond_share_is_a_tenth_without_data() -> None:
    assert bond_share(dossier(), date(2019, 7, 9)) == BOND_SHARE == Decimal("0.1")
