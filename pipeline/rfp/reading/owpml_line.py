"""Turns the text and the shape of one OWPML paragraph into a Paragraph: its kind, level, marker and indent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from pipeline.rfp.paper import Block, Kind, Paragraph, Place
from pipeline.rfp.reading.owpml_header import Shape, Style
from pipeline.rfp.reading.owpml_xml import local
from pipeline.rfp.reading.symbols import readable

_NOWHERE = Place()
_INLINE = {"lineBreak": "\n", "tab": "\t", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_LONGEST_HEADING = 80  # letters; outline styles are often misused for the sentences of a table
_BULLET = re.compile(r"[^\w\s(\[【〔<〈《『「\"'“‘]|[ㅇoO]\s")
_DOTTED = re.compile(r"\S.*?(?:\.{5,}|…{2,}|‥{2,}|·{5,}|(?:\s\.){4,})\s*[-–]?\s*\d{1,4}\s*[-–]?\s*$", re.DOTALL)
_PAGE = re.compile(r"\S.*?\t\s*[-–]?\s*(?P<page>\d{1,3}|[ivxIVX]{1,6})\s*[-–]?$", re.DOTALL)
_LONGEST_ENTRY = 300  # letters of a line of contents, dots and all
_LAST_OF_CONTENTS = "0123456789-–"
_RUN_OF_CONTENTS = 3  # so many lines that end in a tab and a growing number are contents even without dots


@dataclass(slots=True)
class Line:
    """A paragraph while it is read: its text so far, and what floats beside it."""

    kind: Kind
    shape: Shape
    style: Style
    marker: str = ""
    height: float = 0.0  # of its first letters, in points
    text: list[str] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)  # what floats behind its text, and its footnotes
    begun: bool = False  # something of it has been said
    led: bool = False  # it holds a tab with a leader of dots or dashes
    deleted: bool = False  # between the marks of a tracked deletion

    def add(self, element: Element) -> None:
        """Take the text of a `t` element, without what a tracked deletion has marked."""
        self.say(element.text)
        for child in element:
            name = local(child)
            if name == "deleteBegin":
                self.deleted = True
            elif name == "deleteEnd":
                self.deleted = False
            elif name in _INLINE:
                self.say(_INLINE[name])
                self.led = self.led or (name == "tab" and child.get("leader", "0") not in ("0", "NONE"))
            self.say(child.tail)

    def say(self, text: str | None) -> None:
        """Take a piece of text."""
        if text and not self.deleted:
            self.text.append(text)
            self.begun = self.begun or not text.isspace()

    def float(self, blocks: list[Block], behind: bool) -> None:
        """Take what does not stand in the text but before or behind it."""
        (self.after if behind else self.before).extend(blocks)

    def finish(self) -> list[Block]:
        """Return the paragraph that the line holds so far, if it says anything, and empty the line of it."""
        if not self.text:
            return []
        whole = readable("".join(self.text))
        self.text.clear()
        text = whole.strip()
        if not text:
            return []
        kind, level = self._kind(text)
        marker, self.marker = self.marker, ""
        typed = (len(whole) - len(whole.lstrip(" "))) * self.height / 2  # a space is half as wide as a letter
        return [Paragraph(text, _NOWHERE, kind, level, marker, round(self.shape.indent + typed, 1))]

    def _kind(self, text: str) -> tuple[Kind, int]:
        if self.kind not in (Kind.BODY, Kind.BOX):
            return self.kind, 0
        if self._is_contents(text):
            return Kind.CONTENTS, 0
        level = self.shape.level + 1 if self.shape.heading in ("OUTLINE", "NUMBER") else 0
        outline = level if self.shape.heading == "OUTLINE" else self.style.outline
        if outline and self.kind is Kind.BODY and _may_head(text, self.shape):
            return Kind.HEADING, outline
        return self.kind, level

    def _is_contents(self, text: str) -> bool:
        if self.style.contents:
            return True
        if len(text) > _LONGEST_ENTRY:
            return False
        return bool(self.led and _PAGE.match(text)) or (text[-1] in _LAST_OF_CONTENTS and bool(_DOTTED.match(text)))


def mark_contents(blocks: list[Block]) -> list[Block]:
    """Return the blocks with each run of lines that end in a tab and a growing page number marked as contents."""
    pages = [_page(block) for block in blocks]
    made = list(blocks)
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and pages[end] and (end == start or pages[end] >= pages[end - 1]):
            end += 1
        if end - start >= _RUN_OF_CONTENTS:
            for place in range(start, end):
                line = blocks[place]
                if isinstance(line, Paragraph):
                    made[place] = replace(line, kind=Kind.CONTENTS, level=0)
        start = max(end, start + 1)
    return made


def _page(block: Block) -> int:
    """Return the page number that a line of contents ends in; 0 when it does not look like one."""
    if not isinstance(block, Paragraph) or block.kind not in (Kind.BODY, Kind.BOX, Kind.HEADING):
        return 0
    if "\t" not in block.text or len(block.text) > _LONGEST_ENTRY:
        return 0
    found = _PAGE.match(block.text)
    return int(found["page"]) if found and found["page"].isdigit() else 0


def _may_head(text: str, shape: Shape) -> bool:
    return shape.heading != "BULLET" and len(text) <= _LONGEST_HEADING and not _BULLET.match(text)
