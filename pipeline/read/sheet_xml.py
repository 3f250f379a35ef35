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
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)
_NOT_A_BOOK = (KeyError, ValueError, ElementTree.ParseError)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def find_hidden_faults(data: bytes, file: str) -> list[Problem]:
    """Return what is wrong with the workbook `data` below its values; it need not be a workbook at all."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
            if unpacked > UNPACKED_LIMIT:
                return [too_large(file, unpacked, UNPACKED_LIMIT)]
            return [problem for sheet, xml in _sheets(package) for problem in _faults(xml, file, sheet)]
    except (*_BROKEN_ZIP, *_NOT_A_BOOK):
        return [not_a_workbook(file)]


def not_a_workbook(file: str) -> Problem:
    """Return the problem of a file that no spreadsheet program wrote as .xlsx."""
    hint = "엑셀에서 열어 'Excel 통합 문서(.xlsx)'로 다시 저장"
    return Problem("D-XLSX-01", "엑셀 통합 문서(.xlsx)가 아니거나 깨졌습니다", Location(file), hint)


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield (name, XML) of every worksheet."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "worksheets/" in part:
            yield sheet.get("name", ""), package.read(part)


def _faults(xml: bytes, file: str, sheet: str) -> Iterator[Problem]:
    for found in _ERROR.finditer(xml):
        message = f"수식 결과가 오류({found[3].decode('ascii', 'replace')})입니다"
        yield Problem("D-XLSX-05", message, _place(found, file, sheet), "수식을 고치거나 값을 직접 적음")
    for found in _UNCOMPUTED.finditer(xml):
        hint = "엑셀에서 열어 다시 계산한 뒤 저장"
        yield Problem("D-XLSX-05", "수식에 계산된 값이 없습니다", _place(found, file, sheet), hint)
    for found in _FAR.finditer(xml):
        if len(found[1]) == 3 or int(found[2]) > MAX_ROW:
            hint = "그 칸의 줄이나 열을 통째로 지우고 저장"
            yield Problem("D-XLSX-06", "표에서 너무 먼 칸에 값이 있습니다", _place(found, file, sheet), hint)
            return


def _place(found: re.Match[bytes], file: str, sheet: str) -> Location:
    return Location(file, int(found[2]), "", sheet, found[1].decode())
