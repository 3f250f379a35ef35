"""Turns a page of a PDF into its words and ruling lines, each with its box in points from the upper left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.rfp.reading.symbols import readable

_THIN = 3.0  # points: a filled shape that is no wider than this is a line
_MOST_CHARS = 40_000  # of one page; a dense page has 4,000
_MOST_SHAPES = 30_000
_DEEPEST = 6  # drawings in drawings
_SPACES = frozenset((0x20, 0xA0, 0x09, 0x3000))
_HYPHEN = 2  # what the library says for a hyphen at a line's end
_UNKNOWN = frozenset((0, 0xFFFD, 0xFFFE, 0xFFFF))


@dataclass(slots=True)
class Word:
    """Letters without a space between them; y grows downwards."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    spaced: bool = False  # a space follows
    guessed: bool = False  # perhaps a space follows: the library saw a gap

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class Rule:
    """A ruling line: `at` is its y (or x, when it stands upright), `start` and `end` its extent."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """One page as it was drawn."""

    number: int
    width: float
    height: float
    words: list[Word]
    flat: list[Rule]
    upright: list[Rule]
    pictures: float  # the share of the page that its largest picture covers
    letters: int = 0
    unknown: int = 0  # letters for which the font does not tell what they are
    cut: bool = False  # more was drawn than is read

    @property
    def effort(self) -> int:
        """How much work the page makes: its letters, and its lines, each of which may cross each other."""
        return self.letters + 4 * (len(self.flat) + len(self.upright)) + len(self.flat) * len(self.upright) // 10


class _Turned:
    """Carries points of a page's own space (which may be turned and shifted) onto the page as it is shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.turn = page.get_rotation() % 360
        self.left, self.bottom, self.right, self.upper = page.get_cropbox()
        across, along = abs(self.right - self.left) or 1.0, abs(self.upper - self.bottom) or 1.0
        self.width, self.height = (along, across) if self.turn in (90, 270) else (across, along)

    def point(self, x: float, y: float) -> tuple[float, float]:
        match self.turn:
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case 270:
                return self.upper - y, self.right - x
        return x - self.left, self.upper - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)


def read_page(page: pypdfium2.PdfPage, number: int) -> Page:
    """Return what a page shows; close the page afterwards."""
    turned = _Turned(page)
    made = Page(number, turned.width, turned.height, [], [], [], 0.0)
    textpage = page.get_textpage()
    try:
        _words(textpage.raw, turned, made)
    finally:
        textpage.close()
    _Drawing(turned, made).walk(page)
    return made


def _words(raw: object, turned: _Turned, made: Page) -> None:
    """Read the letters in the order of the file and cut them into words at spaces, gaps and jumps."""
    count = pdfium.FPDFText_CountChars(raw)
    made.cut = count > _MOST_CHARS
    rect = pdfium.FS_RECTF()
    at = ctypes.byref(rect)
    letter, box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    left, upper = turned.left, turned.upper
    too_wide = False
    word: Word | None = None
    for index in range(min(count, _MOST_CHARS)):
        code = letter(raw, index)
        if code in (0x0D, 0x0A) or not box(raw, index, at):
            continue
        if code in _SPACES:
            if word is not None:  # the library's own guesses have no width
                word.spaced |= rect.right > rect.left or too_wide
                word.guessed = True
            word = None
            continue
        made.letters += 1
        if code in _UNKNOWN:
            made.unknown += 1
            continue
        if code == _HYPHEN:
            code = 0x2D
        if turned.turn:
            x0, top, x1, bottom = turned.box(rect.left, rect.bottom, rect.right, rect.top)
        else:  # nearly every letter of nearly every file, so without calls
            x0, top, x1, bottom = rect.left - left, upper - rect.top, rect.right - left, upper - rect.bottom
        too_wide = code < 0x80 and x1 - x0 > 0.8 * (bottom - top)  # a font that does not say how wide its letters are
        if word is not None and _goes_on(word, x0, top, bottom):
            word.text += chr(code)
            word.x1 = max(word.x1, x1)
            word.top = min(word.top, top)
            word.bottom = max(word.bottom, bottom)
        else:
            word = Word(chr(code), x0, top, x1, bottom)
            made.words.append(word)
    for word in made.words:
        word.text = readable(_paired(word.text))
    made.words = [word for word in made.words if word.text.strip()]


