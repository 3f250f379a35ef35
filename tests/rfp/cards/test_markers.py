"""Numbers and bullets at the start of a line, and what only looks like one."""

from __future__ import annotations

import pytest

from pipeline.rfp.cards.markers import family_of, split_marker


@pytest.mark.parametrize(
    ("line", "printed", "family", "text"),
    [
        ("1) 한다", "1)", "1)", "한다"),
        ("12)한다", "12)", "1)", "한다"),
        ("(3) 한다", "(3)", "(1)", "한다"),
        ("4. 한다", "4.", "1.", "한다"),
        ("가. 한다", "가.", "가.", "한다"),
        ("나) 한다", "나)", "가)", "한다"),
        ("ㄱ. 한다", "ㄱ.", "ㄱ.", "한다"),
        ("③ 한다", "③", "①", "한다"),
        ("❷한다", "❷", "❶", "한다"),
        ("➊ 한다", "➊", "❶", "한다"),
        ("Ⅱ. 한다", "Ⅱ.", "Ⅰ", "한다"),
        ("1.2 하는 일", "1.2", "1.1", "하는 일"),
        ("1.2.3 하는 일", "1.2.3", "1.1.1", "하는 일"),
        ("○ 한다", "○", "○", "한다"),
        ("ㅇ한다", "ㅇ", "○", "한다"),
        ("o 한다", "o", "○", "한다"),
        ("❍ 한다", "❍", "○", "한다"),
        ("◦한다", "◦", "◦", "한다"),
        ("– 한다", "–", "-", "한다"),
        ("\u00ad 한다", "\u00ad", "-", "한다"),
        ("ㆍ한다", "ㆍ", "·", "한다"),
        ("‣ 한다", "‣", "▶", "한다"),
        ("▪ 한다", "▪", "▪", "한다"),
        ("** 한다", "**", "**", "한다"),
        ("\uf0d8 한다", "\uf0d8", "\uf0d8", "한다"),
    ],
)
def test_markers(line: str, printed: str, family: str, text: str) -> None:
    assert split_marker(f"  {line} ") == (printed, family, text)


@pytest.mark.parametrize(
    "line",
    [
        "2024. 5. 31. 까지",
        "24. 5. 31. 까지",
        "1.5배 넓힌다",
        "3.14",
        "-5도까지 견딘다",
        "서버 2대",
        "1,000명",
        "(주)가상",
        "open 한다",
        "",
        "다.",
        "OS를 올린다",
    ],
)
def test_words_are_no_markers(line: str) -> None:
    assert split_marker(line) == ("", "", line)


def test_automatic_markers_of_any_form() -> None:
    assert [family_of(marker) for marker in ("1)", "가.", "○", "①")] == ["1)", "가.", "○", "①"]
    assert family_of("별표 3") == family_of("별표 4") != ""
