"""Turns short drawings of tables and lines into the papers that the tests of requirement cards read."""

from __future__ import annotations

from pipeline.rfp.card import Card, Requirements
from pipeline.rfp.cards.requirements import find_requirements
from pipeline.rfp.paper import Block, Cell, Paper, Paragraph, Place, Table


def table(*rows: list[str | Table] | str, at: int = 1) -> Table:
    """Return a table. A row is a list of cells, or one text with ` | ` between them; "<" joins the cell to its left
    one, "^" to the upper one; line breaks in a cell make paragraphs."""
    drawn = [row.split(" | ") if isinstance(row, str) else row for row in rows]
    columns = max(map(len, drawn))
    place = Place(block=at, table=at)
    cells = []
    for r, row in enumerate(drawn, start=1):
        for c, content in enumerate(row, start=1):
            if content not in ("<", "^"):
                where = place.cell(r, c)
                right = _run([*row[c:]], "<")
                down = _run([line[c - 1] if c <= len(line) else "" for line in drawn[r:]], "^")
                cells.append(Cell(r, c, _blocks(content, where), 1 + down, 1 + right, where))
    return Table(len(drawn), columns, tuple(cells), place)


def _run(contents: list[str | Table], sign: str) -> int:
    return next((count for count, content in enumerate(contents) if content != sign), len(contents))


def _blocks(content: str | Table, place: Place) -> tuple[Block, ...]:
    if isinstance(content, Table):
        return (content,)
    return tuple(Paragraph(line, place) for line in content.split("\n") if line.strip())


def card(id: str, name: str, text: str, at: int = 1) -> Table:
    """Return a card of the standard form."""
    return table(
        ["요구사항 분류", "<", "기능 요구사항"],
        ["요구사항 고유번호", "<", id],
        ["요구사항 명칭", "<", name],
        ["요구사항 상세설명", "정의", f"{name}의 뜻"],
        ["^", "세부내용", text],
        ["산출정보", "<", "결과서"],
        at=at,
    )


def paper(*blocks: Block | str, format: str = "hwp") -> Paper:
    """Return a paper; texts become paragraphs, and places are numbered in order."""
    made = []
    for number, block in enumerate(blocks, start=1):
        made.append(Paragraph(block, Place(block=number)) if isinstance(block, str) else block)
    return Paper("가상.hwp", format, tuple(made))


def read(*blocks: Block | str, format: str = "hwp") -> Requirements:
    """Return the requirements of a paper of these blocks."""
    return find_requirements(paper(*blocks, format=format))


def cards(*blocks: Block | str) -> tuple[Card, ...]:
    """Return the cards of a paper of these blocks."""
    return read(*blocks).cards


def outline(card: Card) -> list[str]:
    """Return the details as `2.1 [○] text`."""
    return [f"{detail.key.split('#')[1]} [{detail.printed}] {detail.text}" for _, detail in card.walk()]
