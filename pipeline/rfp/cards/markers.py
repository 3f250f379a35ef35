"""Turns the start of a line into its printed number or bullet, the family of that, and the words after it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_SYLLABLE = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"
_NUMBERS = (  # family, pattern; the first that fits wins
    ("제1조", r"제\s?\d{1,3}\s?[조항호](?:의\s?\d{1,2})?(?=[\s(])"),
    ("1.1.1.1", r"\d{1,2}(?:\.\d{1,2}){3}\.?(?=\s|[가-힣(])"),
    ("1.1.1", r"\d{1,2}(?:\.\d{1,2}){2}\.?(?=\s|[가-힣(])(?!\s*\d{4})"),
    ("1.1", r"\d{1,2}\.\d{1,2}\.?(?=\s+\D|[가-힣(](?!\d))(?!\s*(?:%|이상|이하|배|초|억|만|[A-Za-z]))"),
    ("1-1", r"\d{1,2}-\d{1,2}[.)](?=\s*\S)"),
    ("(1)", r"\(\d{1,3}\)"),
    ("1)", r"\d{1,3}\)"),
    ("1.", r"\d{1,3}\.(?!\d)(?=\s*\S)(?!\s*\d{1,2}\.\s*\d)"),
    ("1,", r"\d{1,2},(?![\d\s])"),
    ("(가)", rf"\([{_SYLLABLE}]\)"),
    ("가)", rf"[{_SYLLABLE}]\)"),
    ("가.", rf"[{_SYLLABLE}]\.(?=\s*[^\s.])"),
    ("ㄱ.", r"[ㄱ-ㅅㅈ-ㅎ][.)]"),
    ("(a)", r"\([a-zA-Z]\)(?=\s)"),
    ("a)", r"[a-zA-Z]\)"),
    ("i)", r"[ivx]{2,4}[.)]"),
    ("a.", r"[a-zA-Z]\.(?=\s+\S)"),
    ("①", r"[①-⑳➀-➉]"),
    ("❶", r"[❶-❿➊-➓⓫-⓴]"),
    ("㉮", r"[㉮-㉻]"),
    ("㉠", r"[㉠-㉭]"),
    ("㈎", r"[㈎-㈛]"),
    ("⑴", r"[⑴-⒇]"),
    ("⒈", r"[⒈-⒛]"),
    ("Ⅰ", r"[Ⅰ-Ⅻⅰ-ⅻ][.)]?"),
    ("**", r"\*{2,3}(?=\s*\S)"),
)
_BULLETS = {  # family: its characters; most to least outer
    "□": "□▢◻☐⬜❏❑❒▣",
    "■": "■◼⬛",
    "◆": "◆◇❖♦⬥◈",
    "●": "●⚫⬤",
    "○": "○◯❍ㅇｏ〇ᄋ",
    "◎": "◎◉⊙",
    "◦": "◦⚬∘°",
    "▪": "▪▫◾￭￮",
    "▶": "▶▷►▸▹‣➢➤⇒➔→☞⇨⇢↳└∟➪➡❯»",
    "✓": "✓✔√☑∨",
    "-": "-–—―－‐‑‒−─━ㅡ\u00ad",
    "•": "•",
    "·": "·ㆍ‧∙･・․⋅ᆞ",
    "★": "★☆",
    "+": "+",
    "*": "*＊∗",
    "※": "※",
}
NOTES = frozenset(("※", "*", "**"))
_RANK = {"□": 1, "■": 1, "◆": 1, "●": 2, "○": 2, "◎": 2, "◦": 2, "▪": 3, "▶": 3, "-": 4, "•": 5, "·": 5, "*": 6, "※": 6}
_FAMILY = {letter: family for family, letters in _BULLETS.items() for letter in letters}
_BULLET = re.compile(
    rf"(?:(?P<free>[{re.escape(''.join(_FAMILY))}\ue000-\uf8ff\U000f0000-\U000ffffd])|(?P<letter>[oO0](?=\s+[^\s\d])))\s*"
)
_NUMBER = re.compile("|".join(f"(?P<n{at}>{pattern})" for at, (_, pattern) in enumerate(_NUMBERS)))
_SHAPE = re.compile(r"\d+")


class Marked(NamedTuple):
    """A line taken apart; `family` is "" where no marker stands."""

    printed: str
    family: str
    text: str


@lru_cache(maxsize=4096)
def split_marker(line: str) -> Marked:
    """Return the number or bullet that the line starts with, its family ("1)", "가.", "○", "-") and the rest."""
    bare = line.strip()
    if number := _NUMBER.match(bare):
        family = _NUMBERS[int((number.lastgroup or "n0")[1:])][0]
        return Marked(number[0], family, bare[number.end() :].strip())
    bullet = _BULLET.match(bare)
    if bullet is None or _is_word(bullet, bare):
        return Marked("", "", bare)
    printed = bare[0]
    return Marked(printed, "○" if bullet["letter"] else _FAMILY.get(printed, printed), bare[bullet.end() :].strip())


def family_of(marker: str) -> str:
    """Return the family of an automatic marker, which may be of any form."""
    return split_marker(f"{marker} 글").family or _SHAPE.sub("1", marker)


def rank_of(family: str) -> int:
    """Return how far out a bullet commonly stands (1 is the outermost); 0 for numbers, which stand anywhere."""
    return _RANK.get(family, 0)


def _is_word(bullet: re.Match[str], line: str) -> bool:
    """True where the sign belongs to the words: a negative number, a mark of its own, a jamo of a word."""
    after = line[bullet.end() :]
    if line[0] in "-+−" and line[1:2].isdigit():
        return True
    if line[0] in "°ㅡ" and line[1:2] not in (" ", "\u3000"):
        return True
    return not after and line[0] not in "-○●※□■*"
