"""Turns numbered and bulleted sentences outside the cards into clauses keyed by chapter and order: SC-V1#9, SC-V1#9.1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rfp.cards.markers import Marked
from pipeline.rfp.fact import Passage
from pipeline.rfp.facts.reading_lines import Line, Lines, Zone, head_of
from pipeline.rfp.paper import Kind, Paragraph

_ROMAN = {letter: roman for letter, roman in zip("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], strict=True)}
_CHAPTER = re.compile(r"^[\[<【]?\s*(?:([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ])|(I{1,3}|IV|VI{0,3}|IX|XI{0,2})(?=[.\s])|제\s*(\d{1,2})\s*장)[.\s]*(\S.{0,60})$")
_SECTION = re.compile(r"^(?:(\d{1,2})\.(?!\d)|([가나다라마바사아자차카타파하])\.)\s*(\S.{0,48})$")
_SENTENCE_END = re.compile(r"(?:다|음|함|됨|임|것|요|까)\.?$|[:：]|\d\s*[)）]?$|\.$")
_PLAIN = ("txt", "md")
_SHORTEST = 4
_FAMILIES_OF_SECTIONS = ("1.", "가.")


def passages_of(lines: Lines) -> tuple[Passage, ...]:
    """Return the clauses of the body in reading order; keys are unique, and every parent stands before its children."""
    return tuple(_Walk(lines).passages())


class _Walk:

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._used: set[str] = set()
        self._chapter, self._heading, self._section = "0", "", ""
        self._family = ""  # of the section's number: "1." or "가."
        self._base = self._unique("SC-0")
        self._stack: list[tuple[tuple[str, float], list[int]]] = []
        self._counts: list[int] = [0]

    def passages(self) -> Iterator[Passage]:
        """Walk the body once."""
        wanted = [line for line in self._lines.all if line.zone is Zone.BODY and line.kind is not Kind.FOOTNOTE]
        frames = {order: head_of(block) for order, block in enumerate(self._lines.paper.blocks) if not isinstance(block, Paragraph)}
        seen: set[int] = set()
        for order, line in enumerate(wanted):
            if line.table is not None:
                if line.block not in seen:
                    seen.add(line.block)
                    if len(line.table.cells) <= 6 and (found := _CHAPTER.match(frames.get(line.block, ""))):
                        self._open_chapter(found)
                if line.table.rows * line.table.columns > 1:
                    continue
            following = wanted[order + 1] if order + 1 < len(wanted) else None
            yield from self._line(line, following)

    def _line(self, line: Line, following: Line | None) -> Iterator[Passage]:
        marked = line.marked
        if found := _CHAPTER.match(line.text):
            self._open_chapter(found)
        elif self._opens_section(line, marked, following):
            self._open_section(marked)
        elif marked.family and len(marked.text) >= _SHORTEST:
            yield self._passage(line, marked)

    def _open_chapter(self, found: re.Match[str]) -> None:
        self._chapter = _ROMAN.get(found[1] or "", "") or found[2] or found[3] or "0"
        self._heading, self._section, self._family = found[4].strip(), "", ""
        self._start(f"SC-{self._chapter}")

    def _opens_section(self, line: Line, marked: Marked, following: Line | None) -> bool:
        """True for a short numbered title above lines of another kind."""
        if marked.family not in _FAMILIES_OF_SECTIONS or not _SECTION.match(line.text):
            return False
        if self._family and marked.family != self._family and not (self._family == "1." and line.level):
            return False
        if line.kind is Kind.HEADING:
            return True
        if _SENTENCE_END.search(marked.text) or following is None:
            return False
        return following.marked.family != marked.family

    def _open_section(self, marked: Marked) -> None:
        self._family = self._family or marked.family
        self._section, self._heading = marked.printed.rstrip("."), marked.text
        self._start(f"SC-{self._chapter}{self._section}")

    def _start(self, base: str) -> None:
        self._base = self._unique(base)
        self._stack, self._counts = [], [0]

    def _unique(self, base: str) -> str:
        """Return `base`, or with a letter where the document prints one number twice."""
        made = base
        for letter in "bcdefghijklmnopqrstuvwxyz":
            if made not in self._used:
                break
            made = f"{base}{letter}"
        while made in self._used:
            made = f"{made}x"
        self._used.add(made)
        return made

    def _passage(self, line: Line, marked: Marked) -> Passage:
        kind = (marked.family, line.indent if self._lines.paper.format in _PLAIN else 0.0)
        depth = next((at for at, (open_kind, _) in enumerate(self._stack) if open_kind == kind), len(self._stack))
        parent = self._stack[depth - 1][1] if depth else []
        self._counts = [*self._counts[: depth + 1], *([0] * (depth + 1 - len(self._counts[: depth + 1])))]
        self._counts[depth] += 1
        numbers = [*parent, self._counts[depth]]
        self._stack = [*self._stack[:depth], (kind, numbers)]
        key = f"{self._base}#{'.'.join(map(str, numbers))}"
        above = f"{self._base}#{'.'.join(map(str, parent))}" if parent else ""
        return Passage(key, marked.text, self._heading, marked.printed, above, line.place)
