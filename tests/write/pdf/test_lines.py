"""Lines never pass their margin, lose no letter, and break where Korean readers expect it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.write import fonts
from pipeline.write.pdf.faces import drawable, font_for, typeface, visible
from pipeline.write.pdf.lines import TIGHT, Look, Text

FACE = typeface(fonts.sans())
PLAIN, BIG = Look(FACE.regular, 10), Look(FACE.bold, 16)


def measured(*parts: tuple[str, Look]) -> Text:
    text = Text()
    for part, look in parts:
        text.add(part, look)
    return text


def shown(text: Text, width: float, fill: float = 0.3) -> list[str]:
    return [text.characters[line.start : line.end] for line in text.broken(width, width, fill)]


letters = st.text(st.sampled_from("가나다abc019 .,)(/-\n「」"), max_size=80)


@given(letters, letters, st.floats(1, 300), st.floats(1, 300), st.sampled_from([0.3, TIGHT]))
def test_no_line_passes_its_margin_and_no_letter_is_lost(
    one: str, two: str, first: float, rest: float, fill: float
) -> None:
    text = measured((one, PLAIN), (two, BIG))
    lines = text.broken(first, rest, fill)
    for at, line in enumerate(lines):
        room = rest if at else first
        assert text.width(line.start, line.end) <= room + 0.01 or line.end - line.start == 1
    kept = "".join(text.characters[line.start : line.end] for line in lines)
    assert "".join(kept.split()) == "".join((one + two).split())
    assert [line.last for line in lines][-1]


def test_korean_breaks_at_spaces_when_the_line_is_filled() -> None:
    assert shown(measured(("요구사항 상세설명", PLAIN)), 55) == ["요구사항", "상세설명"]


def test_a_word_longer_than_its_line_is_broken_within_it() -> None:
    assert shown(measured(("가나다라마바사아자차", PLAIN)), 48) == ["가나다라마", "바사아자차"]


def test_numbers_and_ids_stay_whole() -> None:
    text = measured(("금액은 12,650,000원 MAR-001 끝", PLAIN))
    for width in range(70, 200, 7):
        words = " ".join(shown(text, width, TIGHT)).split()
        assert "12,650,000원" in words and "MAR-001" in words


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    text = measured(("가나다라(마바사), 아자차카「타파하」가나다라.", PLAIN))
    for width in range(40, 200, 5):
        lines = shown(text, width, TIGHT)
        assert not [line for line in lines if line[0] in "),」."]
        assert not [line for line in lines if line[-1] in "(「"]


def test_an_address_breaks_after_its_marks() -> None:
    address = "https://www.example.go.kr/portal/bbs/view.do?menuNo=200001&pageIndex=1"
    lines = shown(measured((address, PLAIN)), 120)
    assert "".join(lines) == address
    assert all(line[-1] in "/.?&=-" for line in lines[:-1])


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("한글", "한글"),  # decomposed, as macOS names files
        ("가\x07나\x00다\u200b라\ufeff", "가나다라"),
        ("가\r\n나\r다\u2028라", "가\n나\n다\n라"),
        ("가\t나", "가    나"),
        ("<b>&amp; {{ x }} =1+1", "<b>&amp; {{ x }} =1+1"),
    ],
)
def test_visible(typed: str, drawn: str) -> None:
    assert visible(typed) == drawn


def test_a_character_that_no_font_has_becomes_a_box_and_is_named() -> None:
    parts, lost = drawable("좋음\U0001f44d\ufe0f 끝", FACE.regular)
    assert "".join(part for part, _ in parts) == "좋음□ 끝"
    assert lost == ["\U0001f44d"]


def test_a_character_of_another_font_is_drawn_in_that_font() -> None:
    found = font_for("☑", FACE.regular)
    parts, lost = drawable("가☑나", FACE.regular)
    if found is None:
        assert lost == ["☑"]
    else:
        assert not lost
        assert [(part, font.name) for part, font in parts] == [
            ("가", FACE.regular.name), ("☑", found.name), ("나", FACE.regular.name)
        ]  # fmt: skip


def test_a_half_width_bracket_that_no_font_has_becomes_the_usual_one() -> None:
    parts, lost = drawable("｢지침｣", FACE.regular)
    assert "".join(part for part, _ in parts) == "「지침」" and lost == []
