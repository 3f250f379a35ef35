"""Turns a Document into what it states: every label with the text beside or below it, and every sentence, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document.blocks import Block, Cell, Cover, Document, Heading, ItemList, Paragraph, SignatureBlock, Table, plain


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a document says: its label without blanks ("계약금액"; "" for a sentence), the text, and where it stands.

    `column` is true where the label is the title of a table's column, which every row below it shares.
    """

    label: str
    text: str
    where: str
    column: bool = False


def stated(document: Document) -> tuple[Statement, ...]:
    """Return every statement of `document`, in reading order."""
    return tuple(_of_blocks(document.blocks, "첫머리"))


def bare(label: str) -> str:
    """Return a label as it is compared: without blanks, and without the mark or colon that layouts put around it."""
    return "".join(label.split()).strip(":：-○□※·*")


def _of_blocks(blocks: tuple[Block, ...], where: str) -> Iterator[Statement]:
    for block in blocks:
        match block:
            case Heading():
                where = f"{block.number} {plain(block.content)}".strip()
            case Cover():
                yield from (Statement(bare(label), plain(text), "표지") for label, text in block.facts)
            case SignatureBlock():
                yield from (Statement(bare(label), plain(text), "서명란") for who in block.signatories for label, text in who.lines)
            case Table():
                yield from _of_table(block, f"<표 {block.number}>" if block.number else where)
            case Paragraph():
                yield from _of_text(plain(block.content), where)
            case ItemList():
                for item in block.items:
                    yield from _of_text(plain(item.content), where)


def _of_text(text: str, where: str) -> Iterator[Statement]:
    """Yield a paragraph as a sentence, and as a label with its text where a colon parts them ("계약금액: 금…"); of arithmetic
    its result."""
    yield Statement("", text, where)
    label, colon, rest = text.partition(":")
    if colon and rest.strip() and len(label) <= 20:
        yield Statement(bare(label), rest.rpartition("=")[2].strip(), where)


def _of_table(table: Table, where: str) -> Iterator[Statement]:
    titles: tuple[str, ...] = ()
    for order, row in enumerate(table.rows):
        texts = [_text(cell) for cell in row.cells]
        if order < table.header_rows:
            titles = tuple(bare(text) for text in texts)
            continue
        whole = len(titles) == len(texts)  # a row under a span has fewer cells, and its titles are not known
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            before = row.cells[place - 1] if place else None
            if before is not None and before.header and not cell.header:
                yield Statement(bare(texts[place - 1]), text, where)
            elif whole and titles[place] and not cell.header:
                yield Statement(titles[place], text, where, column=True)
                continue  # a record of something, not a sentence about the contract
            yield Statement("", text, where)


def _text(cell: Cell) -> str:
    return "\n".join(each.text for each in _sentences(cell.content))


def _sentences(blocks: tuple[Block, ...]) -> Iterator[Statement]:
    return (each for each in _of_blocks(blocks, "") if not each.label)
