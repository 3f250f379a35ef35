"""Turns Korean sentences into how alike they are, blind to spacing, Unicode form, punctuation and particles."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

# Endings that a word may shed without becoming another word; longer ones first.
PARTICLES = (
    "으로부터",
    "에게서",
    "에서는",
    "까지는",
    "으로써",
    "으로서",
    "이라도",
    "에서",
    "에게",
    "까지",
    "부터",
    "으로",
    "로써",
    "로서",
    "에는",
    "에도",
    "이나",
    "라도",
    "마다",
    "처럼",
    "보다",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "로",
    "와",
    "과",
    "도",
    "만",
    "나",
)
_WORD = re.compile(r"[0-9A-Za-z가-힣ㄱ-ㆎ一-鿿]+")
_HANGUL = re.compile(r"[가-힣]")
_CANDIDATES, _RARE, _POSTINGS = 4, 6, 50


def stems(text: str) -> list[str]:
    """Return the words of a sentence without their particles, in lower case."""
    return [_bare(word) for word in _WORD.findall(unicodedata.normalize("NFC", text).casefold())]


def _bare(word: str) -> str:
    for particle in PARTICLES:
        rest = word.removesuffix(particle)
        if rest != word and len(rest) >= 2 and _HANGUL.search(rest[-1]):
            return rest
    return word


def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters of a sentence's stems run together; a single letter is its own pair."""
    bare = "".join(stems(text))
    return frozenset(bare[index : index + 2] for index in range(max(1, len(bare) - 1))) if bare else frozenset()


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return 2 × shared pairs ÷ all pairs: 1.0 for equal stems, 0.0 for nothing in common or nothing to compare."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


class Likes:
    """Finds the sentences most alike to a given one; each look-up reads a bounded number of candidates."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._pairs = [pairs(text) for text in texts]
        self._where: dict[str, list[int]] = {}
        for index, text in enumerate(texts):
            for part in {*self._pairs[index], *stems(text)}:
                self._where.setdefault(part, []).append(index)

    def best(self, text: str) -> list[tuple[float, int]]:
        """Return (likeness, index) of the few sentences most alike to `text`, best first; they share rare parts."""
        own = pairs(text)
        known = (part for part in {*own, *stems(text)} if part in self._where)
        rare = sorted(known, key=lambda part: (len(self._where[part]), part))[:_RARE]
        shared = Counter(index for part in rare for index in self._where[part][:_POSTINGS])
        found = [(likeness(own, self._pairs[index]), index) for index, _ in shared.most_common(_CANDIDATES)]
        return sorted(found, key=lambda each: (-each[0], each[1]))
