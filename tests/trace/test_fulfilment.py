"""Statuses from counts, and many statuses in one."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.trace.fulfilment import Status, combined, counted

MET, PARTLY, UNMET, NONE, OPEN = Status.MET, Status.PARTLY, Status.UNMET, Status.NONE, Status.OPEN


@pytest.mark.parametrize(
    ("planned", "done", "short", "status"),
    [
        (0, 0, False, NONE),
        (8, 8, False, MET),
        (8, 8, True, PARTLY),
        (8, 7, False, PARTLY),
        (3, 0, False, UNMET),
        (1, 0, True, UNMET),
    ],
)
def test_counting(planned: int, done: int, short: bool, status: Status) -> None:
    assert counted(planned, done, short) is status


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        ((), NONE),
        ((NONE, NONE), NONE),
        ((MET, NONE), MET),
        ((MET, UNMET), PARTLY),
        ((MET, OPEN), OPEN),
        ((UNMET, OPEN), UNMET),
        ((UNMET, OPEN, MET), PARTLY),
        ((PARTLY, OPEN), PARTLY),
        ((UNMET, NONE), UNMET),
        ((OPEN, NONE), OPEN),
    ],
)
def test_many_statuses_make_one_in_any_order(statuses: tuple[Status, ...], whole: Status) -> None:
    assert {combined(order) for order in permutations(statuses)} == {whole}


@given(st.lists(st.sampled_from(Status), max_size=8))
def test_nothing_is_called_met_while_anything_is_not(statuses: list[Status]) -> None:
    if combined(statuses) is MET:
        assert set(statuses) <= {MET, NONE}
