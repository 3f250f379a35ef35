"""Turns a sheet with repeated rows into one that counts its rows and moves all that refers to them."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.forms.blocks import Block
from pipeline.forms.building import Built
from pipeline.forms.dialect import Element, local, put_after, put_before
from pipeline.forms.formula import take_apart
from pipeline.forms.places import Place
from pipeline.forms.references import Piece
from pipeline.forms.tags import Kind, Tag, Tags
from pipeline.problems import Problem

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_OF_RANGES = {"conditionalFormatting", "dataValidation", "protectedRange", "ignoredError"}
_RULES = {"formula", "formula1", "formula2", "f"}
Area = tuple[int, int, str, str]  # first row, last row, left and right column


class Formulas:
    """The formulas of a workbook, taken apart once."""

    def __init__(self) -> None:
        self.all: list[tuple[Piece, ...]] = []

    def number(self, formula: str, grows: bool = False) -> int:
        """Take a formula in and return its number; with `grows` a lone cell becomes all copies of it, as in a total."""
        pieces = take_apart(formula)
        if grows:
            pieces = tuple(piece if isinstance(piece, str) else replace(piece, total=True) for piece in pieces)
        self.all.append(pieces)
        return len(self.all) - 1


def count_rows(built: Built, name: str, formulas: Formulas, file: str) -> list[Problem]:
    """Write marks into a sheet by which a fill knows where its rows come to stand."""
    tags, root = built.tags, built.root
    like = built.typed[0] if built.typed else Tag(Kind.NOTE, "", "", "", Place(built.name, name))
    data = next(element for element in root if local(element) == "sheetData")
    blocks = [block for block, level in built.blocks if level == "tr"]
    loops = [(block.opening.place.row, block.closing.place.row) for block in blocks if block.word == "for"]
    for block in blocks:
        _count_block(block, data, tags)
    for row in (element for element in data if local(element) == "row"):
        _count_row(row, formulas, tags, like)
    root.text = tags.block(f"set _sheet = {name!r}|_sheet", like) + (root.text or "")
    problems = []
    for element in list(root.iter()):
        problems += _move_reference(element, loops, formulas, tags, like, file)
    return problems


def shift_text(element: Element, name: str, formulas: Formulas, tags: Tags, like: Tag, grows: bool = False) -> None:
    """Let the formula that an element outside any sheet holds follow the rows of all sheets."""
    number = formulas.number(element.text or "", grows)
    element.text = tags.value(f"({name!r}|_sheet).shifted({number})", like)


def areas(text: str) -> list[Area]:
    """Return the ranges of a list such as "A1:B2 C3"."""
    found = [_RANGE.fullmatch(piece) for piece in text.split()]
    return [(int(r[2]), int(r[4] or r[2]), r[1], r[3] or r[1]) for r in found if r]


def _count_block(block: Block, data: Element, tags: Tags) -> None:
    """Tell before and after each of its tags which rows of the form end and begin there."""
    low, high = block.opening.place.row, block.closing.place.row
    for tag in block.tags:
        ends, begins = _edges(tag, tags, data)
        before = tags.block(f"set _ = _sheet.fill({ends})", tag)
        after = tags.block(f"set _ = _sheet.skip({begins - 1})", tag)
        if block.word == "for" and tag is block.opening:
            after = tags.block(f"set _ = _sheet.begin({low}, {high})", tag) + after
        if block.word == "for" and tag is block.closing:
            before += tags.block("set _ = _sheet.end()", tag)
        _surround(data, tag.mark, before, after)


def _edges(tag: Tag, tags: Tags, data: Element) -> tuple[int, int]:
    """Return the last row of the form before a tag and the first behind it; its own row may have gone with it."""
    number = tag.place.row
    row = next((row for row in data if local(row) == "row" and row.get("r") == str(number)), None)
    if row is None:
        return number - 1, number + 1
    return (number, number + 1) if tag.mark in (row.tail or "") else (number - 1, number)


def _surround(data: Element, mark: str, before: str, after: str) -> None:
    if mark in (data.text or ""):
        data.text = data.text.replace(mark, before + mark + after)
        return
    for row in data:
        if mark in (row.tail or ""):
            row.tail = row.tail.replace(mark, before + mark + after)
            return


def _count_row(row: Element, formulas: Formulas, tags: Tags, like: Tag) -> None:
    number = int(row.get("r", "0"))
    put_before(row, tags.block(f"set _row = _sheet.row({number})", like))
    row.set("r", tags.value("_row", like))
    row.attrib.pop("spans", None)
    for cell in row:
        column = (cell.get("r") or "").rstrip("0123456789")
        if local(cell) == "c" and column:
            cell.set("r", column + tags.value("_row", like))
        for formula in (child for child in cell if local(child) == "f"):
            formula.text = tags.value(f"_sheet.formula({formulas.number(formula.text or '')})", like)
            if formula.get("ref"):
                formula.set("ref", column + tags.value("_row", like))


def _move_reference(
    element: Element, loops: list[tuple[int, int]], formulas: Formulas, tags: Tags, like: Tag, file: str
) -> list[Problem]:
    """Let what stands behind the rows and speaks of them follow."""
    name = local(element)
    parent = local(element.getparent()) if element.getparent() is not None else ""
    if name == "mergeCells":
        return _move_merges(element, loops, tags, like, file)
    if name == "hyperlink" and parent == "hyperlinks":
        _repeat(element, "copies", loops, tags, like)
    elif name in _OF_RANGES and element.get("sqref"):
        area = f"_sheet.area({areas(element.get('sqref'))!r})"
        element.set("sqref", tags.value(area, like))
        _only_if(element, area, tags, like)
    elif name == "sqref" and element.text:
        element.text = tags.value(f"_sheet.area({areas(element.text)!r})", like)
    elif name in _RULES and parent != "c" and element.text:
        element.text = tags.value(f"_sheet.shifted({formulas.number(element.text)})", like)
    elif name in ("autoFilter", "sortState", "sortCondition") and element.get("ref"):
        element.set("ref", tags.value(f"_sheet.area({areas(element.get('ref'))!r})", like))
    elif name == "brk" and parent == "rowBreaks" and element.get("id", "").isdecimal():
        element.set("id", tags.value(f"_sheet.place({int(element.get('id'))}) ~ ''", like))
    elif name == "dimension":
        element.getparent().remove(element)
    elif name in ("hyperlinks", "dataValidations"):
        element.attrib.pop("count", None)
        _only_if_any(element, loops, tags, like)
    return []


def _move_merges(element: Element, loops: list[tuple[int, int]], tags: Tags, like: Tag, file: str) -> list[Problem]:
    problems = []
    element.attrib.pop("count", None)
    _only_if_any(element, loops, tags, like)
    for merge in list(element):
        for first, last, *_ in areas(merge.get("ref", "")):
            if crossed := [
                (low, high)
                for low, high in loops
                if low <= last and first <= high and not _within(first, last, low, high)
            ]:
                low, high = crossed[0]
                if not (first <= low and high <= last):
                    at = like.place.at(file, merge.get("ref", ""))
                    hint = "병합된 칸을 반복 안에 모두 넣거나 밖에 모두 두세요"
                    problems.append(
                        Problem(
                            "F-TAG-10",
                            f"{low}~{high}행의 반복이 병합된 칸 {merge.get('ref')}을(를) 가로지릅니다",
                            at,
                            hint,
                        )
                    )
        _repeat(merge, "merges", loops, tags, like)
    return problems


def _repeat(element: Element, method: str, loops: list[tuple[int, int]], tags: Tags, like: Tag) -> None:
    """Repeat an element for every round of the loop whose rows its range lies in."""
    call = _copies(element, method, loops)
    if call:
        element.set("ref", tags.value("_ref", like))
        put_before(element, tags.block(f"for _ref in {call}", like))
        put_after(element, tags.block("endfor", like))


def _copies(element: Element, method: str, loops: list[tuple[int, int]]) -> str:
    found = areas(element.get("ref", ""))
    if len(found) != 1:
        return ""
    first, last, left, right = found[0]
    inner = [loop for loop in loops if _within(first, last, *loop)]
    low, high = min(inner, key=lambda loop: loop[1] - loop[0], default=(0, 0))
    return f"_sheet.{method}({low}, {high}, {first}, {last}, {left!r}, {right!r})"


def _only_if_any(element: Element, loops: list[tuple[int, int]], tags: Tags, like: Tag) -> None:
    """Leave a list out when none of its ranges is left, since an empty list is a damaged file."""
    method = "merges" if local(element) == "mergeCells" else "copies"
    if local(element) == "dataValidations":
        calls = [f"_sheet.area({areas(child.get('sqref', ''))!r})" for child in element]
    else:
        calls = [_copies(child, method, loops) for child in element]
    if calls and all(calls):
        _only_if(element, " or ".join(calls), tags, like)


def _only_if(element: Element, condition: str, tags: Tags, like: Tag) -> None:
    put_before(element, tags.block(f"if {condition}", like))
    put_after(element, tags.block("endif", like))


def _within(first: int, last: int, low: int, high: int) -> bool:
    return low <= first and last <= high
