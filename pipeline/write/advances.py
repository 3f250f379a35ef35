"""Turns a TrueType file into the advance of each letter that it can draw, in a tenth of the time that reading the whole font takes."""

from __future__ import annotations

from array import array
from struct import error, unpack_from
from sys import byteorder

from pipeline.write.font_file import tables_of

_SPACE, _NO_BREAK = 0x20, 0xA0


def advances(data: bytes) -> dict[str, float] | None:
    """Return letter → advance in em; None where the file keeps its letters in a way that is not read here (OpenType cmap 4 and 12 are).

    Raises FontFault where it is no TrueType file.
    """
    tables = tables_of(data, 0)
    try:
        glyphs = _glyphs(tables["cmap"])
        if glyphs is None:
            return None
        (full,) = unpack_from(">H", tables["hhea"], 34)
        (unit,) = unpack_from(">H", tables["head"], 18)
        metrics = _numbers(tables["hmtx"][: 4 * full])[::2]
    except (KeyError, error, IndexError):
        return None
    if not unit or len(metrics) != full or not full:
        return None
    scale = 1000 / unit  # of thousandths, as the writer of the file reckons them
    wide = [(advance if unit == 1000 else advance * scale) / 1000 for advance in metrics]
    last = full - 1
    found = {chr(code): wide[glyph if glyph < last else last] for code, glyph in glyphs.items() if glyph and not 0xD800 <= code < 0xE000}
    if " " in found:
        found[chr(_NO_BREAK)] = found[chr(_SPACE)]
    return found


def _glyphs(table: bytes) -> dict[int, int] | None:
    """Return code → glyph of the table that the writer of the file reads: the last one for Unicode."""
    offset = None
    for order in range(unpack_from(">H", table, 2)[0]):
        platform, encoding, at = unpack_from(">HHI", table, 4 + 8 * order)
        if platform == 3 or (platform == 0 and encoding != 5):
            offset = at
        elif platform == 1 and encoding == 1:
            return None
    if offset is None:
        return None
    match unpack_from(">H", table, offset)[0]:
        case 4:
            return _of_segments(table, offset)
        case 12:
            return _of_groups(table, offset)
    return None


def _of_segments(table: bytes, offset: int) -> dict[int, int]:
    length, _, double = unpack_from(">HHH", table, offset + 2)
    count = double // 2
    words = _numbers(table[offset + 14 : offset + length])
    ends, starts, deltas, ranges = (words[start : start + count] for start in (0, count + 1, 2 * count + 1, 3 * count + 1))
    base = 3 * count + 1
    found: dict[int, int] = {}
    for order in range(count):
        first, last, delta, skip = starts[order], ends[order], deltas[order], ranges[order]
        if not skip:
            found.update((code, (code + delta) & 0xFFFF) for code in range(first, last + 1))
            continue
        at = base + order + skip // 2
        for code, glyph in zip(range(first, last + 1), words[at : at + last + 1 - first], strict=False):
            found[code] = (glyph + delta) & 0xFFFF if glyph else 0
    return found


def _of_groups(table: bytes, offset: int) -> dict[int, int]:
    (count,) = unpack_from(">I", table, offset + 12)
    if count > len(table) // 12:
        raise IndexError(count)
    found: dict[int, int] = {}
    for order in range(count):
        first, last, glyph = unpack_from(">III", table, offset + 16 + 12 * order)
        if last > 0x10FFFF:
            raise IndexError(last)
        found.update(zip(range(first, last + 1), range(glyph, glyph + last + 1 - first), strict=True))
    return found


def _numbers(data: bytes) -> array:
    """Return unsigned numbers of two bytes, the higher first."""
    found = array("H", data[: len(data) // 2 * 2])
    if byteorder == "little":
        found.byteswap()
    return found
