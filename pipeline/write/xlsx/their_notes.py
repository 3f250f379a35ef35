"""Turns the notes and comments of a person's sheet into texts, and lets them follow their rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from pipeline.write import theme
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.their_book import Page
from pipeline.write.xlsx.their_moves import RowMoves, column_number
from pipeline.write.xlsx.their_relations import set_type
from pipeline.write.xlsx.their_xml import MAIN, RELATION, Element, child, local, made_child, parse, serialised

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SHAPE = re.compile(rb"<v:shape\s[^>]*>.*?</v:shape>", re.DOTALL)
_ROW = re.compile(rb"(<x:Row>\s*)(\d+)(\s*</x:Row>)")
_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_IDENTITY = re.compile(rb'id="_x0000_s(\d+)"')
_TOP, _BOTTOM = 2, 6  # among the eight numbers of an anchor
_NEW_DRAWING = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    b' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    b"</v:shapetype></xml>"
)


class Notes:
    """The notes of one sheet by their cell."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of every note, answers and all; a thread's words stand for the note in which Excel repeats them."""
        found = {ref: _text(element) for ref, element in self._elements("comments", "comment")}
        threads: dict[str, list[str]] = {}
        for ref, element in self._elements("threadedComment", "threadedComment"):
            threads.setdefault(ref, []).append(_text(element))
        for ref, texts in threads.items():
            repeated = all(text in found.get(ref, "") for text in texts)
            found[ref] = "\n".join(texts if repeated or ref not in found else [found[ref], *texts])
        return found

    def _elements(self, kind: str, name: str) -> list[tuple[str, Element]]:
        roots = [parse(self._page.book.package.read(part), part) for part in self._page.relations.of_kind(kind)]
        return [(each.get("ref", ""), each) for root in roots for each in root.iter() if local(each) == name]

    def move(self, moves: RowMoves) -> None:
        """Let every note follow its row; those of rows that are no more leave."""
        package = self._page.book.package
        for kind in ("comments", "threadedComment"):
            for part in self._page.relations.of_kind(kind):
                root = parse(package.read(part), part)
                for each in [each for each in root.iter() if each.get("ref")]:
                    place = moves.area(each.get("ref"), grows=False)
                    if place:
                        each.set("ref", place)
                    else:
                        each.getparent().remove(each)
                package.write(part, serialised(root))
        for part in self._page.relations.of_kind("vmlDrawing"):
            package.write(part, _SHAPE.sub(lambda found: _moved_shape(found[0], moves), package.read(part)))
        self.__dict__.pop("texts", None)

    def add(self, number: int, letters: str, text: str) -> None:
        """Put a note of ours on a cell that has none."""
        ref = f"{letters}{number}"
        if ref in self.texts:
            return
        package = self._page.book.package
        part = self._part("comments", "xl/comments", ".xml", _COMMENTS_TYPE, b'<comments xmlns="%s"/>' % MAIN.encode())
        root = parse(package.read(part), part)
        authors = made_child(root, "authors", ("authors", "commentList"))
        if not len(authors):
            authors.append(authors.makeelement(f"{{{MAIN}}}author"))
        listing = made_child(root, "commentList", ("authors", "commentList"))
        note = listing.makeelement(f"{{{MAIN}}}comment", {"ref": ref, "authorId": "0"})
        run = _grown(_grown(note, "text"), "r")
        looks_of_run = _grown(run, "rPr")
        _grown(looks_of_run, "sz").set("val", "9")
        _grown(looks_of_run, "rFont").set("val", theme.SANS)
        _grown(run, "t").text = looks.clean(text)
        listing.append(note)
        package.write(part, serialised(root))
        self._draw(number, column_number(letters), text)
        self.texts[ref] = text

    def _draw(self, number: int, column: int, text: str) -> None:
        package = self._page.book.package
        part = self._part("vmlDrawing", "xl/drawings/vmlDrawing", ".vml", _DRAWING_TYPE, _NEW_DRAWING)
        if child(self._page.frame, "legacyDrawing") is None:
            self._page.made("legacyDrawing").set(f"{{{RELATION}}}id", self._page.relations.add("vmlDrawing", part))
        content = package.read(part)
        identity = 1 + max((int(each) for each in _IDENTITY.findall(content)), default=1024)
        tall = max(4, int(looks.height(text, 18, 9) / looks.ROW) + 1)
        anchor = f"{column}, 15, {max(number - 2, 0)}, 10, {column + 2}, 31, {max(number - 2, 0) + tall}, 9"
        shape = (
            f'<v:shape id="_x0000_s{identity}" type="#_x0000_t202" style="position:absolute;z-index:1;visibility:hidden"'
            ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
            '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
            f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
            f"<x:AutoFill>False</x:AutoFill><x:Row>{number - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
        )
        at = content.rindex(b"</xml>")
        package.write(part, content[:at] + shape.encode() + content[at:])

    def _part(self, kind: str, start: str, end: str, content_type: str, content: bytes) -> str:
        """Return the sheet's part of a kind, made when there is none."""
        parts = self._page.relations.of_kind(kind)
        if kind == "vmlDrawing" and len(parts) > 1:  # another one may hold the pictures of the page's header
            shown = child(self._page.frame, "legacyDrawing")
            id = shown.get(f"{{{RELATION}}}id", "") if shown is not None else ""
            parts = [each.target for each in self._page.relations.all if each.id == id] or parts
        if parts:
            return parts[0]
        package = self._page.book.package
        part = package.free_name(start, end)
        package.write(part, content)
        set_type(package, part, content_type, by_suffix=end == ".vml")
        self._page.relations.add(kind, part)
        return part


def _grown(parent: Element, name: str) -> Element:
    made = parent.makeelement(f"{{{MAIN}}}{name}")
    parent.append(made)
    return made


def _text(note: Element) -> str:
    texts = (
        each
        for each in note.iter()
        if local(each) in ("t", "text") and not len(each) and local(each.getparent()) != "rPh"
    )
    return "".join(each.text or "" for each in texts)


def _moved_shape(shape: bytes, moves: RowMoves) -> bytes:
    found = _ROW.search(shape)
    number = int(found[2]) + 1 if found else 0
    if found and b'ObjectType="Note"' in shape:
        place = moves.row(number)
        if not place:
            return b""
        shape = _ROW.sub(rb"\g<1>%d\g<3>" % (place - 1), shape)
        return _ANCHOR.sub(lambda each: _anchored(each, lambda row: max(row + place - number, 0)), shape)
    return _ANCHOR.sub(lambda each: _anchored(each, lambda row: moves.nearest(row + 1) - 1), shape)


def _anchored(found: re.Match[bytes], moved: Callable[[int], int]) -> bytes:
    numbers = found[2].split(b",")
    for place in (_TOP, _BOTTOM):
        if place < len(numbers) and numbers[place].strip().isdigit():
            numbers[place] = b" %d" % moved(int(numbers[place]))
    return found[1] + b",".join(numbers) + found[3]
