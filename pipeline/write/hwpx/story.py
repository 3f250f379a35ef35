"""Turns links, anchors, pictures and looks into the ids that tie the sections of one file to its header and package."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlsplit
from zlib import crc32

from pipeline.document.blocks import Align, Block, Heading
from pipeline.problems import Problem, Severity
from pipeline.write import theme
from pipeline.write.hwpx.looks import Border, Letters, Looks, Shape
from pipeline.write.hwpx.markup import clean, control, escape, one_line
from pipeline.write.hwpx.styles import Style
from pipeline.write.picture import SUFFIXES, TYPES, Raster

LINK_HINT = "http://, https://, mailto: 또는 상대 경로로 적습니다"
_SCHEMES = frozenset({"http", "https", "mailto"})
_FIRST_HEADING = 1001  # paragraph ids of headings; all other paragraphs have 0
OUTLINE, BOOKMARK = 5, 6  # 한글's numbers for what a cross reference points at
_PARTING = re.compile(r"[#?;:|\\/\"'<>&]")
_FIRST_FIELD = 1900000001  # begin ids of fields stand apart from paragraph ids


@dataclass(frozen=True, slots=True)
class Stored:
    """A picture in the package: its item id, the suffix of its file and its media type."""

    item: str
    suffix: str
    type: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What a cross reference points at: a path within the document, and 한글's number for the kind of place."""

    path: str
    kind: int


@dataclass(frozen=True, slots=True)
class Pen:
    """What a run writes with when it asks for nothing else: the look of its letters and the charPr id of that look."""

    look: Letters
    number: int


