"""Turns the relationships and content types of a package into lists that can be looked through and added to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from pipeline.write.xlsx.their_package import Package
from pipeline.write.xlsx.their_xml import (
    CONTENT_TYPES,
    PACKAGE_RELATION,
    RELATION,
    Element,
    children,
    parse,
    serialised,
)

_LISTING = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What one part has to do with another one, or with something outside."""

    id: str
    kind: str  # last word of its type: "drawing", "comments", …
    target: str  # the part; what is outside as written
    external: bool


class Relations:
    """The relationships of one part."""

    def __init__(self, package: Package, part: str) -> None:
        folder, _, name = part.rpartition("/")
        self._package, self._folder = package, folder
        self.name = f"{folder}/_rels/{name}.rels".removeprefix("/")
        if self.name in package:
            self.root = parse(package.read(self.name), self.name)
        else:
            self.root = etree.Element(f"{{{PACKAGE_RELATION}}}Relationships", nsmap={None: PACKAGE_RELATION})

    @property
    def all(self) -> list[Relationship]:
        """All of them, in their order."""
        return [_relationship(element, self._folder) for element in children(self.root, "Relationship")]

    def of_kind(self, kind: str) -> list[str]:
        """Return the parts of one kind that exist."""
        return [
            each.target for each in self.all if each.kind == kind and not each.external and each.target in self._package
        ]

    def add(self, kind: str, target: str, *, external: bool = False, id: str = "") -> str:
        """Add a relationship, under an id that is known to be free when one is given, and return its id.

        Without an id an equal relationship that is there is taken.
        """
        known = self.all
        for each in known:
            if not id and (each.kind, each.target, each.external) == (kind, target, external):
                return each.id
        number, taken = 1, {each.id for each in known}
        while f"rId{number}" in taken:
            number += 1
        id = id or f"rId{number}"
        written = target if external else posixpath.relpath(target, self._folder or ".")
        facts = {"Id": id, "Type": f"{RELATION}/{kind}", "Target": written}
        etree.SubElement(
            self.root, f"{{{PACKAGE_RELATION}}}Relationship", facts | ({"TargetMode": "External"} if external else {})
        )
        return id

    def remove(self, id: str) -> None:
        """Take a relationship away."""
        for element in children(self.root):
            if element.get("Id") == id:
                self.root.remove(element)

    def save(self) -> None:
        """Put what changed into the package."""
        content = serialised(self.root)
        if len(self.root) and (
            self.name not in self._package or content != serialised(parse(self._package.read(self.name), self.name))
        ):
            self._package.write(self.name, content)


def _relationship(element: Element, folder: str) -> Relationship:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relationship(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, external)


def type_of(package: Package, part: str) -> tuple[str, bool]:
    """Return the content type of a part, and whether it has it by its suffix only."""
    suffix, by_suffix = part.rpartition(".")[2].lower(), ""
    for element in children(parse(package.read(_LISTING), _LISTING)):
        if element.get("PartName") == f"/{part}":
            return element.get("ContentType", ""), False
        if element.get("Extension", "").lower() == suffix:
            by_suffix = element.get("ContentType", "")
    return by_suffix, True


def set_type(package: Package, part: str, content_type: str, *, by_suffix: bool = False) -> None:
    """List a part, or its suffix, in the package's content types."""
    if type_of(package, part) == (content_type, by_suffix):
        return
    root = parse(package.read(_LISTING), _LISTING)
    suffix = part.rpartition(".")[2]
    if by_suffix and not any(element.get("Extension", "").lower() == suffix for element in children(root)):
        root.insert(
            0, root.makeelement(f"{{{CONTENT_TYPES}}}Default", {"Extension": suffix, "ContentType": content_type})
        )
    else:
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", {"PartName": f"/{part}", "ContentType": content_type})
    package.write(_LISTING, serialised(root))


def drop(package: Package, part: str, owner: str) -> None:
    """Leave a part out that only `owner` refers to."""
    if part not in package:
        return
    package.drop(part)
    relations = Relations(package, owner)
    for each in relations.all:
        if each.target == part and not each.external:
            relations.remove(each.id)
    relations.save()
    root = parse(package.read(_LISTING), _LISTING)
    for element in children(root):
        if element.get("PartName") == f"/{part}":
            root.remove(element)
    package.write(_LISTING, serialised(root))
