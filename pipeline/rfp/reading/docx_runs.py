"""Turns the runs of a DOCX paragraph into its text, with the text boxes and footnote calls that hang on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from pipeline.rfp.reading.docx_numbers import symbol
from pipeline.rfp.reading.docx_package import W, flag, value, whole
from pipeline.rfp.reading.symbols import readable

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LEFT_OUT = frozenset(
    W + name
    for name in (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "tbl",
    )
)
_SAID = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": ""}
_DRAWN = frozenset(W + name for name in ("drawing", "pict", "object"))
_DEEPEST = 100


@dataclass(slots=True)
class Said:
    """What one paragraph holds."""

    words: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)  # w:txbxContent
    notes: list[tuple[str, str]] = field(default_factory=list)  # ("footnotes" or "endnotes", id)

    @property
    def text(self) -> str:
        """The text, without white space at its ends."""
        return readable("".join(self.words)).strip()


@dataclass(slots=True)
class Fields:
    """Which fields are open: a field's code is left out, its result is text. Fields run over paragraphs."""

    open: list[list[str]] = field(default_factory=list)  # for each: its code so far, and "result" once that begins

    @property
    def in_code(self) -> bool:
        """True inside the code of a field."""
        return any(parts[-1] != "result" for parts in self.open)

    @property
    def in_contents(self) -> bool:
        """True inside a table of contents."""
        return any("".join(parts).lstrip().startswith("TOC") for parts in self.open)

    def mark(self, kind: str | None) -> None:
        """Take a field character."""
        if kind == "begin" and len(self.open) < _DEEPEST:
            self.open.append([""])
        elif kind == "separate" and self.open:
            self.open[-1].append("result")
        elif kind == "end" and self.open:
            self.open.pop()

    def code(self, text: str) -> None:
        """Take a piece of a field's code."""
        if self.open and self.open[-1][-1] != "result":
            self.open[-1].append(text)


def said(paragraph: etree._Element, fields: Fields) -> Said:
    """Return what a paragraph says, as it reads with all tracked changes accepted."""
    found = Said()
    _walk(paragraph, fields, found)
    return found


def _walk(parent: etree._Element, fields: Fields, found: Said) -> None:
    for element in parent:
        tag = element.tag
        if tag == W + "instrText":
            fields.code(element.text or "")
        elif tag == W + "fldChar":
            fields.mark(element.get(W + "fldCharType"))
            found.words += _checkbox(element)
        elif tag in _LEFT_OUT or not isinstance(tag, str):
            continue
        elif tag == W + "t" or tag == _M + "t":
            if not fields.in_code:
                found.words.append(element.text or "")
        elif tag in _SAID:
            if not fields.in_code:
                found.words.append(_SAID[tag])
        elif tag == W + "br":
            found.words.append("\n" if element.get(W + "type", "textWrapping") == "textWrapping" else " ")
        elif tag == W + "sym":
            found.words.append(symbol(_code(element.get(W + "char")), element.get(W + "font", "")))
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            found.notes.append(("footnotes" if "foot" in tag else "endnotes", element.get(W + "id", "")))
        elif tag == _MC + "AlternateContent":
            _walk(_choice(element), fields, found)
        elif tag in _DRAWN:
            found.boxes += _boxes(element)
        elif tag != W + "r" or not _hidden(element):
            _walk(element, fields, found)


def _hidden(run: etree._Element) -> bool:
    return flag(run.find(f"{W}rPr/{W}vanish"))


def _choice(element: etree._Element) -> etree._Element:
    """Return the branch that Word of today shows; the fallback says the same again in older marks."""
    choice = element.find(_MC + "Choice")
    fallback = element.find(_MC + "Fallback")
    return element if choice is None and fallback is None else fallback if choice is None else choice


def _boxes(element: etree._Element) -> list[etree._Element]:
    """Return the contents of the text boxes of a drawing, those inside another box left to it."""
    boxes = []
    waiting = [element]
    while waiting:
        at = waiting.pop()
        if at.tag == W + "txbxContent":
            boxes.append(at)
        elif at.tag == _MC + "AlternateContent":
            waiting.append(_choice(at)) if len(at) else None
        else:
            waiting += list(at)[::-1]
    return boxes


def _checkbox(element: etree._Element) -> list[str]:
    box = element.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return []
    checked = box.find(W + "checked")
    return ["■" if flag(box.find(W + "default") if checked is None else checked) else "□"]


def _code(text: str | None) -> int:
    try:
        return min(int(text or "", 16), 0x10FFFF)
    except ValueError:
        return 0x2022


def is_contents(sdt: etree._Element) -> bool:
    """Tell whether a content control holds a table of contents."""
    return value(sdt, "sdtPr/docPartObj/docPartGallery") == "Table of Contents"


def span(cell: etree._Element) -> int:
    """Return how many grid columns a cell covers."""
    return min(max(1, whole(value(cell, "tcPr/gridSpan"), 1)), 500)
