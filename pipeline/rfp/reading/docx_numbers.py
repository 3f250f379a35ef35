"""Turns a DOCX file's numbering into the number or bullet that Word prints before each paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.rfp.reading.docx_formats import numbered
from pipeline.rfp.reading.docx_package import W, flag, value, whole
from pipeline.rfp.reading.docx_styles import Styles, indent_of
from pipeline.rfp.reading.symbols import readable

_LEVELS = 9
_SYMBOL = {0x2D: "-", 0xB7: "●", 0xA8: "◆", 0xA7: "■", 0xAE: "→", 0xDE: "⇒", 0x2A: "*", 0xB0: "○"}
_MARKS = {"•": "●", "o": "○", "➢": "▶", "▪": "■", "–": "-", "—": "-", "−": "-", "·": "·"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    font: str = ""
    restart: int | None = None  # the level (from 1) whose use restarts this one; 0 never, None any higher one
    legal: bool = False  # all numbers in the text are decimal
    style: str = ""
    indent: float | None = None


@dataclass(slots=True)
class _List:
    """One w:num: its counters are those of its abstract list."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)  # start overrides that are not used yet


class Numbers:
    """The running numbers of all lists of a document; ask `mark` for every paragraph in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self.styles = styles
        self.abstracts: dict[str, dict[int, Level]] = {}
        self.links: dict[str, str] = {}
        self.lists: dict[str, _List] = {}
        self.counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def level(self, number: str | None, depth: int) -> Level | None:
        """Return a level of a list; None when there is no such list."""
        found = self.lists.get(number or "")
        return found.levels.get(depth) if found else None

    def depth_of_style(self, number: str | None, style: str) -> int:
        """Return the depth at which a list is bound to a style; 0 when it is not."""
        found = self.lists.get(number or "")
        return (
            next((depth for depth, level in found.levels.items() if level.style == style), 0) if found and style else 0
        )

    def mark(self, number: str | None, depth: int) -> str:
        """Count one paragraph of a list at a depth (from 0) and return what Word prints before it."""
        found = self.lists.get(number or "")
        level = found.levels.get(depth) if found else None
        if not found or not level:
            return ""
        counts = self.counts.setdefault(found.abstract, [None] * _LEVELS)
        self._count(found, counts, depth)
        if level.form == "bullet":
            return bullet(level.text, level.font)
        return readable(self._printed(found, counts, level)).strip()

    def _count(self, found: _List, counts: list[int | None], depth: int) -> None:
        now = counts[depth]
        start = found.starts.pop(depth, None)
        if start is not None:
            counts[depth] = start
        else:
            counts[depth] = found.levels[depth].start if now is None else now + 1
        for below in range(depth + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or depth < restart:
                counts[below] = None

    def _printed(self, found: _List, counts: list[int | None], level: Level) -> str:
        def one(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            shown = found.levels.get(place)
            if shown is None:
                return ""
            count = counts[place]
            return numbered(shown.start if count is None else count, "decimal" if level.legal else shown.form)

        return re.sub(r"%([1-9])", one, level.text)

    def _read(self, root: etree._Element) -> None:
        for abstract in root.iter(W + "abstractNum"):
            name = abstract.get(W + "abstractNumId", "")
            self.abstracts[name] = _levels(abstract)
            self.links[name] = value(abstract, "numStyleLink") or ""
        targets = {num.get(W + "numId", ""): value(num, "abstractNumId") or "" for num in root.iter(W + "num")}
        for num in root.iter(W + "num"):
            name = num.get(W + "numId", "")
            abstract = self._followed(targets.get(name, ""), targets)
            made = _List(abstract, dict(self.abstracts.get(abstract, {})))
            for override in num.iter(W + "lvlOverride"):
                depth = whole(override.get(W + "ilvl"))
                made.levels |= {at: level for at, level in _levels(override).items() if at == depth}
                start = value(override, "startOverride")
                if start is not None:
                    made.starts[depth] = whole(start, 1)
            self.lists[name] = made

    def _followed(self, abstract: str, targets: dict[str, str]) -> str:
        """Return the abstract list that holds the levels; one that links to a list style borrows them."""
        for _ in range(5):
            link = self.links.get(abstract)
            if not link:
                break
            abstract = targets.get(self.styles.of(link).number or "", abstract)
        return abstract


def _levels(parent: etree._Element) -> dict[int, Level]:
    levels = {}
    for element in parent.iter(W + "lvl"):
        depth = whole(element.get(W + "ilvl"))
        if not 0 <= depth < _LEVELS:
            continue
        restart = value(element, "lvlRestart")
        fonts = element.find(f"{W}rPr/{W}rFonts")
        text = value(element, "lvlText") or ""
        form = value(element, "numFmt") or "decimal"
        levels[depth] = Level(
            whole(value(element, "start")),
            "bullet" if element.find(W + "lvlPicBulletId") is not None else form,
            text,
            "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "",
            None if restart is None else whole(restart),
            flag(element.find(W + "isLgl")),
            value(element, "pStyle") or "",
            indent_of(element),
        )
    return levels


def bullet(text: str, font: str) -> str:
    """Return the character that a reader sees for a bullet of a font (symbol fonts put shapes on letters)."""
    return "".join(_mark(symbol(ord(char), font)) for char in text.strip()) or ("●" if text else "")


def symbol(code: int, font: str) -> str:
    """Return the character that a font shows for a code; private-use codes are those of the symbol fonts."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if font == "Symbol":
        return _SYMBOL.get(low) or readable(chr(code))
    if "dings" in font.lower() and low < 0x100:
        return readable(chr(0xF000 + low))
    return readable(chr(code))


def _mark(char: str) -> str:
    return _MARKS.get(char, char)
