"""Turns the words of a PDF page or cell into lines, and lines into paragraphs, with spaces as Korean needs them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pipeline.rfp.reading.pdf_page import Word
from pipeline.rfp.reading.text_lines import leads_to_page

MARKER = re.compile(
    r"^(?:[○◦●▪•◆◇▶▷►■□❍❑❏☐☑☒✓✔➢➤※▣◉★☆ㅇ◯⦁∎∙·▲△▸‣ㆍ‧․→⇒☞]|\*{1,3}\s?\S|[-–—−]\s?\S|[①-⑳㉠-㉻ⓐ-ⓩ]"
    r"|\(?\d{1,2}\)(?!\d)|\d{1,2}\.(?:\d{1,2}\.?){0,4}(?:\s|$)|\(?[가-하]\)\s|[가나다라마바사아자차카타파하]\.(?:\s|$)"
    r"|\(?[ivx]{1,4}\)|\(?[a-z]\)\s|[IVX]{1,4}\.\s|[Ⅰ-Ⅻⅰ-ⅹ]|제\s?\d+\s?[조장절편](?:\s|\(|$)"
    r"|[\[【<〈](?:표|그림|붙임|별첨|별지|부록|서식|참고|양식))"
)
_LONE = frozenset("등및수후시것중내외간별함")  # words of one syllable
_SYLLABLE = re.compile(r"^[가나다라마바사아자차카타파하]\.")
_CLOSED = re.compile(r"[.!?:;,)\]>」』]$|(?:다|함|음|임|됨)$")
_ENDS = re.compile(r"(?:다|함|음|임|됨|것|요|오)[.!?]$|[:：]$")


@dataclass(slots=True)
class Line:
    """One printed line of a cell or of the page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    page: int
    first: float  # the width of its first word
    spaced: bool  # it ends with a space
    room: tuple[float, float] = (0.0, 0.0)  # from where to where a line may run

    @property
    def size(self) -> float:
        """The height of its letters in points."""
        return self.bottom - self.top


@dataclass(slots=True)
class Text:
    """Lines that make one paragraph."""

    text: str
    lines: list[Line]


class Spelling:
    """Knows the words of the document, to tell whether a word was cut at a line's end."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.count: Counter[str] = Counter()
        self.trailing = self.bare = 0  # full lines that end with a space, and those that do not
        for line in lines:
            self.count.update(line.text.split()[1:-1])  # those at a line's ends may be halves
            if _free(line) < line.size:
                self.trailing += line.spaced
                self.bare += not line.spaced

    def apart(self, before: str, after: str, spaced: bool, letter_room: bool) -> bool:
        """Tell whether a space stands between the end of a line and the start of the next."""
        if spaced:
            return True
        if before[-1:] in ",;:!?" or (before[-1:] == "." and not after[:1].isdigit()):
            return True
        left, right = before.rpartition(" ")[2], after.partition(" ")[0]
        if left[-1:].isascii() and left[-1:].isalnum() and right[:1].isascii() and right[:1].isalnum():
            return True
        whole, both = self.count[left + right], min(self.count[left], self.count[right])
        if (
            self.trailing * 12 > self.bare
        ):  # the file says where most spaces are, so here is none, but for what it writes apart
            return both >= 3 and both > 4 * whole and len(left) > 1 and (len(right) > 1 or right in _LONE)
        if whole != both:
            return both > whole
        return letter_room  # a letter would have fitted, so the editor wraps between words


def lines_of(words: list[Word], page: int, room: tuple[float, float]) -> list[Line]:
    """Return the lines that words stand on, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.top + each.bottom, each.x0)):
        row = rows[-1] if rows else None
        if row is not None and _same_line(row, word):
            row.append(word)
        else:
            rows.append([word])
    return [_line(sorted(row, key=lambda each: each.x0), page, room) for row in rows]


