"""Turns the trace into 요구사항추적표 as a document of tables, for HWPX, DOCX, PDF and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.compose.trace_book.words import MISSING, asking_rows, place_of
from pipeline.document.blocks import Align, Block, Cell, Document, Heading, Page, Paragraph, ParagraphStyle, Row, Run, Table
from pipeline.model.contract import Contract
from pipeline.model.review import VERDICT, Reviews
from pipeline.model.words import day_words
from pipeline.trace.fulfilment import Status
from pipeline.trace.thread import Trace, TraceRow

SHADES = {Status.MET: "E2EFDA", Status.PARTLY: "FFF2CC", Status.UNMET: "F8D7DA", Status.OPEN: "DDEBF7", Status.NONE: "EDEDED"}
HEADER = ("요구사항ID", "세부내용", "이행활동", "산출물(증적)", "주기·회수", "최근 이행일", "상태", "판정")
WIDTHS = (13.0, 36.0, 22.0, 20.0, 14.0, 12.0, 9.0, 9.0)


def compose_trace_table(trace: Trace, contract: Contract, reviews: Reviews | None = None) -> Document:
    """Return the document, A4 landscape: totals by class, then one table a requirement, then the gaps."""
    said = reviews or Reviews()
    blocks: list[Block] = [
        Paragraph((Run("요구사항추적표"),), ParagraphStyle.TITLE),
        Paragraph((Run(f"{contract.title} · {day_words(trace.until)} 기준 · 기준선 {trace.baseline}"),), ParagraphStyle.SUBTITLE),
        Heading(1, (Run("총괄"),), "1.", "overview"),
        _overview(trace),
        Heading(1, (Run("추적표"),), "2.", "matrix"),
    ]
    for group in dict.fromkeys(row.group for row in trace.rows):
        rows = [row for row in trace.rows if row.group == group]
        blocks += [Heading(2, (Run(f"{group} {rows[0].group_name}"),), "", group), _matrix(rows, trace, said)]
    blocks.append(Heading(1, (Run("미이행·갭"),), "3.", "gaps"))
    blocks.append(_gaps(trace) if trace.gaps else Paragraph((Run("빠진 곳이 없습니다."),)))
    return Document(
        title="요구사항추적표",
        blocks=tuple(blocks),
        page=Page(width=297, height=210),
        author=contract.contractor.name,
        subject=contract.title,
        created=trace.until,
    )


def _overview(trace: Trace) -> Table:
    asking = asking_rows(trace)
    rows = [_header(("구분", "추적행", *map(str, Status), "이행률"))]
    classes = dict.fromkeys(row.category for row in asking)
    for name, part in [*((name, [row for row in asking if row.category == name]) for name in classes), ("합계", list(asking))]:
        counts = [sum(row.status is status for row in part) for status in Status]
        asked = len(part) - counts[list(Status).index(Status.NONE)]
        share = f"{counts[0] / asked:.1%}" if asked else "-"
        cells = [_cell(name, Align.CENTER), *(_cell(f"{count:,}", Align.RIGHT) for count in (len(part), *counts)), _cell(share, Align.RIGHT)]
        rows.append(Row(tuple(cells)))
    return Table(tuple(rows), (14.0, 10.0, *[10.0] * len(Status), 10.0), 1, size=9)


def _matrix(rows: Sequence[TraceRow], trace: Trace, reviews: Reviews) -> Table:
    return Table((_header(HEADER), *(_row(row, trace, reviews) for row in rows)), WIDTHS, 1, size=8)


def _row(row: TraceRow, trace: Trace, reviews: Reviews) -> Row:
    duties = [duty for id in row.duties if (duty := trace.duty(id))]
    found = trace.evidence_of(row.key)
    newest = max(found, key=lambda each: each.day, default=None)
    proof = _lines((*(trace.deliverables.get(number, number) for number in row.deliverables), place_of(newest) if newest else ""))
    verdict = reviews.cell(row.key, VERDICT)
    return Row(
        (
            _cell(row.key),
            _cell(row.text),
            _cell(_lines(duty.duty.what for duty in duties)),
            _cell(proof),
            _cell(row.progress),
            _cell(day_words(row.last) if row.last else "", Align.CENTER),
            _cell(str(row.status), Align.CENTER, SHADES[row.status]),
            _cell(verdict.shown(row.fingerprint) if verdict else "", Align.CENTER),
        )
    )


def _gaps(trace: Trace) -> Table:
    rows = [Row((_cell(str(gap.kind), Align.CENTER), _cell(gap.subject), _cell(gap.reason))) for gap in trace.gaps]
    return Table((_header(("종류", "대상", "까닭")), *rows), (18.0, 26.0, 90.0), 1, size=9)


def _header(titles: Iterable[str]) -> Row:
    return Row(tuple(Cell((Paragraph((Run(title, bold=True),)),), header=True, align=Align.CENTER) for title in titles))


def _cell(text: str, align: Align = Align.LEFT, shade: str = "") -> Cell:
    paragraphs = tuple(Paragraph((Run(line, missing=line == MISSING),)) for line in text.split("\n"))
    return Cell(paragraphs, align=align, shade=shade)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))
