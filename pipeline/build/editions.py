"""Turns what a person names (a contract, a data folder, a requirement table, a ReqIF file) into an edition of the requirements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from pipeline.model.contract import Clause
from pipeline.model.requirement import Requirement
from pipeline.problems import Location, Problem, Severity, stopping
from pipeline.read.from_yaml import read_yaml
from pipeline.read.structure import from_listing
from pipeline.trace.thread import Tier, Trace
from pipeline.workspace import Workspace

FORMS = "계약 이름, 자료 폴더, requirements.yaml, .csv, .xlsx, .reqif"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: how the person named it, its rows as (key, text) in reading order, and the contract that it is of ("")."""

    label: str
    rows: tuple[tuple[str, str], ...]
    contract: str = ""
    clauses: frozenset[str] = frozenset()  # keys of special conditions, which a mere table of requirements has not

    def without(self, keys: frozenset[str]) -> Edition:
        """Return the edition without the rows `keys`."""
        return replace(self, rows=tuple(row for row in self.rows if row[0] not in keys))


def edition_of(trace: Trace) -> Edition:
    """Return the edition that a contract's data hold now."""
    clauses = frozenset(row.key for row in trace.rows if row.tier in (Tier.CLAUSE, Tier.SUBCLAUSE))
    return Edition(trace.title, tuple((row.key, row.text) for row in trace.rows), trace.contract, clauses)


def read_edition(workspace: Workspace, word: str) -> tuple[Edition | None, list[Problem]]:
    """Return the edition that `word` names; None with every problem of its file when it cannot be read."""
    path = Path(word)
    if word in workspace.contracts():
        edition, problems = _folder(workspace.data / word, f"data/{word}", word)
    elif path.is_dir():
        name = path.resolve().name if path.resolve().parent == workspace.data else ""
        edition, problems = _folder(path, word.rstrip("/\\"), name)
    elif path.is_file():
        edition, problems = _file(path, word)
    else:
        near = get_close_matches(word, workspace.contracts(), 1, 0.4)
        hint = f"'{near[0]}'을(를) 뜻하셨나요? " if near else ""
        return None, [Problem("B-CMP-01", f"견줄 자료를 찾을 수 없습니다: {word}", hint=f"{hint}쓸 수 있는 것: {FORMS}")]
    if edition is not None and not edition.rows and not stopping(problems):
        problems.append(Problem("B-CMP-03", "요구사항이 하나도 없습니다", Location(word), "번호와 세부내용이 든 자료를 줌"))
    return (None if stopping(problems) else edition), problems


def comparable(old: Edition, new: Edition) -> tuple[Edition, Edition, list[Problem]]:
    """Return both editions without the special conditions where one of them has none: it was never meant to hold them."""
    keys = {side.label: {key for key, _ in side.rows} for side in (old, new)}
    for one, other in ((old, new), (new, old)):
        if one.clauses and not one.clauses & keys[other.label]:
            note = Problem("B-CMP-04", "특수조건의 조항이 없어 요구사항만 견주었습니다", Location(other.label), severity=Severity.NOTE)
            return old.without(one.clauses), new.without(one.clauses), [note]
    return old, new, []


def _folder(folder: Path, shown: str, contract: str) -> tuple[Edition | None, list[Problem]]:
    """Read the requirements and the clauses alone: what the logs lack does not matter here."""
    cards, problems = read_listing(folder / "requirements.yaml", f"{shown}/requirements.yaml", Requirement)
    clauses, faults = read_listing(folder / "clauses.yaml", f"{shown}/clauses.yaml", Clause)
    if not (folder / "requirements.yaml").is_file() and not clauses:
        problems.append(Problem("D-FILE-01", "필요한 파일이 없습니다", Location(f"{shown}/requirements.yaml")))
    return _edition(shown if not contract else contract, cards, clauses, contract), [*problems, *faults]


def _file(path: Path, word: str) -> tuple[Edition | None, list[Problem]]:
    match path.suffix.lower():
        case ".yaml" | ".yml" if path.stem == "clauses":
            clauses, problems = read_listing(path, word, Clause)
            return _edition(word, (), clauses), problems
        case ".yaml" | ".yml":
            cards, problems = read_listing(path, word, Requirement)
        case ".csv" | ".xlsx" | ".xlsm":
            from pipeline.read.requirement_rows import read_requirement_table

            cards, problems = read_requirement_table(path, word)
        case ".reqif" | ".reqifz":
            from pipeline.read.reqif_in import read_reqif

            cards, problems = read_reqif(path, word)
        case _:
            message = f"견줄 수 없는 형식입니다: {path.suffix or path.name}"
            return None, [Problem("B-CMP-02", message, Location(word), f"쓸 수 있는 것: {FORMS}")]
    return _edition(word, cards), problems


def read_listing(path: Path, shown: str, record: type) -> tuple[tuple, list[Problem]]:
    """Return the records of one YAML list; none where the file is missing."""
    if not path.is_file():
        return (), []
    tree, problems = read_yaml(path, shown)
    if tree is None:
        return (), problems
    records, faults = from_listing(tree, record)
    return tuple(records), problems + faults


def _edition(label: str, cards: Iterable[Requirement], clauses: Iterable[Clause] = (), contract: str = "") -> Edition:
    clauses = tuple(clauses)
    rows = [row for card in cards for row in _rows(card)] + [(clause.key, clause.text) for clause in clauses]
    return Edition(label, tuple(rows), contract, frozenset(clause.key for clause in clauses))


def _rows(card: Requirement) -> Iterator[tuple[str, str]]:
    implied = not card.definition and card.items and card.at == card.items[0].at  # a table gave only its items
    if not implied:
        yield card.id, card.definition or card.name
    yield from ((item.key, item.text) for _, item in card.walk())
