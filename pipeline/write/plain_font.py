"""Turns one face of a font file that nobody vouches for into a small sound TrueType file, so that no reader of it can stumble."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from struct import error, pack, unpack_from

from pipeline.write.font_file import FontFault, tables_of

_NEEDED = ("head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap")
_COPIED = ("cvt ", "fpgm", "prep")
_MAGIC = 0x5F0F3CF5
_EMS = range(16, 16385)
_MOST_LETTERS = 300_000
_DEEPEST = 8  # glyphs made of glyphs made of glyphs …
_ANY = "가"  # a letter that every Korean face has
_MORE, _WORDS, _SCALE, _TWO_SCALES, _FOUR_SCALES = 0x20, 0x1, 0x8, 0x40, 0x80  # of a part of a glyph
_BROKEN = "글꼴 파일이 깨졌음"


def plain_font(data: bytes, index: int, name: str) -> bytes:
    """Return the face as a TrueType file of its own, called `name`, that holds what a PDF needs and nothing that is out of bounds.

    Raises FontFault where the face cannot be drawn: a table is missing or damaged, or it has no Hangul.
    """
    tables = tables_of(data, index)
    if missing := [tag for tag in _NEEDED if tag not in tables]:
        raise FontFault(f"글꼴의 표 {', '.join(missing)}이(가) 없음")
    try:
        return _rebuilt(tables, name)
    except error:
        raise FontFault(_BROKEN) from None


def _rebuilt(tables: Mapping[str, bytes], name: str) -> bytes:
    head, across, most = tables["head"][:54], tables["hhea"][:36], tables["maxp"][:32]
    version, count = unpack_from(">IH", most)
    em, long = unpack_from(">H", head, 18)[0], unpack_from(">H", head, 50)[0]
    advances = unpack_from(">H", across, 34)[0]
    sound = (version, len(most), len(head), len(across)) == (0x10000, 32, 54, 36) and unpack_from(">I", head, 12)[0] == _MAGIC
    if not (sound and count and em in _EMS and long in (0, 1) and 0 < advances <= count):
        raise FontFault(_BROKEN)
    widths = tables["hmtx"][: 4 * advances + 2 * (count - advances)]
    if len(widths) != 4 * advances + 2 * (count - advances):
        raise FontFault(_BROKEN)
    places = _places(tables["loca"], count, bool(long), len(tables["glyf"]))
    _check_glyphs(tables["glyf"], places)
    letters = _letters(tables["cmap"], count)
    if ord(_ANY) not in letters:
        raise FontFault("한글이 없는 글꼴")
    made = {
        "head": b"\0\1\0\0" + head[4:50] + pack(">HH", 1, 0),
        "hhea": b"\0\1\0\0" + across[4:32] + pack(">HH", 0, advances),
        "maxp": most,
        "hmtx": widths,
        "loca": pack(f">{len(places)}I", *places),
        "glyf": tables["glyf"],
        "cmap": _letter_table(letters),
        "name": _name_table(name),
        "post": pack(">II", 0x30000, _slant(tables.get("post", b""))) + bytes(24),
        "OS/2": _measures(tables.get("OS/2", b"")),
        **{tag: tables[tag] for tag in _COPIED if tag in tables},
    }
    return _file(made)


def _places(table: bytes, count: int, long: bool, end: int) -> Sequence[int]:
    """Return where each glyph begins, and where the last one ends."""
    found: Sequence[int] = unpack_from(f">{count + 1}{'I' if long else 'H'}", table)
    found = found if long else [place * 2 for place in found]
    if found[-1] > end or any(second < first for first, second in pairwise(found)):
        raise FontFault(_BROKEN)
    return found


def _check_glyphs(glyphs: bytes, places: Sequence[int]) -> None:
    """Make sure that every glyph that is made of others names glyphs that are there, and none is made of itself."""
    made: dict[int, set[int]] = {}
    for order, (start, end) in enumerate(pairwise(places)):
        if end > start and glyphs[start] & 0x80:
            made[order] = set(_parts(glyphs, start, end, len(places) - 1))
    whole: set[int] = set()
    for order in made:
        _follow(order, made, whole, ())


def _parts(glyphs: bytes, at: int, end: int, count: int) -> Iterator[int]:
    at, flags = at + 10, _MORE
    while flags & _MORE:
        if at + 4 > end:
            raise FontFault(_BROKEN)
        flags, part = unpack_from(">HH", glyphs, at)
        if part >= count:
            raise FontFault(_BROKEN)
        yield part
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _FOUR_SCALES else 0
    if at > end:
        raise FontFault(_BROKEN)


def _follow(order: int, made: Mapping[int, set[int]], whole: set[int], above: tuple[int, ...]) -> None:
    """Go down into the parts of a glyph that stands in those `above`; `whole` are glyphs that were gone through."""
    if order in above or len(above) > _DEEPEST:
        raise FontFault(_BROKEN)
    if order in made and order not in whole:
        for part in made[order]:
            _follow(part, made, whole, (*above, order))
        whole.add(order)


def _letters(table: bytes, count: int) -> dict[int, int]:
    """Return code → glyph of the fullest map to Unicode that is there."""
    offers = []
    for order in range(min(unpack_from(">H", table, 2)[0], 64)):
        platform, encoding, start = unpack_from(">HHI", table, 4 + 8 * order)
        kind = unpack_from(">H", table, start)[0]
        if (platform, encoding) in ((3, 1), (3, 10)) or (platform == 0 and encoding != 5):
            if kind in (4, 12):
                offers.append((kind, start))
    if not offers:
        raise FontFault("글자를 유니코드로 찾는 표가 없음")
    kind, start = max(offers)
    found = {}
    for code, glyph in (_spread(table, start) if kind == 12 else _folded(table, start)):
        if 0 < glyph < count and 0x20 <= code <= 0x10FFFF:
            found[code] = glyph
    return found


def _spread(table: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield the letters of a map of format 12."""
    told = 0
    for order in range(unpack_from(">I", table, start + 12)[0]):
        first, last, glyph = unpack_from(">III", table, start + 16 + 12 * order)
        told += last - first + 1
        if last < first or told > _MOST_LETTERS:
            raise FontFault(_BROKEN)
        yield from zip(range(first, last + 1), range(glyph, glyph + last - first + 1))


