"""Turns what people wrote into cells that are no more into the sheet 보관, so that no word is lost."""

from __future__ import annotations

from pipeline.compose.trace_book.paper import Line, Paper
from pipeline.document.sheet import Column, Look, Sheet, SheetCell
from pipeline.model.review import Review, id_of, sheet_of
from pipeline.trace.diff import Difference
from pipeline.trace.thread import Trace

NAME = "보관"
COLUMNS = (
    Column("번호", 20),
    Column("열", 16),
    Column("내용", 50),
    Column("적은이", 10, look=Look.CENTER),
    Column("적은날", 13, look=Look.DATE),
    Column("당시 원문", 50),
    Column("보관한 까닭", 30),
)


def archive(trace: Trace, paper: Paper, moved: dict[str, Difference]) -> Sheet:
    """Return the sheet; `moved` tells where a removed row's sentence went, by its old key. Make it after all others."""
    kept = paper.homeless
    return paper.sheet(
        NAME,
        COLUMNS,
        (Line(f"{review.key}/{review.title}", _cells(review, trace, moved)) for review in kept),
        heading=("보관", f"지금의 시트에 자리가 없는 기록 {len(kept):,}건. 지우지 않고 여기에 둔다."),
        freeze_columns=1,
        added=False,
        archive=True,
    )


def _cells(review: Review, trace: Trace, moved: dict[str, Difference]) -> tuple[SheetCell, ...]:
    return (
        SheetCell(review.key),
        SheetCell(review.title),
        SheetCell(review.text),
        SheetCell(review.reviewer),
        SheetCell(review.day),
        SheetCell(review.given),
        SheetCell(_reason(review, trace, moved)),
    )


def _reason(review: Review, trace: Trace, moved: dict[str, Difference]) -> str:
    key = id_of(review.key)
    found = moved.get(key)
    if found and found.new_key:
        return f"옮겨진 요구사항: 지금은 {found.new_key}"
    if trace.row(key):
        return "자동으로 채우는 칸에 적은 글" if "/" not in key else "보관한 글을 고친 것"
    if sheet_of(review.key) == "추적표" and "메모" not in key:
        return "삭제된 요구사항"
    return "번호 없는 칸에 적은 글" if "메모" in key else "지금은 없는 행"
