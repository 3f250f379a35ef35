"""Turns a zip package into the same package with fixed times and order, so that equal input gives equal bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold
LEADING = ("mimetype", "[Content_Types].xml", "_rels/.rels")  # what readers look for first
STORED_SUFFIXES = (".png", ".jpg", ".jpeg")  # already compressed


def repack(data: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """Return the zip `data` with its parts in a fixed order and free of clock, user and platform.

    Parts named in `replaced` take that content; the zip must hold them (KeyError otherwise).
    """
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, content in (replaced or {}).items():
        if name not in parts:
            raise KeyError(name)
        parts[name] = content
    return pack(parts.items())


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of `parts` (name, content): leading parts first, the others by name."""
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, content in sorted(parts, key=lambda part: _order(part[0])):
            package.writestr(_entry(name), content)
    return stream.getvalue()


def _order(name: str) -> tuple[int, str]:
    return (LEADING.index(name) if name in LEADING else len(LEADING), name)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EPOCH)
    # A mimetype part must be readable without inflating (OCF, OWPML).
    entry.compress_type = ZIP_STORED if name == "mimetype" or name.endswith(STORED_SUFFIXES) else ZIP_DEFLATED
    entry.create_system = 0  # zipfile writes the platform here otherwise
    entry.external_attr = 0
    return entry
