"""Turns an OWPML table with repeated rows or columns into one that counts its own rows, addresses and spans."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipeline.forms.building import Built, cell_words
from pipeline.forms.dialect import HANGUL, Element, local, put_after, put_before
from pipeline.forms.splitting import slot_of
from pipeline.forms.tags import CLOSERS, OPENERS, Tag, Tags
from pipeline.problems import Problem


@dataclass(frozen=True, slots=True)
class Survey:
    """How tables stood before rows and cells of tags were taken out; elements are kept alive by it."""

    rows: dict[Element, int]  # the number of each row in its table
    cells: dict[Element, list[Element]]  # the cells of each row


def survey(root: Element) -> Survey:
    """Return where the rows and cells of every table stand."""
    rows: dict[Element, int] = {}
    for table in (element for element in root.iter() if local(element) == "tbl"):
        rows |= {row: at for at, row in enumerate(row for row in table if local(row) == "tr")}
    return Survey(rows, {row: _cells(row) for row in rows})


def apply(built: Built, survey: Survey, file: str) -> list[Problem]:
    """Let every table count for itself whose rows or cells are repeated or left out."""
    problems = []
    tables = [element for element in built.root.iter() if local(element) == "tbl"]
    for number, table in enumerate(tables):
        problems += _count(table, f"_grid{number}", built, survey, file)
    for tag in cell_words(built):
        problems += _cell_word(tag, built.tags, file)
    return problems


def _count(table: Element, grid: str, built: Built, survey: Survey, file: str) -> list[Problem]:
    tags, problems = built.tags, []
    rows = [row for row in table if local(row) == "tr"]
    looped = [row for row in rows if _steering(row, tags)]
    steering = _steering(table, tags) or [tag for row in looped for tag in _steering(row, tags)]
    if not steering:
        return []
    like = steering[0]
    put_before(table, tags.block(f"set {grid} = 0|_grid", like))
    table.set("rowCnt", tags.value(f"{grid}.rows()", like))
    if looped:
        table.set("colCnt", tags.value(f"{grid}.columns()", like))
    for row in rows:
        put_before(row, tags.block(f"set {grid}_row = {grid}.row()", like))
        for cell in _cells(row):
            _child(cell, "cellAddr").set("rowAddr", tags.value(f"{grid}_row", like))
            if row not in survey.rows:  # the empty row that stands for a loop without rounds
                _child(cell, "cellSpan").set("rowSpan", "1")
        if row in looped:
            _count_looped_columns(row, grid, tags, survey, like)
        elif looped:
            _count_columns(row, grid, tags, like)
    tall = [
        (row, cell, span)
        for row in rows
        for cell in _cells(row)
        if (span := _number(cell, "cellSpan", "rowSpan", 1)) > 1
    ]
    for key, (row, cell, span) in enumerate(tall):
        end = _end_of_span(row, survey.rows.get(row, 0) + span - 1, tags, survey)
        if end is not None:
            _count_span(cell, end, grid, key, like, tags)
        else:
            at, hint = like.place.at(file, like.raw), "병합된 칸을 반복 안에 모두 넣거나 밖에 모두 두세요"
            problems.append(Problem("F-TAG-10", "반복이나 조건이 세로로 병합된 칸을 가로지릅니다", at, hint))
    return problems


def _end_of_span(row: Element, last: int, tags: Tags, survey: Survey) -> tuple[Element, int, bool] | None:
    """Return where a cell from `row` to the form's row `last` ends: after which row, at which letter of its marks.

    The third value tells whether a block lies inside. None means that a block begins or ends inside only.
    """
    depth, found, inner = 0, None, False
    for child in [row, *row.itersiblings(row.tag)]:
        if survey.rows.get(child, last + 1) > last:
            break
        if depth < 0:  # the block around the cell ended before the cell did
            return None
        found = (child, 0, inner) if depth == 0 else None
        at = 0
        for tag in tags.of(child.tail or ""):
            at = child.tail.index(tag.mark, at) + len(tag.mark)
            depth += (tag.word in OPENERS) - (tag.word in CLOSERS)
            inner = inner or tag.word in OPENERS
            if depth < 0:
                break
            if depth == 0 and found is None:
                found = child, at, inner
    return found


def _count_span(cell: Element, end: tuple[Element, int, bool], grid: str, key: int, like: Tag, tags: Tags) -> None:
    """Let a cell over several rows grow with the rows that are repeated inside it."""
    child, at, inner = end
    if inner:
        closing = tags.block(f"set _ = {grid}.end({key})", like)
        child.tail = child.tail[:at] + closing + child.tail[at:]
        _child(cell, "cellSpan").set("rowSpan", tags.value(f"{grid}.begin({key})", like))


def _count_columns(row: Element, grid: str, tags: Tags, like: Tag) -> None:
    """Let the cells of a row without repeated cells follow the columns of a row with them."""
    for cell in _cells(row):
        place = f"{_number(cell, 'cellAddr', 'colAddr', 0)}, {_number(cell, 'cellSpan', 'colSpan', 1)}"
        _child(cell, "cellAddr").set("colAddr", tags.value(f"{grid}.address({place})", like))
        _child(cell, "cellSpan").set("colSpan", tags.value(f"{grid}.span({place})", like))


def _count_looped_columns(row: Element, grid: str, tags: Tags, survey: Survey, like: Tag) -> None:
    """Give repeated cells their addresses: columns of tags vanish, columns covered from above stay."""
    kept = _cells(row)
    gone = [cell for cell in survey.cells.get(row, []) if cell.getparent() is not row]
    vanished = {at for cell in gone for at in _columns(cell)}
    freed = sum(_number(cell, "cellSz", "width", 0) for cell in gone)
    end, repeated = 0, False
    for cell in kept:
        columns = _columns(cell)
        covered = [at for at in range(end, columns.start) if at not in vanished]
        marks = tags.of(_text_before(cell))
        if covered:
            _put_before_marks(cell, tags.block(f"set _ = {grid}.fill({end + len(covered)})", like))
        if marks or columns.start > end:
            put_before(cell, tags.block(f"set _ = {grid}.skip({columns.start})", like))
        for tag in marks:
            repeated = tag.word == "for" or (repeated and tag.word != "endfor")
        place = f"{columns.start}, {len(columns)}"
        _child(cell, "cellAddr").set("colAddr", tags.value(f"{grid}.cell({place})", like))
        if repeated:
            width = _number(cell, "cellSz", "width", 0) + freed
            _child(cell, "cellSz").set("width", tags.value(f"({width} // loop.length) ~ ''", like))
        end = columns.stop


def _put_before_marks(cell: Element, text: str) -> None:
    """Write `text` between a cell and all marks that stand before it."""
    before = cell.getprevious()
    if before is not None:
        before.tail = text + (before.tail or "")
    else:
        cell.getparent().text = text + (cell.getparent().text or "")


def _cell_word(tag: Tag, tags: Tags, file: str) -> list[Problem]:
    cell = HANGUL.above(tag.paragraph, "tc")
    at = tag.place.at(file, tag.raw)
    if cell is None or tag.word != "vm":
        return [
            Problem(
                "F-TAG-09",
                f"한글 양식의 이 자리에는 {tag.raw}을(를) 쓸 수 없습니다",
                at,
                "표의 칸 안에 {% vm %}만 쓸 수 있습니다",
            )
        ]
    element, attribute = slot_of(tag.paragraph, tag.mark)
    setattr(element, attribute, getattr(element, attribute).replace(tag.mark, ""))
    height = _number(cell, "cellSpan", "rowSpan", 1)
    _child(cell, "cellSpan").set("rowSpan", tags.value(f"(loop.length * {height}) ~ ''", tag))
    put_before(cell, tags.block("if loop.first", tag))
    put_after(cell, tags.block("endif", tag))
    return []


def _steering(parent: Element, tags: Tags) -> list[Tag]:
    """Return the tags that open a block among the children."""
    texts = [parent.text or "", *(child.tail or "" for child in parent)]
    return [tag for text in texts for tag in tags.of(text) if tag.word in OPENERS]


def _cells(row: Element) -> list[Element]:
    return [child for child in row if local(child) == "tc"]


def _columns(cell: Element) -> range:
    start = _number(cell, "cellAddr", "colAddr", 0)
    return range(start, start + _number(cell, "cellSpan", "colSpan", 1))


def _number(cell: Element, name: str, attribute: str, otherwise: int) -> int:
    value = _child(cell, name).get(attribute, "")
    return int(value) if value.isdecimal() and len(value) < 9 else otherwise


def _text_before(element: Element) -> str:
    before = element.getprevious()
    return (before.tail if before is not None else element.getparent().text) or ""


def _child(cell: Element, name: str) -> Element:
    """Return the child that states an address or a span; one that a careless program left out is made."""
    found = next((child for child in cell if local(child) == name), None)
    return found if found is not None else etree.SubElement(cell, cell.tag.replace("tc", name))
