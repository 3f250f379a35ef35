"""Turns a contract's proposal into published books: 기술제안서 and 제안요약서 in 제안/, 가격제안서 and its workbook apart in 가격/."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.build import manifest, publish, run
from pipeline.build.bid_blind import blinded, strip
from pipeline.build.bid_draft import Draft, compose_bid
from pipeline.build.bid_forms import filled_forms
from pipeline.build.bid_layout import Layout, keys_of, store, stored
from pipeline.build.bid_pages import laid_out
from pipeline.build.bid_paper import paper_problems
from pipeline.build.bid_reading import Bid, read_bid
from pipeline.build.bid_status import lost_sections
from pipeline.build.built import BIDS
from pipeline.build.report import Report
from pipeline.build.templates import load_templates
from pipeline.build.workers import InProcess
from pipeline.compose import sheets
from pipeline.compose.bid_names import folder_of, name_of
from pipeline.compose.subject import tasks
from pipeline.document.blocks import Document
from pipeline.language.environment import Environment
from pipeline.model.proposal import Volume
from pipeline.problems import Location, Problem, Severity
from pipeline.rules.bid_wording import EXAMPLE
from pipeline.workspace import Workspace
from pipeline.write.formats import WORKBOOK_FORMATS
from pipeline.write.layout import draw, lay_out, with_numbers

BOOKS, PRICE, COPIES = BIDS  # folders below the contract's output
LEDGER = "cost-ledger"  # the template of the workbook with the price's formulas


def build_bid(
    workspace: Workspace, name: str, formats: tuple[str, ...] = ("hwpx", "docx", "pdf"), day: date | None = None, final: bool = False,
    archive: bool = False, executor: Executor | None = None, tick: Callable[[str, int], None] = lambda _, __: None, blind: bool = False,
) -> Report:
    """Make every book of the proposal of contract `name`; nothing is touched unless all of them could be made.

    The price and what belongs to it lie in a folder of their own. `final` refuses to write while a fact or an answer is missing;
    `archive` keeps files that a person edited in 보관/ instead of refusing. `blind` makes the copies for evaluators instead: the
    books without the price, in a folder of their own, which may not tell who the bidder is.
    """
    run.keep_pictures(workspace.pictures)
    report, elsewhere = Report(name), executor or InProcess()
    bid, report.problems = read_bid(workspace, name)
    if bid is None or report.stopped:
        return report
    (key, around), before = keys_of(workspace, name), stored(bid.folder)
    draft, made_environment = compose_bid(workspace, name, blinded(bid) if blind else bid, day, around=around)
    report.problems += draft.problems
    if blind:
        report.problems += strip(draft, bid)
    if report.stopped:
        return report
    drawing = _Drawing(draft.books, "pdf" in formats, workspace.pages, elsewhere)
    forms, faults = filled_forms(() if blind else bid.proposal.forms, bid.folder, draft.seen, day, draft.price)
    report.problems += faults
    ledger, faults = ([], []) if blind else _ledger(workspace, name, draft, made_environment, day)
    report.problems += faults
    made, layout, faults = _written(draft, drawing, ledger, formats, key, before, elsewhere, tick)
    report.problems += [*faults, *paper_problems(bid.proposal, layout, bid.folder), *lost_sections(layout, draft.found)]
    if not blind:
        store(bid.folder, layout)
    folders = {COPIES: [one for _, one in made]} if blind else _sorted([*made, *forms])
    report.missing = sum(one.missing for _, one in (*made, *forms))
    report.problems += _unfinished(folders, draft.problems) if final else []
    _publish(workspace, name, bid, folders, archive, report)
    return report


class _Drawing:
    """The books on their way through another executor: first the pages of all are counted, then each is drawn.

    The executor has one process, which holds a layout from the one call to the other.
    """

    def __init__(self, books: Mapping[Volume, Document], drawn: bool, keep: Path | None, elsewhere: Executor) -> None:
        self._pages = {volume: elsewhere.submit(lay_out, volume.value, document, keep) for volume, document in books.items()}
        self._drawn = {volume: elsewhere.submit(draw, volume.value) for volume in books} if drawn else {}

    def pages(self, volume: Volume) -> dict[str, int]:
        """Return the page of every anchor of a book."""
        return self._pages[volume].result()

    def files(self, volume: Volume) -> tuple[tuple[tuple[str, bytes], ...], list[Problem]]:
        """Return a book's PDF with its name, where it is asked for, and what could not be drawn."""
        if volume not in self._drawn:
            return (), []
        data, problems = self._drawn[volume].result()
        name = f"{name_of(volume)}.pdf"
        return ((name, data),), _placed(problems, name)


