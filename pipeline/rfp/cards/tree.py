"""Turns the lines of a requirement into a tree of details, nested by their printed numbers and bullets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.rfp.card import Detail
from pipeline.rfp.cards.lines import Line, Printed, Row
from pipeline.rfp.cards.markers import NOTES, Marked, family_of, rank_of, split_marker
from pipeline.rfp.paper import Place

_UNFINISHED = re.compile(
    r"(?:[,·(]|을|를|및|또는|하여|하고|하며|하는|되어|되며|되는|있는|없는|위한|위해|위하여|따른|따라|대한|관한|통한|통해)$"
)
_ROW_NUMBER = re.compile(r"(\d{1,3})\t+(?=\S)")
_SECTIONS = ("1.1", "1.1.1", "1.1.1.1", "제1조")  # no part of a sentence without a number
_PAREN = re.compile(r"(\d{1,3})\)")
_BARE_NUMBER = re.compile(r"(\d{1,2})\s+(?=[가-힣A-Z(])(?!(?:개|월|년|일|시|회|명|부|건|차|호|단계)(?![가-힣]))")
_DEEPER = 15.0  # points: the same bullet so far to the right stands a level below
_WRAPPED = 2.0  # points deeper than the sentence's own start: a wrapped line


@dataclass(slots=True)
class _Node:
    """A detail in the making."""

    text: str
    printed: str = ""
    family: str = ""
    indent: float = 0.0
    place: Place = Place()
    title: bool = False
    closed: bool = False  # a row of a table: no later line continues it
    below: list[_Node] = field(default_factory=list)


def details_of(lines: Iterable[Printed], id: str) -> tuple[Detail, ...]:
    """Return the details of the requirement `id`, keyed by order (`SFR-001#2.1`), whatever numbers are printed.

    Families of markers nest in the order in which they first stand in the card. A line without a marker continues the
    detail before it; where the card starts without one, such lines are details of their own. Rows of a table hang
    from the detail before the table; its row of titles asks for nothing: it stands as `heads` on the first row below.
    """
    return _finished(_Tree().grow(lines), f"{id}#")


class _Tree:
    def __init__(self) -> None:
        self.roots: list[_Node] = []
        self.stack: list[_Node] = []  # the open detail of each level
        self.last: _Node | None = None
        self.counted = False  # lines begin with bare numbers: "1 명칭", "2 명칭"

    def grow(self, lines: Iterable[Printed]) -> list[_Node]:
        lines = list(lines)
        self.counted = _counts(lines)
        for line in lines:
            if isinstance(line, Row):
                self._row(line)
            else:
                for piece in self._cut(line):
                    self._line(piece)
        return self.roots

    def _cut(self, line: Line) -> Iterator[Line]:
        """Yield the line, cut after a sentence where the open list's next number stands (a page break cut the row)."""
        while True:
            marks = [line.text, *(open.printed for open in reversed(self.stack))]
            number = next((int(found[1]) for mark in marks if (found := _PAREN.match(mark))), 0)
            following = re.search(rf"(?<=[.다함음됨임])\s+(?={number + 1}\)\s*\S)", line.text) if number else None
            if following is None:
                yield line
                return
            yield replace(line, text=line.text[: following.start()])
            line = replace(line, text=line.text[following.end() :], marker="")

    def _line(self, line: Line) -> None:
        if line.marker:
            node = _Node(line.text, line.marker, family_of(line.marker), line.indent, line.place)
        else:
            marked = split_marker(line.text)
            bare = _BARE_NUMBER.match(line.text) if self.counted and not marked.family else None
            if bare is not None:
                marked = Marked(bare[1], "1", line.text[bare.end() :].strip())
            node = _Node(marked.text, marked.printed, marked.family, line.indent, line.place)
        if node.family:
            self._marked(node)
        else:
            self._plain(node)

    def _marked(self, node: _Node) -> None:
        same = [at for at, open in enumerate(self.stack) if open.family == node.family]
        if same:  # the level whose indent is not far less; below the deepest where all are
            level = next((at for at in same if node.indent < self.stack[at].indent + _DEEPER), same[-1] + 1)
            del self.stack[level:]
        else:
            while self.stack and self._outer(node, self.stack[-1]):
                self.stack.pop()
        self._push(node)

    def _outer(self, node: _Node, open: _Node) -> bool:
        """True when a family that is new here stands further out than the open detail."""
        if not open.family:
            return node.family in _SECTIONS
        if open.family in NOTES:
            return node.family not in NOTES
        return 0 < rank_of(node.family) < rank_of(open.family) and node.indent <= open.indent

    def _plain(self, node: _Node) -> None:
        plain = next((open for open in self.stack if not open.family), None)
        if self.last is None or (self.last.closed and plain is None):
            if self.stack:
                node.closed = True
                self._hang(node)
            else:
                self._push(node)
        elif plain is not None and (self.last.closed or self._is_own(node, plain)):
            del self.stack[self.stack.index(plain) :]
            self._push(node)
        else:
            self.last.text = f"{self.last.text} {node.text}".strip()

    def _is_own(self, node: _Node, plain: _Node) -> bool:
        before = self.last.text if self.last else ""
        return node.indent <= plain.indent + _WRAPPED and not _UNFINISHED.search(before)

    def _row(self, row: Row) -> None:
        if not row.head:
            for node in _Tree().grow(row.lines):
                node.closed = True
                self._hang(node)
            return
        number = None if row.title else _ROW_NUMBER.match(row.head)
        printed = number[1] if number else ""
        text = row.head[number.end() :] if number else row.head
        if not number and "\t" not in text:
            printed, _, text = split_marker(text)
        node = _Node(text, printed, "", 0.0, row.place, row.title, closed=True)
        node.below = _Tree().grow(row.lines)
        self._hang(node)

    def _push(self, node: _Node) -> None:
        self._hang(node)
        self.stack.append(node)

    def _hang(self, node: _Node) -> None:
        (self.stack[-1].below if self.stack else self.roots).append(node)
        self.last = node


def _counts(lines: Iterable[Printed]) -> bool:
    """True when lines begin with bare numbers that count up from 1."""
    found = [_BARE_NUMBER.match(line.text) for line in lines if isinstance(line, Line)]
    numbers = [int(number[1]) for number in found if number]
    return len(numbers) > 1 and numbers[0] == 1 and numbers == sorted(set(numbers))


def _finished(nodes: list[_Node], prefix: str) -> tuple[Detail, ...]:
    made: list[Detail] = []
    heads = ""
    for order, node in enumerate(nodes):
        if node.title and any(row.closed and not row.title for row in nodes[order + 1 : order + 2]):
            heads = node.text
            continue
        key = f"{prefix}{len(made) + 1}"
        made.append(Detail(key, node.text, node.printed, _finished(node.below, f"{key}."), node.place, heads))
        heads = ""
    return tuple(made)
