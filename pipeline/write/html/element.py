"""Turns a tag, texts and attributes into an element of an HTML page; text can never become markup."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
Content: TypeAlias = Element | str

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_COLOUR = re.compile("[0-9A-Fa-f]{6}")


def element(tag: str, *content: Content, **attributes: str) -> Element:
    """Return an element; newlines become <br>, empty attributes go, class_ and data_value are class and data-value."""
    made = etree.Element(tag)
    for name, value in attributes.items():
        if value:
            made.set(name.rstrip("_").replace("_", "-"), clean(value))
    for part in content:
        if not isinstance(part, str):
            made.append(part)
        elif tag in {"style", "title"}:
            made.text = clean(part)
        else:
            _add_text(made, clean(part))
    return made


def _add_text(parent: Element, text: str) -> None:
    first, *rest = text.split("\n")
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + first
    else:
        parent.text = (parent.text or "") + first
    for line in rest:
        etree.SubElement(parent, "br").tail = line


def clean(text: str) -> str:
    """Return `text` without the characters that no page may hold; every line break is one newline."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def identifier(text: str) -> str:
    """Return an anchor as an id: without white space."""
    return re.sub(r"\s+", "-", clean(text).strip())


def style(*declarations: str) -> str:
    """Return the declarations that are not empty, as the value of a style attribute."""
    return "; ".join(declaration for declaration in declarations if declaration)


def colour(name: str, value: str) -> str:
    """Return a declaration of an RRGGBB colour, empty when it is none."""
    return f"{name}: #{value}" if _COLOUR.fullmatch(value) else ""


def measure(name: str, value: float, unit: str) -> str:
    """Return a declaration of a length, empty for 0."""
    return f"{name}: {value:g}{unit}" if value else ""
