"""Turns a picture's bytes or path into a checked Picture with its size on paper."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EMU_PER_MM = 36_000  # Office's unit of length
HWPUNIT_PER_MM = 7200 / 25.4
_DEFAULT_WIDTH = 40.0  # mm
_MAX_BYTES = 30_000_000
_JPEG_SIZES = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))  # the SOF markers
PICTURE = re.compile(r"\|\s*그림\b")  # in a tag: its value is a picture
MEDIA_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}


class PictureError(ValueError):
    """A picture that cannot be put into a form; the message says why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes, kind (a key of MEDIA_TYPES), size in pixels and size on paper in mm."""

    data: bytes
    kind: str
    pixels: tuple[int, int]
    width: float
    height: float

    @property
    def emu(self) -> tuple[int, int]:
        """Width and height in EMU."""
        return round(self.width * EMU_PER_MM), round(self.height * EMU_PER_MM)

    @property
    def hwpunit(self) -> tuple[int, int]:
        """Width and height in 1/7200 inch."""
        return round(self.width * HWPUNIT_PER_MM), round(self.height * HWPUNIT_PER_MM)


def picture(value: Any, width: float | None, height: float | None, folder: Path | None) -> Picture:
    """Return the Picture of bytes or of a path inside `folder`; raises PictureError.

    `width` and `height` are in mm; where one is missing the proportions are kept.
    """
    data = bytes(value) if isinstance(value, (bytes, bytearray)) else _read(value, folder)
    kind, pixels = _measure(data)
    across, down = pixels
    if not across or not down:
        raise PictureError("크기가 0인 그림입니다")
    if not width:
        width = height * across / down if height else _DEFAULT_WIDTH
    height = height or width * down / across
    if not (0 < width < 2_000 and 0 < height < 2_000):
        raise PictureError(f"그림의 크기 {width:g}×{height:g}mm가 종이를 벗어납니다")
    return Picture(data, kind, pixels, float(width), float(height))


def _read(value: Any, folder: Path | None) -> bytes:
    if folder is None:
        raise PictureError(f"'{value}': 그림을 찾을 폴더를 정하지 않았습니다")
    root = folder.resolve()
    try:
        path = (root / str(value)).resolve()
        if not path.is_relative_to(root):
            raise PictureError(f"'{value}': 그림 폴더 밖의 파일입니다")
        if path.stat().st_size > _MAX_BYTES:
            raise PictureError(f"'{value}': 30MB가 넘는 그림입니다")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError(f"'{value}': 그림 파일을 읽을 수 없습니다") from None


def _measure(data: bytes) -> tuple[str, tuple[int, int]]:
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return "png", struct.unpack(">2L", data[16:24])
        if data.startswith((b"GIF87a", b"GIF89a")):
            return "gif", struct.unpack("<2H", data[6:10])
        if data.startswith(b"BM"):
            width, height = struct.unpack("<2l", data[18:26])
            return "bmp", (width, abs(height))
        if data.startswith(b"\xff\xd8"):
            return "jpeg", _measure_jpeg(data)
    except struct.error:
        pass
    raise PictureError("그림 파일(PNG, JPEG, GIF, BMP)이 아니거나 깨졌습니다")


def _measure_jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while True:
        marker, length = struct.unpack(">HH", data[at : at + 4])
        if marker & 0xFF in _JPEG_SIZES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
