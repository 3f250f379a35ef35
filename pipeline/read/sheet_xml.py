"""Turns a workbook's XML into problems that its values hide: error cells, formulas never computed, far cells."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from pipeline.problems import Location, Problem
from pipeline.read.from_disk import too_large

UNPACKED_LIMIT = 200_000_000  # bytes of all parts together
MAX_ROW = 100_000  # and column ZZ: a reader lays out every cell up to the farthest one

_ERROR = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:(?!</c>).)*?<v>([^<]*)', re.DOTALL)
_UNCOMPUTED = re.compile(  # with t="str" the computed value is the empty text
    rb'<c\b(?![^>]*\bt="str")[^>]*\br="([A-Z]+)(\d+)"[^>]*><f\b[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_FAR = re.compile(rb'<c\b[^>]*?\br="([A-Z]{3}|[A-Z]{1,3}(?=\d{6,7}"))(\d+)"[^>]*(?<!/)>')
_MAYBE_FAR = re.compile(rb'r="(?:[A-Z]{3}\d|[A-Z]{1,2}\d{6})')  # quick to look for, and in every far cell
_PIECE = 1 << 20  # bytes that are unpacked at once
_ROW_END = b"</row>"

# What reading a file may raise that only begins like a workbook.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, KeyError, ValueError, ElementTree.ParseError)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def find_hidden_faults(data: bytes, file: str) -> list[Problem]:
    """Return what is wrong with the workbook `data` below its values; it need not be a workbook at all."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if large := too_large_inside(package, file):
                return [large]
            return [problem for sheet, part in worksheets(package) for problem in _faults(package, part, file, sheet)]
    except BROKEN:
        return [not_a_workbook(file)]


def too_large_inside(package: zipfile.ZipFile, file: str) -> Problem | None:
    """Return the problem of a package that unpacks to more than anybody's workbook does."""
    unpacked = sum(entry.file_size for entry in package.infolist())
    return too_large(file, unpacked, UNPACKED_LIMIT) if unpacked > UNPACKED_LIMIT else None


def worksheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield (name, part) of every worksheet."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "worksheets/" in part:
            yield sheet.get("name", ""), part


def pieces(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield the XML of a worksheet in pieces that end with a row: no cell is torn, and little is held at once."""
    held: list[bytes] = []
    with package.open(part) as stream:
        while chunk := stream.read(_PIECE):
            end = chunk.rfind(_ROW_END)
            if end < 0:
                held.append(chunk)
                continue
            end += len(_ROW_END)
            yield b"".join((*held, chunk[:end]))
            held = [chunk[end:]]
    yield b"".join(held)


def find_far_cell(xml: bytes, file: str, sheet: str) -> Problem | None:
    """Return the problem of a filled cell that no table reaches; laying out the sheet would take all memory."""
    if not _MAYBE_FAR.search(xml):
        return None
    found = next((each for each in _FAR.finditer(xml) if len(each[1]) == 3 or int(each[2]) > MAX_ROW), None)
    if found is None:
        return None
    hint = "그 칸의 줄이나 열을 통째로 지우고 저장"
    return Problem("D-XLSX-06", "표에서 너무 먼 칸에 값이 있습니다", _place(found, file, sheet), hint)


def not_a_workbook(file: str) -> Problem:
    """Return the problem of a file that no spreadsheet program wrote as .xlsx."""
    hint = "엑셀에서 열어 'Excel 통합 문서(.xlsx)'로 다시 저장"
    return Problem("D-XLSX-01", "엑셀 통합 문서(.xlsx)가 아니거나 깨졌습니다", Location(file), hint)


def _faults(package: zipfile.ZipFile, part: str, file: str, sheet: str) -> list[Problem]:
    """Return the faults of one sheet: errors, then formulas without a value, then the first far cell.

    Each pattern is slow where it finds nothing, so a quick look goes before it.
    """
    errors: list[Problem] = []
    uncomputed: list[Problem] = []
    far: Problem | None = None
    for xml in pieces(package, part):
        if b't="e"' in xml:
            errors += (_error(found, file, sheet) for found in _ERROR.finditer(xml))
        if b"<f" in xml:
            uncomputed += (_no_value(found, file, sheet) for found in _UNCOMPUTED.finditer(xml))
        far = far or find_far_cell(xml, file, sheet)
    return [*errors, *uncomputed, *([far] if far else [])]


def _error(found: re.Match[bytes], file: str, sheet: str) -> Problem:
    message = f"수식 결과가 오류({found[3].decode('ascii', 'replace')})입니다"
    return Problem("D-XLSX-05", message, _place(found, file, sheet), "수식을 고치거나 값을 직접 적음")


def _no_value(found: re.Match[bytes], file: str, sheet: str) -> Problem:
    hint = "엑셀에서 열어 다시 계산한 뒤 저장"
    return Problem("D-XLSX-05", "수식에 계산된 값이 없습니다", _place(found, file, sheet), hint)


def _place(found: re.Match[bytes], file: str, sheet: str) -> Location:
    return Location(file, int(found[2]), "", sheet, found[1].decode())
