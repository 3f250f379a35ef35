"""Turns text as people and spreadsheets type it into text that can be compared and printed."""

from __future__ import annotations

import re
import unicodedata

# Spaces that look like one but are not; the full-width space (U+3000) stays, official documents indent with it.
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " ") | dict.fromkeys("\u200b\u200c\u2060\ufeff\u00ad"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """Return `text` stripped, in NFC, with ordinary spaces and newlines; everything else stays as typed."""
    if text.isascii():
        if text.isprintable():
            return text.strip()  # nearly every number and time of a log
    else:
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():  # true of newlines and of every space but the ordinary one
        text = text.translate(_SPACES).replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def fold(label: str) -> str:
    """Return `label` in the form in which labels are compared: no white space (headers wrap), no case."""
    return "".join(clean(label).split()).casefold()


def control_character(text: str) -> str:
    """Return the first character that no document format can hold ("" when there is none)."""
    found = None if text.isprintable() else _CONTROL.search(text)
    return found[0] if found else ""
