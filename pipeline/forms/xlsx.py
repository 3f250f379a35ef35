"""Turns a .xlsx form into templates of its sheets and of every part that refers to rows which a fill repeats."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree
from openpyxl.formula.translate import Translator

from pipeline.forms import sheet_pictures
from pipeline.forms.archive import Package
from pipeline.forms.building import Built, build
from pipeline.forms.dialect import SHEET, Element, content, local, put_before, replace
from pipeline.forms.pictures import PICTURE
from pipeline.forms.places import Place
from pipeline.forms.prepared import Prepared, to_bytes
from pipeline.forms.properties import mark_text, prepare_properties
from pipeline.forms.richtext import RICH
from pipeline.forms.running import Run
from pipeline.forms.sheet_followers import prepare_followers
from pipeline.forms.sheet_marks import Formulas, count_rows
from pipeline.forms.sheet_rows import SheetRows
from pipeline.forms.source import Writing
from pipeline.forms.tags import CELL_WORDS, Kind, Tag, Tags
from pipeline.forms.workbook import Book, read_book
from pipeline.forms.xml import parse
from pipeline.problems import Problem

_SHEET_WRITING = Writing("\n", "\t", sheet=True)
_CALC_CHAIN = "xl/calcChain.xml"
_TAGGED = re.compile(r"\{\{|\{%|\{#|\}\}|%\}")
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class _Survey:
    """Names the cell in which a text stands."""

    def __init__(self, part: str, sheet: str) -> None:
        self._part, self._sheet = part, sheet

    def place(self, text: Element) -> Place:
        found = _CELL.fullmatch(text.getparent().get("r", ""))
        letter, number = (found[1], int(found[2])) if found else ("", 0)
        return Place(self._part, self._sheet, row=number, letter=letter)


def prepare(package: Package, file: str) -> tuple[Prepared, list[Problem]]:
    """Return the form taken apart, and everything that is wrong with it."""
    made = Prepared()
    book, problems = read_book(package, file)
    if book is None:
        return made, problems
    sheets: dict[str, Built] = {}
    for name, part in book.sheets.items():
        root, faults = parse(package, part, file)
        problems += faults
        if root is None:
            continue
        _number_cells(root)
        _take_texts(root, book)
        built, faults = build(part, root, SHEET, file, _look, _Survey(part, name))
        problems += [
            _misplaced(tag, file) for tag in built.typed if tag.word in CELL_WORDS or tag.letter in ("p", "tc")
        ]
        problems += faults
        made.typed += built.typed
        sheets[name] = built
    if not problems:
        problems += _prepare_sheets(package, book, sheets, made, file)
    problems += prepare_properties(package, "docProps/core.xml", made, file)
    return made, problems


def _prepare_sheets(package: Package, book: Book, sheets: dict[str, Built], made: Prepared, file: str) -> list[Problem]:
    problems, formulas = [], Formulas()
    repeats = any(level == "tr" for built in sheets.values() for _, level in built.blocks)
    filled = any(built.typed for built in sheets.values())
    hung = sheet_pictures.hang(package, sheets, made, file)
    for name, built in sheets.items():
        changed = _drop_results(built.root, expand=repeats)
        _type_cells(built, book, "_row" if repeats else "")
        _mark_headers(built, name)
        if repeats:
            problems += count_rows(built, name, formulas, file)
        if built.tags.all:
            made.parts.append(built.compiled(_SHEET_WRITING))
        elif changed and filled:
            made.replaced[built.name] = to_bytes(built.root)
    if filled:
        _recalculate(package, book, made, file)
    if repeats:
        made.start = _start(list(sheets), formulas)
    problems += prepare_followers(package, book, sheets, hung, formulas if repeats else None, made, file)
    if book.strings is not None:
        made.replaced["xl/sharedStrings.xml"] = _without_tags(book)
    return problems


def _start(names: list[str], formulas: Formulas) -> Callable[[Run], None]:
    """Return what gives a fill its sheets, all rows still where they are."""

    def start(run: Run) -> None:
        sheets: dict[str, SheetRows] = {}
        for name in ["", *names]:
            sheets[name] = SheetRows(run, formulas.all, sheets)
        run.state["sheets"] = sheets

    return start


def _without_tags(book: Book) -> bytes:
    """Return the shared texts, emptied of those whose cells hold their own text now."""
    for shared in book.texts:
        if _TAGGED.search(content(shared, SHEET)):
            for child in list(shared):
                shared.remove(child)
            etree.SubElement(shared, shared.tag.removesuffix("}si") + "}t")
    return to_bytes(book.strings)


def _number_cells(root: Element) -> None:
    """Write down the address of every row and cell; programs may leave it to the order."""
    row_number = 0
    for row in (element for element in root.iter() if local(element) == "row"):
        row_number = int(row.get("r")) if row.get("r", "").isdecimal() else row_number + 1
        row.set("r", str(row_number))
        column = 0
        for cell in (child for child in row if local(child) == "c"):
            found = _CELL.fullmatch(cell.get("r", ""))
            column = sheet_pictures.column_number(found[1]) if found else column + 1
            cell.set("r", f"{sheet_pictures.column_letters(column)}{row_number}")


def _take_texts(root: Element, book: Book) -> None:
    """Let every cell whose shared text holds a tag hold that text itself."""
    for cell in [element for element in root.iter() if local(element) == "c"]:
        if cell.get("t") == "s":
            value = next((child for child in cell if local(child) == "v"), None)
            number = int(value.text) if value is not None and (value.text or "").strip().isdecimal() else -1
            if not 0 <= number < len(book.texts):
                continue
            shared = book.texts[number]
            text = content(shared, SHEET)
            if "{" not in text and "}" not in text or not _TAGGED.search(text):
                continue
            own = etree.SubElement(cell, cell.tag.removesuffix("}c") + "}is")
            own[:] = [deepcopy(child) for child in shared]
            cell.remove(value)
            cell.set("t", "inlineStr")
        for own in (child for child in cell if local(child) == "is"):
            _wrap_rich(own)


def _wrap_rich(own: Element) -> None:
    """Put a text with looks of its own into a run, which a piece can copy."""
    text = next((child for child in own if local(child) == "t"), None)
    if text is not None and (RICH.search(text.text or "") or "{{r " in (text.text or "")):
        run = etree.Element(own.tag.removesuffix("}is") + "}r")
        own.replace(text, run)
        run.append(text)


def _look(run: Element, tag: Tag, tags: Tags) -> None:
    """Write the looks of a piece into the run's properties, which a cell's font fills up."""
    main = run.tag.removesuffix("}r")
    looks = run.find(f"{main}}}rPr")
    if looks is None:
        looks = etree.Element(f"{main}}}rPr")
        run.insert(0, looks)
    for field, name, value in (
        ("bold", "b", "1 if _p.bold else 0"),
        ("italic", "i", "1 if _p.italic else 0"),
        ("underline", "u", "'single' if _p.underline else 'none'"),
        ("size", "sz", "_p.size ~ ''"),
        ("color", "color", "'FF' ~ _p.color"),
    ):
        for own in looks.findall(f"{main}}}{name}"):
            looks.remove(own)
        new = etree.SubElement(looks, f"{main}}}{name}", {"rgb" if name == "color" else "val": tags.value(value, tag)})
        put_before(new, tags.block(f"if _p.{field} is not none", tag))
        new.tail = tags.block("endif", tag)


def _misplaced(tag: Tag, file: str) -> Problem:
    hint = "엑셀 양식에서는 행만 반복합니다. 행의 첫 칸과 마지막 칸에 {% for %}와 {% endfor %}를 적으세요"
    return Problem("F-TAG-09", f"엑셀 양식에는 쓸 수 없는 태그입니다: {tag.raw}", tag.place.at(file, tag.raw), hint)


def _type_cells(built: Built, book: Book, row_name: str) -> None:
    """Let a cell that is nothing but one value keep the value's type."""
    tags = built.tags
    for cell in [element for element in built.root.iter() if local(element) == "c" and element.get("t") == "inlineStr"]:
        text = content(cell, SHEET)
        inside = tags.of(text)
        found = _CELL.fullmatch(cell.get("r", ""))
        if not text:  # its tags moved out around the row
            _empty(cell)
        if not inside or not found:
            continue
        row = row_name or found[2]
        if any(PICTURE.search(tag.body) for tag in inside):
            column = sheet_pictures.column_number(found[1])
            put_before(cell, tags.block(f"set _ = _run|_at({column}, {row})", inside[0]))
        if len(inside) == 1 and inside[0].kind is Kind.VALUE and text == inside[0].mark and inside[0].body != "_p.text":
            tag, style = inside[0], cell.get("s", "")
            style = style if style.isdecimal() else ""
            kind = book.kinds[int(style)] if style and int(style) < len(book.kinds) else ""
            tag.body = f"({tag.body})|_cell({found[1]!r}, {row}, {style!r}, {kind!r})"
            replace(cell, tag.mark)