def _written(
    draft: Draft, drawing: _Drawing, ledger: list[run.Composed], formats: tuple[str, ...], key: str, before: Layout | None,
    elsewhere: Executor, tick: Callable[[str, int], None],
) -> tuple[list[tuple[Volume, run.Made]], Layout, list[Problem]]:
    """Return every book in every format, with the pages of its PDF in all of them, and the workbook of the price."""
    pages = {volume: drawing.pages(volume) for volume in draft.books}
    others = tuple(format for format in formats if format != "pdf")
    composed = [
        run.Composed(name_of(volume), folder_of(volume), document.title, document.created, others, with_numbers(document, pages[volume]))
        for volume, document in draft.books.items()
    ]
    total = len(composed) + len(ledger)
    writing = run.Writing([*composed, *ledger], elsewhere)
    made, problems = writing.finish(lambda done: tick(done, total))
    books: list[tuple[Volume, run.Made]] = []
    for volume, one in zip(draft.books, made, strict=False):  # the ledger comes after the books
        files, faults = drawing.files(volume)
        problems += faults
        books.append((volume, replace(one, files=(*files, *one.files))))
    books += [(Volume.PRICE, one) for one in made[len(books) :]]
    return books, laid_out(draft, key, pages, before), problems


def _ledger(
    workspace: Workspace, name: str, draft: Draft, made_environment: Environment, day: date | None
) -> tuple[list[run.Composed], list[Problem]]:
    """Return the workbook of the price with its formulas; nothing without a cost sheet."""
    if draft.bid.dossier.cost is None:
        return [], []
    templates, problems = load_templates(workspace, name)
    composed = []
    for template in templates:
        if template.id != LEDGER:
            continue
        planned, faults = tasks(template, made_environment, draft.seen, day)
        problems += faults
        for task in planned:
            workbook, faults = sheets.compose(task, made_environment)
            problems += faults
            if workbook is not None:
                composed.append(run.Composed(task.name, template.id, task.title, task.date, WORKBOOK_FORMATS, workbook))
    return composed, problems


def _sorted(made: list[tuple[Volume, run.Made]]) -> dict[str, list[run.Made]]:
    """Return folder → what lies in it: nothing of the price beside the other books."""
    folders: dict[str, list[run.Made]] = {}
    for volume, one in made:
        folders.setdefault(PRICE if volume is Volume.PRICE else BOOKS, []).append(one)
    return folders


def _publish(workspace: Workspace, name: str, bid: Bid, folders: Mapping[str, list[run.Made]], archive: bool, report: Report) -> None:
    """Put each folder's files in place, after making sure that no edited file is in the way in any of them."""
    home = workspace.output / name
    if not archive:
        for folder, made in folders.items():
            report.problems += publish.refuse_edited(home / folder, (file for one in made for file, _ in one.files))
    if report.stopped:
        return
    inputs = sorted(_inputs(workspace, name))
    for folder, made in folders.items():
        record = manifest.manifest(bid.dossier, None, made, inputs, workspace.root)
        files = [file for one in made for file in one.files]
        report.problems += publish.publish(home / folder, files, record, whole=True)
        if report.stopped:
            return
        report.files += [f"{folder}/{file}" for file, _ in files]
    report.folder = home


def _inputs(workspace: Workspace, name: str) -> Iterator[Path]:
    data = workspace.data / name
    yield from (path for path in data.rglob("*") if path.is_file() and not any(part[0] in ".~" for part in path.relative_to(data).parts))
    yield from workspace.law.glob("*.yaml")
    yield from (workspace.data / "_library").glob("*.md")


def _unfinished(folders: Mapping[str, list[run.Made]], problems: list[Problem]) -> list[Problem]:
    """Return what keeps the books from being final: facts that are missing, and example paragraphs."""
    hint = "빠진 값을 적고, 답이 없는 요구사항에 답합니다(pipeline bid status)"
    return [
        *(
            Problem("B-FIN-01", f"〔입력 필요〕가 {one.missing}곳 남아 최종본을 만들지 않았습니다", Location(one.name), hint)
            for made in folders.values()
            for one in made
            if one.missing
        ),
        *(replace(problem, severity=Severity.ERROR) for problem in problems if problem.code == EXAMPLE),
    ]


def _placed(problems: list[Problem], file: str) -> list[Problem]:
    return [problem if problem.at else replace(problem, at=Location(file)) for problem in problems]


