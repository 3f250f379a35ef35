"""Months of experience, each day once, worked out by hand."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.staff import Career
from pipeline.rules.career import check, experience
from tests.rules.sample import day, dossier, person


def _career(start: str, end: str) -> Career:
    return Career(person="P01", start=day(start), end=day(end), project="가나다 시스템 유지관리")


def test_overlapping_projects_count_once() -> None:
    (found,) = experience(dossier(people=(person(),), careers=(_career("2015-01-01", "2019-05-14"), _career("2012-03-01", "2015-02-28"))))
    assert found.days == 2631  # 2012-03-01 to 2019-05-14: 7 years (2,557 days to 2019-03-01 less one) and 75 days
    assert found.years == Decimal("7.2") and found.words == "7.2년"


def test_a_project_inside_another_adds_nothing() -> None:
    (found,) = experience(dossier(people=(person(),), careers=(_career("2012-01-01", "2012-12-31"), _career("2012-03-01", "2012-04-30"))))
    assert found.days == 366


def test_days_of_this_contract_are_not_experience() -> None:
    (found,) = experience(dossier(people=(person(),), careers=(_career("2019-05-01", "2019-12-31"),)))
    assert found.days == 14  # the 1st to the 14th; work begins on the 15th


def test_too_few_years_are_told_and_enough_are_not() -> None:
    short = dossier(people=(person(years=7),), careers=(_career("2016-05-15", "2019-05-14"),))
    (problem,) = check(short)
    assert "더하면 3년" in problem.message
    assert check(dossier(people=(person(years=3),), careers=(_career("2016-05-15", "2019-05-14"),))) == []


def test_no_project_proves_nothing() -> None:
    (found,) = experience(dossier(people=(person(),)))
    assert found.enough is None and found.words == ""


def test_a_project_that_ends_before_it_begins() -> None:
    (problem, *_) = check(dossier(people=(person(),), careers=(_career("2018-01-01", "2017-01-01"),)))
    assert problem.stops
