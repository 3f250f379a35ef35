"""Turns lines as Korean writers type them (lists of □ ○ - and 가. 나., two rows above |---|, footnotes) into lines that Markdown reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.compose.prose_held import HELD, Held, Inset
from pipeline.compose.prose_signs import Sign, level, sign
from pipeline.compose.prose_source import Source, in_fences

_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_OTHER = re.compile(r" {0,3}(?:#{1,6}(?:\s|$)|>|\[\^[^\]\s]+\][:：]|(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$)|\s*(?:\||표\s*[:：])")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_NOTE = re.compile(r"(?<!\\)\[\^([^\]\s^]{1,40})\]")
_DEFINED = re.compile(r" {0,3}\[\^([^\]\s^]{1,40})\][:：][ \t]*(?=\S)")
_UNREAD = re.compile(r"[\s>]*\[\^[^\]\s]+\][:：]")


@dataclass(slots=True)
class _Chunk:
    """Lines of words from `start` to `end` without a blank line, with their signs by row; `joined` when only blank lines are above."""

    start: int
    end: int
    signs: dict[int, Sign]
    joined: bool

    @property
    def begun(self) -> Sign | None:
        """The sign that the first line starts with."""
        return self.signs.get(self.start)

    @property
    def korean(self) -> bool:
        """True where a sign stands that is none of Markdown's."""
        return any(not found.markdown and not found.note for found in self.signs.values())


def arranged(source: Source, held: Held) -> Source:
    """Return `source` with its Korean lists, rows of heads and footnotes as Markdown reads them; every line keeps its place."""
    made = Source(list(source.lines), list(source.places))
    fences = list(in_fences(made.lines))
    _lists(made, fences, held)
    _heads(made, fences)
    return _noted(made, fences, held) if any("[^" in line for line in made.lines) else made


# Lists


def _lists(made: Source, fences: list[bool], held: Held) -> None:
    """Make items of the lines that start with a Korean writer's sign, each as deep as its column and its sign say."""
    lines = ["" if _aside(line, held) else line for line in made.lines]
    chunks = [_chunk(lines, start, end, joined) for start, end, joined in _chunks(lines, fences)]
    if not any(chunk.korean for chunk in chunks):
        return
    above: list[Sign] = []
    listed, row = False, 0
    for order, chunk in enumerate(chunks):
        if any(_HEADING.match(line) and not fenced for line, fenced in zip(made.lines[row : chunk.start], fences[row : chunk.start], strict=True)):
            above.clear()
        row = chunk.end
        follows = chunks[order + 1] if order + 1 < len(chunks) else None
        listed = bool(chunk.signs) and (
            chunk.korean or (chunk.joined and listed and chunk.begun is not None) or _resumed(chunk, above) or _holds(chunk, follows)
        )
        if listed:
            _items(made, chunk, above, held)


def _aside(line: str, held: Held) -> bool:
    """Return whether nothing but comments and marks of the block behind them stand on `line`."""
    insets = held.within(line)
    return bool(insets) and all(inset.whole or inset.silent for inset in insets) and not HELD.sub("", line).strip()


def _chunks(lines: list[str], fences: list[bool]) -> Iterator[tuple[int, int, bool]]:
    """Yield from where to where lines of words stand without a blank or another block between, and whether only blanks part them from the last."""
    start, joined, before = -1, False, False
    for row in range(len(lines) + 1):
        words = row < len(lines) and not fences[row] and bool(lines[row].strip()) and not _OTHER.match(lines[row])
        if words and start < 0:
            start, joined = row, before
        elif not words:
            if start >= 0:
                yield start, row, joined
                start, before = -1, True
            if row < len(lines) and lines[row].strip():
                before = False


def _chunk(lines: list[str], start: int, end: int, joined: bool) -> _Chunk:
    """Return the signs of a chunk: behind words of a sentence, only the first number of a series starts a list."""
    signs: dict[int, Sign] = {}
    for row in range(start, end):
        found = sign(lines[row])
        if found and (signs or row == start or (found.first and not found.note)):
            signs[row] = found
    if (found := signs.get(start)) and found.note and not joined:
        del signs[start]
    return _Chunk(start, end, signs, joined)


def _resumed(chunk: _Chunk, above: list[Sign]) -> bool:
    """Return whether a chunk of Markdown's own signs goes on with the Korean list that stood above a table or a paragraph."""
    begun = chunk.begun
    return begun is not None and bool(above) and (
        begun.indent > above[0].indent or any(each.kind == begun.kind and each.indent == begun.indent for each in above)
    )


def _holds(chunk: _Chunk, follows: _Chunk | None) -> bool:
    """Return whether Korean signs stand farther in below the last item of a chunk, a blank line between."""
    begun = follows.begun if follows and follows.joined else None
    if begun is None or begun.markdown or begun.note or chunk.begun is None:
        return False
    return begun.indent > chunk.begun.indent


def _items(made: Source, chunk: _Chunk, above: list[Sign], held: Held) -> None:
    """Make items of a chunk's signs; at the first column, numbers behind a blank line leave a list of bullets, and bullets one of numbers."""
    begun = chunk.begun
    if begun and above and begun.indent <= above[0].indent and begun.rank[0] != above[0].rank[0] and all(each.kind != begun.kind for each in above):
        above.clear()
    for row, found in chunk.signs.items():
        if found.note and not above:
            continue
        depth = level(above, found)
        made.lines[row] = f"+ {held.hold(Inset(item=(depth, found.mark), silent=True))}{found.words}"


# Tables


def _heads(made: Source, fences: list[bool]) -> None:
    """Put |---| below the first of several rows that stand above it: Markdown knows one; the others are known by their place."""
    for row, line in enumerate(made.lines):
        if "|" not in line or fences[row] or not _RULE.match(line):
            continue
        start = row
        while start and not fences[start - 1] and made.lines[start - 1].lstrip().startswith("|"):
            start -= 1
        if row - start > 1 and not any(map(_RULE.match, made.lines[start:row])):
            for column in (made.lines, made.places):
                column.insert(start + 1, column.pop(row))


# Footnotes


def _noted(source: Source, fences: list[bool], held: Held) -> Source:
    """Hold every `[^name]` apart and make a paragraph of every `[^name]: words`; names belong to their file."""
    made = Source([], [])
    for line, place, fenced in zip(source.lines, source.places, fences, strict=True):
        if not fenced and (defined := _DEFINED.match(line)):
            if made.lines and made.lines[-1].strip():
                made.lines.append("")
                made.places.append(place)
            begin, line = held.hold(Inset(plain=defined[0], at=place, defined=_named(place, defined[1]), silent=True)), line[defined.end() :]
        else:
            begin = ""
        if not fenced and "[^" in line and not _UNREAD.match(line):
            line = _NOTE.sub(lambda found: held.hold(Inset(plain=found[0], at=place, note=_named(place, found[1]))), line)
        made.lines.append(begin + line)
        made.places.append(place)
    return made


def _named(place: tuple[str, int], name: str) -> str:
    return f"{place[0]}\n{name}"
