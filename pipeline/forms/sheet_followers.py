"""Turns what stands beside the sheets (tables, charts, drawings, notes, names) into parts that follow moved rows."""

from __future__ import annotations

import re

from pipeline.forms import sheet_pictures
from pipeline.forms.archive import Package
from pipeline.forms.building import Built, build
from pipeline.forms.dialect import WORD, Element, local
from pipeline.forms.places import Place
from pipeline.forms.prepared import Prepared
from pipeline.forms.sheet_marks import Formulas, areas, shift_text
from pipeline.forms.source import Writing
from pipeline.forms.tags import Kind, Tag, Tags
from pipeline.forms.workbook import Book, relations
from pipeline.forms.xml import parse
from pipeline.problems import Problem

_KINDS = {"tables": "xl/tables/", "drawings": "xl/drawings/", "charts": "xl/charts/", "comments": "xl/comments"}
_WRITING = Writing("</a:t></a:r><a:br/><a:r><a:t>", " ")
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_BOOK = "xl/workbook.xml"


def prepare_followers(
    package: Package,
    book: Book,
    sheets: dict[str, Built],
    hung: dict[str, str],
    formulas: Formulas | None,
    made: Prepared,
    file: str,
) -> list[Problem]:
    """Compile into `made` every part beside the sheets that a fill changes.

    `hung` says which sheet's part shows each drawing that gets pictures; `formulas` is None when no row moves.
    """
    problems = []
    owners = {part: name for name, built in sheets.items() for part in relations(package, built.name).values()}
    owners |= {part: owners[drawing] for drawing in list(owners) for part in relations(package, drawing).values()}
    for part in [*package.entries, *(drawing for drawing in hung if drawing not in package.entries)]:
        kind = next((kind for kind, start in _KINDS.items() if part.startswith(start) and "/_rels/" not in part), None)
        if kind is None or (formulas is None and (kind != "drawings" or part.endswith(".vml"))):
            continue
        root, faults = parse(package, part, file) if part in package.entries else (sheet_pictures.new_drawing(), [])
        problems += [] if part.endswith(".vml") else faults
        if root is None:
            continue
        built, faults = _built(part, root, kind, file)
        problems += faults
        made.typed += built.typed
        like = Tag(Kind.NOTE, "", "", "", Place(part, owners.get(part, "")))
        if formulas is not None:
            _follow(root, kind, owners.get(part, ""), formulas, built.tags, like)
        if part in hung:
            sheet_pictures.take_anchors(root, hung[part], built.tags, like)
        if built.tags.all and not faults:
            made.parts.append(built.compiled(_WRITING))
    if formulas is not None:
        _follow_names(book, formulas, made)
    return problems


def _built(part: str, root: Element, kind: str, file: str) -> tuple[Built, list[Problem]]:
    """Return the part with its text boxes healed; other parts hold no text of their own."""
    if kind != "drawings" or part.endswith(".vml"):
        return Built(part, root, Tags()), []
    return build(part, root, WORD, file, lambda run, tag, tags: None)


def _follow(root: Element, kind: str, sheet: str, formulas: Formulas, tags: Tags, like: Tag) -> None:
    rows = f"({sheet!r}|_sheet)"
    for element in list(root.iter()):
        name = local(element)
        if kind == "charts" and name == "f" and element.text:
            shift_text(element, sheet, formulas, tags, like, grows=True)
        elif kind == "charts" and name in ("numCache", "strCache", "multiLvlStrCache"):
            element.getparent().remove(element)
        elif kind == "tables" and element.get("ref"):
            element.set("ref", tags.value(f"{rows}.area({areas(element.get('ref'))!r})", like))
        elif kind == "comments" and name == "comment" and (found := _CELL.fullmatch(element.get("ref", ""))):
            element.set("ref", found[1] + tags.value(f"{rows}.place({found[2]}) ~ ''", like))
        elif kind == "drawings" and name in ("row", "Row") and (element.text or "").strip().isdecimal():
            element.text = tags.value(f"({rows}.place({int(element.text) + 1}) - 1) ~ ''", like)


def _follow_names(book: Book, formulas: Formulas, made: Prepared) -> None:
    tags, like = Tags(), Tag(Kind.NOTE, "", "", "", Place(_BOOK, "이름 정의"))
    for element in book.root.iter():
        if local(element) == "definedName" and element.text:
            shift_text(element, "", formulas, tags, like)
    if tags.all:
        made.replaced.pop(_BOOK, None)
        made.parts.append(Built(_BOOK, book.root, tags).compiled(_WRITING))
