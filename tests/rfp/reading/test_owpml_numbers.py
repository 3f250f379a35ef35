"""Automatic numbers and bullets, counted as the editor counts them."""

from __future__ import annotations

import pytest

from pipeline.rfp.reading.owpml_header import Bullet, Level, Lists, Numbering, Shape
from pipeline.rfp.reading.owpml_numbers import Counters

KOREAN = (
    Level("^1.", "DIGIT"),
    Level("^2.", "HANGUL_SYLLABLE"),
    Level("^3)", "DIGIT"),
    Level("^4)", "HANGUL_SYLLABLE"),
    Level("(^5)", "DIGIT"),
    Level("(^6)", "HANGUL_SYLLABLE"),
    Level("^7", "CIRCLED_DIGIT"),
)


def number(name: str, level: int = 0) -> Shape:
    return Shape("NUMBER", name, level)


def outline(level: int) -> Shape:
    return Shape("OUTLINE", "0", level)


def marks(counters: Counters, *shapes: Shape) -> list[str]:
    return [counters.mark(shape) for shape in shapes]


def test_the_seven_levels_of_the_editor() -> None:
    counters = Counters(Lists({"1": Numbering(KOREAN, 0)}))
    assert marks(counters, *map(outline, range(7))) == ["1.", "가.", "1)", "가)", "(1)", "(가)", "①"]


def test_a_higher_level_clears_the_lower_ones() -> None:
    counters = Counters(Lists({"1": Numbering(KOREAN)}))
    levels = [0, 1, 1, 2, 0, 1, 2, 2]
    assert marks(counters, *(number("1", level) for level in levels)) == [
        "1.",
        "가.",
        "나.",
        "1)",
        "2.",
        "가.",
        "1)",
        "2)",
    ]


def test_body_text_between_does_not_end_a_list() -> None:
    counters = Counters(Lists({"1": Numbering(KOREAN)}))
    assert marks(counters, number("1"), Shape(), number("1")) == ["1.", "", "2."]


def test_a_new_numbering_begins_anew_or_goes_on() -> None:
    counters = Counters(Lists({"1": Numbering(KOREAN), "2": Numbering(KOREAN), "3": Numbering(KOREAN, 0)}))
    names = ["1", "1", "2", "3", "1"]
    assert marks(counters, *map(number, names)) == ["1.", "2.", "1.", "2.", "3."]


def test_a_list_may_begin_at_another_number() -> None:
    counters = Counters(Lists({"1": Numbering(KOREAN, 5), "2": Numbering((Level("^1)", "DIGIT", 3),))}))
    assert marks(counters, number("1"), number("1"), number("2")) == ["5.", "6.", "3)"]


def test_outlines_and_lists_count_apart() -> None:
    counters = Counters(Lists({"1": Numbering(KOREAN, 0)}))
    assert marks(counters, outline(0), number("1"), outline(0), number("1")) == ["1.", "1.", "2.", "2."]


@pytest.mark.parametrize(("start", "expected"), [(0, "2."), (1, "1."), (4, "4.")])
def test_a_section_goes_on_with_the_outline_or_begins_anew(start: int, expected: str) -> None:
    counters = Counters(Lists({"1": Numbering(KOREAN, start)}))
    counters.start_section("1")
    counters.mark(outline(0))
    counters.start_section("1")
    assert counters.mark(outline(0)) == expected


@pytest.mark.parametrize(
    ("template", "expected"), [("^n", "2.1.1"), ("^N", "2.1.1."), ("제^1장 ^3절", "제2장 1절"), ("^9", "")]
)
def test_paths_and_other_levels_in_a_template(template: str, expected: str) -> None:
    levels = (Level("^1", "DIGIT"), Level("^2", "DIGIT"), Level(template, "DIGIT"))
    counters = Counters(Lists({"1": Numbering(levels)}))
    assert marks(counters, number("1", 0), number("1", 0), number("1", 2))[-1] == expected


def test_bullets_are_readable_characters() -> None:
    lists = Lists(bullets={"1": Bullet("\uf0a7"), "2": Bullet("□", "☑"), "3": Bullet("\u00ad")})
    counters = Counters(lists)
    shapes = [Shape("BULLET", name) for name in "123"] + [Shape("BULLET", "2", checked=True)]
    assert marks(counters, *shapes) == ["▪", "□", "-", "☑"]


def test_bullets_without_a_definition_still_part_the_paragraphs() -> None:
    shapes = [Shape("BULLET", name) for name in "949787"]
    assert marks(Counters(Lists()), *shapes) == ["•", "▪", "•", "◦", "‣", "◦"]


def test_a_numbering_that_is_not_there_prints_nothing() -> None:
    assert marks(Counters(Lists({"1": Numbering()})), number("7"), number("1"), outline(3)) == ["", "", ""]
