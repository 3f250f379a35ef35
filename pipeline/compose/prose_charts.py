"""Turns a fenced block ```도표 종류 of Markdown into the figure that it draws, each of its faults at its own line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.compose.chart_fields import Fields
from pipeline.compose.chart_yaml import Said, read_chart
from pipeline.compose.escaping import escape, quoteattr
from pipeline.compose.prose_draft import Draft

if TYPE_CHECKING:
    from markdown_it.token import Token

NARROWEST = 60  # mm
_INFO = re.compile(r"\s*도표(?:[\s:：]+(?P<kind>.*?))?\s*")


def is_chart(token: Token) -> bool:
    """True for a fenced block that calls itself 도표."""
    return _INFO.fullmatch(unicodedata.normalize("NFC", token.info)) is not None


def chart(token: Token, draft: Draft) -> str:
    """Return the figure (XHTML) of the block; "" when it has a fault, which `draft` then knows."""
    from pipeline.compose.chart_kinds import kind_of, near_kinds  # not every proposal draws
    from pipeline.compose.diagrams import Diagrams

    first = token.map[0] if token.map else 0
    found = _INFO.fullmatch(unicodedata.normalize("NFC", token.info))
    name = (found["kind"] or "") if found else ""
    kind = kind_of(name)
    if kind is None:
        told = f"도표의 종류를 모릅니다: {name}" if name else "도표의 종류가 없습니다"
        draft.problem("T-CHT-01", told, first, near_kinds(name))
        return ""
    content = unicodedata.normalize("NFC", token.content)
    values, faults = read_chart(content, lambda text: draft.held.plain(text, met=True))
    charts = Diagrams()
    if values or not faults:
        body = Fields(Said(0, values), kind.keys, kind.names[0], faults)
        title, width = body.text("제목"), _width(body, draft)
        kind.draw(body, charts, title)
    for fault in sorted(faults, key=lambda each: each.row):
        draft.problem(fault.code, fault.message, first + 1 + fault.row, fault.hint)
    if faults or not charts.drawings:
        return ""
    figure = next(iter(charts.drawings.values()))
    scale = min(width / figure.width, draft.room.highest / figure.height)
    key = f"{draft.key}-c{len(draft.drawings) + 1}"
    draft.drawings[key] = replace(figure, width=figure.width * scale, height=figure.height * scale)
    own = draft.target(figure.alt)
    draft.caught_up(own)
    return f'<figure data-figure={quoteattr(key)} id={quoteattr(own)}><figcaption>{escape(figure.alt)}</figcaption></figure>'


def _width(body: Fields, draft: Draft) -> float:
    """Return how wide the figure stands: 폭 in mm, or as wide as figures stand."""
    if not body.has("폭"):
        return min(160.0, draft.room.widest)
    found = body.number(Said(body.row_of("폭"), body.text("폭").removesuffix("mm").strip()), "폭")
    if found is not None and not NARROWEST <= found <= Decimal(draft.room.width):
        body.fault("T-CHT-05", f"도표의 폭이 맞지 않습니다: {found}", f"{NARROWEST}부터 {draft.room.width:.0f}까지의 밀리미터로 적으세요", body.row_of("폭"))
    return float(found) if found else draft.room.widest
