"""Documents that speak of their pages print the numbers of the PDF's own layout, which is made once; others do not wait."""

from __future__ import annotations

import io
import re
from concurrent.futures import Executor, Future
from dataclasses import replace
from zipfile import ZipFile

import pytest

from pipeline.build import run
from pipeline.build.run import Composed, Writing
from pipeline.build.workers import InProcess
from pipeline.document.blocks import Anchor, Document, Heading, PageBreak, PageNumber, Paragraph, Run, TableOfContents
from pipeline.write import to_pdf

ALL = ("hwpx", "docx", "pdf", "html")
PLAIN = Document("공문", (Paragraph((Run("글"),)),))
CONTENTS = Document("보고서", (TableOfContents(), Heading(1, (Run("개요"),), "1.", "h1"), PageBreak(), Heading(1, (Run("결과"),), "2.", "h2")))
NUMBERS = Document("제안서", (Paragraph((Run("답은 "), PageNumber("답"), Run("쪽"))), PageBreak(), Paragraph((Anchor("답"), Run("답")))))


class Later(Executor):
    """Keeps the work until it is asked for, and the order in which it came."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def submit(self, function, /, *arguments, **named) -> Future:
        """Note the work by its function and document."""
        title = arguments[0].title if isinstance(arguments[0], Document) else arguments[-1]
        self.names.append(f"{function.__name__} {title}")
        return InProcess().submit(function, *arguments, **named)


def composed(document: Document, *formats: str) -> Composed:
    return Composed(document.title, "x", document.title, None, formats, document)


def files(*documents: Composed, elsewhere: Executor | None = None) -> dict[str, bytes]:
    made, problems = Writing(list(documents), elsewhere or InProcess()).finish(lambda name: None)
    assert problems == [] and [each.name for each in made] == [each.name for each in documents]
    return dict(file for each in made for file in each.files)


def part(data: bytes, name: str) -> str:
    return ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The title of every document whose pages are laid out."""
    seen: list[str] = []
    lay_out = to_pdf.laid_out
    monkeypatch.setattr(to_pdf, "laid_out", lambda document, *rest: (seen.append(document.title), lay_out(document, *rest))[1])
    return seen


@pytest.mark.parametrize("formats", [ALL, ("hwpx", "docx", "html")])
def test_every_format_prints_the_pages_of_one_layout(formats: tuple[str, ...], layouts: list[str]) -> None:
    made = files(composed(CONTENTS, *formats), composed(NUMBERS, *formats))
    assert sorted(layouts) == ["보고서", "제안서"]
    docx, hwpx = part(made["보고서.docx"], "word/document.xml"), part(made["보고서.hwpx"], "Contents/section0.xml")
    assert re.findall(r">(\d+)</w:t>", docx) == ["2", "3"]
    assert re.findall(r"<hp:t>(\d+)</hp:t>", hwpx) == ["2", "3"]
    assert ">2</w:t>" in part(made["제안서.docx"], "word/document.xml")
    assert "<hp:t>2</hp:t>" in part(made["제안서.hwpx"], "Contents/section0.xml")
    assert ">2</a>쪽" in made["제안서.html"].decode()


def test_pages_are_laid_out_only_where_a_format_prints_them(layouts: list[str]) -> None:
    files(composed(PLAIN, "hwpx", "docx", "html"), composed(CONTENTS, "html"))
    assert layouts == []


def test_what_others_wait_for_goes_first_and_files_keep_their_order() -> None:
    elsewhere = Later()
    made = files(composed(PLAIN, *ALL), composed(CONTENTS, *ALL), elsewhere=elsewhere)
    assert elsewhere.names == ["pdf_with_pages 보고서", "write 공문", "lint 공문.hwpx", "lint 보고서.hwpx"]
    assert list(made) == [f"{title}.{format}" for title in ("공문", "보고서") for format in ALL]


def test_the_pdf_is_the_same_whether_others_wait_for_it() -> None:
    alone, together = files(composed(NUMBERS, "pdf")), files(composed(NUMBERS, *ALL))
    assert alone["제안서.pdf"] == together["제안서.pdf"] == to_pdf.write_document(NUMBERS)[0]


def test_equal_documents_give_equal_files() -> None:
    assert files(composed(NUMBERS, *ALL)) == files(composed(replace(NUMBERS), *ALL))


def test_the_writer_of_pages_may_cross_to_another_process() -> None:
    with run_in_another_process() as pool:
        data, problems, pages = pool.submit(run.pdf_with_pages, NUMBERS).result(timeout=60)
    assert data == to_pdf.write_document(NUMBERS)[0] and problems == [] and pages == {"답": 2}


def run_in_another_process() -> Executor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(1, get_context("spawn"))
