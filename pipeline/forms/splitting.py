"""Turns a run into the runs before and after a mark, so that what stands at the mark stands between runs."""

from __future__ import annotations

from copy import deepcopy

from pipeline.forms.dialect import Dialect, Element, local, put_after
from pipeline.forms.tags import Tag


def slot_of(paragraph: Element, mark: str) -> tuple[Element, str] | None:
    """Return the element whose text or tail holds `mark`, and which of the two, or None."""
    for element in paragraph.iter():
        if mark in (element.text or ""):
            return element, "text"
        if mark in (element.tail or "") and element is not paragraph:
            return element, "tail"
    return None


def split_at(tag: Tag, dialect: Dialect) -> Element | None:
    """Split the run around the mark of `tag`; the mark then stands between two runs, either of which may have gone.

    Returns a copy of the whole run as it was (for its look), or None when the mark stands in no run.
    """
    found = slot_of(tag.paragraph, tag.mark)
    run = dialect.above(found[0], dialect.run) if found else None
    if run is None:
        return None
    element, attribute = found
    whole = deepcopy(run)
    whole.tail = None
    right = deepcopy(run)
    twin = _twin(run, element, right)
    left_text, _, right_text = getattr(element, attribute).partition(tag.mark)
    _cut_after(run, element, attribute, left_text, dialect)
    _cut_before(right, twin, attribute, right_text, dialect)
    right.tail = run.tail
    run.tail = None
    parent = run.getparent()
    parent.insert(parent.index(run) + 1, right)
    put_after(run, tag.mark)
    for half in (run, right):
        if _is_bare(half, dialect):
            _remove(half)
    return whole


def _twin(run: Element, element: Element, copy: Element) -> Element:
    """Return the element of `copy` that stands where `element` stands in `run`."""
    path = []
    while element is not run:
        parent = element.getparent()
        path.append(parent.index(element))
        element = parent
    for index in reversed(path):
        copy = copy[index]
    return copy


def _cut_after(run: Element, element: Element, attribute: str, text: str, dialect: Dialect) -> None:
    setattr(element, attribute, text)
    if attribute == "text" and element is not run:
        for child in list(element):
            element.remove(child)
    while element is not run:
        for later in list(element.itersiblings()):
            element.getparent().remove(later)
        element = element.getparent()


def _cut_before(run: Element, element: Element, attribute: str, text: str, dialect: Dialect) -> None:
    if attribute == "tail":  # what stood before the mark is the element itself, and all before it
        parent = element.getparent()
        for earlier in [*element.itersiblings(preceding=True), element]:
            parent.remove(earlier)
        parent.text = text
        element = parent
    else:
        element.text = text
    while element is not run:
        for earlier in list(element.itersiblings(preceding=True)):
            if local(earlier) not in dialect.looks:
                element.getparent().remove(earlier)
        element = element.getparent()


def _is_bare(run: Element, dialect: Dialect) -> bool:
    """True when a run holds nothing but its look and empty texts."""
    return all(
        local(child) in dialect.looks or (local(child) == dialect.text and not child.text and not len(child))
        for child in run
    )


def _remove(element: Element) -> None:
    tail, parent, before = element.tail or "", element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
