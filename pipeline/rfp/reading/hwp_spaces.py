"""Turns a Paper whose reader has dropped unbreakable spaces and hyphens into one that has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.rfp.paper import Block, Paper, Paragraph
from pipeline.rfp.reading.symbols import readable


def respaced(paper: Paper, bound: Iterable[str]) -> Paper:
    """Return the paper with `bound`, the texts that hold such signs, in the place of paragraphs with the same letters.

    hwpforge 0.18 drops the unbreakable space of HWP 5 (character 30): "ㅇ 항목" becomes "ㅇ항목", and a bullet is lost.
    """
    texts = {_letters(text): readable(text).strip() for text in bound}
    return replace(paper, blocks=_blocks(paper.blocks, texts)) if texts else paper


def _blocks(blocks: tuple[Block, ...], texts: dict[str, str]) -> tuple[Block, ...]:
    return tuple(_block(block, texts) for block in blocks)


def _block(block: Block, texts: dict[str, str]) -> Block:
    if isinstance(block, Paragraph):
        text = texts.get(_letters(block.text))
        return block if text is None else replace(block, text=text)
    return replace(block, cells=tuple(replace(cell, blocks=_blocks(cell.blocks, texts)) for cell in block.cells))


def _letters(text: str) -> str:
    """Return a text without what may have been lost."""
    return "".join(readable(text).split()).replace("-", "")
