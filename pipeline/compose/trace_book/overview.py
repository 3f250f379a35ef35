"""Turns the trace as a whole into the sheets 표지 (what this edition was made from) and 총괄 (how far each class is met)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.compose.trace_book.matrix import CLASS, NAMES, STATUS, TIER
from pipeline.compose.trace_book.paper import Line, Paper, Setting
from pipeline.compose.trace_book.words import asking_rows, link_to
from pipeline.document.sheet import ChartKind, Column, Look, Sheet, SheetCell, SheetChart
from pipeline.model.contract import Contract
from pipeline.model.review import VERDICT, ReviewVerdict
from pipeline.model.words import day_words, period_words
from pipeline.trace.fulfilment import Status
from pipeline.trace.thread import Tier, Trace, TraceRow

COVER, OVERVIEW = "표지", "총괄"
SIGNING = ("작성자", "검토자(PM)", "점검자(발주부서)")
TIERS: tuple[tuple[str, tuple[Tier, ...]], ...] = (
    ("항목", (Tier.ITEM,)),
    ("글머리", (Tier.BULLET,)),
    ("표·하위", (Tier.TABLE, Tier.DEEPER)),
    ("조항", (Tier.CLAUSE, Tier.SUBCLAUSE)),
)
STATUSES = tuple(Status)
SHARE = "이행률"


def cover(trace: Trace, contract: Contract, paper: Paper, setting: Setting, sheets: Sequence[str]) -> Sheet:
    """Return the sheet: the contract, the baseline and every input with its hash; nothing of the clock."""
    facts: list[tuple[str, SheetCell]] = [
        ("용역명", SheetCell(contract.title)),
        (contract.client.term or "발주기관", SheetCell(contract.client.name)),
        (contract.contractor.term or "계약상대자", SheetCell(contract.contractor.name)),
        ("계약기간", SheetCell(period_words(contract.service))),
        ("기준일", SheetCell(day_words(trace.until))),
        ("기준선(요구사항 전체의 지문)", SheetCell(trace.baseline)),
        ("요구사항 · 항목", SheetCell(f"{trace.counts[Tier.CARD]:,}건 · {trace.at_depth(Tier.ITEM):,}항목")),
        ("글머리까지 · 표까지 · 끝까지", SheetCell(" · ".join(f"{trace.at_depth(tier):,}" for tier in (Tier.BULLET, Tier.TABLE, Tier.DEEPER)))),
        ("의무 · 증적 · 갭", SheetCell(f"{len(trace.duties):,} · {len(trace.evidence):,} · {len(trace.gaps):,}")),
        *((who, SheetCell(None, Look.INPUT)) for who in SIGNING),
        *((f"시트 {name}", SheetCell(name, href=link_to(name, 1))) for name in sheets),
        *((f"입력 {file}", SheetCell(digest)) for file, digest in sorted(setting.inputs.items())),
    ]
    return paper.sheet(
        COVER,
        (Column("항목", 34), Column("내용", 78)),
        (Line(name, (SheetCell(name), cell)) for name, cell in facts),
        heading=("요구사항추적표", f"{trace.title} · {day_words(trace.until)}까지"),
        autofilter=False,
        landscape=False,
    )


def overview(trace: Trace, paper: Paper) -> Sheet:
    """Return the sheet: rows, statuses and verdicts by class, counted by formulas over the matrix."""
    rows = asking_rows(trace)
    classes = tuple(dict.fromkeys(row.category for row in trace.rows))
    columns = (
        Column("구분", 10, look=Look.CENTER),
        Column("요구사항", 10, look=Look.NUMBER),
        *(Column(title, 9, look=Look.NUMBER) for title, _ in TIERS),
        Column("추적행", 9, look=Look.NUMBER),
        *(Column(str(status), 10, look=Look.NUMBER) for status in STATUSES),
        Column(SHARE, 10, look=Look.PERCENT),
        *(Column(f"판정 {verdict}", 12, look=Look.NUMBER) for verdict in ReviewVerdict),
    )
    lines = [Line(each, _row(each, order, trace, paper)) for order, each in enumerate(classes, 4)]
    first_status = 3 + len(TIERS)
    return paper.sheet(
        OVERVIEW,
        columns,
        lines,
        heading=("총괄 — 분류별 이행", "이행률 = 이행 ÷ (추적행 − 해당없음). 수는 추적표 시트를 세는 수식이다."),
        totals=_totals(lines, len(rows)) if lines else (),
        paper="A4",
        added=False,
        autofilter=False,
        charts=(
            SheetChart(
                "분류별 진행상태(행)",
                ChartKind.STACKED,
                0,
                tuple(range(first_status, first_status + len(STATUSES))),
                (Look.GOOD, Look.WARN, Look.BAD, Look.IDLE, Look.ASK),
                820,
                320,
            ),
        ),
    )


def _row(category: str, number: int, trace: Trace, paper: Paper) -> tuple[SheetCell, ...]:
    rows = [row for row in trace.rows if row.category == category]
    cards = [row for row in rows if row.tier is Tier.CARD]
    asking = [row for row in rows if row.tier is not Tier.CARD]
    mine = f"{NAMES[CLASS]},$A{number}"
    not_card = f'{mine},{NAMES[TIER]},"<>{Tier.CARD}"'
    counted = [_count(asking, status) for status in STATUSES]
    return (
        SheetCell(category),
        SheetCell(len(cards), formula=f'=COUNTIFS({mine},{NAMES[TIER]},"{Tier.CARD}")'),
        *(_tier_cell(asking, tiers, mine) for _, tiers in TIERS),
        SheetCell(len(asking), formula=f"=COUNTIFS({not_card})"),
        *(
            SheetCell(count, formula=f'=COUNTIFS({not_card},{NAMES[STATUS]},"{status}")')
            for count, status in zip(counted, STATUSES, strict=True)
        ),
        _share_cell(number, len(asking), counted),
        *(
            SheetCell(_verdicts(rows, paper, verdict), formula=f'=COUNTIFS({mine},{NAMES[VERDICT]},"{verdict}")')
            for verdict in ReviewVerdict
        ),
    )


def _tier_cell(rows: Sequence[TraceRow], tiers: Sequence[Tier], mine: str) -> SheetCell:
    parts = "+".join(f'COUNTIFS({mine},{NAMES[TIER]},"{tier}")' for tier in tiers)
    return SheetCell(sum(row.tier in tiers for row in rows), formula=f"={parts}")


def _share_cell(number: int, total: int, counted: Sequence[int], look: Look = Look.TEXT) -> SheetCell:
    """Return 이행 ÷ (추적행 − 해당없음); "-" where nothing was asked."""
    first = 3 + len(TIERS)
    rows, met, none = (f"{_letter(first + offset)}{number}" for offset in (-1, 0, STATUSES.index(Status.NONE)))
    asked = total - counted[STATUSES.index(Status.NONE)]
    value = Decimal(counted[0]) / asked if asked else "-"
    return SheetCell(value, look, formula=f'=IF({rows}-{none}=0,"-",{met}/({rows}-{none}))')


def _verdicts(rows: Sequence[TraceRow], paper: Paper, verdict: ReviewVerdict) -> int:
    said = ((row, paper.reviews.cell(row.key, VERDICT)) for row in rows)
    return sum(review is not None and review.shown(row.fingerprint) == verdict for row, review in said)


def _totals(lines: Sequence[Line], total: int) -> tuple[SheetCell, ...]:
    first, last = 4, 3 + len(lines)
    cells: list[SheetCell] = [SheetCell("합계", Look.TOTAL)]
    share = 3 + len(TIERS) + len(STATUSES)
    sums = [sum(_int(line.cells[place].value) for line in lines) for place in range(len(lines[0].cells)) if place != share]
    sums.insert(share, 0)
    for place in range(1, len(lines[0].cells)):
        letter = _letter(place)
        if place == share:
            counted = sums[share - len(STATUSES) : share]
            cells.append(_share_cell(last + 1, total, counted, Look.TOTAL))
        else:
            cells.append(SheetCell(sums[place], Look.TOTAL, f"=SUM({letter}{first}:{letter}{last})"))
    return tuple(cells)


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _count(rows: Sequence[TraceRow], status: Status) -> int:
    return sum(row.status is status for row in rows)


def _letter(place: int) -> str:
    return chr(ord("A") + place)  # the sheet has fewer than 26 columns


def places_of(trace: Trace, first: int) -> Mapping[str, int]:
    """Return the row (from 1) of each requirement in the matrix, whose data start at `first`."""
    return {row.key: first + order for order, row in enumerate(trace.rows)}
