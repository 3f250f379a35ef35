"""Turns each line of a text file that stands outside tables into its kind: heading, contents, footnote or body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.rfp.paper import Kind, Paragraph, Place

_LEADER = re.compile(r"(?:[.·․‧]{3,}|…{2,}|(?:[.·] ){4,})[\s.·…]*(?P<page>\d{1,4}(?=\s|$)|[ivxIVX]{1,6}(?=\s|$)|$)")
_PAGED = re.compile(
    r"^(?P<title>(?:[IVXⅠ-Ⅻ]+[. ]|\d{1,2}\.|제\s?\d+\s?[장절]|[가-하]\.|[【\[<]?\s?(?:붙임|별첨|별지|부록)).*\S)\s+(?P<page>\d{1,3})$"
)
_CONTENTS = re.compile(r"^\W*(?:목\s*차|차\s*례|<?목차>?|contents)\W*$", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_HEADINGS = (
    (
        1,
        "roman",
        re.compile(
            r"^(?:[IVX]{1,5}|[Ⅰ-Ⅻ])\s*[.)]?\s+(?=[가-힣])|^[Ⅰ-Ⅻ][.)]?\s*(?=[가-힣])|^제\s?\d{1,2}\s?[장편](?!\S*조)"
        ),
    ),
    (1, "annex", re.compile(r"^[【\[<〔]\s?(?:붙임|별첨|별지|부록|서식|별표)[^】\]>〕]*[】\]>〕]")),
    (2, "section", re.compile(r"^제\s?\d{1,2}\s?절")),
    (2, "number", re.compile(r"^\d{1,2}\.\s+(?=\S)")),
    (2, "box", re.compile(r"^[□■]\s*(?=\S)")),
    (3, "syllable", re.compile(r"^[가나다라마바사아자차카타파하]\.\s+(?=\S)")),
)
_LONE = frozenset(("number", "syllable"))  # also the numbers of lists, so a heading must stand alone
_LONGEST_HEADING = 45
_NO_HEADING = re.compile(r"(?:[.:;,]|다|함|됨|임)$|\s:\s|[:：]\s|\d{4}\.")
_DOUBLE = re.compile(r"^[-*+]\s+(?=(?:\d{1,2}[.)]|\(\d{1,2}\)|[가-하][.)]|[①-⑳]|[○◦●※ㅇ□])\s*\S)")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CALL = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}(?=⁾)")
_NOTE = re.compile(r"^(\d{1,2})\)\s")
_MARKDOWN_NOTE = re.compile(r"^\[\^[^\]]{1,20}\]:\s")
_POINTS = 5.0  # a leading space, about half a letter of 10 points


@dataclass(slots=True)
class Lines:
    """What the lines around a line tell about it."""

    contents: frozenset[int]  # lines of a table of contents
    notes: frozenset[int]  # lines that a raised number calls
    marked: bool  # the file marks its headings with #
    levels: dict[str, int]  # the level at which # last marked a class of heading

    def paragraph(self, text: str, place: Place, lone: bool) -> Paragraph:
        """Return the paragraph of one line; `lone` says that blank lines stand around it."""
        line, stripped = place.line, text.strip()
        if line in self.contents:
            return Paragraph(" ".join(stripped.split()), place, Kind.CONTENTS)
        if line in self.notes:
            return Paragraph(stripped, place, Kind.FOOTNOTE)
        if found := _MARKDOWN.match(stripped):
            return self._marked(len(found[1]), found[2], place)
        indent = len(text) - len(text.lstrip(" \t\u3000")) + 3 * (len(text) - len(text.lstrip("\t")))
        if level := self._level(stripped, lone):
            return Paragraph(stripped, place, Kind.HEADING, level)
        paragraph = Paragraph(stripped, place, indent=indent * _POINTS)
        if found := _DOUBLE.match(stripped):  # "- 1) …": the list's own dash before the author's number
            return replace(paragraph, text=stripped[found.end() :], marker=found[0].strip())
        return paragraph

    def _marked(self, level: int, title: str, place: Place) -> Paragraph:
        for _, name, pattern in _HEADINGS:
            if pattern.match(title):
                self.levels[name] = level
        return Paragraph(title, place, Kind.HEADING, level)

    def _level(self, text: str, lone: bool) -> int:
        if len(text) > _LONGEST_HEADING or _NO_HEADING.search(text):
            return 0
        for level, name, pattern in _HEADINGS:
            if not pattern.match(text):
                continue
            if name in _LONE and (self.marked or not lone):
                return 0
            return self.levels.get(name, level)
        return 0


def leads_to_page(text: str) -> bool:
    """Tell whether a line is one of a table of contents: dots that lead to a page number, at its end or twice."""
    leaders = (
        list(_LEADER.finditer(text[:4000])) if "..." in text or "··" in text or "…" in text or ". ." in text else []
    )
    if not leaders:
        return False
    last = leaders[-1]
    ends = not text[last.end() :].strip()
    return len(leaders) > 1 if not ends else bool(last["page"]) or len(last[0]) > 8


def is_contents_title(text: str) -> bool:
    """Tell whether a line is the title of a table of contents."""
    return bool(_CONTENTS.match(text))


def survey(lines: list[str]) -> Lines:
    """Return what a walk over all lines tells; `lines` are those of the file, the first at index 0."""
    marked = any(line.startswith("#") and _MARKDOWN.match(line) for line in lines)
    return Lines(_contents(lines), _notes(lines), marked, {})


def _contents(lines: list[str]) -> frozenset[int]:
    """Return the numbers of the lines of contents: with dot leaders, or a run of titles that come again as headings."""
    found = set()
    run: list[tuple[int, str, int]] = []
    starts: set[str] | None = None
    for number, line in enumerate([*lines, "(end)"], 1):
        text = line.strip()
        if not text:
            continue
        if leads_to_page(text) or _CONTENTS.match(text):
            found.add(number)
            continue
        paged = _PAGED.match(text) if len(text) < 120 and "\t" not in text else None
        if paged and (not run or int(paged["page"]) >= run[-1][2]):
            run.append((number, paged["title"], int(paged["page"])))
            continue
        if len(run) >= 3:
            starts = starts if starts is not None else {_bare(each) for each in lines if len(each) < 120}
            if sum(_bare(title) in starts for _, title, _ in run) * 2 >= len(run):
                found |= {at for at, _, _ in run}
        run = [(number, paged["title"], int(paged["page"]))] if paged else []
    return frozenset(found)


def _bare(text: str) -> str:
    return re.sub(r"[\s#.]", "", text)


def _notes(lines: list[str]) -> frozenset[int]:
    called: set[int] = set()
    found = set()
    for number, line in enumerate(lines, 1):
        note = _NOTE.match(line)
        if note and int(note[1]) in called:
            called.discard(int(note[1]))
            found.add(number)
        elif _MARKDOWN_NOTE.match(line):
            found.add(number)
        if "⁾" in line:
            called |= {int(call.translate(_SUPERSCRIPT)) for call in _CALL.findall(line)}
    return frozenset(found)
