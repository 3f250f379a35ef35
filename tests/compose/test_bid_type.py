"""Settings of a proposal → paper and type of its books."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipeline.compose import bid_type
from pipeline.compose.bid_type import Room, page_of, room_of, typesetting_of
from pipeline.document.blocks import FontFile, Page, Typesetting
from pipeline.model.proposal import Direction, Margins, Proposal, Volume
from pipeline.write import theme


def asked(**settings: Any) -> Proposal:
    return Proposal(title="제안서", **settings)


def test_nothing_asked_leaves_all_to_the_theme() -> None:
    assert page_of(asked(), Volume.TECHNICAL) == Page() and typesetting_of(asked()) == Typesetting()
    assert room_of(None, Volume.TECHNICAL) == room_of(asked(), Volume.PRICE) == Room()
    assert (Room().widest, Room().highest) == (160, 220)


def test_sizes_that_follow_from_a_least_size_are_the_theme_s() -> None:
    assert bid_type.USUAL_SIZE == theme.USUAL.body.size and bid_type.SMALLEST_SIZE == min(theme.USUAL.lists)


def test_each_book_lies_as_asked() -> None:
    both = asked(direction=Direction.PORTRAIT, summary_direction=Direction.LANDSCAPE)
    assert [page_of(both, volume).width for volume in (Volume.TECHNICAL, Volume.SUMMARY, Volume.PRICE)] == [210, 297, 210]
    turned = asked(direction=Direction.LANDSCAPE)
    assert [(page_of(turned, volume).width, page_of(turned, volume).height) for volume in Volume] == [(297, 210)] * 3
    upright = asked(direction=Direction.LANDSCAPE, summary_direction=Direction.PORTRAIT)
    assert page_of(upright, Volume.SUMMARY).width == 210


def test_margins_and_the_room_between_them() -> None:
    proposal = asked(margins=Margins(top=Decimal(25), left=Decimal(30)))
    page = page_of(proposal, Volume.TECHNICAL)
    assert (page.top, page.bottom, page.left, page.right) == (25, 15, 30, 20)
    assert room_of(proposal, Volume.TECHNICAL) == Room(160, 237)  # 297 - 25 - 15 - header 10 - footer 10


@pytest.mark.parametrize(
    ("fonts", "face", "sans"),
    [
        (("맑은 고딕", "함초롬바탕"), "함초롬바탕", "맑은 고딕"),
        (("신명조",), "신명조", "신명조"),
        (("맑은 고딕", "굴림"), "맑은 고딕", "맑은 고딕"),
        (("휴먼옛체",), "휴먼옛체", "휴먼옛체"),
        (("바탕", "휴먼명조", "돋움"), "바탕", "돋움"),
    ],
)
def test_faces_follow_from_those_that_the_rfp_allows(fonts: tuple[str, ...], face: str, sans: str) -> None:
    type = typesetting_of(asked(fonts=fonts))
    assert (type.face, type.sans) == (face, sans)


def test_faces_that_were_set_come_first() -> None:
    type = typesetting_of(asked(fonts=("바탕", "돋움"), face="휴먼명조", heading_face="굴림"))
    assert (type.face, type.sans) == ("휴먼명조", "굴림")
    type = typesetting_of(asked(face="휴먼명조"))
    assert (type.face, type.sans) == ("휴먼명조", "")


@pytest.mark.parametrize(
    ("size", "least", "made"),
    [("14", "12", 14), (None, "10", 0), (None, "11", 0), (None, "11.5", 12), (None, "12", 12), (None, "13", 13), (None, "12.2", 12.5), (None, "130", 0), ("10", "12", 10)],
)  # fmt: skip
def test_sizes(size: str | None, least: str, made: float) -> None:
    proposal = asked(size=Decimal(size) if size else None, least_size=Decimal(least))
    type = typesetting_of(proposal)
    assert type.size == made
    if not size and Decimal(least) < 100:
        assert min((theme.styles_of(type).body.size, *theme.styles_of(type).lists)) >= float(least)


@pytest.mark.parametrize(("line", "made"), [("160", 1.6), ("1.7", 1.7), (None, 0)])
def test_line_spacing(line: str | None, made: float) -> None:
    assert typesetting_of(asked(line=Decimal(line) if line else None)).line == made


def test_font_files_go_along() -> None:
    assert typesetting_of(asked(face="휴먼명조"), {"fonts/a.ttf": b"x"}).files == (FontFile("fonts/a.ttf", b"x"),)
