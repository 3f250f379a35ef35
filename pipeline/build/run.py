"""Turns tasks into finished files in memory: composes each document once and writes it in every format asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from pipeline.build.made import Composed, Made
from pipeline.build.own_forms import fill_form
from pipeline.compose import body, sheets
from pipeline.compose.deliverable import Kind
from pipeline.compose.subject import Task
from pipeline.document.blocks import Document, Heading, plain
from pipeline.document.missing import missing_facts
from pipeline.document.places import has_page_numbers, speaks_of_pages
from pipeline.document.sheet import Workbook
from pipeline.language.environment import Environment
from pipeline.problems import Location, Problem
from pipeline.write.formats import DOCUMENT_FORMATS, WORKBOOK_FORMATS, write
from pipeline.write.layout import pdf_with_pages, with_numbers, with_pages
from pipeline.write.protect import protect, suffix


MISSING_IN_FORM = "F-VAL-03"
SLOW = "pdf"  # its layout takes as long as all other formats together
Written: TypeAlias = dict[str, tuple[bytes, list[Problem]]]  # by format


def compose(
    tasks: Iterable[Task], environment: Environment, formats: tuple[str, ...], root: Path, forms: Callable[[str], dict[str, Path]] = lambda _: {}
) -> tuple[list[Composed], list[Problem]]:
    """Return every task composed, and all problems of all templates; `forms` gives a template's own forms by format.

    A form takes the place of the template in its format; a workbook form is made beside the formats asked for.
    """
    made, problems = [], []
    for task in tasks:
        if task.template.kind is Kind.WORKBOOK:
            content, faults = sheets.compose(task, environment)
            wanted = WORKBOOK_FORMATS
        else:
            content, faults = body.compose(task, environment, root)
            wanted = tuple(format for format in formats if format in DOCUMENT_FORMATS)
        filled, missing = [], 0
        for format, path in forms(task.template.id).items():
            if format in wanted or format in WORKBOOK_FORMATS:
                data, amiss = fill_form(path, task)
                faults = faults + amiss
                missing += sum(problem.code == MISSING_IN_FORM for problem in amiss)
                filled += [(format, data)] if data is not None else []
        problems += faults
        if content is not None:
            rest = tuple(format for format in wanted if format not in dict(filled))
            template = task.template
            made.append(Composed(task.name, template.id, task.title, task.date, rest, content, tuple(filled), missing, template.protected))
    return made, problems


class Writing:
    """Documents under way: the slow format and the check of every HWPX go to another executor, the rest is written here.

    A document that speaks of its pages waits for its PDF, whose layout tells them. Whoever makes one may do something else
    before asking it to finish.
    """

    def __init__(self, composed: list[Composed], elsewhere: Executor, password: bytes = b"") -> None:
        """Send away what is slow and write the rest; `password` encrypts what is protected (ValueError when it is weak or absent)."""
        self._composed = composed
        self._password = password
        self._elsewhere = elsewhere
        self._waits = [_speaks_of_pages(each) for each in composed]
        self._away: list[Future | None] = [None] * len(composed)
        for place in sorted(range(len(composed)), key=lambda place: not self._waits[place]):  # first what others wait for
            each = composed[place]
            if SLOW in each.formats:
                self._away[place] = elsewhere.submit(*((pdf_with_pages, each.content) if self._waits[place] else (write, each.content, SLOW)))
        self._here: list[Written] = [{} if waits else _written(each, each.content) for each, waits in zip(composed, self._waits, strict=True)]
        self._checks = [[] if waits else self._checked(place) for place, waits in enumerate(self._waits)]

    def _checked(self, place: int) -> list[Future]:
        each = self._composed[place]
        made = _hwpx(each, self._here[place])
        if not made:
            return []
        from pipeline.write.hwpx.lint import lint  # with modules of the HWPX writer: loaded only where one was made

        return [self._elsewhere.submit(lint, data, f"{each.name}.hwpx") for data in made]

    def finish(self, tick: Callable[[str], None]) -> tuple[list[Made], list[Problem]]:
        """Return every document written, in the order given; `tick` hears each name as it is done."""
        made, problems = [], []
        for place in (place for place, waits in enumerate(self._waits) if waits):
            self._write_waiting(place)
        for each, future, written in zip(self._composed, self._away, self._here, strict=True):
            if future is not None:
                written[SLOW] = future.result()[:2]
            files = dict(each.filled) | {format: written[format][0] for format in each.formats}
            if each.protected:
                files = {format: protect(data, format, self._password, each.name)[0] for format, data in files.items()}
            made.append(_made(each, files))
            for format in each.formats:
                problems += _placed(written[format][1], f"{each.name}.{format}")
            tick(each.name)
        for check in (check for checks in self._checks for check in checks):
            problems += check.result()
        return made, problems

    def _write_waiting(self, place: int) -> None:
        each, future = self._composed[place], self._away[place]
        content = with_numbers(each.content, future.result()[2]) if future else with_pages(each.content)
        self._here[place] = _written(each, content)
        self._checks[place] = self._checked(place)


def _speaks_of_pages(composed: Composed) -> bool:
    """Say whether a format that lays no pages out is to print numbers of pages that are not known yet; contents in HTML have none."""
    if not isinstance(composed.content, Document) or composed.content.pages:
        return False
    if not {"docx", "hwpx"}.isdisjoint(composed.formats):
        return speaks_of_pages(composed.content)
    return "html" in composed.formats and has_page_numbers(composed.content)


def _written(composed: Composed, content: Document | Workbook) -> Written:
    return {format: write(content, format) for format in composed.formats if format != SLOW}


def keep_pictures(folder: Path | None) -> None:
    """Let drawings that an earlier run turned into pictures be taken from `folder`."""
    from pipeline.write import raster  # loaded only where documents are written

    raster.keep_in(folder)


def announced(composed: list[Composed]) -> list[Made]:
    """Return what will be written, with empty files: what is known of the documents before they are done."""
    return [_made(each, {format: b"" for format in (*dict(each.filled), *each.formats)}) for each in composed]


def _hwpx(composed: Composed, written: Written) -> list[bytes]:
    """Return the HWPX files of a document: one that we wrote, or one that its form gave."""
    return [data for format, data in (*composed.filled, *((format, made[0]) for format, made in written.items())) if format == "hwpx"]


def _made(composed: Composed, written: dict[str, bytes]) -> Made:
    files = tuple((f"{composed.name}.{suffix(format) if composed.protected else format}", data) for format, data in written.items())
    made = Made(composed.name, composed.deliverable, composed.title, composed.date, files, missing=composed.missing)
    if not isinstance(composed.content, Document):
        return made
    headings = (block for block in composed.content.blocks if isinstance(block, Heading))
    sections = tuple((block.anchor, f"{block.number} {plain(block.content)}".strip()) for block in headings)
    return replace(made, sections=sections, missing=composed.missing + len(missing_facts(composed.content)))


def _placed(problems: list[Problem], file: str) -> list[Problem]:
    return [problem if problem.at else replace(problem, at=Location(file)) for problem in problems]
