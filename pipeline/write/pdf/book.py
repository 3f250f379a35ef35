"""Turns the stretches of a document into the bytes of its PDF: each page drawn or taken as it was drawn, with what stands on every page."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.document.blocks import Block, Document, Picture
from pipeline.document.places import every_block
from pipeline.write.pdf.binding import Binding, Properties
from pipeline.write.pdf.boxes import Box
from pipeline.write.pdf.desk import Desk
from pipeline.write.pdf.faces import at_hand, one_line
from pipeline.write.pdf.front import WriteText
from pipeline.write.pdf.images import shown
from pipeline.write.pdf.leaf import MM, picture_name
from pipeline.write.pdf.pen import Pen
from pipeline.write.pdf.sheets import furniture, page_number
from pipeline.write.pdf.shelf import Shelf
from pipeline.write.pdf.stretch import Stretch


def bound(
    document: Document, made: list[Stretch], desk: Desk, shelf: Shelf, write: Callable[[Block], list[Box]], text: WriteText
) -> bytes:
    """Return the file's bytes; `write` lays a block out and `text` some words."""
    page = document.page
    pen = Pen(page.width * MM, page.height * MM)
    files = {picture_name(block.data): block.data for block in every_block(document.blocks) if isinstance(block, Picture)}
    binding = Binding(page.width * MM, page.height * MM, desk.sans.regular.name, desk.anchors, lambda name: pen.pictures.get(name) or shown(files[name]))
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
