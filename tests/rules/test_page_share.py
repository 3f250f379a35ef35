"""Points and a page limit → pages of sections."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rules.page_share import page_share

P = Decimal


def test_largest_remainder() -> None:
    # 50 × 15 ÷ 40 = 18.75, 50 × 13 ÷ 40 = 16.25, 50 × 12 ÷ 40 = 15: the one page left goes to .75
    share = page_share([P(15), P(13), P(12)], 50)
    assert share.pages == (19, 16, 15)
    assert share.steps[0] == "50쪽 × 15점 ÷ 40점 = 18.75"
    assert share.total == 50


def test_a_section_never_gets_less_than_a_page() -> None:
    # 20 × 1 ÷ 100 = 0.2 → 1; the rest: 19 × 60 ÷ 99 = 11.52, 19 × 39 ÷ 99 = 7.48
    share = page_share([P(1), P(60), P(39)], 20)
    assert share.pages == (1, 12, 7)
    assert share.steps == ("최소 1쪽", "19쪽 × 60점 ÷ 99점 = 11.52", "19쪽 × 39점 ÷ 99점 = 7.48")


def test_sections_that_nobody_judges_get_one_page() -> None:
    assert page_share([None, P(10), P(30)], 41).pages == (1, 10, 30)


def test_no_limit_is_a_page_a_point_and_says_so() -> None:
    share = page_share([P("2.5"), P("0.4"), None, P(10)], None)
    assert share.pages == (3, 1, 1, 10)
    assert "쪽 제한이 없어 배점 1점을 1쪽" in share.note and "15쪽" in share.note


def test_without_points_the_sentences_count() -> None:
    share = page_share([None, None, None], 10, rows=[3, 1, 6])
    assert share.pages == (3, 1, 6)
    assert "답할 문장 수" in share.note and share.steps[0] == "10쪽 × 3문장 ÷ 10문장 = 3"


def test_without_limit_and_points_nothing_is_given() -> None:
    share = page_share([None, None], None, rows=[3, 1])
    assert share.pages == (None, None)
    assert "배점도 쪽 제한도 없어" in share.note


def test_a_limit_below_the_number_of_sections_is_said() -> None:
    share = page_share([P(10), P(20), P(30)], 2)
    assert share.pages == (1, 1, 1)
    assert "쪽 제한 2쪽이 절 3개보다 적어" in share.note


def test_nothing_to_share() -> None:
    assert page_share([], 10).pages == ()


points = st.one_of(st.none(), st.decimals(0, 100, places=1))


@given(st.lists(points, min_size=1, max_size=40).filter(any), st.integers(40, 400))
def test_the_sum_is_the_limit_and_more_points_never_mean_fewer_pages(given_points: list[Decimal | None], limit: int) -> None:
    pages = page_share(given_points, limit).pages
    assert sum(each or 0 for each in pages) == limit
    assert min(each or 0 for each in pages) >= 1
    ordered = sorted(zip([each or 0 for each in given_points], pages, strict=True), key=lambda pair: pair[0])
    for (less, fewer), (more, greater) in zip(ordered, ordered[1:], strict=False):
        assert less == more or fewer <= greater


@pytest.mark.parametrize("limit", [1, 40, 200])
def test_equal_points_differ_by_a_page_at_most(limit: int) -> None:
    pages = page_share([P(5)] * 7, limit).pages
    assert max(pages) - min(pages) <= 1
