"""Turns a part's bytes into a tree, refusing whatever could reach outside the file or grow without end."""

from __future__ import annotations

import zlib

from lxml import etree

from pipeline.forms.archive import Package
from pipeline.forms.dialect import Element
from pipeline.problems import Location, Problem


def read(package: Package, name: str, file: str) -> tuple[bytes, list[Problem]]:
    """Return the content of a part of the package (nothing when it is missing or damaged, with the reason)."""
    at, hint = Location(file, field=name), "편집기에서 열어 다시 저장하세요"
    if name not in package.entries:
        return b"", [Problem("F-ZIP-04", f"양식 안에 {name}이 없습니다", at, hint)]
    try:
        return package.read(name), []
    except (zlib.error, ValueError):
        return b"", [Problem("F-ZIP-07", f"양식 안의 {name}이 깨졌습니다", at, hint)]


def parse(package: Package, name: str, file: str) -> tuple[Element | None, list[Problem]]:
    """Return the root of a part of the package, or why it cannot be read."""
    at = Location(file, field=name)
    content, problems = read(package, name, file)
    if problems:
        return None, problems
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"양식 안의 XML이 깨졌습니다: {str(error)[:120]}"
        return None, [Problem("F-XML-01", message, at, "편집기에서 열어 다시 저장하세요")]
    if root.getroottree().docinfo.internalDTD is not None:
        hint = "믿을 수 있는 곳에서 양식을 다시 받으세요"
        return None, [Problem("F-XML-02", "양식 안의 XML에 DTD가 있습니다", at, hint)]
    return root, []
