"""Turns a command (a package of deliverables for a contract and a month) into published files and a report of the run."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from pipeline.build import manifest, publish, run, trace_book
from pipeline.build.built import built
from pipeline.build.contract import read_contract, wanted
from pipeline.build.ordering import Order
from pipeline.build.own_forms import forms_of
from pipeline.build.planning import plan
from pipeline.build.protecting import withheld, writable
from pipeline.build.report import Report
from pipeline.build.reviewing import Taken, store, stored_files, take, waiting
from pipeline.build.workers import InProcess
from pipeline.compose.deliverable import Package
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.problems import Location, Problem, Severity, stopping
from pipeline.workspace import Workspace


def make(
    workspace: Workspace, name: str, order: Order, executor: Executor | None = None, tick: Callable[[str, int], None] = lambda _, __: None,
    known: tuple[Dossier | None, list[Problem]] | None = None,
) -> Report:
    """Make what `order` asks of contract `name`; nothing is touched unless everything could be made.

    `known` is what `read_contract` gave, for a command that makes many orders of one contract.
    """
    report = Report(name)
    dossier, problems = known or read_contract(workspace, name)
    report.problems = list(problems)
    if dossier is None:
        return report
    traced = order.traced and bool(dossier.duties)
    taken = _take(workspace, name, dossier, order, report) if traced else Taken()
    if report.stopped:
        return report
    month, problem = _month(dossier, order)
    if problem:
        report.problems.append(problem)
        return report
    if order.package and order.package not in wanted(dossier):
        report.problems.append(_not_wanted(dossier, order.package))
        return report
    monthly = order.package is Package.MONTHLY or order.package is None
    report.month = month if monthly else None
    composed = _composed(workspace, name, dossier, month, order, report)
    if report.stopped:
        return report
    if not composed and not traced:
        report.problems.append(Problem("B-WRK-10", f"‘{order.package or ', '.join(order.deliverables)}’에 만들 문서가 없습니다.", dossier.contract.at, severity=Severity.NOTE))
        return report
    folder = workspace.output / name / (str(month) if monthly else order.package.value)
    own = any(each.name == trace_book.TITLE for each in composed)  # a template of theirs takes the place of our workbook
    run.keep_pictures(workspace.pictures)
    writing = run.Writing(composed, executor or InProcess(), order.password)
    book = _book(workspace, name, dossier, order, month, taken, run.announced(composed), folder, report) if traced and not own else None
    made, problems = writing.finish(lambda done: tick(done, len(composed)))
    report.problems += problems
    report.missing = sum(one.missing for one in made)
    report.problems += _unfinished(made, order)
    if book is not None:
        made.append(trace_book.as_made(book.data, month.last))
    if not order.archive:
        files = [file for one in made for file, _ in one.files]
        report.problems += publish.refuse_edited(folder, (file for file in files if book is None or file != trace_book.BOOK))
    if not report.stopped:
        _publish(workspace, name, dossier, order, report, made, folder, taken, book)
    return report


def _composed(workspace: Workspace, name: str, dossier: Dossier, month: Month, order: Order, report: Report) -> list[run.Composed]:
    planned, made_environment, problems = plan(workspace, name, dossier, month, order)
    report.problems += problems
    if report.stopped:
        return []
    planned, problems = writable(planned, order)
    report.problems += problems
    if report.stopped:
        return []
    forms = cache(partial(forms_of, workspace, name))
    composed, problems = run.compose(planned, made_environment, order.formats, workspace.root, forms)
    report.problems += problems
    return composed


def _take(workspace: Workspace, name: str, dossier: Dossier, order: Order, report: Report) -> Taken:
    """Return what people wrote into the contract's traceability workbooks. With --archive one that cannot be read does
    not stop the run: it is kept aside."""
    taken = take(workspace, name, dossier, waiting(workspace, name))
    faults = [problem for problem in taken.problems if problem not in report.problems]
    if order.archive and stopping(faults):
        faults = [replace(problem, severity=Severity.WARNING) for problem in faults]
        taken = Taken(taken.stored, taken.stored, refused=True)
    report.problems += faults
    return taken


def _book(
    workspace: Workspace, name: str, dossier: Dossier, order: Order, month: Month, taken: Taken, announced: list[run.Made], folder: Path, report: Report
) -> trace_book.Book:
    """Return the traceability workbook of the month, or of the whole term at its end; it names the documents that are being
    written meanwhile."""
    documents = [manifest.document(one) for one in announced]
    if order.package is Package.FINISH:
        from pipeline.trace.finished import final_trace  # once in the life of a contract

        made = final_trace(dossier, built(workspace, name, month), documents)
    else:
        made = trace_book.month_trace(workspace, name, dossier, month, documents)
    workbook = trace_book.compose(workspace, name, dossier, made, taken.reviews, folder.name)
    book = trace_book.make_book(workbook, folder / trace_book.BOOK, anew=taken.refused)
    report.problems += book.problems
    return book


def _publish(
    workspace: Workspace, name: str, dossier: Dossier, order: Order, report: Report, made: list[run.Made], folder: Path, taken: Taken,
    book: trace_book.Book | None,
) -> None:
    files = [file for one in made for file in one.files]
    stored = stored_files(workspace, name, taken) if book else {}
    data = workspace.data / name  # what lies in hidden folders and locks of office programs are no inputs
    inputs = {path for path in data.rglob("*") if path.is_file() and not any(part[0] in ".~" for part in path.relative_to(data).parts)}
    store(stored)  # first: whatever happens to the folder, what people wrote is kept
    record = manifest.manifest(dossier, report.month, made, [*inputs, *stored, *workspace.law.glob("*.yaml")], workspace.root)
    in_book = {trace_book.BOOK} if book and book.continued and not book.lossy else set()
    record = trace_book.marked(record, bool(book and book.continued))
    report.problems += publish.publish(folder, files, record, whole=not order.deliverables and not withheld(report.problems), kept_inside=in_book)
    if not report.stopped:
        report.folder, report.files, report.taken = folder, [file for file, _ in files], taken


def _not_wanted(dossier: Dossier, package: Package) -> Problem:
    named = ", ".join(dossier.contract.packages)
    message = f"이 계약에서는 ‘{package}’ 묶음을 만들지 않습니다."
    return Problem("B-WRK-09", message, dossier.contract.at.at_field("작성묶음"), f"만드는 묶음: {named}", severity=Severity.NOTE)


def _month(dossier: Dossier, order: Order) -> tuple[Month, Problem | None]:
    contract = dossier.contract
    month = order.month or (contract.months[-1] if order.package is Package.FINISH else dossier.newest_month)
    if month in contract.months:
        return month, None
    hint = f"{contract.months[0]}부터 {contract.months[-1]}까지의 달을 고르세요"
    return month, Problem("B-WRK-04", f"계약기간에 없는 달입니다: {month}", contract.at or Location("contract.yaml"), hint)


def _unfinished(made: list[run.Made], order: Order) -> list[Problem]:
    if not order.final:
        return []
    return [
        Problem("B-FIN-01", f"〔입력 필요〕가 {one.missing}곳 남아 최종본을 만들지 않았습니다", Location(one.name), "빠진 값을 계약 자료에 적으세요")
        for one in made
        if one.missing
    ]
