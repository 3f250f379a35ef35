"""What a document's blocks share while they are laid out for PDF: faces, the page's body, and what is found on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.problems import Problem, Severity
from pipeline.write.pdf.faces import Typeface
from pipeline.write.pdf.lines import Slot
from pipeline.write.pdf.marks import Mark

GUESS = "00"  # what holds the room of a page number until its page is known
UNKNOWN = "?"  # the number of a page that the document does not have


@dataclass(slots=True)
class Desk:
    """Faces, body (pt) and marking of a document, its problems and places, and the page numbers as far as they are known."""

    body: Typeface
    sans: Typeface
    width: float
    height: float
    marking: str = ""
    problems: list[Problem] = field(default_factory=list)
    headings: list[Mark] = field(default_factory=list)
    anchors: dict[str, Mark] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    numbers: dict[str, str] = field(default_factory=dict)  # anchor → what its page numbers are laid out with
    marks: list[Mark] = field(default_factory=list)  # of the block that is being laid out, in order
    slots: list[Slot] = field(default_factory=list)  # of the same block
    _marked: int = 0
    _again: Iterator[Mark] | None = None

    def begin(self, again: list[Mark] | None = None) -> None:
        """Begin a block; one that is laid out once more has its marks and warnings already."""
        self.marks, self.slots = again or [], []
        self._again = None if again is None else iter(again)

    def warn(self, code: str, message: str, hint: str = "") -> None:
        """Keep a warning for the person who asked for the document."""
        if self._again is None:
            self.problems.append(Problem(code, message, hint=hint, severity=Severity.WARNING))

    def mark(self, anchor: str, title: str = "", number: str = "", level: int = 0) -> Mark:
        """Return a new place under `anchor`; the first of equal anchors is the one that links lead to."""
        if self._again is not None:
            return next(self._again)
        mark = Mark(f"m{self._marked}", title, number, level)
        self._marked += 1
        self.marks.append(mark)
        if level:
            self.headings.append(mark)
        if anchor:
            self.anchors.setdefault(anchor, mark)
        return mark

    def number_room(self, anchor: str) -> str:
        """Return what a page number is laid out with: as many digits as it had when the pages were last filled."""
        return self.numbers.get(anchor, GUESS)

    def number(self, anchor: str) -> str:
        """Return the number of the page that `anchor` stands on, "?" for an anchor that stands on none with a number."""
        mark = self.anchors.get(anchor)
        return (mark.page if mark else "") or UNKNOWN

    def pages(self) -> dict[str, int]:
        """Return the numbers of the pages on which the anchors stand; one on a cover has none."""
        return {anchor: int(mark.page) for anchor, mark in self.anchors.items() if mark.page}
