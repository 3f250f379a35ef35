"""Turns the trace, the reviews and the changes since the edition before into the workbook 요구사항추적표."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compose.trace_book.archive import NAME as ARCHIVE
from pipeline.compose.trace_book.archive import archive
from pipeline.compose.trace_book.changes import NAME as CHANGES
from pipeline.compose.trace_book.changes import changes
from pipeline.compose.trace_book.comparison import CRITERIA, TASKS, criteria, tasks
from pipeline.compose.trace_book.gaps import NAME as GAPS
from pipeline.compose.trace_book.gaps import gaps
from pipeline.compose.trace_book.matrix import FIRST_ROW, matrix
from pipeline.compose.trace_book.months import NAME as MONTHS
from pipeline.compose.trace_book.months import months
from pipeline.compose.trace_book.overview import OVERVIEW, cover, overview, places_of
from pipeline.compose.trace_book.paper import Paper, Setting
from pipeline.compose.trace_book.reverse import NAME as REVERSE
from pipeline.compose.trace_book.reverse import reverse, rows_of_evidence
from pipeline.document.sheet import Workbook
from pipeline.model.contract import Contract
from pipeline.model.review import MATRIX, TITLE, Reviews
from pipeline.trace.diff import Difference, Turn, difference
from pipeline.trace.thread import Trace

ORDER = (OVERVIEW, MATRIX, REVERSE, GAPS, CHANGES, TASKS, CRITERIA, MONTHS, ARCHIVE)


def compose_trace_book(
    trace: Trace,
    contract: Contract,
    reviews: Reviews | None = None,
    differences: Sequence[Difference] = (),
    setting: Setting | None = None,
) -> Workbook:
    """Return the workbook. `differences` are those from the edition before to this one; what reviews were written for an
    older text is marked without them, too."""
    setting = setting or Setting()
    paper = Paper(reviews or Reviews())
    differences = (*differences, *_since_reviewed(trace, paper.reviews, {each.new_key for each in differences}))
    places, back = places_of(trace, FIRST_ROW), rows_of_evidence(trace)
    turns = {each.new_key: each for each in differences if each.new_key}
    moved = {each.old_key: each for each in differences if each.turn in (Turn.MOVED, Turn.REMOVED)}
    sheets = (
        cover(trace, contract, paper, setting, ORDER),
        overview(trace, paper),
        matrix(trace, paper, setting, turns, back),
        reverse(trace, paper, setting, places),
        gaps(trace, paper, places),
        changes(paper, differences, places),
        tasks(trace, paper),
        criteria(trace, paper, places),
        months(trace, paper),
        archive(trace, paper, moved),
    )
    return Workbook(TITLE, sheets, contract.contractor.name, trace.until, setting.marking)


def _since_reviewed(trace: Trace, reviews: Reviews, told: set[str]) -> tuple[Difference, ...]:
    """Return what became of sentences since people wrote to them, for those that nothing else tells of."""
    given = {
        review.key: review.given
        for review in reviews.all
        if review.given and review.key not in told and (row := trace.row(review.key)) and review.outdated(row.fingerprint)
    }
    return difference(given, {key: row.text for key in given if (row := trace.row(key))})
