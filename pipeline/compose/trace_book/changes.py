"""Turns what became of each sentence since the edition before into the sheet 변경내역: old and new side by side, changed words marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from pipeline.compose.trace_book.paper import Line, Paper
from pipeline.compose.trace_book.words import link_to
from pipeline.document.sheet import Column, Highlight, Look, Mark, Sheet, SheetCell, SheetRun
from pipeline.model.review import MATRIX
from pipeline.trace.carry import is_outdated, verdict_of
from pipeline.trace.diff import Difference, Turn
from pipeline.trace.diff import Mark as Piece

NAME = "변경내역"
COLUMNS = (
    Column("번호", 18),
    Column("구분", 9, look=Look.CENTER),
    Column("이전 번호", 15),
    Column("이전 글", 56),
    Column("새 글", 56),
    Column("닮은 정도", 10, look=Look.PERCENT),
    Column("이전 판정", 10, look=Look.CENTER),
    Column("다시 볼 것", 12, look=Look.CENTER),
)
WORDS = (
    (str(Turn.CHANGED), Look.WARN),
    (str(Turn.NEW), Look.GOOD),
    (str(Turn.REMOVED), Look.BAD),
    (str(Turn.MOVED), Look.IDLE),
)


def changes(paper: Paper, differences: Sequence[Difference], places: Mapping[str, int]) -> Sheet:
    """Return the sheet: the differences to the edition before, without what stayed as it was."""
    turned = [each for each in differences if each.turn is not Turn.UNCHANGED]
    counts = " · ".join(f"{turn} {sum(each.turn is turn for each in turned):,}" for turn in Turn if turn is not Turn.UNCHANGED)
    return paper.sheet(
        NAME,
        COLUMNS,
        (Line(each.new_key or f"삭제 {each.old_key}", _cells(each, paper, places)) for each in turned),
        heading=("변경내역", counts if turned else "이전 판과 달라진 글이 없거나, 견줄 이전 판이 없습니다."),
        freeze_columns=1,
        paper="A3",
        highlights=(Highlight(1, 1, WORDS),),
    )


def _cells(each: Difference, paper: Paper, places: Mapping[str, int]) -> tuple[SheetCell, ...]:
    key = each.new_key or each.old_key
    verdict = verdict_of(paper.reviews, each)
    again = verdict is not None and is_outdated(verdict, each)
    return (
        SheetCell(each.new_key or f"삭제 {each.old_key}", href=link_to(MATRIX, places[key]) if key in places else ""),
        SheetCell(str(each.turn)),
        SheetCell(each.old_key),
        _marked(each.old, each.old_marks, Mark.REMOVED),
        _marked(each.new, each.new_marks, Mark.ADDED),
        SheetCell(Decimal(round(each.similarity * 1000)) / 1000),
        SheetCell(verdict.text if verdict else ""),
        SheetCell("재확인 필요" if again else "", Look.WARN if again else Look.TEXT),
    )


def _marked(text: str, pieces: Iterable[Piece], mark: Mark) -> SheetCell:
    runs = tuple(SheetRun(piece.text, mark if piece.changed else Mark.PLAIN) for piece in pieces)
    return SheetCell(text, runs=runs)
