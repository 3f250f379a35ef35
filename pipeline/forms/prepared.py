"""Turns a format's answer about a form into what a fill needs: templates, fixed entries, what it adds at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree

from pipeline.forms.archive import Entry
from pipeline.forms.dialect import Element
from pipeline.forms.pictures import Picture
from pipeline.forms.running import Run
from pipeline.forms.source import Part, serialised
from pipeline.forms.tags import Tag
from pipeline.language.plain import Xml

GAP = "\ufdd9"  # a noncharacter


def no_pictures(_run: Run, _picture: Picture) -> Xml:
    """Draw nothing: the answer of a form that has no picture tag."""
    return Xml("")


def nothing(_run: Run) -> Iterable[Entry]:
    """Add nothing."""
    return ()


@dataclass(slots=True)
class Prepared:
    """A form taken apart: `parts` are filled in order; `added` are entries that `extra` makes anew at each fill."""

    parts: list[Part] = field(default_factory=list)
    typed: list[Tag] = field(default_factory=list)
    replaced: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    start: Callable[[Run], None] = lambda run: None
    draw: Callable[[Run, Picture], Xml] = no_pictures
    extra: Callable[[Run], Iterable[Entry]] = nothing


@dataclass(frozen=True, slots=True)
class Gaps:
    """An XML text with gaps, into which each fill writes what it adds."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, root: Element) -> Gaps:
        """Return the document of `root`, cut wherever GAP stands in it."""
        return cls(tuple(serialised(root).split(GAP)))

    def filled(self, name: str, *markup: str) -> Entry:
        """Return the entry called `name` with `markup` in the gaps, in order."""
        pieces = [self.pieces[0]]
        for added, piece in zip(markup, self.pieces[1:], strict=True):
            pieces += [added, piece]
        return Entry.of(name, "".join(pieces).encode("utf-8"))


def open_end(parent: Element) -> None:
    """Put a gap at the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + GAP
    else:
        parent.text = GAP


def to_bytes(root: Element) -> bytes:
    """Return a part that no fill changes."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
