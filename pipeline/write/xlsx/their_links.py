"""Turns the links of our cells into hyperlinks of a sheet in a person's workbook."""

from __future__ import annotations

import re
from urllib.parse import unquote

from pipeline.document.sheet import SheetCell
from pipeline.write.xlsx import looks
from pipeline.write.xlsx.cells import LONGEST_LINK, MOST_LINKS
from pipeline.write.xlsx.their_book import Page
from pipeline.write.xlsx.their_moves import sheet_name
from pipeline.write.xlsx.their_sheet import Places
from pipeline.write.xlsx.their_xml import MAIN, RELATION, Element, child, children

_ID = f"{{{RELATION}}}id"
_INSIDE = "internal:"
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_CODED = str.maketrans({letter: f"%{ord(letter):02X}" for letter in ' "<>[]`^{}'})


class Links:
    """The hyperlinks of one sheet by the row and column of their cells."""

    def __init__(self, page: Page, places: Places) -> None:
        self._page, self._places = page, places
        self._targets = {each.id: each.target for each in page.relations.all if each.kind == "hyperlink"}
        self._made: dict[str, tuple[str, str]] = {}
        self._leading: dict[tuple[str, str], tuple[tuple[str, str], str]] = {}
        self.spared = 0  # links more than Excel reads
        self.rows: dict[int, dict[bytes, Element]] = {}
        for element in children(child(page.frame, "hyperlinks"), "hyperlink"):
            letters = element.get("ref", "").partition(":")[0].rstrip("0123456789")
            digits = element.get("ref", "").partition(":")[0][len(letters) :]
            if digits:
                self.rows.setdefault(int(digits), {})[letters.encode()] = element
        self._count = sum(map(len, self.rows.values()))

    def put(self, number: int, letters: bytes, ours: SheetCell) -> None:
        """Let a cell lead where ours leads; one of ours without a link leads nowhere."""
        old = self.rows.get(number, {}).get(letters)
        location, target = self._wanted(ours.href)
        if old is None and not (target or location):
            return
        if old is not None and self._leads(old) == (_folded(location), _plain(target)):
            return
        if not (target or location):
            old.getparent().remove(old)
            del self.rows[number][letters]
            return
        if old is None and self._count >= MOST_LINKS:
            self.spared += 1
            return
        if old is None:
            self._count += 1
            listing = self._page.made("hyperlinks")
            old = listing.makeelement(f"{{{MAIN}}}hyperlink", {"ref": f"{letters.decode()}{number}"}, {"r": RELATION})
            listing.append(old)
            self.rows.setdefault(number, {})[letters] = old
        for name in (_ID, "location", "display"):
            old.attrib.pop(name, None)
        if location:
            old.set("location", location)
        else:
            old.set(_ID, self._relation(target))

    def _wanted(self, href: str) -> tuple[str, str]:
        """Return (place inside, target outside), one of them empty."""
        if href not in self._made:
            inside = href.startswith(_INSIDE)
            self._made[href] = (self._places.link(href.removeprefix(_INSIDE)), "") if inside else ("", outside(href))
        return self._made[href]

    def finish(self) -> None:
        """Take an empty list of links away."""
        listing = child(self._page.frame, "hyperlinks")
        if listing is not None and not len(listing):
            self._page.frame.remove(listing)

    def _relation(self, target: str) -> str:
        for id, known in self._targets.items():
            if known == target:
                return id
        id = self._page.relations.add("hyperlink", target, external=True)
        self._targets[id] = target
        return id

    def _leads(self, element: Element) -> tuple[tuple[str, str], str]:
        """Return (place inside, target outside); LibreOffice writes a place inside as a target that begins with #."""
        key = (element.get(_ID, ""), element.get("location", ""))
        if key not in self._leading:
            target, location = self._targets.get(key[0], ""), key[1]
            if target.startswith("#"):
                target, location = "", unquote(target[1:])
            self._leading[key] = _folded(location), _plain(target)
        return self._leading[key]


def outside(href: str) -> str:
    """Return a link to a file or an address as relationships write it, "" for one that may lead anywhere."""
    href = looks.clean(href).strip().translate(_CODED)
    if looks.units(href) > LONGEST_LINK or href.startswith(("/", "\\")):
        return ""
    if _SCHEME.match(href) and not href.casefold().startswith(("http://", "https://", "mailto:")):
        return ""
    return href.removeprefix("./")


def _folded(location: str) -> tuple[str, str]:
    prefix, _, cell = location.lstrip("#").rpartition("!")
    return sheet_name(prefix + "!"), cell.replace("$", "")


def _plain(target: str) -> str:
    return unquote(target).replace("\\", "/").removeprefix("./")
