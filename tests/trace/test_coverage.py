"""Policies as data, sums of months, and the coverage of a class."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.period import Month
from pipeline.trace.coverage import POLICIES, by_class, month_runs, policy_of, summed_up
from pipeline.trace.fulfilment import Fulfilment, Proof, Status

MAY, JUNE, JULY, SEPTEMBER = (Month(2019, number) for number in (5, 6, 7, 9))


def test_a_document_is_asked_for_only_where_a_duty_names_one() -> None:
    assert policy_of("MAR", templated=True) == (frozenset({Proof.LOG}), frozenset({Proof.DOCUMENT}))
    assert policy_of("MAR", templated=False) == (frozenset({Proof.LOG}),)
    assert policy_of("SC", templated=True) == (frozenset(Proof),)
    assert all(group for policy in POLICIES.values() for group in policy)


def test_months_in_a_row_are_told_as_one() -> None:
    assert month_runs([MAY, JUNE, JULY, SEPTEMBER]) == "2019-05 ~ 2019-07, 2019-09"
    assert month_runs([]) == ""


def test_equal_reasons_are_told_once() -> None:
    months = [Fulfilment(month, 1, 0, Status.UNMET, "기록 없음") for month in (MAY, JUNE)] + [
        Fulfilment(JULY, 1, 1, Status.MET)
    ]
    found = summed_up(months)
    assert (found.planned, found.done, found.status, found.reason) == (
        3,
        1,
        Status.PARTLY,
        "2019-05 ~ 2019-06 기록 없음",
    )


def test_what_was_done_in_part_is_not_undone() -> None:
    months = [Fulfilment(MAY, 1, 1, Status.OPEN, "산출물 없음"), Fulfilment(JUNE, 1, 0, Status.UNMET, "기록 없음")]
    assert summed_up(months).status is Status.PARTLY


def test_a_class_leaves_out_what_asks_for_nothing() -> None:
    rows = [("MAR", Status.MET), ("MAR", Status.NONE), ("MAR", Status.PARTLY), ("SER", Status.NONE)]
    mar, ser = by_class(rows)
    assert (mar.category, mar.rows, mar.counts[Status.MET], mar.rate) == ("MAR", 3, 1, Decimal("50.00"))
    assert (ser.rows, ser.rate) == (1, None)
