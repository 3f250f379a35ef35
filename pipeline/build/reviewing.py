"""Turns workbooks that people reviewed into the reviews of a contract: which of them wait, what they say, and what that changes."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.build import manifest
from pipeline.compose.trace_data import COLUMNS as CSV_COLUMNS
from pipeline.model.dossier import Dossier
from pipeline.model.review import Review, ReviewEdit, Reviews
from pipeline.model.stamp import same_text
from pipeline.problems import Problem, stopping
from pipeline.read.dossier import read_dossier
from pipeline.read.from_disk import read_bytes
from pipeline.read.reviews import FILE, FOLDER, read_reviews, reviews_bytes, take_over
from pipeline.trace.fingerprint import fingerprint
from pipeline.trace.rows import sentences
from pipeline.workspace import Workspace

NAMES = ("요구사항추적표.xlsx", "요구사항추적표.csv")  # what people review among our files
RECEIVED = "받은파일.csv"
_HEADER = ("파일", "지문(SHA-256)", "칸마다의 지문")


@dataclass(frozen=True, slots=True)
class Received:
    """A workbook whose words were taken over: how it was called, and a short digest of each cell that it said."""

    file: str
    cells: frozenset[str] = frozenset()


@dataclass(slots=True)
class Taken:
    """What reviewed workbooks say: the reviews before and with their edits, and the workbooks by their SHA-256."""

    stored: Reviews = field(default_factory=Reviews)
    reviews: Reviews = field(default_factory=Reviews)
    books: dict[str, Received] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: bool = False  # workbooks could not be read and are kept aside

    @property
    def changes(self) -> list[tuple[Review, Review]]:
        """(before, after) of every cell that is not as it was; an empty text where a side has none."""
        return changes(self.stored, self.reviews)


def changes(before: Reviews, after: Reviews) -> list[tuple[Review, Review]]:
    """Return (before, after) of every cell that differs; an empty text where a side has none."""
    found = [(before.cell(each.key, each.title) or Review(key=each.key, title=each.title, text=""), each) for each in after.all]
    found += [(each, Review(key=each.key, title=each.title, text="")) for each in before.all if after.cell(each.key, each.title) is None]
    return [(old, new) for old, new in found if not same_text(old.text, new.text)]


def waiting(workspace: Workspace, contract: str) -> list[Path]:
    """Return the workbooks below the contract's output that a person changed since they were written or last taken over."""
    base, known = workspace.output / contract, _received(workspace, contract)
    months = sorted(path for path in base.iterdir() if path.is_dir() and path.name[0] != ".") if base.is_dir() else []
    return [path for folder in (base, *months) for path in _changed(folder, known.keys())]


def _changed(folder: Path, known) -> list[Path]:
    paths = [path for name in NAMES if (path := folder / name).is_file()]
    issued = manifest.issued(manifest.read(folder)) if paths else {}
    return [path for path in paths if _digest(path) not in {issued.get(path.name), *known}]


def _digest(path: Path) -> str:
    try:
        return manifest.digest(path.read_bytes())
    except OSError:  # open in Excel: reading it again says so
        return "?"


def take(workspace: Workspace, contract: str, dossier: Dossier, files: list[Path], repeated: bool = False) -> Taken:
    """Return the stored reviews with the edits of `files`, in their order; nothing is stored, and nothing may be when a
    problem stops.

    A cell that the same workbook already said when it was last taken over says nothing new, unless `repeated` asks for it:
    what others wrote since counts.
    """
    stored, problems = read_reviews(workspace.data / contract, f"data/{contract}")
    taken = Taken(stored, stored, problems=problems)
    rows = {row.key: (fingerprint(row.text), row.text) for row in sentences(dossier)} if files else {}
    known = {} if repeated else _cells_by_file(_received(workspace, contract))
    edits: list[ReviewEdit] = []
    for path in files:
        edits += _edits(path, label(workspace, path), rows, taken, known)
    taken.reviews, faults = take_over(stored, edits)
    taken.problems += faults
    return taken


