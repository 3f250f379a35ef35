"""Turns figures and pictures into boxes of a known size, whose drawing is not read before the page that it is on is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pipeline.document.blocks import Align, Block, Cell, Figure, Paragraph, Picture, Row, Run, Table
from pipeline.write import theme
from pipeline.write.pdf.boxes import Box, TextBox
from pipeline.write.pdf.desk import Desk
from pipeline.write.pdf.leaf import MM, picture_name
from pipeline.write.pdf.marks import Mark

if TYPE_CHECKING:
    from pipeline.write.pdf.pen import Pen  # its canvas takes 0.1 s to load, and most commands draw nothing

PAGE_SHARE = 0.82  # of a page: the most height that a figure takes, so that its caption stays with it
SMALLEST = 5.0  # pt of the words that stand in for a small figure

Paint = Callable[["Pen", float, float, float, float], bool]  # draws at (left, bottom) in width x height, says whether it could


@dataclass(slots=True, kw_only=True)
class DrawnBox(Box):
    """Something painted `width` x `height` pt in the middle of `room` pt, or the boxes of `stand_in` where it cannot be."""

    width: float
    room: float
    paint: Paint
    stand_in: Callable[[], list[Box]]
    mark: Mark | None = None

    def marks(self) -> Iterator[Mark]:
        if self.mark:
            yield self.mark

    def draw(self, pen: Pen, x: float, top: float) -> None:
        if self.mark:
            pen.bookmark(self.mark, top)
        if not self.paint(pen, x + (self.room - self.width) / 2, top - self.height, self.width, self.height):
            for box in self.stand_in():
                box.draw(pen, x, top)


def drawn_boxes(
    block: Figure | Picture, width: float, desk: Desk, write: Callable[[Block, float], list[Box]], caption: TextBox | None
) -> list[Box]:
    """Return the box of a figure or picture, shrunk to the room that there is, and its caption."""
    wide, high = max(block.width * MM, 1), max(block.height * MM, 1)
    scale = min(1, width / wide, desk.height * PAGE_SHARE / high)
    wide, high = wide * scale, high * scale
    paint = partial(_paint_figure if isinstance(block, Figure) else _paint_picture, block, desk)
    stand_in = partial(_stand_in, block, (width, high), write)
    mark = desk.mark(block.anchor) if block.anchor else None
    box = DrawnBox(paint=paint, stand_in=stand_in, width=wide, height=high, room=width, mark=mark, before=4, after=2)
    if caption is None:
        return [box]
    box.keep = True
    return [box, caption]


def _paint_figure(block: Figure, desk: Desk, pen: Pen, left: float, bottom: float, width: float, height: float) -> bool:
    from pipeline.write.pdf.figures import draw, drawing  # svglib and lxml: few documents have a figure

    found, faults = drawing(block.svg, desk.sans)
    for fault in faults:
        _warn(block, desk, fault, "SVG 1.1의 도형과 글자만 쓰십시오.")
    if found is not None:
        draw(found, pen, left, bottom, width, height)
    return found is not None


def _paint_picture(block: Picture, desk: Desk, pen: Pen, left: float, bottom: float, width: float, height: float) -> bool:
    from pipeline.write.pdf.images import shown

    found = shown(block.data)
    if found is None:
        _warn(block, desk, "읽을 수 없는 파일", "PNG나 JPEG(RGB·회색)로 저장하십시오.")
        return False
    pen.image(picture_name(block.data), found, left, bottom, width, height)
    return True


def _warn(block: Figure | Picture, desk: Desk, fault: str, hint: str) -> None:
    alt, fault = (" ".join(text.split()).encode("utf-8", "replace").decode() for text in (block.alt, fault))
    desk.warn("W-PDF-03", f"다 그리지 못한 그림 “{alt}”: {fault}", hint)


def _stand_in(block: Figure | Picture, room: tuple[float, float], write: Callable[[Block, float], list[Box]]) -> list[Box]:
    """Return the figure's words in a frame of its height, in smaller letters where that is low."""
    width, height = room
    words = Cell((Paragraph((Run(block.alt),), align=Align.CENTER),))
    size = theme.CELL.size
    while True:
        boxes = write(Table((Row((words,), height=height / MM),), (1,), size=size), width)
        if size <= SMALLEST or boxes[0].height <= height + 1:
            return boxes
        size -= 0.5
