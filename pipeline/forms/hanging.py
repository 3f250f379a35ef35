"""Turns the pictures of one fill into what a workbook's drawing says of them: over which cell each one hangs."""

from __future__ import annotations

from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from pipeline.forms.pictures import Picture
from pipeline.forms.running import Run
from pipeline.language.plain import BLANK, Xml

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"


@pass_context
def at_cell(context: Context, run: Run, column: int, row: Any) -> Xml:
    """Remember the cell over which the next picture hangs."""
    run.state["cell"] = column, int(row)
    return BLANK


@pass_context
def anchors(context: Context, part: str) -> Xml:
    """Return the markup of the pictures that hang over a sheet."""
    return Xml("".join(_anchor(*hanging) for hanging in context["_run"].state.get("hung", ()) if hanging[0] == part))


def hang_over_cell(run: Run, picture: Picture) -> Xml:
    """Hang a picture over the cell that is being filled; the cell itself stays empty."""
    column, row = run.state.get("cell", (1, 1))
    run.state.setdefault("hung", []).append((run.part, column, row, len(run.pictures), picture))
    return BLANK


def _anchor(_part: str, column: int, row: int, number: int, picture: Picture) -> str:
    width, height = picture.emu
    return (
        f'<xdr:oneCellAnchor xmlns:xdr="{_DRAWING}" xmlns:a="{_MAIN}">'
        f"<xdr:from><xdr:col>{column - 1}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f'<xdr:row>{row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="{width}" cy="{height}"/>'
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{10_000 + number}" name="그림 {number}"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip xmlns:r="{_OFFICE}" r:embed="rIdForm{number}"/>'
        "<a:stretch><a:fillRect/></a:stretch></xdr:blipFill>"
        f'<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
    )
