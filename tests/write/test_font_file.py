"""Font files of people and machines: what is in them, what a PDF may hold, and that no damaged one does harm."""

from __future__ import annotations

import random
from io import BytesIO
from struct import pack

import pytest
from fontTools.ttLib import TTFont

from pipeline.write.font_file import FontFault, faces_in
from pipeline.write.plain_font import plain_font
from tests.write.fonts_made import LETTERS, made_collection, made_font, with_table

FAMILY = "시험바탕"


def fault(data: bytes) -> str:
    """Return why a file is refused."""
    with pytest.raises(FontFault) as caught:
        for face in faces_in(data):
            plain_font(data, face.index, "Made")
    return str(caught.value)


def test_a_face_is_known_by_all_its_names() -> None:
    (face,) = faces_in(made_font(FAMILY))
    assert face.family == FAMILY and FAMILY in face.names and not face.bold and face.refused == ""
    assert any(name.startswith("made") for name in face.names)
    (bold,) = faces_in(made_font(FAMILY, bold=True))
    assert bold.bold and {FAMILY, "시험바탕bold"} <= bold.names


@pytest.mark.parametrize("rights", [0, 4, 8, 2 | 8])
def test_rights_that_let_a_document_hold_the_face(rights: int) -> None:
    assert faces_in(made_font(FAMILY, rights=rights))[0].refused == ""


@pytest.mark.parametrize(("rights", "why"), [(2, "넣는 것을 막음"), (0x100 | 8, "골라 넣는 것을 막음"), (0x200, "골라 넣는 것을 막음")])
def test_rights_that_do_not(rights: int, why: str) -> None:
    assert why in faces_in(made_font(FAMILY, rights=rights))[0].refused


def test_a_collection_holds_several_faces() -> None:
    data = made_collection("하나바탕", "둘고딕")
    assert [(face.index, face.family) for face in faces_in(data)] == [(0, "하나바탕"), (1, "둘고딕")]
    for face in faces_in(data):
        assert TTFont(BytesIO(plain_font(data, face.index, "Made"))).getBestCmap().keys() == set(map(ord, LETTERS))


def test_a_plain_font_has_the_letters_and_widths_of_the_first() -> None:
    data = made_font(FAMILY)
    first, plain = TTFont(BytesIO(data)), TTFont(BytesIO(plain_font(data, 0, "Made-0")))
    assert plain.getBestCmap() == first.getBestCmap()
    assert plain["name"].getDebugName(6) == "Made-0"
    names = first.getGlyphOrder()
    for order, name in enumerate(plain.getGlyphOrder()):
        assert plain["hmtx"][name] == first["hmtx"][names[order]]
        assert plain["glyf"][name].getCoordinates(plain["glyf"])[0] == first["glyf"][names[order]].getCoordinates(first["glyf"])[0]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "TrueType 글꼴 파일이 아님"),
        (b"%PDF-1.7", "TrueType 글꼴 파일이 아님"),
        (b"OTTO" + bytes(60), "CFF"),
        (b"wOF2" + bytes(60), "WOFF"),
        (b"\0\1\0\0", "잘렸음"),
        (b"\0\1\0\0\xff\xff" + bytes(6), "너무 많아"),
        (b"ttcf\0\1\0\0\xff\xff\xff\xff", "깨졌음"),
        (b"ttcf\0\1\0\0\0\0\0\1\0\0\0\0", "TrueType이 아닌"),
    ],
)
def test_what_is_no_truetype(data: bytes, why: str) -> None:
    assert why in fault(data)


def test_a_font_without_hangul_is_no_face_for_a_korean_document() -> None:
    assert fault(made_font("라틴", text="abc 123")) == "한글이 없는 글꼴"


def test_a_map_that_claims_a_thousand_million_letters() -> None:
    huge = pack(">HHHHI", 0, 1, 3, 10, 12) + pack(">HHIII", 12, 0, 28, 0, 1) + pack(">III", 0, 0x3FFFFFFF, 1)
    assert "깨졌음" in fault(with_table(made_font(FAMILY), "cmap", lambda _: huge))


def test_glyphs_made_of_themselves() -> None:
    data = made_font(FAMILY)
    glyph = pack(">hhhhh", -1, 0, 0, 9, 9) + b"".join(pack(">HHbb", 0x20, 1, 0, 0) for _ in range(50)) + pack(">HHbb", 0, 1, 0, 0)
    font = TTFont(BytesIO(data))
    count = font["maxp"].numGlyphs
    places = [0, 0] + [len(glyph)] * (count - 1)
    loops = with_table(with_table(data, "glyf", lambda _: glyph), "loca", lambda _: pack(f">{count + 1}I", *places))
    assert "깨졌음" in fault(with_table(loops, "head", lambda head: head[:50] + pack(">H", 1) + head[52:]))


@pytest.mark.parametrize("tag", ["glyf", "loca", "cmap", "hmtx", "maxp", "head", "hhea"])
def test_a_table_that_is_cut_off(tag: str) -> None:
    assert fault(with_table(made_font(FAMILY), tag, lambda table: table[: len(table) // 3]))


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_gives_a_fault_or_a_sound_font(seed: int) -> None:
    random_ = random.Random(seed)
    data = bytearray(made_font(FAMILY))
    for _ in range(random_.choice((1, 4, 40))):
        data[random_.randrange(len(data))] = random_.choice((0, 255, random_.randrange(256)))
    if seed % 4 == 0:
        del data[random_.randrange(len(data)) :]
    try:
        plain = plain_font(bytes(data), 0, "Made") if faces_in(bytes(data)) else b""
    except FontFault:
        return
    from reportlab.pdfbase.ttfonts import TTFont as PdfFont

    face = PdfFont("Made", BytesIO(plain)).face
    assert face.makeSubset(sorted(face.charToGlyph))
