"""Turns a table into w:tbl: merges, exact widths, repeated header rows, rules, and the caption and unit above it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.document.blocks import Align, Figure, ItemList, Paragraph, Picture, Row, Table, TableStyle, plain
from pipeline.write import theme
from pipeline.write.docx.grid import Merge, Slot, column_edges, lay_out
from pipeline.write.docx.markup import MM_PER_POINT, Shape, escape, paragraph, rgb, rule, run, twips
from pipeline.write.docx.story import Place
from pipeline.write.docx.styles import cell_margins
from pipeline.write.theme import breadth

GAP = paragraph(Shape("TableGap"))
SHORT = 12  # lines: a row up to this high is moved to the next page whole
PAGE_NUMBER = "000"  # room for one of so many digits
_TWIPS_PER_MM = 20 / MM_PER_POINT


@dataclass(frozen=True, slots=True)
class Frame:
    """How a table stands on its page when not as usual: width in mm, side, style of its text, kept on one page."""

    width: float = 0  # 0: the room that there is
    align: Align = Align.LEFT
    text_style: str = "TableText"
    header_style: str = "TableHeader"
    keep: bool = False


def write_table(block: Table, place: Place, frame: Frame = Frame()) -> str:
    """Return caption, unit, table and a small gap: Word joins tables that touch, and a cell must end in a paragraph."""
    head = place.story.bookmark(block.anchor)
    if block.caption or block.number:
        head += paragraph(Shape("Caption", keep_next=True), run(caption_text("표", block.number, block.caption)))
    if block.unit:
        head += paragraph(Shape("Unit", keep_next=True), run(f"({block.unit.strip('()')})"))
    return head + (_Drawing(block, place, frame).xml() if block.rows else "") + GAP


def caption_text(kind: str, number: int, caption: str) -> str:
    """Return "<표 1> 제목"; without a number the title alone."""
    return f"<{kind} {number}> {caption}".rstrip() if number else caption


class _Drawing:
    """One table while it is drawn: what all its cells share is worked out once."""

    def __init__(self, table: Table, place: Place, frame: Frame) -> None:
        self.table = table
        self.frame = frame
        self.width = min(frame.width or place.width, place.width)
        self.rows = lay_out(table)
        columns = self.rows[0][-1].column + self.rows[0][-1].span
        self.edges = column_edges(table.widths, columns, self.width)
        self.ruled = table.style in theme.RULED
        self.header_rows = min(table.header_rows, len(table.rows) - 1)
        self.size = table.size or theme.CELL.size
        self.place = replace(place, nested=True, size=table.size, align=Align.DEFAULT, body_style=frame.text_style)
        self.boxes: dict[tuple, tuple[str, Place]] = {}  # cells of a column mostly share one

    def xml(self) -> str:
        grid = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in zip(self.edges, self.edges[1:]))
        rows = [self._row(index, row, slots) for index, (row, slots) in enumerate(zip(self.table.rows, self.rows))]
        return f"<w:tbl>{self._properties()}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _properties(self) -> str:
        align = f'<w:jc w:val="{self.frame.align}"/>' if self.frame.align is not Align.LEFT else ""
        caption = f'<w:tblCaption w:val="{escape(self.table.caption)}"/>' if self.table.caption else ""
        return (
            f'<w:tblPr><w:tblW w:w="{self.edges[-1]}" w:type="dxa"/>{align}'
            f'{_borders() if self.ruled else ""}<w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar>{cell_margins()}</w:tblCellMar><w:tblLook w:val="0000"/>{caption}</w:tblPr>'
        )

    def _row(self, index: int, row: Row, slots: list[Slot]) -> str:
        last = index == len(self.rows) - 1
        properties = "<w:cantSplit/>" if all(self._is_short(slot) for slot in slots) else ""
        if row.height > 0:
            properties += f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>'
        if index < self.header_rows:
            properties += "<w:tblHeader/>"
        properties = f"<w:trPr>{properties}</w:trPr>" if properties else ""
        header = index < self.table.header_rows
        total = last and self.table.style is TableStyle.SUMMARY
        keep = self.frame.keep and not last
        cells = [self._cell(slot, header, total, keep) for slot in slots]
        return f"<w:tr>{properties}{''.join(cells)}</w:tr>"

    def _cell(self, slot: Slot, header: bool, total: bool, keep: bool) -> str:
        cell = slot.cell
        numeric = isinstance(cell.value, int | Decimal)
        header = header or cell.header
        key = (slot.column, slot.span, slot.merge, header, total, keep, cell.align, numeric, cell.shade, cell.middle)
        box = self.boxes.get(key)
        if box is None:
            box = self.boxes[key] = self._box(*key)
        opening, inside = box
        draw = inside.draw
        content = "".join([draw(block, inside) for block in cell.content])
        return f"{opening}{content or paragraph(Shape(inside.body_style, keep_next=keep))}</w:tc>"

    def _box(
        self,
        column: int,
        span: int,
        merge: Merge,
        header: bool,
        total: bool,
        keep: bool,
        align: Align,
        numeric: bool,
        shade: str,
        middle: bool,
    ) -> tuple[str, Place]:
        """Return a cell's opening tag with its properties, and the place that its blocks stand in."""
        start, end = self.edges[column], self.edges[column + span]
        properties = f'<w:tcW w:w="{end - start}" w:type="dxa"/>'
        if span > 1:
            properties += f'<w:gridSpan w:val="{span}"/>'
        properties += merge.value
        fill = rgb(shade) or self._shade(header, total)
        if fill:
            properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
        if middle:
            properties += '<w:vAlign w:val="center"/>'
        style = self.frame.header_style if header else "TableTotal" if total else self.frame.text_style
        if align is Align.DEFAULT and numeric and not header:
            align = Align.RIGHT
        width = max(1.0, (end - start) / _TWIPS_PER_MM - 2 * theme.CELL_PADDING[0])
        inside = replace(self.place, body_style=style, align=align, width=width, keep_next=keep)
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>", inside

    def _shade(self, header: bool, total: bool) -> str:
        if header and self.ruled:
            return theme.HEADER_SHADE
        return theme.TOTAL_SHADE if total else ""

    def _is_short(self, slot: Slot) -> bool:
        """Say whether the slot's text is surely few lines; a table counts as long, and so does a figure that is not alone."""
        if slot.merge is Merge.START or not slot.cell.content:
            return True
        if len(slot.cell.content) == 1 and isinstance(slot.cell.content[0], Figure | Picture):
            return True  # never higher than a page: its caption stays with it
        texts: list[str] = []
        for block in slot.cell.content:
            match block:
                case Paragraph():
                    texts.append(plain(block.content, PAGE_NUMBER))
                case ItemList():
                    texts += [plain(item.content, PAGE_NUMBER) for item in block.items]
                case _:
                    return False
        width = (self.edges[slot.column + slot.span] - self.edges[slot.column]) / _TWIPS_PER_MM
        fixed = len(texts) + sum(text.count("\n") for text in texts)
        # A letter is at most an em wide: only what may be long is worth measuring.
        if fixed + sum(map(len, texts)) * self.size * MM_PER_POINT / width <= SHORT:
            return True
        return fixed + sum(breadth(text, self.size) for text in texts) / width <= SHORT


def _borders() -> str:
    outer = "".join(rule(side, theme.OUTER_RULE) for side in ("top", "left", "bottom", "right"))
    inner = "".join(rule(side, theme.INNER_RULE) for side in ("insideH", "insideV"))
    return f"<w:tblBorders>{outer}{inner}</w:tblBorders>"
