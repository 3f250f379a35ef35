"""Text as typed becomes text that compares, without losing what a person wrote."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.text import clean, control_character, fold


def test_clean_keeps_inner_text_and_newlines() -> None:
    assert clean("  가  나\r\n다\u00a0라\u200b ") == "가  나\n다 라"


def test_clean_composes_hangul() -> None:
    assert clean(unicodedata.normalize("NFD", "복구일시")) == "복구일시"


def test_clean_keeps_full_width_space_inside() -> None:
    assert clean("가\u3000나") == "가\u3000나"


@given(st.text())
def test_clean_is_stable(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_fold_ignores_wrapping_and_case() -> None:
    assert fold("복구\n일시 ") == fold("복구일시")
    assert fold("용량gb") == fold("용량 GB")


def test_control_character() -> None:
    assert control_character("가\n나\t다") == ""
    assert control_character("가\x0b나") == "\x0b"
    assert control_character("가\ud800") == "\ud800"
