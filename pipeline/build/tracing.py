"""Turns a contract, what was built for it and what people reviewed into the traceability workbook and its other forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.build import placing, publish, trace_book
from pipeline.build.built import built
from pipeline.build.comparing import since as differences_since
from pipeline.build.contract import read_contract
from pipeline.build.manifest import NAME as MANIFEST
from pipeline.build.reviewing import NAMES, Taken, store, stored_files, take, waiting
from pipeline.compose.reqif_out import reqif_bytes
from pipeline.compose.trace_data import csv_bytes, json_bytes
from pipeline.compose.trace_table import compose_trace_table
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.model.review import TITLE, Reviews
from pipeline.problems import Location, Problem, stopping
from pipeline.trace.carry import apply, carried
from pipeline.trace.diff import Difference
from pipeline.trace.thread import DutyThread, Status, Trace
from pipeline.trace.weave import trace
from pipeline.workspace import Workspace
from pipeline.write.formats import write

DATA = {"csv": csv_bytes, "json": json_bytes}


@dataclass(slots=True)
class Traced:
    """What a run of tracing did: its files, or why there are none."""

    trace: Trace | None = None
    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    taken: Taken | None = None  # what people had written into workbooks, now stored
    unmoved: int = 0  # remarks on sentences that moved, which still stand under the old numbers


@dataclass(frozen=True, slots=True)
class TraceOrder:
    """What is asked for: until when, in which formats beside XLSX, into whose workbook, since which edition."""

    month: Month | None = None
    formats: tuple[str, ...] = ("xlsx",)
    into: Path | None = None
    since: str = ""
    apply: bool = False  # let the remarks of moved sentences go with them


def read_trace(workspace: Workspace, contract: str, until: date | None) -> tuple[Dossier | None, Traced]:
    """Return the dossier and its trace until a day (the end of the newest month with logs when none is given)."""
    dossier, problems = read_contract(workspace, contract)
    if dossier is None or stopping(problems):
        return None, Traced(problems=problems)
    day = until or dossier.newest_month.last
    made = trace(dossier, day, built(workspace, contract, Month.of(day)))
    return dossier, Traced(made, problems=problems)


def write_trace(workspace: Workspace, contract: str, order: TraceOrder) -> Traced:
    """Write 요구사항추적표 beside the built months; what people wrote into workbooks that are there is taken over first."""
    dossier, traced = read_trace(workspace, contract, order.month.last if order.month else None)
    if dossier is None or traced.trace is None:
        return traced
    if order.month and order.month not in dossier.contract.months:
        traced.problems.append(_outside(dossier, order.month))
        return traced
    folder = workspace.output / contract / (str(order.month) if order.month else "")
    taken = _taken(workspace, contract, dossier, order, traced)
    differences = _differences(workspace, contract, order, traced)
    if stopping(traced.problems):
        return traced
    taken.reviews, traced.unmoved = _carried(taken.reviews, differences, order.apply)
    target = order.into or folder / trace_book.BOOK
    workbook = trace_book.compose(workspace, contract, dossier, traced.trace, taken.reviews, str(order.month or ""), differences)
    book = trace_book.make_book(workbook, target)
    traced.problems += book.problems
    others, faults = _other_forms(traced.trace, dossier, taken.reviews, order.formats, folder)
    traced.problems += faults + publish.refuse_edited(folder, {path.name for path in others} - set(NAMES))
    if stopping(traced.problems):
        return traced
    store(stored_files(workspace, contract, taken))
    ours = others if order.into else {target: book.data, **others}
    continued = None if order.into else book.continued
    record = trace_book.record_bytes(folder, dossier, order.month, ours, traced.trace.until, continued)
    files = {target: book.data, **others}
    traced.problems += placing.publish({**files, folder / MANIFEST: record} if ours else files)
    if not stopping(traced.problems):
        traced.files, traced.taken = list(files), taken
    return traced


def unmet(traced: Trace) -> list[DutyThread]:
    """Return the duties that were due and are not, or only partly, done."""
    return [each for each in traced.duties if each.status in (Status.UNMET, Status.PARTLY)]


def _outside(dossier: Dossier, month: Month) -> Problem:
    months = dossier.contract.months
    hint = f"{months[0]}부터 {months[-1]}까지의 달을 고르세요"
    return Problem("B-WRK-04", f"계약기간에 없는 달입니다: {month}", dossier.contract.at or Location("contract.yaml"), hint)


def _taken(workspace: Workspace, contract: str, dossier: Dossier, order: TraceOrder, traced: Traced) -> Taken:
    """Return what people wrote into the contract's workbooks, and into the one that is written into."""
    files = waiting(workspace, contract)
    if order.into is not None and order.into.resolve() not in {path.resolve() for path in files}:
        files.append(order.into)
    taken = take(workspace, contract, dossier, files)
    traced.problems += [problem for problem in taken.problems if problem not in traced.problems]
    return taken


def _differences(workspace: Workspace, contract: str, order: TraceOrder, traced: Traced) -> Sequence[Difference]:
    if not order.since or traced.trace is None:
        return ()
    differences, problems = differences_since(workspace, contract, traced.trace, order.since)
    traced.problems += problems
    return differences


def _carried(reviews: Reviews, differences: Sequence[Difference], wanted: bool) -> tuple[Reviews, int]:
    """Return the reviews, moved when that is wanted, and how many remarks still stand under old numbers."""
    moves = carried(reviews, differences)
    if not wanted:
        return reviews, len(moves)
    moved, blocked = apply(reviews, moves)
    return moved, len(blocked)


def _other_forms(
    made: Trace, dossier: Dossier, reviews: Reviews, formats: Sequence[str], folder: Path
) -> tuple[dict[Path, bytes], list[Problem]]:
    files: dict[Path, bytes] = {}
    problems: list[Problem] = []
    for format in formats:
        path = folder / f"{TITLE}.{format}"
        if format in DATA:
            files[path] = DATA[format](made, reviews)
        elif format == "reqif":
            files[path] = reqif_bytes(made)
        elif format != "xlsx":
            files[path], faults = write(compose_trace_table(made, dossier.contract, reviews), format)
            problems += faults
    return files, problems
