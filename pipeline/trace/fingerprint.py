"""Turns a requirement's text into its fingerprint: equal for equal words, whatever their spacing or Unicode form."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from hashlib import sha256

SHORT = 12  # hex digits: 48 bits, no clash to be expected below a million rows


def fingerprint(text: str) -> str:
    """Return the first hex digits of SHA-256 over the NFC text without any white space."""
    bare = "".join(unicodedata.normalize("NFC", text).split())
    return sha256(bare.encode("utf-8")).hexdigest()[:SHORT]


def baseline(rows: Iterable[tuple[str, str]]) -> str:
    """Return one fingerprint of many (key, fingerprint) pairs, in their order."""
    return fingerprint("\n".join(f"{key}={print_}" for key, print_ in rows))
