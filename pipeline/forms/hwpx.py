"""Turns a .hwpx form into templates of its sections, tags and 누름틀 alike; takes in a fill's pictures and looks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from pipeline.forms import hwpx_fields, hwpx_tables
from pipeline.forms.archive import Entry, Package
from pipeline.forms.building import Built, build
from pipeline.forms.dialect import HANGUL, Element, local, prefix, put_before
from pipeline.forms.pictures import MEDIA_TYPES, PICTURE, Picture
from pipeline.forms.prepared import GAP, Gaps, Prepared, open_end
from pipeline.forms.running import Run
from pipeline.forms.source import Writing
from pipeline.forms.tags import Tag, Tags
from pipeline.forms.xml import parse, read
from pipeline.language.plain import Xml
from pipeline.problems import Location, Problem

_PARTS = re.compile(r"Contents/(section|masterpage)(\d*)\.xml")
_HEADER, _CONTENT, _MANIFEST, _PREVIEW = (
    "Contents/header.xml",
    "Contents/content.hpf",
    "META-INF/manifest.xml",
    "Preview/PrvText.txt",
)
_WITH_IDS = frozenset(
    {"tbl", "pic", "rect", "ellipse", "line", "polygon", "curve", "arc", "container", "equation", "ole"}
)


def prepare(package: Package, file: str) -> tuple[Prepared, list[Problem]]:
    """Return the form taken apart, and everything that is wrong with it."""
    made = Prepared()
    manifest, problems = read(package, _MANIFEST, file) if _MANIFEST in package.entries else (b"", [])
    if b"encryption-data" in manifest:
        return made, [
            Problem("F-ZIP-02", "암호가 걸린 문서입니다", Location(file), "한글에서 문서 암호를 풀고 다시 저장하세요")
        ]
    names = [name for name in package.entries if _PARTS.fullmatch(name)]
    names.sort(key=lambda name: (name.startswith("Contents/m"), int(_PARTS.fullmatch(name)[2] or 0)))
    prefixes: dict[str, str] = {}
    for name in dict.fromkeys(["Contents/section0.xml", *names]):
        root, faults = parse(package, name, file)
        problems += faults
        if root is None:
            continue
        fields = hwpx_fields.to_tags(root)
        survey = hwpx_tables.survey(root)
        built, faults = build(name, root, HANGUL, file, _look)
        problems += faults
        made.typed += built.typed
        if faults or not built.typed:
            continue
        faults = hwpx_tables.apply(built, survey, file)
        problems += faults
        if faults:
            continue
        _drop_line_breaks(root)
        if built.repeats:
            _make_unique(built, fields)
        prefixes[name] = p = prefix(next(element for element in root.iter() if local(element) == "p"))
        made.parts.append(built.compiled(Writing(f"<{p}lineBreak/>", f'<{p}tab width="4000" leader="0" type="1"/>')))
    if _PREVIEW in package.entries:
        made.replaced[_PREVIEW] = b""  # it would show the tags
    _prepare_looks(package, made, file)
    _prepare_pictures(package, made, prefixes, file)
    return made, problems


def _drop_line_breaks(root: Element) -> None:
    """Take out where 한글 broke the lines of the form: stale ones make it drop text, and it finds them anew."""
    for element in [element for element in root.iter() if local(element) == "linesegarray"]:
        element.getparent().remove(element)


def _make_unique(built: Built, fields: list[tuple[Element, Element]]) -> None:
    """Let copies of a repeated table, picture or 누름틀 not bear the id of the first."""
    tags, like = built.tags, built.typed[0]
    for element in built.root.iter():
        if local(element) in _WITH_IDS and element.get("id", "").isdecimal():
            element.set("id", tags.value(f"_run.identity({element.get('id')})", like))
    for number, (begin, end) in enumerate(fields):
        identity = begin.get("id", "")
        if identity.isdecimal():
            put_before(begin.getparent(), tags.block(f"set _field{number} = _run.identity({identity})", like))
            begin.set("id", tags.value(f"_field{number}", like))
            end.set("beginIDRef", tags.value(f"_field{number}|default('{identity}')", like))


def _look(run: Element, tag: Tag, tags: Tags) -> None:
    """Let a piece's run name the character shape that its look asks for."""
    base = run.get("charPrIDRef", "0")
    run.set("charPrIDRef", tags.value(f"_p|_shape('{base if base.isdecimal() else 0}')", tag))


def _prepare_looks(package: Package, made: Prepared, file: str) -> None:
    """Make the header ready to take new character shapes, when a tag may ask for one."""
    rich = any("_shape(" in tag.body for part in made.parts for tag in part.tags)
    root, _ = parse(package, _HEADER, file) if rich else (None, [])
    holder = next((e for e in root.iter() if local(e) == "charProperties"), None) if root is not None else None
    if holder is None:
        return
    shapes = {element.get("id", ""): deepcopy(element) for element in holder if local(element) == "charPr"}
    first = max((int(number) for number in shapes if number.isdecimal()), default=-1) + 1
    count = len(shapes)
    holder.set("itemCnt", GAP)
    open_end(holder)
    gaps = Gaps.of(root)
    made.added.add(_HEADER)
    pictured = made.extra

    def start(run: Run) -> None:
        run.state |= {"shapes": {}, "first shape": first}

    def extra(run: Run) -> Iterable[Entry]:
        yield from pictured(run)
        asked = run.state["shapes"]
        new = [
            _shape_markup(shapes.get(base, next(iter(shapes.values()))), look, number)
            for (base, look), number in asked.items()
        ]
        yield gaps.filled(_HEADER, str(count + len(new)), "".join(new))

    made.start, made.extra = start, extra