def _same_line(row: list[Word], word: Word) -> bool:
    tall = max(row, key=lambda each: each.bottom - each.top)
    overlap = min(tall.bottom, word.bottom) - max(tall.top, word.top)
    return overlap > 0.5 * min(tall.bottom - tall.top, word.bottom - word.top)


def _line(row: list[Word], page: int, room: tuple[float, float]) -> Line:
    size = max(word.bottom - word.top for word in row)
    parts = [row[0].text]
    for before, word in pairwise(row):
        if _apart(before, word, size):
            parts.append(" ")
        parts.append(word.text)
    text = "".join(parts)
    main = max(row, key=lambda each: (len(each.text), each.bottom - each.top))  # bullets come from other fonts
    first = row[: parts.index(" ")] if " " in parts else row
    return Line(
        text,
        row[0].x0,
        main.top,
        max(w.x1 for w in row),
        main.bottom,
        page,
        first[-1].x1 - row[0].x0,
        row[-1].spaced,
        room,
    )


def _apart(before: Word, word: Word, size: float) -> bool:
    """Tell whether a space stands between two words; editors part 한글 from Latin letters by a quarter of a letter."""
    gap = (word.x0 - before.x1) / size
    if before.spaced:
        return gap > -1.0
    first, second = before.text[-1], word.text[0]
    if first.isalnum() and second.isalnum() and first.isascii() != second.isascii():
        return gap > 0.26
    return gap > (-1.0 if before.guessed else 0.18)


def paragraphs_of(lines: list[Line], spelling: Spelling) -> list[Text]:
    """Return the paragraphs of lines that stand below one another (over pages too)."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Text(_joined(group, spelling), group) for group in groups]


def continues(before: Line, line: Line) -> bool:
    """Tell whether a line may be the rest of the sentence of another line."""
    return _goes_on([before], line)


def _goes_on(group: list[Line], line: Line) -> bool:
    """Tell whether a line continues a paragraph: it starts no item, its first word had no room on the line before."""
    before = group[-1]
    if _starts_item(before, line) or leads_to_page(before.text) or abs(line.size - before.size) > 0.25 * before.size:
        return False
    if line.page == before.page and line.top - before.bottom > 1.3 * before.size + _leading(group):
        return False
    if _ENDS.search(before.text) and _centred(before) != _centred(line):
        return False
    if len(group) > 1 and line.x0 > before.x0 + 0.35 * line.size and not _centred(line):
        return False
    if (
        len(group) == 1
        and line.x0 > before.x0 + 0.35 * line.size
        and not MARKER.match(before.text)
        and not _centred(line)
    ):
        return _free(before) < line.first and not _ENDS.search(before.text) and line.x0 - before.x0 < 3 * line.size
    return _free(before) < line.first


def _starts_item(before: Line, line: Line) -> bool:
    """Tell whether a line starts an item; "다." behind a full line in mid-sentence is the sentence's own end."""
    if not MARKER.match(line.text):
        return False
    return not (_SYLLABLE.match(line.text) and _free(before) < line.size and not _CLOSED.search(before.text))


def _leading(group: list[Line]) -> float:
    """The space that the paragraph leaves between its lines."""
    if len(group) < 2 or group[-1].page != group[-2].page:
        return 0.0
    return max(0.0, group[-1].top - group[-2].bottom - 0.6 * group[-1].size)


def _free(line: Line) -> float:
    """The room that a line leaves for another word."""
    left, right = line.room
    space = 0.2 * line.size
    if _centred(line):
        return (right - left) - (line.x1 - line.x0) - space
    return right - line.x1 - space


def _centred(line: Line) -> bool:
    left, right = line.x0 - line.room[0], line.room[1] - line.x1
    return abs(left - right) < 0.6 * line.size and left > line.size


def _joined(group: list[Line], spelling: Spelling) -> str:
    text = group[0].text
    for before, line in pairwise(group):
        apart = spelling.apart(text, line.text, before.spaced, _free(before) > 0.9 * before.size)
        text += f" {line.text}" if apart else line.text
    return text
