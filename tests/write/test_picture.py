"""What a PNG or JPEG file says of itself, and what is none."""

from __future__ import annotations

import pytest

from pipeline.write.picture import JPEG as JPEG_KIND
from pipeline.write.picture import PNG, raster
from tests.write.pictures import GREY, JPEG, PALETTE, RGB, RGBA, png


@pytest.mark.parametrize(
    ("kind", "colours", "plain"), [(GREY, 1, True), (RGB, 3, True), (PALETTE, 1, True), (RGBA, 3, False)]
)
def test_a_png_tells_its_size_and_colours(kind: int, colours: int, plain: bool) -> None:
    found = raster(png(300, 200, kind))
    assert (found.kind, found.width, found.height, found.colours, found.depth, found.plain) == (PNG, 300, 200, colours, 8, plain)
    assert found.palette == (b"\xff\x00\x00\x33\x66\xcc" if kind == PALETTE else b"")


def test_what_is_transparent_or_interlaced_is_not_plain() -> None:
    assert not raster(png(2, 2, PALETTE, clear=True)).plain and not raster(png(2, 2, interlaced=True)).plain


def test_a_jpeg_tells_its_size_and_colours() -> None:
    found = raster(JPEG)
    assert (found.kind, found.width, found.height, found.colours, found.depth) == (JPEG_KIND, 8, 4, 3, 8)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        png(2, 2)[:-20],  # the end is missing
        png(0, 2),
        png(2, 2, PALETTE).replace(b"PLTE", b"PLTX"),
        png(2, 2, depth=3),
        JPEG[:60],
        b"\xff\xd8\xff\xe0\x00\x00",  # a part that is shorter than its own length
        JPEG.replace(bytes((0xFF, 0xC0, 0, 17, 8, 0, 4, 0, 8, 3)), bytes((0xFF, 0xC0, 0, 17, 8, 0, 4, 0, 8, 4))),  # CMYK
    ],
)
def test_damaged_and_foreign_files_are_none(data: bytes) -> None:
    assert raster(data) is None
