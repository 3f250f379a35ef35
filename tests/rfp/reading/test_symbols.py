"""Private-use characters become readable."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from pipeline.rfp.reading.symbols import readable


def test_bullets_of_symbol_fonts() -> None:
    assert readable("\uf06c \uf06e \uf0a7 \uf046 \uf0fc \uf081 \uf08c \uf0e0") == "● ■ ▪ ☞ ✓ ① ❶ →"


def test_signs_of_the_editors_own_fonts() -> None:
    assert readable("\U000f02b1 \U000f02c4 \U000f012b \U000f02fb \U000f0854제목\U000f0855") == "① ⑳ (인) ▸ 『제목』"


def test_hyphens_and_spaces() -> None:
    assert readable("\u00ad 항목\u00a0하나\u2007둘\u200b셋\ufeff") == "- 항목 하나 둘셋"


@given(some.text(some.characters(min_codepoint=0xE000, max_codepoint=0x10FFFF, exclude_categories=("Cs", "Cn"))))
def test_no_private_use_character_is_left(text: str) -> None:
    assert not [char for char in readable(text) if "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"]


@given(some.text(some.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_text_stays(text: str) -> None:
    assert readable(text) == text
