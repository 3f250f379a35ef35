"""Turns a loop that may leave a cell without paragraph or a table without row into one that leaves an empty one."""

from __future__ import annotations

from copy import deepcopy

from pipeline.forms.blocks import Block
from pipeline.forms.dialect import Dialect, Element, insert_at, local
from pipeline.forms.tags import CLOSERS, MARK, OPENERS, Tags

_MAY_BE_EMPTY = ("body", "sec", "sheetData", "sdtContent")


def keep_one(block: Block, level: str, holder: Element, dialect: Dialect, tags: Tags) -> None:
    """Add an else-branch to `block` when `holder` has no other row (paragraph) that always stays.

    Editors call a cell without paragraph and a table without row a damaged file.
    """
    if local(holder) in _MAY_BE_EMPTY or any(tag.word == "else" for tag in block.tags):
        return
    name = dialect.levels[level]
    kept = _depths(holder, (name, "tbl", "sdt") if level == "p" else (name, "sdt"), tags)
    if any(depth == 0 for depth, _ in kept) or _guarded(block, holder, tags):
        return
    model = next((element for _, element in kept if local(element) == name), None)
    if model is not None:
        otherwise = tags.block("else", block.closing)
        mark = block.closing.mark
        insert_at(holder, mark, otherwise, emptied(deepcopy(model), dialect), mark)


def emptied(element: Element, dialect: Dialect) -> Element:
    """Take every letter, mark and object out of `element`; its looks, cells and paragraphs stay."""
    element.tail = None
    for inner in list(element.iter()):
        if local(inner) in dialect.objects and inner is not element and inner.getparent() is not None:
            inner.getparent().remove(inner)
        elif local(inner) == dialect.text:
            for child in list(inner):
                inner.remove(child)
            inner.text = None
        else:
            inner.text = MARK.sub("", inner.text) if inner.text else None
            if inner is not element:
                inner.tail = MARK.sub("", inner.tail) if inner.tail else None
    return element


def _guarded(block: Block, holder: Element, tags: Tags) -> bool:
    """True when another block opens before this one: that one has the else-branch, or holds this one."""
    opened = [tag for text in _texts(holder) for tag in tags.of(text) if tag.word in OPENERS]
    return opened[:1] != [block.opening]


def _depths(holder: Element, names: tuple[str, ...], tags: Tags) -> list[tuple[int, Element]]:
    """Return the children so named, each with the number of blocks around it."""
    depth, found = _change(holder.text, tags), []
    for child in holder:
        if local(child) in names:
            found.append((depth, child))
        depth += _change(child.tail, tags)
    return found


def _change(text: str | None, tags: Tags) -> int:
    words = [tag.word for tag in tags.of(text or "")]
    return sum((word in OPENERS) - (word in CLOSERS) for word in words)


def _texts(holder: Element) -> list[str]:
    return [holder.text or "", *(child.tail or "" for child in holder)]
