"""Turns approval boxes and signature blocks into plain tables, so that every writer draws the same ones."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document.blocks import (
    Align,
    ApprovalBox,
    Cell,
    Inlines,
    LineBreak,
    Paragraph,
    Row,
    Run,
    Signatory,
    SignatureBlock,
    Table,
    TableStyle,
)
from pipeline.write import theme
from pipeline.write.theme import breadth

SIZE = 11.0  # pt of the lines of those who sign
_LABEL_COLUMN = 9.0  # mm of the approval box's label column
_ROLE_ROW = 7.0  # mm high
_LINE = 8.0  # mm, the least height of a line of one who signs
_SINGLE = 125.0  # mm wide: one signatory a row
_PADDING = 2 * theme.CELL_PADDING[0] + 0.5


@dataclass(frozen=True, slots=True)
class Lowered:
    """A table, how wide it stands (mm), and at which side of the text."""

    table: Table
    width: float
    side: Align


def approval_table(block: ApprovalBox) -> Lowered:
    """Return the 결재란 at the right: label down the side, roles, empty boxes, names when there are any."""
    column, box = theme.APPROVAL_CELL
    named = any(approver.name for approver in block.approvers)
    label = _cell(_down(block.label), rowspan=3 if named else 2, header=True)
    rows = [
        Row((label, *(_cell(_text(approver.role), header=True) for approver in block.approvers)), _ROLE_ROW),
        Row(tuple(_cell() for _ in block.approvers), box),
    ]
    if named:
        rows.append(Row(tuple(_cell(_text(approver.name)) for approver in block.approvers), _ROLE_ROW))
    widths = (_LABEL_COLUMN, *(column for _ in block.approvers))
    return Lowered(Table(tuple(rows), widths, style=TableStyle.FORM), sum(widths), Align.RIGHT)


def signature_tables(block: SignatureBlock, width: float) -> list[Lowered]:
    """Return those who sign within `width` mm: one below the other at the right, or `columns` of them side by side."""
    columns = max(1, min(block.columns, len(block.signatories)))
    groups = [block.signatories[start : start + columns] for start in range(0, len(block.signatories), columns)]
    return [_side_by_side(group, columns, width) for group in groups]


def _side_by_side(signatories: tuple[Signatory, ...], columns: int, room: float) -> Lowered:
    width = min(_SINGLE if columns == 1 else room, room)
    groups = [_lines(who) for who in signatories]
    groups += [[]] * (columns - len(groups))
    rows = []
    for index in range(max(len(group) for group in groups)):
        cells: list[Cell] = []
        for group in groups:
            cells += group[index] if index < len(group) else [_cell(colspan=3)]
        rows.append(Row(tuple(cells), _LINE))
    table = Table(tuple(rows), _widths(signatories, width / columns) * columns, style=TableStyle.PLAIN, size=SIZE)
    return Lowered(table, width, Align.RIGHT if columns == 1 else Align.LEFT)


def _widths(signatories: tuple[Signatory, ...], width: float) -> tuple[float, ...]:
    """Return the widths of label, text and seal, the text taking what the others leave (at least a third)."""
    labels = [breadth(label, SIZE) for who in signatories for label, _ in who.lines]
    seals = [breadth(who.seal, SIZE) for who in signatories]
    label = min(max([14.0, *labels]) + _PADDING, width * 0.35) if any(labels) else 1.0
    seal = min(max([0.0, *seals]) + _PADDING, width * 0.4)
    return (label, max(width - label - seal, width * 0.3), seal)


def _lines(who: Signatory) -> list[list[Cell]]:
    """Return the rows of one signatory, each covering its three columns."""
    rows = []
    if who.heading:
        rows.append([_cell((Run(who.heading, bold=True),), colspan=3, align=Align.LEFT)])
    lines = who.lines or (("", ()),)
    for index, (label, text) in enumerate(lines):
        sealed = bool(who.seal) and index == len(lines) - 1
        row = [_cell(_text(label), align=Align.SPREAD), _cell(text, align=Align.LEFT, colspan=1 if sealed else 2)]
        if sealed:
            row.append(_cell(_text(who.seal), align=Align.RIGHT))
        rows.append(row)
    return rows


def _cell(line: Inlines = (), *, rowspan: int = 1, colspan: int = 1, header: bool = False, align: Align = Align.CENTER) -> Cell:
    content = (Paragraph(line),) if line else ()
    return Cell(content, colspan=colspan, rowspan=rowspan, header=header, align=align)


def _text(text: str) -> Inlines:
    return (Run(text),) if text else ()


def _down(text: str) -> Inlines:
    """Return `text` with one letter a line."""
    letters: list[Run | LineBreak] = []
    for letter in text:
        letters += [LineBreak(), Run(letter)] if letters else [Run(letter)]
    return tuple(letters)
