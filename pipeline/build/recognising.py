"""Turns a reviewed workbook into the name of the contract that it is of: by where it lies, else by what it says itself."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from pipeline.build.reviewing import label
from pipeline.model.contract import Contract
from pipeline.problems import Location, Problem
from pipeline.read.from_disk import read_bytes
from pipeline.read.from_yaml import read_yaml
from pipeline.read.structure import from_record
from pipeline.workspace import Workspace

_HEAD = 40  # rows from the top that name the contract: the cover's facts, or a sheet's heading
_FILES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt")


def told_apart(workspace: Workspace, words: Iterable[str]) -> tuple[str, list[Path], list[Problem]]:
    """Return (contract or "", workbooks, problems) of words that stand in any order."""
    known = workspace.contracts()
    contracts, files, problems = [], [], []
    for word in words:
        if Path(word).is_file() or Path(word).suffix.lower() in _FILES:
            files.append(Path(word))
        elif word in known:
            contracts.append(word)
        else:
            near = get_close_matches(word, known, 1, 0.4)
            hint = f"'{near[0]}'을(를) 뜻하셨나요?" if near else "있는 계약: " + ", ".join(known)
            problems.append(Problem("B-WRK-02", f"계약도 파일도 아닙니다: {word}", hint=hint))
    if len(set(contracts)) > 1:
        problems.append(Problem("B-WRK-06", f"계약이 둘입니다: {', '.join(contracts)}", hint="계약마다 따로 실행"))
    if not files and not problems:
        problems.append(Problem("B-WRK-07", "거둘 파일이 없습니다", hint="예: pipeline trace pull 검토한_요구사항추적표.xlsx"))
    return (contracts[0] if contracts else ""), files, problems


def contract_of(workspace: Workspace, files: Iterable[Path]) -> tuple[str, list[Problem]]:
    """Return the one contract that all `files` are of, or a Problem for each that does not say so."""
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    titles = _titles(workspace)
    for path in files:
        name = _by_place(workspace, path)
        names, faults = ([name], []) if name else _by_words(workspace, path, titles)
        names = names or ([*titles] if len(titles) == 1 else [])  # nothing else to choose from
        problems += faults
        if len(names) == 1:
            found.setdefault(names[0], path)
        elif not faults:
            what = f"여러 계약의 이름이 있습니다: {', '.join(names)}" if names else "어느 계약의 추적표인지 알 수 없습니다"
            hint = f"계약을 함께 적음: pipeline trace pull 계약 {path.name}"
            problems.append(Problem("B-WRK-08", what, Location(label(workspace, path)), hint))
    if len(found) > 1:
        problems.append(Problem("B-WRK-06", f"파일들이 서로 다른 계약의 것입니다: {', '.join(found)}", hint="계약마다 따로 실행"))
    return next(iter(found), ""), problems


def _by_place(workspace: Workspace, path: Path) -> str:
    """Return the contract in whose output or data folder the file lies."""
    whole = path.resolve()
    for base in (workspace.output, workspace.data):
        if whole.is_relative_to(base) and (parts := whole.relative_to(base).parts) and parts[0] in workspace.contracts():
            return parts[0]
    return ""


def _by_words(workspace: Workspace, path: Path, titles: dict[str, tuple[str, ...]]) -> tuple[list[str], list[Problem]]:
    """Return the contracts that the head of the first telling sheet names: by its folder, else by its title or number."""
    from pipeline.read.reviewed_grid import open_reviewed

    shown = label(workspace, path)
    data, problems = read_bytes(path, shown)
    for sheet in () if data is None else open_reviewed(data, shown):
        if isinstance(sheet, Problem):
            return [], [sheet]
        cells = {_bare(value) for row in sheet.rows[:_HEAD] for value in row if isinstance(value, str)}
        for words in ({name: (name,) for name in titles}, titles):
            if names := [name for name, said in words.items() if any(_says(cells, word) for word in said)]:
                return names, []
    return [], problems


def _says(cells: set[str], word: str) -> bool:
    return bool(bare := _bare(word)) and any(bare == cell or cell.endswith(f"—{bare}") for cell in cells)


def _bare(text: str) -> str:
    return "".join(text.split())


def _titles(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """Return contract folder → what a workbook may call the contract; a contract that cannot be read has only its folder."""
    found: dict[str, tuple[str, ...]] = {}
    for name in workspace.contracts():
        tree, _ = read_yaml(workspace.data / name / "contract.yaml", name)
        contract, _ = from_record(tree, Contract, Location(name))
        found[name] = (contract.title, contract.id, contract.number) if contract else ()
    return found