def _folded(table: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield the letters of a map of format 4."""
    count = unpack_from(">H", table, start + 6)[0] // 2
    ends = unpack_from(f">{count}H", table, start + 14)
    starts = unpack_from(f">{count}H", table, start + 16 + 2 * count)
    shifts = unpack_from(f">{count}H", table, start + 16 + 4 * count)
    lists = start + 16 + 6 * count
    offsets = unpack_from(f">{count}H", table, lists)
    told = 0
    for order, (first, last, shift, offset) in enumerate(zip(starts, ends, shifts, offsets)):
        told += max(last - first + 1, 0)
        if told > _MOST_LETTERS:
            raise FontFault(_BROKEN)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                at = lists + 2 * order + offset + 2 * (code - first)
                glyph = unpack_from(">H", table, at)[0] if at + 2 <= len(table) else 0
            yield code, (glyph + shift) & 0xFFFF if glyph or not offset else 0


def _letter_table(letters: Mapping[int, int]) -> bytes:
    """Return a cmap with one map of format 12."""
    groups: list[list[int]] = []
    for code, glyph in sorted(letters.items()):
        if groups and code == groups[-1][1] + 1 and glyph - code == groups[-1][2] - groups[-1][0]:
            groups[-1][1] = code
        else:
            groups.append([code, code, glyph])
    rows = b"".join(pack(">III", *group) for group in groups)
    return pack(">HHHHI", 0, 1, 3, 10, 12) + pack(">HHIII", 12, 0, 16 + len(rows), 0, len(groups)) + rows


def _name_table(name: str) -> bytes:
    words = (re.sub(r"[^A-Za-z0-9-]", "", name)[:60] or "Font").encode("utf-16-be")
    return pack(">HHH", 0, 1, 18) + pack(">6H", 3, 1, 0x409, 6, len(words), 0) + words


def _measures(table: bytes) -> bytes:
    if len(table) >= 96:
        return table[:96]
    return b"\0\1" + (table[2:78] if len(table) >= 78 else bytes(2) + pack(">HH", 400, 5)).ljust(76, b"\0")


def _slant(table: bytes) -> int:
    return unpack_from(">I", table, 4)[0] if len(table) >= 8 else 0


def _file(tables: Mapping[str, bytes]) -> bytes:
    """Return the tables as one file; nobody who reads it here asks for checksums."""
    rows, bodies, at = [], [], 12 + 16 * len(tables)
    for tag, body in sorted(tables.items()):
        rows.append(pack(">4sIII", tag.encode("latin-1"), 0, at, len(body)))
        bodies.append(body + bytes(-len(body) % 4))
        at += len(bodies[-1])
    return b"".join([b"\0\1\0\0", pack(">HHHH", len(tables), 0, 0, 0), *rows, *bodies])
