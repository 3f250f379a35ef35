"""Turns SVG text into vectors on a page, its letters in the document's own face."""

from __future__ import annotations

import io
import logging
from typing import Any

from lxml import etree
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Group, String

from pipeline.write.pdf.faces import TOFU, Typeface, visible
from pipeline.write.pdf.identity import registered
from pipeline.write.pdf.pen import Pen

_BOLD_WEIGHTS = {"bold", "bolder", "600", "700", "800", "900"}


class _Faults(logging.Handler):
    """Keeps what svglib says that it could not draw."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def drawing(svg: str, face: Typeface) -> tuple[Drawing | None, list[str]]:
    """Read `svg`; return its drawing (None when it is no SVG) and what is wrong with it, in the reader's words.

    Nothing outside the text is read: no entity, no file, no address.
    """
    for font in (face.regular, face.bold):
        registered(font.name)  # reportlab measures and draws with fonts that it knows
    faults = _Faults()
    logger = logging.getLogger("svglib")
    logger.addHandler(faults)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(svg.encode("utf-8", "replace"), parser)
        drawn = _rendered(root, face)
        if drawn.width <= 0 or drawn.height <= 0:
            return None, ["viewBox"]
    except Exception as fault:  # svglib raises whatever its input makes it stumble over; none of it is worth a crash
        return None, [str(fault)]
    finally:
        logger.removeHandler(faults)
    drawn.initialFontName = face.regular.name
    lost = _relettered(drawn, face)
    return drawn, faults.messages + ([f"글꼴에 없는 글자 {', '.join(lost)}"] if lost else [])


def draw(drawing: Drawing, pen: Pen, left: float, bottom: float, width: float, height: float) -> None:
    """Draw into the middle of `width` x `height` pt above (left, bottom), its proportions kept."""
    scale = min(width / drawing.width, height / drawing.height)
    left += (width - drawing.width * scale) / 2
    bottom += (height - drawing.height * scale) / 2
    pen.canvas.saveState()
    pen.canvas.translate(left, bottom)
    pen.canvas.scale(scale, scale)
    renderPDF.draw(drawing, pen.canvas, 0, 0)
    pen.canvas.restoreState()


def _rendered(root: Any, face: Typeface) -> Drawing:
    from svglib.fonts import FontMap  # 0.1 s, and few documents have a figure
    from svglib.svglib import SvgRenderer

    class _OneFace(FontMap):
        """Answers every family with the document's face."""

        def find_font(self, font_name: str, weight: str = "normal", style: str = "normal") -> tuple[str, bool]:
            chosen = face.bold if str(weight) in _BOLD_WEIGHTS else face.regular
            return chosen.name, True

    return SvgRenderer(io.BytesIO(), font_map=_OneFace()).render(root)


def _relettered(group: Group, face: Typeface) -> list[str]:
    """Put □ for the letters that the face lacks, in every string of the drawing; return those letters."""
    lost: dict[str, None] = {}
    for shape in group.contents:
        if isinstance(shape, Group):
            lost |= dict.fromkeys(_relettered(shape, face))
        elif isinstance(shape, String):
            known = (face.bold if shape.fontName == face.bold.name else face.regular).widths
            text = visible(shape.text)
            lost |= dict.fromkeys(letter for letter in text if letter not in known)
            shape.text = "".join(letter if letter in known else TOFU for letter in text)
    return list(lost)
