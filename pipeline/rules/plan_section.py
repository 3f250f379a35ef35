"""Turns the sections that duties name (수행계획서: 4. 백업과 복구) into the headings and duties of the work plan's chapters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model.dossier import Dossier
from pipeline.model.duty import Check, Duty

_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?\.?\s")


@dataclass(frozen=True, slots=True)
class PlanSection:
    """One section of the plan: its heading with its number, and the duties that stand in it."""

    heading: str
    duties: tuple[Duty, ...]

    @property
    def title(self) -> str:
        """The heading without its number."""
        return self.heading.partition(" ")[2] or self.heading


class PlanSections:
    """The sections that the duties of one contract name; duties that ask for nothing are left out."""

    def __init__(self, dossier: Dossier) -> None:
        found: dict[str, list[Duty]] = {}
        for duty in dossier.duties:
            if duty.check is not Check.NOTHING:
                found.setdefault(duty.plan, []).append(duty)
        self._sections = tuple(PlanSection(heading, tuple(duties)) for heading, duties in found.items())

    def at(self, number: str, title: str) -> PlanSection:
        """Return the section `number` ("3" or "5.1") under the name that the duties give it, else under `title`, without duties."""
        own = [each for each in self._sections if _number(each.heading) == _parts(number)]
        heading = own[0].heading if own else f"{number}{'' if '.' in number else '.'} {title}"
        return PlanSection(heading, tuple(duty for each in own for duty in each.duties))

    def more(self, chapter: int, *written: str) -> tuple[PlanSection, ...]:
        """Return the sections of a chapter (itself included) other than `written`, by number."""
        known = [_parts(number) for number in written]
        own = [each for each in self._sections if (found := _number(each.heading)) and found[0] == chapter and found not in known]
        return tuple(sorted(own, key=lambda each: _number(each.heading) or (0, 0)))

    def beyond(self, chapter: int) -> tuple[Duty, ...]:
        """Return the duties in no chapter from 1 to `chapter`."""
        outside = (each for each in self._sections if not (found := _number(each.heading)) or found[0] > chapter)
        return tuple(duty for each in outside for duty in each.duties)


def _number(heading: str) -> tuple[int, int] | None:
    found = _NUMBER.match(f"{heading} ")
    return (int(found[1]), int(found[2] or 0)) if found else None


def _parts(number: str) -> tuple[int, int]:
    chapter, _, section = number.partition(".")
    return int(chapter), int(section or 0)
