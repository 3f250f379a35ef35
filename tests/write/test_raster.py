"""Tests of drawings as pictures."""

import struct
from pathlib import Path

import pytest

from pipeline.write import raster
from pipeline.write.raster import keep_in, to_png

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'


def test_picture_is_a_png_at_twice_the_screen_resolution() -> None:
    png = to_png(f'{HEAD}<rect width="10" height="10"/></svg>', 25.4)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (192, 96)


def test_korean_text_is_drawn_even_in_a_face_that_is_not_here() -> None:
    def drawn(words: str) -> bytes:
        return to_png(f'{HEAD}<text x="5" y="30" font-family="없는 글꼴">{words}</text></svg>', 50)

    assert len({drawn(""), drawn("장애"), drawn("점검")}) == 3


def test_equal_drawings_give_equal_bytes() -> None:
    svg = f'{HEAD}<text x="5" y="30">점검</text></svg>'
    first = to_png(svg, 40)
    to_png.cache_clear()
    assert to_png(svg, 40) == first


@pytest.mark.parametrize("svg", ["", "그림 아님", "<svg"])
def test_what_is_no_drawing_is_refused(svg: str) -> None:
    with pytest.raises(ValueError):
        to_png(svg, 10)


def test_a_picture_that_was_kept_is_taken_again_and_a_damaged_one_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    svg = f'{HEAD}<text x="5" y="30">보관</text></svg>'
    monkeypatch.setattr(raster, "_keeping", None)
    to_png.cache_clear()
    drawn = to_png(svg, 33)
    keep_in(tmp_path)
    to_png.cache_clear()
    assert to_png(svg, 33) == drawn
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes() == drawn
    other = to_png(f'{HEAD}<rect width="9" height="9"/></svg>', 33)
    kept.write_bytes(other)  # stands for what an earlier run drew: the file is believed, not drawn again
    to_png.cache_clear()
    assert to_png(svg, 33) == other
    kept.write_bytes(other[:-9])
    to_png.cache_clear()
    assert to_png(svg, 33) == drawn


def test_the_oldest_pictures_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "MOST_KEPT", 4)
    monkeypatch.setattr(raster, "_keeping", tmp_path)
    for width in range(20, 26):
        to_png(f'{HEAD}<rect width="{width}" height="9"/></svg>', 20)
    assert len(list(tmp_path.glob("*.png"))) <= 4
