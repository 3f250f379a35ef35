"""Turns the bytes of a part of a person's workbook into a tree or into plain text that a tight pass can read, and back."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_HEAD = re.compile(rb"\s*(?:<\?xml[^>]*\?>)?\s*<([A-Za-z]\w*)[\s/>]")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding=[\"']([\w-]+)[\"']")
_SINGLE_QUOTED = re.compile(rb"<[^<>]*='")
_ODD = (b"<!--", b"<![CDATA[", b"<!DOCTYPE")
_ENTITY = re.compile(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(lt|gt|amp|quot|apos));")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_MOST = 2**31  # of any number in an attribute
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Unreadable(Exception):
    """A part of their workbook that cannot be edited; ends the run and is told as a Problem."""


def parse(content: bytes, part: str) -> Element:
    """Return the root of a part; raises Unreadable for what is no XML or brings a DTD."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable(part) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(part)
    return root


def serialised(root: Element) -> bytes:
    """Return a part's bytes."""
    return _DECLARATION + etree.tostring(root, encoding="utf-8")


def plain(content: bytes, part: str) -> bytes:
    """Return a part in the one spelling that the tight passes read: UTF-8, no prefix for its own elements, no comments.

    Nearly every part is so already and comes back as it is. Raises Unreadable when another one is no XML.
    """
    if _is_plain(content):
        return content
    return serialised(_without_prefix(parse(content, part)))


def _is_plain(content: bytes) -> bool:
    head, coded = _HEAD.match(content), _ENCODING.match(content)
    if not head or (coded and coded[1].lower() != b"utf-8"):
        return False
    if any(mark in content for mark in _ODD) or content.find(b"<?", 2) > 0:
        return False
    if b"='" in content and _SINGLE_QUOTED.search(content):
        return False
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _without_prefix(root: Element) -> Element:
    namespaces = {prefix: each for prefix, each in root.nsmap.items() if each != etree.QName(root).namespace}
    namespaces.pop(None, None)
    made = etree.Element(root.tag, attrib=dict(root.attrib), nsmap={None: etree.QName(root).namespace, **namespaces})
    etree.strip_tags(root, etree.Comment)
    made.text = root.text
    made.extend(list(root))
    return made


def local(element: Element) -> str:
    """Return an element's name without its namespace, "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(parent: Element | None, name: str = "") -> Iterator[Element]:
    """Yield the children of an element, those called `name` when it is given."""
    for child in list(parent) if parent is not None else ():
        if isinstance(child.tag, str) and (not name or local(child) == name):
            yield child


def child(parent: Element | None, name: str) -> Element | None:
    """Return the first child called `name`."""
    return next(children(parent, name), None)


def made_child(parent: Element, name: str, order: tuple[str, ...]) -> Element:
    """Return the child called `name`, made at its place among siblings that stand in this order."""
    found = child(parent, name)
    if found is None:
        found = parent.makeelement(f"{{{MAIN}}}{name}")
        earlier = set(order[: order.index(name)])
        parent.insert(sum(local(each) in earlier for each in parent), found)
    return found


def amount(text: str | None, usual: float = 0) -> float:
    """Return the number that an attribute or an element holds, the usual one when it holds none."""
    try:
        found = float(text or "")
    except ValueError:
        return usual
    return found if abs(found) < _MOST else usual


def whole(text: str | None, usual: int = 0) -> int:
    """Return the whole number that an attribute or an element holds."""
    return int(amount(text, usual))


def escaped(text: str) -> str:
    """Return `text` as it stands in an element; a text that looks like a coded letter (_x0041_) stays itself."""
    if "_x" in text:
        text = _CODED.sub(r"_x005F_x\1_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """Return the text that stands in an element of a cell."""
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _entity(found: re.Match[str]) -> str:
    if found[3]:
        return _ENTITIES[found[3]]
    number = int(found[1]) if found[1] else int(found[2], 16)
    return chr(number) if number <= sys.maxunicode else found[0]


def text_element(name: str, text: str) -> bytes:
    """Return an element that holds `text` with all of its blanks."""
    kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text or "  " in text else ""
    return f"<{name}{kept}>{escaped(text)}</{name}>".encode()
