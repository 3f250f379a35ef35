"""Turns the RFP's own outline of the proposal (제안서 목차, 세부 작성지침) into rows of 구분, 장, 절, 작성방법."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.rfp.cards.markers import split_marker
from pipeline.rfp.fact import Row
from pipeline.rfp.facts.grids import bare, flat
from pipeline.rfp.facts.reading_lines import Line, Lines, Zone
from pipeline.rfp.paper import Cell, Place, Table

_CHAPTER = re.compile(r"^(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|(?:I{1,3}|IV|VI{0,3}|IX|X)(?=[.\s])|제\s*\d{1,2}\s*장|[０0](?=\s*\.))[.,\s]*\S")
_SECTION = re.compile(r"^(?:\d{1,2}\s*[.)]|[가나다라마바사아자차카타파하]\s*[.)])\s*(?!\d)\S")
_ITEMS = re.compile(r"(?:작성|제안서?)?(?:항목|목차)|구분")
_METHODS = re.compile(r"(?:세부)?(?:작성)?(?:방법|내용|목차|요령|지침|요소|기준)|기재사항|세부내용")
_ABOUT = re.compile(r"제안")
_ASIDE = re.compile(r"^[※*‣☞]")
_TITLE_END = re.compile(r"\s*[:：]\s*")
_HEADS = re.compile(r"제안서[^.]{0,20}(?:목\s*[차자]|구성\s*(?:및|항목|내용)|작성\s*항목)")
_FEWEST = 4
_LONGEST_TITLE = 45
_SAME = 0.5  # of the sections: a table that says as many again is the same outline


@dataclass(frozen=True, slots=True)
class _Outline:
    """One table or list that orders the proposal."""

    rows: tuple[Row, ...]
    above: str
    methods: int  # how many rows say what is to be written

    @property
    def explains(self) -> bool:
        return 2 * self.methods > len(self.rows)

    @property
    def titles(self) -> frozenset[str]:
        return frozenset(_title_of(row) for row in self.rows)


def outline_rows(lines: Lines) -> tuple[Row, ...]:
    """Return the sections of the proposal in the RFP's order; () where it gives none.

    A table that says what to write wins over a bare list; tables of other parts (계량부문, 비계량부문) join it in the
    document's order, each row then with its 구분.
    """
    tables = [made for table, _, above in lines.tables(Zone.BODY, Zone.FORM) if (made := _of_table(table, above))]
    found = tables or [made for made in (_of_list(lines),) if made]
    if not found:
        return ()
    best = max(found, key=lambda each: (each.explains, len(each.rows)))
    kept = [each for each in found if each is best or (each.explains and _is_other(each, best))]
    if len(kept) == 1:
        return (*best.rows, *_lacking(best, found))
    return tuple(Row({"구분": split_marker(each.above).text, **row.values}, row.quote, row.place) for each in kept for row in each.rows)


def _is_other(each: _Outline, best: _Outline) -> bool:
    return len(each.titles & best.titles) < _SAME * len(each.titles)


def _lacking(best: _Outline, found: Iterable[_Outline]) -> Iterator[Row]:
    """Yield the last chapters (기타사항) that the bare list of the same outline has and the table leaves out."""
    known = {_number_of(row) for row in best.rows}
    for each in found:
        if each is not best and not _is_other(each, best):
            yield from (row for row in each.rows if _number_of(row) not in known)
            return


def _number_of(row: Row) -> str:
    return re.split(r"[.,\s]", str(row.values["장"]), maxsplit=1)[0]


def _title_of(row: Row) -> str:
    return bare(split_marker(str(row.values.get("절") or row.values["장"])).text)


def _of_table(table: Table, above: str) -> _Outline | None:
    """Return the outline that a table gives: two titled columns, or one cell full of numbered lines."""
    text = " ".join(cell.text for cell in table.cells)
    if not (_ABOUT.search(above) or _ABOUT.search(text)):
        return None
    if len(table.cells) == 1:
        cell = table.cells[0]
        rows = tuple(_numbered([(line, cell.place or table.place) for line in cell.text.split("\n")]))
        return _outline(rows, above) if _HEADS.search(above) or len(rows) >= 2 * _FEWEST else None
    titles = [(cell.column, bare(cell.text)) for cell in table.cells if cell.row == 1]
    first = next((column for column, title in titles if _ITEMS.fullmatch(title)), None)
    second = next((column for column, title in titles if column != first and _METHODS.fullmatch(title)), None)
    if first is None or second is None or first > second:
        return None
    return _outline(tuple(_titled(table, first - 1, second - 1)), above)


def _outline(rows: tuple[Row, ...], above: str) -> _Outline | None:
    chapters = {row.values["장"] for row in rows if _CHAPTER.match(str(row.values["장"]))}
    if len(rows) < _FEWEST or not chapters:
        return None
    return _Outline(rows, above, sum(bool(row.values.get("작성방법")) for row in rows))


def _titled(table: Table, first: int, second: int) -> Iterator[Row]:
    """Yield a row a section of a table of titles and what to write under each."""
    chapter, seen = "", False  # seen: the chapter has sections
    grid = table.grid()
    for at in range(1, table.rows):
        left = grid[at][first]
        right = next((cell for cell in grid[at][second:] if cell is not None and cell is not left), None)
        title = flat(left)
        if left is None or not title or _ASIDE.match(title):
            continue
        place = left.place or table.place.cell(at + 1, first + 1)
        if _CHAPTER.match(title):
            new = left.row == at + 1
            if new and chapter and not seen:
                yield Row({"장": chapter}, chapter, place)
            chapter, seen = (title, False) if new else (chapter, seen)
            for row in _beside(right, chapter, table.place):
                seen = True
                yield row
        elif len(title) <= _LONGEST_TITLE and (_SECTION.match(title) or (chapter and flat(right))):
            seen = True
            yield _row(chapter, title, "\n".join(_lines(right)), f"{title} | {flat(right)}", place)
    if chapter and not seen:
        yield Row({"장": chapter}, chapter, table.place)


def _beside(cell: Cell | None, chapter: str, where: Place) -> Iterator[Row]:
    """Yield the sections that stand beside a chapter's title: its numbered lines, else the chapter with all of its words."""
    texts = _lines(cell)
    if cell is None or not texts:
        return
    place = cell.place or where
    starts = [order for order, line in enumerate(texts) if _SECTION.match(line)]
    if not starts:
        yield _row(chapter, "", "\n".join(texts), f"{chapter} | {flat(cell)}", place)
        return
    for order, start in enumerate(starts):
        end = starts[order + 1] if order + 1 < len(starts) else len(texts)
        head, *rest = _TITLE_END.split(texts[start], 1)
        method = "\n".join([*(part for part in rest if part), *texts[start + 1 : end]])
        yield _row(chapter, head, method, texts[start], place)


