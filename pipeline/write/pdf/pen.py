"""Turns drawing orders into pages that are not bound yet: shades and rules first, then text in one text object a page."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable

from reportlab.pdfgen.canvas import Canvas

from pipeline.write.pdf.coding import NO_BREAK, SPACE
from pipeline.write.pdf.faces import Font
from pipeline.write.pdf.identity import LETTERS
from pipeline.write.pdf.leaf import Box4, Leaf
from pipeline.write.pdf.lines import Look
from pipeline.write.pdf.marks import Mark
from pipeline.write.picture import Raster

SLANT = 0.2  # Korean faces have no italic: letters are slanted
RIM = 0.03  # of the size: the line around the letters of a face that has no bold weight
FAST = 6  # of zlib's levels
_THOUSAND = 1000  # of the letters' size: what widens a gap is told in these


def rgb(color: str) -> tuple[float, float, float]:
    """Return RRGGBB as three fractions, black when it is no such colour."""
    try:
        value = int(color, 16)
    except ValueError:
        return (0, 0, 0)
    return ((value >> 16 & 255) / 255, (value >> 8 & 255) / 255, (value & 255) / 255)


class Pen:
    """A canvas that is never saved, with the text of its page as PDF's own orders (a third of the time that reportlab's text object takes).

    y grows upwards, in pt, as in PDF.
    """

    def __init__(self, width: float, height: float) -> None:
        self.height = height
        self.canvas = Canvas(io.BytesIO(), (width, height), invariant=1)
        self.pictures: dict[str, Raster] = {}  # all that were drawn, by name
        self._begin()

    def _begin(self) -> None:
        self._orders: list[str] = []
        self._set: tuple[str, float] = ("", 0)  # the font and size in force
        self._color = ""
        self._spacing = 0.0
        self._letters: dict[str, set[str]] = {}
        self._on_page: dict[str, None] = {}  # names of pictures
        self._links: list[tuple[str, Box4]] = []
        self._places: dict[str, float] = {}
        setattr(self.canvas._doc, LETTERS, self._letters)

    def show(self, x: float, y: float, text: str, look: Look, word: float = 0, letter: float = 0) -> None:
        """Draw `text` with its baseline at `y`; `word` and `letter` widen spaces and letters, in pt."""
        order, font = self._orders.append, look.font
        if look.color != self._color:
            self._color = look.color
            order("{:.3g} {:.3g} {:.3g} rg".format(*rgb(look.color)))
        if letter != self._spacing:
            self._spacing = letter
            order(f"{letter:.3f} Tc")
        slant = SLANT if look.italic else 0
        order(f"1 0 {slant} 1 {x:.2f} {y + look.rise:.2f} Tm")
        if (font.name, look.size) != self._set:
            self._set = (font.name, look.size)
            order(f"/{font.resource} {look.size:.4g} Tf")
        self._letters.setdefault(font.name, set()).update(text)
        if font.heavy:
            order("2 Tr {:.3g} w {:.3g} {:.3g} {:.3g} RG".format(RIM * look.size, *rgb(look.color)))
        order(_spread(text, font, word / look.size) if word else f"<{font.coded(text).hex()}> Tj")
        if font.heavy:
            order("0 Tr")

    def shade(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle whose lower left corner is (x, y)."""
        self.canvas.setFillColor(rgb(color))
        self.canvas.rect(x, y, width, height, stroke=0, fill=1)

    def rules(
        self, lines: Iterable[tuple[float, float, float, float]], width: float, color: str = "000000", dash: float = 0
    ) -> None:
        """Draw straight lines (x0, y0, x1, y1) `width` pt thick; `dash` > 0 makes them dotted at that distance."""
        self.canvas.setStrokeColor(rgb(color))
        self.canvas.setLineWidth(width)
        self.canvas.setLineCap(2 if not dash else 1)
        if dash:
            self.canvas.setDash([0.01, dash])
        self.canvas.lines(list(lines))
        if dash:
            self.canvas.setDash()

    def image(self, name: str, image: Raster, x: float, y: float, width: float, height: float) -> None:
        """Draw `image`, the file of this name (picture_name), above the lower left corner (x, y)."""
        self._on_page[name], self.pictures[name] = None, image
        self.canvas.addLiteral(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q")

    def link(self, href: str, box: Box4) -> None:
        """Make `box` lead to `href`: an address, a relative file, or "#anchor" of the document."""
        self._links.append((href, box))

    def jump(self, mark: Mark, box: Box4) -> None:
        """Make `box` lead to a place in the document."""
        self._links.append((f"@{mark.key}", box))

    def bookmark(self, mark: Mark, y: float) -> None:
        """Bind `mark` to height `y` of this page."""
        self._places.setdefault(mark.key, min(y + 6, self.height))

    def end_page(self) -> Leaf:
        """Return the page that is finished, and begin the next."""
        canvas = self.canvas
        orders = " ".join(("BT", *self._orders, "ET")) if self._orders else ""
        content = "\n".join(("q", *canvas._code, orders, "Q", "")).encode("latin-1")  # several leaves may lie on one page
        named = canvas._extgstate.getState()
        states = {name: dict(state.dict) for name, state in named.dict.items()} if named else {}
        letters = {name: "".join(sorted(found)) for name, found in sorted(self._letters.items()) if found}
        leaf = Leaf(zlib.compress(content, FAST), letters, tuple(self._on_page), states, tuple(self._links), tuple(self._places.items()))
        canvas._startPage()
        self._begin()
        return leaf


def _spread(text: str, font: Font, em: float) -> str:
    """Return the order that shows `text` with every space `em` wider: PDF's own word spacing knows codes of one byte only."""
    gap = f"0020> {-em * _THOUSAND:.1f} <"
    return f"[<{gap.join(font.coded(word).hex() for word in text.replace(NO_BREAK, SPACE).split(SPACE))}>] TJ"
