"""Turns a chapter's title as people and RFPs print it ("Ⅲ. 기술 및 기능") into its words and into what it is known again by."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"\s*(?:제\s*)?(?:[Ⅰ-Ⅻ](?:\s*장)?|(?:X?(?:IX|IV|VI{0,3}|I{1,3})|X)(?=[.,．\s])|[0-9０-９]{1,2}(?:\s*장(?=[.,．)\s])|(?=[.,．)](?!\d)))|[0-9０-９](?=\s))"
    r"[.,．)\s]*"
)


def bare_chapter(chapter: str) -> str:
    """Return "기술 및 기능" of "Ⅲ. 기술 및 기능", "3. 기술 및 기능" and "제3장 기술 및 기능"; a number alone stays."""
    words = " ".join(chapter.split())
    return _NUMBER.sub("", words, count=1) if _NUMBER.match(words) and not _NUMBER.fullmatch(words) else words


def same_chapter(one: str, other: str) -> bool:
    """Say whether two titles are those of one chapter: number and blanks say nothing."""
    return _known(one) == _known(other)


def _known(chapter: str) -> str:
    return "".join(bare_chapter(chapter).split()).casefold()
