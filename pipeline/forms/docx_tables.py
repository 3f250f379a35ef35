"""Turns what tags say about a Word table's columns and merges ({%tc %}, vm, hm, colspan, cellbg) into its markup."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipeline.forms.building import Built, cell_words
from pipeline.forms.dialect import WORD, Element, local, put_after, put_before
from pipeline.forms.splitting import slot_of
from pipeline.forms.tags import Tag, Tags
from pipeline.problems import Problem

_CELL_ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar")


@dataclass(frozen=True, slots=True)
class Survey:
    """Where each cell began and how many grid columns it took before anything moved; elements are kept alive by it."""

    starts: dict[Element, tuple[int, int]]


def survey(root: Element) -> Survey:
    """Return where the cells of every table stand."""
    starts: dict[Element, tuple[int, int]] = {}
    for row in (element for element in root.iter() if local(element) == "tr"):
        column = 0
        for cell in (element for element in row if local(element) == "tc"):
            span = _number(cell, "gridSpan", 1)
            starts[cell] = column, span
            column += span
    return Survey(starts)


def apply(built: Built, survey: Survey, file: str) -> list[Problem]:
    """Write the cell words into the cells, and let the grid of a table with repeated columns repeat with them."""
    problems = []
    for tag in cell_words(built):
        problems += _cell_word(tag, built.tags, file)
    for table in [element for element in built.root.iter() if local(element) == "tbl"]:
        _repeat_grid(table, built.tags, survey)
    return problems


def _cell_word(tag: Tag, tags: Tags, file: str) -> list[Problem]:
    cell = WORD.above(tag.paragraph, "tc")
    if cell is None:
        return [
            Problem(
                "F-TAG-09",
                f"{tag.raw}은(는) 표의 칸 안에만 쓸 수 있습니다",
                tag.place.at(file, tag.raw),
                "태그를 칸 안으로 옮기세요",
            )
        ]
    element, attribute = slot_of(tag.paragraph, tag.mark)
    setattr(element, attribute, getattr(element, attribute).replace(tag.mark, ""))
    expression = tag.body.removeprefix(tag.word).strip()
    match tag.word:
        case "colspan":
            _set(cell, "gridSpan", {"val": tags.value(f"({expression})|int ~ ''", tag)})
        case "cellbg":
            colour = tags.value(f"(({expression}) ~ '')|replace('#', '')", tag)
            _set(cell, "shd", {"val": "clear", "color": "auto", "fill": colour})
        case "vm":
            _set(cell, "vMerge", {"val": tags.value("'restart' if loop.first else 'continue'", tag)})
            for paragraph in (child for child in cell if local(child) == "p"):
                _only_first(paragraph, tag, tags)
        case "hm":
            span = _number(cell, "gridSpan", 1)
            _set(cell, "gridSpan", {"val": tags.value(f"(loop.length * {span}) ~ ''", tag)})
            put_before(cell, tags.block("if loop.first", tag))
            put_after(cell, tags.block("endif", tag))
    return []


def _only_first(paragraph: Element, tag: Tag, tags: Tags) -> None:
    """Let only the first copy of a paragraph say something."""
    opening, closing = tags.block("if loop.first", tag), tags.block("endif", tag)
    properties = next((child for child in paragraph if local(child) == "pPr"), None)
    if properties is not None:
        put_after(properties, opening)
    else:
        paragraph.text = opening + (paragraph.text or "")
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "") + closing
    else:
        paragraph.text += closing


def _repeat_grid(table: Element, tags: Tags, survey: Survey) -> None:
    grid = next((child for child in table if local(child) == "tblGrid"), None)
    rows = [row for row in table.iter() if local(row) == "tr" and WORD.above(row, "tbl") is table]
    looped = [row for row in rows if any(tags.of(child.tail or "") for child in row) or tags.of(row.text or "")]
    if grid is None or not looped:
        return
    widths = [_width(column) for column in grid if local(column) == "gridCol"]
    for row in looped:
        _share_widths(row, widths, tags, survey)
    model = next((row for row in looped if not _is_repeated(row, table, tags)), None)
    if model is None:
        return
    for column in list(grid):
        grid.remove(column)
    grid.text = _marks(model.text, tags)
    for cell in (child for child in model if local(child) == "tc"):
        start, span = survey.starts.get(cell, (0, 1))
        share = _shared(cell, model, widths, tags, survey)
        for at in range(start, start + span):
            width = share or str(widths[at] if at < len(widths) else 0)
            column = etree.SubElement(grid, grid.tag.replace("tblGrid", "gridCol"))
            column.set(column.tag.replace("gridCol", "w"), width)
        if len(grid):
            grid[-1].tail = _marks(cell.tail, tags)


def _share_widths(row: Element, widths: list[int], tags: Tags, survey: Survey) -> None:
    """Let the copies of a cell share the width that the loop's cells had in the form."""
    for cell in (child for child in row if local(child) == "tc"):
        share = _shared(cell, row, widths, tags, survey)
        own = next((e for e in cell.iter() if local(e) == "tcW"), None)
        if share and own is not None:
            own.set(own.tag.replace("tcW", "w"), share)


def _shared(cell: Element, row: Element, widths: list[int], tags: Tags, survey: Survey) -> str:
    """Return the mark of the width that one copy of `cell` has, or "" when it is not repeated."""
    depth, opener = 0, None
    for text, child in [(row.text, None), *((child.tail, child) for child in row)]:
        if child is cell:
            break
        for tag in tags.of(text or ""):
            depth += (tag.word == "for") - (tag.word == "endfor")
            opener = tag if tag.word == "for" else opener
    if not depth or opener is None:
        return ""
    cells = [child for child in row if local(child) == "tc"]
    taken = {at for c in cells for start, span in [survey.starts.get(c, (0, 0))] for at in range(start, start + span)}
    start, span = survey.starts.get(cell, (0, 1))
    free = sum(
        width for at, width in enumerate(widths) if at not in taken
    )  # the columns of the cells that held only tags
    whole = sum(widths[start : start + span]) + free
    return tags.value(f"({whole} // loop.length) ~ ''", opener)


def _is_repeated(row: Element, table: Element, tags: Tags) -> bool:
    depth = 0
    for text, child in [(table.text, None), *((child.tail, child) for child in table)]:
        if child is row:
            return depth > 0
        depth += sum((tag.word == "for") - (tag.word == "endfor") for tag in tags.of(text or ""))
    return True


def _marks(text: str | None, tags: Tags) -> str:
    return "".join(tag.mark for tag in tags.of(text or ""))


def _set(cell: Element, name: str, values: dict[str, str]) -> None:
    """Set a property of a cell at the place that the schema wants."""
    w = cell.tag.removesuffix("tc")
    properties = cell.find(f"{w}tcPr")
    if properties is None:
        properties = etree.Element(f"{w}tcPr")
        cell.insert(0, properties)
    for old in properties.findall(w + name):
        properties.remove(old)
    new = etree.Element(w + name, {w + key: value for key, value in values.items()})
    earlier = _CELL_ORDER[: _CELL_ORDER.index(name)]
    properties.insert(sum(local(element) in earlier for element in properties), new)


def _number(cell: Element, name: str, otherwise: int) -> int:
    found = next((e for e in cell.iter() if local(e) == name), None)
    value = next(iter(found.attrib.values()), "") if found is not None else ""
    return int(value) if value.isdigit() and 0 < int(value) < 1000 else otherwise


def _width(column: Element) -> int:
    value = next(iter(column.attrib.values()), "")
    return int(value) if value.isdigit() else 0
