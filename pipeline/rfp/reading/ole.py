"""Turns the bytes of an OLE compound file (the container of .hwp, .doc and .xls) into its streams."""

from __future__ import annotations

import io

import olefile

LARGEST = 200_000_000  # bytes of one stream


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
