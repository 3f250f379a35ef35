"""Makes tiny invented papers for the tests of facts."""

from __future__ import annotations

from pipeline.rfp.card import Requirements
from pipeline.rfp.fact import Fact, Facts
from pipeline.rfp.facts.facts import find_facts
from pipeline.rfp.paper import Block, Cell, Kind, Paper, Paragraph, Place, Table


def paper_of(*parts: str | list[list[str]]) -> Paper:
    """Return a paper of paragraphs (text; "# " marks a heading) and tables (rows of texts; "<" continues the cell above)."""
    blocks: list[Block] = []
    tables = 0
    for order, part in enumerate(parts, 1):
        if isinstance(part, str):
            heading = part.startswith("# ")
            kind = Kind.HEADING if heading else Kind.BODY
            blocks.append(Paragraph(part.removeprefix("# "), Place(block=order), kind, int(heading)))
        else:
            tables += 1
            blocks.append(_table(part, Place(block=order, table=tables)))
    return Paper("견본.hwpx", "hwpx", tuple(blocks))


def facts_of(*parts: str | list[list[str]]) -> Facts:
    """Return the facts of such a paper, which has no cards."""
    return find_facts(paper_of(*parts), Requirements())


def fact_of(field: str, *parts: str | list[list[str]]) -> Fact | None:
    """Return one fact of such a paper."""
    return next((fact for fact in facts_of(*parts).contract if fact.field == field), None)


def _table(rows: list[list[str]], place: Place) -> Table:
    cells: list[Cell] = []
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text == "<":
                continue
            span = 1
            while at - 1 + span < len(rows) and rows[at - 1 + span][column - 1] == "<":
                span += 1
            here = place.cell(at, column)
            lines = tuple(Paragraph(line, here) for line in text.split("\n"))
            cells.append(Cell(at, column, lines, span, 1, here))
    return Table(len(rows), len(rows[0]), tuple(cells), place)
