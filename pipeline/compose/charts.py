"""Turns series of numbers into charts drawn once as SVG, with Korean labels and figures that black-and-white print keeps apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import floor, log10

from markupsafe import Markup

from pipeline.compose.escaping import escape
from pipeline.compose.strokes import fitted, letters, width_of
from pipeline.document.blocks import Figure
from pipeline.model.words import MISSING

_WIDTH, _HEIGHT = 640, 215
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 20, 34, 38
_FILLS = ("#1F4E79", "#9DC3E6", "#7F7F7F", "#D9D9D9")
_INK = "#222222"

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers with its name; None is a month without a figure and draws nothing."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(slots=True)
class Charts:
    """What templates call to draw; the drawings wait here under keys that `<figure data-figure>` names."""

    drawings: dict[str, Figure] = field(default_factory=dict)

    def columns(self, labels: Sequence[object], *series: tuple[str, Sequence[Number | None]], unit: str = "", caption: str = "") -> Markup:
        """Draw grouped columns, one group a label, each with its number on top; return the `<figure>` element."""
        rows = tuple(Series(name, tuple(values)) for name, values in series)
        return self._keep(_columns([str(label) for label in labels], rows, unit), caption or " · ".join(row.name for row in rows))

    def line(self, labels: Sequence[object], *series: tuple[str, Sequence[Number | None]], unit: str = "", caption: str = "") -> Markup:
        """Draw one line a series with a dot and a number at each point; return the `<figure>` element."""
        rows = tuple(Series(name, tuple(values)) for name, values in series)
        return self._keep(_lines([str(label) for label in labels], rows, unit), caption or " · ".join(row.name for row in rows))

    def _keep(self, svg: str, caption: str) -> Markup:
        key = f"f{len(self.drawings) + 1}"
        self.drawings[key] = Figure(svg, 160, 160 * _HEIGHT / _WIDTH, caption)
        return Markup('<figure data-figure="{}"><figcaption>{}</figcaption></figure>').format(key, caption)


def _columns(labels: list[str], rows: tuple[Series, ...], unit: str) -> str:
    top = _ceiling(rows)
    parts = _frame(labels, rows, unit, top)
    group = (_WIDTH - _LEFT - _RIGHT) / max(1, len(labels))
    width = min(34.0, group * 0.72 / max(1, len(rows)))
    for order, row in enumerate(rows):
        for place, value in enumerate(row.values):
            if value is None:
                continue
            x = _LEFT + group * (place + 0.5) + width * (order - len(rows) / 2)
            y = _y(value, top)
            parts.append(_rect(x, y, width, _HEIGHT - _BOTTOM - y, _FILLS[order % len(_FILLS)]))
            parts.append(_text(x + width / 2, y - 4, _label(value), 10, "middle"))
    return _svg(parts)


def _lines(labels: list[str], rows: tuple[Series, ...], unit: str) -> str:
    top = _ceiling(rows)
    parts = _frame(labels, rows, unit, top)
    group = (_WIDTH - _LEFT - _RIGHT) / max(1, len(labels))
    for order, row in enumerate(rows):
        color = _FILLS[order % len(_FILLS)]
        points = [(_LEFT + group * (place + 0.5), _y(value, top), value) for place, value in enumerate(row.values) if value is not None]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        for x, y, value in points:
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>')
            parts.append(_text(x, y - 7, _label(value), 10, "middle"))
    return _svg(parts)


def _frame(labels: list[str], rows: tuple[Series, ...], unit: str, top: float) -> list[str]:
    parts = [_rect(0, 0, _WIDTH, _HEIGHT, "#FFFFFF")]
    for step in range(5):
        value = top * step / 4
        y = _y(value, top)
        parts.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" stroke="#DDDDDD" stroke-width="0.7"/>')
        parts.append(_text(_LEFT - 6, y + 4, _label(value), 10, "end"))
    group = (_WIDTH - _LEFT - _RIGHT) / max(1, len(labels))
    parts += [_name(_LEFT + group * (place + 0.5), _HEIGHT - _BOTTOM + 16, label, group - 2) for place, label in enumerate(labels)]
    base = _HEIGHT - _BOTTOM
    parts.append(f'<line x1="{_LEFT}" y1="{base}" x2="{_WIDTH - _RIGHT}" y2="{base}" stroke="{_INK}" stroke-width="1"/>')
    if unit:
        parts.append(_text(_LEFT - 6, 16, f"(단위: {unit})", 10, "start"))
    x = float(_WIDTH - _RIGHT)
    for order, row in reversed(list(enumerate(rows))):
        x -= 12 + 11 * len(row.name)
        parts.append(_rect(x - 14, 8, 10, 10, _FILLS[order % len(_FILLS)]))
        parts.append(_text(x, 17, row.name, 11, "start"))
        x -= 14
    return parts


def _ceiling(rows: tuple[Series, ...]) -> float:
    highest = max((float(value) for row in rows for value in row.values if value is not None), default=0.0)
    if highest <= 0:
        return 4.0
    if highest <= 4:
        return 4.0
    unit = 10 ** floor(log10(highest))
    return next(step * unit for step in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10, 12) if step * unit >= highest * 1.08)


def _y(value: Number, top: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * float(value) / top


def _label(value: Number) -> str:
    number = round(float(value), 1)
    return f"{number:,.0f}" if number == int(number) else f"{number:,.1f}"


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{max(height, 0):.1f}" fill="{fill}"/>'


def _text(x: float, y: float, text: str, size: int, anchor: str) -> str:
    if MISSING in text:
        return letters(x, y, text, size, anchor)
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="NanumGothic" font-size="{size}" fill="{_INK}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def _name(x: float, y: float, label: str, room: float) -> str:
    """Return the name of a group, smaller where its neighbours stand near."""
    return _text(x, y, label, 11, "middle") if width_of(label, 11) <= room else fitted(x, y, label, 11, room, "middle")


def _svg(parts: list[str]) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}">{"".join(parts)}</svg>'
