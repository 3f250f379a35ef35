"""Turns a form's zip into entries that need no inflating to be copied, and entries back into a zip with fixed times."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.problems import Location, Problem

MAX_UNPACKED = 300_000_000  # bytes of all entries together
MAX_ENTRIES = 20_000
MAX_RATIO, RATIO_FLOOR = 300, 10_000_000  # an entry above the floor that shrank more than this is a bomb
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _TIME, _DATE = 20, 0, (1 << 5) | 1  # 1980-01-01, the earliest that a zip can hold
_UTF8 = 0x800
_SMALL = 20_000  # below this a small window costs half the time of zlib's default and loses no compression
_LARGE = 500_000  # above this zlib's default takes three times as long for a tenth less

_RESAVE = {
    "hwp": "한글에서 열어 '다른 이름으로 저장하기 → 한글 표준 문서(*.hwpx)'로 저장하세요",
    "doc": "Word에서 열어 '다른 이름으로 저장 → Word 문서(*.docx)'로 저장하세요",
    "xls": "엑셀에서 열어 '다른 이름으로 저장 → Excel 통합 문서(*.xlsx)'로 저장하세요",
}
_STREAMS = (
    ("EncryptedPackage", ""),
    ("WordDocument", "doc"),
    ("FileHeader", "hwp"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the zip as it lies there: its name, method, sizes, checksum and compressed bytes."""

    name: str
    method: int
    crc: int
    size: int
    raw: bytes

    @classmethod
    def of(cls, name: str, content: bytes, stored: bool = False) -> Entry:
        """Return the entry that holds `content`, compressed unless `stored`."""
        raw = content if stored else deflate(content)
        return cls(name, 0 if stored else 8, zlib.crc32(content), len(content), raw)


@dataclass(frozen=True, slots=True)
class Package:
    """The entries of a form by name, in the zip's order."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def read(self, name: str) -> bytes:
        """Return the content of an entry; raises zlib.error or ValueError when it is not what the zip says."""
        entry = self.entries[name]
        if entry.method == 0:
            content = entry.raw
        else:
            inflater = zlib.decompressobj(-15)
            content = inflater.decompress(entry.raw, entry.size + 1)
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise ValueError(name)
        return content


def open_package(data: bytes, file: str) -> tuple[Package | None, list[Problem]]:
    """Return the entries of the zip `data`, or every reason why none of it may be used."""
    if data.startswith(_OLE):
        return None, [_ole_problem(data, file)]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            infos = [info for info in source.infolist() if not info.filename.endswith("/")]
            problems = _check(infos, file)
            if problems:
                return None, problems
            entries = {info.filename: _entry(info, data) for info in infos}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, struct.error, ValueError, EOFError, OSError, NotImplementedError):
        hint = "Word·한글·엑셀에서 열어 .docx·.hwpx·.xlsx로 다시 저장하세요"
        return None, [Problem("F-ZIP-01", "양식 파일이 아니거나 깨졌습니다", Location(file), hint)]
    return Package(entries), []


def deflate(content: bytes) -> bytes:
    """Return `content` as a raw deflate stream."""
    if len(content) < _SMALL:
        compressor = zlib.compressobj(6, zlib.DEFLATED, -13, 6)
    else:
        compressor = zlib.compressobj(6 if len(content) < _LARGE else 3, zlib.DEFLATED, -15)
    return compressor.compress(content) + compressor.flush()


class Sealed:
    """The entries that no fill changes, laid out once: a filled zip is these bytes and the changed entries after."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        records, directory, offset = [], [], 0
        for entry in entries:
            local = _local(entry)
            directory.append(_directory(entry, offset))
            records += [local, entry.raw]
            offset += len(local) + len(entry.raw)
        self._count = len(directory)
        self._records = b"".join(records)
        self._directory = b"".join(directory)

    def with_entries(self, entries: Iterable[Entry]) -> bytes:
        """Return the whole zip: the sealed entries, then `entries`."""
        pieces, directory, offset, count = [self._records], [self._directory], len(self._records), self._count
        for entry in entries:
            local = _local(entry)
            directory.append(_directory(entry, offset))
            pieces += [local, entry.raw]
            offset += len(local) + len(entry.raw)
            count += 1
        length = sum(map(len, directory))
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, length, offset, 0)
        return b"".join([*pieces, *directory, end])


