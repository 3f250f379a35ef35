"""Turns a trace and its reviews into the files of 요구사항추적표, new or written into the one that is there, and their record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.build import manifest
from pipeline.build.built import TRACEABILITY, built
from pipeline.build.made import Made
from pipeline.document.sheet import Workbook
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.model.review import TITLE, Reviews
from pipeline.problems import Problem
from pipeline.trace.diff import Difference
from pipeline.trace.thread import Trace
from pipeline.trace.weave import trace
from pipeline.workspace import Workspace
from pipeline.write.formats import write

BOOK = f"{TITLE}.xlsx"


@dataclass(slots=True)
class Book:
    """The workbook as bytes; `continued` when it holds what a person put there, so that it must be written into again."""

    data: bytes = b""
    continued: bool = False
    lossy: bool = False  # parts of theirs could not be carried over: the original is to be kept
    problems: list[Problem] = field(default_factory=list)


def month_trace(workspace: Workspace, contract: str, dossier: Dossier, month: Month, documents: Sequence[Mapping[str, Any]]) -> Trace:
    """Return the trace until the end of `month`, whose documents are being built now and stand in no manifest yet."""
    now = {str(month): {"month": str(month), "documents": documents}}
    return trace(dossier, month.last, {**built(workspace, contract, month), **now})


def compose(
    workspace: Workspace, contract: str, dossier: Dossier, made: Trace, reviews: Reviews, folder: str, differences: Sequence[Difference] = ()
) -> Workbook:
    """Return the workbook as it will stand in `folder` below the contract's output."""
    from pipeline.compose.trace_book.book import compose_trace_book  # a dozen sheets: loaded only where the workbook is made
    from pipeline.compose.trace_book.paper import Setting

    setting = Setting(folder, inputs=_inputs(workspace, contract))
    return compose_trace_book(made, dossier.contract, reviews, differences, setting)


def make_book(workbook: Workbook, target: Path, anew: bool = False) -> Book:
    """Return the bytes for `target`. A workbook that is there may hold sheets, widths and columns that a person added: it
    is written into, unless it is as we wrote it, or `anew`."""
    if anew or not target.exists() or _all_ours(target):
        data, problems = write(workbook, "xlsx")
        return Book(data, problems=problems)
    from pipeline.write.into_xlsx import write_into  # openpyxl is loaded only where a workbook is there

    data, problems = write_into(workbook, target.read_bytes(), target.name)
    return Book(data, True, any(problem.code == "W-XLSX-11" for problem in problems), problems)


def _all_ours(target: Path) -> bool:
    record = manifest.read(target.parent)
    entry = _entry(record)
    return not entry.get("continued") and entry.get("files", {}).get(target.name) == manifest.digest(target.read_bytes())


def as_made(data: bytes, until: date) -> Made:
    """Return the workbook as one of the documents of a build."""
    return Made(TITLE, TRACEABILITY, TITLE, until, ((BOOK, data),))


def marked(record: dict[str, Any], continued: bool) -> dict[str, Any]:
    """Return the manifest `record` with a word on whether the workbook holds what a person put there."""
    for document in record["documents"]:
        if document["deliverable"] == TRACEABILITY:
            document["continued"] = continued
    return record


def record_bytes(folder: Path, dossier: Dossier, month: Month | None, files: Mapping[Path, bytes], until: date, continued: bool | None) -> bytes:
    """Return the manifest of `folder` with these files of the traceability table in it; other documents stay as they were.

    `continued` is None where the workbook of the folder is not among the files.
    """
    empty = {"program": __version__, "contract": dossier.contract.id, "month": str(month) if month else None, "documents": []}
    old = manifest.read(folder) or empty
    before = _entry(old)
    hashes = {path.name: manifest.digest(data) for path, data in files.items()}
    kept = {name: hash for name, hash in before.get("files", {}).items() if (folder / name).exists()}
    entry = {
        "name": TITLE, "deliverable": TRACEABILITY, "title": TITLE, "date": until.isoformat(), "missing": 0,
        "files": kept | hashes, "sections": [],
        "continued": bool(before.get("continued")) if continued is None else continued,
    }  # fmt: skip
    others = [each for each in old["documents"] if each.get("deliverable") != TRACEABILITY]
    return (json.dumps({**old, "documents": [*others, entry]}, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _entry(record: Mapping[str, Any] | None) -> Mapping[str, Any]:
    documents = (record or {}).get("documents", ())
    return next((each for each in documents if each.get("deliverable") == TRACEABILITY), {})


def _inputs(workspace: Workspace, contract: str) -> dict[str, str]:
    paths = (path for path in sorted((workspace.data / contract).glob("*.*")) if path.is_file())
    return {path.name: manifest.digest(path.read_bytes()) for path in paths}