@dataclass(slots=True)
class Story:
    """One file being written: its looks and styles, the ids given so far, its pictures, the problems met."""

    styles: dict[str, Style]
    anchors: frozenset[str] = frozenset()  # what links inside the document may point at
    headings: tuple[Heading, ...] = ()  # in reading order: what a table of contents lists
    pages: Mapping[str, int] = field(default_factory=dict)  # anchor → the number of its page, as far as it is known
    look: theme.Styles = theme.USUAL
    looks: Looks = field(default_factory=Looks)
    problems: list[Problem] = field(default_factory=list)
    pictures: dict[bytes, Stored] = field(default_factory=dict)
    style_ids: dict[str, int] = field(default_factory=dict)
    _shapes: dict[tuple, int] = field(default_factory=dict)
    _pens: dict[tuple[str, float], Pen] = field(default_factory=dict)
    _marked: set[str] = field(default_factory=set)
    _targets: dict[str, str] = field(default_factory=dict)
    _lost: set[str] = field(default_factory=set)
    _objects: int = 0
    _fields: int = 0
    _drawn_headings: int = 0
    _numbered: dict[str, int] | None = None  # anchors of headings and the headings' positions

    def __post_init__(self) -> None:
        for number, (key, style) in enumerate(self.styles.items()):
            self.style_ids[key] = number
            self.looks.letters(style.letters)
            self.looks.shape(style.shape)

    def shape(self, key: str, align: Align = Align.DEFAULT, keep_next: bool = False, **changed: float | Border) -> int:
        """Return the paraPr id of style `key` with another alignment and measures (`changed`: fields of Shape)."""
        look = (key, align, keep_next, *changed.items())
        known = self._shapes.get(look)
        if known is None:
            shape: Shape = replace(self.styles[key].shape, **changed)
            if align is not Align.DEFAULT:
                shape = replace(shape, align=align)
            if keep_next:
                shape = replace(shape, keep_next=True)
            known = self._shapes[look] = self.looks.shape(shape)
        return known

    def pen(self, key: str, size: float = 0) -> Pen:
        """Return what style `key` writes with, at `size` points when given."""
        pen = self._pens.get((key, size))
        if pen is None:
            look = self.styles[key].letters
            look = replace(look, size=size) if size else look
            pen = self._pens[key, size] = Pen(look, self.looks.letters(look))
        return pen

    def letters(self, key: str) -> int:
        """Return the charPr id of style `key`."""
        return self.pen(key).number

    def next_object(self) -> int:
        """Return a number not given before, for tables and pictures (also their order from back to front)."""
        self._objects += 1
        return self._objects

    def next_field(self) -> int:
        """Return the begin id of a field, not given before."""
        self._fields += 1
        return _FIRST_FIELD + self._fields - 1

    def next_heading(self) -> int:
        """Return the paragraph id of the next heading in reading order, that a table of contents refers to."""
        self._drawn_headings += 1
        return heading_id(self._drawn_headings)

    def bookmark(self, anchor: str, letters: int) -> str:
        """Return a bookmark for `anchor`; nothing for no anchor or one that stands already."""
        name = bookmark_name(anchor)
        if not name or name in self._marked:
            return ""
        self._marked.add(name)
        return control(letters, f'<hp:bookmark name="{escape(name)}"/>')

    def page(self, anchor: str) -> str:
        """Return the number of the page that `anchor` stands on, "" where it is not known."""
        number = self.pages.get(anchor)
        return "" if number is None else str(number)

    def reference(self, anchor: str) -> Reference | None:
        """Return what a cross reference to `anchor` points at; None, and a warning once, when the document has no such place."""
        if anchor not in self.anchors:
            if anchor not in self._lost:
                self._lost.add(anchor)
                message = f"쪽 번호가 가리키는 곳이 문서에 없어 ?로 적었습니다: {one_line(anchor)[:60]}"
                self.warn("W-HWPX-04", message, "가리키는 이름을 고치거나 그 이름의 자리를 본문에 둡니다")
            return None
        if self._numbered is None:
            self._numbered = {}
            for position, heading in enumerate(self.headings, 1):
                self._numbered.setdefault(heading.anchor, position)
        position = self._numbered.get(anchor)
        return heading_reference(position) if position else Reference(bookmark_name(anchor), BOOKMARK)

    def target(self, href: str) -> str:
        """Return where a link may lead: an address, "#" and an anchor of the document, or ""; a bad address is told."""
        if href.startswith("#"):
            return f"#{bookmark_name(href[1:])}" if href[1:] in self.anchors else ""
        if href not in self._targets:
            self._targets[href] = _address(href)
            if not self._targets[href]:
                message = f"링크 주소를 쓸 수 없어 글자만 적었습니다: {one_line(href)}"
                self.warn("W-HWPX-02", message, LINK_HINT)
        return self._targets[href]

    def picture(self, image: Raster) -> str:
        """Return the item id of a picture, stored as it is; equal pictures are stored once."""
        stored = Stored(f"image{len(self.pictures) + 1}", SUFFIXES[image.kind], TYPES[image.kind])
        return self.pictures.setdefault(image.data, stored).item

    def warn(self, code: str, message: str, hint: str = "") -> None:
        """Note something that the file shows otherwise than asked."""
        self.problems.append(Problem(code, message, hint=hint, severity=Severity.WARNING))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: the room it has (mm), what its paragraphs take over, and how blocks inside it are drawn."""

    story: Story
    draw: Callable[[Block, Place], str]
    width: float
    height: float
    style: str = "body"  # the key of what BODY paragraphs are here
    align: Align = Align.DEFAULT
    size: float = 0  # points, 0 for the style's
    keep_next: bool = False
    nested: bool = False  # inside a cell

    def pen(self, key: str) -> Pen:
        """Return what style `key` writes with here."""
        return self.story.pen(key, self.size)


def heading_id(position: int) -> int:
    """Return the paragraph id of the heading at 1-based `position` in reading order."""
    return _FIRST_HEADING + position - 1


def heading_reference(position: int) -> Reference:
    """Return what a cross reference to the heading at 1-based `position` points at."""
    return Reference(f"#{heading_id(position)}", OUTLINE)


def bookmark_name(anchor: str) -> str:
    """Return the name of the bookmark of `anchor`: signs that part a reference's fields go, and different anchors still differ."""
    name = one_line(anchor)
    plain = _PARTING.sub("_", name)
    return name if plain == name else f"{plain}_{crc32(name.encode('utf-8', 'replace')):08x}"


def _address(href: str) -> str:
    """Return `href` as a URI, or "" when it is neither web, mail nor a relative file."""
    text = clean(href).strip().replace("\\", "/")
    try:
        parts = urlsplit(text)
    except ValueError:  # e.g. http://[x
        return ""
    named = bool(parts.netloc) if parts.scheme in ("http", "https") else bool(parts.path)
    relative = not parts.scheme and not text.startswith("/")
    if not named or not (relative or parts.scheme in _SCHEMES):
        return ""
    return quote(text, safe="/:?#@!$&'()*+,;=%~")
