"""Turns drawing orders into the content of PDF pages: shades and rules first, then text in one text object a page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from urllib.parse import quote

from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.write.pdf.lines import Look
from pipeline.write.pdf.marks import Mark
from pipeline.write.picture import Raster

MM = 72 / 25.4
SLANT = 0.2  # Korean faces have no italic: letters are slanted
rl_config.useA85 = 0  # streams stay binary: a fifth smaller, and the encoder is slow
_SCHEME = re.compile(r"([a-zA-Z][\w+.-]*):")
_SCHEMES = {"http", "https", "mailto", "tel"}
_URL_MARKS = "%/:?#[]@!$&'()*+,;=~"
_NO_DATE = date(2000, 1, 1)  # stands in a file whose document bears no date; the clock never does


def rgb(color: str) -> tuple[float, float, float]:
    """Return RRGGBB as three fractions, black when it is no such colour."""
    try:
        value = int(color, 16)
    except ValueError:
        return (0, 0, 0)
    return ((value >> 16 & 255) / 255, (value >> 8 & 255) / 255, (value & 255) / 255)


class Pen:
    """A canvas, with the text of its page as PDF's own orders (a third of the time that reportlab's text object takes).

    y grows upwards, in pt, as in PDF.
    """

    def __init__(self, width: float, height: float, font: str, anchors: dict[str, Mark]) -> None:
        self.width, self.height, self.anchors = width, height, anchors
        self.file = io.BytesIO()
        size = (width, height)
        self.canvas = Canvas(self.file, size, pageCompression=1, invariant=1, initialFontName=font, lang="ko-KR")
        self._outline_level = -1
        self._bound: set[str] = set()  # keys of the marks that have their place
        self._begin()

    def _begin(self) -> None:
        self._orders: list[str] = []
        self._set: tuple[str, float] = ("", 0)  # the font's subset and size in force
        self._color = ""
        self._spacing = (0.0, 0.0)

    def show(self, x: float, y: float, text: str, look: Look, word: float = 0, letter: float = 0) -> None:
        """Draw `text` with its baseline at `y`; `word` and `letter` widen spaces and letters, in pt."""
        order = self._orders.append
        if look.color != self._color:
            self._color = look.color
            order("{:.3g} {:.3g} {:.3g} rg".format(*rgb(look.color)))
        if (word, letter) != self._spacing:
            self._spacing = (word, letter)
            order(f"{word:.3f} Tw {letter:.3f} Tc")
        slant = SLANT if look.italic else 0
        order(f"1 0 {slant} 1 {x:.2f} {y + look.rise:.2f} Tm")
        font, document = getFont(look.font.name), self.canvas._doc
        for subset, codes in font.splitString(text, document):
            name = font.getSubsetInternalName(subset, document)
            if (name, look.size) != self._set:
                self._set = (name, look.size)
                order(f"{name} {look.size:.4g} Tf")
            order(f"<{codes.hex()}> Tj")

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

    def image(self, image: Raster, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture file whose lower left corner is (x, y); equal files are stored once."""
        from pipeline.write.pdf.images import ImageObject

        name, canvas = sha256(image.data).hexdigest()[:32], self.canvas
        inside = canvas._doc.getXObjectName(name)
        if inside not in canvas._doc.idToObject:
            canvas._doc.addForm(name, ImageObject(name, image))
        canvas._currentPageHasImages = 1
        canvas._formsinuse.append(name)
        canvas.addLiteral(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{inside} Do Q")

    def link(self, href: str, box: tuple[float, float, float, float]) -> None:
        """Make `box` (x0, y0, x1, y1) lead to `href`: an address, a relative file, or "#anchor" of this document.

        An anchor that the document does not have, and a scheme that runs something, lead nowhere.
        """
        if href.startswith("#"):
            if href[1:] in self.anchors:
                self.jump(self.anchors[href[1:]], box)
            return
        scheme = _SCHEME.match(href)
        if not scheme or scheme[1].lower() in _SCHEMES:
            self.canvas.linkURL(quote(href, safe=_URL_MARKS, errors="replace"), box)

    def jump(self, mark: Mark, box: tuple[float, float, float, float]) -> None:
        """Make `box` lead to a place in this document."""
        self.canvas.linkRect("", mark.key, box, relative=0)

    def bookmark(self, mark: Mark, y: float) -> None:
        """Bind `mark` to height `y` of this page, and add a heading to the outline; a header row that comes again is no new place."""
        if mark.key in self._bound:
            return
        self._bound.add(mark.key)
        self.canvas.bookmarkPage(mark.key, fit="XYZ", left=0, top=min(y + 6, self.height))
        if mark.level and mark.title:
            self._outline_level = min(mark.level - 1, self._outline_level + 1)
            self.canvas.addOutlineEntry(mark.title, mark.key, self._outline_level)

    def end_page(self) -> None:
        """Finish this page and begin the next."""
        self.canvas.addLiteral(" ".join(("BT", *self._orders, "ET")))
        self.canvas.showPage()
        self._begin()

    def finish(self, title: str, author: str, subject: str, keywords: str, created: date | None) -> bytes:
        """Return the file's bytes, with its properties."""
        canvas, day = self.canvas, created or _NO_DATE
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setSubject(subject)
        canvas.setKeywords(keywords)
        canvas.setCreator("")
        canvas.setDateFormatter(lambda *clock: f"D:{day:%Y%m%d}000000+09'00'")
        if self._outline_level >= 0:
            canvas.showOutline()
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.save()
        return self.file.getvalue()
