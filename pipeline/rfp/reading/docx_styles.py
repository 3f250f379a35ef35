"""Turns a DOCX file's styles into what each says of its paragraphs: outline level, numbering, indent, role."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from pipeline.rfp.paper import Kind
from pipeline.rfp.reading.docx_package import W, flag, value, whole

_HEADING = re.compile(r"^(?:heading|제목|개요)\s*([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc\s*\d|toc heading|목차\s*\d?|table of figures)$", re.IGNORECASE)
_CAPTION = re.compile(r"^(?:caption|캡션)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says, with what it inherits."""

    kind: Kind = Kind.BODY
    level: int = 0  # outline level, 1 is the highest; 0 for none
    number: str | None = None  # numId
    depth: int | None = None  # ilvl
    indent: float | None = None  # points
    hidden: bool = False


class Styles:
    """All paragraph styles by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self.elements: dict[str, etree._Element] = {}
        self.made: dict[str, Style] = {}
        self.default = ""
        for element in () if root is None else root.iter(W + "style"):
            name = element.get(W + "styleId", "")
            self.elements[name] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self.default = name

    def of(self, name: str | None) -> Style:
        """Return a style by its id (the default one for None); a bare one for an unknown id."""
        key = name or self.default
        if key not in self.made:
            self.made[key] = self._make(key)
        return self.made[key]

    def _make(self, name: str) -> Style:
        chain = self._chain(name)
        level = next((whole(v) + 1 for v in (value(each, "pPr/outlineLvl") for each in chain) if v is not None), 0)
        titles = [(value(each, "name") or "").strip() for each in chain]
        if not level:
            named = next((match for match in map(_HEADING.match, titles) if match), None)
            level = int(named[1]) if named else 0
        level = level if level <= 9 else 0
        kind = Kind.HEADING if level else Kind.BODY
        if any(map(_CONTENTS.match, titles)):
            kind, level = Kind.CONTENTS, 0
        elif any(map(_CAPTION.match, titles)):
            kind = Kind.CAPTION
        return Style(
            kind,
            level,
            next((v for v in (value(each, "pPr/numPr/numId") for each in chain) if v is not None), None),
            next((whole(v) for v in (value(each, "pPr/numPr/ilvl") for each in chain) if v is not None), None),
            next((v for v in (indent_of(each) for each in chain) if v is not None), None),
            any(flag(each.find(f"{W}rPr/{W}vanish")) for each in chain),
        )

    def _chain(self, name: str) -> list[etree._Element]:
        """Return the style's element and those that it is based on."""
        chain: list[etree._Element] = []
        seen = set()
        while name in self.elements and name not in seen:
            seen.add(name)
            chain.append(self.elements[name])
            name = value(chain[-1], "basedOn") or ""
        return chain


def indent_of(element: etree._Element | None) -> float | None:
    """Return the left indent in points that the pPr of an element says; None when it says none."""
    found = None if element is None else element.find(f"{W}pPr/{W}ind")
    if found is None:
        return None
    left = found.get(W + "left") or found.get(W + "start")
    return None if left is None else whole(left) / 20
