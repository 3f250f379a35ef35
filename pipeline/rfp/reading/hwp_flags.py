"""Turns the streams of a HWP 5 file into what has to be known before a reader opens it: flags, lists, letters."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.rfp.reading.ole import read_streams
from pipeline.rfp.reading.owpml_header import Bullet, Level, Lists, Numbering

LARGEST = 200_000_000  # bytes of the body, inflated
_SIGNATURE = b"HWP Document File"
_COMPRESSED, _PASSWORD, _DISTRIBUTED, _DRM, _CERTIFIED, _CERTIFIED_DRM = 0, 1, 2, 4, 8, 10  # bits of the flags
_NUMBERING, _BULLET, _TEXT = 0x17, 0x18, 0x43  # tags of records
# A control takes eight units in the text: the character, its name and its address, the character again.
_CONTROL = re.compile("[\x01-\x09\x0b\x0c\x0e-\x17].{7}", re.DOTALL)
_LETTER = re.compile(r"[^\s\x00-\x1f]")
_SIGNS = {0x18: "-", 0x1E: " ", 0x1F: " ", 0x0A: "\n", 0x0D: None}
_FORMS = (
    "DIGIT CIRCLED_DIGIT ROMAN_CAPITAL ROMAN_SMALL LATIN_CAPITAL LATIN_SMALL CIRCLED_LATIN_CAPITAL"
    " CIRCLED_LATIN_SMALL HANGUL_SYLLABLE CIRCLED_HANGUL_SYLLABLE HANGUL_JAMO CIRCLED_HANGUL_JAMO"
    " HANGUL_PHONETIC IDEOGRAPH CIRCLED_IDEOGRAPH"
).split()


@dataclass(frozen=True, slots=True)
class Survey:
    """What a HWP 5 file says of itself."""

    locked: str  # in Korean what keeps it from being read, "" for nothing
    distributed: bool  # a 배포용 문서: its body is enciphered with a key that lies in the file
    letters: int  # of the body, without spaces; 0 when it is enciphered
    stored: int  # bytes of the body as they lie in the file
    lists: Lists  # numberings and bullets
    bound: frozenset[str] = frozenset()  # texts of paragraphs with an unbreakable space or hyphen, those as " " and "-"


def survey(data: bytes) -> Survey | None:
    """Return what the file says of itself; None when it is no HWP 5 file, broken or too large to inflate."""
    streams = read_streams(data, ("FileHeader", "DocInfo", "BodyText/", "ViewText/"))
    header = (streams or {}).get("FileHeader", b"")
    if streams is None or len(header) < 40 or not header.startswith(_SIGNATURE) or "DocInfo" not in streams:
        return None
    flags = struct.unpack_from("<I", header, 36)[0]
    locked, distributed = _locked(flags), bool(flags >> _DISTRIBUTED & 1)
    body = [
        content for name, content in streams.items() if name.startswith("ViewText/" if distributed else "BodyText/")
    ]
    stored = sum(map(len, body))
    if locked:
        return Survey(locked, distributed, 0, stored, Lists())
    plain = not flags >> _COMPRESSED & 1
    info = streams["DocInfo"] if plain else inflate(streams["DocInfo"])
    texts = [] if distributed else body if plain else [inflate(content) for content in body]
    if not body or info is None or None in texts:
        return None
    words = [text for content in texts for text in _texts(content or b"")]
    letters = sum(len(_LETTER.findall(text)) for text in words)
    bound = frozenset(text.translate(_SIGNS).strip() for text in words if "\x1e" in text or "\x18" in text)
    return Survey("", distributed, letters, stored, _lists(info), bound)


def inflate(content: bytes, largest: int = LARGEST) -> bytes | None:
    """Return a raw deflate stream inflated; None when it is none or larger than `largest`."""
    inflater = zlib.decompressobj(-15)
    try:
        plain = inflater.decompress(content, largest)
    except zlib.error:
        return None
    return None if inflater.unconsumed_tail else plain  # a missing end is the readers' business


def _locked(flags: int) -> str:
    for bit, what in (
        (_PASSWORD, "암호가 걸린"),
        (_DRM, "DRM 보안이 걸린"),
        (_CERTIFIED, "공인인증서로 암호화한"),
        (_CERTIFIED_DRM, "공인인증서 DRM이 걸린"),
    ):
        if flags >> bit & 1:
            return what
    return ""


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at, end = 0, len(content)
    while at + 4 <= end:
        head = int.from_bytes(content[at : at + 4], "little")
        size, at = head >> 20, at + 4
        if size == 0xFFF:
            size, at = int.from_bytes(content[at : at + 4], "little"), at + 4
        yield head & 0x3FF, content[at : at + size]
        at += size


def _texts(content: bytes) -> Iterator[str]:
    """Yield the text of each paragraph, without its controls."""
    for tag, record in _records(content):
        if tag == _TEXT:
            yield _CONTROL.sub("", record[: len(record) & ~1].decode("utf-16-le", "replace"))


def _lists(info: bytes) -> Lists:
    numberings: dict[str, Numbering] = {}
    bullets: dict[str, Bullet] = {}
    for tag, record in _records(info):
        if tag == _NUMBERING:
            numberings[str(len(numberings) + 1)] = _numbering(record)
        elif tag == _BULLET:
            char = record[12:14].decode("utf-16-le", "replace").strip("\0")
            bullets[str(len(bullets) + 1)] = Bullet(char or "•")
    return Lists(numberings, bullets)


def _numbering(record: bytes) -> Numbering:
    """Seven levels (12 bytes of properties, a length, the template), then the starts of the list and of each level."""
    levels, at = [], 0
    for _ in range(7):
        if at + 14 > len(record):
            return Numbering(tuple(levels))
        form = int.from_bytes(record[at : at + 4], "little") >> 5 & 0xF
        length = int.from_bytes(record[at + 12 : at + 14], "little")
        at += 14 + 2 * length
        template = record[at - 2 * length : at].decode("utf-16-le", "replace")
        levels.append(Level(template, _FORMS[form] if form < len(_FORMS) else "DIGIT"))
    start = int.from_bytes(record[at : at + 2], "little")
    starts = record[at + 2 : at + 30]
    if len(starts) == 28:
        first = struct.unpack("<7I", starts)
        levels = [Level(level.template, level.digits, each) for level, each in zip(levels, first, strict=True)]
    return Numbering(tuple(levels), start)
