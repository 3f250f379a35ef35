"""What a HWP 5 file says of itself."""

from __future__ import annotations

import zlib

from hypothesis import given, settings
from hypothesis import strategies as some

from pipeline.rfp.reading.hwp_flags import inflate, survey
from pipeline.rfp.reading.owpml_header import Bullet, Level
from tests.rfp.reading.ole_sample import bullet_record, hwp, numbering_record, ole

TABLE = "\x0btbl \0\0\0\0\0\x0b".replace("tbl \0\0\0\0\0", "tb" + "\0" * 4)
GOOD = hwp(["가나 다\r", "라"], compress=True)


def test_letters_are_counted_without_controls_and_spaces() -> None:
    assert len(TABLE) == 8
    about = survey(hwp([f"{TABLE}가 나\r", "\x02" + "dc" + "\0" * 4 + "\x02" + "다" * 3_000]))
    assert about is not None
    assert (about.letters, about.distributed, about.locked) == (3_002, False, "")


def test_numberings_and_bullets() -> None:
    templates = ["^1.", "^2.", "^3)", "^4)", "(^5)", "(^6)", "^7"]
    about = survey(hwp(["글"], info=numbering_record(templates, [0, 8, 0, 8, 0, 8, 1], 0) + bullet_record("\uf0a7")))
    assert about is not None
    numbering = about.lists.numberings["1"]
    assert numbering.start == 0
    assert numbering.levels[:2] == (Level("^1.", "DIGIT"), Level("^2.", "HANGUL_SYLLABLE"))
    assert numbering.levels[6] == Level("^7", "CIRCLED_DIGIT")
    assert about.lists.bullets == {"1": Bullet("\uf0a7")}


def test_a_distributed_file_has_its_body_elsewhere() -> None:
    about = survey(hwp(["암호문"], flags=4))
    assert about is not None
    assert (about.distributed, about.letters) == (True, 0)
    assert about.stored >= 4096


def test_what_is_no_hwp() -> None:
    assert survey(b"") is None
    assert survey(b"HWP Document File" * 100) is None
    assert survey(ole({"WordDocument": b"x"})) is None
    assert survey(ole({"FileHeader": b"HWP Document Fool", "DocInfo": b"", "BodyText/Section0": b""})) is None


def test_inflating_stops_at_a_limit() -> None:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = squeezer.compress(bytes(10_000_000)) + squeezer.flush()
    assert inflate(bomb, 1_000_000) is None
    assert inflate(bomb, 10_000_000) == bytes(10_000_000)
    assert inflate(b"\xff\xff\xff\xff") is None


@settings(max_examples=60, deadline=None)
@given(
    some.lists(some.tuples(some.integers(0, len(GOOD) - 1), some.integers(0, 255)), min_size=1, max_size=40),
    some.integers(0, len(GOOD)),
)
def test_changed_bytes_never_raise(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    survey(bytes(data))
    survey(bytes(data[:cut]))
