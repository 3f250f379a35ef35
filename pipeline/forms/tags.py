"""Turns text that a person typed into the tags that stand in it, and what is wrong with how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from pipeline.forms.dialect import Element
from pipeline.forms.places import Place

MARK = re.compile("\ufdd0(\\d+)\ufdd1")  # noncharacters: no document can mean them
NONCHARACTERS = dict.fromkeys(range(0xFDD0, 0xFDF0))

# Word and 한글 make quotation marks curly and spaces unbreakable while a person types.
_AS_TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u2007": " ", "\u202f": " "})
_OPENING = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|\{_\{|\}_\}|\{_%|%_\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_ESCAPED = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_LETTER = re.compile(r"[-+]?(tr|tc|p|r)[-+]?\s+(?=\S)")
_NOT_AFTER_NAME = re.compile(r"(?:if|else|or|and|in|is|not\s+in)\b|[^\w\"'(\[{]")  # {{ r if … }} is a name called r

OPENERS = ("for", "if", "with")
MIDDLES = {"elif": ("if",), "else": ("if", "for")}
CLOSERS = {"endfor": "for", "endif": "if", "endwith": "with"}
CELL_WORDS = ("vm", "hm", "colspan", "cellbg")
WORDS = (*OPENERS, *MIDDLES, *CLOSERS, "set", *CELL_WORDS)


class Kind(Enum):
    """What a tag does: prints a value, steers, says nothing, or stands for letters that look like a tag."""

    VALUE = "{{"
    BLOCK = "{%"
    NOTE = "{#"
    LETTERS = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A tag in a text: letters `start` to `end`, docxtpl's letter (tr, tc, p, r or none), and what the braces hold."""

    kind: Kind
    start: int
    end: int
    letter: str
    body: str


@dataclass(slots=True, eq=False)
class Tag:
    """A tag of a form: its text, its place for people, and the paragraph that it stands in."""

    kind: Kind
    letter: str
    body: str
    raw: str
    place: Place
    paragraph: Element | None = field(default=None, repr=False)
    index: int = -1
    order: float = -1  # where it stands among the tags of its part
    inline: bool = True  # False once it stands between elements

    @property
    def word(self) -> str:
        """The first word of a steering tag: for, if, endfor …"""
        found = re.match(r"\w+", self.body) if self.kind is Kind.BLOCK else None
        return found[0] if found else ""

    @property
    def mark(self) -> str:
        """What stands for the tag in the tree's texts."""
        return f"\ufdd0{self.index}\ufdd1"


@dataclass(slots=True)
class Tags:
    """The tags of one part, each at the index that its mark bears."""

    all: list[Tag] = field(default_factory=list)

    def add(self, tag: Tag) -> Tag:
        """Give `tag` its index."""
        tag.index = len(self.all)
        tag.order = tag.index if tag.order < 0 else tag.order
        self.all.append(tag)
        return tag

    def made(self, kind: Kind, body: str, like: Tag, after: float = 0) -> Tag:
        """Add a tag that the program writes in the place of `like`, ordered `after` it (before it when negative)."""
        return self.add(Tag(kind, "", body, like.raw, like.place, like.paragraph, order=like.order + after))

    def value(self, expression: str, like: Tag) -> str:
        """Return the mark of a new `{{ expression }}`."""
        return self.made(Kind.VALUE, expression, like).mark

    def block(self, body: str, like: Tag) -> str:
        """Return the mark of a new `{% body %}`."""
        return self.made(Kind.BLOCK, body, like).mark

    def of(self, text: str) -> list[Tag]:
        """Return the tags whose marks stand in `text`, in order."""
        return [self.all[int(number)] for number in MARK.findall(text)]


def may_hold_tags(content: bytes) -> bool:
    """True unless no brace stands in a part."""
    return b"{" in content or b"}" in content


def find_tags(text: str) -> tuple[list[Found], list[tuple[str, str]]]:
    """Return the tags in `text` in order, and (code, faulty piece) for each brace that has no partner."""
    typed = text.translate(_AS_TYPED)
    tags, faults, at = [], [], 0
    while found := _OPENING.search(typed, at):
        start, sign = found.start(), found[0]
        at = found.end()
        if sign in _ESCAPED:
            tags.append(Found(Kind.LETTERS, start, at, "", _ESCAPED[sign]))
        elif sign not in _CLOSING:
            faults.append(("F-TAG-02", text[max(0, start - 20) : at]))
        else:
            end = _end(typed, at, _CLOSING[sign])
            if end < 0:
                faults.append(("F-TAG-01", text[start : start + 40]))
            else:
                tags.append(_tag(Kind(sign), start, end + 2, typed, tags[-1].end if tags else 0))
                at = tags[-1].end
    return tags, faults


def _tag(kind: Kind, start: int, end: int, typed: str, low: int) -> Found:
    """Return the tag from `start` to `end`; a dash inside takes the spaces on its side along, down to `low`."""
    body, letter = typed[start + 2 : end - 2], ""
    found = _LETTER.match(body)
    if found and not (kind is Kind.VALUE and (found[1][0] == "t" or _NOT_AFTER_NAME.match(body, found.end()))):
        letter, body = found[1], body[found.end() :]
    if body[:1] == "-":
        while start > low and typed[start - 1].isspace():
            start -= 1
    if body[-1:] == "-":
        while end < len(typed) and typed[end].isspace():
            end += 1
    signs = "-+" if kind is not Kind.VALUE else "-"
    return Found(kind, start, end, letter, _without(body, signs))


def _without(body: str, signs: str) -> str:
    """Return what stands between the signs of white space control."""
    body = body[1:] if body[:1] in tuple(signs) else body
    return (body[:-1] if body[-1:] in tuple(signs) else body).strip()


def _end(text: str, start: int, closing: str) -> int:
    """Return where `closing` stands for the tag whose inside begins at `start`; strings and brackets hide it."""
    if closing == "#}":
        return text.find(closing, start)
    depth, at = 0, start
    while at < len(text):
        letter = text[at]
        if letter in "\"'":
            at = _end_of_string(text, at)
            if at < 0:
                break
        elif depth == 0 and text.startswith(closing, at):
            return at
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
            if depth < 0:
                break
        at += 1
    plain = text.find(closing, start)  # the brackets do not match: the tag is closed all the same, its grammar is not
    return -1 if plain < 0 or any(sign in text[start:plain] for sign in ("{{", "{%")) else plain


def _end_of_string(text: str, start: int) -> int:
    at = start + 1
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == text[start]:
            return at
        at += 1
    return -1
