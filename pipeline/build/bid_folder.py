"""Turns the folder of a proposal into what stands in it: texts, sections, what we wrote last, and which file is whose."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.build.bid_outline import Slot
from pipeline.build.bid_revision import Kept, read_kept
from pipeline.build.bid_skeleton import PlannedSection
from pipeline.model.proposal import Section
from pipeline.problems import Problem
from pipeline.read.from_disk import read_text
from pipeline.read.proposal import GUIDE, SETTINGS, read_sections
from pipeline.trace.fingerprint import fingerprint


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the folder of a proposal before a run."""

    texts: Mapping[str, str]  # file → text, newlines as \n
    sections: Mapping[str, Section]
    kept: Kept

    @property
    def marks(self) -> dict[str, str]:
        """File → fingerprint."""
        return {name: fingerprint(text) for name, text in self.texts.items()}

    def touched(self, name: str) -> bool:
        """True for a file that a person made or changed."""
        known = self.kept.file(name)
        return name in self.texts and (known is None or known.mark != fingerprint(self.texts[name]))

    @property
    def theirs(self) -> dict[str, str]:
        """The texts that people made or changed."""
        return {name: text for name, text in self.texts.items() if self.touched(name)}

    @property
    def claimed(self) -> frozenset[str]:
        """The ids that files which people made or changed ask for."""
        return frozenset(key for name, section in self.sections.items() if self.touched(name) for key in section.asks)

    @property
    def by_hand(self) -> bool:
        """True for a proposal that people made without us."""
        return self.kept.by_hand or (bool(self.sections) and not self.kept.files)

    def once(self, slot: Slot) -> str:
        """Return the file that we wrote for a section, under whatever number; "" where we never did."""
        title = _bare(slot.title)
        if any(file.name == slot.file for file in self.kept.files):
            return slot.file
        named = [file.name for file in self.kept.files if file.title and _bare(file.title) == title]
        return next(iter([*named, *(each.file for each in self.kept.gone if _bare(each.title) == title)]), "")

    def heir(self, slot: Slot) -> str:
        """Return the file of a person that took the place of one that we wrote: of the same number, with a title that we never gave."""
        once = self.once(slot)
        if not once or self._stands(slot, once):
            return ""
        known = next((each.now for each in self.kept.gone if each.file == once and each.now in self.sections), "")
        titles = {_bare(each.title) for each in (*self.kept.files, *self.kept.gone)}
        number = once.partition("-")[0]
        named = [name for name, section in self.sections.items() if self.touched(name) and _bare(section.title) not in titles]
        return known or next((name for name in named if name.partition("-")[0] == number), "")

    def is_gone(self, slot: Slot) -> bool:
        """True for a section that we wrote and people took away, or put into another: it does not come back."""
        once = self.once(slot)
        return bool(once) and not self._stands(slot, once) and not self.heir(slot)

    def _stands(self, slot: Slot, once: str) -> bool:
        title = _bare(slot.title)
        return once in self.texts or any(_bare(section.title) == title for section in self.sections.values())


def read_standing(folder: Path, shown: str) -> tuple[Standing, list[Problem]]:
    """Return what stands in `folder`, which messages call `shown`, and what is wrong in the files that people wrote."""
    sections, problems = read_sections(folder, shown)
    kept, found = read_kept(folder, shown)
    texts: dict[str, str] = {}
    for name in (*(section.file for section in sections), SETTINGS, GUIDE):
        path = folder / name
        if path.is_file():
            text, faults = read_text(path, f"{shown}/{name}")
            problems += faults
            texts[name] = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return Standing(texts, {section.file: section for section in sections}, kept), [*problems, *found]


def file_of(planned: PlannedSection, there: Standing, taken: Collection[str]) -> str:
    """Return the file of a section: the one of a person that bears its title, was made for it or took its place, by whatever number;
    else its own.

    A number that another file of a person has is not used again: 32-보안.md becomes 321-보안.md.
    """
    if there.is_gone(planned.slot) and not planned.asks:
        return there.once(planned.slot)
    title = _bare(planned.slot.title)
    theirs = [name for name, section in there.sections.items() if name not in taken and there.touched(name)]
    found = [name for name in theirs if _bare(there.sections[name].title) == title]
    known = there.kept.file(planned.file)
    if planned.file in theirs and (planned.file in found or (not found and known and _bare(known.title) == title)):
        return planned.file
    heir = there.heir(planned.slot)
    if found or (heir and heir not in taken):
        return found[0] if found else heir
    number, _, rest = planned.file.partition("-")
    numbers = {name.partition("-")[0] for name in (*there.theirs, *taken)}
    if number not in numbers:
        return planned.file
    return next(f"{free}-{rest}" for digit in range(1, 100) if (free := f"{number}{digit}") not in numbers)


def _bare(title: str) -> str:
    return re.sub(r"\W", "", title)
