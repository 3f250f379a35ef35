"""Turns the name of a typeface into its kind: with serifs (명조, 바탕 …) or without (고딕, 돋움 …), and into the form in which names compare."""

from __future__ import annotations

import re

_SERIF = re.compile(r"명조|바탕|궁서|신문|순명|myeong|myung|batang|gungsuh|mincho|(?<!sans[ -])(?<!sans)serif|times|roman|poppy", re.IGNORECASE)
_SANS = re.compile(r"고딕|돋움|굴림|스퀘어|산스|gothic|dotum|gulim|sans|arial|helvetica", re.IGNORECASE)


def is_serif(face: str) -> bool:
    """Return whether `face` names a face of the 명조 kind."""
    return bool(_SERIF.search(face)) and not is_sans(face)


def is_sans(face: str) -> bool:
    """Return whether `face` names a face of the 고딕 kind."""
    return bool(_SANS.search(face))


def folded(face: str) -> str:
    """Return the form in which names of faces compare: without blanks and case (맑은 고딕, 맑은고딕)."""
    return "".join(face.split()).casefold()
