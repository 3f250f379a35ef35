"""Turns the bytes of a DOCX file into its XML parts, guarded against zip bombs and XML entities."""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (  # the ISO "strict" names of the same vocabulary
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_BLOCKS = [W + name for name in ("p", "tbl", "sdt", "customXml", "ins", "moveTo", "altChunk")]
_DAMAGE = (  # what zipfile says of a damaged package
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, IndexError, OSError, RuntimeError, ValueError,
)  # fmt: skip
_ENTRIES = 10_000
_BODY = 40_000_000  # bytes of XML; 100 pages with every property spelled out are 6 MB
_PART = 20_000_000
_RATIO = 400  # real XML shrinks to a tenth or a twentieth


class Unreadable(ValueError):
    """A package that is damaged; the message is for a person."""


class TooLarge(ValueError):
    """A package whose parts are larger than any document's."""


class Package:
    """The parts of a DOCX file by their role ("styles", "numbering", "footnotes" …)."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(BytesIO(data))
        except _DAMAGE as error:
            raise Unreadable("zip 꾸러미가 깨졌습니다") from error
        if len(self.zip.infolist()) > _ENTRIES:
            raise TooLarge(f"zip 안에 파일이 {len(self.zip.infolist()):,}개 있습니다")
        roots = self._relations("_rels/.rels", "")
        self.main = roots.get("officeDocument", "word/document.xml")
        folder, name = posixpath.split(self.main)
        self.roles = self._relations(f"{folder}/_rels/{name}.rels", folder)

    def body(self) -> Iterator[etree._Element]:
        """Yield the top-level elements of the body one by one; each is forgotten when the next is asked for."""
        data = self._bytes(self.main, _BODY)
        try:
            for _, element in etree.iterparse(BytesIO(data), tag=_BLOCKS, resolve_entities=False, no_network=True):
                parent = element.getparent()
                if parent is None or parent.tag != W + "body":
                    continue
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del parent[0]
        except etree.XMLSyntaxError as error:
            raise Unreadable(f"{error.lineno}번째 줄에서 XML이 깨졌습니다") from error

    def part(self, role: str) -> etree._Element | None:
        """Return the root of the part that plays a role; None when the package has none."""
        path = self.roles.get(role)
        if path is None or path not in self.zip.NameToInfo:
            return None
        return _parsed(self._bytes(path, _PART))

    def _relations(self, path: str, folder: str) -> dict[str, str]:
        """Return role → path of the parts that a relations part names."""
        if path not in self.zip.NameToInfo:
            return {}
        found = {}
        for relation in _parsed(self._bytes(path, _PART)).iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                whole = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                found.setdefault(relation.get("Type", "").rpartition("/")[2], whole)
        return found

    def _bytes(self, path: str, most: int) -> bytes:
        try:
            entry = self.zip.getinfo(path)
        except KeyError as error:
            raise Unreadable(f"{path}가 없습니다") from error
        bomb = entry.file_size > 1_000_000 and entry.file_size > _RATIO * max(entry.compress_size, 1)
        if entry.file_size > most or bomb:
            raise TooLarge(f"{path}를 풀면 {entry.file_size / 1e6:,.0f} MB입니다")
        try:
            with self.zip.open(entry) as stream:
                data = stream.read(most + 1)
        except _DAMAGE as error:
            raise Unreadable(f"{path}를 풀 수 없습니다") from error
        if len(data) > most:
            raise TooLarge(f"{path}가 너무 큽니다")
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return data


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("XML이 깨졌습니다") from error


def flag(element: etree._Element | None) -> bool:
    """Tell whether an on/off property is there and on."""
    return element is not None and element.get(W + "val", "1") not in ("0", "false", "off", "none")


def value(parent: etree._Element | None, path: str, name: str = "val") -> str | None:
    """Return an attribute of the child at a path of w: names ("pPr/numPr/numId"); None when there is none."""
    found = None if parent is None else parent.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + name)


def whole(text: str | None, missing: int = 0) -> int:
    """Return the whole number that an attribute says, `missing` when it says none."""
    try:
        return int(float(text)) if text is not None else missing
    except (ValueError, OverflowError):
        return missing
