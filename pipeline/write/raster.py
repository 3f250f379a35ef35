"""Turns a drawing (SVG text) into a PNG picture with the fonts that fonts.py found, never the system's own list."""

from __future__ import annotations

from functools import lru_cache

import resvg_py

from pipeline.write import fonts

DOTS_PER_MM = 96 / 25.4
SCALE = 2  # print needs about 200 dots an inch


@lru_cache(maxsize=64)
def to_png(svg: str, width: float) -> bytes:
    """Return `svg` as PNG bytes, sharp enough for `width` mm on paper.

    Raises ValueError when `svg` is not a drawing. Cached: DOCX and HWPX ask for the same pictures.
    """
    sans, serif = fonts.sans(), fonts.serif()
    files = dict.fromkeys(str(path) for path in (sans.regular, sans.bold, serif.regular, serif.bold))
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=max(1, round(width * DOTS_PER_MM * SCALE)),
        background="#ffffff",
        skip_system_fonts=True,
        font_files=list(files),
        font_family=sans.name,
        sans_serif_family=sans.name,
        monospace_family=sans.name,
        serif_family=serif.name,
        languages=["ko"],
    )
