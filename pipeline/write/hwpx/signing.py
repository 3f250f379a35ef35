"""Turns approval boxes and signature blocks into tables whose rows stay on one page."""

from __future__ import annotations

from pipeline.document.blocks import (
    Align,
    ApprovalBox,
    Cell,
    Inlines,
    LineBreak,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Signatory,
    SignatureBlock,
    Table,
    TableStyle,
)
from pipeline.write import theme
from pipeline.write.hwpx.markup import breadth
from pipeline.write.hwpx.paragraphs import write_paragraph
from pipeline.write.hwpx.story import Place
from pipeline.write.hwpx.styles import SIGNATURE
from pipeline.write.hwpx.tables import Frame, write_table

_LABEL_COLUMN = 9.0  # mm of the approval box's label column
_ROLE_ROW = 7.0  # mm high
_SINGLE = 125.0  # mm wide: one signatory a row
_PADDING = 2 * theme.CELL_PADDING[0] + 2.0  # and air: faces differ in the breadth of blanks


def write_approval_box(block: ApprovalBox, place: Place) -> str:
    """Return the 결재란 at the right: label down the side, roles, empty boxes, names when there are any."""
    column, box = theme.APPROVAL_CELL
    named = any(approver.name for approver in block.approvers)
    label = _cell((_down(block.label),), rowspan=3 if named else 2, header=True)
    rows = [
        Row((label, *(_cell((_text(approver.role),), header=True) for approver in block.approvers)), _ROLE_ROW),
        Row(tuple(_cell() for _ in block.approvers), box),
    ]
    if named:
        rows.append(Row(tuple(_cell((_text(approver.name),)) for approver in block.approvers), _ROLE_ROW))
    widths = (_LABEL_COLUMN, *(column for _ in block.approvers))
    table = Table(tuple(rows), widths, style=TableStyle.FORM)
    return write_table(table, place, Frame(sum(widths), Align.RIGHT, keep=True))


def write_signature_block(block: SignatureBlock, place: Place) -> str:
    """Return the date, the signatories (side by side in `columns`), and the addressee in larger letters."""
    parts = []
    if block.date:
        date = Paragraph(block.date, ParagraphStyle.DATE, keep_with_next=True)
        parts.append(write_paragraph(date, place))
    columns = max(1, min(block.columns, len(block.signatories)))
    for start in range(0, len(block.signatories), columns):
        parts.append(_side_by_side(block.signatories[start : start + columns], columns, place))
    if block.addressee:
        parts.append(write_paragraph(Paragraph(block.addressee, ParagraphStyle.ADDRESSEE), place))
    return "".join(parts)


def _side_by_side(signatories: tuple[Signatory, ...], columns: int, place: Place) -> str:
    width = min(_SINGLE if columns == 1 else place.width, place.width)
    widths = _widths(signatories, width / columns)
    groups = [_lines(who) for who in signatories]
    height = max(len(group) for group in groups)
    rows = []
    for index in range(height):
        cells: list[Cell] = []
        for group in groups:
            cells += group[index] if index < len(group) else [_cell(colspan=4)]
        rows.append(Row(tuple(cells)))
    table = Table(tuple(rows), widths * columns, style=TableStyle.PLAIN)
    side = Align.RIGHT if columns == 1 else Align.LEFT
    return write_table(table, place, Frame(width, side, "signature", keep=True))


def _widths(signatories: tuple[Signatory, ...], width: float) -> tuple[float, ...]:
    """Return the widths of label, colon, text and seal, the text taking what the others leave (at least a third)."""
    labels = [breadth(label, SIGNATURE.size) for who in signatories for label, _ in who.lines]
    seals = [breadth(who.seal, SIGNATURE.size) for who in signatories]
    label = min(max([14.0, *labels]) + _PADDING, width * 0.35)
    colon = 6.5
    seal = min(max([0.0, *seals]) + _PADDING, width * 0.4)
    return (label, colon, max(width - label - colon - seal, width * 0.3), seal)


def _lines(who: Signatory) -> list[list[Cell]]:
    """Return the rows of one signatory, each covering its four columns."""
    rows = []
    if who.heading:
        heading = (Run(who.heading, bold=True),)
        rows.append([_cell((heading,), colspan=4, align=Align.LEFT)])
    lines = who.lines or (("", ()),)
    for index, (label, text) in enumerate(lines):
        sealed = bool(who.seal) and index == len(lines) - 1
        row = [
            _cell((_text(label),), align=Align.SPREAD),
            _cell((_text(":" if label else ""),), align=Align.CENTER),
            _cell((text,), align=Align.LEFT, colspan=1 if sealed else 2),
        ]
        if sealed:
            row.append(_cell((_text(who.seal),), align=Align.RIGHT))
        rows.append(row)
    return rows


def _cell(
    lines: tuple[Inlines, ...] = (),
    *,
    rowspan: int = 1,
    colspan: int = 1,
    header: bool = False,
    align: Align = Align.CENTER,
) -> Cell:
    content = tuple(Paragraph(line) for line in lines)
    return Cell(content, colspan=colspan, rowspan=rowspan, header=header, align=align)


def _text(text: str) -> Inlines:
    return (Run(text),) if text else ()


def _down(text: str) -> Inlines:
    """Return `text` with one letter a line."""
    letters: list[Run | LineBreak] = []
    for letter in text:
        letters += [LineBreak(), Run(letter)] if letters else [Run(letter)]
    return tuple(letters)
