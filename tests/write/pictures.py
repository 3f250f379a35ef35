"""Turns sizes and colours into small picture files, made by hand so that a test knows every byte of them."""

from __future__ import annotations

import zlib
from base64 import b64decode

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, RGB, PALETTE, RGBA = 0, 2, 3, 6
COLOURS = {GREY: b"\x80", RGB: b"\x33\x66\xcc", PALETTE: b"\x01", RGBA: b"\x33\x66\xcc\x00"}  # one pixel

# 8 x 4 pixels, half red, half blue, as the Independent JPEG Group's library writes them at quality 75
JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgy"
    "PC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/wAARCAAEAAgD"
    "ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/xAAYEAEAAwEAAAAAAAAAAAAAAAAABUOCwf/EABUBAQEAAAAAAAAAAAAAAAAAAAQH/8QA"
    "GhEAAAcAAAAAAAAAAAAAAAAAAAIDBjWCsv/aAAwDAQACEQMRAD8Amc5RrgCls+FRtswc6pdauSj/2Q=="
)


def png(width: int, height: int, kind: int = RGB, *, depth: int = 8, interlaced: bool = False, clear: bool = False) -> bytes:
    """Return a PNG of one colour, of PNG's colour type `kind`; `clear` adds a palette entry without any opacity."""
    line = b"\x00" + COLOURS[kind] * width
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((depth, kind, 0, 0, interlaced))
    parts = [chunk(b"IHDR", head)]
    if kind == PALETTE:
        parts.append(chunk(b"PLTE", b"\xff\x00\x00\x33\x66\xcc"))
    if clear:
        parts.append(chunk(b"tRNS", b"\xff\x00"))
    return SIGNATURE + b"".join([*parts, chunk(b"IDAT", zlib.compress(line * height)), chunk(b"IEND", b"")])


def chunk(name: bytes, content: bytes) -> bytes:
    """Return one part of a PNG with its length and checksum."""
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")
