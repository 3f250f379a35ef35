"""Deadlines of the monthly deliverables."""

from __future__ import annotations

from datetime import date

from pipeline.model.deliverable import DueKind, DueRule, Trigger
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.rules.calendar import Calendar
from pipeline.rules.monthly_due import claim_due, monthly_dues, report_due
from tests.rules.sample import contract, dossier, term
from tests.rules.sample_logs import JULY, deliverable, monthly_deliverables


def calendar(given: Dossier) -> Calendar:
    return Calendar(given.law, given.contract)


def test_every_monthly_deliverable_with_every_rule() -> None:
    yearly = deliverable("8", "현황", trigger=Trigger.YEARLY)
    given = dossier(deliverables=(*monthly_deliverables(), yearly, deliverable("5", "백업결과보고서")))
    dues = monthly_dues(given, JULY, calendar(given))
    assert [(each.deliverable.number, len(each.deadlines)) for each in dues] == [("4", 2), ("23", 1), ("5", 0)]
    assert dues[0].first is not None and dues[0].first.legal_due == date(2019, 7, 31)
    assert dues[2].first is None


def test_claim_due_rolls_and_recommends() -> None:
    given = dossier(deliverables=monthly_deliverables())
    found = claim_due(given, JULY, calendar(given))
    assert (found.legal_due, found.recommended_due, found.clause) == (date(2019, 8, 12), date(2019, 8, 9), "V-1")


def test_the_contracts_own_day_wins() -> None:
    given = dossier(contract=contract(terms=(term("claim.due_day", 5),)), deliverables=monthly_deliverables())
    assert claim_due(given, Month(2019, 8), calendar(given)).legal_due == date(2019, 9, 5)


def test_without_a_rule_the_usual_day() -> None:
    other = deliverable("4", "정기점검보고서", DueRule(kind=DueKind.AFTER_DAYS, number=3))
    given = dossier(deliverables=(other,))
    assert claim_due(given, JULY, calendar(given)).nominal == date(2019, 8, 10)
    assert report_due(given, Month(2019, 6), calendar(given), "점검보고서").legal_due == date(2019, 7, 1)
