"""Turns a contract, what was built for it and what people reviewed into the traceability workbook, and back into reviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.build import manifest
from pipeline.build.commands import read_contract
from pipeline.compose.reqif_out import reqif_bytes
from pipeline.compose.trace_book.book import TITLE, compose_trace_book
from pipeline.compose.trace_book.paper import Setting
from pipeline.compose.trace_data import csv_bytes, json_bytes
from pipeline.compose.trace_table import compose_trace_table
from pipeline.model.dossier import Dossier
from pipeline.model.period import Month
from pipeline.model.review import Reviews
from pipeline.problems import Location, Problem, stopping
from pipeline.read.reviewed_book import read_reviewed
from pipeline.read.reviews import FILE, FOLDER, read_reviews, reviews_bytes, take_over
from pipeline.trace.check import check as check_duties
from pipeline.trace.thread import DutyThread, Status, Trace
from pipeline.trace.weave import trace
from pipeline.workspace import Workspace
from pipeline.write.formats import write
from pipeline.write.into_xlsx import write_into

DATA = {"csv": csv_bytes, "json": json_bytes}


@dataclass(slots=True)
class Traced:
    """What a run of tracing did: its files, or why there are none."""

    trace: Trace | None = None
    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_trace(workspace: Workspace, contract: str, until: date | None) -> tuple[Dossier | None, Traced]:
    """Return the dossier and its trace until a day (the end of the newest month with logs when none is given)."""
    dossier, problems = read_contract(workspace, contract)
    if dossier is None or stopping(problems):
        return None, Traced(problems=problems)
    problems += check_duties(dossier)
    made = trace(dossier, until or dossier.newest_month.last, _manifests(workspace, contract))
    return dossier, Traced(made, problems=problems)


def write_trace(
    workspace: Workspace, contract: str, month: Month | None, formats: tuple[str, ...] = ("xlsx",), into: Path | None = None
) -> Traced:
    """Write 요구사항추적표 beside the built months; what people wrote into the one that is there is taken over first.

    A workbook that is there is written into, so that a person's own columns, widths and sheets stay; `into` names another one.
    """
    dossier, traced = read_trace(workspace, contract, month.last if month else None)
    if dossier is None or traced.trace is None:
        return traced
    folder = workspace.output / contract / (str(month) if month else "")
    target = into or folder / f"{TITLE}.xlsx"
    reviews, problems = _reviews(workspace, contract, traced.trace, [target] if target.exists() else [])
    traced.problems += problems
    if stopping(traced.problems):
        return traced
    setting = Setting(str(month) if month else "", inputs=_inputs(workspace, contract))
    book = compose_trace_book(traced.trace, dossier.contract, reviews, setting=setting)
    files: dict[Path, bytes] = {}
    if target.exists():  # it may hold sheets, widths and columns that a person added
        data, faults = write_into(book, target.read_bytes(), target.name)
    else:
        data, faults = write(book, "xlsx")
    files[target], traced.problems = data, traced.problems + faults
    for format in formats:
        if format in DATA:
            files[folder / f"{TITLE}.{format}"] = DATA[format](traced.trace, reviews)
        elif format == "reqif":
            files[folder / f"{TITLE}.reqif"] = reqif_bytes(traced.trace)
        elif format != "xlsx":
            data, faults = write(compose_trace_table(traced.trace, dossier.contract, reviews), format)
            files[folder / f"{TITLE}.{format}"], traced.problems = data, traced.problems + faults
    if not stopping(traced.problems):
        traced.problems += _store(workspace, contract, reviews)
        traced.files = _publish(files, traced)
    return traced


def pull(workspace: Workspace, contract: str, files: list[Path]) -> Traced:
    """Take what people wrote into reviewed workbooks over into the contract's reviews; all of it or nothing."""
    dossier, traced = read_trace(workspace, contract, None)
    if dossier is None or traced.trace is None:
        return traced
    reviews, problems = _reviews(workspace, contract, traced.trace, files)
    traced.problems += problems
    if not stopping(traced.problems):
        traced.problems += _store(workspace, contract, reviews)
        traced.files = [workspace.data / contract / FOLDER / FILE]
    return traced


def unmet(traced: Trace) -> list[DutyThread]:
    """Return the duties that were due and are not, or only partly, done."""
    return [each for each in traced.duties if each.status in (Status.UNMET, Status.PARTLY)]


def _manifests(workspace: Workspace, contract: str) -> Mapping[str, dict[str, Any]]:
    folder = workspace.output / contract
    found = {path.parent.name: manifest.read(path.parent) for path in sorted(folder.glob(f"*/{manifest.NAME}"))}
    return {name: each for name, each in found.items() if each is not None}


def _reviews(workspace: Workspace, contract: str, traced: Trace, files: list[Path]) -> tuple[Reviews, list[Problem]]:
    """Return the stored reviews with the edits of `files`, in their order."""
    stored, problems = read_reviews(workspace.data / contract, f"data/{contract}")
    rows = {row.key: (row.fingerprint, row.text) for row in traced.rows}
    edits = []
    for path in files:
        found, faults = read_reviewed(path, path.name, rows)
        edits += found
        problems += faults
    merged, faults = take_over(stored, edits)
    return merged, problems + faults


def _inputs(workspace: Workspace, contract: str) -> dict[str, str]:
    paths = (path for path in sorted((workspace.data / contract).glob("*.*")) if path.is_file())
    return {path.name: manifest.digest(path.read_bytes()) for path in paths}


def _store(workspace: Workspace, contract: str, reviews: Reviews) -> list[Problem]:
    path = workspace.data / contract / FOLDER / FILE
    if not reviews.all and not path.exists():
        return []
    path.parent.mkdir(exist_ok=True)
    staged = path.with_suffix(".new")
    staged.write_bytes(reviews_bytes(reviews))
    staged.replace(path)
    return []


def _publish(files: dict[Path, bytes], traced: Traced) -> list[Path]:
    """Write every file beside its place first, then move all of them there."""
    staged = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f".{path.name}.new")
            new.write_bytes(data)
            staged.append((new, path))
        for new, path in staged:
            new.replace(path)
    except OSError as error:
        hint = "추적표를 엑셀에서 닫고 다시 실행하세요"
        traced.problems.append(Problem("B-PUB-02", f"추적표를 쓰지 못했습니다({error.strerror})", Location(TITLE), hint))
        return []
    return list(files)
