"""Turns stretches laid out and drawn before into what need not be done again: a file each, under the hash of all that they depend on."""

from __future__ import annotations

import io
import json
import pickle
from base64 import b64decode, b64encode
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.document.blocks import Page
from pipeline.problems import Problem, Severity
from pipeline.write.kept import KeptFiles, edition
from pipeline.write.pdf.desk import Desk, Notes
from pipeline.write.pdf.leaf import Leaf
from pipeline.write.pdf.marks import Mark
from pipeline.write.pdf.stretch import Stretch

MOST_KEPT = 600  # files; the oldest go first
_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError)


class Shelf:
    """The folder in which stretches are kept; without one nothing is kept and everything is new."""

    def __init__(self, folder: Path | None = None, settings: Callable[[], str] = str) -> None:
        """`settings` tells all besides its blocks that the pages of a stretch depend on: paper, faces, this program."""
        self._files = KeptFiles(folder, ".json") if folder else None
        self._settings = sha256(settings().encode()).digest() if folder else b""
        self._keys: dict[int, str] = {}  # by the stretch's order

    def measured(self, stretch: Stretch) -> bool:
        """Give `stretch` its places and pages where an earlier run counted them; say whether it did."""
        found = self._read(self._key(stretch))
        if found is None:
            return False
        try:
            notes = _notes(found["notes"], stretch.notes.order)
            covers, rooms = tuple(map(bool, found["covers"])), tuple((str(anchor), int(room)) for anchor, room in found["rooms"])
            if any(mark.sheet is not None and not 0 <= mark.sheet < len(covers) for mark in notes.marks):
                return False
        except _DAMAGED:
            return False
        stretch.notes, stretch.covers, stretch.rooms = notes, covers, rooms
        return True

    def measure(self, stretch: Stretch) -> None:
        """Keep the places and pages of a stretch that this run laid out."""
        if stretch.parts is not None and (key := self._key(stretch)):
            self._write(key, {"notes": _notes_dict(stretch.notes), "covers": stretch.covers, "rooms": stretch.rooms})

    def leaves(self, stretch: Stretch, desk: Desk) -> list[Leaf] | None:
        """Return the pages of `stretch` as an earlier run drew them with the same page numbers in them."""
        found = self._read(self._drawn_key(stretch, desk))
        if found is None:
            return None
        try:
            order = stretch.notes.order
            notes, leaves = _notes(found["notes"], order), [_leaf(each, order) for each in found["leaves"]]
        except _DAMAGED:
            return None
        if len(leaves) != len(stretch.covers) or len(notes.marks) != len(stretch.notes.marks):
            return None
        stretch.notes.problems, stretch.notes.lost = notes.problems, notes.lost
        return leaves

    def keep(self, stretch: Stretch, desk: Desk, leaves: list[Leaf]) -> None:
        """Keep the pages of `stretch` as they were drawn."""
        if key := self._drawn_key(stretch, desk):
            self._write(key, {"notes": _notes_dict(stretch.notes), "leaves": [_leaf_dict(leaf) for leaf in leaves]})

    def tidy(self) -> None:
        """Drop the oldest files where there are too many."""
        if self._files:
            self._files.tidy(MOST_KEPT)

    def _key(self, stretch: Stretch) -> str:
        """Return the name of a stretch's file; "" for one that is never kept."""
        if self._files is None or stretch.lists_headings:
            return ""
        order = stretch.notes.order
        if order not in self._keys:
            blocks = io.BytesIO()
            pickler = pickle.Pickler(blocks, 5)
            pickler.fast = True  # equal blocks give equal bytes, whichever of their parts are one object; nothing is ever unpickled
            pickler.dump(stretch.blocks)
            self._keys[order] = sha256(self._settings + blocks.getvalue()).hexdigest()
        return self._keys[order]

    def _drawn_key(self, stretch: Stretch, desk: Desk) -> str:
        key = self._key(stretch)
        numbers = repr([(anchor, room, desk.number(anchor)) for anchor, room in stretch.rooms])
        return f"{key}-{sha256(numbers.encode()).hexdigest()[:16]}" if key else ""

    def _read(self, key: str) -> dict[str, Any] | None:
        data = self._files.read(key) if self._files and key else None
        try:
            found = json.loads(data) if data is not None else None
        except ValueError:
            return None
        return found if isinstance(found, dict) else None

    def _write(self, key: str, told: dict[str, Any]) -> None:
        if self._files:
            self._files.write(key, json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def settings(page: Page, desk: Desk) -> str:
    """Return all besides its blocks that the pages of a stretch depend on."""
    faces = [(font.name, font.heavy, font.edition) for face in (desk.body, desk.sans) for font in (face.regular, face.bold)]
    measures = (page.width, page.height, page.left, page.top, page.header_margin, desk.width, desk.height)
    return repr((measures, desk.marking, desk.styles, faces, edition(), version("reportlab")))


def _notes_dict(notes: Notes) -> dict[str, Any]:
    return {
        "marks": [(mark.anchor, mark.title, mark.number, mark.level, mark.sheet) for mark in notes.marks],
        "problems": [_problem_dict(each) for each in notes.problems],
        "lost": {letter: _problem_dict(each) for letter, each in notes.lost.items()},
    }


def _notes(kept: dict[str, Any], order: int) -> Notes:
    marks = [Mark(f"{order}-{place}", *mark) for place, mark in enumerate(kept["marks"])]
    lost = {letter: _problem(each) for letter, each in kept["lost"].items()}
    return Notes(order, marks, [_problem(each) for each in kept["problems"]], lost)


def _problem_dict(problem: Problem) -> list[str]:
    return [problem.code, problem.message, problem.hint, problem.severity.value]


def _problem(kept: list[str]) -> Problem:
    code, message, hint, severity = kept
    return Problem(code, message, hint=hint, severity=Severity(severity))


def _leaf_dict(leaf: Leaf) -> dict[str, Any]:
    """Return a page as plain values, its marks by their place in the stretch: the stretch may stand elsewhere next time."""
    places = [(int(key.partition("-")[2]), height) for key, height in leaf.places]
    content = b64encode(leaf.content).decode("ascii")
    return {"content": content, "letters": leaf.letters, "pictures": leaf.pictures, "states": leaf.states, "links": leaf.links, "places": places}


def _leaf(kept: dict[str, Any], order: int) -> Leaf:
    return Leaf(
        b64decode(kept["content"], validate=True),
        {str(font): str(letters) for font, letters in kept["letters"].items()},
        tuple(map(str, kept["pictures"])),
        kept["states"],
        tuple((str(target), tuple(map(float, box))) for target, box in kept["links"]),
        tuple((f"{order}-{int(place)}", float(height)) for place, height in kept["places"]),
    )