def _shape_markup(base: Element, look: tuple, number: str) -> str:
    bold, italic, underline, color, size = look
    new = deepcopy(base)
    h = new.tag.removesuffix("charPr")
    new.tail = None
    new.set("id", number)
    if color is not None:
        new.set("textColor", f"#{color}")
    if size is not None:
        new.set("height", str(round(size * 100)))
    offset = new.find(f"{h}offset")
    for name, wanted in (("bold", bold), ("italic", italic)):
        old = new.find(h + name)
        if wanted is False and old is not None:
            new.remove(old)
        elif wanted and old is None:  # the schema wants italic before bold, both behind offset
            at = new.index(offset) + 1 if offset is not None else 0
            at += name == "bold" and new.find(f"{h}italic") is not None
            new.insert(at, etree.Element(h + name))
    line = new.find(f"{h}underline")
    if underline is not None and line is not None:
        line.set("type", "BOTTOM" if underline else "NONE")
    return etree.tostring(new, encoding="unicode")


def _prepare_pictures(package: Package, made: Prepared, prefixes: dict[str, str], file: str) -> None:
    """Make the package's list of contents ready to take pictures, when a tag shows one."""
    shown = any(PICTURE.search(tag.body) for part in made.parts for tag in part.tags)
    root, _ = parse(package, _CONTENT, file) if shown else (None, [])
    manifest = next((e for e in root.iter() if local(e) == "manifest"), None) if root is not None else None
    if manifest is None:
        return
    item = prefix(manifest) + "item"
    open_end(manifest)
    gaps = Gaps.of(root)
    made.added.add(_CONTENT)
    looks = made.extra

    def draw(run: Run, picture: Picture) -> Xml:
        p = prefixes[run.part]
        names = run.state.setdefault("media", {})
        name = names.setdefault(picture.data, f"form{len(names) + 1}")
        return Xml(f"</{p}t>{_picture_markup(p, run.identity(10_000 + len(run.pictures)), name, picture)}<{p}t>")

    def extra(run: Run) -> Iterable[Entry]:
        yield from looks(run)
        kinds = {picture.data: picture.kind for _, picture in run.pictures}
        files = [(name, f"BinData/{name}.{kinds[data]}", data) for data, name in run.state.get("media", {}).items()]
        items = [
            f'<{item} id="{name}" href="{path}" media-type="{MEDIA_TYPES[kinds[data]]}" isEmbeded="1"/>'
            for name, path, data in files
        ]
        yield gaps.filled(_CONTENT, "".join(items))
        yield from (Entry.of(path, data, stored=True) for _, path, data in files)

    made.draw, made.extra = draw, extra


def _picture_markup(p: str, identity: str, name: str, picture: Picture) -> str:
    width, height = picture.hwpunit
    across, down = picture.pixels[0] * 75, picture.pixels[1] * 75  # 96 dots an inch
    corners = (("0", 0, 0), ("1", width, 0), ("2", width, height), ("3", 0, height))
    points = "".join(f'<hc:pt{number} x="{x}" y="{y}"/>' for number, x, y in corners)
    matrix = 'e1="1" e2="0" e3="0" e4="0" e5="1" e6="0"'
    none = 'left="0" right="0" top="0" bottom="0"'
    return (
        f'<{p}pic xmlns:hc="http://www.hancom.co.kr/hwpml/2011/core" id="{identity}" zOrder="0" '
        'numberingType="PICTURE" textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" '
        f'href="" groupLevel="0" instid="{identity}" reverse="0">'
        f'<{p}offset x="0" y="0"/><{p}orgSz width="{width}" height="{height}"/>'
        f'<{p}curSz width="{width}" height="{height}"/><{p}flip horizontal="0" vertical="0"/>'
        f'<{p}rotationInfo angle="0" centerX="{width // 2}" centerY="{height // 2}" rotateimage="1"/>'
        f"<{p}renderingInfo><hc:transMatrix {matrix}/><hc:scaMatrix {matrix}/><hc:rotMatrix {matrix}/>"
        f"</{p}renderingInfo>"
        f'<hc:img binaryItemIDRef="{name}" bright="0" contrast="0" effect="REAL_PIC" alpha="0"/>'
        f'<{p}imgRect>{points}</{p}imgRect><{p}imgClip left="0" right="{across}" top="0" bottom="{down}"/>'
        f'<{p}inMargin {none}/><{p}imgDim dimwidth="{across}" dimheight="{down}"/><{p}effects/>'
        f'<{p}sz width="{width}" widthRelTo="ABSOLUTE" height="{height}" heightRelTo="ABSOLUTE" protect="0"/>'
        f'<{p}pos treatAsChar="1" affectLSpacing="0" flowWithText="1" allowOverlap="0" holdAnchorAndSO="0" '
        'vertRelTo="PARA" horzRelTo="PARA" vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
        f"<{p}outMargin {none}/></{p}pic>"
    )
