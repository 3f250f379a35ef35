"""Turns blocks into numbered pages: each is laid out once, and again where a page number in it took more or less room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.document.blocks import Block, SignatureBlock
from pipeline.write.pdf.boxes import Box, TextBox
from pipeline.write.pdf.desk import UNKNOWN, Desk
from pipeline.write.pdf.front import WriteText
from pipeline.write.pdf.lines import Slot
from pipeline.write.pdf.marks import Mark
from pipeline.write.pdf.sheets import Sheet, paginated, with_contents

EXACT_ROUNDS = 2  # so often numbers get the very room they need; after that room only grows, which comes to an end


@dataclass(slots=True)
class _Part:
    """One block laid out: its boxes, the page numbers in it, and the places that it was the first to mark."""

    block: Block
    boxes: list[Box]
    slots: list[Slot] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def numbered(blocks: tuple[Block, ...], desk: Desk, write: Callable[[Block], list[Box]], text: WriteText) -> list[Sheet]:
    """Return the pages of `blocks`, every page number in them that of its page; `write` lays one block out."""
    parts = []
    for block in blocks:
        desk.begin()
        parts.append(_Part(block, write(block), desk.slots, desk.marks))
    for part in parts:
        part.boxes = with_contents(part.boxes, desk.headings, desk.width, text)
    sheets = paginated(_column(parts), desk.height)
    rounds = 0
    while narrow := [part for part in parts if not _fits(part, desk, rounds >= EXACT_ROUNDS)]:
        _measure(parts, desk, rounds >= EXACT_ROUNDS)
        for part in narrow:
            desk.begin(part.marks)
            part.boxes, part.slots = write(part.block), desk.slots
        sheets = paginated(_column(parts), desk.height)
        rounds += 1
    for part in parts:
        for slot in part.slots:
            slot.fill(desk.number(slot.anchor))
    _report(parts, desk)
    return sheets


def _column(parts: list[_Part]) -> list[Box]:
    boxes: list[Box] = []
    for part in parts:
        if isinstance(part.block, SignatureBlock) and boxes and isinstance(boxes[-1], TextBox):
            boxes[-1].keep = True  # signatures never stand on a page without a word of what is signed
        boxes += part.boxes
    return boxes


def _fits(part: _Part, desk: Desk, roomy: bool) -> bool:
    for slot in part.slots:
        needed, room = len(desk.number(slot.anchor)), len(slot.shown)
        if needed > room or (needed < room and not roomy):
            return False
    return True


def _measure(parts: list[_Part], desk: Desk, roomy: bool) -> None:
    for part in parts:
        for slot in part.slots:
            number, before = desk.number(slot.anchor), desk.numbers.get(slot.anchor, "")
            desk.numbers[slot.anchor] = number.rjust(len(before)) if roomy else number


def _report(parts: list[_Part], desk: Desk) -> None:
    desk.begin()
    missing = dict.fromkeys(slot.anchor for part in parts for slot in part.slots if desk.number(slot.anchor) == UNKNOWN)
    for anchor in missing:
        message = f"쪽 번호가 가리키는 곳이 문서에 없어 ?로 적었습니다: {' '.join(anchor.split())[:60]}"
        desk.warn("W-PDF-04", message, "가리키는 이름을 고치거나 그 이름의 자리를 본문에 둡니다")
