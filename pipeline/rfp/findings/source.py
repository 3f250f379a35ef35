"""Turns a paper with its cards and facts into what checks read: every sentence once, with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate
from unicodedata import normalize

import tossi

from pipeline.model.finding import Finding, Grade, Quote
from pipeline.rfp.card import Requirements
from pipeline.rfp.fact import Facts
from pipeline.rfp.paper import Kind, Paper, Place, Table

_LONGEST_QUOTE = 160
_QUOTED = re.compile(r"'([^'\n]*)'")
_LEAD = r"(?:\(\?<!\[?[^()\]]*\]?\))?{}([가-힣]+)(?![?*{{])"
_BARE, _OPENED = re.compile(_LEAD.format("")), re.compile(_LEAD.format(r"\(?(?:\?:)?"))
_MAYBE = re.compile(r"\)[?*{]")  # a group that may be left out
_EITHER = re.compile(r"([^\s'\"”’)\]]+)(['\"”’)\]]*)((?:은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로|\(이\)라))")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One paragraph as checks see it: its text with marker, where it stands, whether in a table."""

    text: str
    place: Place
    in_table: bool = False
    kind: Kind = Kind.BODY


@dataclass(frozen=True)
class Source:
    """All that a check may look at."""

    paper: Paper
    requirements: Requirements
    facts: Facts
    sentences: tuple[Sentence, ...] = field(default=())

    @cached_property
    def text(self) -> str:
        """The whole text, a sentence a line."""
        return "\n".join(sentence.text for sentence in self.sentences)

    def matching(self, pattern: str | re.Pattern[str], *words: str) -> Iterator[tuple[Sentence, re.Match[str]]]:
        """Yield every match in every sentence, in reading order; with `words` only where a sentence holds one of them.

        Looking for a word is a hundred times faster than trying a pattern, so words are taken from the pattern itself
        where it begins with one.
        """
        compiled = re.compile(pattern) if isinstance(pattern, str) else pattern
        words = words or leads(compiled.pattern)
        for sentence in self.holding(*words) if words else self.sentences:
            for found in compiled.finditer(sentence.text):
                yield sentence, found

    def holding(self, *words: str) -> list[Sentence]:
        """Return the sentences that hold one of `words`, in reading order."""
        return [self.sentences[order] for order in self.orders(*words)]

    def orders(self, *words: str) -> list[int]:
        """Return which sentences (counted from 0) hold one of `words`, in reading order."""
        return sorted(set().union(*map(self._orders, words)))

    def _orders(self, word: str) -> set[int]:
        found: set[int] = set()
        at = self.text.find(word)
        while at >= 0:
            order = bisect_right(self._starts, at) - 1
            found.add(order)
            at = self.text.find(word, self._starts[order + 1])  # the last start is the end of the text
        return found

    @cached_property
    def _starts(self) -> list[int]:
        """Where each sentence starts in the text."""
        return list(accumulate((len(sentence.text) + 1 for sentence in self.sentences), initial=0))


@cache
def leads(pattern: str) -> tuple[str, ...]:
    """Return Hangul words of which every match of a pattern holds one; none unless each of its branches begins with one."""
    opening = _OPENED if not _MAYBE.search(pattern) else _BARE
    found = [opening.match(branch) for branch in pattern.split("|")]
    return tuple(match[1] for match in found if match) if all(found) else ()


def source_of(paper: Paper, requirements: Requirements, facts: Facts) -> Source:
    """Return the source for checks; contents lines, headers and footers are left out."""
    sentences: list[Sentence] = []
    for block in paper.blocks:
        if isinstance(block, Table):
            sentences += _cells(block)
        elif block.kind not in (Kind.MARGIN, Kind.CONTENTS) and block.text.strip():
            sentences.append(Sentence(block.printed, block.place, kind=block.kind))
    return Source(paper, requirements, facts, tuple(sentences))


def _cells(table: Table) -> Iterator[Sentence]:
    for cell in table.cells:
        for paragraph in cell.paragraphs():
            if paragraph.text.strip():
                yield Sentence(paragraph.printed, paragraph.place or cell.place, in_table=True, kind=paragraph.kind)


def finding(
    grade: Grade, kind: str, issue: str, quotes: list[tuple[str, Place]], assumption: str = "", question: str = ""
) -> Finding:
    """Return a finding without number; long quotes are cut around nothing but their end."""
    made = tuple(Quote(text=_cut(text), where=str(place)) for text, place in dict.fromkeys(quotes))
    return Finding(
        number="", grade=grade, kind=kind, issue=spoken(issue), quotes=made, assumption=spoken(assumption), question=spoken(question)
    )


def spoken(text: str) -> str:
    """Return `text` with each 은(는), 이(가), 을(를), 과(와), (으)로 as the word before it asks for, and quotes as Korean prints them."""
    text = _QUOTED.sub(r"‘\1’", text)
    return _EITHER.sub(lambda found: f"{found[1]}{found[2]}{tossi.pick(normalize('NFKC', found[1]), found[3])}", text)


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_QUOTE else flat[: _LONGEST_QUOTE - 1] + "…"
