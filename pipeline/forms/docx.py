"""Turns a .docx form into templates of its parts, and a fill's pictures into media, relationships and drawings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from pipeline.forms import docx_tables
from pipeline.forms.archive import Entry, Package
from pipeline.forms.building import Built, build
from pipeline.forms.dialect import WORD, Element, local, prefix, put_before
from pipeline.forms.pictures import MEDIA_TYPES, PICTURE, Picture
from pipeline.forms.prepared import Gaps, Prepared, open_end, to_bytes
from pipeline.forms.properties import prepare_properties
from pipeline.forms.running import Run
from pipeline.forms.source import Writing
from pipeline.forms.tags import Tag, Tags, may_hold_tags
from pipeline.forms.xml import parse
from pipeline.language.plain import Xml
from pipeline.problems import Problem

_PARTS = re.compile(r"word/(document|header|footer|footnotes|endnotes|comments)\d*\.xml")
_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_LOOK_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
).split()
# What a piece may say of its look, the element that says it in Word, and its value.
_LOOKS = (
    ("bold", "b", "1 if _p.bold else 0"),
    ("italic", "i", "1 if _p.italic else 0"),
    ("color", "color", "_p.color"),
    ("size", "sz", "(_p.size * 2)|int ~ ''"),
    ("underline", "u", "'single' if _p.underline else 'none'"),
)


def prepare(package: Package, file: str) -> tuple[Prepared, list[Problem]]:
    """Return the form taken apart, and everything that is wrong with it."""
    made, problems = Prepared(), []
    prefixes: dict[str, str] = {}
    names = sorted((name for name in package.entries if _PARTS.fullmatch(name)), key=lambda name: (name != _MAIN, name))
    for name in dict.fromkeys([_MAIN, *names]):
        root, faults = parse(package, name, file)
        problems += faults
        if root is None or not may_hold_tags(package.read(name)):
            continue
        survey = docx_tables.survey(root)
        built, faults = build(name, root, WORD, file, _look)
        problems += faults
        made.typed += built.typed
        if faults or not built.typed:
            continue
        faults = docx_tables.apply(built, survey, file)
        problems += faults
        if faults:
            continue
        if built.repeats:
            _make_unique(built)
        prefixes[name] = p = prefix(root)
        made.parts.append(built.compiled(_writing(p)))
    problems += prepare_properties(package, "docProps/core.xml", made, file)
    _prepare_pictures(package, made, prefixes, file)
    return made, problems


def _writing(p: str) -> Writing:
    return Writing(f'</{p}t><{p}br/><{p}t xml:space="preserve">', f'</{p}t><{p}tab/><{p}t xml:space="preserve">')


def _look(run: Element, tag: Tag, tags: Tags) -> None:
    """Let the run's own properties give way to those that a piece names."""
    w = run.tag.rpartition("}")[0] + "}"
    looks = run.find(f"{w}rPr")
    if looks is None:
        looks = etree.Element(f"{w}rPr")
        run.insert(0, looks)
    for field, name, value in _LOOKS:
        own = looks.find(w + name)
        new = etree.Element(w + name, {f"{w}val": tags.value(value, tag)})
        looks.insert(looks.index(own) if own is not None else _position(looks, name), new)
        put_before(new, tags.block(f"if _p.{field} is not none", tag))
        new.tail = tags.block("endif" if own is None else "else", tag)
        if own is not None:
            own.tail = tags.block("endif", tag) + (own.tail or "")


def _position(looks: Element, name: str) -> int:
    """Return where the schema wants the property called `name`."""
    later = _LOOK_ORDER[_LOOK_ORDER.index(name) + 1 :]
    return next((at for at, element in enumerate(looks) if local(element) in later), len(looks))


def _make_unique(built: Built) -> None:
    """Let copies of a repeated row or paragraph not bear the identity of the first."""
    like = built.typed[0]
    for element in built.root.iter():
        for attribute in ("paraId", "textId"):
            element.attrib.pop(_WORD_2010 + attribute, None)
        if local(element) == "docPr" and element.get("id", "").isdigit():
            element.set("id", built.tags.value(f"_run.identity({element.get('id')})", like))


def _prepare_pictures(package: Package, made: Prepared, prefixes: dict[str, str], file: str) -> None:
    """Make ready the relationships of the parts that show pictures, and the types of all pictures."""
    shown = [part.name for part in made.parts if any(PICTURE.search(tag.body) for tag in part.tags)]
    types, _ = parse(package, _TYPES, file)
    if not shown or types is None:
        return
    known = {element.get("Extension", "").lower() for element in types}
    for kind, media_type in MEDIA_TYPES.items():
        if kind not in known:
            types.insert(
                0, etree.Element(f"{{{types.nsmap[types.prefix]}}}Default", Extension=kind, ContentType=media_type)
            )
    made.replaced[_TYPES] = to_bytes(types)
    gaps = {part: _relations(package, _relations_of(part), file) for part in shown}
    made.added = {_relations_of(part) for part in shown}

    def draw(run: Run, picture: Picture) -> Xml:
        p = prefixes[run.part]
        drawing = _drawing(run.identity(10_000 + len(run.pictures)), len(run.pictures), picture)
        return Xml(f'</{p}t><{p}drawing>{drawing}</{p}drawing><{p}t xml:space="preserve">')

    def extra(run: Run) -> Iterable[Entry]:
        names: dict[bytes, str] = {}
        markup = dict.fromkeys(shown, "")
        for number, (part, picture) in enumerate(run.pictures, 1):
            name = names.setdefault(picture.data, f"form{len(names) + 1}.{picture.kind}")
            markup[part] += (
                f'<Relationship xmlns="{_RELS}" Id="rIdForm{number}" Type="{_IMAGE}" Target="media/{name}"/>'
            )
        yield from (gap.filled(_relations_of(part), markup[part]) for part, gap in gaps.items())
        yield from (Entry.of(f"word/media/{name}", data, stored=True) for data, name in names.items())

    made.draw, made.extra = draw, extra


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _relations(package: Package, name: str, file: str) -> Gaps:
    root, _ = parse(package, name, file) if name in package.entries else (None, [])
    if root is None:
        root = etree.Element(f"{{{_RELS}}}Relationships", nsmap={None: _RELS})
    open_end(root)
    return Gaps.of(root)


def _drawing(identity: str, number: int, picture: Picture) -> str:
    width, height = picture.emu
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<wp:inline xmlns:wp="{main}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{identity}" name="그림 {number}"/>'
        f'<a:graphic xmlns:a="{main}/main"><a:graphicData uri="{main}/picture"><pic:pic xmlns:pic="{main}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="그림 {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'r:embed="rIdForm{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    )
