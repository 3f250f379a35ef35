"""Turns a figure's SVG text into an element that is safe inside an HTML page: nothing in it runs or reaches outside."""

from __future__ import annotations

import re

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
DRAWN = frozenset(
    "svg g defs title desc path rect circle ellipse line polyline polygon text tspan textPath marker symbol use image"
    " linearGradient radialGradient stop clipPath mask pattern".split()
)

_REFERENCE = re.compile(r"url\(\s*['\"]?\s*(#?)([^)'\"]*)['\"]?\s*\)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)


def safe_svg(text: str, prefix: str) -> tuple[etree._Element | None, tuple[str, ...]]:
    """Return the drawing (None when `text` is no SVG) and the names of the elements left out.

    Only elements that draw are kept; ids get `prefix`, so that two figures of a page never share a gradient by mistake.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        source = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        return None, ()
    if _local(source) != "svg":
        return None, ()
    left_out: dict[str, None] = {}
    return _copy(source, prefix, left_out), tuple(left_out)


def _copy(source: etree._Element, prefix: str, left_out: dict[str, None]) -> etree._Element:
    made = etree.Element(f"{{{SVG}}}{_local(source)}", nsmap={None: SVG})
    made.text = source.text
    for name, value in source.attrib.items():
        _set(made, name, value, prefix)
    for child in source:
        if _local(child) in DRAWN:
            made.append(_copy(child, prefix, left_out))
            made[-1].tail = child.tail
        else:
            left_out[_local(child) or "&…;"] = None
            _append_text(made, child.tail)
    return made


def _append_text(element: etree._Element, text: str | None) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _set(element: etree._Element, name: str, value: str, prefix: str) -> None:
    if name in {"href", XLINK}:
        if value.startswith("#"):
            element.set("href", f"#{prefix}{value[1:]}")
        elif _local(element) == "image" and _PICTURE.fullmatch(value):
            element.set("href", value)
        return
    if name.startswith("{") or name.casefold().startswith("on"):
        return
    if any(not inside for inside, _ in _REFERENCE.findall(value)) or "\\" in value or "@import" in value.casefold():
        return
    if name == "id":
        value = prefix + value
    element.set(name, _REFERENCE.sub(rf"url(#{prefix}\2)", value))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
