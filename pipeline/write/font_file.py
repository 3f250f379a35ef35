"""Turns the bytes of a font file into the faces in it: what they are called, whether they are bold, whether a PDF may hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct, error, unpack_from

from pipeline.document.faces import folded

MOST_BYTES = 80_000_000
_MOST_FACES, _MOST_TABLES, _MOST_NAMES = 64, 128, 4000
_PLAIN = (b"\x00\x01\x00\x00", b"true")
_COLLECTION, _CFF = b"ttcf", b"OTTO"
_WEB = (b"wOFF", b"wOF2")
_FAMILY, _FULL, _POSTSCRIPT, _TYPOGRAPHIC = 1, 4, 6, 16  # ids of names
_KOREAN = 0x412
_WORDS = {(1, 0): "mac_roman", (1, 3): "cp949"}  # of a Macintosh; all others write UTF-16
_RECORD = Struct(">6H")
_BOLD = 600  # the least weight that is bold
_RESTRICTED, _LENIENT, _WHOLE_ONLY, _PICTURES_ONLY = 0x2, 0xC, 0x100, 0x200  # of fsType (OS/2)


class FontFault(ValueError):
    """Why a font file cannot be used, in Korean, to stand behind a colon."""


@dataclass(frozen=True, slots=True)
class FaceInFile:
    """One face of a file; `names` are folded (document.faces), `refused` says why no PDF may hold it, "" where it may."""

    index: int
    family: str
    names: frozenset[str]
    postscript: str
    bold: bool
    refused: str


def faces_in(data: bytes) -> tuple[FaceInFile, ...]:
    """Return the faces of a TrueType file or collection; raises FontFault where it is none or is damaged."""
    return tuple(_face(data, index) for index in range(len(_starts(data))))


def tables_of(data: bytes, index: int) -> dict[str, bytes]:
    """Return the tables of one face by their tags, each whole; raises FontFault where one lies beyond the file."""
    start = _starts(data)[index]
    try:
        count = unpack_from(">H", data, start + 4)[0]
        if count > _MOST_TABLES:
            raise FontFault("표가 너무 많아 깨진 파일로 보임")
        found = {}
        for order in range(count):
            tag, _, offset, length = unpack_from(">4sIII", data, start + 12 + 16 * order)
            if offset + length > len(data):
                raise FontFault("파일이 잘렸음")
            found[tag.decode("latin-1")] = data[offset : offset + length]
        return found
    except error:
        raise FontFault("파일이 잘렸음") from None


def _starts(data: bytes) -> list[int]:
    """Return where each face's list of tables begins."""
    kind = data[:4]
    if len(data) > MOST_BYTES:
        raise FontFault(f"파일이 {MOST_BYTES // 1_000_000} MB보다 큼")
    if kind in _PLAIN:
        return [0]
    if kind == _CFF:
        raise FontFault("OpenType(CFF) 글꼴은 넣지 못함. TrueType(.ttf)으로 된 같은 글꼴이 필요")
    if kind in _WEB:
        raise FontFault("웹 글꼴(WOFF)은 넣지 못함. TrueType(.ttf)으로 된 같은 글꼴이 필요")
    if kind != _COLLECTION:
        raise FontFault("TrueType 글꼴 파일이 아님")
    try:
        count = unpack_from(">I", data, 8)[0]
        if not 0 < count <= _MOST_FACES:
            raise FontFault("글꼴 모음이 깨졌음")
        starts = list(unpack_from(f">{count}I", data, 12))
    except error:
        raise FontFault("파일이 잘렸음") from None
    if any(data[start : start + 4] not in _PLAIN for start in starts):
        raise FontFault("글꼴 모음에 TrueType이 아닌 글꼴이 있음")
    return starts


def _face(data: bytes, index: int) -> FaceInFile:
    tables = tables_of(data, index)
    names = list(_names(tables.get("name", b"")))
    families = [text for identity, _, text in names if identity in (_FAMILY, _TYPOGRAPHIC)]
    if not families:
        raise FontFault("글꼴의 이름이 들어 있지 않음")
    korean = [text for identity, language, text in names if identity in (_TYPOGRAPHIC, _FAMILY) and language == _KOREAN]
    known = frozenset(folded(text) for identity, _, text in names if identity != _POSTSCRIPT)
    postscript = next((text for identity, _, text in names if identity == _POSTSCRIPT), "")
    measures = tables.get("OS/2", b"")
    bold = _number(tables.get("head", b""), 44) & 1 or _number(measures, 62) & 0x20 or _number(measures, 4) >= _BOLD
    return FaceInFile(index, (korean or families)[0], known, postscript, bool(bold), _refusal(_number(measures, 8)))


def _names(table: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield id, language and text of the names that a face is asked for by."""
    count, start = _number(table, 2), _number(table, 4)
    for order in range(min(count, _MOST_NAMES)):
        at = 6 + _RECORD.size * order
        if at + _RECORD.size > len(table):
            return
        platform, encoding, language, identity, length, offset = _RECORD.unpack_from(table, at)
        if identity in (_FAMILY, _FULL, _POSTSCRIPT, _TYPOGRAPHIC):
            words = table[start + offset : start + offset + length]
            text = words.decode(_WORDS.get((platform, encoding), "utf-16-be"), "ignore").replace("\0", "").strip()
            if text:
                yield identity, language if platform == 3 else 0, text


def _refusal(rights: int) -> str:
    """Return why a PDF may not hold a face with these rights (fsType of its OS/2 table); "" where it may."""
    if rights & _RESTRICTED and not rights & _LENIENT:
        return "글꼴의 사용 허가가 문서에 넣는 것을 막음"
    if rights & (_WHOLE_ONLY | _PICTURES_ONLY):
        return "글꼴의 사용 허가가 쓴 글자만 골라 넣는 것을 막음"
    return ""


def _number(table: bytes, at: int) -> int:
    """Return the two bytes at `at` as a number; 0 beyond the table."""
    return int.from_bytes(table[at : at + 2], "big") if at + 2 <= len(table) else 0
