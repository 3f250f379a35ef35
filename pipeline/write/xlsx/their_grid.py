"""Turns the rows of a sheet's part, read in one tight pass, into cells that can be looked at and replaced one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from pipeline.write.xlsx.their_moves import LAST_ROW, Rewriter, RowMoves, column_letters, column_number, shifted
from pipeline.write.xlsx.their_xml import Unreadable, escaped, unescaped

Cell: TypeAlias = tuple[bytes, bytes, bytes, bytes, bytes]  # letters, style, type, other attributes, content

_DATA = re.compile(rb"<sheetData(?:\s[^<>]*)?(?:/>|>)")
_END = b"</sheetData>"
_ROW = re.compile(rb"<row(?=[\s/>])([^<>]*?)(?:/>|>(.*?)</row\s*>)", re.DOTALL)
_NUMBER = re.compile(rb'\sr="(\d+)"')
_CELL = re.compile(
    rb'<c(?: r="([A-Z]{1,3})\d+")?(?: s="(\d+)")?(?: t="(\w+)")?((?:\s[^<>]*?)?)(?:/>|>(.*?)</c\s*>)', re.DOTALL
)
# A cell whose attributes stand in another order than in that pattern, or that bears no address.
_ODD_CELL = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z]{1,3}\d+"(?: s="\d+")?(?: t="\w+")?(?: (?:cm|vm|ph)="\w+")* ?/?>)')
_ATTRIBUTE = re.compile(rb'\s([\w:]+)="([^"]*)"')
_ADDRESS = re.compile(rb'(<c r="[A-Z]{1,3})\d+"')
_ROW_STYLE = re.compile(rb'\ss="(\d+)"')
_SPANS = re.compile(rb'\sspans="[^"]*"')
_HEIGHT = re.compile(rb'\sht="[^"]*"')
_FORMULA = re.compile(rb"<f((?:\s[^<>]*?)?)(?:/>|>([^<]*)</f\s*>)")
_SIGNIFICANT = (b"<v", b"<f", b"<is")


class Row:
    """One row: its attributes but for the number, and its cells as they are written."""

    __slots__ = ("attributes", "inner")

    def __init__(self, attributes: bytes = b"", inner: bytes = b"") -> None:
        self.attributes = attributes
        self.inner = inner

    @property
    def cells(self) -> list[Cell]:
        """The cells in their order."""
        return _CELL.findall(self.inner)

    def cell(self, number: int, letters: bytes) -> Cell | None:
        """Return the cell of a column; `number` is the row's."""
        at = self.inner.find(b'<c r="%s%d"' % (letters, number))
        found = _CELL.match(self.inner, at) if at >= 0 else None
        return found.groups(b"") if found else None

    @property
    def style(self) -> bytes:
        """The number of the style that a person gave the whole row, b"" when there is none."""
        found = _ROW_STYLE.search(self.attributes)
        return found[1] if found else b""

    @property
    def is_empty(self) -> bool:
        """True when no cell holds anything."""
        return not any(mark in self.inner for mark in _SIGNIFICANT)

    def write(self, number: int, changes: dict[bytes, Cell]) -> None:
        """Put cells at their places in the row."""
        cells = {cell[0]: cell for cell in self.cells}
        grows = not changes.keys() <= cells.keys()
        cells |= changes
        order = sorted(cells, key=lambda letters: (len(letters), letters)) if grows else cells
        tail = self.inner[self.inner.rfind(b"<extLst") :] if self.inner.endswith(b"</extLst>") else b""
        digits = str(number).encode()
        self.inner = b"".join(_written(cells[letters], digits) for letters in order) + tail
        if grows:
            self.attributes = _SPANS.sub(b"", self.attributes)

    def refit(self, height: float) -> None:
        """Take the height that the row's texts need now (0: the usual one); one that a person chose stays.

        It is a hint only, so that the row grows when a person types more into it.
        """
        if b'customHeight="1"' not in self.attributes and b'customHeight="true"' not in self.attributes:
            self.attributes = _HEIGHT.sub(b"", self.attributes) + (b' ht="%.2f"' % height if height else b"")