def _lines(cell: Cell | None) -> list[str]:
    if cell is None:
        return []
    return [" ".join(line.split()) for line in cell.text.split("\n") if line.strip()]


def _row(chapter: str, title: str, method: str, quote: str, place: Place) -> Row:
    values = {"장": chapter, "절": title, "작성방법": method}
    return Row({key: value for key, value in values.items() if value}, quote, place)


def _numbered(lines: Iterable[tuple[str, Place]]) -> Iterator[Row]:
    """Yield the sections of a bare list: chapters with the numbered lines below them."""
    chapter: tuple[str, Place] | None = None
    seen = False
    for text, place in lines:
        line = " ".join(text.split())
        if _CHAPTER.match(line):
            if chapter and not seen:
                yield Row({"장": chapter[0]}, chapter[0], chapter[1])
            chapter, seen = (line, place), False
        elif chapter and _SECTION.match(line) and len(line) <= _LONGEST_TITLE:
            seen = True
            yield Row({"장": chapter[0], "절": line}, line, place)
    if chapter and not seen:
        yield Row({"장": chapter[0]}, chapter[0], chapter[1])


def _of_list(lines: Lines) -> _Outline | None:
    """Return the outline that plain lines below a title (제안서 목차) give."""
    order = [line for line in lines.all if line.zone is not Zone.CARD]
    for at, line in enumerate(order):
        if _HEADS.search(line.text) and len(line.text) <= _LONGEST_TITLE and not line.table:
            made = _outline(tuple(_numbered((each.text, each.place) for each in _below(order[at + 1 :]))), line.text)
            if made:
                return made
    return None


def _below(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines of the list: numbered titles, remarks between them left out."""
    started = False
    for line in lines:
        if line.table or len(line.text) > _LONGEST_TITLE:
            return
        if _CHAPTER.match(line.text) or (started and _SECTION.match(line.text)):
            started = True
            yield line
        elif started and not (_ASIDE.match(line.text) or line.marked.family):
            return
