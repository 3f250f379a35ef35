"""The review file, and edits of two people taken over into it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.review import Review, ReviewEdit, Reviews
from pipeline.model.stamp import digest
from pipeline.problems import stopping
from pipeline.read.reviews import read_reviews, reviews_bytes, take_over
from pipeline.read.text import clean, control_character

words = st.text(min_size=1, max_size=40).filter(lambda text: clean(text) == text != "" and not control_character(text) and "\r" not in text)


def edit(text: str, was: str | None = "", title: str = "의견", source: str = "가.xlsx", fingerprint: str = "f") -> ReviewEdit:
    """Return an edit of one cell; `was` is the text that had stood there."""
    review = Review(key="MAR-001#1", title=title, text=text, source=source, fingerprint=fingerprint)
    return ReviewEdit(review, None if was is None else digest(was))


def stored(text: str, title: str = "의견", source: str = "가.xlsx", fingerprint: str = "f") -> Reviews:
    """Return one stored review."""
    return Reviews([Review(key="MAR-001#1", title=title, text=text, source=source, fingerprint=fingerprint)])


def write(folder: Path, data: bytes) -> Path:
    """Put the review file into a contract's folder."""
    (folder / "reviews").mkdir()
    (folder / "reviews" / "추적표.csv").write_bytes(data)
    return folder


def test_no_file_is_no_review(tmp_path: Path) -> None:
    reviews, problems = read_reviews(tmp_path, "data/x")
    assert (reviews.all, problems) == ((), [])


@given(st.lists(st.builds(Review, key=words, title=words, text=words, given=st.one_of(st.just(""), words), day=st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2090, 1, 1)))), max_size=4, unique_by=lambda review: (review.key, review.title)))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, reviews: list[Review]) -> None:
    folder = write(tmp_path_factory.mktemp("x"), reviews_bytes(Reviews(reviews)))
    found, problems = read_reviews(folder, "data/x")
    assert (list(found.all), problems) == (reviews, [])


def test_a_cell_written_twice_is_refused(tmp_path: Path) -> None:
    twice = stored("하나").all + stored("둘").all
    problems = read_reviews(write(tmp_path, reviews_bytes(Reviews(twice))), "data/x")[1]
    assert str(problems[0]).startswith("data/x/reviews/추적표.csv:3: 오류 D-REV-12 MAR-001#1의 '의견' 칸이 두 번 적혔습니다")
    assert problems[0].related[0].row == 2


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (Reviews(), edit("새 의견"), "새 의견"),
        (stored("지난"), edit("고친", was="지난"), "고친"),
        (stored("지난", source="나.xlsx"), edit("고친", was="지난"), "고친"),
        (stored("같음", source="나.xlsx"), edit("같 음"), "같음"),
        (stored("먼저 받음"), edit("또 고침", was=""), "또 고침"),
        (stored("지난"), edit("", was="지난"), None),
        (stored("표식 없이"), edit("", was=None), "표식 없이"),
        (stored("쪽지", title="의견(메모)", source="나.xlsx"), edit("더 긴 쪽지", was=None, title="의견(메모)"), "더 긴 쪽지"),
        (stored("가", title="의견(메모)", source="나.xlsx"), edit("나", was=None, title="의견(메모)"), "가\n나"),
        (stored("가와 나", title="의견(메모)", source="나.xlsx"), edit("가", was=None, title="의견(메모)"), "가와 나"),
    ],
)
def test_edits_are_taken_over(before: Reviews, change: ReviewEdit, after: str | None) -> None:
    reviews, problems = take_over(before, [change])
    found = reviews.cell("MAR-001#1", change.review.title)
    assert not stopping(problems)
    assert (found.text if found else None) == after


def test_a_cleared_remark_is_told_in_full() -> None:
    problems = take_over(stored("지" * 200), [edit("", was="지" * 200)])[1]
    assert [problem.code for problem in problems] == ["D-REV-14"]
    assert "지" * 200 in problems[0].message


def test_a_verdict_given_again_on_the_changed_text_counts_for_it() -> None:
    before = stored("적합", "판정", fingerprint="옛")
    again = edit("적합", was="재확인", title="판정", source="나.xlsx", fingerprint="새")
    reviews, problems = take_over(before, [again])
    assert (problems, reviews.all[0].fingerprint) == ([], "새")


@pytest.mark.parametrize("before", [Reviews(), stored("처음", source="처음.xlsx")])
def test_two_workbooks_that_disagree_are_refused(before: Reviews) -> None:
    was = before.all[0].text if before.all else ""
    one, other = edit("가의 말", was, source="가.xlsx"), edit("나의 말", was, source="나.xlsx")
    reviews, problems = take_over(before, [one, other])
    assert [problem.code for problem in stopping(problems)] == ["D-REV-13"]
    assert "'가의 말', '나의 말'" in problems[0].message
    assert not stopping(take_over(before, [one, edit("가의 말", was, source="나.xlsx")])[1])
    assert reviews.all
