"""Cutting a file into records and joining them again loses nothing; a merge loses no line that a person wrote."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.rfp.draft.chunks import chunks, joined
from pipeline.rfp.draft.merge import merged

KEYS = st.lists(st.sampled_from("ABCDEFG"), unique=True, max_size=6)
WORDS = st.text("가나다 라:#'-\"1", min_size=1, max_size=8).filter(str.strip)


def listing(keys: list[str], words: dict[str, str]) -> str:
    return "# 머리\n\n" + "".join(f"- 번호: {key}\n  내용: {words.get(key, '원문')!r}\n\n" for key in keys)


@given(st.text("- \n:#가번호a\"',", max_size=200), st.sampled_from(["a.yaml", "a.csv"]))
def test_chunks_join_to_the_text(text: str, name: str) -> None:
    assert joined(chunks(name, text)) == text


@given(KEYS, KEYS, KEYS, st.dictionaries(st.sampled_from("ABCDEFG"), WORDS), st.dictionaries(st.sampled_from("ABCDEFG"), WORDS))
def test_no_word_of_a_person_is_lost(base: list[str], theirs: list[str], fresh: list[str], edits: dict[str, str], news: dict[str, str]) -> None:
    text, _ = merged("a.yaml", listing(base, {}), listing(theirs, edits), listing(fresh, news))
    found = chunks("a.yaml", text)
    for key in theirs:
        edited = key not in base or edits.get(key, "원문").split() != ["원문"]
        if edited:
            assert repr(edits.get(key, "원문")) in found[key]


@given(KEYS, KEYS, st.dictionaries(st.sampled_from("ABCDEFG"), WORDS))
def test_an_untouched_file_becomes_the_new_one(base: list[str], fresh: list[str], news: dict[str, str]) -> None:
    text, changes = merged("a.yaml", listing(base, {}), listing(base, {}), listing(fresh, news))
    assert text.split() == listing(fresh, news).split()
    assert bool(changes) == (listing(base, {}).split() != listing(fresh, news).split()) or set(base) == set(fresh)
