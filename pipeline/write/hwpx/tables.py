"""Turns a table into hp:tbl: merges, exact widths, repeated header rows, rules, and the caption and unit above it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from pipeline.document.blocks import Align, Figure, Picture, Table, TableStyle
from pipeline.write import theme
from pipeline.write.hwpx.grid import Slot, column_edges, lay_out
from pipeline.write.hwpx.looks import Border
from pipeline.write.hwpx.markup import empty_run, paragraph, paragraph_opening, rgb, sub_list_opening, units
from pipeline.write.hwpx.measure import lines
from pipeline.write.hwpx.paragraphs import text_paragraph
from pipeline.write.hwpx.story import Place

SHORT = 12  # lines: a table whose rows are all surely this low is divided between rows only
LOW = 45.0  # mm: a table this low goes to the next page whole, so that no header row stands alone at a foot
_INLINE = 100.0  # mm: a table in a cell up to this high
_UNITS_PER_MM = units(1000) / 1000
_UNDIVIDED, _BY_ROWS, _ANYWHERE = "NONE", "TABLE", "CELL"  # 나누지 않음, 셀 단위로 나눔, 나눔: so 한글 spells them


@dataclass(frozen=True, slots=True)
class Frame:
    """How a table stands on its page when not as usual: width in mm, side, style of its text, kept on one page."""

    width: float = 0  # 0: the room that there is
    align: Align = Align.LEFT
    text_style: str = "cell"
    header_style: str = "header cell"
    keep: bool = False
    at_foot: bool = False  # at the foot of the page, whatever stands above


def write_table(block: Table, place: Place, frame: Frame = Frame()) -> str:
    """Return caption, unit and table, each in paragraphs of its own."""
    head = ""
    if block.caption or block.number:
        head += text_paragraph("caption", caption_text("표", block.number, block.caption), place, keep_next=True)
    if block.unit:
        head += text_paragraph("unit", f"({block.unit.strip('()')})", place)
    anchor = place.story.bookmark(block.anchor, place.story.letters("anchor"))
    if not block.rows:
        return head
    story = place.story
    table = _Drawing(block, place, frame).parts()
    opening = paragraph_opening(story.shape("anchor"), story.style_ids["anchor"])
    run = f'{anchor}<hp:run charPrIDRef="{story.letters("anchor")}">'
    # A small line, not an outer margin, keeps what follows clear: some viewers lose the margin after a heading.
    gap = "" if place.nested or frame.at_foot else text_paragraph("gap", "", place)
    return "".join((head, opening, run, *table, "<hp:t/></hp:run></hp:p>", gap))


def caption_text(kind: str, number: int, caption: str) -> str:
    """Return "<표 1> 제목"; without a number the title alone."""
    return f"<{kind} {number}> {caption}".rstrip() if number else caption


_Box: TypeAlias = tuple[str, Place, str, int]


class _Drawing:
    """One table while it is drawn: what all its cells share is worked out once."""

    def __init__(self, table: Table, place: Place, frame: Frame) -> None:
        self.table = table
        self.frame = frame
        self.story = place.story
        self.width = min(frame.width or place.width, place.width)
        self.grid = lay_out(table)
        self.edges = column_edges(table.widths, self.grid.columns, self.width)
        self.ruled = table.style in theme.RULED
        # A table that were all header could not be divided: its last row never counts.
        self.header_rows = min(table.header_rows, len(self.grid.rows) - 1)
        style = self.story.styles[frame.text_style]
        self.size = table.size or style.letters.size
        # 한글 gives the last line of a cell no leading: half of it above and below looks as in the other formats.
        self.line = style.shape.line
        self.padding = units(theme.CELL_PADDING[1]) + round(self.size * 100 * (self.line - 1) / 2)
        self.is_nested = place.nested
        self.place = replace(
            place, nested=True, size=table.size, align=Align.DEFAULT, style=frame.text_style, keep_next=False
        )
        across = units(theme.CELL_PADDING[0])
        self.margins = f'left="{across}" right="{across}" top="{self.padding}" bottom="{self.padding}"'
        self.widths: dict[tuple[int, int], float] = {}  # mm of text by first column and span
        self.most_lines = 1  # of any cell that holds more than a figure
        self.drawn = False  # some cell holds nothing but a figure: its caption stays with it
        self.heights = [self._height(row.height, slots) for row, slots in zip(self.grid.sources, self.grid.rows)]
        self.boxes: dict[tuple, _Box] = {}  # cells of a column mostly share one

    def parts(self) -> list[str]:
        """Return the pieces of hp:tbl: a long table is joined once only, with what stands around it."""
        number = self.story.next_object()
        rows = [f"<hp:tr>{''.join([self._cell(slot) for slot in slots])}</hp:tr>" for slots in self.grid.rows]
        opening = (
            f'<hp:tbl id="{number}" zOrder="{number}" numberingType="TABLE" textWrap="TOP_AND_BOTTOM" '
            f'textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" pageBreak="{self._division()}" '
            f'repeatHeader="{int(self.header_rows > 0)}" rowCnt="{len(rows)}" colCnt="{self.grid.columns}" '
            f'cellSpacing="0" borderFillIDRef="{self._border(0, 0, len(rows), self.grid.columns)}" noAdjust="0">'
            f'<hp:sz width="{self.edges[-1]}" widthRelTo="ABSOLUTE" height="{sum(self.heights)}" '
            f'heightRelTo="ABSOLUTE" protect="0"/>{self._position()}<hp:inMargin {self.margins}/>'
        )
        return [opening, *rows, "</hp:tbl>"]

    def _division(self) -> str:
        if self.drawn and self.most_lines <= SHORT and not self.frame.keep:
            return _UNDIVIDED if len(self.grid.rows) == 1 else _BY_ROWS
        if self.frame.keep or (self.most_lines <= SHORT and sum(self.heights) <= units(LOW)):
            return _UNDIVIDED
        return _BY_ROWS if self.most_lines <= SHORT else _ANYWHERE

    def _position(self) -> str:
        to, vertical = ("PAGE", "BOTTOM") if self.frame.at_foot else ("PARA", "TOP")
        side = self.frame.align.name if self.frame.align is not Align.DEFAULT else "LEFT"
        # In a cell, as people set them, a low table is a letter of its line; such a one is never divided.
        inline = self.is_nested and self.most_lines <= SHORT and sum(self.heights) <= units(_INLINE)
        return (
            f'<hp:pos treatAsChar="{int(inline)}" affectLSpacing="0" flowWithText="1" allowOverlap="0" '
            f'holdAnchorAndSO="0" vertRelTo="{to}" horzRelTo="{to}" vertAlign="{vertical}" horzAlign="{side}" '
            'vertOffset="0" horzOffset="0"/><hp:outMargin left="0" right="0" top="0" bottom="0"/>'
        )

    def _cell(self, slot: Slot) -> str:
        cell = slot.cell
        rows = len(self.grid.rows)
        header_row = slot.row < self.header_rows
        header = slot.row < self.table.header_rows or cell.header
        total = slot.row + slot.down == rows and slot.row == rows - 1 and self.table.style is TableStyle.SUMMARY
        numeric = isinstance(cell.value, int | Decimal)
        place_in_grid = (slot.row == 0, slot.row + slot.down == rows, slot.column, slot.across)
        key = (*place_in_grid, header_row, header, total, cell.align, numeric, cell.shade, cell.middle)
        box = self.boxes.get(key)
        if box is None:
            box = self.boxes[key] = self._box(slot, header_row, header, total, numeric)
        opening, inside, empty, width = box
        draw = inside.draw
        content = "".join([draw(block, inside) for block in cell.content]) or empty
        height = self.heights[slot.row] if slot.down == 1 else sum(self.heights[slot.row : slot.row + slot.down])
        return (
            f'{opening}{content}</hp:subList><hp:cellAddr colAddr="{slot.column}" rowAddr="{slot.row}"/>'
            f'<hp:cellSpan colSpan="{slot.across}" rowSpan="{slot.down}"/>'
            f'<hp:cellSz width="{width}" height="{height}"/><hp:cellMargin {self.margins}/></hp:tc>'
        )

    def _box(self, slot: Slot, header_row: bool, header: bool, total: bool, numeric: bool) -> _Box:
        """Return what cells of one look share: opening tags, the place of their blocks, an empty content, the width."""
        cell = slot.cell
        shade = rgb(cell.shade) or self._shade(header, total)
        border = self._border(slot.row, slot.column, slot.down, slot.across, shade)
        style = self.frame.header_style if header else "total cell" if total else self.frame.text_style
        align = cell.align
        if align is Align.DEFAULT and numeric and not header:
            align = Align.RIGHT
        inside = replace(self.place, style=style, align=align, width=self._inner_width(slot))
        opening = (
            f'<hp:tc name="" header="{int(header_row)}" hasMargin="0" protect="0" editable="0" dirty="0" '
            f'borderFillIDRef="{border}">{sub_list_opening("CENTER" if cell.middle else "TOP")}'
        )
        empty_line = empty_run(inside.pen(style).number)
        empty = paragraph(self.story.shape(style, align), self.story.style_ids[style], empty_line)
        return opening, inside, empty, self.edges[slot.column + slot.across] - self.edges[slot.column]

    def _shade(self, header: bool, total: bool) -> str:
        if header and self.ruled:
            return theme.HEADER_SHADE
        return theme.TOTAL_SHADE if total else ""

    def _border(self, row: int, column: int, down: int, across: int, shade: str = "") -> int:
        if not self.ruled:
            return self.story.looks.border(Border(shade=shade))

        def rule(outer: bool) -> float:
            return theme.OUTER_RULE if outer else theme.INNER_RULE

        look = Border(
            left=rule(column == 0),
            right=rule(column + across == self.grid.columns),
            top=rule(row == 0),
            bottom=rule(row + down == len(self.grid.rows)),
            shade=shade,
        )
        return self.story.looks.border(look)

    def _height(self, least: float, slots: tuple[Slot, ...]) -> int:
        """Return the height that a row surely needs: 한글 makes it higher, never lower."""
        rows = 1
        for slot in slots:
            low, high = lines(slot.cell, self._inner_width(slot), self.size)
            if len(slot.cell.content) == 1 and isinstance(slot.cell.content[0], Figure | Picture):
                self.drawn = True
            elif high > self.most_lines:
                self.most_lines = high
            if low > rows and slot.down == 1:
                rows = low
        return max(units(least), round(self.size * 100 * (1 + (rows - 1) * self.line)) + 2 * self.padding)

    def _inner_width(self, slot: Slot) -> float:
        key = (slot.column, slot.across)
        width = self.widths.get(key)
        if width is None:
            across = self.edges[slot.column + slot.across] - self.edges[slot.column]
            width = self.widths[key] = max(1.0, across / _UNITS_PER_MM - 2 * theme.CELL_PADDING[0])
        return width
