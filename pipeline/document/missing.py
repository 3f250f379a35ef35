"""Turns a document into the facts that it still lacks: each 〔입력 필요〕 of its text, its captions and the letters of its drawings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from pipeline.document.blocks import ApprovalBox, Block, Cover, Document, Figure, Inline, Picture, Run, SignatureBlock, Table, every_inline

MARK = "〔입력 필요〕"
_TAG = re.compile(r"<[^>]*>")


def missing_facts(document: Document) -> tuple[str, ...]:
    """Return the texts of all 〔입력 필요〕 marks in `document`, in reading order, those on the edge of every page last and once.

    A caption that is also the alternative text counts once.
    """
    return (*_missing(document.blocks), *_marks(document.page.header, document.page.footer))


def _missing(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Table():
                yield from _marks(block.caption, block.unit)
                for row in block.rows:
                    for cell in row.cells:
                        yield from _missing(cell.content)
            case Figure():
                yield from _marks(_letters(block.svg), _told(block))
            case Picture():
                yield from _marks(_told(block))
            case Cover():
                yield from _marks(block.title, block.subtitle, *(label for label, _ in block.facts))
                yield from _runs(every_inline((block,)))
                yield from _marks(block.date, block.organisation)
            case ApprovalBox():
                yield from _marks(*(text for each in block.approvers for text in (each.role, each.name)))
            case SignatureBlock():
                yield from _marks(*(text for who in block.signatories for text in (who.heading, *(label for label, _ in who.lines))))
                yield from _runs(every_inline((block,)))
            case _:
                yield from _runs(every_inline((block,)))


def _runs(inlines: Iterable[Inline]) -> Iterator[str]:
    return (inline.text for inline in inlines if isinstance(inline, Run) and inline.missing)


def _marks(*texts: str) -> Iterator[str]:
    return (MARK for text in texts for _ in range(text.count(MARK)))


def _told(block: Figure | Picture) -> str:
    return block.caption if MARK in block.caption else block.alt


def _letters(svg: str) -> str:
    """Return the letters of a drawing; titles and descriptions inside are letters too."""
    return unescape(_TAG.sub("", svg))
