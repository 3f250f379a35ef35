"""The requirements of a statement of work: cards, their numbered items, bullets and deeper rows, keyed by ordinal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.column import column, place
from pipeline.model.contract import Source
from pipeline.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One sentence that has to be met: `MAR-005#3` printed "2)", its bullet `MAR-001#4.1` printed "○"."""

    key: str = column("번호", hint="MAR-005#3")
    text: str = column("내용")
    printed: str = column("인쇄번호", default="", hint="2)")
    items: tuple[Item, ...] = column("하위", default=())
    evidence: str = column("증빙", default="")
    line: str = column("줄", default="", hint="L144")
    heads: str = column("표머리", default="", hint="구분 | 제출시기 | 수량 — 이 행 위의 표머리. 표의 첫 행에만 적음")
    at: Location = place()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Item]]:
        """Yield (depth, item) for this item and all below it, in reading order."""
        yield depth, self
        for item in self.items:
            yield from item.walk(depth + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One card: its canonical id, the id as printed in its detail, its class, name, definition and items."""

    id: str = column("고유번호", hint="MAR-001")
    name: str = column("명칭")
    category: str = column("분류", hint="유지보수 수행 요구사항")
    definition: str = column("정의", default="")
    printed_id: str = column("인쇄된번호", default="", hint="QR-001")
    printed_name: str = column("상세명칭", default="")
    items: tuple[Item, ...] = column("세부내용", default=())
    outputs: str = column("산출정보", default="")
    related: tuple[str, ...] = column("관련요구사항", default=())
    note: str = column("비고", default="", hint="제약사항, 검증방법 등 원문의 다른 칸")
    derived: bool = column("파생번호", default=False, hint="예: 원문에 번호가 없어 장과 순서로 매김")
    source: Source = column("출처", default=Source())
    at: Location = place()

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other ids under which the source speaks of this requirement."""
        return (self.printed_id,) if self.printed_id and self.printed_id != self.id else ()

    def walk(self) -> Iterator[tuple[int, Item]]:
        """Yield (depth, item) for every row, in reading order; depth 0 is a numbered item."""
        for item in self.items:
            yield from item.walk()
