"""Turns the looks of our cells into styles of a person's own workbook, and tells their colours from ours."""

from __future__ import annotations

from copy import copy
from typing import Any

from openpyxl import Workbook as OpenBook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

from pipeline.document.sheet import Look, Mark, SheetCell
from pipeline.write.xlsx import looks

_THIN = Side(style="thin")
_OURS = {colour.lstrip("#").upper() for colour in looks.fills()}


class Styles:
    """The styles of one workbook, each made once."""

    def __init__(self, book: OpenBook) -> None:
        self._scratch = book.create_sheet("\u2060styles")
        self._made: dict[tuple[object, ...], Any] = {}
        self._theirs: dict[int, bool] = {}  # by number of the fill
        self._book = book

    def finish(self) -> None:
        """Take the sheet away on which the styles were made."""
        self._book.remove(self._scratch)

    def dress(self, cell: Cell, ours: SheetCell, under: Look, *, hidden: bool = False) -> None:
        """Give a cell our style for `ours`."""
        look = under if ours.look is Look.TEXT else ours.look
        telling = ours.value if look is Look.TOTAL else None
        key = (look, under, type(ours.value), telling, ours.missing, bool(ours.href), hidden)
        if key not in self._made:
            facts = (look, ours.value, under)
            linked = bool(ours.href)
            properties = looks.hidden_properties() if hidden else looks.properties(*facts, missing=ours.missing, link=linked)
            self._made[key] = self._prototype(properties)
        cell._style = copy(self._made[key])

    def is_theirs(self, cell: Cell) -> bool:
        """True when a person gave the cell a colour that we never use: it stays."""
        if not cell.has_style:
            return False
        number = cell._style.fillId
        if number not in self._theirs:
            fill = cell.fill
            coloured = fill is not None and fill.fill_type is not None
            self._theirs[number] = coloured and str(fill.fgColor.rgb)[-6:].upper() not in _OURS
        return self._theirs[number]

    def _prototype(self, properties: dict[str, Any]) -> Any:
        cell = self._scratch.cell(len(self._made) + 1, 1)
        cell.font = _font(properties)
        cell.alignment = Alignment(
            properties.get("align"), properties.get("valign", "").replace("vcenter", "center") or None,
            wrap_text=bool(properties.get("text_wrap")),
        )  # fmt: skip
        if colour := properties.get("bg_color"):
            cell.fill = PatternFill("solid", fgColor=f"FF{colour.lstrip('#')}")
        if properties.get("border"):
            cell.border = Border(_THIN, _THIN, _THIN, _THIN)
        if code := properties.get("num_format"):
            cell.number_format = code
        return cell._style


def rich(ours: SheetCell) -> CellRichText | str:
    """Return the marked pieces of a text as openpyxl writes them."""
    pieces = [(looks.clean(run.text), run.mark) for run in ours.runs if run.text]
    if len(pieces) < 2:
        return "".join(text for text, _ in pieces)
    return CellRichText(*(TextBlock(_inline(mark), text) for text, mark in pieces))


def differential(look: Look) -> DifferentialStyle:
    """Return the fill of a rule that follows a cell's value."""
    facts = looks.fill(look)
    fill = PatternFill(bgColor=f"FF{str(facts['bg_color']).lstrip('#')}") if "bg_color" in facts else None
    colour = facts.get("font_color")
    return DifferentialStyle(fill=fill, font=Font(color=f"FF{str(colour).lstrip('#')}") if colour else None)


def _font(properties: dict[str, Any]) -> Font:
    colour = properties.get("font_color")
    return Font(
        name=properties.get("font_name"),
        size=properties.get("font_size"),
        bold=bool(properties.get("bold")),
        underline="single" if properties.get("underline") else None,
        color=f"FF{colour.lstrip('#')}" if colour else None,
    )


def _inline(mark: Mark) -> InlineFont:
    facts: dict[str, Any] = looks.mark(mark)
    colour = facts.get("font_color")
    return InlineFont(
        rFont=facts["font_name"],
        sz=facts["font_size"],
        b=bool(facts.get("bold")) or None,
        u="single" if facts.get("underline") else None,
        strike=bool(facts.get("font_strikeout")) or None,
        color=f"FF{colour.lstrip('#')}" if colour else None,
    )
