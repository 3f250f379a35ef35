"""Turns boxes of known height into columns of them: paragraphs, rules and spaces that are placed, split and drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.document.blocks import Align
from pipeline.write.pdf.lines import LOOSE, TIGHT, Line, Look, Text
from pipeline.write.pdf.marks import Mark

if TYPE_CHECKING:
    from pipeline.write.pdf.pen import Pen  # its canvas takes 0.1 s to load, and most commands draw nothing

ASCENT = 0.8  # of the size, above the baseline; a Korean letter's square stands on -0.2
MAX_GAP = 0.8  # em by which a justified line may widen each of its spaces
LINK_RULE = 0.05  # em


@dataclass(slots=True, kw_only=True)
class Box:
    """Something of a known height; `keep` holds it on the page of what follows. Heights are in pt."""

    height: float = 0
    before: float = 0
    after: float = 0
    keep: bool = False

    def least(self, page: float) -> float:
        """Return the height of the part that must fit for the box to begin on a page."""
        return self.height

    def split(self, room: float, page: float, force: bool) -> tuple[Box | None, Box | None]:
        """Return the part that fits into `room`, and the rest; with `force`, the part is at least a line if need be."""
        return None, self

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw with the upper left corner at (x, top)."""

    def marks(self) -> Iterator[Mark]:
        """Yield the places in it that links and contents point to."""
        yield from ()


@dataclass(slots=True, kw_only=True)
class Space(Box):
    """Empty height, that vanishes at a page's end."""

    def split(self, room: float, page: float, force: bool) -> tuple[Box | None, Box | None]:
        return Space(height=room), None


@dataclass(slots=True, kw_only=True)
class Break(Box):
    """The start of a new page; the pages after it are a cover's, without numbers, when `cover` is set."""

    cover: bool = False


@dataclass(slots=True, kw_only=True)
class Rule(Box):
    """A horizontal line over `width` pt."""

    width: float
    thickness: float

    def draw(self, pen: Pen, x: float, top: float) -> None:
        y = top - self.height / 2
        pen.rules([(x, y, x + self.width, y)], self.thickness)


@dataclass(slots=True, kw_only=True)
class TextBox(Box):
    """A paragraph's lines: `width` wide, the first indented by `first`, the others by `rest`, each `pitch` high."""

    text: Text
    lines: list[Line]
    width: float
    pitch: float
    size: float
    align: Align
    first: float = 0
    rest: float = 0
    label: Text | None = None  # a list's mark, at `label_x`
    label_x: float = 0
    mark: Mark | None = None
    places: tuple[tuple[int, Mark], ...] = ()  # marks within the text, each with its line

    def least(self, page: float) -> float:
        return min(len(self.lines), 2) * self.pitch

    def split(self, room: float, page: float, force: bool) -> tuple[Box | None, Box | None]:
        fits, count = int(room / self.pitch + 0.001), len(self.lines)
        if fits >= count - 1 and count > 2:
            fits = count - 2  # no widow
        if fits < 2 and count > 1 and not force:
            return None, self
        fits = max(fits, 1)
        if fits >= count:
            return None, self
        return self._part(0, fits), self._part(fits, count)

    def _part(self, start: int, end: int) -> TextBox:
        head, tail = start == 0, end == len(self.lines)
        part = replace(self, lines=self.lines[start:end], height=(end - start) * self.pitch)
        part.places = tuple((at - start, mark) for at, mark in self.places if start <= at < end)
        if not head:
            part.first, part.before, part.label, part.mark = self.rest, 0, None, None
        if not tail:
            part.after, part.keep = 0, False
        return part

    def marks(self) -> Iterator[Mark]:
        if self.mark:
            yield self.mark
        for _, mark in self.places:
            yield mark

    def draw(self, pen: Pen, x: float, top: float) -> None:
        if self.mark:
            pen.bookmark(self.mark, top)
        for at, mark in self.places:
            pen.bookmark(mark, top - at * self.pitch)
        baseline = top - (self.pitch - self.size) / 2 - ASCENT * self.size
        if self.label:
            _show(pen, self.label, Line(0, len(self.label.characters), True), x + self.label_x, baseline, 0, 0)
        indent = self.first
        for line in self.lines:
            if line.end > line.start:
                self._draw_line(pen, line, x + indent, baseline, self.width - indent)
            baseline -= self.pitch
            indent = self.rest

    def _draw_line(self, pen: Pen, line: Line, x: float, baseline: float, room: float) -> None:
        slack = max(room - self.text.width(line.start, line.end), 0)
        word = letter = 0.0
        match self.align:
            case Align.CENTER:
                x += slack / 2
            case Align.RIGHT:
                x += slack
            case Align.SPREAD if line.end - line.start > 1:
                letter = slack / (line.end - line.start - 1)
            case Align.SPREAD:
                x += slack / 2
            case Align.JUSTIFY if not line.last:
                word, letter = self._stretch(line, slack)
        _show(pen, self.text, line, x, baseline, word, letter)

    def _stretch(self, line: Line, slack: float) -> tuple[float, float]:
        """Return how far to widen each space or, in a line without spaces, each letter."""
        spaces = _spaces(self.text.characters[line.start : line.end])
        if spaces:
            wider = slack / spaces
            return (wider, 0) if wider <= self.size * MAX_GAP else (0, 0)
        count = line.end - line.start - 1
        return (0, slack / count) if count and slack <= self.size * MAX_GAP else (0, 0)


