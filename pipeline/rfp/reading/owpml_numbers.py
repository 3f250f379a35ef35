"""Turns the automatic numbers and bullets of paragraphs into the marks that the editor prints before them."""

from __future__ import annotations

import re

from pipeline.rfp.reading.number_forms import in_form
from pipeline.rfp.reading.owpml_header import Lists, Numbering, Shape
from pipeline.rfp.reading.symbols import readable

_DEPTH = 10  # levels of a numbering
_STANDS_FOR = ("•", "▪", "◦", "‣")  # for bullets that the file uses and does not define
_PLACE = re.compile(r"\^(10|[1-9nN])")


class Counters:
    """The running numbers of all lists of a document, as 한글 counts them.

    Outlines (개요) and numbered paragraphs count apart, even by one numbering. A list is what one numbering counts,
    whatever stands between. A new numbering begins anew unless its start is 0: then it goes on from the one before.
    A higher level clears the lower ones; a cleared level that a template names shows its first number.
    """

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._running: dict[str, list[int]] = {}
        self._latest = [0] * _DEPTH
        self._outline = [0] * _DEPTH
        self._outlined = "1"
        self._lost: dict[str, int] = {}  # bullets without a definition, in the order in which the text uses them

    def start_section(self, outline: str) -> None:
        """Begin a section whose outline is counted by the numbering of that id."""
        self._outlined = outline
        numbering = self._lists.numberings.get(outline)
        if numbering is not None and numbering.start > 0:
            self._outline = [0] * _DEPTH

    def mark(self, shape: Shape) -> str:
        """Return what is printed before the next paragraph of that shape, "" for nothing."""
        match shape.heading:
            case "BULLET":
                return self._bullet(shape)
            case "NUMBER":
                return self._number(shape)
            case "OUTLINE":
                numbering = self._lists.numberings.get(self._outlined)
                return _counted(numbering, self._outline, shape.level) if numbering else ""
        return ""

    def _bullet(self, shape: Shape) -> str:
        bullet = self._lists.bullets.get(shape.numbering)
        if bullet is None:  # a converter lost what it looks like: that there is one parts the paragraphs, and one list from another
            order = self._lost.setdefault(shape.numbering, len(self._lost))
            return _STANDS_FOR[min(order, len(_STANDS_FOR) - 1)]
        return readable(bullet.ticked if shape.checked and bullet.ticked else bullet.char).strip()

    def _number(self, shape: Shape) -> str:
        numbering = self._lists.numberings.get(shape.numbering)
        if numbering is None:
            return ""
        if shape.numbering not in self._running:
            self._running[shape.numbering] = [0] * _DEPTH if numbering.start > 0 else list(self._latest)
        self._latest = self._running[shape.numbering]
        return _counted(numbering, self._latest, shape.level)


def _counted(numbering: Numbering, running: list[int], level: int) -> str:
    """Count one paragraph of a level (from 0) and return its mark."""
    if level >= len(numbering.levels):
        return ""
    running[level] = running[level] + 1 if running[level] else numbering.first(level)
    running[level + 1 :] = [0] * (_DEPTH - level - 1)
    return readable(
        _PLACE.sub(lambda found: _filled(found[1], numbering, running, level), numbering.levels[level].template)
    ).strip()


def _filled(place: str, numbering: Numbering, running: list[int], level: int) -> str:
    """Return what stands for ^1 … ^10 (the number of that level), ^n (the path 1.2.3) or ^N (with a full stop)."""
    if place in "nN":
        path = ".".join(str(running[each] or numbering.first(each)) for each in range(level + 1))
        return path + "." if place == "N" else path
    wanted = int(place) - 1
    if wanted >= len(numbering.levels):
        return ""
    return in_form(running[wanted] or numbering.first(wanted), numbering.levels[wanted].digits)
