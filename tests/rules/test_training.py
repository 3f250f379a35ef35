"""Trainings: those to come, those given, and the share of requests that was fulfilled."""

from __future__ import annotations

from decimal import Decimal

from pipeline.rules.training import training_account
from tests.rules.sample import day, dossier
from tests.rules.sample_occasions import training

TRAININGS = (
    training("TRN-1", requested="2019-07-18", done="2019-07-25"),
    training("TRN-2", requested="2019-07-30", planned="2019-08-20", done="2019-08-20"),
    training("TRN-3", planned="2019-07-31"),
    training("TRN-4", requested="2019-08-01"),
)
GIVEN = dossier(trainings=TRAININGS)


def test_the_account_of_a_day() -> None:
    found = training_account(GIVEN, day("2019-07-31"))
    assert [each.id for each in found.done] == ["TRN-1"]
    assert [each.id for each in found.open] == ["TRN-3", "TRN-2"]  # by the day on which they are given
    assert [each.id for each in found.requested] == ["TRN-1", "TRN-2"]  # TRN-4 was asked for later
    assert found.rate == Decimal("50.00")
    assert found.step == "요청 이행률 = 실시 1건 ÷ 요청 2건 × 100 = 50.00%"


def test_later_everything_is_known() -> None:
    found = training_account(GIVEN, day("2019-08-31"))
    assert [each.id for each in found.done] == ["TRN-1", "TRN-2"]
    assert found.rate == Decimal("66.67")  # 2 ÷ 3
    assert (found.days_to(TRAININGS[0]), found.days_to(TRAININGS[3])) == (7, None)


def test_without_requests_there_is_no_rate() -> None:
    found = training_account(dossier(), day("2019-07-31"))
    assert (found.rate, found.open, found.done) == (None, (), ())
    assert found.step.endswith("해당 없음")