class Grid:
    """The rows of one sheet by number, and what stands before and behind them in the part."""

    def __init__(self, content: bytes, part: str) -> None:
        """Take a part in plain spelling apart; raises Unreadable when it has no rows' element."""
        found = _DATA.search(content)
        if found is None:
            raise Unreadable(part)
        end = found.end() if found[0].endswith(b"/>") else content.find(_END, found.end())
        if end < 0:
            raise Unreadable(part)
        self.head = content[: found.start()]
        self.tail = content[end if found[0].endswith(b"/>") else end + len(_END) :]
        self.rows = _rows(content, found.end(), end, part)
        self.changed = False

    def bytes(self, head: bytes, tail: bytes) -> bytes:
        """Return the part with its rows between `head` and `tail`."""
        pieces = [head, b"<sheetData>"]
        for number in sorted(self.rows):
            row = self.rows[number]
            opening = b'<row r="%d"%s' % (number, row.attributes)
            pieces += [opening, b">", row.inner, b"</row>"] if row.inner else [opening, b"/>"]
        return b"".join([*pieces, _END, tail])

    @property
    def last(self) -> int:
        """The last row that holds anything."""
        return max((number for number, row in self.rows.items() if not row.is_empty), default=0)

    @property
    def width(self) -> int:
        """The number of the last column that has a cell."""
        found = {
            cells[-1][0]
            for row in self.rows.values()
            if (cells := _CELL.findall(row.inner[max(row.inner.rfind(b"<c"), 0) :]))
        }
        return max((column_number(letters.decode()) for letters in found), default=0)

    def cell(self, number: int, letters: str | bytes) -> Cell | None:
        """Return a cell, None where there is none."""
        row = self.rows.get(number)
        return row.cell(number, letters if isinstance(letters, bytes) else letters.encode()) if row else None

    def write(self, number: int, changes: dict[bytes, Cell]) -> None:
        """Put cells into a row."""
        self.rows.setdefault(number, Row()).write(number, changes)
        self.changed = True

    def move(self, moves: RowMoves) -> None:
        """Put every row where it stands now; rows that are no more leave."""
        rows: dict[int, Row] = {}
        for number, row in self.rows.items():
            place = moves.row(number)
            if not place:
                continue
            if place != number:
                digits = b'%d"' % place
                row.inner = _ADDRESS.sub(lambda found, digits=digits: found[1] + digits, row.inner)
            rows[place] = row
        self.rows = rows
        self.changed = True

    def rewrite(self, rewriter: Rewriter, home: str, lost: Callable[[int, str], None]) -> None:
        """Let the formulas follow the rows of which they speak; `home` is the sheet's name, its rows still stand as before.

        Shared formulas are written out where they change. `lost` hears of cells whose formula speaks of a row that is gone.
        """
        moves = rewriter.moves.get(home.casefold())
        shared = self._shared(lambda text: moves is not None or rewriter.concerns(text))
        for number, row in self.rows.items():
            if b"<f" not in row.inner or (moves and not moves.row(number)):
                continue
            changes: dict[bytes, Cell] = {}
            for cell in row.cells:
                if b"<f" not in cell[4]:
                    continue
                rewriter.lost = False
                content = _FORMULA.sub(
                    lambda found, at=(number, cell[0]): _moved(found, at, rewriter, home, shared), cell[4], 1
                )
                if content != cell[4]:
                    changes[cell[0]] = (*cell[:4], content)
                if rewriter.lost:
                    lost(number, cell[0].decode())
            if changes:
                self.write(number, changes)

    def _shared(self, concerns: Callable[[str], bool]) -> dict[bytes, tuple[str, int, int]]:
        """Return the first of each group of shared formulas that changes: its text, row and column."""
        return {
            facts[b"si"]: (text, number, column_number(cell[0].decode()))
            for number, cell, facts, text in self._formulas()
            if facts.get(b"t") == b"shared" and text and b"si" in facts and concerns(text)
        }

    def _formulas(self) -> Iterator[tuple[int, Cell, dict[bytes, bytes], str]]:
        for number, row in self.rows.items():
            if b"<f" not in row.inner:
                continue
            for cell in row.cells:
                if found := _FORMULA.match(cell[4]):
                    yield number, cell, dict(_ATTRIBUTE.findall(found[1])), unescaped((found[2] or b"").decode())

    def spell_out(self) -> None:
        """Write out every shared formula, so that each cell says its own."""
        if any(b't="shared"' in row.inner for row in self.rows.values()):
            changed = self.changed
            self.rewrite(_SpellingOut({}), "", lambda *_: None)
            self.changed = changed


