"""Turns what is known of a bid on paper (pages, marks, blanks) into proposal/.layout.json and back, under the hash of its inputs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.build.bid_reading import FOLDER, LIBRARY
from pipeline.model.proposal import Acceptance, Answer, Volume
from pipeline.problems import Location, Problem, Severity
from pipeline.read.proposal import SETTINGS
from pipeline.workspace import Workspace
from pipeline.write.font_folders import at_hand
from pipeline.write.kept import edition

FILE = ".layout.json"


@dataclass(frozen=True, slots=True)
class Paper:
    """One book on paper: the page on which each section starts and on which the book ends, and the sizes of its running text."""

    starts: Mapping[str, int]  # section's anchor, or that of a table of ours → page
    last: int
    blanks: Mapping[str, int]  # the same ("" before the first) → 〔입력 필요〕
    sizes: tuple[float, ...]  # pt, of running text


@dataclass(frozen=True, slots=True)
class Layout:
    """What the last layout came to; `key` is the hash of all that it was made of."""

    key: str
    files: Mapping[str, str]  # section file → its anchor
    answers: tuple[Answer, ...]
    books: Mapping[Volume, Paper]
    problems: tuple[Problem, ...] = ()  # of the prose and of what the books tell
    orphans: tuple[Answer, ...] = ()  # marks of sections that are gone, whose rows nothing answers since


class Keys(NamedTuple):
    """Hashes of what a bid depends on: all of it, and all but the texts of its sections."""

    whole: str
    around: str


def key_of(workspace: Workspace, name: str) -> str:
    """Return the hash of everything that the pages of a bid depend on: data, reusable paragraphs, law, templates, fonts, this program."""
    return keys_of(workspace, name).whole


def keys_of(workspace: Workspace, name: str) -> Keys:
    """Return that hash, and the one of everything that a section depends on besides its own text; each file is read once."""
    folders = [workspace.data / name, workspace.data / LIBRARY, workspace.law, *sorted(workspace.templates.glob("bid-*")), workspace.templates / "_parts"]
    home = workspace.data / name / FOLDER
    start = f"{at_hand()} {edition()}".encode()  # other fonts on this machine: other pages
    whole, around = sha256(start), sha256(start)
    for path in (path for folder in folders for path in _files(folder)):
        told = f"\0{path.as_posix()}\0".encode() + sha256(path.read_bytes()).digest()
        whole.update(told)
        if path.parent != home or path.name == SETTINGS:
            around.update(told)
    return Keys(whole.hexdigest(), around.hexdigest())


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part[0] in ".~" or part in ("logs", "__pycache__") for part in parts):
            yield path


def stored(folder: Path) -> Layout | None:
    """Return the last layout of the proposal in `folder`; None where there is none that can be read."""
    try:
        found = json.loads((folder / FILE).read_text("utf-8"))
        return Layout(
            found["key"],
            found["files"],
            tuple(_answer(each) for each in found["answers"]),
            {Volume(name): Paper(each["starts"], each["last"], each["blanks"], tuple(each["sizes"])) for name, each in found["books"].items()},
            tuple(_problem(each) for each in found["problems"]),
            tuple(_answer(each) for each in found["orphans"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def store(folder: Path, layout: Layout) -> None:
    """Keep `layout` beside the proposal; where the folder cannot be written, the next run lays out again."""
    kept = {
        "key": layout.key,
        "files": dict(layout.files),
        "answers": [_answer_dict(each) for each in layout.answers],
        "books": {volume.value: {"starts": dict(each.starts), "last": each.last, "blanks": dict(each.blanks), "sizes": each.sizes}
                  for volume, each in layout.books.items()},
        "problems": [_problem_dict(each) for each in layout.problems],
        "orphans": [_answer_dict(each) for each in layout.orphans],
    }
    staged = folder / f"{FILE}.{os.getpid()}"
    try:
        staged.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
        os.replace(staged, folder / FILE)
    except OSError:
        staged.unlink(missing_ok=True)


def _answer_dict(answer: Answer) -> list[Any]:
    return [answer.key, answer.section, answer.acceptance.value, answer.note, answer.anchor, answer.at.file, answer.at.row]


def _answer(kept: list[Any]) -> Answer:
    key, section, acceptance, note, anchor, file, row = kept
    return Answer(key=key, section=section, acceptance=Acceptance(acceptance), note=note, anchor=anchor, at=Location(file, row))


def _place(at: Location) -> list[Any]:
    return [at.file, at.row, at.field, at.sheet, at.column]


def _problem_dict(problem: Problem) -> list[Any]:
    related = [_place(each) for each in problem.related]
    return [problem.code, problem.message, _place(problem.at), problem.hint, related, problem.severity.value]


def _problem(kept: list[Any]) -> Problem:
    code, message, at, hint, related, severity = kept
    return Problem(code, message, Location(*at), hint, tuple(Location(*each) for each in related), Severity(severity))