def _empty(cell: Element) -> None:
    cell.attrib.pop("t", None)
    for child in list(cell):
        cell.remove(child)


def _drop_results(root: Element, expand: bool) -> bool:
    """Take the stored results out of all formulas; `expand` writes shared ones out, so that each can move alone."""
    masters: dict[str, tuple[str, str]] = {}
    changed = False
    for cell in [element for element in root.iter() if local(element) == "c"]:
        formula = next((child for child in cell if local(child) == "f"), None)
        if formula is None:
            continue
        for value in [child for child in cell if local(child) == "v"]:
            cell.remove(value)
            changed = True
        cell.attrib.pop("t", None)
        if expand and formula.get("t") == "shared":
            number, address = formula.get("si", ""), cell.get("r", "A1")
            if formula.text:
                masters[number] = formula.text, address
            elif number in masters:
                text, origin = masters[number]
                formula.text = Translator("=" + text, origin).translate_formula(address)[1:]
            for attribute in ("t", "si", "ref"):
                formula.attrib.pop(attribute, None)
    return changed


def _mark_headers(built: Built, sheet: str) -> None:
    """Put marks into the page headers and footers, in which & is doubled."""
    for holder in (element for element in built.root if local(element) == "headerFooter"):
        for element in holder:
            if _TAGGED.search(element.text or ""):
                before = len(built.tags.all)
                mark_text(element, built.tags, Place(built.name, f"{sheet} 머리글·바닥글"))
                for tag in built.tags.all[before:]:
                    tag.body = f"({tag.body})|_header" if tag.kind is Kind.VALUE else tag.body
                    built.typed.append(tag)


def _recalculate(package: Package, book: Book, made: Prepared, file: str) -> None:
    """Have the spreadsheet program compute everything when it opens the file; the stored order of computing goes."""
    root = book.root
    main = root.tag.removesuffix("}workbook")
    properties = root.find(f"{main}}}calcPr")
    if properties is None:
        properties = etree.Element(f"{main}}}calcPr")
        earlier = (
            "fileVersion",
            "fileSharing",
            "workbookPr",
            "workbookProtection",
            "bookViews",
            "sheets",
            "functionGroups",
        )
        earlier += ("externalReferences", "definedNames")
        root.insert(sum(local(element) in earlier for element in root), properties)
    properties.set("fullCalcOnLoad", "1")
    made.replaced["xl/workbook.xml"] = to_bytes(root)
    if _CALC_CHAIN not in package.entries:
        return
    made.dropped.add(_CALC_CHAIN)
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        listing, _ = parse(package, name, file) if name in package.entries else (None, [])
        for element in list(listing if listing is not None else ()):
            if "calcChain" in (element.get("PartName", "") + element.get("Target", "")):
                listing.remove(element)
                made.replaced[name] = to_bytes(listing)
