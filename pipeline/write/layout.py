"""Turns a Document into the numbers of its pages, as its PDF is laid out: what contents and page references print in every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.document.blocks import Document
from pipeline.problems import Problem

# The PDF writer is imported when it is asked: its libraries take 0.2 s, and few documents speak of their pages.


_under_way: dict[str, Any] = {}  # documents laid out and not drawn yet, by a name


def pages_of(document: Document, keep: Path | None = None) -> dict[str, int]:
    """Return the number printed on the page of every anchor (of headings, tables, figures, pictures, and in the text).

    A cover bears no number and is not counted. Nothing is drawn and no PDF is kept; `keep` is a folder of what was laid out before.
    """
    from pipeline.write.to_pdf import laid_out

    return laid_out(document, keep).pages()


def with_pages(document: Document) -> Document:
    """Return `document` with the numbers of its pages, for the writers of formats that do not lay pages out."""
    return with_numbers(document, pages_of(document))


def with_numbers(document: Document, pages: Mapping[str, int]) -> Document:
    """Return `document` with numbers of pages that are known already, such as those of its PDF."""
    return replace(document, pages=tuple(pages.items()))


def pdf_with_pages(document: Document) -> tuple[bytes, list[Problem], dict[str, int]]:
    """Return the PDF of `document`, what could not be drawn, and the numbers of its pages: laid out once for both."""
    from pipeline.write.to_pdf import laid_out

    laid = laid_out(document)
    return *laid.drawn(), laid.pages()


def lay_out(name: str, document: Document, keep: Path | None = None) -> dict[str, int]:
    """Return the numbers of the pages of `document`, and hold its layout in this process until `draw(name)`.

    So the pages of a long book are known, and other formats written, while another process still draws it.
    """
    from pipeline.write.to_pdf import laid_out

    _under_way[name] = laid_out(document, keep)
    return _under_way[name].pages()


def draw(name: str) -> tuple[bytes, list[Problem]]:
    """Return the PDF of the document laid out under `name` in this process, and what could not be drawn; KeyError without one."""
    return _under_way.pop(name).drawn()
