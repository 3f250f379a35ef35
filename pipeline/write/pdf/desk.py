"""What a document's blocks share while they are laid out for PDF: faces, the page's body, and what is found on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.problems import Problem, Severity
from pipeline.write.pdf.faces import Typeface
from pipeline.write.pdf.lines import Slot
from pipeline.write.pdf.marks import Mark
from pipeline.write.theme import USUAL, Styles

GUESS = "00"  # what holds the room of a page number until its page is known
UNKNOWN = "?"  # the number of a page that the document does not have


@dataclass(slots=True)
class Notes:
    """What one stretch of a document tells while it is laid out and drawn: its places in order, and what is wrong in it."""

    order: int = 0  # of the stretch in its document
    marks: list[Mark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: dict[str, Problem] = field(default_factory=dict)  # by letter: a document tells of each once


@dataclass(slots=True)
class Desk:
    """Faces, body (pt) and marking of a document, its places, and the page numbers as far as they are known."""

    body: Typeface
    sans: Typeface
    width: float
    height: float
    marking: str = ""
    styles: Styles = USUAL
    faults: list[Problem] = field(default_factory=list)  # of the document's faces
    anchors: dict[str, Mark] = field(default_factory=dict)  # the first mark of each name is the one that links lead to
    numbers: dict[str, str] = field(default_factory=dict)  # anchor → what its page numbers are laid out with
    notes: Notes = field(default_factory=Notes)  # of the stretch that is being laid out
    marks: list[Mark] = field(default_factory=list)  # of the block that is being laid out, in order
    slots: list[Slot] = field(default_factory=list)  # of the same block
    _again: Iterator[Mark] | None = None

    def begin(self, notes: Notes, again: Iterator[Mark] | None = None) -> None:
        """Begin a block of the stretch with `notes`; one that is laid out once more has its marks and warnings already."""
        self.notes, self.marks, self.slots, self._again = notes, [], [], again

    def warn(self, code: str, message: str, hint: str = "") -> None:
        """Keep a warning for the person who asked for the document."""
        if self._again is None:
            self.notes.problems.append(Problem(code, message, hint=hint, severity=Severity.WARNING))

    def lose(self, letter: str, code: str, message: str, hint: str) -> None:
        """Keep a warning that `letter` could not be drawn."""
        self.notes.lost.setdefault(letter, Problem(code, message, hint=hint, severity=Severity.WARNING))

    def mark(self, anchor: str, title: str = "", number: str = "", level: int = 0) -> Mark:
        """Return a new place under `anchor`."""
        if self._again is not None:
            mark = next(self._again)
        else:
            mark = Mark(f"{self.notes.order}-{len(self.notes.marks)}", anchor, title, number, level)
            self.notes.marks.append(mark)
        self.marks.append(mark)
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
