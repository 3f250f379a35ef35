"""Turns the header part of an OWPML document into the shapes, styles and lists that its paragraphs name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from pipeline.rfp.reading.owpml_xml import find, local, number, offspring, visible

_UNITS_A_POINT = 100  # an HWPUNIT is a hundredth of a point
_NO_CHARACTER_SHAPE = 10.0
_OUTLINE = re.compile(r"(?:개요|outline|heading)\s*(\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"차례|목차|toc(?:\s|\d|$)|contents", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a numbering prints: its format (`^1.` takes the number of level 1), digits and first number."""

    template: str = ""
    digits: str = "DIGIT"
    start: int = 1


@dataclass(frozen=True, slots=True)
class Numbering:
    """One automatic numbering. Its list begins anew at `start`, or with 0 goes on from the list before."""

    levels: tuple[Level, ...] = ()
    start: int = 1

    def first(self, level: int) -> int:
        """Return the number that a level (from 0) begins with."""
        own = self.levels[level].start
        return max(own if own != 1 or level else self.start, 1)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph shape tells: its automatic number or bullet, that one's level (from 0) and indents in points."""

    heading: str = "NONE"  # NONE, OUTLINE, NUMBER, BULLET
    numbering: str = "0"
    level: int = 0
    indent: float = 0.0  # where the first line begins
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """What the two names of a paragraph style tell: that it is one of contents, or which outline level (0: none)."""

    contents: bool = False
    outline: int = 0

    @classmethod
    def named(cls, *names: str) -> Style:
        """Return the style of these names."""
        outlines = (int(found[1]) for name in names if (found := _OUTLINE.fullmatch(name)))
        return cls(any(_CONTENTS.match(name) for name in names), next(outlines, 0))


@dataclass(frozen=True, slots=True)
class Bullet:
    """The character of a bullet, and the one that it shows when ticked."""

    char: str = "•"
    ticked: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """The numberings and bullets of a document, by the file's own ids."""

    numberings: dict[str, Numbering] = field(default_factory=dict)
    bullets: dict[str, Bullet] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Header:
    """All that paragraphs refer to, by the file's own ids."""

    shapes: dict[str, Shape] = field(default_factory=dict)
    styles: dict[str, Style] = field(default_factory=dict)
    lists: Lists = Lists()
    heights: dict[str, float] = field(default_factory=dict)  # of character shapes, in points

    def height(self, shape: str | None) -> float:
        """Return the height in points of a character shape, 10 when nobody says."""
        return self.heights.get(shape or "", _NO_CHARACTER_SHAPE)


def read_header(root: Element, lists: Lists | None = None) -> Header:
    """Return the header that stands in the part `root`, with other lists if given; what is odd is left out."""
    header = Header(lists=Lists())
    for element in root.iter():
        name = element.get("id", "")
        match local(element):
            case "paraPr":
                header.shapes[name] = _shape(element)
            case "style":
                header.styles[name] = Style.named(element.get("name", ""), element.get("engName", ""))
            case "numbering":
                header.lists.numberings[name] = _numbering(element)
            case "bullet":
                header.lists.bullets[name] = Bullet(element.get("char") or "•", element.get("checkedChar", "").strip())
            case "charPr":
                header.heights[name] = number(element, "height", 1000) / _UNITS_A_POINT
    return replace(header, lists=lists) if lists else header


def _shape(element: Element) -> Shape:
    heading = find(element, "heading")
    indent = 0.0
    for child in visible(element):
        if local(child) == "margin":
            first = max(_margin(child, "intent"), 0.0)  # a hanging indent (< 0) leaves the first line where it is
            indent = max((_margin(child, "left") + first) / _UNITS_A_POINT, 0.0)
    if heading is None:
        return Shape(indent=indent)
    kind, level = heading.get("type", "NONE"), min(max(number(heading, "level"), 0), 9)
    return Shape(kind, heading.get("idRef", "0"), level, indent, element.get("checked") in ("1", "true"))


def _margin(element: Element, name: str) -> float:
    side = find(element, name)
    return 0.0 if side is None else float(number(side, "value"))


def _numbering(element: Element) -> Numbering:
    levels: dict[int, Level] = {}
    for head in offspring(element, "paraHead"):
        digits = head.get("numFormat", "DIGIT")
        levels[number(head, "level", 1)] = Level(head.text or "", digits, number(head, "start", 1))
    filled = tuple(levels.get(place, Level()) for place in range(1, min(max(levels, default=0), 10) + 1))
    return Numbering(filled, number(element, "start", 1))
