"""Drawings for an HTML page: only what draws is kept."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.write.html.svg import safe_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def kept(inside: str) -> str:
    drawing, _ = safe_svg(f"{HEAD}{inside}</svg>", "f1-")
    return etree.tostring(drawing, encoding="unicode").partition(">")[2].removesuffix("</svg>")


@pytest.mark.parametrize(
    "bad",
    [
        "<script>x()</script>",
        "<foreignObject><p>x</p></foreignObject>",
        "<style>* { fill: url(http://a.b) }</style>",
        '<a href="http://a.b"><text>x</text></a>',
        '<animate attributeName="href" to="javascript:x()"/>',
        '<set attributeName="onclick" to="x()"/>',
        "<!-- x --><?x y?>",
        '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
    ],
)
def test_what_does_not_draw_is_left_out_but_its_neighbours_stay(bad: str) -> None:
    assert kept(f"<rect/>{bad}<text>가</text>") == "<rect/><text>가</text>"


@pytest.mark.parametrize(
    "attribute",
    [
        'onload="x()"',
        'ONCLICK="x()"',
        'href="http://a.b/c.svg#x"',
        'xlink:href="file:///etc/passwd"',
        'fill="url(http://a.b#x)"',
        "style=\"fill: url('//a.b')\"",
        'style="fill: u\\72l(http://a.b)"',
        'href="data:image/svg+xml;base64,AAAA"',
        'xml:base="http://a.b"',
    ],
)
def test_attributes_that_run_or_reach_outside_are_left_out(attribute: str) -> None:
    assert kept(f'<use width="1" {attribute}/>') == '<use width="1"/>'


def test_references_inside_the_drawing_are_kept_under_the_figures_own_names() -> None:
    inside = '<linearGradient id="g"/><rect fill="url(#g)" style="stroke: url(\'#g\')"/><use xlink:href="#g"/>'
    assert kept(inside) == (
        '<linearGradient id="f1-g"/><rect fill="url(#f1-g)" style="stroke: url(#f1-g)"/><use href="#f1-g"/>'
    )


def test_pictures_inside_the_drawing_are_kept() -> None:
    picture = '<image href="data:image/png;base64,iVBORw0KGgo="/>'
    assert kept(picture) == picture


def test_entities_are_not_expanded() -> None:
    bomb = (
        f'<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY f SYSTEM "file:///etc/hostname">]>{HEAD}<text>가&a;&f;나</text></svg>'
    )
    drawing, left_out = safe_svg(bomb, "")
    assert drawing.findtext("{*}text") == "가나"
    assert left_out


@pytest.mark.parametrize("text", ["", "그림", "<svg", "<html/>", "<svg>&x;</svg>\x00"])
def test_what_is_no_svg(text: str) -> None:
    assert safe_svg(text, "") == (None, ())


def test_svg_without_its_namespace_is_still_one() -> None:
    drawing, _ = safe_svg('<svg viewBox="0 0 1 1"><rect/></svg>', "")
    assert [etree.QName(each).namespace for each in drawing.iter()] == ["http://www.w3.org/2000/svg"] * 2
