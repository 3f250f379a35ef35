"""Turns a .docx form into templates of its parts, and a fill's pictures into media, relationships and drawings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import TemplateSyntaxError
from lxml import etree

from pipeline.forms import docx_tables
from pipeline.forms.archive import Entry, Package
from pipeline.forms.building import Built, build
from pipeline.forms.dialect import WORD, Element, local, prefix
from pipeline.forms.pictures import MEDIA_TYPES, Picture
from pipeline.forms.prepared import Gap, Prepared, to_bytes
from pipeline.forms.properties import prepare_properties
from pipeline.forms.running import Run
from pipeline.forms.source import Writing
from pipeline.forms.tags import Kind, Tag, Tags
from pipeline.forms.xml import parse
from pipeline.language.plain import Xml
from pipeline.problems import Problem

_PARTS = re.compile(r"word/(document|header|footer|footnotes|endnotes|comments)\d*\.xml")
_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_PICTURE = re.compile(r"\|\s*그림\b")
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
_LOOK_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout "
    "specVanish oMath"
).split()
# A piece's field, the element that says it, and the expression of its value.
_LOOKS = (
    ("bold", "b", "1 if _p.bold else 0"),
    ("italic", "i", "1 if _p.italic else 0"),
    ("color", "color", "_p.color"),
    ("size", "sz", "(_p.size * 2)|round|int ~ ''"),
    ("underline", "u", "'single' if _p.underline else 'none'"),
)


def prepare(package: Package, file: str) -> tuple[Prepared | None, list[Problem]]:
    """Return the form taken apart, or everything that is wrong with it."""
    made, problems = Prepared(), []
    prefixes: dict[str, str] = {}
    shown: list[str] = []
    names = sorted((name for name in package.entries if _PARTS.fullmatch(name)), key=lambda name: (name != _MAIN, name))
    for name in names or [_MAIN]:
        root, faults = parse(package, name, file)
        problems += faults
        if root is None or b"{" not in package.read(name):
            continue
        grids = docx_tables.survey(root)
        built, faults = build(name, root, WORD, file, _look)
        problems += faults
        if not built.typed or problems:
            continue
        problems += docx_tables.apply(built, grids, file)
        if built.repeats:
            _make_unique(built)
        prefixes[name] = p = prefix(root)
        try:
            made.parts.append(built.compiled(Writing(f'</{p}t><{p}br/><{p}t xml:space="preserve">', f'</{p}t><{p}tab/><{p}t xml:space="preserve">')))
        except TemplateSyntaxError as error:
            problems.append(error)
        made.typed += built.typed
        if any(_PICTURE.search(tag.body) for tag in built.tags.all):
            shown.append(name)
    return made, problems


def _look(run: Element, tag: Tag, tags: Tags) -> None:
    """Let the run's properties give way to those that a piece names."""
    w = run.tag.rpartition("}")[0] + "}"
    looks = run.find(f"{w}rPr")
    if looks is None:
        looks = etree.Element(f"{w}rPr")
        run.insert(0, looks)
    for field, name, expression in _LOOKS:
        own = looks.find(w + name)
        at = looks.index(own) if own is not None else _position(looks, name)
        new = etree.Element(w + name, {f"{w}val": tags.value(expression, tag)})
        looks.insert(at, new)
        _before(new, tags.block(f"if _p.{field} is not none", tag))
        new.tail = tags.block("else", tag) if own is not None else tags.block("endif", tag)
        if own is not None:
            own.tail = tags.block("endif", tag) + (own.tail or "")


def _position(looks: Element, name: str) -> int:
    rank = _LOOK_ORDER.index(name)
    ranks = [_LOOK_ORDER.index(local(e)) if local(e) in _LOOK_ORDER else len(_LOOK_ORDER) for e in looks]
    return next((at for at, other in enumerate(ranks) if other > rank), len(ranks))
