"""Where contracts, templates and outputs are: turns a root folder into the paths that every command uses."""

from __future__ import annotations

import os
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pipeline.problems import Location, Problem

HOME = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of one installation; `output` may lie anywhere."""

    root: Path
    output: Path
    contract_folders: Path | None = None  # where contract folders are when it is not root/data

    @classmethod
    def find(cls, output: Path | None = None) -> Workspace:
        """Return the workspace of $PIPELINE_ROOT, of the current folder when it has data/, else of the program's own folder."""
        named = os.environ.get("PIPELINE_ROOT")
        here = Path.cwd()
        root = Path(named) if named else (here if (here / "data").is_dir() else HOME)
        return cls(root.resolve(), (output or root / "output").resolve())

    @classmethod
    def around(cls, contract: Path) -> Workspace:
        """Return the workspace of one contract folder: its outputs go to output/ beside data/, or into it where it lies elsewhere."""
        above = contract.parent
        if above.name == "data":
            return cls(above.parent, above.parent / "output")
        return cls(above, contract / "output", above)

    @property
    def data(self) -> Path:
        """The folder of contract folders."""
        return self.contract_folders or self.root / "data"

    @property
    def law(self) -> Path:
        """The folder of dated law values."""
        own = self.data / "_law"
        return own if own.is_dir() else HOME / "data" / "_law"

    @property
    def templates(self) -> Path:
        """The folder of template folders."""
        own = self.root / "templates"
        return own if own.is_dir() else HOME / "templates"

    @property
    def cache(self) -> Path | None:
        """The person's own folder for compiled templates; None where it cannot be made. It may be deleted at any time."""
        return _kept("templates")

    @property
    def pictures(self) -> Path | None:
        """The person's own folder for drawings turned into pictures; None where it cannot be made. It may be deleted at any time."""
        return _kept("pictures")

    @property
    def pages(self) -> Path | None:
        """The person's own folder for pages of proposals laid out before; None where it cannot be made. It may be deleted at any time."""
        return _kept("pages")

    @property
    def sections(self) -> Path | None:
        """The person's own folder for sections of proposals composed before; None where it cannot be made. It may be deleted at any time."""
        return _kept("sections")

    def contracts(self) -> list[str]:
        """Return the names of all contract folders, sorted."""
        if not self.data.is_dir():
            return []
        return sorted(p.name for p in self.data.iterdir() if p.is_dir() and p.name[0] not in "._")

    def chosen(self, names: list[str]) -> tuple[list[str], list[Problem]]:
        """Return `names` when every one is a contract folder (all folders for none), and a Problem for each that is not."""
        known = self.contracts()
        if not known:
            at = Location(str(self.data))
            return [], [Problem("B-WRK-01", "계약 폴더가 없습니다", at, "data/<계약 이름>/contract.yaml을 만드세요")]
        problems = [_unknown(name, known) for name in names if name not in known]
        return [name for name in (names or known) if name in known], problems


def _kept(name: str) -> Path | None:
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "deliverables-pipeline" / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def _unknown(name: str, known: list[str]) -> Problem:
    near = get_close_matches(name, known, 1, 0.4)
    hint = f"'{near[0]}'을(를) 뜻하셨나요?" if near else "있는 계약: " + ", ".join(known)
    return Problem("B-WRK-02", f"없는 계약입니다: {name}", Location("data/" + name), hint)
