"""Turns font files into measured typefaces, and a person's text into characters that those typefaces can draw."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from reportlab.pdfbase import ttfonts
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from pipeline.write import fonts
from pipeline.write.fonts import Face

TOFU = "□"  # stands for a character that no font here can draw
TAB = "    "
_INVISIBLE = {"Cc", "Cf"}
_LINE_ENDS = {"Zl", "Zp"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """A registered font: its reportlab name, and the advance of each character that it has, in em."""

    name: str
    widths: dict[str, float]

    def width(self, text: str) -> float:
        """Return the advance of `text` in em; every character must be in the font."""
        return sum(map(self.widths.__getitem__, text))


@dataclass(frozen=True, slots=True, eq=False)
class Typeface:
    """A family in two weights."""

    regular: Font
    bold: Font


_PLAIN_MAP = ttfonts.makeToUnicodeCMap


def _to_unicode_map(name: str, subset: list[int]) -> str:
    """Return reportlab's map with characters beyond the first plane as the surrogate pairs that PDF asks for."""
    text = _PLAIN_MAP(name, subset)
    for code in {code for code in subset if code > 0xFFFF}:
        text = text.replace(f"<{code:04X}>", f"<{chr(code).encode('utf-16-be').hex().upper()}>")
    return text


ttfonts.makeToUnicodeCMap = _to_unicode_map  # reportlab 5.1 writes them as five digits, which no reader understands


class _GlyphTable:
    """The glyf table by slices, so that each subset does not copy 4 MB first."""

    def __init__(self, data: bytes, offset: int) -> None:
        self.data, self.offset = data, offset

    def __getitem__(self, part: slice) -> bytes:
        return self.data[self.offset + part.start : self.offset + part.stop]


class _Font(TTFont):
    """A TrueType font that is read once and subset for many documents."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        face, whole_table = self.face, self.face.get_table
        glyphs = _GlyphTable(face._ttf_data, face.get_table_pos("glyf")[0])
        face.get_table = lambda tag: glyphs if tag == "glyf" else whole_table(tag)


@cache
def font(path: Path) -> Font:
    """Read and register the TrueType file at `path`, once a process: its name is the file's stem."""
    read = _Font(path.stem, str(path))
    registerFont(read)
    advances, glyphs = read.face.charWidths, read.face.charToGlyph
    widths = {chr(code): advances[code] / 1000 for code, glyph in glyphs.items() if glyph}
    return Font(path.stem, widths | {"\n": 0.0})


@cache
def typeface(face: Face) -> Typeface:
    """Return both weights of `face`, registered."""
    return Typeface(font(face.regular), font(face.bold))


@cache
def _symbol_font() -> Font | None:
    """Return DejaVu Sans, which matplotlib ships and which has ☐ ☑ ✓ ✔, where it is installed."""
    try:
        path = Path(str(distribution("matplotlib").locate_file("matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf")))
    except PackageNotFoundError:
        return None
    return font(path) if path.exists() else None


@cache
def font_for(character: str, wanted: Font) -> Font | None:
    """Return a font that has `character`: the one wanted, else one of the families at hand, None when none has it."""
    if character in wanted.widths:
        return wanted
    return next((candidate for candidate in _candidates() if character in candidate.widths), None)


def _candidates() -> Iterator[Font]:
    """Yield the fonts at hand, each read only when those before it were not enough."""
    sans = typeface(fonts.sans())
    yield from (sans.regular, sans.bold)
    if symbols := _symbol_font():
        yield symbols
    serif = typeface(fonts.serif())
    yield from (serif.regular, serif.bold)


def visible(text: str) -> str:
    """Return `text` composed (NFC), its line ends as "\\n", tabs as spaces, without control and format characters."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", TAB)
    return "".join(map(_visible_character, text))


def _visible_character(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\n" or category in _LINE_ENDS:
        return "\n"
    return "" if category in _INVISIBLE else character


def _plainer(character: str, wanted: Font) -> str:
    """Return what stands for a compatibility form that no font here has (｢ → 「), where `wanted` can draw it; else ""."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain != character and plain.strip() and wanted.widths.keys() >= set(plain) else ""


def drawable(text: str, wanted: Font) -> tuple[list[tuple[str, Font]], list[str]]:
    """Split visible `text` into (part, font), with □ for what no font has; also return what was so replaced."""
    if wanted.widths.keys() >= set(text):
        return [(text, wanted)], []
    parts: list[tuple[str, Font]] = []
    lost: list[str] = []
    for character in text:
        if ord(character) in _VARIATION_SELECTORS:
            continue
        found = font_for(character, wanted)
        if found is None and (plain := _plainer(character, wanted)):
            character, found = plain, wanted
        elif found is None and unicodedata.category(character) == "Zs":
            character, found = " ", wanted
        elif found is None:
            lost.append(character)
            character, found = TOFU, font_for(TOFU, wanted) or wanted
        if parts and parts[-1][1] is found:
            parts[-1] = (parts[-1][0] + character, found)
        else:
            parts.append((character, found))
    return parts, lost
