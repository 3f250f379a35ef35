"""Turns the texts of a workbook's cells into the one part that keeps each of them once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeAlias

from pipeline.document.sheet import Mark
from pipeline.write.xlsx import looks

PART = "xl/sharedStrings.xml"

Marked: TypeAlias = tuple[tuple[str, Mark], ...]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ESCAPE_OF_EXCEL = re.compile(r"(?=_x[0-9A-Fa-f]{4}_)")  # "_x000a_" would be read as a line break
_FACES: dict[Mark, str] = {}


class Strings:
    """The texts of one file in the order in which cells first say them. They must be clean (looks.clean)."""

    def __init__(self) -> None:
        self._numbers: dict[str | Marked, int] = {}

    def number(self, text: str | Marked) -> int:
        """Return the number by which cells speak of a text, or of one whose pieces are marked."""
        return self._numbers.setdefault(text, len(self._numbers))

    def part(self) -> bytes:
        """Return the part."""
        return "".join(self._xml()).encode()

    def _xml(self) -> Iterator[str]:
        yield f'{_HEAD}<sst xmlns="{_SPACE}" uniqueCount="{len(self._numbers)}">'
        for text in self._numbers:
            yield f"<si>{_element(text)}</si>" if isinstance(text, str) else f"<si>{''.join(_runs(text))}</si>"
        yield "</sst>"


def _escaped(text: str) -> str:
    """Return a text as it stands inside an element."""
    if "_x" in text:
        text = _ESCAPE_OF_EXCEL.sub("_x005F", text)
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def _element(text: str) -> str:
    keep = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{keep}>{_escaped(text)}</t>"


def _runs(pieces: Iterable[tuple[str, Mark]]) -> Iterator[str]:
    for text, mark in pieces:
        if mark not in _FACES:
            _FACES[mark] = _face(looks.mark(mark))
        yield f"<r>{_FACES[mark]}{_element(text)}</r>"


def _face(properties: dict[str, object]) -> str:
    """Return the letters of a marked piece, in the order that the schema wants."""
    colour = str(properties.get("font_color", "")).lstrip("#")
    return "".join(
        (
            "<rPr>",
            "<b/>" if properties.get("bold") else "",
            "<strike/>" if properties.get("font_strikeout") else "",
            "<u/>" if properties.get("underline") else "",
            f'<sz val="{properties["font_size"]}"/>',
            f'<color rgb="FF{colour}"/>' if colour else '<color theme="1"/>',
            f'<rFont val="{properties["font_name"]}"/><family val="2"/></rPr>',
        )
    )
