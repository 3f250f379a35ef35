"""Points and a page limit → pages of sections."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rules.page_share import page_share, pages_for, spread

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


def test_no_section_gets_fewer_pages_than_its_rows_need() -> None:
    assert [pages_for(rows) for rows in (0, 1, 12, 13, 100)] == [1, 1, 1, 2, 9]
    # 50 × 1 ÷ 10 = 5 < 9: the first gets 9, the others share 41: 41 × 5 ÷ 9 = 22.78, 41 × 4 ÷ 9 = 18.22
    share = page_share([P(1), P(5), P(4)], 50, [100, 12, 0], [9, 1, 1])
    assert share.pages == (9, 23, 18) and share.steps[0] == "최소 9쪽"
    assert "답할 문장 12개에 1쪽" in share.note


def test_needs_beyond_the_limit_are_cut_to_half_of_it_and_it_is_said() -> None:
    # 40 × 20 ÷ (2 × 50) = 8 and 10 × 20 ÷ (2 × 50) = 2; 20 × 1 ÷ 20 = 1 < 8: 8 and the 12 that are left
    share = page_share([P(1), P(19)], 20, [480, 120], [40, 10])
    assert share.pages == (8, 12) and "50쪽이 들어 쪽 제한이 모자라" in share.note
    assert page_share([P(1), P(1), P(1)], 3, [], [5, 5, 5]).pages == (1, 1, 1)


def test_without_a_limit_rows_count_too() -> None:
    share = page_share([P(2), P(10)], None, [60, 0], [5, 1])
    assert share.pages == (5, 10) and share.steps == ("최소 5쪽", "10점 × 1쪽")


def test_a_chapters_points_are_spread_over_its_sections_by_their_rows() -> None:
    # rows 60, 12 (none counts as a page of 12), 48: 20 × 12 ÷ 120 = 2 and 20 × 48 ÷ 120 = 8 go to those that no item judges
    assert spread([P(20), P(0), P(0), P(5)], ["가", "가", "가", "나"], [("갑",), (), (), ("을",)], [60, 0, 48, 0]) == (10, 2, 8, 5)


def test_points_of_one_item_in_several_sections_go_by_rows_and_others_keep_their_own() -> None:
    # 갑 judges two sections with 5 each: 10 × 36 ÷ 48 and 10 × 12 ÷ 48; 을 keeps its 4
    assert spread([P(5), P(5), P(4)], ["가"] * 3, [("갑",), ("갑",), ("을",)], [36, 3, 200]) == (P("7.5"), P("2.5"), 4)


def test_a_chapter_that_nothing_judges_and_sections_without_a_chapter_get_nothing_of_others() -> None:
    assert spread([P(0), P(9), P(0)], ["가", "", ""], [(), ("갑",), ()], [50, 1, 1]) == (0, 9, 0)


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


shared = st.tuples(st.decimals(0, 50, places=1), st.sampled_from(["", "가", "나"]), st.sampled_from(["갑", "을"]), st.integers(0, 300))
asked = st.lists(st.tuples(points, st.integers(0, 400)), min_size=1, max_size=30).filter(lambda each: any(point for point, _ in each))


@given(st.lists(shared, min_size=1, max_size=20))
def test_spreading_loses_no_point(sections: list[tuple[Decimal, str, str, int]]) -> None:
    given_points, chapters, items, rows = zip(*sections, strict=True)
    made = spread(given_points, chapters, [(item,) if each else () for item, each in zip(items, given_points, strict=True)], rows)
    assert sum(made) == sum(given_points) and min(made) >= 0


@given(asked, st.integers(30, 300))
def test_pages_always_come_to_the_limit_and_cover_the_needs_that_fit(sections: list[tuple[Decimal | None, int]], limit: int) -> None:
    needs = [pages_for(rows) for _, rows in sections]
    pages = page_share([point for point, _ in sections], limit, [rows for _, rows in sections], needs).pages
    assert sum(each or 0 for each in pages) == limit and min(each or 0 for each in pages) >= 1
    assert sum(needs) > limit or all((each or 0) >= need for each, need in zip(pages, needs, strict=True))


@pytest.mark.parametrize("limit", [1, 40, 200])
def test_equal_points_differ_by_a_page_at_most(limit: int) -> None:
    pages = page_share([P(5)] * 7, limit).pages
    assert max(pages) - min(pages) <= 1
