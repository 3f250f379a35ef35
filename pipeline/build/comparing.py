"""Turns two editions of the requirements into what changed, what leans on it, which remarks move, and files that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.build.built import built
from pipeline.build.editions import Edition, comparable, edition_of, read_edition, read_listing
from pipeline.build.placing import publish
from pipeline.build.reviewing import label, store, waiting
from pipeline.compose.trace_changes import TITLE, changes_book, changes_document, csv_bytes, json_bytes
from pipeline.model.dossier import Dossier
from pipeline.model.duty import Duty
from pipeline.model.review import Reviews, id_of
from pipeline.problems import Location, Problem, Severity, stopping
from pipeline.read.dossier import read_dossier
from pipeline.read.reviews import FILE, FOLDER, read_reviews, reviews_bytes
from pipeline.trace.carry import Carried, again, apply, carried, verdict_of
from pipeline.trace.comparison import Comparison, key_of
from pipeline.trace.diff import Dependants, Difference, Turn, dependants, difference
from pipeline.trace.thread import Trace
from pipeline.trace.weave import trace
from pipeline.workspace import Workspace
from pipeline.write.formats import write

DATA = {"csv": csv_bytes, "json": json_bytes}


@dataclass(slots=True)
class Compared:
    """What a comparison found: the differences, the contract behind them, the remarks to move, and the files written."""

    comparison: Comparison | None = None
    contract: str = ""
    reviews: Reviews = field(default_factory=Reviews)
    moves: tuple[Carried, ...] = ()
    applied: bool = False
    trace: Trace | None = None
    dossier: Dossier | None = None
    duties: tuple[Duty, ...] = ()
    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def compare(workspace: Workspace, old: str, new: str, contract: str = "") -> Compared:
    """Compare what `old` and `new` name. `contract`, or the one that either names, says what leans on the differences."""
    before, problems = read_edition(workspace, old)
    after, faults = read_edition(workspace, new)
    found = Compared(problems=[*problems, *faults])
    if before is None or after is None:
        return found
    found.contract = contract or after.contract or before.contract
    if found.contract:
        _read_contract(workspace, found)
    if not stopping(found.problems):
        before, after, notes = comparable(before, after)
        found.problems += notes
        _fill(found, before, after)
    return found


def since(workspace: Workspace, contract: str, made: Trace, word: str) -> tuple[tuple[Difference, ...], list[Problem]]:
    """Return the differences from the edition that `word` names to that of the contract's trace."""
    before, problems = read_edition(workspace, word)
    if before is None:
        return (), problems
    before, after, notes = comparable(before, edition_of(made))
    return difference(before.rows, after.rows), problems + notes


def apply_moves(workspace: Workspace, found: Compared) -> None:
    """Move the remarks of moved sentences to their new numbers in the contract's stored reviews."""
    unread = waiting(workspace, found.contract)
    if unread:
        hint = f"먼저 pipeline trace pull {found.contract} 파일로 거둔 뒤 옮김"
        message = "아직 거두지 않은 검토가 있어 의견을 옮기지 않았습니다"
        found.problems += [Problem("B-CMP-05", message, Location(label(workspace, path)), hint) for path in unread]
        return
    moved, blocked = apply(found.reviews, found.moves)
    for each in blocked:
        message = f"{each.review.key}의 '{each.review.title}' 글을 옮기지 않았습니다: {each.key}에 이미 다른 글이 있습니다"
        place = Location(f"data/{found.contract}/{FOLDER}/{FILE}")
        found.problems.append(Problem("B-CMP-06", message, place, "두 글을 한 칸에 합쳐 적음", severity=Severity.WARNING))
    path = workspace.data / found.contract / FOLDER / FILE
    if len(blocked) < len(found.moves):
        store({path: reviews_bytes(moved)})
        found.files.append(path)
    found.reviews, found.applied = moved, True


