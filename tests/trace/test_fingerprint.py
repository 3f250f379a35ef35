"""Fingerprints: blind to spacing and Unicode form, to nothing else."""

from __future__ import annotations

import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.trace.fingerprint import SHORT, baseline, fingerprint

TEXT = "장애처리는 장애통보 후 4시간 이내 복구 완료하여야 한다."


def test_spacing_and_form_change_nothing() -> None:
    taken_apart = unicodedata.normalize("NFD", TEXT)
    assert taken_apart != TEXT
    assert (
        fingerprint(taken_apart)
        == fingerprint(TEXT)
        == fingerprint(TEXT.replace(" ", "\n\t"))
        == fingerprint(f" {TEXT}\u3000")
    )
    assert len(fingerprint(TEXT)) == SHORT


def test_a_digit_or_a_particle_changes_it() -> None:
    assert (
        len({fingerprint(TEXT), fingerprint(TEXT.replace("4", "2")), fingerprint(TEXT.replace("통보 후", "통보 전"))})
        == 3
    )


@given(st.text(), st.text())
def test_other_words_have_another_one(one: str, other: str) -> None:
    assume("".join(unicodedata.normalize("NFC", one).split()) != "".join(unicodedata.normalize("NFC", other).split()))
    assert fingerprint(one) != fingerprint(other)


def test_a_baseline_tells_order_and_text() -> None:
    rows = [("A#1", "aa"), ("A#2", "bb")]
    assert len({baseline(rows), baseline(rows[::-1]), baseline([("A#1", "aa"), ("A#2", "bc")])}) == 3
