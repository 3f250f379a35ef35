"""One section of a proposal as tests write it, and what becomes of it."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import compress, crc32

from lxml import etree

from pipeline.compose.markup import blocks
from pipeline.compose.prose import Prose, prose
from pipeline.document.blocks import Block, Cell, Heading, ItemList, Paragraph, Table, plain
from pipeline.language.environment import environment
from pipeline.model.proposal import Section
from pipeline.problems import Location, Problem

FILE = "data/sample/proposal/30-유지관리 방안.md"
HEAD = 5  # the text starts on this line, below the front matter
NOWHERE = Path(__file__).parent / "없는 폴더"


def section(text: str, title: str = "유지관리 방안", name: str = "30-유지관리 방안.md", line: int = HEAD, chapter: str = "") -> Section:
    """Return a section whose text starts on `line`."""
    return Section(file=name, title=title, chapter=chapter, text=text, line=line, at=Location(f"data/sample/proposal/{name}", 1))


def read(
    text: str, names: Mapping[str, Any] | None = None, folder: Path = NOWHERE, library: Mapping[str, str] | None = None,
) -> tuple[Prose, list[Problem]]:
    """Return the prose of `text` and its problems."""
    made, problems = prose(section(text), names or {}, environment(), folder, library or {})
    assert made is not None, problems
    return made, problems


def clean(text: str, names: Mapping[str, Any] | None = None, folder: Path = NOWHERE, library: Mapping[str, str] | None = None) -> Prose:
    """Return the prose of `text`, which has no problem."""
    made, problems = read(text, names, folder, library)
    assert [str(problem) for problem in problems] == []
    return made


def html(text: str, names: Mapping[str, Any] | None = None) -> str:
    """Return the XHTML of `text`, which has no problem."""
    return clean(text, names).html


def found(
    text: str, names: Mapping[str, Any] | None = None, folder: Path = NOWHERE, library: Mapping[str, str] | None = None,
) -> list[tuple[str, int]]:
    """Return (code, line of the text from 1) of each problem of `text`."""
    _, problems = prose(section(text), names or {}, environment(), folder, library or {})
    assert {problem.at.file for problem in problems} <= {FILE}
    assert all(problem.message and problem.hint for problem in problems)
    return [(problem.code, problem.at.row - HEAD + 1) for problem in problems]


def laid(made: Prose) -> tuple[Block, ...]:
    """Return the blocks of a prose; its XHTML has to be such as markup takes."""
    etree.fromstring(f"<body>{made.html}</body>")
    content, problems = blocks(made.html, drawings=made.drawings, pictures=made.pictures)
    assert problems == []
    return content


def words(content: tuple[Block, ...]) -> str:
    """Return all text of blocks, white space collapsed."""
    return " ".join(" ".join(_words(content)).split())


def _words(content: tuple[Block, ...]) -> list[str]:
    made: list[str] = []
    for block in content:
        match block:
            case Paragraph() | Heading():
                made.append(plain(block.content))
            case ItemList():
                made += [plain(item.content) for item in block.items]
            case Table():
                made.append(block.caption)
                made += [text for row in block.rows for cell in row.cells if isinstance(cell, Cell) for text in _words(cell.content)]
            case _:
                made.append(getattr(block, "caption", ""))
    return made


def png(width: int = 400, height: int = 300, density: int = 0) -> bytes:
    """Return a grey PNG; `density` is pixels a metre."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + name + body + struct.pack(">L", crc32(name + body))

    rows = compress((b"\x00" + b"\x80" * width) * height)
    physical = chunk(b"pHYs", struct.pack(">LLB", density, density, 1)) if density else b""
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + physical + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(
    width: int = 400, height: int = 300, parts: int = 3, bits: int = 8, frame: int = 0xC0, segments: bytes = b"", end: bytes = b"\xff\xd9",
) -> bytes:
    """Return the head of a JPEG with its end; no picture data stands between them."""
    body = struct.pack(">BHHB", bits, height, width, parts) + b"\x01\x11\x00" * parts
    return b"\xff\xd8" + segments + segment(frame, body) + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\x34" + end


def segment(marker: int, body: bytes) -> bytes:
    """Return one segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body
