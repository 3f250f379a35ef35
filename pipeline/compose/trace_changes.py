"""Turns the differences of two editions into 요구사항 변경내역: a document with old and new side by side, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pipeline.compose.trace_book.changes import changes
from pipeline.compose.trace_book.paper import Paper
from pipeline.document.blocks import Align, Block, Cell, Document, Heading, Page, Paragraph, ParagraphStyle, Row, Run, Table
from pipeline.document.sheet import Workbook
from pipeline.model.review import Reviews
from pipeline.trace.comparison import Comparison, key_of
from pipeline.trace.diff import Dependants, Difference, Mark, Turn

TITLE = "요구사항 변경내역"
SHADES = {Turn.CHANGED: "FFF2CC", Turn.NEW: "E2EFDA", Turn.REMOVED: "F8D7DA", Turn.MOVED: "EDEDED"}
COLUMNS = ("구분", "이전 번호", "새 번호", "이전 글", "새 글", "닮은 정도", "이전 판정", "다시 볼 것", "의무", "산출물", "증적")
_FEW = 8  # pieces of evidence that a cell lists


def changes_book(comparison: Comparison, reviews: Reviews, author: str, day: date | None) -> Workbook:
    """Return the workbook with the one sheet 변경내역."""
    return Workbook(TITLE, (changes(Paper(reviews), comparison.turned, {}),), author, day)


def changes_document(comparison: Comparison, author: str, day: date | None) -> Document:
    """Return the document, A4 landscape: counts, then old and new side by side, changed words underlined as in 신·구 대비표."""
    turned = comparison.turned
    blocks: list[Block] = [
        Paragraph((Run(TITLE),), ParagraphStyle.TITLE),
        Paragraph((Run(" · ".join(filter(None, (comparison.title, f"{comparison.old} → {comparison.new}")))),), ParagraphStyle.SUBTITLE),
        Heading(1, (Run("변경 요약"),), "1.", "summary"),
        _counts(comparison),
        Heading(1, (Run("신·구 대비표"),), "2.", "changes"),
        _side_by_side(comparison, turned) if turned else Paragraph((Run("달라진 글이 없습니다."),)),
    ]
    if any(_names(comparison, each) for each in turned):
        blocks += [Heading(1, (Run("다시 볼 의무·산출물·증적"),), "3.", "leaning"), _leaning(comparison, turned)]
    return Document(
        title=TITLE, blocks=tuple(blocks), page=Page(width=297, height=210), author=author, subject=comparison.title, created=day
    )


def changes_rows(comparison: Comparison) -> list[dict[str, Any]]:
    """Return each difference, the unchanged ones among them, as a mapping of plain values by title of column."""
    return [_values(comparison, each) for each in comparison.differences]


def csv_bytes(comparison: Comparison) -> bytes:
    """Return the differences without what stayed: UTF-8 with BOM, lists joined by "; ", no cell that a spreadsheet computes."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in comparison.turned:
        writer.writerow(_harmless(value) for value in _values(comparison, each).values())
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def json_bytes(comparison: Comparison) -> bytes:
    """Return everything for other programs."""
    counts = {str(turn): sum(each.turn is turn for each in comparison.differences) for turn in Turn}
    made = {"이전": comparison.old, "새 판": comparison.new, "용역명": comparison.title, "수": counts, "변경": changes_rows(comparison)}
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _values(comparison: Comparison, each: Difference) -> dict[str, Any]:
    key = key_of(each)
    leaning = comparison.leaning.get(key) or Dependants((), (), (), ())
    values = (
        str(each.turn), each.old_key, each.new_key, each.old, each.new, round(each.similarity, 3), comparison.verdicts.get(key, ""),
        "재확인 필요" if key in comparison.again else "", list(leaning.duties), list(leaning.deliverables), list(leaning.evidence),
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _harmless(value: object) -> str:
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") and len(text) > 1 else text


def _counts(comparison: Comparison) -> Table:
    cells = [str(sum(each.turn is turn for each in comparison.differences)) for turn in Turn]
    row = Row(tuple(_cell((Run(text),), Align.CENTER) for text in cells))
    return Table((_header(str(turn) for turn in Turn), row), (1.0,) * len(Turn), 1)


def _side_by_side(comparison: Comparison, turned: Sequence[Difference]) -> Table:
    rows = [
        Row(
            (
                _cell((Run(str(each.turn)),), Align.CENTER, SHADES[each.turn]),
                _cell((Run(" → ".join(dict.fromkeys(filter(None, (each.old_key, each.new_key))))),)),
                _cell(_marked(each.old, each.old_marks, "삭제" if each.turn is Turn.REMOVED else "")),
                _cell(_marked(each.new, each.new_marks, "신설" if each.turn is Turn.NEW else "")),
                _cell((Run(_verdict(comparison, each)),), Align.CENTER),
            )
        )
        for each in turned
    ]
    return Table((_header(("구분", "번호", "이전", "새 글", "판정")), *rows), (9.0, 18.0, 42.0, 42.0, 15.0), 1, size=9)


def _verdict(comparison: Comparison, each: Difference) -> str:
    verdict = comparison.verdicts.get(key_of(each), "")
    return f"{verdict} → 재확인 필요" if verdict and key_of(each) in comparison.again else verdict


def _marked(text: str, pieces: Iterable[Mark], whole: str) -> tuple[Run, ...]:
    """Return the text with its changed words underlined, as a table of old and new law does; `whole`: all of it is."""
    if whole:
        return (Run(f"<{whole}> "), Run(text, underline=True))
    return tuple(Run(piece.text, bold=piece.changed, underline=piece.changed) for piece in pieces) or (Run(text),)


def _names(comparison: Comparison, each: Difference) -> tuple[str, ...]:
    found = comparison.leaning.get(key_of(each))
    return found.duties if found else ()


def _leaning(comparison: Comparison, turned: Sequence[Difference]) -> Table:
    rows = []
    for each in turned:
        found = comparison.leaning.get(key_of(each))
        if found and found.duties:
            evidence = ", ".join(found.evidence[:_FEW]) + (f" 외 {len(found.evidence) - _FEW:,}건" if len(found.evidence) > _FEW else "")
            texts = (key_of(each), ", ".join(found.duties), ", ".join(found.deliverables), evidence)
            rows.append(Row(tuple(_cell((Run(text),)) for text in texts)))
    return Table((_header(("번호", "의무", "산출물 번호", "증적")), *rows), (18.0, 30.0, 18.0, 60.0), 1, size=9)


def _header(titles: Iterable[str]) -> Row:
    return Row(tuple(Cell((Paragraph((Run(title, bold=True),)),), header=True, align=Align.CENTER) for title in titles))


def _cell(runs: tuple[Run, ...], align: Align = Align.LEFT, shade: str = "") -> Cell:
    return Cell((Paragraph(runs),), align=align, shade=shade)
