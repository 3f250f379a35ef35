"""Turns covers, approval boxes and signatures into the plain blocks and spaces that they are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from pipeline.document.blocks import (
    Align,
    ApprovalBox,
    Block,
    Cell,
    Cover,
    Inlines,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    SignatureBlock,
    Table,
    TableStyle,
)
from pipeline.write import theme
from pipeline.write.pdf.boxes import Box, Break, Space, TextBox
from pipeline.write.pdf.leaf import MM
from pipeline.write.pdf.tables import TableBox
from pipeline.write.signing import Lowered, approval_table, signature_tables

Write = Callable[[Block, float], list[Box]]


class WriteText(Protocol):
    """Lays text out in a width (pt), its first line and the rest indented."""

    def __call__(
        self, content: Inlines, width: float, style: theme.TextStyle, first: float = 0, rest: float = 0
    ) -> TextBox: ...


FACTS_WIDTH = 0.82  # of the text's width
ABOVE = 0.6  # of a cover's empty height: the most that stands over the title
FACT_HEIGHT = 12.0  # mm, the least height of a cover's row
LABEL_WIDTH = 8.0  # mm, the approval box's first column


def cover_boxes(cover: Cover, width: float, height: float, write: Write, text: WriteText) -> list[Box]:
    """Return the boxes of a page of its own, `height` pt high: the title a third down, the organisation at the foot."""
    above: list[Box] = []
    if cover.marking:
        style = replace(theme.COVER_SUBTITLE, align=Align.RIGHT, bold=True, color=theme.MARKING)
        above.append(text((Run(cover.marking),), width, style))
    middle: list[Box] = [text((Run(cover.title),), width, theme.COVER_TITLE)]
    if cover.subtitle:
        middle += [Space(height=12), text((Run(cover.subtitle),), width, theme.COVER_SUBTITLE)]
    if cover.facts:
        middle += [Space(height=40), *_narrow(write(_facts(cover), width * FACTS_WIDTH), width, 0.5)]
    foot: list[Box] = []
    if cover.date:
        foot += [text((Run(cover.date),), width, theme.COVER_DATE), Space(height=28)]
    if cover.organisation:
        foot += [text((Run(cover.organisation),), width, theme.COVER_ORGANISATION), Space(height=28)]
    free = max(height - _sum(above) - _sum(middle) - _sum(foot) - 1, 0)
    first = min(max(height / 3 - _sum(above) - middle[0].height, 0), free * ABOVE)
    return [Break(cover=True), *above, Space(height=first), *middle, Space(height=free - first), *foot, Break()]


def _facts(cover: Cover) -> Table:
    rows = tuple(
        Row(
            (
                Cell((Paragraph((Run(label),)),), header=True),
                Cell((Paragraph(content),), align=theme.COVER_FACT.align),
            ),
            height=FACT_HEIGHT,
        )
        for label, content in cover.facts
    )
    return Table(rows, (28, 72), style=TableStyle.FORM, size=theme.COVER_FACT.size)


def approval_boxes(box: ApprovalBox, width: float, write: Write) -> list[Box]:
    """Return the box of roles over tall empty cells, at the right."""
    boxes = _lowered(approval_table(box), width, write)
    for laid in boxes:
        laid.after = 8
    return boxes


def signature_boxes(block: SignatureBlock, width: float, write: Write) -> list[Box]:
    """Return date, those who sign, and the addressee, all on one page."""
    boxes: list[Box] = []
    if block.date:
        boxes += write(Paragraph(block.date, ParagraphStyle.DATE), width)
    for lowered in signature_tables(block, width / MM):
        signed = _lowered(lowered, width, write)
        for laid in signed:
            laid.before = laid.after = 6
        boxes += signed
    if block.addressee:
        boxes += write(Paragraph(block.addressee, ParagraphStyle.ADDRESSEE), width)
    for laid in boxes[:-1]:
        laid.keep = True
    return boxes


def _lowered(lowered: Lowered, width: float, write: Write) -> list[Box]:
    boxes = write(lowered.table, min(lowered.width * MM, width))
    return _narrow(boxes, width, 1) if lowered.side is Align.RIGHT else boxes


def _narrow(boxes: list[Box], width: float, share: float) -> list[Box]:
    """Move tables narrower than `width` to the right by `share` of what is left beside them."""
    for box in boxes:
        if isinstance(box, TableBox):
            box.indent = (width - box.edges[-1]) * share
    return boxes


def _sum(boxes: list[Box]) -> float:
    return sum(box.before + box.height + box.after for box in boxes)
