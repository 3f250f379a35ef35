"""Turns a format's answer about a form into what a fill needs: templates, fixed entries, and what is added at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree

from pipeline.forms.archive import Entry
from pipeline.forms.dialect import Element
from pipeline.forms.pictures import Picture
from pipeline.forms.running import Run
from pipeline.forms.source import Part
from pipeline.forms.tags import Tag
from pipeline.language.plain import Xml

_GAP = "\ufdd9"


def no_pictures(_run: Run, _picture: Picture) -> Xml:
    """Draw nothing: the answer of a form that has no picture tag."""
    return Xml("")


def nothing(_run: Run) -> Iterable[Entry]:
    """Add nothing."""
    return ()


@dataclass(slots=True)
class Prepared:
    """A form taken apart: `parts` are filled in their order; `added` are entries that `extra` makes anew at each fill."""

    parts: list[Part] = field(default_factory=list)
    typed: list[Tag] = field(default_factory=list)
    replaced: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    start: Callable[[Run], None] = lambda run: None
    draw: Callable[[Run, Picture], Xml] = no_pictures
    extra: Callable[[Run], Iterable[Entry]] = nothing


@dataclass(frozen=True, slots=True)
class Gap:
    """An XML text with a gap right before the end of one element, into which each fill writes what it adds."""

    head: str
    tail: str

    @classmethod
    def at_end_of(cls, parent: Element) -> Gap:
        """Return the whole document of `parent`, with the gap at its end."""
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + _GAP
        else:
            parent.text = _GAP
        text = etree.tostring(parent.getroottree().getroot(), encoding="unicode")
        head, _, tail = text.partition(_GAP)
        return cls('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + head, tail)

    def filled(self, name: str, markup: str) -> Entry:
        """Return the entry called `name` with `markup` in the gap."""
        return Entry.of(name, (self.head + markup + self.tail).encode("utf-8"))


def to_bytes(root: Element) -> bytes:
    """Return a part that no fill changes."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
