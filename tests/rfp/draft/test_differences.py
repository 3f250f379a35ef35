"""What of two texts of a record differs in substance: names of files, places and numbers that moved on do not."""

from __future__ import annotations

from pipeline.rfp.draft.differences import differing, same_but_for_document, same_but_for_places
from pipeline.rfp.draft.merge import Turn, merged


def listing(document: str, **texts: str) -> str:
    """Return a listing of records; each text may be followed by @ and its place."""
    parts = []
    for key, text in texts.items():
        words, _, place = text.partition("@")
        parts.append(f"- 번호: {key}\n  내용: {words}\n  출처:\n    문서: {document}\n    줄: {place or '문단 1'}\n")
    return f"# {document}\n\n" + "\n".join(parts)


def turns(old: str, new: str) -> list[tuple[str, Turn]]:
    return [(change.key, change.turn) for change in merged("a.yaml", old, old, new)[1]]


def test_another_name_of_the_file_is_no_change() -> None:
    old, new = listing("가.hwp", A="나무", B="풀"), listing("나.hwp", A="나무", B="풀")
    text, changes = merged("a.yaml", old, old, new)
    assert (changes, text) == ([], new)  # the new name stands in the file all the same
    assert same_but_for_document(old, new) and same_but_for_places(old, new)


def test_a_record_that_only_moved_is_told_apart() -> None:
    old = listing("가.hwp", A="나무", B="풀@문단 2", C="꽃@문단 3")
    assert turns(old, listing("가.hwp", A="나무", B="풀@문단 3", C="꽃@문단 4")) == [("B", Turn.MOVED), ("C", Turn.MOVED)]
    inserted = listing("가.hwp", A="나무", B="흙@문단 2", C="풀@문단 3", D="꽃@문단 4")
    assert turns(old, inserted) == [("B", Turn.CHANGED), ("C", Turn.MOVED), ("D", Turn.MOVED)]
    assert turns(old, listing("가.hwp", A="나무", B="꽃@문단 2")) == [("B", Turn.CHANGED), ("C", Turn.MOVED)]  # 풀 is gone


def test_a_persons_edit_beside_a_moved_place_is_no_disagreement() -> None:
    base = listing("가.hwp", A="나무@문단 1")
    theirs, fresh = base.replace("나무", "큰 나무"), listing("나.hwp", A="나무@문단 7")
    text, changes = merged("a.yaml", base, theirs, fresh)
    assert "큰 나무" in text and [change.turn for change in changes] == [Turn.KEPT]


def test_old_and_new_words_stand_side_by_side() -> None:
    old, new = listing("가.hwp", A="2시간 이내@문단 1"), listing("나.hwp", B="30분 이내@문단 2")
    assert list(differing(old, new)) == [("내용: 2시간 이내", "내용: 30분 이내")]
    assert list(differing("- 번호: A\n  내용: 풀\n", "- 번호: A\n  내용: 풀\n  비고: 꽃\n")) == [("", "비고: 꽃")]
    assert list(differing("기한: 3   # 문단 2\n", "기한: 3   # 문단 9\n")) == []
