"""Page numbers that move what they speak of come to rest, and each block is laid out no more often than it must be."""

from __future__ import annotations

from pipeline.document.blocks import Align, Anchor, Block, Inlines, PageNumber, Paragraph
from pipeline.write import fonts
from pipeline.write.pdf.boxes import Box, Break, Space, TextBox, paragraph
from pipeline.write.pdf.desk import Desk, Notes
from pipeline.write.pdf.faces import typeface
from pipeline.write.pdf.lines import Look, Slot, Text
from pipeline.write.pdf.numbering import numbered
from pipeline.write.pdf.shelf import Shelf

SANS = typeface(fonts.sans())
LOOK = Look(SANS.regular, 10)
REFERENCE, PLACE = Paragraph((PageNumber("곳"),)), Paragraph((Anchor("곳"),))


def heading(content: Inlines, width: float, style: object, first: float = 0, rest: float = 0) -> TextBox:
    return paragraph(Text(), width, 10, 1, Align.LEFT)  # there are no contents here


class Bench:
    """Lays out a page number and, `before(its digits)` pages later, the place that it speaks of."""

    def __init__(self, before) -> None:
        self.before = before
        self.desk = Desk(SANS, SANS, 400, 700)
        self.laid: list[str] = []

    def write(self, block: Block) -> list[Box]:
        text = Text()
        if block is PLACE:
            text.places.append((0, self.desk.mark("곳")))
            text.add("글", LOOK)
            return [Break(), paragraph(text, 400, 10, 1.5, Align.LEFT)]
        shown = self.desk.number_room("곳")
        self.laid.append(shown)
        self.desk.slots.append(Slot(text, 0, shown, "곳"))
        text.add(shown, LOOK)
        pages = [box for _ in range(self.before(len(shown))) for box in (Break(), Space(height=1))]
        return [paragraph(text, 400, 10, 1.5, Align.LEFT), *pages]

    def numbers(self) -> tuple[str, dict[str, int]]:
        """Return the text of the page number and the pages of the places."""
        (made,) = numbered((REFERENCE, PLACE), self.desk, self.write, heading, Shelf())
        ((anchor, room),) = made.rooms
        return self.desk.number(anchor).rjust(room), self.desk.pages()


def test_a_number_of_two_digits_needs_no_second_layout() -> None:
    bench = Bench(lambda digits: 40)
    assert bench.numbers() == ("42", {"곳": 42}) and bench.laid == ["00"]


def test_shorter_and_longer_numbers_are_laid_out_once_more() -> None:
    short, long = Bench(lambda digits: 3), Bench(lambda digits: 150)
    assert short.numbers() == ("5", {"곳": 5}) and short.laid == ["00", "5"]
    assert long.numbers() == ("152", {"곳": 152}) and long.laid == ["00", "152"]


def test_a_number_that_pushes_its_place_to_and_fro_ends_in_a_room_that_holds_it() -> None:
    """With one digit the place is on page 10, with two on page 9: no room fits exactly, and the number is still right."""
    bench = Bench(lambda digits: 8 if digits == 1 else 7)
    assert bench.numbers() == (" 9", {"곳": 9}) and bench.laid == ["00", "9", "10"]


def test_places_and_warnings_of_a_block_laid_out_again_are_the_first_ones() -> None:
    desk = Desk(SANS, SANS, 400, 700)
    notes = Notes()
    desk.begin(notes)
    mark = desk.mark("곳", "제목", level=1)
    desk.warn("W", "한 번")
    desk.begin(notes, iter(desk.marks))
    assert desk.mark("곳", "제목", level=1) is mark
    desk.warn("W", "한 번")
    assert notes.marks == desk.marks == [mark] and len(notes.problems) == 1
