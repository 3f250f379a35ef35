"""Turns items read one after another, each with its depth, into XHTML lists inside lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.compose.escaping import quoteattr

UNDONE, DONE = "□", "■"
_TASKS = {"[ ] ": UNDONE, "[x] ": DONE, "[X] ": DONE}


@dataclass(slots=True)
class Item:
    """One item of a list: its depth from 0, its words, and its mark.

    A numbered item has its `order` in place of a mark, None in other lists, and `below`, how many numbered lists are around it:
    the heading above decides what kind of number it gets.
    """

    level: int
    mark: str
    html: str = ""
    order: int | None = None
    below: int = 0


def nested(items: Sequence[Item]) -> str:
    """Return flat items as lists inside lists, each bullet with its mark, each number with its place in the order."""
    parts: list[str] = []
    open_: list[Item] = []  # the last item of each list around the current one

    def close(item: Item) -> None:
        while open_ and (open_[-1].level > item.level or (open_[-1].level == item.level and not _goes_on(open_[-1], item))):
            parts.append(f"</li></{_tag(open_.pop())}>")

    for item in items:
        close(item)
        if open_ and open_[-1].level == item.level:
            parts.append("</li>")
            open_[-1] = item
        else:
            parts.append(_opening(item, first=not open_))
            open_.append(item)
        parts.append(f"<li data-mark={quoteattr(item.mark)}>{item.html}" if item.order is None else f"<li>{item.html}")
    close(Item(-1, ""))
    return "".join(parts)


def task(words: str) -> tuple[str, str]:
    """Return the mark of an item of a list of tasks (`[ ] words`, `[x] words`), "" for another item, and its words."""
    mark = _TASKS.get(words[:4], "")
    return mark, words[4:] if mark else words


def _tag(item: Item) -> str:
    return "ul" if item.order is None else "ol"


def _goes_on(before: Item, item: Item) -> bool:
    """Return whether `item` stands in the list of `before`."""
    if item.order is None or before.order is None:
        return item.order is before.order
    return item.order == before.order + 1


def _opening(item: Item, first: bool) -> str:
    level = f' data-level="{item.level}"' if first and item.level else ""
    if item.order is None:
        return f"<ul{level}>"
    start = "" if item.order == 1 else f' start="{item.order}"'
    return f'<ol{level} data-below="{item.below}"{start}>'
