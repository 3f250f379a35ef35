"""Turns values into what only a form can hold, pictures and looks: filters beside those of the template language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context

from pipeline.forms import cells, richtext
from pipeline.forms.grids import grid
from pipeline.forms.hanging import anchors, at_cell
from pipeline.forms.pictures import picture
from pipeline.language.plain import Xml
from pipeline.language.words import MISSING


@pass_context
def _picture(context: Context, value: Any, 너비: float | None = None, 높이: float | None = None) -> Any:
    """The filter 그림: `{{ 사진|그림(너비=30) }}`, in mm."""
    if value is None or isinstance(value, Undefined) or value in ("", b""):
        return MISSING if not isinstance(value, Undefined) else value
    run = context["_run"]
    return run.draw(picture(value, 너비, 높이, run.folder))


@pass_context
def _field(context: Context, name: str) -> Any:
    """The value of a 누름틀 whose name is no identifier, such as "담당자 성명"."""
    value = context.resolve_or_missing(name)
    return value if name in context else context.environment.undefined(name=name)


@pass_context
def _shape(context: Context, piece: richtext.Piece, base: str) -> Xml:
    """The id of 한글's character shape `base` in the look of `piece`; a new one is asked for once a fill."""
    state = context["_run"].state
    if "shapes" not in state or not any(value is not None for value in piece.look):
        return Xml(base)
    return Xml(state["shapes"].setdefault((base, piece.look), str(state["first shape"] + len(state["shapes"]))))


@pass_context
def _sheet(context: Context, name: str) -> Any:
    """The sheet of that name as this fill has it."""
    return context["_run"].state["sheets"][name]


FILTERS: dict[str, Callable[..., Any]] = {
    "그림": _picture,
    "서식": richtext.styled,
    "_pieces": richtext.pieces,
    "_lines": richtext.lines,
    "_field": _field,
    "_grid": grid,
    "_shape": _shape,
    "_cell": cells.cell,
    "_header": cells.header,
    "_sheet": _sheet,
    "_at": at_cell,
    "_anchors": anchors,
}
