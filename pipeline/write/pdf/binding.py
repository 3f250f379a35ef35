"""Turns drawn pages into the bytes of a PDF file: fonts with the letters used, pictures once, links, bookmarks, properties."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from pipeline.write.pdf.identity import registered
from pipeline.write.pdf.images import ImageObject
from pipeline.write.pdf.leaf import Box4, Leaf
from pipeline.write.pdf.marks import Mark
from pipeline.write.picture import Raster

rl_config.useA85 = 0  # streams stay binary: a fifth smaller, and the encoder is slow
_SCHEME = re.compile(r"([a-zA-Z][\w+.-]*):")
_SCHEMES = {"http", "https", "mailto", "tel"}
_URL_MARKS = "%/:?#[]@!$&'()*+,;=~"
_NO_DATE = date(2000, 1, 1)  # stands in a file whose document bears no date; the clock never does


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself."""

    title: str
    author: str
    subject: str
    keywords: str
    created: date | None


class Binding:
    """A PDF file that pages are added to, in order."""

    def __init__(self, width: float, height: float, font: str, anchors: dict[str, Mark], picture: Callable[[str], Raster | None]) -> None:
        """`anchors` are the places that links lead to; `picture` gives a picture by its name (picture_name)."""
        self._anchors, self._picture = anchors, picture
        self._file = io.BytesIO()
        registered(font)
        self._canvas = Canvas(self._file, (width, height), pageCompression=1, invariant=1, initialFontName=font, lang="ko-KR")
        self._size = (width, height)
        self._letters: dict[str, set[str]] = {}
        self._streams: dict[bytes, pdfdoc.PDFObjectReference] = {}  # what lies on many pages is stored once
        self._outline_level = -1
        self._bound: set[str] = set()

    def add(self, leaves: Sequence[Leaf], marks: Iterable[Mark] = ()) -> None:
        """Add one page: `leaves` lie on it, one over the other; `marks` are those that may stand on it."""
        canvas, known = self._canvas, {mark.key: mark for mark in marks}
        page = pdfdoc.PDFPage()
        page.pagewidth, page.pageheight = self._size
        page._colorsUsed, page._shadingUsed, page.hasImages = {}, {}, 1
        page.Contents = pdfdoc.PDFArray([self._stream(leaf) for leaf in leaves])
        pictures = {name: self._image(name) for leaf in leaves for name in leaf.pictures}
        page.XObjects = pdfdoc.PDFDictionary(pictures) if pictures else None
        states = {name: pdfdoc.PDFDictionary(dict(state)) for leaf in leaves for name, state in leaf.states.items()}
        page.ExtGState = pdfdoc.PDFDictionary(states) if states else None
        for leaf in leaves:
            for font, letters in leaf.letters.items():
                self._letters.setdefault(font, set()).update(letters)
            for key, height in leaf.places:
                self._bookmark(known[key], height)
            for target, box in leaf.links:
                self._link(target, box)
        page.Annots = canvas._annotationrefs
        canvas._doc.addPage(page)
        canvas._startPage()

    def finish(self, properties: Properties) -> bytes:
        """Return the file's bytes."""
        canvas, day = self._canvas, properties.created or _NO_DATE
        for font, letters in sorted(self._letters.items()):
            registered(font).embed(canvas._doc, letters)
        canvas.setTitle(properties.title)
        canvas.setAuthor(properties.author)
        canvas.setSubject(properties.subject)
        canvas.setKeywords(properties.keywords)
        canvas.setCreator("")
        canvas.setDateFormatter(lambda *clock: f"D:{day:%Y%m%d}000000+09'00'")
        if self._outline_level >= 0:
            canvas.showOutline()
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas._doc.SaveToFile(self._file, canvas)
        return self._file.getvalue()

    def _stream(self, leaf: Leaf) -> pdfdoc.PDFObjectReference:
        if leaf.content not in self._streams:
            facts = pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")})
            stream = pdfdoc.PDFStream(facts, leaf.content, [])
            self._streams[leaf.content] = self._canvas._doc.Reference(stream, f"leaf:{len(self._streams)}")
        return self._streams[leaf.content]

    def _image(self, name: str) -> pdfdoc.PDFObjectReference:
        document = self._canvas._doc
        if name not in document.idToObject:
            document.Reference(ImageObject(name, self._picture(name)), name)
        return pdfdoc.PDFObjectReference(name)

    def _bookmark(self, mark: Mark, height: float) -> None:
        """Bind a mark to this page, and add a heading to the outline; a header row that comes again is no new place."""
        if mark.key in self._bound:
            return
        self._bound.add(mark.key)
        self._canvas.bookmarkPage(mark.key, fit="XYZ", left=0, top=height)
        if mark.level and mark.title:
            self._outline_level = min(mark.level - 1, self._outline_level + 1)
            self._canvas.addOutlineEntry(mark.title, mark.key, self._outline_level)

    def _link(self, target: str, box: Box4) -> None:
        """Make `box` lead to its target; an anchor that the document does not have, and a scheme that runs something, lead nowhere."""
        if target.startswith("@"):
            self._canvas.linkRect("", target[1:], box, relative=0)
        elif target.startswith("#"):
            if target[1:] in self._anchors:
                self._canvas.linkRect("", self._anchors[target[1:]].key, box, relative=0)
        elif not (scheme := _SCHEME.match(target)) or scheme[1].lower() in _SCHEMES:
            self._canvas.linkURL(quote(target, safe=_URL_MARKS, errors="replace"), box)
