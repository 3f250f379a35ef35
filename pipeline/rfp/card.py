"""The nouns of requirements as an RFP prints them: cards with a tree of details, and the rows of its summary table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.rfp.paper import Place


@dataclass(frozen=True, slots=True)
class Detail:
    """One sentence of a card: its key by order (`SFR-001#2.1`), its printed number or bullet, its text and what hangs from it."""

    key: str
    text: str
    printed: str = ""  # "1)", "가.", "○", "-", "①" …, "" for a sentence without one
    items: tuple[Detail, ...] = ()
    place: Place = Place()
    heads: str = ""  # titles of the columns that stand above this row of a table, parted by tabs; on the table's first row only

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Detail]]:
        """Yield (depth, detail) for this detail and all below it, in reading order."""
        yield depth, self
        for item in self.items:
            yield from item.walk(depth + 1)


@dataclass(frozen=True, slots=True)
class Card:
    """One requirement. `id` is the canonical one (unique in the RFP), `printed_id` what its own card prints.

    Cards of a text without ids are `derived`: their id comes from chapter and item, and every user of it can see that.
    """

    id: str
    name: str
    printed_id: str = ""
    category: str = ""  # 요구사항 분류 as printed, or the heading that the card stands under
    definition: str = ""
    details: tuple[Detail, ...] = ()
    outputs: str = ""  # 산출정보
    related: tuple[str, ...] = ()  # ids of 관련 요구사항
    source: str = ""  # 출처 as printed
    notes: str = ""  # 비고, 제약사항, 검증방법 … as printed
    detail_text: str = ""  # all of the detail cell as printed, a paragraph a line
    place: Place = Place()
    derived: bool = False

    def walk(self) -> Iterator[tuple[int, Detail]]:
        """Yield (depth, detail) for every row of the card, in reading order."""
        for item in self.details:
            yield from item.walk()


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a summary table (총괄표, 목록): an id and a name, or a class and its count."""

    id: str
    name: str
    category: str = ""
    count: int | None = None  # the printed number of requirements of the class, on the class's first row
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Requirements:
    """All cards of an RFP in reading order, its summary rows, and the total that it prints."""

    cards: tuple[Card, ...] = ()
    listed: tuple[Listed, ...] = ()
    printed_total: int | None = None
    total_place: Place = Place()
