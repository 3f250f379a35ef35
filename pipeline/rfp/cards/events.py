"""The nouns between blocks and cards: what a labelled cell says, where a card begins, and what stands in between."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.rfp.card import Listed
from pipeline.rfp.cards.labels import Label
from pipeline.rfp.cards.lines import Printed
from pipeline.rfp.paper import Place


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what stands beside it."""

    label: Label
    lines: tuple[Printed, ...]
    place: Place
    words: str = ""  # the label as printed


@dataclass(frozen=True, slots=True)
class More:
    """Text without a label that goes on with what stood before (the first cells of its row are empty)."""

    lines: tuple[Printed, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Start:
    """A card begins here, whatever its labels are. `listed` when it is a row of a list."""

    listed: bool = False
    titled: bool = False  # the list's titles say that its rows are requirements


@dataclass(frozen=True, slots=True)
class Gap:
    """A heading or another block that is no part of a card. `text` is "" for a table of another kind."""

    text: str = ""
    place: Place = Place()
    lines: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Rows of a summary table and its printed total."""

    rows: tuple[Listed, ...]
    total: int | None = None
    total_place: Place = Place()


Event = Pair | More | Start | Gap | Summary
