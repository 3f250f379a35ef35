"""Turns a row as it was written into a short mark in a hidden cell, by which an edited cell is known even after sorting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zlib import crc32

TITLE = "자동값 지문"  # how the header cell of the hidden column begins

UNCOMPARED = "*"  # the digest of a cell that nobody compares: a formula

_KEPT = "*"
_DATE = re.compile(r"(\d{4})[-.](\d{1,2})[-.](\d{1,2})\.?(?=$|\D)")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a hidden cell says: the row's id, the fingerprint of its requirement, and a digest a column as it was written."""

    id: str
    fingerprint: str
    digests: tuple[str, ...]


def stamp_title(sheet: str, titles: Sequence[tuple[str, bool]]) -> str:
    """Return the header cell of the hidden column: the sheet's own name, then (title, whether people write there) of the
    columns whose digests follow in each row; the first is the row's id."""
    marked = (("" if not kept else _KEPT) + title.replace("|", "¦") for title, kept in titles)
    return "|".join((TITLE, sheet, *marked))


def read_title(text: str) -> tuple[str, tuple[tuple[str, bool], ...]] | None:
    """Return (sheet, titles) of a header cell that `stamp_title` made, or None."""
    parts = text.strip().split("|")
    if len(parts) < 3 or parts[0] != TITLE:
        return None
    return parts[1], tuple((each.removeprefix(_KEPT), each.startswith(_KEPT)) for each in parts[2:])


def stamp(id: str, fingerprint: str, digests: Sequence[str]) -> str:
    """Return the mark of a row whose cells have these digests."""
    return f"#{fingerprint}|{'.'.join(digests)}|{id}"


def read_stamp(text: str) -> Stamp | None:
    """Return what a hidden cell says, or None when it is no mark of ours."""
    parts = text.strip().split("|", 2)
    if len(parts) != 3 or not parts[0].startswith("#"):
        return None
    return Stamp(parts[2], parts[0][1:], tuple(parts[1].split(".")))


def cell_text(value: object) -> str:
    """Return the text by which a cell's value is compared, however its file types it: 1, 1.0 and "1" are the same."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "예" if value else "아니오"
        case datetime() if (value.hour, value.minute, value.second) != (0, 0, 0):
            return value.strftime("%Y-%m-%d %H:%M")
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case int() | float() | Decimal():
            number = float(value)
            return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(round(number, 9))
        case _:
            return str(value)


@lru_cache(maxsize=16_384)
def digest(text: str) -> str:
    """Return six hex digits of what `text` says, "" for nothing: blanks, NFC, the form of a date and what CP949 cannot hold
    make no difference."""
    bare = _bare(text)
    return f"{crc32(bare) & 0xFFFFFF:06x}" if bare else ""


def same_text(one: str, other: str) -> bool:
    """True when two texts differ in nothing that a spreadsheet or a CSV might change on its own."""
    return one == other or _bare(one) == _bare(other)


def _bare(text: str) -> bytes:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = "".join(text.split())
    if text[:4].isdigit():
        text = _DATE.sub(lambda found: f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}", text)
        text = _GROUPED.sub("", text)
    elif "," in text and text[:1].isdigit():
        text = _GROUPED.sub("", text)
    return text.encode("cp949", "replace")
