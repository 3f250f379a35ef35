"""Turns the inline elements of semantic HTML into runs that keep their look and their typed value, places and page numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from lxml import etree

from pipeline.document.blocks import Anchor, Inline, Inlines, LineBreak, PageNumber, Run, Value

_SPACE = re.compile(r"[ \t\r\n\f]+")
_COLORS = {"red": "C00000", "blue": "1F4E9E", "gray": "666666", "green": "2E7D32"}
INLINE_TAGS = frozenset("b strong i em u s del sup small span a br data time mark code".split())


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    superscript: bool = False
    color: str = ""
    size: float = 0
    href: str = ""
    missing: bool = False
    value: Value = None


def inlines(element: etree._Element) -> Inlines:
    """Return the runs of `element`'s text and inline children, white space collapsed as HTML does.

    `<a id="place"></a>` is a place, `<span data-page="place"></span>` the number of its page.
    """
    return trimmed(_walk(element, _Look()))


def trimmed(parts: list[Inline]) -> Inlines:
    """Return `parts` without white space at the ends, beside line breaks, or twice in a row; places are no text."""
    kept: list[Inline] = []
    last = -1  # where the last part that shows something stands in `kept`
    for part in parts:
        if isinstance(part, Anchor):
            kept.append(part)
            continue
        before = kept[last] if last >= 0 else LineBreak()
        if isinstance(part, Run):
            text = _SPACE.sub(" ", part.text)
            if isinstance(before, LineBreak) or (isinstance(before, Run) and before.text.endswith(" ")):
                text = text.lstrip(" ")
            if not text:
                continue
            part = _saying(part, text)
        elif isinstance(part, LineBreak) and isinstance(before, Run):
            kept[last] = _saying(before, before.text.rstrip(" "))
        last = len(kept)
        kept.append(part)
    if last >= 0 and isinstance(end := kept[last], Run):
        text = end.text.rstrip(" ")
        kept[last : last + 1] = [_saying(end, text)] if text else []
    return tuple(kept)


def _saying(run: Run, text: str) -> Run:
    """Return `run` with `text`; the most say it already, and a copy takes ten times the rest."""
    return run if run.text == text else replace(run, text=text)


def _walk(element: etree._Element, look: _Look) -> list[Inline]:
    parts: list[Inline] = [_run(element.text, look)] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            parts += _child(child, look)
        if child.tail:
            parts.append(_run(child.tail, look))
    return parts


def _child(child: etree._Element, look: _Look) -> list[Inline]:
    if child.tag == "br":
        return [LineBreak()]
    if child.tag == "span" and child.get("data-page"):
        return [PageNumber(child.get("data-page", ""))]
    place = [Anchor(child.get("id", ""))] if child.tag == "a" and child.get("id") else []
    return place + _walk(child, _looked(child, look))


def _run(text: str, look: _Look) -> Run:
    return Run(
        text, look.bold, look.italic, look.underline, look.strike, look.superscript,
        look.color, look.size, look.href, look.missing, look.value,
    )


def _looked(element: etree._Element, look: _Look) -> _Look:
    match element.tag:
        case "b" | "strong":
            return replace(look, bold=True)
        case "i" | "em":
            return replace(look, italic=True)
        case "u":
            return replace(look, underline=True)
        case "s" | "del":
            return replace(look, strike=True)
        case "sup":
            return replace(look, superscript=True)
        case "small":
            return replace(look, size=9)
        case "a":
            return replace(look, href=element.get("href", ""))
        case "span":
            color = next((_COLORS[name] for name in element.get("class", "").split() if name in _COLORS), look.color)
            return replace(look, color=color, size=float(element.get("data-size", look.size)))
        case "mark":
            return replace(look, missing="missing" in element.get("class", ""))
        case "data":
            return replace(look, value=_number(element.get("value", "")))
        case "time":
            return replace(look, value=_moment(element.get("datetime", "")))
    return look


def _number(text: str) -> Value:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _moment(text: str) -> Value:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None
