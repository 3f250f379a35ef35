"""Turns the links of many cells into as many relationships as there are targets, written with forward slashes.

Readers look each link up among all relationships of its sheet: with one a cell, 10,000 links take openpyxl a minute.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

_SHEET: Final = "xl/worksheets/"
_RELATION = re.compile(rb"<Relationship\b[^>]*?/>")
_ATTRIBUTE = re.compile(rb'\b(Id|Type|Target|TargetMode)="([^"]*)"')
_LINK = re.compile(rb'(<hyperlink\b[^>]*?:id=")([^"]+)(")')
_FIRST = re.compile(rb'<hyperlink ref="([^"]*)"(.*?)(?: display="[^"]*")?/>')


class Links:
    """The links of one worksheet under way. XlsxWriter hears of each target once, at the first cell that leads there."""

    def __init__(self, page: Worksheet) -> None:
        self.count = 0
        self._page = page
        self._first: dict[str, str] = {}  # by target in XlsxWriter's form
        self._cells: list[tuple[str, str]] = []  # (cell, the first cell of the same target)

    def add(self, row: int, column: int, target: str, style: Format) -> bool:
        """Let a cell (0-based) lead to `target`; False when XlsxWriter finds that it leads nowhere."""
        cell = xl_rowcol_to_cell(row, column)
        if target not in self._first:
            if self._page.write_url(row, column, target, style, "") != 0:
                return False
            self._first[target] = cell
        self._cells.append((cell, self._first[target]))
        self.count += 1
        return True

    def elements(self, theirs: bytes) -> bytes:
        """Return the elements of all cells, of XlsxWriter's elements of the first ones."""
        facts = {found[1].decode(): found[2].decode() for found in _FIRST.finditer(theirs)}
        return "".join(f'<hyperlink ref="{cell}"{facts[first]}/>' for cell, first in self._cells).encode()


def share_links(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of the sheets that change: equal external targets of one sheet share a relationship.

    XlsxWriter writes a path as Windows does, which opens nowhere else; Excel reads both.
    """
    changed: dict[str, bytes] = {}
    for name, relations in parts.items():
        if not (name.startswith(f"{_SHEET}_rels/") and name.endswith(".rels")):
            continue
        sheet = _SHEET + name.removeprefix(f"{_SHEET}_rels/").removesuffix(".rels")
        same, kept = _shared(relations.replace(b"\\", b"/"))
        if kept != relations:
            changed[name] = kept
        if same and sheet in parts:
            changed[sheet] = _LINK.sub(lambda found: found[1] + same.get(found[2], found[2]) + found[3], parts[sheet])
    return changed


def _shared(relations: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """Return (id → the id that stands for it, the relationships without those that are spared)."""
    first: dict[tuple[bytes, ...], bytes] = {}
    same: dict[bytes, bytes] = {}
    spared: set[bytes] = set()
    for found in _RELATION.finditer(relations):
        facts = dict(_ATTRIBUTE.findall(found[0]))
        if facts.get(b"TargetMode") != b"External":
            continue
        key = (facts.get(b"Type", b""), facts.get(b"Target", b""))
        id = facts.get(b"Id", b"")
        if key in first:
            same[id] = first[key]
            spared.add(found[0])
        else:
            first[key] = id
    return same, _RELATION.sub(lambda found: b"" if found[0] in spared else found[0], relations)
