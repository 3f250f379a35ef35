"""Turns positions, colours and letters into the SVG strokes that every drawn figure is made of."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

INK, LINE, HEAD, PALE, MARK = "#222222", "#7F7F7F", "#1F4E79", "#E5E5E5", "#1F4E79"


def rectangle(x: float, y: float, width: float, height: float, fill: str, stroke: str = "", dashed: bool = False) -> str:
    """A rectangle; `stroke` draws its edge, `dashed` in dashes."""
    edge = f' stroke="{stroke}" stroke-width="0.8"' if stroke else ""
    dashes = ' stroke-dasharray="4 3"' if dashed else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"{edge}{dashes}/>'


def straight(x1: float, y1: float, x2: float, y2: float, dashed: bool = False, thin: bool = False) -> str:
    """A line; `thin` is the pale rule of a grid."""
    look = 'stroke="#CCCCCC" stroke-width="0.6"' if thin else f'stroke="{LINE}" stroke-width="1"'
    dashes = ' stroke-dasharray="4 3"' if dashed else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {look}{dashes}/>'


def diamond(x: float, y: float, half: float) -> str:
    """A filled diamond, `half` its reach."""
    points = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    return f'<polygon points="{" ".join(f"{px:.1f},{py:.1f}" for px, py in points)}" fill="{MARK}"/>'


def fitted(x: float, y: float, text: str, size: float, room: float, anchor: str, ink: str = INK, bold: bool = False) -> str:
    """Return text that keeps within `room`: smaller first (down to 8), then cut with an ellipsis."""
    size = max(8.0, min(size, size * room / max(1.0, width_of(text, size))))
    while len(text) > 1 and width_of(text, size) > room + 0.5:
        text = text.rstrip("…")[:-1] + "…"
    return letters(x, y, text, size, anchor, ink, bold)


def letters(x: float, y: float, text: str, size: float, anchor: str, ink: str = INK, bold: bool = False) -> str:
    """Text at its baseline; `anchor` is start, middle or end."""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="NanumGothic" font-size="{size:.1f}" fill="{ink}"{weight} '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def width_of(text: Iterable[str], size: float) -> float:
    """Return about how wide text stands: Korean letters a full size, the others a little over half."""
    return sum(size * (0.95 if east_asian_width(letter) in "WF" else 0.58) for letter in text)
