"""One page as drawn, before it is bound into a file: its orders, and what they need and bear. Nothing in it depends on its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

MM = 72 / 25.4  # pt
Box4 = tuple[float, float, float, float]  # x0, y0, x1, y1 in pt


def picture_name(data: bytes) -> str:
    """Return the name under which a picture file stands in a PDF file."""
    return sha256(data).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One drawn page.

    `letters` are those of each font (by its name), `pictures` the digests of picture files, `states` named graphics states,
    `links` lead to an address, to "#anchor", or to the place of a mark ("@key"); `places` are marks with their heights (pt).
    """

    content: bytes  # deflated
    letters: Mapping[str, str]
    pictures: tuple[str, ...] = ()
    states: Mapping[str, Mapping[str, float | str]] = field(default_factory=dict)
    links: tuple[tuple[str, Box4], ...] = ()
    places: tuple[tuple[str, float], ...] = ()
