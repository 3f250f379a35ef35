"""Turns a person's .xlsx into parts that can be read, replaced and dropped; what nobody touches is copied byte for byte."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from pipeline.write.xlsx.their_xml import Unreadable

MOST_BYTES = 600_000_000  # of all parts together
MOST_PARTS = 20_000
RATIO, RATIO_FLOOR = 300, 20_000_000  # a part above the floor that shrank more than this is a bomb

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _UTF8, _DAY = 20, 0x800, (1 << 5) | 1  # 1980-01-01: the clock would change the bytes
_DAMAGED = (
    BadZipFile,
    LargeZipFile,
    struct.error,
    zlib.error,
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One part as it lies in the zip."""

    name: str
    method: int
    crc: int
    size: int
    time: int
    day: int
    raw: bytes


class Package:
    """The parts of a workbook by name."""

    def __init__(self, data: bytes) -> None:
        """Open `data`; raises Unreadable for what is no zip, a locked one, or one that would grow without end."""
        self._data = data
        self._changed: dict[str, bytes | None] = {}  # None: dropped
        try:
            with ZipFile(BytesIO(data)) as source:
                infos = [info for info in source.infolist() if not info.filename.endswith("/")]
                _check(infos)
                self._entries = {info.filename: _entry(info, data) for info in infos}
        except _DAMAGED:
            raise Unreadable("") from None

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        kept = [name for name in self._entries if self._changed.get(name, b"") is not None]
        return kept + [
            name for name, content in self._changed.items() if name not in self._entries and content is not None
        ]

    def __contains__(self, name: str) -> bool:
        if name in self._changed:
            return self._changed[name] is not None
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Return the content of a part; raises Unreadable when it is missing or damaged."""
        if name in self._changed:
            content = self._changed[name]
            if content is None:
                raise Unreadable(name)
            return content
        if name not in self._entries:
            raise Unreadable(name)
        entry = self._entries[name]
        try:
            content = entry.raw if entry.method == 0 else zlib.decompressobj(-15).decompress(entry.raw, entry.size + 1)
        except zlib.error:
            raise Unreadable(name) from None
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise Unreadable(name)
        return content

    def write(self, name: str, content: bytes) -> None:
        """Give a part its content, when that is another one."""
        if name not in self or self.read(name) != content:
            self._changed[name] = content

    def drop(self, name: str) -> None:
        """Leave a part out."""
        if name in self:
            self._changed[name] = None

    def free_name(self, start: str, end: str) -> str:
        """Return the first name between `start` and `end` that no part has, by its number."""
        number = 1
        while f"{start}{number}{end}" in self or f"{start}{number}{end}" in self._changed:
            number += 1
        return f"{start}{number}{end}"

    def saved(self) -> bytes:
        """Return the zip; the very bytes that were opened when nothing changed."""
        if not self._changed:
            return self._data
        entries = [entry for name, entry in self._entries.items() if name not in self._changed]
        kept = {entry.name: entry for entry in entries}
        made = {name: _made(name, content) for name, content in self._changed.items() if content is not None}
        old = [kept.get(name) or made.get(name) for name in self._entries]
        return _zipped(
            [entry for entry in old if entry] + [made[name] for name in sorted(made.keys() - self._entries.keys())]
        )


def _check(infos: list[ZipInfo]) -> None:
    worst = any(info.file_size > max(RATIO_FLOOR, RATIO * info.compress_size) for info in infos)
    whole = sum(info.file_size for info in infos)
    odd = any(info.flag_bits & 1 or info.compress_type not in (0, 8) for info in infos)
    twice = len({info.filename for info in infos}) != len(infos)
    if worst or odd or twice or whole > MOST_BYTES or len(infos) > MOST_PARTS:
        raise ValueError


def _entry(info: ZipInfo, data: bytes) -> _Entry:
    start = info.header_offset
    if data[start : start + 4] != b"PK\x03\x04":
        raise ValueError(info.filename)
    name_length, extra_length = struct.unpack_from("<2H", data, start + 26)
    start += 30 + name_length + extra_length
    raw = data[start : start + info.compress_size]
    if len(raw) != info.compress_size:
        raise ValueError(info.filename)
    year, month, day, hour, minute, second = info.date_time
    date = max(year - 1980, 0) << 9 | month << 5 | day
    return _Entry(
        info.filename, info.compress_type, info.CRC, info.file_size, hour << 11 | minute << 5 | second // 2, date, raw
    )


def _made(name: str, content: bytes) -> _Entry:
    compressor = zlib.compressobj(6 if len(content) < 500_000 else 4, zlib.DEFLATED, -15)
    raw = compressor.compress(content) + compressor.flush()
    return _Entry(name, 8, zlib.crc32(content), len(content), 0, _DAY, raw)


def _zipped(entries: list[_Entry]) -> bytes:
    pieces, directory, offset = [], [], 0
    for entry in entries:
        name = entry.name.encode("utf-8")
        flags = 0 if entry.name.isascii() else _UTF8
        facts = (flags, entry.method, entry.time, entry.day, entry.crc, len(entry.raw), entry.size, len(name))
        pieces += [_LOCAL.pack(b"PK\x03\x04", _VERSION, *facts, 0), name, entry.raw]
        directory += [_CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *facts, 0, 0, 0, 0, 0, offset), name]
        offset += 30 + len(name) + len(entry.raw)
    length = sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), length, offset, 0)
    return b"".join([*pieces, *directory, end])
