"""Turns the first bytes and the table of contents of a file into what kind of file it is, whatever its name ends in."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from enum import StrEnum

from pipeline.rfp.reading.ole import stream_names

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
BROKEN_ZIP = (zipfile.BadZipFile, struct.error, ValueError, EOFError, OSError, NotImplementedError, KeyError)
_SAMPLE = 20_000
# Programs that lock documents on the desks of Korean agencies put their own header before the file.
_LOCKS = (b"SCDSA0", b"\x9b DRMONE", b"<## NASCA DRM FILE", b"<DOCUMENT SAFER", b"MarkAny", b"DRMONE  This Document")
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_HTML = re.compile(
    rb"\s*(?:<!--(?:(?!-->).)*-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)


class FileKind(StrEnum):
    """What a file is. The first ones have readers; the others are told apart to say what to do with them."""

    HWP = "hwp"
    HWPX = "hwpx"
    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"
    EMPTY = "empty"
    LOCKED = "locked"  # by a DRM program
    ENCRYPTED_OFFICE = "encrypted office"  # a .docx, .xlsx or .pptx with a password
    HWP3 = "hwp3"
    HWPML = "hwpml"
    HTML = "html"
    RTF = "rtf"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    OLE = "ole"  # some other file in the container of old Office
    ZIP = "zip"
    ARCHIVE = "archive"  # 7z, rar, gz, alz, egg
    IMAGE = "image"
    UNKNOWN = "unknown"


def kind_of(data: bytes) -> FileKind:
    """Return what kind of file `data` is."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return FileKind.EMPTY
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    if data.startswith(b"PK"):
        return _kind_of_zip(data)
    if any(lock in data[:200] for lock in _LOCKS):
        return FileKind.LOCKED
    if b"%PDF" in data[:1024]:
        return FileKind.PDF
    if data.startswith(b"HWP Document File V"):
        return FileKind.HWP3
    if data.startswith(b"{\\rtf"):
        return FileKind.RTF
    if data.startswith((b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"ALZ\x01", b"EGGA")):
        return FileKind.ARCHIVE
    if data.startswith(_IMAGES):
        return FileKind.IMAGE
    return _kind_of_text(data)


def _kind_of_ole(data: bytes) -> FileKind:
    names = stream_names(data)
    if not names and (b"HWP Document File" in data or "HwpSummaryInformation".encode("utf-16-le") in data):
        return FileKind.HWP  # its reader says that it is broken
    for stream, kind in (
        ("fileheader", FileKind.HWP),
        ("encryptedpackage", FileKind.ENCRYPTED_OFFICE),
        ("worddocument", FileKind.DOC),
        ("workbook", FileKind.XLS),
        ("book", FileKind.XLS),
        ("powerpoint document", FileKind.PPT),
    ):
        if stream in names:
            return kind
    return FileKind.OLE


def _kind_of_zip(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except BROKEN_ZIP:
        return _kind_of_broken_zip(data)
    if "word/document.xml" in names:
        return FileKind.DOCX
    if any(re.fullmatch(r"Contents/section\d+\.xml", name, re.IGNORECASE) for name in names) or _says_hwpx(data):
        return FileKind.HWPX
    for name, kind in (("xl/workbook.xml", FileKind.XLSX), ("ppt/presentation.xml", FileKind.PPTX)):
        if name in names:
            return kind
    if data[30:120].startswith(b"mimetypeapplication/vnd.oasis.opendocument"):
        return FileKind.ODT
    # A Word file may keep its text elsewhere than in word/document.xml; its reader knows how to find it.
    return FileKind.DOCX if any(name.startswith("word/") for name in names) else FileKind.ZIP


def _kind_of_broken_zip(data: bytes) -> FileKind:
    """Tell a cut .hwpx or .docx by its first entry, so that its reader can say that it is broken."""
    if _says_hwpx(data) or b"Contents/section" in data:
        return FileKind.HWPX
    return FileKind.DOCX if b"word/document.xml" in data else FileKind.ZIP


def _says_hwpx(data: bytes) -> bool:
    return b"application/hwp+zip" in data[:200]


def _kind_of_text(data: bytes) -> FileKind:
    head = data[:4_000]
    if b"<HWPML" in head or "<HWPML".encode("utf-16-le") in head:
        return FileKind.HWPML
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return FileKind.HTML
    return FileKind.TEXT if looks_like_text(data) else FileKind.UNKNOWN


def looks_like_text(data: bytes) -> bool:
    """Return whether few of the bytes are ones that no text has; in which encoding, the reader of texts finds out."""
    sample = data[:_SAMPLE]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or sample.count(0) > len(sample) // 8:
        letters = max((_readable(sample, encoding) for encoding in ("utf-16-le", "utf-16-be")), default=0.0)
        return letters > 0.95
    odd = sum(1 for byte in sample if byte < 32 and byte not in b"\t\n\v\f\r\x1a\x1b")
    return odd * 200 <= len(sample) and max(_readable(sample, "utf-8"), _readable(sample, "cp949")) > 0.9


def _readable(sample: bytes, encoding: str) -> float:
    """Return the share of characters that a Korean text may have: letters of Latin, Hangul, Hanja, common signs."""
    text = sample.decode(encoding, "replace")
    return sum(map(_usual, text)) / max(len(text), 1)


def _usual(char: str) -> bool:
    place = ord(char)
    return (
        9 <= place <= 13
        or 32 <= place < 0x250
        or 0x2000 <= place < 0x3400
        or 0x4E00 <= place < 0xA000
        or 0xAC00 <= place < 0xD7B0
        or 0xE000 <= place < 0xFB00
        or 0xFE00 <= place < 0xFFF0
        or place >= 0x1F000
    )
