"""Turns the run-on text of a table cell into its items, cut where a list's next number or bullet stands."""

from __future__ import annotations

import re
from itertools import pairwise

_SYLLABLES = "가나다라마바사아자차카타파하"
_MARKER = re.compile(
    rf"(?<!\S)(?:(?P<paren>\d{{1,2}})\)|\((?P<both>\d{{1,2}})\)|(?P<dot>\d{{1,2}})\.(?=\s)|(?P<ga>[{_SYLLABLES}])\.(?=\s)"
    rf"|(?P<gap>[{_SYLLABLES}])\)|(?P<ring>[①-⑳])|(?P<bullet>[○◦●▪•◆▶▷◇ㅇ❍※])(?=\s+\S)|(?P<dash>[-–])(?=\s+\S))"
)


def items_of(text: str) -> list[str]:
    """Return the items of a paragraph that starts with a bullet and goes on with the same one; else the paragraph."""
    bullet = text[:1]
    if bullet not in "○◦●▪•◆▶▷◇ㅇ❍-" or not bullet or f" {bullet} " not in text.replace("\n", " "):
        return [text]
    cuts = [match.start() for match in re.finditer(rf"(?<=\s){re.escape(bullet)}(?=\s+\D)", text)]
    cuts = [cut for cut in cuts if not _in_brackets(text, cut)]
    return [text[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


class Items:
    """Cuts the text of one cell; remembers the numbers so far, since HTML marks cut a cell's text into pieces."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}

    def split(self, text: str, listed: bool = False) -> list[str]:
        """Return the items of one piece of text, in order; nothing but white space between them is lost.

        `listed` says that the piece stands in an HTML list, so that a single dash starts an item.
        """
        found = [match for match in _MARKER.finditer(text) if not _in_brackets(text, match.start())]
        dashed = listed or sum(match["dash"] is not None for match in found) > 1 or text.lstrip()[:1] in "-–"
        cuts = [match.start() for match in found if self._starts(match, found, text, listed, dashed)]
        bounds = [0, *cuts, len(text)]
        items = [text[start:end].strip() for start, end in pairwise(bounds)]
        return [item for item in items if item]

    def _starts(self, match: re.Match[str], found: list[re.Match[str]], text: str, listed: bool, dashed: bool) -> bool:
        kind = match.lastgroup or ""
        before = text[: match.start()].rstrip()
        if kind == "bullet":
            return True
        if kind == "dash":
            between_numbers = before[-1:].isdigit() and text[match.end() :].lstrip()[:1].isdigit()
            return dashed and not between_numbers
        if kind == "dot" and re.search(r"\d\.?$", before):  # 2019. 5. 31.
            return False
        number, last = _number(match), self.last.get(kind, 0)
        if number == 1:
            second = any(
                other.lastgroup == kind and _number(other) == 2 for other in found if other.start() > match.start()
            )
            starts = not before or listed or second
        else:  # a slip of the pen prints a number twice
            starts = (last > 0 and number in (last, last + 1)) or not before
        if starts:
            self.last[kind] = number
        return starts


def _number(match: re.Match[str]) -> int:
    printed = match[match.lastgroup or 0]
    if match.lastgroup in ("ga", "gap"):
        return _SYLLABLES.index(printed) + 1
    return ord(printed) - ord("①") + 1 if match.lastgroup == "ring" else int(printed)


def _in_brackets(text: str, at: int) -> bool:
    opened = text.rfind("(", max(0, at - 200), at)
    return opened >= 0 and text.find(")", opened, at) < 0