class _SpellingOut(Rewriter):
    """Writes shared formulas out and changes nothing else."""

    __slots__ = ()

    def concerns(self, formula: str) -> bool:
        return True


def _moved(
    found: re.Match[bytes],
    at: tuple[int, bytes],
    rewriter: Rewriter,
    home: str,
    shared: dict[bytes, tuple[str, int, int]],
) -> bytes:
    facts = dict(_ATTRIBUTE.findall(found[1]))
    text = unescaped((found[2] or b"").decode())
    if facts.get(b"t") == b"shared" and (first := shared.get(facts.get(b"si", b""))):
        text = text or shifted(first[0], at[0] - first[1], column_number(at[1].decode()) - first[2])
        facts = {name: value for name, value in facts.items() if name not in (b"t", b"si", b"ref")}
    elif not text and not facts.keys() & {b"r1", b"ref"}:
        return found[0]
    moves = rewriter.moves.get(home.casefold())
    for name in (b"ref", b"r1", b"r2") if moves else ():
        if name in facts:
            facts[name] = moves.area(facts[name].decode(), grows=False).encode() or facts[name]
    written = rewriter.formula(text, home)
    attributes = b"".join(b' %s="%s"' % fact for fact in facts.items())
    return b"<f%s>%s</f>" % (attributes, escaped(written).encode())


def _rows(content: bytes, start: int, end: int, part: str) -> dict[int, Row]:
    """Return the rows between two places of a part; raises Unreadable when something else stands among them."""
    rows: dict[int, Row] = {}
    number, at = 0, start
    odd = _ODD_CELL.search(content, start, end)
    for one in _ROW.finditer(content, start, end):
        attributes, inner = one.groups(b"")
        if one.start() != at and content[at : one.start()].strip():
            raise Unreadable(part)
        at = one.end()
        found = _NUMBER.search(attributes)
        number = int(found[1]) if found else number + 1
        if found:
            attributes = attributes[: found.start()] + attributes[found.end() :]
        if odd:
            inner = b"".join(_written(cell, b"%d" % number) for cell in _spelled(_CELL.findall(inner)))
        if number in rows:
            inner = rows[number].inner + inner
        if number <= LAST_ROW:
            rows[number] = Row(attributes.rstrip(), inner)
    if content[at:end].strip():
        raise Unreadable(part)
    return rows


def _spelled(found: list[Cell]) -> Iterator[Cell]:
    """Yield cells whose attributes stand in another order or that bear no address."""
    column = 0
    for cell in found:
        letters, style, kind, other, content = cell
        facts = dict(_ATTRIBUTE.findall(other)) if other.strip() else {}
        letters = letters or facts.pop(b"r", b"").rstrip(b"0123456789")
        column = column_number(letters.decode()) if letters else column + 1
        style, kind = facts.pop(b"s", style), facts.pop(b"t", kind)
        rest = b"".join(b' %s="%s"' % fact for fact in facts.items())
        yield letters or column_letters(column).encode(), style, kind, rest, content


def _written(cell: Cell, digits: bytes) -> bytes:
    letters, style, kind, other, content = cell
    made = b'<c r="' + letters + digits + b'"'
    if style:
        made += b' s="' + style + b'"'
    if kind:
        made += b' t="' + kind + b'"'
    return made + other.rstrip() + (b">" + content + b"</c>" if content else b"/>")
