"""Turns the sign that a Korean writer starts a line with (□ ○ - ※ 1. 가. ①) into its place among the signs above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

SAME = 1  # columns by which signs of one level may stand apart
_SPACES = {"\t": 4, "\u3000": 2}
_SYLLABLE = "[가나다라마바사아자차카타파하]"
_BULLETS = ("□■▣◇◆◎◈", "○●ㅇ❍◦▷▶▪▫", "-–—", "•‧∙·ㆍ*+")  # as they stand above one another
_NUMBERS = ("1.", "가.", "1)", "가)", "(1)", "(가)", "①", "㉮")
_SHAPES = (
    (re.compile(r"[-–—*+](?=[ \t]+\S)"), ""),
    (re.compile(r"\d{1,2}\.(?=[ \t]+\S)(?!\s*\d{1,2}\.)"), "1."),
    (re.compile(r"\d{1,2}\)(?=[ \t]+\S)"), "1)"),
    (re.compile(r"\(\d{1,2}\)(?=[ \t]+\S)"), "(1)"),
    (re.compile(rf"{_SYLLABLE}\.(?=[ \t]+\S)"), "가."),
    (re.compile(rf"{_SYLLABLE}\)(?=[ \t]+\S)"), "가)"),
    (re.compile(rf"\({_SYLLABLE}\)(?=[ \t]+\S)"), "(가)"),
    (re.compile("[①-⑳❶-❿](?=\\s*\\S)"), "①"),
    (re.compile("[㉮-㉻㉠-㉭ⓐ-ⓩ](?=\\s*\\S)"), "㉮"),
    (re.compile(r"[□■▣◇◆◎◈❍◦▷▶▪▫•‧∙·ㆍ](?=\s*[^\s□■▣◇◆◎◈❍◦▷▶▪▫•‧∙·ㆍ])"), ""),
    (re.compile(r"[○●](?=\s*[^\s○●])(?![월일년]\s)"), ""),  # not ○○시스템, nor ○월 ○일
    (re.compile(r"ㅇ(?=[ \t]+\S)"), ""),
    (re.compile(r"※(?=\s*[^\s※])"), "※"),
)
_MARKDOWN = frozenset({"-", "*", "+", "1.", "1)"})


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign at the start of a line: the columns before it, its kind (the first of its series), its letters and the words behind it."""

    indent: int
    kind: str
    mark: str
    words: str

    @property
    def markdown(self) -> bool:
        """True for what is a list in Markdown too."""
        return self.kind in _MARKDOWN

    @property
    def note(self) -> bool:
        """True for ※, which stands below an item and makes no list by itself."""
        return self.kind == "※"

    @property
    def first(self) -> bool:
        """True for a bullet, and for the first number of a series."""
        return self.kind not in _NUMBERS or self.mark[:2].strip("().").startswith(tuple("1가①❶㉮㉠ⓐ")) and not self.mark.strip("().")[1:]

    @property
    def rank(self) -> tuple[str, int]:
        """Its family, and how deep it stands among the signs of it."""
        if self.kind in _NUMBERS:
            return "number", _NUMBERS.index(self.kind)
        return "bullet", next((rank for rank, signs in enumerate(_BULLETS) if self.kind in signs), len(_BULLETS))


def sign(line: str) -> Sign | None:
    """Return the sign that `line` starts with; None for words."""
    text = line.lstrip(" \t\u00a0\u3000")
    for shape, kind in _SHAPES:
        if found := shape.match(text):
            mark = found[0]
            dash = "-" if mark in "–—" else mark
            indent = sum(_SPACES.get(letter, 1) for letter in line[: len(line) - len(text)])
            return Sign(indent, kind or dash, mark, text[found.end() :].strip())
    return None


def level(above: list[Sign], found: Sign) -> int:
    """Return the depth (from 0) of `found` among the signs `above` it, one for each depth, which then end with it.

    A sign farther in than the last is one deeper; one at the column of an earlier sign of its kind is of its level; another kind at the
    same column stands as the official order of signs says.
    """
    if not found.note:
        while above and above[-1].note:
            above.pop()
    for depth in reversed(range(len(above))):
        if above[depth].kind == found.kind and abs(above[depth].indent - found.indent) <= SAME:
            del above[depth + 1 :]
            return depth
    while above and above[-1].indent > found.indent:
        above.pop()
    while above and above[-1].indent == found.indent and not found.note and _senior(found, above[-1]):
        above.pop()
    above.append(found)
    return len(above) - 1


def _senior(found: Sign, other: Sign) -> bool:
    (family, depth), (others, deep) = found.rank, other.rank
    return family == others and depth <= deep
