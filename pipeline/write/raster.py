"""Turns a drawing (SVG text) into a PNG picture with the fonts that fonts.py found, never the system's own list."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import resvg_py

from pipeline.write import fonts
from pipeline.write.kept import KeptFiles
from pipeline.write.picture import PNG, raster

DOTS_PER_MM = 96 / 25.4
SCALE = 2  # print needs about 200 dots an inch
MOST_KEPT = 2_000  # pictures; a drawing takes some 50 kB

_keeping: Path | None = None


def keep_in(folder: Path | None) -> None:
    """Keep every picture made from now on in `folder`, for later runs: a drawing takes a twentieth of a second, a file a
    thousandth. None keeps nothing."""
    global _keeping
    _keeping = folder


@lru_cache(maxsize=64)
def to_png(svg: str, width: float) -> bytes:
    """Return `svg` as PNG bytes, sharp enough for `width` mm on paper.

    Raises ValueError when `svg` is not a drawing. Cached: DOCX and HWPX ask for the same pictures.
    """
    sans, serif = fonts.sans(), fonts.serif()
    files = list(dict.fromkeys(str(path) for path in (sans.regular, sans.bold, serif.regular, serif.bold)))
    dots = max(1, round(width * DOTS_PER_MM * SCALE))
    kept, name = KeptFiles(_keeping, ".png") if _keeping else None, _name(svg, dots, files)
    if kept and (found := kept.read(name)) and _whole(found):
        return found
    made = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=dots,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=files,
        font_family=sans.name,
        sans_serif_family=sans.name,
        monospace_family=sans.name,
        serif_family=serif.name,
        languages=["ko"],
    )
    if kept:
        kept.write(name, made)
        kept.tidy(MOST_KEPT)
    return made


def _name(svg: str, dots: int, files: list[str]) -> str:
    """Name a picture after all that it depends on."""
    return sha256("\0".join((resvg_py.__version__, str(dots), *files, svg)).encode()).hexdigest()


def _whole(data: bytes) -> bool:
    """Say whether a picture that was kept is undamaged."""
    found = raster(data)
    return found is not None and found.kind == PNG and data.endswith(b"IEND\xaeB`\x82")
