"""Turns parts whose elements hold plain text, such as a document's properties, into templates."""

from __future__ import annotations

from pipeline.forms.archive import Package
from pipeline.forms.blocks import pair
from pipeline.forms.dialect import WORD, Element
from pipeline.forms.grammar import check_grammar
from pipeline.forms.places import Place, Surveyor
from pipeline.forms.prepared import Prepared
from pipeline.forms.source import Writing, compile_part, serialised
from pipeline.forms.tags import NONCHARACTERS, Kind, Tag, Tags, find_tags
from pipeline.forms.xml import parse
from pipeline.problems import Problem

ONE_LINE = Writing(" ", " ")


def prepare_properties(package: Package, name: str, made: Prepared, file: str) -> list[Problem]:
    """Compile a part of plain elements into `made` when tags stand in it."""
    if name not in package.entries:
        return []
    root, problems = parse(package, name, file)
    if root is None:
        return problems
    tags = Tags()
    area = Surveyor(root, name, WORD)
    for element in root.iter():
        if isinstance(element.tag, str) and "{" in (element.text or ""):
            mark_text(element, tags, area.place(element))
    faults = pair(tags.all, file)[1] + check_grammar(tags.all, file)
    made.typed += tags.all
    if tags.all and not faults:
        made.parts.append(compile_part(name, serialised(root), tags, ONE_LINE))
    return problems + faults


def mark_text(element: Element, tags: Tags, place: Place) -> None:
    """Put the marks of all tags into the text of one element."""
    text = element.text.translate(NONCHARACTERS)
    pieces, at = [], 0
    for found in find_tags(text)[0]:
        pieces.append(text[at : found.start])
        if found.kind is Kind.LETTERS:
            pieces.append(found.body)
        else:
            pieces.append(tags.add(Tag(found.kind, "", found.body, text[found.start : found.end], place, element)).mark)
        at = found.end
    element.text = "".join(pieces) + text[at:]