def _spaces(text: str) -> int:
    return text.count(" ") + text.count("\u00a0")


def _show(pen: Pen, text: Text, line: Line, x: float, baseline: float, word: float, letter: float) -> None:
    start = line.start
    for end, look in text.spans:
        if end <= start:
            continue
        end = min(end, line.end)
        part = text.characters[start:end]
        wide = text.width(start, end) + word * _spaces(part) + letter * (end - start)
        if look.decorated:
            _decorate(pen, look, x, baseline, wide)
        pen.show(x, baseline, part, look, word, letter)
        x += wide
        start = end
        if end >= line.end:
            return


def _decorate(pen: Pen, look: Look, x: float, baseline: float, wide: float) -> None:
    size = look.size
    if look.shade:
        pen.shade(x, baseline - 0.25 * size, wide, 1.2 * size, look.shade)
    if look.underline or look.href:
        y = baseline - 0.14 * size
        pen.rules([(x, y, x + wide, y)], LINK_RULE * size, look.color)
    if look.strike:
        y = baseline + look.rise + 0.3 * size
        pen.rules([(x, y, x + wide, y)], LINK_RULE * size, look.color)
    if look.href:
        pen.link(look.href, (x, baseline - 0.25 * size, x + wide, baseline + 0.95 * size))
    if look.jump:
        pen.link(f"#{look.jump}", (x, baseline - 0.25 * size, x + wide, baseline + 0.95 * size))


def paragraph(
    text: Text, width: float, size: float, line: float, align: Align, *, first: float = 0, rest: float = 0
) -> TextBox:
    """Break `text` into a box of `width` pt; `line` is the line spacing as a factor of the largest letters' size."""
    size = text.size(size)
    if width - max(first, rest) < size:  # a cell narrower than its indent
        first = rest = 0
    fill = TIGHT if align is Align.JUSTIFY else LOOSE
    lines = text.broken(width - first, width - rest, fill)
    pitch = size * line
    high = len(lines) * pitch
    box = TextBox(
        height=high, text=text, lines=lines, width=width, pitch=pitch, size=size, align=align, first=first, rest=rest
    )
    if text.places:
        starts = [line.start for line in lines]
        box.places = tuple((max(bisect_right(starts, at) - 1, 0), mark) for at, mark in text.places)
    return box


def stacked(boxes: list[Box]) -> float:
    """Return the height of boxes in one column, without the space above the first and below the last."""
    if len(boxes) == 1:
        return boxes[0].height
    if not boxes:
        return 0
    return sum(box.before + box.height + box.after for box in boxes) - boxes[0].before - boxes[-1].after


def fill(queue: list[Box], room: float, page: float, force: bool) -> list[tuple[Box, float]]:
    """Move boxes from the end of `queue` (the next is last) into `room`; return each with its distance from the top.

    `page` is the height of a whole page: what is taller is split at once. With `force` something is always placed.
    Stops at a Break.
    """
    placed: list[tuple[Box, float]] = []
    y = gap = 0.0
    while queue and not isinstance(queue[-1], Break):
        box = queue[-1]
        top = y + gap + box.before if placed else 0.0
        free = room - top + 0.01
        must = force and not placed
        if not must and _needed(queue, page) > free:
            break
        if box.height <= free:
            queue.pop()
            placed.append((box, top))
            y, gap = top + box.height, box.after
            continue
        head, tail = box.split(free, page, must)
        if head is None and must:
            head, tail = box, None
        if head is None:
            break
        queue.pop()
        placed.append((head, top))
        if tail is None:
            y, gap = top + head.height, head.after
            continue
        queue.append(tail)
        break
    return placed


def _needed(queue: list[Box], page: float) -> float:
    """Return the height that the next box needs here together with those it must not be parted from."""
    need, at = 0.0, len(queue) - 1
    while at > 0 and queue[at].keep and not isinstance(queue[at - 1], Break):
        need += queue[at].height + queue[at].after + queue[at - 1].before
        at -= 1
    need += queue[at].least(page)
    return need if need <= page else queue[-1].least(page)
