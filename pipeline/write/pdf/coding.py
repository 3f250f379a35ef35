"""Turns the letters of a page into the codes that stand for them there, the same in every document: their UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from zlib import crc32

NO_BREAK, SPACE = "\u00a0", " "
PLANE = "\uffff"  # the last letter of the first plane
_BEYOND = range(0xD800, 0xE000)  # codes that no letter of the first plane has: they stand for letters beyond it

promised: dict[str, Path] = {}  # a font's name → its file, read only when something is drawn with it


@cache
def resource(name: str) -> str:
    """Return the name that the font `name` has on the pages of every document."""
    return f"F{crc32(name.encode()):08x}"


def stand_ins(letters: Iterable[str]) -> dict[str, str]:
    """Return what stands in a page for each of a font's letters beyond the first plane, as far as there are codes for them."""
    return {letter: chr(code) for letter, code in zip(sorted(letter for letter in letters if letter > PLANE), _BEYOND)}


def coded(text: str, stand_ins: Mapping[str, str]) -> bytes:
    """Return `text` as the codes that stand for it in a page."""
    text = text.replace(NO_BREAK, SPACE)
    if stand_ins and max(text, default="") > PLANE:
        text = "".join(stand_ins.get(letter, letter) for letter in text)
    return text.encode("utf-16-be", "surrogatepass")
