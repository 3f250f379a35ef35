"""Turns the layouts of all pages into layouts without running headers, footers and page numbers, and those apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.rfp.reading.pdf_layout import Draft, Item, Layout
from pipeline.rfp.reading.pdf_lines import Line

_ABOVE, _BELOW = 0.13, 0.88  # the shares of the page's height where running lines stand
_OFTEN = 3  # pages
_COUNTED = re.compile(  # a number that counts pages: 3/19, - 3 -, 3쪽, p. 3, or the last word of a line
    r"(?P<a>\d{1,4})(?=/\d{1,4}(?!\d))|(?<=[-–—])(?P<b>\d{1,4})(?=[-–—]$)|(?P<c>\d{1,4})(?=(?:쪽|페이지)$)"
    r"|(?<=[pP쪽지.:|])(?P<d>\d{1,4})$|(?<=[가-힣)])(?P<e>\d{1,4})$"
)
_TITLE = re.compile(r"별지|별첨|붙임|서식|양식|부록|제\d|표\d|그림|[A-Z]{2,}-|^\W*\d+[.)]")
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—]\s?\d{1,4}\s?[-–—]|\d{1,4}\s?/\s?\d{1,4}|(?:page|쪽|페이지)\s?[:.]?\s?\d{1,4}|\d{1,4}\s?쪽|\d{1,4})$",
    re.IGNORECASE,
)


def without_margins(layouts: list[Layout]) -> list[tuple[int, str]]:
    """Take running lines out of the layouts; return (page, text) of the first time that each was seen.

    A line or small table runs when it comes on three pages or more in the top or bottom of the page, equal but for a
    number that grows with the pages. Lone page numbers go too.
    """
    seen: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for layout in layouts:
        for item in _candidates(layout):
            for key in _keys(item, layout):
                seen[key].add(layout.number)
    found: list[tuple[int, str]] = []
    known: set[tuple[object, ...]] = set()
    for layout in layouts:
        for item in list(_candidates(layout)):
            running = [key for key in _keys(item, layout) if len(seen[key]) >= _OFTEN]
            numbered = isinstance(item, Line) and bool(_PAGE_NUMBER.match(item.text)) and _outermost(item, layout)
            if not running and not numbered:
                continue
            layout.items.remove(item)
            if numbered or not known.isdisjoint(running):
                continue
            known.update(running)
            found += [(layout.number, text) for text in item.text.split("\t") if text]
    return found


def _candidates(layout: Layout) -> Iterator[Item]:
    for item in layout.items:
        if item.bottom <= _ABOVE * layout.height or item.top >= _BELOW * layout.height:
            yield item


def _keys(item: Item, layout: Layout) -> list[tuple[object, ...]]:
    """Return the keys under which an item is the same on other pages: as it is, and with its page number told apart."""
    zone = "top" if item.bottom <= _ABOVE * layout.height else "bottom"
    kind = (zone, round(item.xs[0] / 2), len(item.cells)) if isinstance(item, Draft) else (zone,)
    text = "".join(item.text.split())
    if len(text) < 2 and not text.isdigit():
        return []
    keys: list[tuple[object, ...]] = [(*kind, text)]
    counted = None if _TITLE.search(text) else _COUNTED.search(text)
    if counted:
        keys.append((*kind, f"{text[: counted.start()]}#{int(counted[0]) - layout.number}#{text[counted.end() :]}"))
    return keys


def _outermost(item: Item, layout: Layout) -> bool:
    return item is layout.items[0] or item is layout.items[-1]
