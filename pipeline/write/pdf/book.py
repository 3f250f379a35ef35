"""Turns the stretches of a document into the bytes of its PDF: each page drawn or taken as it was drawn, with what stands on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from pipeline.document.blocks import Block, Document, Picture, Table
from pipeline.write.pdf.binding import Binding, Properties
from pipeline.write.pdf.boxes import Box
from pipeline.write.pdf.desk import Desk
from pipeline.write.pdf.faces import at_hand, one_line
from pipeline.write.pdf.front import WriteText
from pipeline.write.pdf.images import flattened
from pipeline.write.pdf.leaf import MM, picture_name
from pipeline.write.pdf.pen import Pen
from pipeline.write.pdf.sheets import furniture, page_number
from pipeline.write.pdf.shelf import Shelf
from pipeline.write.pdf.stretch import Stretch
from pipeline.write.picture import Raster, raster


def bound(
    document: Document, made: list[Stretch], desk: Desk, shelf: Shelf, write: Callable[[Block], list[Box]], text: WriteText
) -> bytes:
    """Return the file's bytes; `write` lays a block out and `text` some words."""
    page = document.page
    pen = Pen(page.width * MM, page.height * MM)
    files = {picture_name(data): data for data in _pictures(document.blocks)}
    binding = Binding(page.width * MM, page.height * MM, desk.sans.regular.name, desk.anchors, partial(_picture, files))
    named = {font.name for face in (desk.body, desk.sans) for font in (face.regular, face.bold)}
    left, top = page.left * MM, (page.height - page.top - page.header_margin) * MM
    alike = {cover: furniture(pen, page, cover, text) for cover in (False, True)}
    number = 0
    for each in made:
        leaves = shelf.leaves(each, desk)
        if leaves is None or not at_hand({font for leaf in leaves for font in leaf.letters} - named):
            if each.parts is None:  # its pages were counted by an earlier run, which did not draw them
                each.lay_out(desk, write)
                each.fill(desk.height)
            leaves = each.draw(pen, desk, left, top)
            shelf.keep(each, desk, leaves)
        for leaf, cover in zip(leaves, each.covers, strict=True):
            number += not cover
            own = [page_number(pen, page, number, text)] if page.numbered and not cover else []
            binding.add([leaf, alike[cover], *own], each.notes.marks)
    if not any(each.covers for each in made):
        binding.add([alike[False], *([page_number(pen, page, 1, text)] if page.numbered else [])])
    shelf.tidy()
    facts = (one_line(each) for each in (document.title, document.author, document.subject, ", ".join(document.keywords)))
    return binding.finish(Properties(*facts, document.created))


def _pictures(blocks: tuple[Block, ...]) -> Iterator[bytes]:
    for block in blocks:
        if isinstance(block, Picture):
            yield block.data
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _pictures(cell.content)


def _picture(files: dict[str, bytes], name: str) -> Raster | None:
    found = raster(files[name])
    return flattened(found) if found else None
