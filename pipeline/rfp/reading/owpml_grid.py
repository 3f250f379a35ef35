"""Turns the cells of an OWPML table into a Table whose grid is sound, and gives blocks their places in the file."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.rfp.paper import Block, Cell, Paragraph, Place, Table

# A grid is a list of all its places. A file may claim a cell in row 1,000,000,000, or spans that lie over each other a
# thousand times; real tables have at most some dozen places a cell, and nearly no overlaps.
_PLACES_A_CELL, _PLACES = 60, 20_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell as the file states it, all counted from 1; `line` and `order` are its row element and its order in it."""

    line: int
    order: int
    row: int
    column: int
    rowspan: int
    colspan: int
    blocks: tuple[Block, ...]


def table_of(spots: list[Spot], stated_rows: int, caption: str) -> Table:
    """Return the table; where the stated addresses cannot be, cells stand as they follow each other."""
    if not spots:
        return Table(0, 0, caption=caption)
    cells = [Cell(spot.row, spot.column, spot.blocks, spot.rowspan, spot.colspan) for spot in spots]
    rows, columns = _extent(cells, stated_rows)
    areas = sum(min(cell.rowspan, rows) * min(cell.colspan, columns) for cell in cells)
    limit = _PLACES + _PLACES_A_CELL * len(cells)
    if (
        rows * columns > limit
        or areas > 4 * limit
        or min(spot.row for spot in spots) < 1
        or min(s.column for s in spots) < 1
    ):
        cells = [Cell(spot.line, spot.order, spot.blocks) for spot in spots]
        rows, columns = _extent(cells, 0)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Table(rows, columns, tuple(_within(cell, rows) for cell in cells), caption=caption)


def _within(cell: Cell, rows: int) -> Cell:
    if cell.row + cell.rowspan - 1 <= rows:
        return cell
    return Cell(cell.row, cell.column, cell.blocks, rows - cell.row + 1, cell.colspan)


def _extent(cells: list[Cell], stated_rows: int) -> tuple[int, int]:
    """Return rows and columns. Spans may hang over the last row; there the stated number of rows is right."""
    last = max(cell.row for cell in cells)
    rows = max(cell.row + cell.rowspan - 1 for cell in cells)
    if last <= stated_rows < rows:
        rows = stated_rows
    return rows, max(cell.column + cell.colspan - 1 for cell in cells)


def placed(blocks: list[Block]) -> tuple[Block, ...]:
    """Number the top-level blocks and tables; what stands in a cell has the place of its outermost cell."""
    made: list[Block] = []
    tables = 0
    for order, block in enumerate(blocks, 1):
        if isinstance(block, Table):
            tables += 1
            place = Place(block=order, table=tables)
            cells = tuple(_cell(cell, place.cell(cell.row, cell.column)) for cell in block.cells)
            made.append(Table(block.rows, block.columns, cells, place, block.caption))
        else:
            made.append(_at(block, Place(block=order)))
    return tuple(made)


def _cell(cell: Cell, place: Place) -> Cell:
    return Cell(
        cell.row, cell.column, tuple(_at(block, place) for block in cell.blocks), cell.rowspan, cell.colspan, place
    )


def _at(block: Block, place: Place) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(block.text, place, block.kind, block.level, block.marker, block.indent)
    return Table(block.rows, block.columns, tuple(_cell(cell, place) for cell in block.cells), place, block.caption)
