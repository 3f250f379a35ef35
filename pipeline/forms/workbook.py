"""Turns the package of a workbook into its sheets, number formats and shared texts."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from pipeline.forms.archive import Package
from pipeline.forms.dialect import Element, local
from pipeline.forms.xml import parse
from pipeline.problems import Problem

_BOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})  # built in, Korean ones too
_TEXT_FORMAT = "49"
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(slots=True)
class Book:
    """A workbook's parts as they stand in the form."""

    root: Element
    sheets: dict[str, str] = field(default_factory=dict)  # name → part
    strings: Element | None = None
    texts: list[Element] = field(default_factory=list)  # the shared strings in order
    kinds: list[str] = field(default_factory=list)  # style index → date, date1904, text or ""


def read_book(package: Package, file: str) -> tuple[Book | None, list[Problem]]:
    """Return the workbook, or what is missing of it."""
    root, problems = parse(package, _BOOK, file)
    if root is None:
        return None, problems
    book = Book(root)
    related = relations(package, _BOOK)
    for sheet in (element for element in root.iter() if local(element) == "sheet"):
        part = related.get(sheet.get(RELATION) or sheet.get(_STRICT_RELATION) or "", "")
        if part.startswith("xl/worksheets/"):
            book.sheets[sheet.get("name", "")] = part
    if _STRINGS in package.entries:
        book.strings, faults = parse(package, _STRINGS, file)
        problems += faults
        if book.strings is not None:
            book.texts = [element for element in book.strings if local(element) == "si"]
    if _STYLES in package.entries:
        styles, faults = parse(package, _STYLES, file)
        problems += faults
        if styles is not None:
            old = any(e.get("date1904") in ("1", "true") for e in root.iter() if local(e) == "workbookPr")
            book.kinds = _kinds(styles, "date1904" if old else "date")
    return book, problems


def relations(package: Package, part: str) -> dict[str, str]:
    """Return relationship id → part for everything that a part refers to inside the package."""
    folder, _, name = part.rpartition("/")
    root, _ = (
        parse(package, f"{folder}/_rels/{name}.rels", "")
        if f"{folder}/_rels/{name}.rels" in package.entries
        else (None, [])
    )
    found = {}
    for relation in root if root is not None else ():
        target = relation.get("Target", "") if isinstance(relation.tag, str) else ""
        if target and relation.get("TargetMode") != "External":
            found[relation.get("Id", "")] = target[1:] if target[0] == "/" else posixpath.normpath(f"{folder}/{target}")
    return found


def _kinds(styles: Element, date_kind: str) -> list[str]:
    codes = {
        element.get("numFmtId"): element.get("formatCode", "")
        for element in styles.iter()
        if local(element) == "numFmt"
    }
    cells = next((element for element in styles if local(element) == "cellXfs"), ())
    kinds = []
    for style in (element for element in cells if local(element) == "xf"):
        number = style.get("numFmtId", "0")
        code = _NOT_LETTERS.sub("", codes.get(number, "")).lower()
        shows_date = number in codes and any(letter in code for letter in "ymdhs") and "general" not in code
        if shows_date or (number not in codes and number.isdecimal() and int(number) in _DATE_FORMATS):
            kinds.append(date_kind)
        else:
            kinds.append("text" if number == _TEXT_FORMAT or codes.get(number) == "@" else "")
    return kinds
