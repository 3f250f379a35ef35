"""Turns an OWPML table with repeated rows or columns into one that counts its own rows, addresses and spans."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.forms.building import Built, cell_words
from pipeline.forms.dialect import HANGUL, Element, local, put_after, put_before
from pipeline.forms.splitting import slot_of
from pipeline.forms.tags import CLOSERS, OPENERS, Tag, Tags
from pipeline.problems import Problem


@dataclass(frozen=True, slots=True)
class Survey:
    """The number that each row had before rows of tags were taken out; elements are kept alive by it."""

    rows: dict[Element, int]


def survey(root: Element) -> Survey:
    """Return where the rows of every table stand."""
    rows: dict[Element, int] = {}
    for table in (element for element in root.iter() if local(element) == "tbl"):
        rows |= {row: at for at, row in enumerate(row for row in table if local(row) == "tr")}
    return Survey(rows)


def apply(built: Built, survey: Survey, file: str) -> list[Problem]:
    """Let every table count for itself whose rows or cells are repeated or left out."""
    problems = []
    for tag in cell_words(built):
        problems += _cell_word(tag, built.tags, file)
    tables = [element for element in built.root.iter() if local(element) == "tbl"]
    for number, table in enumerate(tables):
        rows = [row for row in table if local(row) == "tr"]
        looped = [row for row in rows if _marked(row, built.tags)]
        if _marked(table, built.tags) or looped:
            problems += _count(table, f"_grid{number}", rows, looped, built, survey, file)
    return problems


def _count(
    table: Element, name: str, rows: list[Element], looped: list[Element], built: Built, survey: Survey, file: str
) -> list[Problem]:
    tags, like, problems = built.tags, _any_tag(table, built), []
    put_before(table, tags.block(f"set {name} = 0|_grid", like))
    table.set("rowCnt", tags.value(f"{name}.rows()", like))
    if looped:
        table.set("colCnt", tags.value(f"{name}.columns()", like))
    spans = []
    for row in rows:
        put_before(row, tags.block(f"set {name}_row = {name}.row()", like))
        for cell in (child for child in row if local(child) == "tc"):
            _child(cell, "cellAddr").set("rowAddr", tags.value(f"{name}_row", like))
            height = int(_child(cell, "cellSpan").get("rowSpan", "1"))
            if height > 1 and row in survey.rows:
                spans.append((row, cell, survey.rows[row] + height - 1))
        if looped:
            _count_columns(row, name, row in looped, tags, like)
    for key, (row, cell, last) in enumerate(spans):
        problems += _count_span(table, row, cell, last, f"{name}.", key, tags, survey, file)
    return problems


def _count_span(
    table: Element, row: Element, cell: Element, last: int, grid: str, key: int, tags: Tags, survey: Survey, file: str
) -> list[Problem]:
    """A cell over several rows grows with the rows that are repeated inside it."""
    children = list(table)
    inside = [child for child in children[children.index(row):] if survey.rows.get(child, -1) <= last and local(child) == "tr"]
    if not any(tags.of(child.tail or "") and any(t.word for t in tags.of(child.tail or "")) for child in inside):
        return []
    like = next((tag for child in inside for tag in tags.of(child.tail or "")), None)
    end, depth = None, 0
    for child in children[children.index(row):]:
        at = 0
        for tag in [None, *tags.of(child.tail or "")]:
            if tag is not None:
                depth += (tag.word in OPENERS) - (tag.word in CLOSERS)
                at = child.tail.index(tag.mark) + len(tag.mark)
            if depth == 0 and survey.rows.get(child, last) <= last and end is None and child is inside[-1]:
                end = child, at
            if depth < 0:
                break
        if depth < 0 or (end is not None and child is inside[-1]):
            break
    if end is None:
        at = like.place.at(file, like.raw)
        return [Problem("F-TAG-10", "반복이나 조건이 세로로 병합된 칸을 가로지릅니다", at, "병합된 칸을 반복 안에 모두 넣거나 밖에 모두 두세요")]
    child, at = end
    closing = tags.block(f"set _ = {grid}end({key})", like)
    child.tail = (child.tail or "")[:at] + closing + (child.tail or "")[at:]
    _child(cell, "cellSpan").set("rowSpan", tags.value(f"{grid}begin({key})", like))
    return []
