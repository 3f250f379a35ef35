"""Turns font files into measured typefaces, and a person's text into characters that those typefaces can draw."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from pipeline.write import fonts
from pipeline.write.advances import advances
from pipeline.write.fonts import Face
from pipeline.write.pdf.coding import PLANE, coded, promised, resource, stand_ins

TOFU = "□"  # stands for a character that no font here can draw
TAB = "    "
_INVISIBLE = {"Cc", "Cf"}
_LINE_ENDS = {"Zl", "Zp"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """A font: its name, and the advance of each character that it has, in em; a heavy one is drawn with a rim.

    `stand_ins` are the codes in a page of its letters beyond the first plane; `edition` tells its file from any other.
    """

    name: str
    widths: dict[str, float]
    stand_ins: dict[str, str]
    edition: str
    heavy: bool = False

    @classmethod
    def of(cls, name: str, widths: dict[str, float], edition: str) -> Font:
        """Return the font of this name, its letters told with their advances; what cannot be told in a page is not drawn."""
        beyond = stand_ins(widths)
        known = {letter: width for letter, width in widths.items() if letter <= PLANE or letter in beyond} if beyond else widths
        return cls(name, known | {"\n": 0.0}, beyond, edition)

    @property
    def resource(self) -> str:
        """Its name on every page."""
        return resource(self.name)

    def width(self, text: str) -> float:
        """Return the advance of `text` in em; every character must be in the font."""
        return sum(map(self.widths.__getitem__, text))

    def coded(self, text: str) -> bytes:
        """Return `text` as the codes that stand for it in a page."""
        return coded(text, self.stand_ins)


@dataclass(frozen=True, slots=True, eq=False)
class Typeface:
    """A family in two weights."""

    regular: Font
    bold: Font


@cache
def font(path: Path) -> Font:
    """Measure the TrueType file at `path`, once a process: its name is the file's stem. It is read when something is drawn with it."""
    name = path.stem
    promised[name] = path
    data = path.read_bytes()
    measured = advances(data)
    if measured is None:
        from pipeline.write.pdf.identity import registered  # reportlab: 0.1 s, and few fonts need it to be measured

        measured = registered(name).letters()
    return Font.of(name, measured, sha256(data).hexdigest())


@cache
def typeface(face: Face) -> Typeface:
    """Return both weights of `face`."""
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


def at_hand(names: Iterable[str]) -> bool:
    """Say whether every font that kept pages were drawn with can be read in this process, too."""
    wanted = {name for name in names if name not in promised}
    candidates = _candidates() if wanted else iter(())
    while wanted and (font := next(candidates, None)):
        wanted.discard(font.name)
    return not wanted


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


def one_line(text: str) -> str:
    """Return text that a file's property can hold."""
    return " ".join(visible(text).split()).encode("utf-8", "replace").decode()
