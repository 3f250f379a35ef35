"""Tests of drawings as pictures."""

import struct

import pytest

from pipeline.write.raster import to_png

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
