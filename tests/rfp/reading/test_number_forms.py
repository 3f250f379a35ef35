"""Numbers in the forms that OWPML names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pipeline.rfp.reading.number_forms import in_form

FORMS = (
    "DIGIT CIRCLED_DIGIT ROMAN_CAPITAL ROMAN_SMALL LATIN_CAPITAL LATIN_SMALL CIRCLED_LATIN_CAPITAL"
    " CIRCLED_LATIN_SMALL HANGUL_SYLLABLE CIRCLED_HANGUL_SYLLABLE HANGUL_JAMO CIRCLED_HANGUL_JAMO"
    " HANGUL_PHONETIC IDEOGRAPH CIRCLED_IDEOGRAPH"
    " DECAGON_CIRCLE UNKNOWN"
).split()


@pytest.mark.parametrize(
    ("form", "value", "expected"),
    [
        ("DIGIT", 12, "12"),
        ("CIRCLED_DIGIT", 1, "①"),
        ("CIRCLED_DIGIT", 21, "㉑"),
        ("CIRCLED_DIGIT", 36, "㊱"),
        ("CIRCLED_DIGIT", 51, "(51)"),
        ("ROMAN_CAPITAL", 14, "XIV"),
        ("ROMAN_SMALL", 9, "ix"),
        ("LATIN_CAPITAL", 27, "AA"),
        ("LATIN_SMALL", 3, "c"),
        ("CIRCLED_LATIN_CAPITAL", 2, "Ⓑ"),
        ("CIRCLED_LATIN_SMALL", 1, "ⓐ"),
        ("HANGUL_SYLLABLE", 14, "하"),
        ("HANGUL_SYLLABLE", 15, "거"),
        ("HANGUL_SYLLABLE", 29, "고"),
        ("CIRCLED_HANGUL_SYLLABLE", 2, "㉯"),
        ("HANGUL_JAMO", 3, "ㄷ"),
        ("CIRCLED_HANGUL_JAMO", 1, "㉠"),
        ("HANGUL_PHONETIC", 21, "이십일"),
        ("IDEOGRAPH", 10, "十"),
        ("IDEOGRAPH", 115, "百十五"),
        ("CIRCLED_IDEOGRAPH", 3, "㊂"),
        ("DECAGON_CIRCLE", 2, "乙"),
    ],
)
def test_forms(form: str, value: int, expected: str) -> None:
    assert in_form(value, form) == expected


@given(some.sampled_from(FORMS), some.integers(-5, 10**9))
def test_any_number_has_some_form(form: str, value: int) -> None:
    assert in_form(value, form)
