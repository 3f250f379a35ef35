"""Turns positions, colours and letters into the SVG strokes that every drawn figure is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import east_asian_width

from pipeline.compose.escaping import escape, quoteattr
from pipeline.model.words import MISSING

INK, LINE, HEAD, PALE, MARK = "#222222", "#7F7F7F", "#1F4E79", "#E5E5E5", "#1F4E79"
LACKING, LACKING_SHADE = "#C00000", "#FFF6BF"  # 〔입력 필요〕, as in the text
_WORD = re.compile(f"(?:{MISSING}|\\S)+")


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
    """Return text that keeps within `room`: smaller first (down to 8), then cut with an ellipsis; 〔입력 필요〕 is never cut."""
    size = max(8.0, min(size, size * room / max(1.0, width_of(text, size))))
    if MISSING in text and width_of(text, size) > room + 0.5:
        before, _, _ = text.partition(MISSING)
        rest = room - width_of(MISSING, size)
        text = (_cut(before, size, rest) if rest > 2 * size else "") + MISSING
        size = min(size, size * room / width_of(text, size))
    return letters(x, y, _cut(text, size, room), size, anchor, ink, bold)


def _cut(text: str, size: float, room: float) -> str:
    while len(text) > 1 and width_of(text, size) > room + 0.5:
        text = text.rstrip("…")[:-1] + "…"
    return text


def wrapped(text: str, room: float, size: float = 10.5) -> tuple[str, ...]:
    """Return `text` in lines no wider than `room`, broken at spaces, or between letters where a word is too wide; never in 〔입력 필요〕."""
    lines, line = [], ""
    for word in _pieces(text, room, size):
        longer = f"{line} {word}".strip()
        if width_of(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while word != MISSING and width_of(word, size) > room:
            cut = next(place for place in range(len(word), 0, -1) if place == 1 or width_of(word[:place], size) <= room)
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return tuple([*lines, line] if line else lines)


def told(strokes: Iterable[str], texts: Iterable[str], lines: int) -> list[str]:
    """Return the strokes of `texts` drawn in `lines` lines; where a text was broken, the whole of it goes along unseen.

    So that whoever searches the drawing (for a name, for a sum) finds what a reader reads.
    """
    whole = tuple(texts)
    return [f"<g data-text={quoteattr(' / '.join(whole))}>", *strokes, "</g>"] if lines > len(whole) else list(strokes)


def _pieces(text: str, room: float, size: float) -> Iterable[str]:
    """Yield the words of `text`; one that is too wide and holds 〔입력 필요〕 is parted there."""
    for word in _WORD.findall(text):
        yield from filter(None, re.split(f"({MISSING})", word)) if width_of(word, size) > room else (word,)


def letters(x: float, y: float, text: str, size: float, anchor: str, ink: str = INK, bold: bool = False) -> str:
    """Text at its baseline; `anchor` is start, middle or end. What says 〔입력 필요〕 is marked as it is in the text."""
    back = ""
    if MISSING in text:
        ink, bold, width = LACKING, True, width_of(text, size)
        left = x - width * {"start": 0.0, "middle": 0.5}.get(anchor, 1.0)
        back = rectangle(left, y - size * 0.92, width, size * 1.2, LACKING_SHADE)
    weight = ' font-weight="bold"' if bold else ""
    return back + (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="NanumGothic" font-size="{size:.1f}" fill="{ink}"{weight} '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def width_of(text: Iterable[str], size: float) -> float:
    """Return about how wide text stands: Korean letters a full size, the others a little over half."""
    return sum(size * (0.95 if east_asian_width(letter) in "WF" else 0.58) for letter in text)
