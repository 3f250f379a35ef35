"""Turns the bytes of an OLE compound file (the container of .hwp, .doc and .xls) into its streams."""

from __future__ import annotations

import io
import struct

import olefile

LARGEST = 200_000_000  # bytes of one stream
_ENTRY, _START = 128, 116  # bytes of a directory entry, and where in it the first sector stands


def stream_names(data: bytes) -> frozenset[str]:
    """Return the names of all streams in lower case, without their folders; none when the container is broken."""
    package = _open(data)
    if package is None:
        return frozenset()
    with package:
        return frozenset(path[-1].lower() for path in _paths(package))


def read_streams(data: bytes, wanted: tuple[str, ...]) -> dict[str, bytes] | None:
    """Return the streams whose path (`DocInfo`, `BodyText/Section0`) begins with a wanted one; None if broken."""
    package = _open(data)
    if package is None:
        return None
    streams: dict[str, bytes] = {}
    with package:
        for path in _paths(package):
            name = "/".join(path)
            if name.startswith(wanted):
                content = _read(package, path)
                if content is None:
                    return None
                streams[name] = content
    return streams


def without_pictures(data: bytes) -> bytes:
    """Return a HWP 5 file with the streams of its pictures empty, byte for byte as long; as it is when that cannot be.

    A converter packs pictures again, which takes longer than all of the text. Objects (`….OLE`) stay: they hold text.
    """
    package = _open(data)
    if package is None:
        return data
    with package:
        try:
            return _emptied(data, package)
        except Exception:
            return data


def _emptied(data: bytes, package: olefile.OleFileIO) -> bytes:
    """Set first sector and size in the directory's entries of 128 bytes, which lie in a chain of sectors."""
    size, chain, sector = package.sectorsize, [], package.first_dir_sector
    while sector < len(package.fat) and len(chain) <= len(package.fat):
        chain.append(sector)
        sector = package.fat[sector]
    made = bytearray(data)
    for storage in package.root.kids:
        for stream in storage.kids if storage.name == "BinData" else ():
            if not stream.name.upper().endswith(".OLE"):
                at = stream.sid * _ENTRY
                start = (chain[at // size] + 1) * size + at % size + _START
                struct.pack_into("<III", made, start, olefile.ENDOFCHAIN, 0, 0)
    return bytes(made)


# olefile checks much, but hostile tables of sectors still make it raise whatever the wrong number leads to, so every
# call of it is guarded as a whole.


def _open(data: bytes) -> olefile.OleFileIO | None:
    try:
        return olefile.OleFileIO(io.BytesIO(data))
    except Exception:
        return None


def _paths(package: olefile.OleFileIO) -> list[list[str]]:
    try:
        return package.listdir()
    except Exception:
        return []


def _read(package: olefile.OleFileIO, path: list[str]) -> bytes | None:
    try:
        if package.get_size(path) > LARGEST:
            return None
        return package.openstream(path).read()
    except Exception:
        return None
