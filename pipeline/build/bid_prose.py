"""Turns the sections of a proposal into prose and blocks, those that an earlier run turned already by taking what it kept."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
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
from pipeline.write.kept import KeptFiles

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
        self._kept, self._key = KeptFiles(kept, SUFFIX) if kept else None, key
        if self._kept:
            self._kept.tidy(MOST_KEPT)

    def part(self, section: Section) -> tuple[Part | None, list[Problem]]:
        """Return what a section says and all that is wrong with it; no Part where its expressions cannot be read."""
        name = self._name(section)
        known = _known(self._kept, name)
        if known is None:
            known = prose(section, self._names, self._environment, self._bid.folder, self._library)
            _keep(self._kept, name, known)
        made, problems = known
        if made is None:
            return None, problems
        return Part(section, made, _Blocks(self._kept, name, made.html) if self._kept and name else None), problems

    def _name(self, section: Section) -> str:
        """Return under which name a section is kept; "" for one that is made anew each time."""
        if _OF_OTHERS in section.text or any(_OF_OTHERS in text for text in self._library.values()):
            return ""
        return sha256(f"{self._key} {self._bid.folder} {section!r}".encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The blocks of a section, kept beside its prose for each count that it was made with."""

    kept: KeptFiles
    name: str
    html: str

    def known(self, before: str) -> Counted | None:
        """Return the blocks as made before with `before` counted."""
        return _known(self.kept, self._name(before))

    def keep(self, before: str, made: Counted) -> None:
        """Keep the blocks."""
        _keep(self.kept, self._name(before), made)

    def _name(self, before: str) -> str:
        return f"{self.name}-{sha256(before.encode()).hexdigest()[:16]}"


def _known(kept: KeptFiles | None, name: str) -> Any:
    data = kept.read(name) if kept and name else None
    if data is None:
        return None
    try:
        return pickle.loads(data)
    except Exception:  # a damaged file raises whatever its bytes lead to; the section is then made anew
        return None


def _keep(kept: KeptFiles | None, name: str, made: Any) -> None:
    if kept and name:
        kept.write(name, pickle.dumps(made, 5))
