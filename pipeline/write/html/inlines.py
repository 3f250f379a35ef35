"""Turns runs and line breaks into the inline elements of an HTML page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.document.blocks import Document, Heading, Inline, Inlines, Run
from pipeline.problems import Location, Problem, Severity
from pipeline.write.html.element import Content, clean, colour, element, identifier, measure, style

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_SCHEMES = ("http:", "https:", "mailto:", "tel:")


@dataclass
class Writing:
    """One run: all headings with their ids, the ids still to be given, the figures so far and the problems found."""

    document: Document
    headings: list[tuple[Heading, str]]
    ids: Iterator[str]
    figures: int = 0
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, message: str, hint: str) -> None:
        """Keep one warning about this document."""
        at = Location(self.document.title or "문서")
        self.problems.append(Problem(code, message, at, hint, severity=Severity.WARNING))


def write_inlines(content: Inlines, run: Writing) -> list[Content]:
    """Return the content of a paragraph, heading, item or line."""
    return [write_inline(inline, run) for inline in content]


def write_inline(inline: Inline, run: Writing) -> Content:
    """Return a run as text or as nested elements, a line break as <br>."""
    if not isinstance(inline, Run):
        return element("br")
    made: Content = inline.text
    for tag in _marks(inline):
        made = element(tag, made)
    made = _valued(made, inline)
    if inline.missing:
        made = element("mark", made, class_="missing")
    if look := style(colour("color", inline.color), measure("font-size", inline.size, "pt")):
        made = element("span", made, style=look)
    return _link(made, inline.href, run) if inline.href else made


def _marks(inline: Run) -> list[str]:
    wanted = {
        "strong": inline.bold,
        "em": inline.italic,
        "u": inline.underline,
        "s": inline.strike,
        "sup": inline.superscript,
    }
    return [tag for tag, so in wanted.items() if so]


def _valued(shown: Content, inline: Run) -> Content:
    match inline.value:
        case date() as day:
            return element("time", shown, datetime=day.isoformat())
        case int() | Decimal() as number:
            return element("data", shown, value=str(number))
        case _:
            return shown


def _link(shown: Content, href: str, run: Writing) -> Content:
    href = clean(href).strip()
    if href.startswith("#"):
        return element("a", shown, href=f"#{identifier(href)[1:]}")
    href = re.sub(r"[\n\t]", "", href)  # browsers ignore them, so "java\tscript:" would run
    scheme = _SCHEME.match(href)
    if not href or href.startswith(("//", "\\")) or (scheme and scheme.group().casefold() not in _SCHEMES):
        hint = "https://…, mailto:…, #앵커, 상대 경로만 쓸 수 있습니다."
        run.report("W-HTML-01", f"연결할 수 없는 주소입니다: {href[:60]}", hint)
        return shown
    return element("a", shown, href=href)
