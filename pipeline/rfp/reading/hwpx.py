"""Turns the bytes of a .hwpx file into a Paper."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.problems import Location, Problem, Severity
from pipeline.rfp.paper import Paper
from pipeline.rfp.reading import owpml
from pipeline.rfp.reading.owpml_header import Header, Lists, read_header
from pipeline.rfp.reading.owpml_xml import parse

MAX_ENTRIES = 20_000
MAX_TEXT = 80_000_000  # bytes of header and sections together, unpacked; a hundred pages take about 5 million
MAX_RATIO, RATIO_FLOOR = 400, 20_000_000  # a part above the floor that shrank more than this is a bomb
_SECTION = re.compile(r"Contents/section(\d{1,5})\.xml", re.IGNORECASE)
_HEADER, _MANIFEST = "Contents/header.xml", "META-INF/manifest.xml"
_BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError),
    *(OSError, ValueError, NotImplementedError, RuntimeError),
)
_RESAVE = "한글에서 열어 '한글 표준 문서(*.hwpx)'로 다시 저장하세요"


class _BadPart(Exception):
    """A section whose XML cannot be read."""


def read_hwpx(
    data: bytes, name: str, reader: str = "hwpx", form: str = "hwpx", lists: Lists | None = None
) -> tuple[Paper | None, list[Problem]]:
    """Return the paper that `data` holds; None with what is wrong when it does not open.

    `lists` are numberings and bullets that take the place of the file's own, for files that a converter has made.
    """
    at = Location(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            problem = _unfit(package, at)
            if problem is not None:
                return None, [problem]
            return _read(package, Paper(name, form, reader=reader), lists)
    except _BadPart as part:
        return None, [Problem("I-HWPX-05", "본문의 XML을 읽을 수 없습니다", Location(name, field=str(part)), _RESAVE)]
    except _BROKEN:
        return None, [Problem("I-HWPX-01", "HWPX 파일이 깨졌습니다", at, f"원본을 다시 받거나 {_RESAVE}")]


def _unfit(package: zipfile.ZipFile, at: Location) -> Problem | None:
    """Return why the package must not or cannot be read at all."""
    infos = package.infolist()
    texts = [info for info in infos if _SECTION.fullmatch(info.filename) or info.filename in (_HEADER, _MANIFEST)]
    bombs = [info for info in texts if info.file_size > max(RATIO_FLOOR, MAX_RATIO * info.compress_size)]
    if bombs or len(infos) > MAX_ENTRIES or sum(info.file_size for info in texts) > MAX_TEXT:
        return Problem("I-HWPX-04", "풀면 지나치게 커지는 HWPX 파일입니다", at, _RESAVE)
    manifest = _content(package, _MANIFEST)
    if b"encryption-data" in manifest or any(info.flag_bits & 1 for info in infos):
        hint = "한글에서 암호를 풀고 '한글 표준 문서(*.hwpx)'로 다시 저장하세요"
        return Problem("I-HWPX-02", "암호가 걸린 HWPX 파일입니다", at, hint)
    if not any(_SECTION.fullmatch(info.filename) for info in infos):
        return Problem("I-HWPX-03", "본문(Contents/section0.xml)이 없는 HWPX 파일입니다", at, _RESAVE)
    return None


def _read(package: zipfile.ZipFile, empty: Paper, lists: Lists | None) -> tuple[Paper | None, list[Problem]]:
    at = Location(empty.name)
    parts = sorted((int(found[1]), name) for name in set(package.namelist()) if (found := _SECTION.fullmatch(name)))
    root = parse(_content(package, _HEADER))
    header = Header(lists=lists or Lists()) if root is None else read_header(root, lists)
    problems = []
    if root is None:
        message = "모양 정보(header.xml)를 읽지 못해 자동 번호가 빠집니다"
        problems.append(Problem("I-HWPX-07", message, at, _RESAVE, severity=Severity.WARNING))
    elif _stated_sections(root) > len(parts) or parts[-1][0] - parts[0][0] >= len(parts):
        message = f"구역 {max(_stated_sections(root), parts[-1][0] + 1)}개 가운데 {len(parts)}개만 있습니다"
        problems.append(Problem("I-HWPX-03", message, at, _RESAVE, severity=Severity.WARNING))
    blocks = owpml.walk(_sections(package, [name for _, name in parts]), header)
    if not blocks:
        hint = "그림으로만 된 문서라면 글자가 있는 원본을 받으세요"
        return None, [Problem("I-HWPX-06", "HWPX 파일에 글이 없습니다", at, hint)]
    return Paper(empty.name, empty.format, blocks, reader=empty.reader), problems


def _sections(package: zipfile.ZipFile, names: list[str]) -> Iterator[Element]:
    """Yield the root of one section after the other, so that only one tree is in memory."""
    for name in names:
        root = parse(package.read(name))
        if root is None:
            raise _BadPart(name)
        yield root


def _content(package: zipfile.ZipFile, name: str) -> bytes:
    return package.read(name) if name in package.NameToInfo else b""


def _stated_sections(header: Element) -> int:
    stated = header.get("secCnt", "")
    return int(stated) if stated.isdecimal() and len(stated) < 6 else 0
