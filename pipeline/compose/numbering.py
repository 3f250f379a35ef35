"""Turns depth and order into the marks of official documents: 1. 가. 1) 가) (1) (가) ① ㉮, and □ ○ - ※."""

from __future__ import annotations

SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"
CIRCLED_DIGITS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CIRCLED_SYLLABLES = "㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷㉸㉹㉺㉻"
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
OFFICIAL = ("1.", "가.", "1)", "가)", "(1)", "(가)", "①", "㉮")  # 행정업무규정 시행규칙 제2조제1항
BULLETS = ("□", "○", "-", "ㆍ")
SCHEMES: dict[str, tuple[str, ...]] = {
    "보고서": ("1.", "가.", "1)", "가)"),
    "계획서": ("Ⅰ.", "1.", "가.", "1)"),
    "없음": ("", "", "", ""),
}


def mark(pattern: str, order: int) -> str:
    """Return the mark of the `order`-th item (from 1) in the series that `pattern` starts: ("가.", 3) → "다."."""
    if "1" in pattern:
        return pattern.replace("1", str(order))
    for first, series in (("가", SYLLABLES), ("①", CIRCLED_DIGITS), ("㉮", CIRCLED_SYLLABLES), ("Ⅰ", ROMAN)):
        if first in pattern:
            return pattern.replace(first, series[order - 1] if order <= len(series) else f"({order})")
    return pattern


def official_from(pattern: str, depth: int) -> str:
    """Return the official pattern `depth` levels below `pattern`; below the last one it stays the last."""
    start = OFFICIAL.index(pattern) if pattern in OFFICIAL else 0
    return OFFICIAL[min(start + depth, len(OFFICIAL) - 1)]


def bullet_from(pattern: str, depth: int) -> str:
    """Return the bullet `depth` levels below `pattern`."""
    start = BULLETS.index(pattern) if pattern in BULLETS else 0
    return BULLETS[min(start + depth, len(BULLETS) - 1)]
