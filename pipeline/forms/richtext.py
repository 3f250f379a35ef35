"""Turns text with looks (bold, colour, size) into pieces that each format writes as runs of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.language import plain
from pipeline.language.words import MISSING

_COLOURS = {
    "검정": "000000",
    "빨강": "FF0000",
    "파랑": "0000FF",
    "초록": "008000",
    "회색": "808080",
    "흰색": "FFFFFF",
    "주황": "FF8C00",
}
RICH = re.compile(r"\|\s*서식\b")  # in a tag: its value has looks of its own
_KOREAN = {"굵게": "bold", "기울임": "italic", "밑줄": "underline", "색": "color", "크기": "size"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one look; None leaves the look of the tag's own place. `color` is RRGGBB, `size` in points."""

    text: Any
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    color: str | None = None
    size: float | None = None

    @property
    def look(self) -> tuple[bool | None, bool | None, bool | None, str | None, float | None]:
        """All but the text."""
        return self.bold, self.italic, self.underline, self.color, self.size

    def with_look(self, **look: Any) -> Piece:
        """Return the same text in another look, named in English or Korean; raises ValueError for an unknown one."""
        english = {_KOREAN.get(name, name): value for name, value in look.items() if value is not None}
        unknown = english.keys() - set(_KOREAN.values())
        if unknown:
            raise ValueError(f"서식 '{min(unknown)}': 굵게, 기울임, 밑줄, 색, 크기만 쓸 수 있습니다")
        if "color" in english:
            english["color"] = _colour(english["color"])
        if "size" in english:
            english["size"] = float(english["size"])
        return replace(self, **english)


class RichText:
    """Text whose parts look different: RichText("중요", 굵게=True, 색="빨강").add(" 나머지")."""

    def __init__(self, text: Any = "", **look: Any) -> None:
        self.pieces: tuple[Piece, ...] = ()
        if text != "":
            self.add(text, **look)

    def add(self, text: Any, **look: Any) -> RichText:
        """Append more text and return self; raises ValueError for an unknown look or colour."""
        self.pieces += tuple(piece.with_look(**look) for piece in pieces(text))
        return self

    def __str__(self) -> str:
        raise ValueError("서식이 있는 글은 {{r 이름 }}처럼 r을 붙여 적으세요")


def pieces(value: Any) -> tuple[Piece, ...]:
    """Return the pieces of any value; an absent one is marked as everywhere."""
    if isinstance(value, RichText):
        return value.pieces
    return (Piece(MISSING if value is None or (isinstance(value, str) and not value) else value),)


def lines(value: Any) -> Iterator[Any]:
    """Yield what `{{p x }}` puts into one paragraph each: the lines of a text, the items of a list."""
    if isinstance(value, (list, tuple)):
        yield from value
    elif isinstance(value, str):
        yield from plain.printable(value).split("\n")
    else:
        yield value


def styled(value: Any, **look: Any) -> RichText:
    """The filter 서식: `{{ 값|서식(굵게=true, 색="빨강") }}`."""
    return RichText().add(value, **look)


def _colour(value: Any) -> str:
    colour = _COLOURS.get(str(value), str(value).removeprefix("#").upper())
    if not re.fullmatch("[0-9A-F]{6}", colour):
        raise ValueError(f"색 '{value}': {', '.join(_COLOURS)} 또는 #FF0000처럼 적으세요")
    return colour
