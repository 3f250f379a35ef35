"""Small OLE files, and HWP 5 files in them, for the tests of reading."""

from __future__ import annotations

import struct
import zlib

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_CUTOFF = 4096  # smaller streams would lie in the mini stream, so all are padded to this


def ole(streams: dict[str, bytes]) -> bytes:
    """Return an OLE file of streams by name; one level of folders ("BodyText/Section0"). Streams are zero-padded."""
    folders = sorted({name.split("/")[0] for name in streams if "/" in name})
    nodes: list[tuple[str, int, list[int], int, int]] = []  # name, kind, children, first sector, size
    index = {"": 0}
    nodes.append(("Root Entry", 5, [], _END, 0))
    for folder in folders:
        index[folder] = len(nodes)
        nodes[0][2].append(len(nodes))
        nodes.append((folder, 1, [], _END, 0))
    body, chains = b"", []
    for name, content in streams.items():
        content = content.ljust(_CUTOFF, b"\0")
        first, count = len(body) // _SECTOR, -(-len(content) // _SECTOR)
        body += content.ljust(count * _SECTOR, b"\0")
        chains += [*range(first + 1, first + count), _END]
        folder, _, leaf = name.rpartition("/")
        nodes[index[folder]][2].append(len(nodes))
        nodes.append((leaf, 2, [], first, len(content)))
    return _assembled(nodes, body, chains)


def _assembled(nodes: list[tuple[str, int, list[int], int, int]], body: bytes, chains: list[int]) -> bytes:
    right = [_FREE] * len(nodes)
    for _, _, children, _, _ in nodes:
        for one, other in zip(children, children[1:], strict=False):
            right[one] = other
    directory = b"".join(
        _entry(name, kind, right[place], children[0] if children else _FREE, first, size)
        for place, (name, kind, children, first, size) in enumerate(nodes)
    )
    directory = directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0")
    start, count = len(body) // _SECTOR, len(directory) // _SECTOR
    chains = [*chains, *range(start + 1, start + count), _END]
    tables = 1
    while len(chains) + tables > tables * _SECTOR // 4:
        tables += 1
    fat = [*chains, *[_FAT] * tables]
    fat += [_FREE] * (tables * _SECTOR // 4 - len(fat))
    where = [start + count + table for table in range(tables)]
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, start, 0, _CUTOFF, _END, 0, _END, 0)
    head += struct.pack("<109I", *where, *[_FREE] * (109 - tables))
    return head + body + directory + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII16sI16xIQ", letters, len(letters), kind, 1, _FREE, right, child, b"", 0, first, size)


def record(tag: int, content: bytes) -> bytes:
    """Return one record of a HWP 5 stream."""
    if len(content) < 0xFFF:
        return struct.pack("<I", tag | len(content) << 20) + content
    return struct.pack("<II", tag | 0xFFF << 20, len(content)) + content


def numbering_record(templates: list[str], forms: list[int], start: int = 1) -> bytes:
    """Return the record of a numbering of seven levels."""
    content = b""
    for template, form in zip(templates, forms, strict=True):
        content += struct.pack("<IHHIH", form << 5, 0, 50, 0xFFFFFFFF, len(template)) + template.encode("utf-16-le")
    return record(0x17, content + struct.pack("<H7I", start, *[1] * 7))


def bullet_record(char: str) -> bytes:
    """Return the record of a bullet."""
    return record(0x18, struct.pack("<IHHI", 8, 0, 50, 0xFFFFFFFF) + char.encode("utf-16-le") + bytes(9))


def hwp(texts: list[str], flags: int = 0, info: bytes = b"", compress: bool = False) -> bytes:
    """Return the streams of a HWP 5 file that the survey reads: flags, lists and the texts of its paragraphs."""
    body = b"".join(record(0x43, text.encode("utf-16-le")) for text in texts)
    pack = _deflated if compress else bytes
    where = "ViewText/Section0" if flags & 4 else "BodyText/Section0"
    return ole(
        {
            "FileHeader": b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010000, flags | compress),
            "DocInfo": pack(info or record(0x10, bytes(26))),
            where: pack(body),
        }
    )


def _deflated(content: bytes) -> bytes:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeezer.compress(content) + squeezer.flush()
