"""Turns a Paper with endless words, which only a broken or hostile file has, into one with words of a bounded length."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.rfp.paper import Block, Paper, Paragraph

_LONGEST = 500  # letters without a space; the time of many patterns grows with the square of this
_ENDLESS = re.compile(rf"\S{{{_LONGEST}}}(?=\S)")


def parted(paper: Paper) -> Paper:
    """Return the paper with a space after each 500 letters of an endless word; most papers have none and stay as they are."""
    if any(_is_endless(paragraph.text) for paragraph in paper.paragraphs()):
        return replace(paper, blocks=tuple(map(_block, paper.blocks)))
    return paper


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_ENDLESS.sub(r"\g<0> ", block.text)) if _is_endless(block.text) else block
    return replace(block, cells=tuple(replace(cell, blocks=tuple(map(_block, cell.blocks))) for cell in block.cells))


def _is_endless(text: str) -> bool:
    return len(text) > _LONGEST and _ENDLESS.search(text) is not None
