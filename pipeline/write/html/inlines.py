"""Turns runs, line breaks, places and page numbers into the inline elements of an HTML page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from pipeline.document.blocks import Anchor, Document, Heading, Inline, Inlines, LineBreak, PageNumber, Run
from pipeline.document.places import anchors
from pipeline.problems import Location, Problem, Severity
from pipeline.write.html.element import Content, clean, colour, element, identifier, measure, style

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
UNKNOWN = "?"  # the number of a page that nobody knows yet
_SCHEMES = ("http:", "https:", "mailto:", "tel:")


@dataclass
class Writing:
    """One run: all headings with their ids, the ids still to be given, the figures so far and the problems found.

    A browser has no pages: the numbers are those that the document knows.
    """

    document: Document
    headings: list[tuple[Heading, str]]
    ids: Iterator[str]
    figures: int = 0
    problems: list[Problem] = field(default_factory=list)
    _lost: set[str] = field(default_factory=set)

    @cached_property
    def pages(self) -> dict[str, int]:
        """The number of the page of each anchor, as far as they are known."""
        return dict(self.document.pages)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The places that page numbers may speak of."""
        return anchors(self.document)

    def has(self, anchor: str) -> bool:
        """Say whether the document has `anchor`; a page number that speaks of another one is told once."""
        if anchor not in self.anchors and anchor not in self._lost:
            self._lost.add(anchor)
            message = f"쪽 번호가 가리키는 곳이 문서에 없어 ?로 적었습니다: {' '.join(clean(anchor).split())[:60]}"
            self.report("W-HTML-04", message, "가리키는 이름을 고치거나 그 이름의 자리를 본문에 두세요.")
        return anchor in self.anchors

    def report(self, code: str, message: str, hint: str) -> None:
        """Keep one warning about this document."""
        at = Location(self.document.title or "문서")
        self.problems.append(Problem(code, message, at, hint, severity=Severity.WARNING))


def write_inlines(content: Inlines, run: Writing) -> list[Content]:
    """Return the content of a paragraph, heading, item or line."""
    return [write_inline(inline, run) for inline in content]


def write_inline(inline: Inline, run: Writing) -> Content:
    """Return a run as text or as nested elements, a line break as <br>, a place as an empty <a>, a page number as a link."""
    match inline:
        case LineBreak():
            return element("br")
        case Anchor():
            return element("a", id=identifier(inline.name))
        case PageNumber():
            if not run.has(inline.anchor):
                return UNKNOWN
            return element("a", str(run.pages.get(inline.anchor, UNKNOWN)), class_="page", href=f"#{identifier(inline.anchor)}")
        case Run():
            return _run(inline, run)


def _run(inline: Run, run: Writing) -> Content:
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
