"""Turns the lists of marks to set (확인할 것) in a proposal's sections into the rows that a revision added and nobody has ticked yet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model.proposal import Section
from pipeline.problems import Location

TICKS = "확인할 것"  # the first words of the comment that lists the marks to set
ADDED = "(추가)"  # behind them, and behind the heading above, where a revision added the rows
_COMMENT = re.compile(r"<!--\s*(?P<title>[^:\n]*?)\s*:(?P<text>.*?)-->", re.S)
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.M)
_OPEN = re.compile(r"^\s*[-*+]\s*\[\s*\]\s*\[\[\s*([^\]|,]+?)\s*\]\]", re.M)


def waiting_rows(sections: Iterable[Section]) -> dict[str, Location]:
    """Return row → the line of its `- [ ] [[번호]]` in a list of added rows, in the order of the sections; the first line counts.

    A person says that a row is answered by its own mark, or by [x] or by taking the line away where a mark above it answers it too.
    """
    found: dict[str, Location] = {}
    for section in sections:
        for comment in _COMMENT.finditer(section.text):
            if not _lists_added_rows(comment["title"], section.text[: comment.start()]):
                continue
            for tick in _OPEN.finditer(comment["text"]):
                row = section.line + section.text.count("\n", 0, comment.start("text") + tick.start(1))
                found.setdefault(tick[1], Location(section.at.file or section.file, row))
    return found


def _lists_added_rows(title: str, above: str) -> bool:
    if not title.startswith(TICKS):
        return False
    headings = _HEADING.findall(above)
    return title.endswith(ADDED) or bool(headings and headings[-1].endswith(ADDED))
