"""Turns two texts of one record of a data file into what differs in substance: pairs of old and new lines, places left aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

_DOCUMENT = re.compile(r"^\s*(?:- )?문서:")
_PLACE = re.compile(r"^\s*(?:- )?(?:줄|위치):")
_NUMBER = re.compile(r"^\s*(?:- )?(?:고유번호|번호|상위):")
_NOTE = re.compile(r"\s{2,}#.*$|^\s*#.*$")


def same_but_for_document(left: str, right: str) -> bool:
    """True where two texts of a record differ in nothing but the name of the file that they were read from."""
    return _words(left, _DOCUMENT) == _words(right, _DOCUMENT)


def same_but_for_places(left: str, right: str) -> bool:
    """True where two texts of a record say the same, read at other places or in another file."""
    return _substance(left) == _substance(right)


def differing(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield (old line, new line) for the lines that differ; "" where one side has none. Numbers that only moved on are left out."""
    left, right = list(unnumbered(old)), list(unnumbered(new))
    for turn, at, end, begin, stop in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if turn != "equal":
            gone, come = left[at:end], right[begin:stop]
            for order in range(max(len(gone), len(come))):
                yield _shown(gone, order), _shown(come, order)


def unnumbered(text: str) -> tuple[str, ...]:
    """Return the lines of a record that say something, without the numbers that its order gives: the same record moved on is the same."""
    return tuple(line for line in _substance(text) if not _NUMBER.match(line))


def _words(text: str, left_out: re.Pattern[str]) -> list[str]:
    return [word for line in text.splitlines() if not left_out.match(line) and not line.startswith("#") for word in line.split()]


def _substance(text: str) -> list[str]:
    """Return the lines that say something of the contract: without places, the document's name and remarks."""
    lines = (_NOTE.sub("", line).rstrip() for line in text.splitlines() if not (_DOCUMENT.match(line) or _PLACE.match(line)))
    return [line for line in lines if line]


def _shown(lines: list[str], order: int) -> str:
    return lines[order].strip().removeprefix("- ") if order < len(lines) else ""
