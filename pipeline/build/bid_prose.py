"""Turns the sections of a proposal into prose and blocks, those that an earlier run turned already by taking what it kept."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.build.bid_reading import Bid
from pipeline.compose.bid_chapters import Part
from pipeline.compose.markup import Counted
from pipeline.compose.prose import prose
from pipeline.language.environment import Environment
from pipeline.model.proposal import Section
from pipeline.problems import Problem

MOST_KEPT = 1200  # files, two a section; the oldest go first
SUFFIX = ".section"
_OF_OTHERS = "proposal"  # the name under which a text can speak of other sections: what it says is made anew each time


class ProseDesk:
    """What sections are made into prose with, and the person's own folder of those made before.

    What is kept there is as trusted as the compiled templates beside it: it never comes with a proposal that somebody sends.
    """

    def __init__(
        self, bid: Bid, names: Mapping[str, Any], environment: Environment, library: Mapping[str, str], kept: Path | None, key: str
    ) -> None:
        """`key` is the hash of all that a section may depend on besides its own file."""
        self._bid, self._names, self._environment, self._library = bid, names, environment, library
        self._kept, self._key = kept, key

    def part(self, section: Section) -> tuple[Part | None, list[Problem]]:
        """Return what a section says and all that is wrong with it; no Part where its expressions cannot be read."""
        key = self._file(section)
        known = _read(key)
        if known is None:
            known = prose(section, self._names, self._environment, self._bid.folder, self._library)
            _write(key, known)
        made, problems = known
        return None if made is None else Part(section, made, None if key is None else _Blocks(key, made.html)), problems

    def _file(self, section: Section) -> Path | None:
        if self._kept is None or _OF_OTHERS in section.text or any(_OF_OTHERS in text for text in self._library.values()):
            return None
        return self._kept / f"{sha256(f'{self._key} {self._bid.folder} {section!r}'.encode('utf-8', 'surrogatepass')).hexdigest()}{SUFFIX}"


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The blocks of a section, kept beside its prose for each count that it was made with."""

    key: Path
    html: str

    def known(self, before: str) -> Counted | None:
        """Return the blocks as made before with `before` counted."""
        return _read(self._file(before))

    def keep(self, before: str, made: Counted) -> None:
        """Keep the blocks."""
        _write(self._file(before), made)

    def _file(self, before: str) -> Path:
        return self.key.with_name(f"{self.key.stem}-{sha256(before.encode()).hexdigest()[:16]}{SUFFIX}")


def _read(file: Path | None) -> Any:
    if file is None:
        return None
    try:
        found = pickle.loads(file.read_bytes())
        os.utime(file)
        return found
    except Exception:  # a damaged file raises whatever its bytes lead to; the section is then made anew
        return None


def _write(file: Path | None, made: Any) -> None:
    """Keep something in one step; a disk that is full changes nothing."""
    if file is None:
        return
    staged = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        staged.write_bytes(pickle.dumps(made, 5))
        staged.replace(file)


def tidy(folder: Path | None) -> None:
    """Drop the oldest files where there are too many."""
    with suppress(OSError):
        files = list(folder.glob(f"*{SUFFIX}")) if folder else []
        if len(files) > MOST_KEPT:
            for old in sorted(files, key=lambda path: path.stat().st_mtime)[: MOST_KEPT // 2]:
                old.unlink(missing_ok=True)