def write_changes(found: Compared, folder: Path, formats: Iterable[str], overwrite: bool = False) -> None:
    """Write 요구사항 변경내역 in every format; a file that is there and says something else stays, unless `overwrite`."""
    if found.comparison is None:
        return
    made: dict[Path, bytes] = {}
    for format in formats:
        made[folder / f"{TITLE}.{format}"], faults = _written(found, found.comparison, format)
        found.problems += faults
    hint = "--out으로 다른 폴더를 주거나, 새로 쓰려면 --overwrite"
    for path, data in made.items():
        if not overwrite and path.exists() and path.read_bytes() != data:
            found.problems.append(Problem("F-DAT-04", "이미 있는 파일이라 덮어쓰지 않았습니다", Location(str(path)), hint))
    if not stopping(found.problems):
        found.problems += publish(made)
        found.files += made if not stopping(found.problems) else ()


def _written(found: Compared, comparison: Comparison, format: str) -> tuple[bytes, list[Problem]]:
    author = found.dossier.contract.contractor.name if found.dossier else ""
    day = found.trace.until if found.trace else None
    if format in DATA:
        return DATA[format](comparison), []
    if format == "xlsx":
        return write(changes_book(comparison, found.reviews, author, day), "xlsx")
    return write(changes_document(comparison, author, day), format)


def _read_contract(workspace: Workspace, found: Compared) -> None:
    """Logs and duties that still name the old numbers are what a comparison is to find: they do not stop it."""
    folder, shown = workspace.data / found.contract, f"data/{found.contract}"
    found.dossier, problems = read_dossier(folder, workspace.law, workspace.root)
    found.problems += [replace(problem, severity=Severity.WARNING) for problem in stopping(problems)]
    found.reviews, problems = read_reviews(folder, shown)
    found.problems += problems
    if found.dossier is None:
        found.duties = read_listing(folder / "duties.yaml", f"{shown}/duties.yaml", Duty)[0]
        return
    found.duties = found.dossier.duties
    month = found.dossier.newest_month
    found.trace = trace(found.dossier, month.last, built(workspace, found.contract, month))


def _fill(found: Compared, before: Edition, after: Edition) -> None:
    differences = difference(before.rows, after.rows)
    turned = [each for each in differences if each.turn is not Turn.UNCHANGED]
    found.moves = carried(found.reviews, differences)
    found.comparison = Comparison(
        old=before.label,
        new=after.label,
        title=found.dossier.contract.title if found.dossier else "",
        differences=differences,
        leaning={key_of(each): _leaning(found, each) for each in turned},
        verdicts={key_of(each): verdict.text for each in turned if (verdict := verdict_of(found.reviews, each))},
        again=frozenset(key_of(each) for each in again(found.reviews, turned)),
    )


def _leaning(found: Compared, each: Difference) -> Dependants:
    """Return what leans on a difference. Duties are found by the old number, which duties.yaml names until it is put right."""
    key = each.old_key or each.new_key
    if found.trace and found.trace.row(key):
        return dependants(found.trace, [key])
    duties = [duty for duty in found.duties if key in duty.rows]
    threads = [thread for duty in duties if found.trace and (thread := found.trace.duty(duty.id))]
    return Dependants(
        rows=(),
        duties=tuple(duty.id for duty in duties),
        deliverables=tuple(dict.fromkeys(number for duty in duties for number in duty.deliverables)),
        evidence=tuple(dict.fromkeys(id for thread in threads for id in thread.evidence)),
    )


def stale_duties(found: Compared) -> list[tuple[str, str, str]]:
    """Return (duty, old number, new number or "") where duties.yaml names a sentence that moved or is no more."""
    if found.comparison is None:
        return []
    gone = {each.old_key: each.new_key for each in found.comparison.turned if each.turn in (Turn.MOVED, Turn.REMOVED)}
    return [(duty.id, key, gone[key]) for duty in found.duties for key in duty.rows if key in gone]


def rows_of(moves: Iterable[Carried]) -> dict[tuple[str, str], list[str]]:
    """Return the remarks that move, as words, by (row before, row after)."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in moves:
        found.setdefault((id_of(each.review.key), id_of(each.key)), []).append(f"{each.review.title} {each.review.text}")
    return found
