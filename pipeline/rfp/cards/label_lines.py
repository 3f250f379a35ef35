"""Turns paragraphs outside tables into labels and their text: "□ 요구사항 고유번호 : SFR-001", or "SFR-001 명칭" as a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rfp.cards.events import Event, Gap, More, Pair, Start
from pipeline.rfp.cards.ids import Found, is_placeholder, lenient_id, starting_id
from pipeline.rfp.cards.labels import HEAD, Label, label_of, speaks_of_requirements
from pipeline.rfp.cards.lines import Line, paragraph_lines
from pipeline.rfp.cards.markers import family_of, split_marker
from pipeline.rfp.paper import Kind, Paper, Paragraph

_LABELLED = re.compile(r"[(\[<【「『]?\s*([^:：\]>】」』]{1,24}?)\s*(?:[)\]>】」』]\s*[:：]?|[:：])\s*(.*)", re.DOTALL)
_CHAPTER = re.compile(r"\s*(?:[Ⅰ-Ⅻ]|[IVX]{1,5}\s*\.|제\s*\d+\s*[장절편])")
_CLASS_TITLE = re.compile(r".{0,30}(?:요구\s*사항|제약\s*사항)\s*(?:\(.{0,40}\))?\s*")
_TITLE = 70
_SENTENCE = re.compile(r"(?:다|함|음|됨|임)[.]?$|[.]$")
_REFERENCE = re.compile(r"별지|서식|붙임|첨부|참고|별표|그림|제\d|표\b|ISO|IEC|COVID|RFC|KS\b")
_ENOUGH = 2  # titles with ids, each with text of its own below, that make a document of such cards


def titles_that_are_ids(paper: Paper) -> frozenset[str]:
    """Return the ids that stand as titles of paragraphs in a paper without tables for its cards."""
    found: list[str] = []
    waiting: Found | None = None
    for block in paper.blocks:
        if not isinstance(block, Paragraph):
            waiting = None
        elif block.text.strip():
            title = _id_title(block)
            if waiting is not None and title is None:
                found.append(waiting.id)
            waiting = title
    return frozenset(found) if len(set(found)) >= _ENOUGH else frozenset()


class LabelLines:
    """Reads paragraphs in order; knows whether a card of such paragraphs is open."""

    def __init__(self, titles: frozenset[str]) -> None:
        self._titles = titles
        self._open = False
        self._family = ""  # of the marker before the card's labels
        self._outer = ""  # of the marker of the heading before the first label

    def events(self, paragraph: Paragraph) -> Iterator[Event]:
        """Yield what one paragraph says."""
        lines = tuple(paragraph_lines(paragraph))
        title = _id_title(paragraph)
        family = family_of(paragraph.marker) if paragraph.marker else split_marker(paragraph.text).family
        if title is not None and title.id in self._titles:
            self._open, self._family = True, family
            yield Start()
            yield Pair(Label.ID, (Line(title.printed, place=paragraph.place),), paragraph.place)
            yield Pair(Label.NAME, (Line(title.rest, place=paragraph.place),), paragraph.place)
            yield Pair(Label.DETAIL, (), paragraph.place)
        elif (pair := self._labelled(paragraph)) is not None:
            if not self._open:
                self._family = family
            self._open = True
            yield pair
            if len(lines) > 1:
                yield More(lines[1:], paragraph.place)
        elif self._open and not self._ends(paragraph, family):
            yield More(lines, paragraph.place)
        else:
            self._open = False
            self._outer = family or self._outer
            yield Gap(paragraph.text.strip(), paragraph.place, lines)

    def _labelled(self, paragraph: Paragraph) -> Pair | None:
        first = paragraph.text.strip().split("\n")[0]
        text = split_marker(first).text if not paragraph.marker else first
        found = _LABELLED.fullmatch(text)
        words, value = (found[1], found[2].strip()) if found else (text, "")
        label = label_of(words)
        if label is None or (not found and not (self._open and label not in HEAD)):
            return None
        if not self._open and not _opens(label, words, value):
            return None
        return Pair(label, (Line(value, place=paragraph.place),) if value else (), paragraph.place, words)

    def _ends(self, paragraph: Paragraph, family: str) -> bool:
        """True when the paragraph is no part of the open card: a chapter, a class, a line on the labels' own level."""
        if paragraph.kind is Kind.HEADING or _CHAPTER.match(paragraph.printed):
            return True
        if family and family in (self._family, self._outer):
            return True
        return bool(_CLASS_TITLE.fullmatch(split_marker(paragraph.text).text))


def _opens(label: Label, words: str, value: str) -> bool:
    """True when a labelled line begins a card: an id, or a name or class that says 요구사항."""
    if not value or is_placeholder(value):
        return False
    if label is Label.ID:
        return starting_id(value) is not None or (speaks_of_requirements(words) and lenient_id(value) is not None)
    return label in HEAD and speaks_of_requirements(words)


def _id_title(paragraph: Paragraph) -> Found | None:
    """Return the id and the name of a paragraph that is a title of a requirement."""
    text = split_marker(paragraph.text).text
    if len(text) > _TITLE or "\t" in paragraph.text or paragraph.kind is Kind.CONTENTS or _REFERENCE.match(text):
        return None
    found = starting_id(text)
    if found is None or not found.rest or _SENTENCE.search(found.rest) or not re.search(r"\d{2}", found.id):
        return None
    return found if re.match(r"\W*(?:[A-Z]{2,}|[가-힣]{2,})", text) else None
