"""Turns worksheets that XlsxWriter made into worksheets with our cells: it knows the package, we are quick with cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.write.xlsx.links import Links
from pipeline.write.xlsx.strings import PART, Strings

_DATA: Final = re.compile(rb"<sheetData/>|<sheetData>.*?</sheetData>", re.DOTALL)
_SIZE: Final = re.compile(rb'(?<=<dimension ref=")[^"]*')
_LINKS: Final = re.compile(rb"<hyperlinks>(.*?)</hyperlinks>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Filling:
    """What one worksheet is filled with: its rows as XML, where they stand ("A1:C5") and its links."""

    rows: bytes | bytearray
    place: str
    links: Links | None = None


def fill(parts: Mapping[str, bytes], fillings: list[Filling], strings: Strings) -> dict[str, bytes]:
    """Return the parts that change: the worksheets in order, and the texts that their cells speak of.

    `fillings` are taken away as they are used, so that no more than one large sheet is held twice.
    """
    if PART not in parts:
        raise LookupError(f"XlsxWriter made no {PART}")
    changed = {PART: strings.part()}
    while fillings:
        name = f"xl/worksheets/sheet{len(fillings)}.xml"
        changed[name] = _filled(parts[name], fillings.pop())
    return changed


def _filled(sheet: bytes, filling: Filling) -> bytes:
    found = _DATA.search(sheet)
    if found is None:
        raise LookupError("XlsxWriter made a worksheet without sheetData")
    head = _SIZE.sub(filling.place.encode(), sheet[: found.start()], count=1)
    tail = sheet[found.end() :]
    if filling.links:
        links = filling.links
        tail = _LINKS.sub(lambda theirs: b"<hyperlinks>" + links.elements(theirs[1]) + b"</hyperlinks>", tail, count=1)
    return b"".join((head, b"<sheetData>", filling.rows, b"</sheetData>", tail))
