"""Turns measured characters into lines that never pass their margin, broken where Korean readers expect it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from pipeline.write.pdf.faces import Font
from pipeline.write.pdf.marks import Mark

LOOSE = 0.3  # a ragged line is filled at least so far before a Korean word is broken
TIGHT = 0.85  # the same for a justified line, whose spaces would gape
_CLOSING = frozenset(",.)」』】〕》〉]}”’%℃:;!?·、。，．）％ㆍ…~")
_OPENING = frozenset("(「『【〔《〈[{“‘（")
_AFTER_MARK = frozenset("/-_.?&=,;")


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How a stretch of text is drawn; colours are RRGGBB, `rise` is in pt."""

    font: Font
    size: float
    color: str = "000000"
    italic: bool = False
    underline: bool = False
    strike: bool = False
    rise: float = 0
    href: str = ""
    shade: str = ""
    jump: str = ""  # the anchor that a page number leads to; unlike a link it looks like the text around it

    @property
    def decorated(self) -> bool:
        """True when something besides the letters is drawn."""
        return bool(self.underline or self.strike or self.href or self.shade or self.jump)


class Span(NamedTuple):
    """One look from the end of the span before up to `end`."""

    end: int
    look: Look


class Line(NamedTuple):
    """text[start:end] is shown; `last` when the text or a line break ends here, so that the line is not justified."""

    start: int
    end: int
    last: bool


@dataclass(slots=True)
class Text:
    """Measured text: its characters, their looks, and how far (pt) each character's left edge is from the start.

    `places` are marks with the number of characters before them.
    """

    characters: str = ""
    spans: list[Span] = field(default_factory=list)
    edges: list[float] = field(default_factory=lambda: [0.0])
    places: list[tuple[int, Mark]] = field(default_factory=list)

    def add(self, part: str, look: Look) -> None:
        """Append `part`, which the look's font must have."""
        if not part:
            return
        widths, size = look.font.widths, look.size
        self.characters += part
        if self.spans and self.spans[-1].look is look:
            self.spans.pop()
        self.spans.append(Span(len(self.characters), look))
        if len(part) == 1:
            self.edges.append(self.edges[-1] + widths[part] * size)
        else:
            advances = [widths[character] * size for character in part]
            self.edges.extend(accumulate(advances, initial=self.edges.pop()))

    def width(self, start: int = 0, end: int | None = None) -> float:
        """Return the width of text[start:end] in pt."""
        return self.edges[len(self.characters) if end is None else end] - self.edges[start]

    def size(self, default: float) -> float:
        """Return the largest size of the letters."""
        return max((span.look.size for span in self.spans), default=default)

    def broken(self, first: float, rest: float, fill: float = LOOSE) -> list[Line]:
        """Break into lines: the first `first` pt wide, the others `rest`."""
        characters, end = self.characters, len(self.characters)
        if self.edges[-1] <= first and "\n" not in characters:
            return [Line(0, end, True)]
        lines: list[Line] = []
        start, width = 0, first
        while start <= end:
            stop = characters.find("\n", start)
            stop = end if stop < 0 else stop
            while True:
                cut = following = self._cut(start, stop, width, fill)
                while following < stop and characters[following] == " ":
                    following += 1
                shown = cut if cut == stop else start + len(characters[start:cut].rstrip(" "))
                lines.append(Line(start, shown, following >= stop))
                start, width = following, rest
                if following >= stop:
                    break
            start = stop + 1
        return lines

    def _cut(self, start: int, stop: int, width: float, fill: float) -> int:
        """Return where the line that begins at `start` ends, before the spaces that follow it."""
        edges, characters = self.edges, self.characters
        fits = bisect_right(edges, edges[start] + width + 0.001, start, stop + 1) - 1
        if fits >= stop:
            return stop
        if fits <= start:
            return start + 1
        if characters[fits] == " ":
            return fits
        space = characters.rfind(" ", start, fits)
        word = space + 1 if space >= start and characters[start:space].strip() else start
        word_end = characters.find(" ", fits, stop)
        word_end = stop if word_end < 0 else word_end
        filled = edges[word] - edges[start]
        too_long = edges[word_end] - edges[word] > width
        if word > start and filled >= width * fill and not (too_long and filled < width * TIGHT):
            return space
        for cut in range(fits, max(word, (start + fits) // 2), -1):
            if _breakable(characters[cut - 1], characters[cut], too_long):
                return cut
        return space if word > start else fits


@dataclass(frozen=True, slots=True)
class Slot:
    """A page number within `text`: where it begins, the digits that hold its room, and the anchor that it speaks of."""

    text: Text
    start: int
    shown: str
    anchor: str

    def fill(self, number: str) -> None:
        """Put `number` into the room, to its right end: digits are all of one width."""
        characters, room = self.text.characters, len(self.shown)
        self.text.characters = characters[: self.start] + number.rjust(room) + characters[self.start + room :]


def _breakable(before: str, after: str, too_long: bool) -> bool:
    if after in _CLOSING or before in _OPENING:
        return False
    return before >= "\u1100" or (too_long and before in _AFTER_MARK)
