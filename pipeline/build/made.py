"""Turns what a task became into plain values: a document composed, ready to be written, and the same in all its formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pipeline.document.blocks import Document
from pipeline.document.sheet import Workbook


@dataclass(frozen=True, slots=True)
class Made:
    """One document in all its formats, with what the manifest keeps of it."""

    name: str
    deliverable: str
    title: str
    date: date | None
    files: tuple[tuple[str, bytes], ...]  # (file name, bytes)
    sections: tuple[tuple[str, str], ...] = ()  # (anchor, heading) for evidence
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Composed:
    """One task's Document or Workbook, ready to be written; it crosses process borders."""

    name: str
    deliverable: str
    title: str
    date: date | None
    formats: tuple[str, ...]
    content: Document | Workbook = field(repr=False)
    filled: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)  # (format, file) made from the agency's own form
    missing: int = 0  # facts that the forms lack
    protected: bool = False  # written encrypted only
