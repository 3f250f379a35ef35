"""Remarks go with their sentence, once; what cannot move stays and is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.review import Review, Reviews
from pipeline.trace.carry import again, apply, carried, verdict_of
from pipeline.trace.diff import difference
from pipeline.trace.fingerprint import fingerprint

PLEDGE = "계약상대자는 투입 1일 전까지 보안서약서를 제출하여야 한다."
REPORT = "계약상대자는 매월 1회 월간보고서를 제출하여야 한다."
BACKUP = "안정적인 시스템 운영을 위하여 백업을 수행하고 매월 결과를 보고하여야 한다."
NEW = "착수 후 7일 안에 구성도를 낸다."


def remark(key: str, given: str, text: str = "적합", title: str = "판정") -> Review:
    return Review(key=key, title=title, text=text, fingerprint=fingerprint(given) if given else "", given=given)


def moved(reviews: Reviews, old: list[tuple[str, str]], new: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return (key, title) → text after the remarks have moved."""
    made, _ = apply(reviews, carried(reviews, difference(old, new)))
    return {(each.key, each.title): each.text for each in made.all}


INSERTED = ([("A#1", PLEDGE), ("A#2", REPORT), ("A#3", BACKUP)], [("A#1", PLEDGE), ("A#2", NEW), ("A#3", REPORT), ("A#4", BACKUP)])


def test_remarks_follow_the_sentences_behind_an_inserted_one() -> None:
    reviews = Reviews([remark("A#1", PLEDGE, "하나"), remark("A#2", REPORT, "둘"), remark("A#3", BACKUP, "셋", "의견")])
    assert moved(reviews, *INSERTED) == {("A#1", "판정"): "하나", ("A#3", "판정"): "둘", ("A#4", "의견"): "셋"}


def test_moving_twice_is_moving_once() -> None:
    swapped = ([("A#1", PLEDGE), ("A#2", REPORT)], [("A#1", REPORT), ("A#2", PLEDGE)])
    reviews = Reviews([remark("A#1", PLEDGE, "서약"), remark("A#2", REPORT, "보고")])
    once, _ = apply(reviews, carried(reviews, difference(*swapped)))
    assert {each.key: each.text for each in once.all} == {"A#2": "서약", "A#1": "보고"}
    assert carried(once, difference(*swapped)) == ()


def test_a_remark_of_other_sheets_moves_and_one_of_an_edition_stays() -> None:
    reviews = Reviews([remark("과업대비표!A#2", REPORT, "3쪽", "제안서"), remark("변경내역!A#2", "", "메모", "비고"), remark("보관!A#2/의견", "", "글", "내용")])
    assert set(moved(reviews, *INSERTED)) == {("과업대비표!A#3", "제안서"), ("변경내역!A#2", "비고"), ("보관!A#2/의견", "내용")}


def test_remarks_on_a_removed_sentence_make_way_for_the_one_that_took_its_number() -> None:
    old, new = [("A#1", PLEDGE), ("A#2", REPORT)], [("A#1", REPORT)]
    reviews = Reviews([remark("A#1", PLEDGE, "옛 서약"), remark("A#2", REPORT, "보고"), remark("삭제 A#1", "", "더 옛 글")])
    assert moved(reviews, old, new) == {("삭제 A#1 (2)", "판정"): "옛 서약", ("A#1", "판정"): "보고", ("삭제 A#1", "판정"): "더 옛 글"}


def test_a_remark_whose_place_is_taken_stays_and_is_told() -> None:
    reviews = Reviews([remark("A#2", REPORT, "둘"), remark("A#3", REPORT, "벌써 적음")])
    moves = carried(reviews, difference(*INSERTED))
    made, blocked = apply(reviews, moves)
    assert [(each.review.text, each.key) for each in blocked] == [("둘", "A#3")]
    assert {each.text for each in made.all} == {"둘", "벌써 적음"}


def test_only_verdicts_on_changed_words_are_to_be_given_again() -> None:
    old = [("A#1", PLEDGE), ("A#2", BACKUP)]
    new = [("A#1", NEW), ("A#2", PLEDGE), ("A#3", BACKUP.replace("매월", "매주"))]
    found = difference(old, new)
    reviews = Reviews([remark("A#1", PLEDGE), remark("A#2", BACKUP, "부적합")])
    assert [each.new_key for each in again(reviews, found)] == ["A#3"]
    verdicts = {each.new_key: verdict.text for each in found if (verdict := verdict_of(reviews, each))}
    assert verdicts == {"A#2": "적합", "A#3": "부적합"}, "the new sentence under A#1 has no verdict of its own"


TEXTS = st.lists(st.sampled_from((PLEDGE, REPORT, BACKUP, NEW, "가")), max_size=6)


@given(TEXTS, TEXTS, st.sets(st.integers(0, 7)))
def test_no_remark_is_lost_and_none_takes_anothers_place(before: list[str], after: list[str], written: set[int]) -> None:
    old = [(f"A#{index}", text) for index, text in enumerate(before)]
    new = [(f"A#{index}", text) for index, text in enumerate(after)]
    texts = dict(old)
    reviews = Reviews([remark(f"A#{index}", texts.get(f"A#{index}", ""), f"글 {index}") for index in sorted(written)])
    made, _ = apply(reviews, carried(reviews, difference(old, new)))
    assert sorted(each.text for each in made.all) == sorted(each.text for each in reviews.all)
    assert len({(each.key, each.title) for each in made.all}) == len(reviews.all)
