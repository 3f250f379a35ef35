"""Turns a format's name into the writer that makes its bytes; a writer is imported only when its format is asked for."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from pipeline.document.blocks import Document
from pipeline.document.sheet import Workbook
from pipeline.problems import Problem

WRITERS = {
    "hwpx": "pipeline.write.to_hwpx",
    "docx": "pipeline.write.to_docx",
    "pdf": "pipeline.write.to_pdf",
    "html": "pipeline.write.to_html",
    "xlsx": "pipeline.write.to_xlsx",
}
DOCUMENT_FORMATS = ("hwpx", "docx", "pdf", "html")
WORKBOOK_FORMATS = ("xlsx",)


def load(format: str) -> ModuleType:
    """Import the writer of `format` and return its module."""
    return import_module(WRITERS[format])


def write(content: Document | Workbook, format: str) -> tuple[bytes, list[Problem]]:
    """Return the bytes of `content` in `format` (a key of WRITERS) and what the writer could not draw."""
    module = load(format)
    if isinstance(content, Workbook):
        return module.write_workbook(content)
    return module.write_document(content)
