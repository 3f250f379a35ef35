"""Turns a paragraph whose tags the editor split across runs into one with a mark in the run where each tag starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.forms.dialect import Dialect, Element, local
from pipeline.forms.places import Place, Places
from pipeline.forms.tags import NONCHARACTERS, Found, Kind, Tag, Tags, find_tags
from pipeline.problems import Problem

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FAULTS = {
    "F-TAG-01": ("태그를 닫지 않았습니다", "한 문단 안에서 }} 또는 %}로 닫으세요"),
    "F-TAG-02": ("여는 {{ 나 {% 없이 닫는 표시만 있습니다", "글자 그대로 찍으려면 }_} 또는 %_}로 적으세요"),
}
_DELETED_MESSAGE = "변경 추적에서 지운 글에 태그가 있습니다"


@dataclass(slots=True)
class _Slot:
    """A place in the tree that holds letters: an element's text or tail, or an element that is white space itself."""

    element: Element
    attribute: str  # "text", "tail"; "" when the element stands for a space
    text: str
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def heal(root: Element, dialect: Dialect, survey: Places, tags: Tags, file: str) -> list[Problem]:
    """Put a mark in the place of every tag of the part, add them to `tags`, and return what is wrongly written."""
    problems = []
    for paragraph in [element for element in root.iter() if local(element) == dialect.paragraph]:
        slots, deleted = _slots(paragraph, dialect)
        if any(sign in deleted for sign in ("{{", "{%", "}}", "%}")):
            at = survey.place(paragraph).at(file, deleted.strip()[:40])
            problems.append(Problem("F-TAG-06", _DELETED_MESSAGE, at, "변경 내용을 모두 적용한 다음 저장하세요"))
        text = "".join(slot.text for slot in slots)
        if "{" not in text and "}" not in text:
            continue
        found, faults = find_tags(text)
        if not found and not faults:
            continue
        place = survey.place(paragraph)
        for code, piece in faults:
            message, hint = _FAULTS[code]
            problems.append(Problem(code, message, place.at(file, piece), hint))
        made = [(tag, _written(tag, text, place, paragraph, tags)) for tag in found]
        _rewrite(slots, made)
    return problems


def _written(found: Found, text: str, place: Place, paragraph: Element, tags: Tags) -> str:
    if found.kind is Kind.LETTERS:
        return found.body
    raw = " ".join(text[found.start : found.end].split())
    return tags.add(Tag(found.kind, found.letter, found.body, raw, place, paragraph)).mark


def _slots(paragraph: Element, dialect: Dialect) -> tuple[list[_Slot], str]:
    """Return the slots of a paragraph's visible text in order, and the text that a tracked change deleted."""
    slots, deleted, start = [], [], 0
    for slot, gone in _walk(paragraph, dialect, False):
        if gone:
            deleted.append(slot.text)
            continue
        slot.start = start
        start = slot.end
        slots.append(slot)
    return slots, "".join(deleted)


def _walk(element: Element, dialect: Dialect, gone: bool) -> Iterator[tuple[_Slot, bool]]:
    for child in element:
        name = local(child)
        if name in (dialect.paragraph, "rPh") or not name:
            continue
        if name in (dialect.text, "delText"):
            yield from _letters(child, dialect, gone or name == "delText")
        elif name in dialect.spaces and local(element) == dialect.run:
            yield _Slot(child, "", " "), gone
        else:
            yield from _walk(child, dialect, gone or name in dialect.dropped)


def _letters(text: Element, dialect: Dialect, gone: bool) -> Iterator[tuple[_Slot, bool]]:
    """Yield the slots of one text element; 한글 puts line breaks, tabs and marks of tracked changes inside it."""
    yield _Slot(text, "text", (text.text or "").translate(NONCHARACTERS)), gone
    removed = False
    for child in text:
        name = local(child)
        if name in dialect.spaces:
            yield _Slot(child, "", " "), gone or removed
        removed = name == "deleteBegin" or (removed and name != "deleteEnd")
        yield _Slot(child, "tail", (child.tail or "").translate(NONCHARACTERS)), gone or removed


def _rewrite(slots: list[_Slot], tags: list[tuple[Found, str]]) -> None:
    """Write each slot anew: its own letters outside tags, and the mark of every tag that starts in it."""
    swallowed = []
    for slot in slots:
        pieces, at = [], slot.start
        for tag, written in tags:
            if tag.end <= at or tag.start >= slot.end:
                continue
            if tag.start >= slot.start:
                pieces += [slot.text[at - slot.start : tag.start - slot.start], written]
            at = min(tag.end, slot.end)
        pieces.append(slot.text[at - slot.start :])
        if slot.attribute:
            text = "".join(pieces)
            setattr(slot.element, slot.attribute, text)
            if slot.attribute == "text" and text != slot.text:
                _keep_spaces(slot.element)
        elif at > slot.start:  # a line break or a tab inside a tag
            swallowed.append(slot.element)
    for element in swallowed:
        _drop(element)


def _keep_spaces(text: Element) -> None:
    if "wordprocessingml" in text.tag or "spreadsheetml" in text.tag:
        text.set(_XML_SPACE, "preserve")


def _drop(element: Element) -> None:
    tail, parent, before = element.tail, element.getparent(), element.getprevious()
    parent.remove(element)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
