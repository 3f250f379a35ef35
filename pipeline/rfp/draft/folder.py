"""Turns the drafts of an RFP into a contract's data folder: all files in one step, people's edits kept, changes told."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from pipeline.model.finding import Finding
from pipeline.problems import Location, Problem, Severity
from pipeline.rfp.card import Requirements
from pipeline.rfp.draft.asset_file import assets_text
from pipeline.rfp.draft.contract_file import contract_text
from pipeline.rfp.draft.listing_files import bid_text, clauses_text, deliverables_text, findings_text, requirements_text
from pipeline.rfp.draft.merge import Change, Turn, merged
from pipeline.rfp.fact import Facts
from pipeline.rfp.paper import Paper

LAST = ".ingested"  # what the tool wrote last time, to tell people's edits from its own words
FINDINGS = "findings.yaml"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Written:
    """What a run wrote: the files, what changed since the last one, and what a person has to look at."""

    files: tuple[Path, ...] = ()
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def drafts(paper: Paper, requirements: Requirements, facts: Facts, findings: tuple[Finding, ...], name: str) -> dict[str, str]:
    """Return file name → text of everything that the RFP gives for the contract folder `name`; empty lists give no file."""
    made = {"contract.yaml": contract_text(paper, facts, name), "rfp.yaml": bid_text(paper, facts), FINDINGS: findings_text(paper, findings)}
    if requirements.cards:
        made["requirements.yaml"] = requirements_text(paper, requirements.cards)
    if facts.passages:
        made["clauses.yaml"] = clauses_text(paper, facts.passages)
    if facts.deliverables:
        made["deliverables.yaml"] = deliverables_text(paper, facts.deliverables)
    if facts.assets:
        made["assets.csv"] = assets_text(facts.assets)
    return made


def numbered(folder: Path, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings with numbers: the one of the last run where it found the same, new numbers behind them."""
    known = _known_numbers(folder)
    taken = {int(number.removeprefix("Q-")) for number in known.values() if number.removeprefix("Q-").isdigit()}
    following = max(taken, default=0)
    made, used = [], set()
    for finding in findings:
        number = known.get((finding.kind, finding.issue), "")
        if not number or number in used:
            following += 1
            number = f"Q-{following:02d}"
        used.add(number)
        made.append(replace(finding, number=number))
    return tuple(made)


def write_folder(folder: Path, made: Mapping[str, str]) -> Written:
    """Write the drafts into `folder`; files and records that a person edited keep the edit, and nothing else is touched.

    A folder that no earlier run made is a person's own: nothing is written into it.
    """
    last = folder / LAST
    if (folder / "contract.yaml").exists() and not last.is_dir():
        hint = "다른 폴더를 --out으로 고름. 이 폴더에 담으려면 contract.yaml을 다른 이름으로 옮김"
        return Written(problems=(Problem("I-OUT-03", "사람이 만든 계약 폴더라 담지 않았습니다", Location(folder.name), hint),))
    texts: dict[str, str] = {}
    changes: list[Change] = []
    for name, fresh in made.items():
        text, found = merged(name, _read(last / name), _read(folder / name), fresh)
        texts[name] = text
        changes += found
    for path in sorted(last.glob("*")) if last.is_dir() else ():
        if path.name not in made and path.suffix in (".yaml", ".csv"):
            text, found = _left(path.name, _read(path) or "", _read(folder / path.name))
            changes += found
            if text is not None:
                texts[path.name] = text
    try:
        files = _publish(folder, texts, made)
    except OSError as error:
        hint = "그 폴더의 파일을 닫고, 쓸 수 있는 폴더인지 확인"
        return Written(problems=(Problem("I-OUT-01", f"계약 자료를 쓰지 못했습니다({error.strerror})", Location(folder.name), hint),))
    return Written(tuple(files), tuple(changes), tuple(_problem(change, folder.name) for change in changes if change.turn is Turn.DISAGREES))


def _left(name: str, base: str, theirs: str | None) -> tuple[str | None, list[Change]]:
    """A file that the new RFP gives nothing for: it goes, unless a person edited it."""
    if theirs is None:
        return None, []
    if theirs.split() == base.split():
        return "", [Change(name, "", Turn.REMOVED)]
    return None, [Change(name, "", Turn.DISAGREES, theirs)]


def _publish(folder: Path, texts: Mapping[str, str], made: Mapping[str, str]) -> list[Path]:
    """Write everything beside its place first, then move it there."""
    folder.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=".staged-", dir=folder))
    try:
        for name, text in texts.items():
            (staged / name).write_bytes(_bytes(name, text))
        fresh = staged / LAST
        fresh.mkdir()
        for name, text in made.items():
            (fresh / name).write_bytes(_bytes(name, text))
        files = []
        for name, text in texts.items():
            if text:
                (staged / name).replace(folder / name)
                files.append(folder / name)
            else:
                (folder / name).unlink(missing_ok=True)
        shutil.rmtree(folder / LAST, ignore_errors=True)
        fresh.replace(folder / LAST)
        return files
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _bytes(name: str, text: str) -> bytes:
    return text.encode("utf-8-sig" if name.endswith(".csv") else "utf-8")


def _read(path: Path) -> str | None:
    if not path.is_file():
        return None
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return data.decode("cp949", errors="replace").replace("\r\n", "\n")  # saved by Korean Excel


def _known_numbers(folder: Path) -> dict[tuple[str, str], str]:
    text = _read(folder / FINDINGS)
    try:
        records = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) if text else None
    except yaml.YAMLError:
        return {}
    records = records if isinstance(records, list) else []
    return {(str(each.get("종류")), str(each.get("쟁점"))): str(each.get("번호")) for each in records if isinstance(each, dict)}


def _problem(change: Change, folder: str) -> Problem:
    fresh = " ".join(change.fresh.split())[:_SHOWN]
    said = f"이번 제안요청서에는 {fresh}…" if fresh else "이번 제안요청서에는 없습니다"
    message = f"사람이 고친 '{change.key or change.file}'을(를) 그대로 두었습니다. {said}"
    return Problem("I-OUT-02", message, Location(f"{folder}/{change.file}"), "둘을 견주어 보고 맞는 쪽으로 고침", severity=Severity.WARNING)

