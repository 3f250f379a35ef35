"""Turns the bytes of a text or Markdown file (an RFP converted to text) into a Paper, each block with its line."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.problems import Problem
from pipeline.rfp.paper import Block, Paper, Place, Table
from pipeline.rfp.reading.text_decode import decode
from pipeline.rfp.reading.text_html import TAG, read_html
from pipeline.rfp.reading.text_lines import Lines, survey
from pipeline.rfp.reading.text_tables import is_pipe_row, is_tab_row, pipe_table, tab_table

_TABLE_MARK = re.compile(r"<(/?)table(?:\s[^<>]*)?>", re.IGNORECASE)


def read_text(data: bytes, name: str) -> tuple[Paper | None, list[Problem]]:
    """Return the paper of a .txt or .md file; None with a problem when it is no text.

    Tables are runs of tab-separated lines, Markdown pipe tables and HTML tables. Left out are only marks: HTML tags,
    the # of headings, the pipes and the dashes under a table's header.
    """
    text, problems = decode(data, name)
    if text is None:
        return None, problems
    blocks = _Blocks(text.split("\n")).read()
    kind = "md" if name.lower().endswith((".md", ".markdown")) else "txt"
    return Paper(name, kind, tuple(blocks), reader="text"), problems


class _Blocks:
    """Walks over the lines and takes one block after the other."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.about: Lines = survey(lines)
        self.blocks: list[Block] = []
        self.tables = 0

    def read(self) -> list[Block]:
        at = 0
        while at < len(self.lines):
            at = self._take(at) if self.lines[at].strip() else at + 1
        return self.blocks

    def _take(self, at: int) -> int:
        """Take the block that starts at an index; return the index behind it."""
        line = self.lines[at]
        if at + 1 in self.about.contents:
            return self._line(at)
        if is_tab_row(line, self._behind_table(at)):
            return self._table(*tab_table(self.lines, at, self._place(at, table=True)))
        if is_pipe_row(self.lines, at):
            return self._table(*pipe_table(self.lines, at, self._place(at, table=True)))
        if "<" in line and TAG.search(line):
            return self._html(at)
        return self._line(at)

    def _behind_table(self, at: int) -> bool:
        return bool(self.blocks) and isinstance(self.blocks[-1], Table) and bool(self.lines[at - 1].strip())

    def _table(self, table: Table, behind: int) -> int:
        if table.cells:
            self.tables += 1
            self.blocks.append(table)
        return behind

    def _place(self, at: int, table: bool = False) -> Place:
        return Place(line=at + 1, block=len(self.blocks) + 1, table=self.tables + 1 if table else 0)

    def _line(self, at: int) -> int:
        before, behind = self.lines[at - 1] if at else "", self.lines[at + 1] if at + 1 < len(self.lines) else ""
        lone = not before.strip() and not behind.strip()
        self.blocks.append(self.about.paragraph(self.lines[at], self._place(at), lone))
        return at + 1

    def _html(self, at: int) -> int:
        """Take a line with HTML marks, and the lines behind it up to the end of the tables that it opens."""
        end = _end_of_html(self.lines, at)
        pieces: list[tuple[int, str]] = []
        depth = 0
        for number in range(at, end):
            for part, behind in _parts(self.lines[number], depth):
                if behind and not depth:  # a table opens: what stands before it is said first
                    self._say(pieces, table=False)
                    pieces = []
                pieces.append((number + 1, part))
                if depth and not behind:
                    self._say(pieces, table=True)
                    pieces = []
                depth = behind
        self._say(pieces, table=depth > 0)
        return end

    def _say(self, pieces: list[tuple[int, str]], table: bool) -> None:
        for block in read_html(pieces, self._place(pieces[0][0] - 1, table) if pieces else Place()):
            if isinstance(block, Table):
                self.tables += 1
                self.blocks.append(block)
            else:
                self.blocks.append(replace(block, place=replace(block.place, block=len(self.blocks) + 1, table=0)))


def _end_of_html(lines: list[str], at: int) -> int:
    """Return the index behind the line that closes the tables of line `at` (behind the next blank line, if none does)."""
    depth, blank = 0, 0
    for end in range(at, len(lines)):
        depth = _parts(lines[end], depth)[-1][1]
        if not depth:
            return end + 1
        if not blank and not lines[end].strip():
            blank = end + 1
    return blank or len(lines)


def _parts(line: str, depth: int) -> list[tuple[str, int]]:
    """Return a line cut before each opening and behind each closing table mark, each part with the depth behind it."""
    parts = []
    start = 0
    for mark in _TABLE_MARK.finditer(line):
        if mark[1]:
            parts.append((line[start : mark.end()], max(0, depth - 1)))
            start, depth = mark.end(), max(0, depth - 1)
        else:
            parts.append((line[start : mark.start()], depth))
            parts.append((line[mark.start() : mark.end()], depth + 1))
            start, depth = mark.end(), depth + 1
    return [*parts, (line[start:], depth)]