def _goes_on(word: Word, x0: float, top: float, bottom: float) -> bool:
    size = max(word.bottom - word.top, 1.0)
    beside = abs((top + bottom) / 2 - (word.top + word.bottom) / 2) < 0.4 * size
    return beside and -0.8 * size < x0 - word.x1 < 0.35 * size


def _paired(text: str) -> str:
    """Join the halves of letters beyond U+FFFF; a half alone is left out."""
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


class _Drawing:
    """Walks over the shapes of a page."""

    def __init__(self, turned: _Turned, made: Page) -> None:
        self.turned = turned
        self.made = made
        self.left = _MOST_SHAPES
        self.x, self.y = ctypes.c_float(), ctypes.c_float()

    def walk(self, page: pypdfium2.PdfPage) -> None:
        count = pdfium.FPDFPage_CountObjects(page.raw)
        same = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
        for index in range(count):
            self._object(pdfium.FPDFPage_GetObject(page.raw, index), same, 0)
            if self.left <= 0:
                self.made.cut = True
                return

    def _object(self, shape: object, outer: pdfium.FS_MATRIX, depth: int) -> None:
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            return
        self.left -= 1
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(shape, matrix)
        matrix = _times(matrix, outer)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(shape, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._picture(matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            for index in range(pdfium.FPDFFormObj_CountObjects(shape)):
                if self.left <= 0:
                    return
                self._object(pdfium.FPDFFormObj_GetObject(shape, index), matrix, depth + 1)

    def _picture(self, matrix: pdfium.FS_MATRIX) -> None:
        x0, top, x1, bottom = self.turned.box(
            matrix.e, matrix.f, matrix.a + matrix.c + matrix.e, matrix.b + matrix.d + matrix.f
        )
        if bottom - top <= _THIN or x1 - x0 <= _THIN:
            self._line(x0, top, x1, bottom)
            return
        share = (x1 - x0) * (bottom - top) / (self.made.width * self.made.height)
        self.made.pictures = max(self.made.pictures, share)

    def _path(self, shape: object, matrix: pdfium.FS_MATRIX) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not pdfium.FPDFPath_GetDrawMode(shape, fill, stroke) or not (fill.value or stroke.value):
            return
        for points in self._subpaths(shape, matrix):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            x0, top, x1, bottom = min(xs), min(ys), max(xs), max(ys)
            if bottom - top <= _THIN or x1 - x0 <= _THIN:
                self._line(x0, top, x1, bottom)
            elif stroke.value:
                for (a, b), (c, d) in pairwise(points):
                    if abs(a - c) <= 1 or abs(b - d) <= 1:
                        self._line(min(a, c), min(b, d), max(a, c), max(b, d))

    def _subpaths(self, shape: object, matrix: pdfium.FS_MATRIX) -> Iterator[list[tuple[float, float]]]:
        """Yield the points of each part of a path that is drawn in one go."""
        points: list[tuple[float, float]] = []
        count = min(pdfium.FPDFPath_CountSegments(shape), self.left)
        self.left -= count // 8
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(shape, index)
            pdfium.FPDFPathSegment_GetPoint(segment, self.x, self.y)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            x, y = self.x.value, self.y.value
            x, y = matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f
            points.append(self.turned.point(x, y))
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if points:
            yield points

    def _line(self, x0: float, top: float, x1: float, bottom: float) -> None:
        if x1 - x0 >= bottom - top:
            self.made.flat.append(Rule((top + bottom) / 2, x0, x1))
        else:
            self.made.upright.append(Rule((x0 + x1) / 2, top, bottom))


def _times(inner: pdfium.FS_MATRIX, outer: pdfium.FS_MATRIX) -> pdfium.FS_MATRIX:
    return pdfium.FS_MATRIX(
        inner.a * outer.a + inner.b * outer.c,
        inner.a * outer.b + inner.b * outer.d,
        inner.c * outer.a + inner.d * outer.c,
        inner.c * outer.b + inner.d * outer.d,
        inner.e * outer.a + inner.f * outer.c + outer.e,
        inner.e * outer.b + inner.f * outer.d + outer.f,
    )
