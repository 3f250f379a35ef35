"""Turns a proposal's settings into the paper and the type of its books: direction, margins, faces, size, line spacing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from pipeline.document.blocks import FontFile, Page, Typesetting
from pipeline.document.faces import is_sans, is_serif
from pipeline.model.proposal import Direction, Proposal, Volume

USUAL_SIZE = Decimal(12)  # pt of running text where nobody asks for another
SMALLEST_SIZE = Decimal(11)  # pt of the smallest text of lists then
_LARGEST_LEAST = Decimal(24)  # pt: a least size beyond it is a slip of the pen
_AIR = 10.0  # mm that a figure leaves beside it
_FIGURE_ROOM = 27.0  # mm of a page's height that a figure leaves to a heading above and its caption below


@dataclass(frozen=True, slots=True)
class Room:
    """What text has on a page, in mm."""

    width: float = 170.0
    height: float = 247.0

    @property
    def widest(self) -> float:
        """As wide as a figure stands that nobody gave a width."""
        return self.width - _AIR

    @property
    def highest(self) -> float:
        """As high as a figure may stand."""
        return self.height - _FIGURE_ROOM


def page_of(proposal: Proposal, volume: Volume) -> Page:
    """Return the paper of one book: A4, upright or turned, with the margins asked for."""
    usual = Page()
    direction = (volume is Volume.SUMMARY and proposal.summary_direction) or proposal.direction
    width, height = (usual.height, usual.width) if direction is Direction.LANDSCAPE else (usual.width, usual.height)
    if proposal.margins is None:
        return Page(width, height)
    asked = (proposal.margins.top, proposal.margins.bottom, proposal.margins.left, proposal.margins.right)
    usually = (usual.top, usual.bottom, usual.left, usual.right)
    return Page(width, height, *(usually[side] if length is None else float(length) for side, length in enumerate(asked)))


def room_of(proposal: Proposal | None, volume: Volume) -> Room:
    """Return the room that text has on a page of one book; that of an agency's A4 without a proposal."""
    page = page_of(proposal, volume) if proposal else Page()
    height = page.height - page.top - page.bottom - page.header_margin - page.footer_margin
    return Room(page.width - page.left - page.right, height)


def typesetting_of(proposal: Proposal, files: Mapping[str, bytes] | None = None) -> Typesetting:
    """Return the type of a proposal's books. Faces and sizes that nobody set follow from what the RFP allows (글꼴, 최소크기).

    `files` are the font files that the proposal brings along, by name.
    """
    face = proposal.face or _first(filter(is_serif, proposal.fonts)) or _first(proposal.fonts)
    sans = proposal.heading_face or _first(filter(is_sans, proposal.fonts)) or (face if proposal.fonts else "")
    line = proposal.line_factor
    brought = tuple(FontFile(name, data) for name, data in (files or {}).items())
    return Typesetting(face, sans, float(_size(proposal)), float(line) if line else 0, brought)


def _size(proposal: Proposal) -> Decimal:
    """Return the size of running text in pt; 0 where the usual sizes do."""
    if proposal.size is not None:
        return proposal.size
    least = proposal.least_size
    if least is None or not SMALLEST_SIZE < least <= _LARGEST_LEAST:
        return Decimal(0)
    return max(USUAL_SIZE, (least * 2).to_integral_value(ROUND_CEILING) / 2)


def _first(faces: Iterable[str]) -> str:
    return next(iter(faces), "")
