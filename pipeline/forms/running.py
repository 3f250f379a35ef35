"""Turns one fill into its own state: what is known only at its end, and what it adds to the package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.forms.pictures import Picture
from pipeline.language.plain import Xml

_PROMISE = "\ufdd8"  # a noncharacter: values cannot hold it
_FIRST_NEW_ID = 900_000


class Run:
    """One fill of a form."""

    def __init__(self, draw: Callable[[Run, Picture], Xml], folder: Path | None) -> None:
        self.folder = folder  # where pictures may come from
        self.part = ""  # the part that is being filled
        self.pictures: list[tuple[str, Picture]] = []  # with the part that shows them
        self.state: dict[str, Any] = {}  # what the format keeps
        self._draw = draw
        self._promises: list[Callable[[], object]] = []
        self._ids: set[int] = set()

    def draw(self, picture: Picture) -> Xml:
        """Take a picture into the package and return the markup that shows it inside a text."""
        self.pictures.append((self.part, picture))
        return self._draw(self, picture)

    def promise(self, resolve: Callable[[], object]) -> Xml:
        """Return a stand-in for what `resolve` will say once everything is filled."""
        self._promises.append(resolve)
        return Xml(f"{_PROMISE}{len(self._promises) - 1}{_PROMISE}")

    def kept(self, text: str) -> str:
        """Return `text` with every promise kept."""
        if not self._promises or _PROMISE not in text:
            return text
        pieces = text.split(_PROMISE)
        for at in range(1, len(pieces), 2):
            pieces[at] = str(self._promises[int(pieces[at])]())
        return "".join(pieces)

    def identity(self, number: int) -> str:
        """Return `number` the first time and a fresh one for every copy of the element that bears it."""
        if number not in self._ids:
            self._ids.add(number)
            return str(number)
        return str(_FIRST_NEW_ID + self.next())

    def next(self) -> int:
        """Return 1, 2, 3 …"""
        self.state["count"] = self.state.get("count", 0) + 1
        return self.state["count"]