def _local(entry: Entry) -> bytes:
    name = entry.name.encode("utf-8")
    flags = 0 if entry.name.isascii() else _UTF8
    sizes = (entry.crc, len(entry.raw), entry.size)
    return _LOCAL.pack(b"PK\x03\x04", _VERSION, flags, entry.method, _TIME, _DATE, *sizes, len(name), 0) + name


def _directory(entry: Entry, offset: int) -> bytes:
    name = entry.name.encode("utf-8")
    flags = 0 if entry.name.isascii() else _UTF8
    sizes = (entry.crc, len(entry.raw), entry.size)
    rest = (len(name), 0, 0, 0, 0, 0, offset)
    return _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, flags, entry.method, _TIME, _DATE, *sizes, *rest) + name


def _entry(info: zipfile.ZipInfo, data: bytes) -> Entry:
    start = info.header_offset
    if data[start : start + 4] != b"PK\x03\x04":
        raise ValueError(info.filename)
    name_length, extra_length = struct.unpack_from("<2H", data, start + 26)
    start += 30 + name_length + extra_length
    raw = data[start : start + info.compress_size]
    if len(raw) != info.compress_size:
        raise ValueError(info.filename)
    return Entry(info.filename, info.compress_type, info.CRC, info.file_size, raw)


def _check(infos: list[zipfile.ZipInfo], file: str) -> list[Problem]:
    at, problems = Location(file), []
    if any(info.flag_bits & 1 for info in infos):
        problems.append(_encrypted(file))
    total = sum(info.file_size for info in infos)
    worst = [info for info in infos if info.file_size > max(RATIO_FLOOR, MAX_RATIO * info.compress_size)]
    if total > MAX_UNPACKED or len(infos) > MAX_ENTRIES or worst:
        message = f"풀면 {total / 1e6:,.0f}MB, 항목 {len(infos):,d}개로 지나치게 커집니다"
        related = tuple(Location(file, field=info.filename) for info in worst)
        problems.append(Problem("F-ZIP-05", message, at, "양식을 새로 저장하거나 큰 그림을 줄이세요", related))
    seen: set[str] = set()
    for info in infos:
        inside = Location(file, field=info.filename)
        parts = info.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or ":" in parts[0]:
            problems.append(
                Problem(
                    "F-ZIP-06", "양식 밖을 가리키는 항목이 있습니다", inside, "믿을 수 있는 곳에서 양식을 다시 받으세요"
                )
            )
        if info.filename in seen:
            problems.append(
                Problem("F-ZIP-08", "같은 이름의 항목이 둘입니다", inside, "양식을 편집기에서 다시 저장하세요")
            )
        if info.compress_type not in (0, 8):
            problems.append(
                Problem(
                    "F-ZIP-07", "알 수 없는 방식으로 압축한 항목입니다", inside, "양식을 편집기에서 다시 저장하세요"
                )
            )
        seen.add(info.filename)
    return problems


def _ole_problem(data: bytes, file: str) -> Problem:
    kind = next(
        (kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in data), file.rpartition(".")[2].lower()
    )
    if not kind:
        return _encrypted(file)
    hint = _RESAVE.get(kind, "새 형식(.docx, .hwpx, .xlsx)으로 다시 저장하세요")
    return Problem("F-ZIP-03", f"옛 형식의 문서(.{kind})라서 채울 수 없습니다", Location(file), hint)


def _encrypted(file: str) -> Problem:
    return Problem("F-ZIP-02", "암호가 걸린 문서입니다", Location(file), "편집기에서 암호를 풀고 다시 저장하세요")
