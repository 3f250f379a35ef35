"""Two versions of the sentences: what became of each, word marks, and what leans on a changed one."""

from __future__ import annotations

import unicodedata
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.trace.diff import Turn, dependants, difference, marks
from pipeline.trace.similarity import Likes, likeness, pairs, stems
from tests.trace.thread_sample import duty, traced, visits

PLEDGE = "계약상대자는 투입 1일 전까지 보안서약서를 제출하여야 한다."
REPORT = "계약상대자는 매월 1회 월간보고서를 제출하여야 한다."
BACKUP = "안정적인 시스템 운영을 위하여 백업을 수행하고 매월 결과를 보고하여야 한다."


def turns(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Return (turn, old key, new key) of every sentence."""
    return [(each.turn.value, each.old_key, each.new_key) for each in difference(old, new)]


def test_sentences_that_share_a_digit_and_little_else_are_told_apart() -> None:
    swapped = turns([("A#1", PLEDGE), ("A#2", REPORT)], [("A#1", REPORT), ("A#2", PLEDGE)])
    assert swapped == [("이동", "A#2", "A#1"), ("이동", "A#1", "A#2")]
    replaced = turns([("A#1", PLEDGE)], [("A#2", REPORT)])
    assert replaced == [("신규", "", "A#2"), ("삭제", "A#1", "")]


def test_spacing_form_and_particles() -> None:
    assert turns([("A#1", BACKUP)], [("A#1", unicodedata.normalize("NFD", BACKUP))]) == [("무변경", "A#1", "A#1")]
    assert turns([("A#1", BACKUP)], [("A#1", BACKUP.replace(" ", "  "))]) == [("무변경", "A#1", "A#1")]
    assert likeness(pairs(BACKUP), pairs(BACKUP.replace("백업을", "백업은"))) == 1.0
    assert stems("장애 복구를 4시간으로") == ["장애", "복구", "4시간"]


def test_an_inserted_sentence_moves_those_after_it_and_changes_none() -> None:
    old = [("A#1", PLEDGE), ("A#2", REPORT), ("A#3", BACKUP)]
    new = [("A#1", PLEDGE), ("A#2", "새로 더한 문장이다."), ("A#3", REPORT), ("A#4", BACKUP)]
    assert turns(old, new) == [
        ("무변경", "A#1", "A#1"),
        ("신규", "", "A#2"),
        ("이동", "A#2", "A#3"),
        ("이동", "A#3", "A#4"),
    ]


def test_the_own_key_comes_before_a_like_sentence_elsewhere() -> None:
    old = [("A#1", BACKUP), ("B#1", BACKUP.replace("매월", "매주"))]
    new = [("A#1", BACKUP.replace("매월", "매일")), ("B#1", BACKUP.replace("매월", "매주"))]
    assert turns(old, new) == [("변경", "A#1", "A#1"), ("무변경", "B#1", "B#1")]


def test_a_reworded_sentence_is_found_under_another_key() -> None:
    (moved,) = difference([("A#1", BACKUP)], [("B#7", BACKUP.replace("보고하여야", "서면으로 보고하여야"))])
    assert moved.turn is Turn.MOVED and 0.75 <= moved.similarity < 1
    assert [mark.text.strip() for mark in moved.new_marks if mark.changed] == ["서면으로"]


def test_a_sentence_that_shares_only_its_key_is_changed_not_lost() -> None:
    (changed,) = difference([("A#1", PLEDGE)], [("A#1", "전혀 다른 뜻의 글")])
    assert changed.turn is Turn.CHANGED and changed.similarity < 0.3


def test_marks_show_the_changed_words_alone() -> None:
    old, new = marks("통보 후 4시간 이내 복구 완료", "통보 후 2시간 이내 복구 완료")
    assert [(mark.text, mark.changed) for mark in old] == [
        ("통보 후 ", False),
        ("4시간 ", True),
        ("이내 복구 완료", False),
    ]
    assert [mark.text for mark in new if mark.changed] == ["2시간 "]


SENTENCES = st.lists(st.sampled_from((PLEDGE, REPORT, BACKUP, "", "가", "장애 발생 시 4시간")), max_size=6)


@given(SENTENCES, SENTENCES, st.integers(0, 3))
def test_every_sentence_is_accounted_for_once(before: list[str], after: list[str], shift: int) -> None:
    old = [(f"A#{index}", text) for index, text in enumerate(before)]
    new = [(f"A#{index + shift}", text) for index, text in enumerate(after)]
    found = difference(old, new)
    assert Counter(each.old_key for each in found if each.old_key) == Counter(dict.fromkeys(dict(old), 1))
    assert [each.new_key for each in found if each.new_key] == [key for key, _ in new]


@given(st.text(max_size=60), st.text(max_size=60))
def test_marks_lose_no_letter(old: str, new: str) -> None:
    left, right = marks(old, new)
    assert "".join(mark.text for mark in left) == old and "".join(mark.text for mark in right) == new


def test_look_ups_read_a_bounded_number_of_candidates() -> None:
    likes = Likes([f"{index}번째 시스템의 점검 결과를 보고하여야 한다" for index in range(500)])
    found = likes.best("137번째 시스템의 점검 결과는 서면으로 보고하여야 한다")
    assert found[0][1] == 137 and len(found) <= 4


def test_a_changed_sentence_flags_exactly_what_leans_on_it() -> None:
    found = traced(
        duty("MAR-001#1", deliverables=("4",)),
        duty("MAR-001#2", id="DU-2", deliverables=("5",)),
        inspections=visits(5, 6),
    )
    one, two = dependants(found, ["MAR-001#1"]), dependants(found, ["MAR-001#2"])
    assert (one.rows, one.duties, one.deliverables) == (("MAR-001#1",), ("DU-1",), ("4",))
    assert one.evidence == ("CHK-05", "CHK-06")
    assert (two.rows, two.duties) == (("MAR-001#2", "MAR-001#2.1", "MAR-001#2.1.1"), ("DU-2",))
    assert dependants(found, ["없음"]).rows == ()
