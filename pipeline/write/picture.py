"""Turns the bytes of a PNG or JPEG file into what writers must know of it, without decoding it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

PNG, JPEG = "png", "jpeg"
SUFFIXES = {PNG: "png", JPEG: "jpg"}
TYPES = {PNG: "image/png", JPEG: "image/jpeg"}
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # JPEG markers that tell the picture's size
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # JPEG markers without a length
_GREY, _RGB, _PALETTE, _GREY_ALPHA, _RGB_ALPHA = 0, 2, 3, 4, 6  # PNG colour types
_DEPTHS = {_GREY: {1, 2, 4, 8, 16}, _RGB: {8, 16}, _PALETTE: {1, 2, 4, 8}, _GREY_ALPHA: {8, 16}, _RGB_ALPHA: {8, 16}}


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture file as it is: its size in pixels, how many colours a pixel has (1 grey or palette, 3 RGB) of how many bits."""

    kind: str
    data: bytes = field(repr=False)
    width: int
    height: int
    colours: int
    depth: int
    palette: bytes = b""  # PNG: RGB by index
    pixels: bytes = field(default=b"", repr=False)  # PNG: the compressed lines
    filtered: bool = True  # PNG: each line begins with the number of its filter
    plain: bool = True  # neither transparent nor interlaced


def raster(data: bytes) -> Raster | None:
    """Return what `data` holds, whatever it is called; None when it is no PNG or JPEG, or one in CMYK."""
    try:
        return _png(data) if data.startswith(_SIGNATURE) else _jpeg(data)
    except IndexError:  # it ends in the middle
        return None


def _png(data: bytes) -> Raster | None:
    parts = dict.fromkeys((b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"IEND"), b"")
    pixels: list[bytes] = []
    found: set[bytes] = set()
    for name, content in _chunks(data):
        found.add(name)
        if name == b"IDAT":
            pixels.append(content)
        elif name in parts:
            parts[name] = content
    head, palette = parts[b"IHDR"], parts[b"PLTE"]
    if len(head) != 13 or not pixels or b"IEND" not in found:
        return None
    width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
    depth, kind, interlaced = head[8], head[9], head[12]
    if not width or not height or depth not in _DEPTHS.get(kind, ()) or (kind == _PALETTE and not palette):
        return None
    clear = kind in (_GREY_ALPHA, _RGB_ALPHA) or b"tRNS" in found
    colours = 3 if kind in (_RGB, _RGB_ALPHA) else 1
    indexed = palette if kind == _PALETTE else b""
    plain = not (clear or interlaced)
    return Raster(PNG, data, width, height, colours, depth, indexed, b"".join(pixels), plain=plain)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if at + 12 + length > len(data):
            return
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def _jpeg(data: bytes) -> Raster | None:
    if data[:2] != b"\xff\xd8":
        return None
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _ALONE:  # fill, or nothing but a marker
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            depth, colours = data[at + 4], data[at + 9]
            height, width = int.from_bytes(data[at + 5 : at + 7], "big"), int.from_bytes(data[at + 7 : at + 9], "big")
            known = bool(width and height) and depth == 8 and colours in (1, 3)
            return Raster(JPEG, data, width, height, colours, depth) if known else None
        if length < 2:
            return None
        at += 2 + length
    return None