def _edits(
    path: Path, shown: str, rows: dict[str, tuple[str, str]], taken: Taken, known: dict[str, frozenset[str]]
) -> list[ReviewEdit]:
    from pipeline.read.reviewed_book import parse_reviewed  # most runs have no reviewed workbook

    data, faults = read_bytes(path, shown)
    found: list[ReviewEdit] = []
    if data is not None and (sha := manifest.digest(data)) not in taken.books:
        found, faults = parse_reviewed(data, shown, rows)
        taken.books[sha] = Received(shown, frozenset(_cell(each) for each in found))
    taken.problems += faults
    return [each for each in found if _cell(each) not in known.get(shown, ()) and not _ours(each, taken.stored)]


def _ours(edit: ReviewEdit, stored: Reviews) -> bool:
    """True where a CSV, which has no marks, says in a cell only what we wrote there: its own columns, a verdict to be given
    again, a text that a spreadsheet would compute."""
    if edit.was is not None:
        return False
    review = edit.review
    old = stored.cell(review.key, review.title)
    shown = old.shown(review.fingerprint) if old else ""
    return review.title in CSV_COLUMNS or bool(shown) and review.text in (shown, f"'{shown}")


def _cell(edit: ReviewEdit) -> str:
    return manifest.digest("|".join((edit.review.key, edit.review.title, edit.review.text)).encode())[:8]


def _cells_by_file(known: dict[str, Received]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for each in known.values():
        found[each.file] = found.get(each.file, frozenset()) | each.cells
    return found


def label(workspace: Workspace, path: Path) -> str:
    """Return how messages and reviews name a workbook: two of one name in different folders are two."""
    whole = path.resolve()
    if whole.is_relative_to(workspace.root):
        return whole.relative_to(workspace.root).as_posix()
    return f"{whole.parent.name}/{whole.name}"


def pull(workspace: Workspace, contract: str, files: list[Path]) -> Taken:
    """Take what people wrote into `files` over into the contract's reviews; all of it or nothing."""
    dossier, problems = read_dossier(workspace.data / contract, workspace.law, workspace.root)
    if dossier is None:
        return Taken(problems=problems)
    taken = take(workspace, contract, dossier, files, repeated=True)
    if not stopping(taken.problems):
        store(stored_files(workspace, contract, taken))
    return taken


def stored_files(workspace: Workspace, contract: str, taken: Taken) -> dict[Path, bytes]:
    """Return what has to be stored: the review file and the list of workbooks that were taken over; nothing without news."""
    folder = workspace.data / contract / FOLDER
    files: dict[Path, bytes] = {}
    if taken.reviews.all or (folder / FILE).exists():
        files[folder / FILE] = reviews_bytes(taken.reviews)
    known = _received(workspace, contract)
    if taken.books.keys() - known.keys():
        files[folder / RECEIVED] = _received_bytes(known | taken.books)
    return {path: data for path, data in files.items() if not path.exists() or path.read_bytes() != data}


def store(files: dict[Path, bytes]) -> None:
    """Write each file beside its place, then move all of them there."""
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".new").write_bytes(data)
    for path in files:
        path.with_suffix(".new").replace(path)


def stored_path(workspace: Workspace, contract: str) -> Path:
    """Return the file that holds the contract's reviews."""
    return workspace.data / contract / FOLDER / FILE


def _received(workspace: Workspace, contract: str) -> dict[str, Received]:
    """Return by SHA-256 every workbook whose words were taken over."""
    try:
        text = (workspace.data / contract / FOLDER / RECEIVED).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    rows = [row for row in csv.reader(io.StringIO(text)) if len(row) == len(_HEADER) and row[1] != _HEADER[1]]
    return {digest: Received(file, frozenset(cells.split())) for file, digest, cells in rows}


def _received_bytes(known: dict[str, Received]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_HEADER)
    writer.writerows(sorted((each.file, digest, " ".join(sorted(each.cells))) for digest, each in known.items()))
    return ("\ufeff" + stream.getvalue()).encode("utf-8")
