"""Turns 한글's 누름틀 (click-here fields) into tags: a field named 성명 holds {{ 성명 }}."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree

from pipeline.forms.dialect import HANGUL, Element, inside, local

_IDENTIFIER = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


def to_tags(root: Element) -> list[tuple[Element, Element]]:
    """Write the tag of every named field in the place of its guide text; return the fields' (begin, end) elements.

    A field in which a person typed tags keeps them.
    """
    fields = []
    for begin in [e for e in root.iter() if local(e) == "fieldBegin" and e.get("type") == "CLICK_HERE"]:
        paragraph, name = HANGUL.above(begin, "p"), _name(begin)
        end = _end(begin, paragraph) if paragraph is not None else None
        if end is None:
            continue
        fields.append((begin, end))
        texts = list(_between(begin, end, paragraph))
        letters = "".join(_letters(text) for text in texts)
        if name and "{{" not in letters and "{%" not in letters:
            _write(begin, texts, _tag(name))
            begin.set("dirty", "1")
    return fields


def _name(begin: Element) -> str:
    name = begin.get("name", "").strip()
    meta = next((e.text for e in begin if local(e) == "metaTag" and e.text), "")
    if not name and meta:
        try:
            found = json.loads(meta)
        except ValueError:
            return ""
        name = str(found.get("name", "")).removeprefix("#").strip() if isinstance(found, dict) else ""
    return name


def _tag(name: str) -> str:
    if _IDENTIFIER.fullmatch(name):
        return f"{{{{ {name} }}}}"
    return f"{{{{ {json.dumps(name, ensure_ascii=False)}|_field }}}}"


def _end(begin: Element, paragraph: Element) -> Element | None:
    """Return the fieldEnd that refers to `begin`, or the first one behind it when ids are missing."""
    started, ends = False, []
    for element in inside(paragraph, HANGUL):
        started = started or element is begin
        if started and local(element) == "fieldEnd":
            ends.append(element)
    return next((end for end in ends if end.get("beginIDRef") == begin.get("id")), None)


def _between(begin: Element, end: Element, paragraph: Element) -> Iterator[Element]:
    started = False
    for element in inside(paragraph, HANGUL):
        if element is end:
            return
        started = started or element is begin
        if started and local(element) == "t":
            yield element


def _letters(text: Element) -> str:
    return (text.text or "") + "".join(child.tail or "" for child in text)


def _write(begin: Element, texts: list[Element], tag: str) -> None:
    for text in texts:
        for child in list(text):
            text.remove(child)
        text.text = None
    if not texts:
        control = begin.getparent()
        made = etree.Element(control.tag.replace("ctrl", "t"))
        control.getparent().insert(control.getparent().index(control) + 1, made)
        texts = [made]
    texts[0].text = tag
