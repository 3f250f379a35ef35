"""Turns an element of a form's XML into the place that a person would look for: 본문 표 2, 3행 1칸."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Protocol

from pipeline.forms.dialect import Dialect, Element, local
from pipeline.problems import Location

_PART_NAMES = (
    (r"word/document\d*\.xml", "본문"),
    (r"word/header(\d*)\.xml", "머리말"),
    (r"word/footer(\d*)\.xml", "꼬리말"),
    (r"word/footnotes\.xml", "각주"),
    (r"word/endnotes\.xml", "미주"),
    (r"word/comments\.xml", "메모"),
    (r"Contents/section0\.xml", "본문"),
    (r"Contents/section(\d+)\.xml", "본문 구역"),
    (r"Contents/masterpage(\d*)\.xml", "바탕쪽"),
    (r"docProps/core\.xml", "문서 정보"),
)
_AREAS = {
    "header": "머리말",
    "footer": "꼬리말",
    "footNote": "각주",
    "endNote": "미주",
    "txbxContent": "글상자",
    "drawText": "글상자",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tag stands: part, area or sheet, number of the table, row, column (`letter` in a sheet), paragraph."""

    part: str
    area: str
    table: int = 0
    row: int = 0
    column: int = 0
    letter: str = ""
    paragraph: int = 0

    def __str__(self) -> str:
        if self.letter:
            return f"{self.area} {self.letter}{self.row}"
        if self.table:
            return f"{self.area} 표 {self.table}, {self.row}행 {self.column}칸"
        return f"{self.area} {self.paragraph}번째 문단" if self.paragraph else self.area

    def at(self, file: str, tag: str = "") -> Location:
        """Return the place in `file` as problems name it."""
        sheet = f"{self.area} 표 {self.table}" if self.table else self.area
        return Location(file, self.row or self.paragraph, tag, sheet, self.letter)


class Places(Protocol):
    """Whatever knows the place of a text."""

    def place(self, paragraph: Element, /) -> Place:
        """Return the place of a paragraph."""
        ...


class Surveyor:
    """Knows the number of every table and paragraph of one part, as they stood before anything was moved."""

    def __init__(self, root: Element, part: str, dialect: Dialect, area: str = "") -> None:
        self._part, self._dialect = part, dialect
        self._area = area or _part_name(part)
        self._tables: dict[Element, int] = {}
        self._siblings: dict[Element, int] = {}
        counts: Counter[tuple[Element, str]] = Counter()
        for element in root.iter():
            name = local(element)
            if name == dialect.table:
                self._tables[element] = len(self._tables) + 1
            if name in (dialect.row, dialect.cell, dialect.paragraph):
                key = element.getparent(), name
                counts[key] += 1
                self._siblings[element] = counts[key]

    def place(self, paragraph: Element) -> Place:
        """Return the place of a paragraph of the part."""
        dialect = self._dialect
        cell = dialect.above(paragraph, dialect.cell)
        area = " ".join(
            [self._area, *dict.fromkeys(_AREAS[n] for n in map(local, paragraph.iterancestors()) if n in _AREAS)]
        )
        if cell is None:
            return Place(self._part, area, paragraph=self._siblings.get(paragraph, 0))
        row, table = dialect.above(cell, dialect.row), dialect.above(cell, dialect.table)
        if row is None or table is None:
            return Place(self._part, area, paragraph=self._siblings.get(paragraph, 0))
        number = self._siblings
        return Place(self._part, area, self._tables[table], number[row], number[cell], paragraph=number[paragraph])


def _part_name(part: str) -> str:
    for pattern, name in _PART_NAMES:
        if found := re.fullmatch(pattern, part):
            return name + ("".join(found.groups()) if found.groups() else "")
    return part
