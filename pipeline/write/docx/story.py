"""Turns links, anchors and pictures into the ids that tie a story (body, header or footer) to its package."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit
from zlib import crc32

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.story import StoryPart

from pipeline.document.blocks import Align, Block, Heading
from pipeline.problems import Problem, Severity
from pipeline.write import theme
from pipeline.write.docx.markup import clean
from pipeline.write.picture import SUFFIXES, TYPES

_SCHEMES = frozenset({"http", "https", "mailto"})
_BOOKMARK = re.compile("[A-Za-z_가-힣][0-9A-Za-z_가-힣]{0,39}")  # Word allows 40 letters, digits and underscores
_NO_LETTER = re.compile("[^0-9A-Za-z_가-힣]")


@dataclass(slots=True)
class Story:
    """One document being written: its part of the package, the ids given so far, the problems met."""

    part: StoryPart
    problems: list[Problem] = field(default_factory=list)
    contents: tuple[Heading, ...] = ()  # what a table of contents lists; empty when the document has none
    pages: Mapping[str, int] = field(default_factory=dict)  # anchor → the number of its page, as far as it is known
    anchors: frozenset[str] = frozenset()  # what page numbers may speak of
    styles: theme.Styles = theme.USUAL
    _marked: int = 0
    _ids: int = 0
    _names: set[str] = field(default_factory=set)
    _links: dict[str, str] = field(default_factory=dict)
    _pictures: dict[bytes, str] = field(default_factory=dict)
    _lost: set[str] = field(default_factory=set)

    def next_id(self) -> int:
        """Return a number not given before (bookmarks, drawings)."""
        self._ids += 1
        return self._ids

    def bookmark(self, anchor: str) -> str:
        """Return an empty bookmark for `anchor`; nothing for no anchor or one that stands already."""
        name = bookmark_name(anchor) if anchor else ""
        if not name or name.lower() in self._names:
            return ""
        self._names.add(name.lower())
        number = self.next_id()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    def mark_heading(self) -> str:
        """Return the bookmark that a table of contents refers to, for the next heading in reading order."""
        if not self.contents:
            return ""
        self._marked += 1
        return self.bookmark(contents_anchor(self._marked))

    def link(self, href: str) -> str:
        """Return the relationship id of an outside `href`, or "" with a problem when it may not be linked."""
        if href not in self._links:
            target = link_target(href)
            if target:
                self._links[href] = self.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            else:
                self._links[href] = ""
                self.warn("W-DOCX-02", f"링크 주소를 쓸 수 없어 글자만 적었습니다: {clean(href)}", LINK_HINT)
        return self._links[href]

    def picture(self, data: bytes, kind: str) -> str:
        """Return the relationship id of a picture file (png, jpeg), stored as it is; equal pictures are stored once."""
        if data not in self._pictures:
            name = PackURI(f"/word/media/image{len(self._pictures) + 1}.{SUFFIXES[kind]}")
            part = Part(name, TYPES[kind], data, self.part.package)
            self._pictures[data] = self.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return self._pictures[data]

    def page(self, anchor: str) -> str:
        """Return the number of the page that `anchor` stands on, "" where it is not known."""
        number = self.pages.get(anchor)
        return "" if number is None else str(number)

    def has(self, anchor: str) -> bool:
        """Say whether the document has `anchor`; a page number that speaks of another one is told once."""
        if anchor not in self.anchors and anchor not in self._lost:
            self._lost.add(anchor)
            message = f"쪽 번호가 가리키는 곳이 문서에 없어 ?로 적었습니다: {' '.join(clean(anchor).split())[:60]}"
            self.warn("W-DOCX-04", message, "가리키는 이름을 고치거나 그 이름의 자리를 본문에 둡니다")
        return anchor in self.anchors

    def warn(self, code: str, message: str, hint: str = "") -> None:
        """Note something that the file shows otherwise than asked."""
        self.problems.append(Problem(code, message, hint=hint, severity=Severity.WARNING))


LINK_HINT = "http://, https://, mailto: 또는 상대 경로로 적습니다"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: the room it has (mm), what its paragraphs take over, and how blocks inside it are drawn."""

    story: Story
    draw: Callable[[Block, Place], str]
    width: float
    height: float
    body_style: str = "Normal"  # what BODY paragraphs are here
    align: Align = Align.DEFAULT
    size: float = 0  # points, 0 for the style's
    keep_next: bool = False
    nested: bool = False  # inside a cell


def contents_anchor(position: int) -> str:
    """Return the bookmark of the heading at 1-based `position` in reading order, named as Word names its own."""
    return f"_Toc{position:09d}"


def bookmark_name(anchor: str) -> str:
    """Return the name that Word accepts for `anchor`: equal anchors give equal names, different ones differ."""
    if _BOOKMARK.fullmatch(anchor):
        return anchor
    letters = _NO_LETTER.sub("_", anchor)[:30]
    return f"a_{letters}{crc32(anchor.encode('utf-8', 'replace')):08x}"[:40]


def link_target(href: str) -> str:
    """Return `href` as a URI that Word accepts, or "" when it is neither web, mail nor a relative file."""
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
