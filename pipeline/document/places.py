"""Turns a Document into the places in it that links and page numbers lead to, and says whether it speaks of pages at all."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.document.blocks import (
    Anchor,
    Block,
    Document,
    Figure,
    Heading,
    PageNumber,
    Picture,
    Table,
    TableOfContents,
    every_inline,
)


def every_block(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block in reading order, those in cells too."""
    for block in blocks:
        yield block
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from every_block(cell.content)


def anchors(document: Document) -> frozenset[str]:
    """Return the names of all places: anchors in the text, and those of headings, tables, figures and pictures."""
    named = {block.anchor for block in every_block(document.blocks) if isinstance(block, Heading | Table | Figure | Picture)}
    named |= {inline.name for inline in every_inline(document.blocks) if isinstance(inline, Anchor)}
    return frozenset(named - {""})


def speaks_of_pages(document: Document) -> bool:
    """Say whether page numbers stand in the text or in a table of contents, so that its pages must be known to print it."""
    return any(isinstance(block, TableOfContents) for block in document.blocks) or has_page_numbers(document)


def has_page_numbers(document: Document) -> bool:
    """Say whether page numbers stand in the text."""
    return any(isinstance(inline, PageNumber) for inline in every_inline(document.blocks))
