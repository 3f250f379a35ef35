"""Turns a Document into the numbers of its pages, as its PDF is laid out: what contents and page references print in every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.document.blocks import Document
from pipeline.problems import Problem

# The PDF writer is imported when it is asked: its libraries take 0.2 s, and few documents speak of their pages.


def pages_of(document: Document) -> dict[str, int]:
    """Return the number printed on the page of every anchor (of headings, tables, figures, pictures, and in the text).

    A cover bears no number and is not counted. Nothing is drawn and no PDF is kept.
    """
    from pipeline.write.to_pdf import page_numbers

    return page_numbers(document)


def with_pages(document: Document) -> Document:
    """Return `document` with the numbers of its pages, for the writers of formats that do not lay pages out."""
    return with_numbers(document, pages_of(document))


def with_numbers(document: Document, pages: Mapping[str, int]) -> Document:
    """Return `document` with numbers of pages that are known already, such as those of its PDF."""
    return replace(document, pages=tuple(pages.items()))


def pdf_with_pages(document: Document) -> tuple[bytes, list[Problem], dict[str, int]]:
    """Return the PDF of `document`, what could not be drawn, and the numbers of its pages: laid out once for both."""
    from pipeline.write.to_pdf import write_with_pages

    return write_with_pages(document)
