"""Turns the books that must not tell the price, and the forms beside them, into a Problem for each place that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from pipeline.compose.bid_chapters import Part
from pipeline.compose.bid_names import OWN_HEADINGS, name_of
from pipeline.compose.bid_texts import pictures, texts
from pipeline.document.blocks import Document
from pipeline.model.proposal import Proposal, RequiredForm, Section, Volume
from pipeline.problems import Location, Problem
from pipeline.read.schema import label_of
from pipeline.rules.price_leak import LEAK, Leak, Price, normal, units_of

_HINT = "금액을 지우거나 가격 책(책: 가격)의 절로 옮깁니다"
_PARAGRAPH_END = re.compile(r"</(?:\w+:)?(?:p|si|c|row)>")
_TAG = re.compile(r"<[^>]*>")


def leaks_of(
    document: Document, volume: Volume, parts: Iterable[Part], price: Price, proposal: Proposal, library: Mapping[str, tuple[str, str]]
) -> list[Problem]:
    """Return one Problem a place of the Markdown that lets `document` tell a sum of the price; the sum itself is never said.

    `library`: name of a reusable paragraph → (its file, its text).
    """
    by_anchor = {each.anchor: each for each in parts}
    begin = {*by_anchor, *OWN_HEADINGS}
    found: dict[tuple[Location, str], Problem] = {}
    for told in texts(document, begin):
        for leak in price.leaks(told.text, units_of(told.unit) if told.unit else ()):
            at = _place(leak, told.text, by_anchor.get(told.section), by_anchor.values(), proposal, library)
            found.setdefault((at, leak.kind), _problem(volume, leak.kind, told.what, at))
    for picture, anchor in pictures(document, begin):
        if kind := price.in_bytes(picture.data):
            owner = by_anchor.get(anchor)
            at = _place(Leak(kind, picture.alt), picture.alt, owner, (), proposal, library)
            found.setdefault((at, kind), _problem(volume, kind, "그림 파일에 숨은 글", at))
    return list(found.values())


def leaks_of_form(form: RequiredForm, data: bytes, name: str, price: Price) -> list[Problem]:
    """Return a Problem for each kind of sum that a filled form of another book than the price's tells."""
    kinds = dict.fromkeys(leak.kind for text in (name, *_texts_of(data)) for leak in price.leaks(text))
    return [_problem(form.volume, kind, f"{form.number} {form.name}".strip(), form.at) for kind in kinds]


def _problem(volume: Volume, kind: str, what: str, at: Location) -> Problem:
    return Problem(LEAK, f"{name_of(volume)}의 {what}에 가격이 드러납니다: {kind}.", at, _HINT)


def _place(
    leak: Leak, text: str, part: Part | None, parts: Iterable[Part], proposal: Proposal, library: Mapping[str, tuple[str, str]]
) -> Location:
    """Return the line that says it: in the section, in a reusable paragraph that it takes, in a mark's reason, else the nearest."""
    if part is not None:
        section = part.section
        if (row := _line_with(section.text, leak.words)) is not None:
            return Location(section.at.file, section.line + row)
        if (at := _in_head(section, leak.words)) is not None:
            return at
        for name, (file, words) in library.items():
            row = _line_with(words, leak.words)
            if row is not None and re.search(rf"@문단\(\s*{re.escape(name)}\s*\)", section.text):
                return Location(file, row + 1)
        return Location(section.at.file, section.line + _likeliest(section, text))
    for each in parts:
        if (at := _in_head(each.section, leak.words)) is not None:
            return at
        for answer in each.prose.answers:
            if leak.words in normal(answer.note):
                return answer.at
    return proposal.at.whole


def _in_head(section: Section, words: str) -> Location | None:
    """Return the field of a section's head that says `words` and is printed."""
    told = {"title": section.title, "chapter": section.chapter, "pitch": section.pitch}
    field = next((name for name, text in told.items() if normal(words) in normal(text)), None)
    return section.at.at_field(label_of(Section, field)) if field else None


def _line_with(text: str, words: str) -> int | None:
    """Return the first line that holds `words`, whatever commas and marks of emphasis stand in it."""
    wanted = _bare(words)
    return next((row for row, line in enumerate(text.split("\n")) if wanted in _bare(line)), None)


def _bare(text: str) -> str:
    return re.sub(r"[*_`~\\,]|(?<=\d)\s+(?=\d)", "", normal(text))


def _likeliest(section: Section, text: str) -> int:
    """Return the line of Markdown that most likely became `text`, whose sum a {{ }} made: the one most like it, of those with {{ first."""
    lines, wanted = section.text.split("\n"), _pairs(text)
    likeness = [(len(wanted & (pairs := _pairs(line))) / max(1, len(wanted | pairs)), "{{" in line or "{%" in line) for line in lines]
    filled = [row for row, (_, made) in enumerate(likeness) if made]
    return max(filled or range(len(lines)), key=lambda row: likeness[row][0], default=0)


def _pairs(text: str) -> set[str]:
    """Return the pairs of letters in a text, without blanks and figures."""
    letters = re.sub(r"[\W\d_]", "", normal(text))
    return {letters[place : place + 2] for place in range(len(letters) - 1)}


def _texts_of(data: bytes) -> Iterator[str]:
    """Yield the paragraphs and cells of a .docx, .hwpx or .xlsx file; nothing of what is no such file."""
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith((".xml", ".rels", ".txt"))]
    except BadZipFile:
        return
    for part in parts:
        for paragraph in _PARAGRAPH_END.split(part):
            if text := unescape(_TAG.sub("", paragraph)).strip():
                yield text
