"""Turns lines and two-column rows into labelled values: 사업기간 : 계약일로부터 5개월, (사업비) 1억원, 주관기관 | ○○재단."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.rfp.cards.markers import split_marker
from pipeline.rfp.facts.reading_lines import Line, Lines, Zone
from pipeline.rfp.paper import Paragraph, Place, Table

_COLON = re.compile(r"^[<\[【〈]?([가-힣][가-힣\s·/()（）]{0,18}?)[>\]】〉]?\s*[:：]\s*(.*)$")
_BRACKETED = re.compile(r"^[(（\[]\s*([가-힣][가-힣\s·/]{1,16})[)）\]]\s*(.+)$")
_ALONE = re.compile(r"^[<\[【〈(]?([가-힣][가-힣\s]{1,14})[>\]】〉)]?$")
_LONGEST_TABLE = 40


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label with its value as printed; `tail` is the table below a label that stands alone."""

    label: str  # without spaces
    value: str
    quote: str
    place: Place
    zone: Zone
    block: int
    tail: Table | None = None


def labelled_of(lines: Lines) -> tuple[Labelled, ...]:
    """Return every labelled value of the document in reading order, forms and requirement cards left out."""
    return tuple(_of_lines(lines)) + tuple(_of_tables(lines))


def named(values: Iterable[Labelled], *labels: str) -> Iterator[Labelled]:
    """Yield the values with these labels: those of the first label first, then in reading order."""
    kept = [value for value in values if value.label in labels]
    for label in labels:
        yield from (value for value in kept if value.label == label)


def _of_lines(lines: Lines) -> Iterator[Labelled]:
    wanted = [line for line in lines.front if line.zone is not Zone.CARD]
    for order, line in enumerate(wanted):
        text = split_marker(line.text).text
        if found := _COLON.match(text) or _BRACKETED.match(text):
            yield _made(found[1], found[2].strip(), line, _table_below(lines, line) if not found[2].strip() else None)
        elif found := _ALONE.match(text):
            below = wanted[order + 1] if order + 1 < len(wanted) else None
            near = below is not None and not line.table and not below.table and below.block - line.block in (0, 1)
            value = split_marker(below.text).text if near and below else ""
            if (again := _COLON.match(value)) and _flat(again[1]) == _flat(found[1]):
                value = again[2].strip()
            yield Labelled(_flat(found[1]), value, f"{line.text}\n{below.text}" if value and below else line.text,
                           below.place if value and below else line.place, line.zone, line.block, _table_below(lines, line))


def _made(label: str, value: str, line: Line, tail: Table | None) -> Labelled:
    return Labelled(_flat(re.sub(r"[(（].*?[)）]", "", label)), value, line.text, line.place, line.zone, line.block, tail)


def _table_below(lines: Lines, line: Line) -> Table | None:
    for block in lines.paper.blocks[line.block + 1 : line.block + 3]:
        if isinstance(block, Table):
            return block
        if isinstance(block, Paragraph) and len(block.text.strip()) > 12:
            return None
    return None


def _of_tables(lines: Lines) -> Iterator[Labelled]:
    """Yield label | value rows of small tables."""
    for order, (block, zone) in enumerate(zip(lines.paper.blocks, lines.zones, strict=True)):
        if not isinstance(block, Table) or zone in (Zone.FORM, Zone.CARD) or block.rows > _LONGEST_TABLE or block.columns > 6:
            continue
        for left, right in zip(block.cells, block.cells[1:], strict=False):
            if left.row != right.row or left.column >= right.column or len(left.text) > 24:
                continue
            if found := _ALONE.match(" ".join(left.text.split()).rstrip(" :：")):
                value = " ".join(right.text.split())
                place = right.place or block.place
                yield Labelled(_flat(found[1]), value, f"{' '.join(left.text.split())} {value}", place, zone, order)


def _flat(label: str) -> str:
    return re.sub(r"\s", "", label)
