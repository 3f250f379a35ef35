"""Turns drafts of tables that page breaks cut into whole ones."""

from __future__ import annotations

from pipeline.rfp.reading.pdf_layout import Draft, DraftCell, Item, Layout
from pipeline.rfp.reading.pdf_lines import Line, continues

_NEAR = 4.0  # points by which the lines of two pieces may differ
_MOST_ROWS = 5_000


def flow_of(layouts: list[Layout]) -> list[Item]:
    """Return the items of all pages in reading order, with the pieces of a table joined."""
    flow: list[Item] = []
    for layout in layouts:
        for number, item in enumerate(layout.items):
            last = flow[-1] if flow else None
            cut = number == 0 and isinstance(last, Draft) and last.last_page == layout.number - 1
            if cut and isinstance(item, Draft) and isinstance(last, Draft) and _belongs(last, item):
                _join(last, item)
            else:
                flow.append(item)
    for item in flow:
        if isinstance(item, Draft):
            item.cells.sort(key=lambda cell: (cell.row, cell.column))
    return flow


def _belongs(table: Draft, piece: Draft) -> bool:
    """Tell whether a piece at the top of a page continues a table from the page before: same width, same lines."""
    if table.small or piece.small or table.rows + piece.rows > _MOST_ROWS:
        return False
    if abs(table.xs[0] - piece.xs[0]) > _NEAR or abs(table.xs[-1] - piece.xs[-1]) > _NEAR:
        return False
    fewer, more = sorted((table.xs, piece.xs), key=len)
    if not all(any(abs(x - other) <= _NEAR for other in more) for x in fewer):
        return False
    if (
        len(table.cells) == 1 and len(piece.cells) == 1
    ):  # two boxes one after the other are one only when the first ran over
        return not _ends(table.cells[0])
    first, other = table.cells[0].text, piece.cells[0].text
    return not first or first != other or _repeats_head(table, piece)


def _ends(cell: DraftCell) -> bool:
    last = cell.items[-1] if cell.items else None
    return isinstance(last, Line) and last.text.endswith((".", "다", ")", "]"))


def _repeats_head(table: Draft, piece: Draft) -> bool:
    """Tell whether the piece starts with the head of the table again: three cells or more, and rows of as many below.

    A card that starts with the same two cells as the card before it is no such thing: nothing of it may be left out.
    """
    head, again = table.row(0), piece.row(0)
    if (
        len(head) < 3
        or [cell.text for cell in head] != [cell.text for cell in again]
        or not all(cell.text for cell in head)
    ):
        return False
    below = table.row(max(cell.rowspan for cell in head))
    return len(below) >= len(head)


def _join(table: Draft, piece: Draft) -> None:
    """Put a piece under a table; a row that the page break cut becomes one row again."""
    _align(table, piece)
    if _repeats_head(table, piece):
        _drop_first_row(piece)
    table.last_page, table.bottom = piece.last_page, piece.bottom
    if not piece.cells:
        return
    tail = {cell.column: cell for cell in table.tail or _reaching(table.cells, table.rows)}
    cut = _is_cut(tail, piece)
    start = table.rows - 1 if cut else table.rows
    grown: list[DraftCell] = []
    for cell in piece.cells:
        above = tail.get(cell.column)
        joins = cell.row == 0 and above is not None and above.colspan == cell.colspan
        if above is not None and joins and (cut or (cell.empty and cell.column == 0 and not above.empty)):
            above.items += cell.items
            above.rowspan = start + cell.rowspan - above.row
            grown.append(above)
        else:
            cell.row += start
            table.cells.append(cell)
            grown.append(cell)
    table.rows = start + piece.rows
    table.tail = _reaching(grown, table.rows)


def _reaching(cells: list[DraftCell], below: int) -> list[DraftCell]:
    """Return the cells that reach down to a table's end."""
    return [cell for cell in cells if cell.row + cell.rowspan == below]


def _is_cut(tail: dict[int, DraftCell], piece: Draft) -> bool:
    """Tell whether the piece's first row is the rest of the table's last row.

    Labels that go on over rows are empty on the next page in both cases. Behind them the rest of a row has only one cell
    with words, or a cell without and another whose sentence runs over; a new row has them all.
    """
    first = piece.row(0)
    above = [tail.get(cell.column) for cell in first]
    pairs = [(cell, other) for cell, other in zip(first, above, strict=True) if other and other.colspan == cell.colspan]
    said = [at for at, cell in enumerate(first) if not cell.empty]
    if len(pairs) < len(first) or not said or any(other.empty for cell, other in pairs if not cell.empty):
        return False
    labels, rest = pairs[: said[0]], pairs[said[0] :]
    if not labels:  # the first cell says something: a new row, unless there is one column
        return len(pairs) == 1
    height = min(cell.rowspan for cell in first)
    if len(said) == 1:  # the row's own label is empty
        return any(cell.rowspan == height and not other.empty for cell, other in labels)
    silent = any(cell.empty and not other.empty for cell, other in rest)
    return silent and any(_runs_over(other, cell) for cell, other in rest)


def _runs_over(above: DraftCell, cell: DraftCell) -> bool:
    """Tell whether the sentence at the end of a cell goes on in the cell behind the page break."""
    if not above.items or not cell.items:
        return False
    before, behind = above.items[-1], cell.items[0]
    return isinstance(before, Line) and isinstance(behind, Line) and continues(before, behind)


def _align(table: Draft, piece: Draft) -> None:
    """Give both the same columns."""
    xs = sorted(table.xs)
    xs += [x for x in piece.xs if all(abs(x - other) > _NEAR for other in xs)]
    xs.sort()
    for draft in (table, piece):
        if draft.xs == xs:
            continue
        places = [min(range(len(xs)), key=lambda at: abs(xs[at] - x)) for x in draft.xs]
        for cell in draft.cells:
            start, end = places[cell.column], places[cell.column + cell.colspan]
            cell.column, cell.colspan = start, max(1, end - start)
        draft.xs = xs


def _drop_first_row(piece: Draft) -> None:
    height = min((cell.rowspan for cell in piece.row(0)), default=1)
    piece.cells = [cell for cell in piece.cells if cell.row >= height]
    for cell in piece.cells:
        cell.row -= height
    piece.rows -= height
