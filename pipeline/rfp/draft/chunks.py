"""Turns the text of a data file into its records as text, each with its key, so that two versions can be merged by record."""

from __future__ import annotations

import csv
import re
from io import StringIO

_KEY = re.compile(r"^(?:- )?(?:고유번호|번호)\s*:\s*(.+?)\s*(?:#.*)?$")
_TOP = re.compile(r"^([^\s#-][^:]*):")


def chunks(name: str, text: str) -> dict[str, str]:
    """Return key → text of every record of the file `name` (its suffix tells the form); "" is what stands before the first.

    A comment that stands right above a record belongs to it. A key that comes twice gets " (2)" and so on.
    """
    found = _csv(text) if name.endswith(".csv") else _yaml(text)
    made: dict[str, str] = {}
    for key, part in found:
        free, order = key, 2
        while free in made:
            free, order = f"{key} ({order})", order + 1
        made[free] = part
    return made


def joined(parts: dict[str, str]) -> str:
    """Return the file's text again; joined(chunks(name, text)) == text."""
    return "".join(parts.values())


def _csv(text: str) -> list[tuple[str, str]]:
    lines = text.splitlines(keepends=True)
    found, waiting = [], ""
    for line in lines:
        waiting += line
        if waiting.count('"') % 2:
            continue  # a quoted cell goes on
        cells = next(csv.reader(StringIO(waiting)), [])
        found.append(("" if not found else (cells[0] if cells else ""), waiting))
        waiting = ""
    return [*found, ("", waiting)] if waiting else found


def _yaml(text: str) -> list[tuple[str, str]]:
    """Split a listing at its dashes, a mapping at its top keys; comments above a record go with it."""
    lines = text.splitlines(keepends=True)
    starts = [index for index, line in enumerate(lines) if line.startswith("- ") or _TOP.match(line)]
    found, first = [], 0
    previous = ""
    for start in starts:
        begin = start
        while begin > first and lines[begin - 1].startswith("#"):
            begin -= 1
        if start == starts[0]:
            begin = start  # the file's own head is not the first record's
        found.append((previous, "".join(lines[first:begin])))
        first, previous = begin, _key(lines[start:])
    found.append((previous, "".join(lines[first:])))
    return found


def _key(lines: list[str]) -> str:
    """Return what a record calls itself: its 번호, or the top key of a mapping."""
    if not lines[0].startswith("- "):
        top = _TOP.match(lines[0])
        return top[1].strip() if top else lines[0].strip()
    for order, line in enumerate(lines):
        if order and not line.startswith("  "):
            break
        found = _KEY.match(line if not order else line[2:] if line.startswith("  ") and line[2:3] != " " else "")
        if found:
            return found[1].strip("'\"")
    return lines[0].strip()
