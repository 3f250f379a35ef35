"""Turns the content of a cell into the lines it surely needs and the lines it may need; 한글 lays out the real ones."""

from __future__ import annotations

from math import ceil

from pipeline.document.blocks import Block, Cell, Figure, ItemList, Paragraph, Picture, Table, plain
from pipeline.write.hwpx.markup import MM_PER_POINT
from pipeline.write.theme import breadth

UNKNOWN = 1000  # lines: what holds a table may be as long as a page
PAGE_NUMBER = "0"  # the digit that it surely has
_TIGHT = 0.88  # of `breadth`: no usual face is narrower
_LOOSE = 1.2  # of `breadth`: words kept whole leave lines short


def lines(cell: Cell, width: float, size: float) -> tuple[int, int]:
    """Return (least, most) lines of `cell` in `width` mm at `size` points; a figure counts as the lines it covers."""
    width = max(width, 1.0)
    if len(cell.content) == 1 and isinstance(block := cell.content[0], Paragraph):
        return _text_lines(plain(block.content, PAGE_NUMBER), width, size)
    least = most = 0
    for block in cell.content:
        low, high = _block_lines(block, width, size)
        least, most = least + low, most + high
    return max(1, least), max(1, most)


def _block_lines(block: Block, width: float, size: float) -> tuple[int, int]:
    match block:
        case Paragraph():
            return _text_lines(plain(block.content, PAGE_NUMBER), width, size)
        case ItemList():
            return _text_lines("\n".join(plain(item.content, PAGE_NUMBER) for item in block.items), width, size)
        case Figure() | Picture():
            high = ceil(min(block.height, block.height * width / max(block.width, 1.0)) / (size * MM_PER_POINT))
            return 1, high + 1
        case Table():
            return _table_lines(block, width, size), UNKNOWN
        case _:
            return 1, UNKNOWN


def _text_lines(text: str, width: float, size: float) -> tuple[int, int]:
    if "\n" in text:
        counts = [_text_lines(part, width, size) for part in text.split("\n")]
        return sum(low for low, _ in counts), sum(high for _, high in counts)
    # A letter is at most an em wide: only what may be long is worth measuring.
    if len(text) * size * MM_PER_POINT <= width:
        return 1, 1
    share = breadth(text, size) / width
    most = len(text)  # a line holds at least one letter
    return min(most, ceil(share * _TIGHT)), min(most, ceil(share * _LOOSE))


def _table_lines(table: Table, width: float, size: float) -> int:
    """Return the lines that a table in a cell surely covers: those of its rows, and half of one a row for padding."""
    columns = max(1, len(table.widths))
    rows = [
        max([1] + [lines(cell, width * cell.colspan / columns, size)[0] for cell in row.cells if cell.rowspan == 1])
        for row in table.rows
    ]
    return max(1, sum(rows) + len(rows) // 2)
