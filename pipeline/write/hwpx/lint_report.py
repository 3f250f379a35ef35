"""Turns faults found in the parts of a file into problems, one for all faults of a kind that say the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from lxml import etree

from pipeline.problems import Location, Problem, Severity

_NAMED_BY = ("id", "name", "idref", "href", "beginIDRef")


@dataclass(slots=True)
class Report:
    """The problems of one file, in the order found; a fault that repeats word for word is told once."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    _told: set[tuple[str, str, str]] = field(default_factory=set)

    def fault(self, code: str, part: str, message: str, hint: str = "", *, warning: bool = False) -> None:
        """Note a fault of `part`; `message` is Korean and names the element."""
        if (code, part, message) in self._told:
            return
        self._told.add((code, part, message))
        severity = Severity.WARNING if warning else Severity.ERROR
        at = Location(self.name or "HWPX", field=part)
        self.problems.append(Problem(code, f"{part}: {message}", at, hint, severity=severity))


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def shown(element: etree._Element) -> str:
    """Return an element as a message shows it: its prefixed name and what tells it from its like."""
    prefix = f"{element.prefix}:" if element.prefix else ""
    named = "".join(f" {key}={quoteattr(element.get(key))}" for key in _NAMED_BY if element.get(key))
    return f"<{prefix}{local(element)}{named}>"


def children(element: etree._Element) -> list[etree._Element]:
    """Return the child elements, without comments and instructions."""
    return [child for child in element if isinstance(child.tag, str)]
