"""Turns what Markdown must not read (values, answer marks, comments) into letters that it passes over, and back into what they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.compose.escaping import escape
from pipeline.model.proposal import Acceptance

Place = tuple[str, int]  # file, line from 1

# Plane 16 of Unicode belongs to nobody: no typeface draws it and Korean word processors keep their own letters elsewhere.
OPEN, CLOSE = "\U00100000", "\U00100001"
HELD = re.compile(f"{OPEN}([0-9]+){CLOSE}")
FOREIGN = re.compile("[\U00100000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One sentence of the RFP that a mark answers, and how."""

    key: str
    acceptance: Acceptance = Acceptance.ACCEPT
    note: str = ""


@dataclass(slots=True)
class Inset:
    """One thing held apart: what documents show for it, what code and addresses show, the answers it gives, and what is wrong with it.

    `faults` are (code, message, hint); `whole` is an answer of the whole following paragraph; `silent` is an ordinary comment;
    `met` says that it has come out again. `item` is the depth and mark of the list item that begins here; `note` the footnote that
    is asked for here, `defined` the one whose words follow.
    """

    html: str = ""
    plain: str = ""
    marks: tuple[Mark, ...] = ()
    faults: tuple[tuple[str, str, str], ...] = ()
    at: Place = ("", 0)
    whole: bool = False
    figure: bool = False
    silent: bool = False
    met: bool = False
    item: tuple[int, str] | None = None
    note: str = ""
    defined: str = ""

    @property
    def answers(self) -> bool:
        """True for an answer mark, also a broken one: it may not vanish."""
        return bool(self.marks or self.faults)


@dataclass(slots=True)
class Held:
    """Everything that one section holds apart, by number."""

    insets: list[Inset] = field(default_factory=list)

    def hold(self, inset: Inset) -> str:
        """Return the letters that stand for `inset` until Markdown has been read."""
        self.insets.append(inset)
        return f"{OPEN}{len(self.insets) - 1}{CLOSE}"

    def literal(self, text: str) -> str:
        """Return the letters that stand for `text`, which is shown as it is."""
        return self.hold(Inset(escape(text), text))

    def within(self, text: str) -> list[Inset]:
        """Return the insets that `text` holds, in order."""
        if OPEN not in text:
            return []
        return [self.insets[int(number)] for number in HELD.findall(text) if int(number) < len(self.insets)]

    def html(self, text: str) -> str:
        """Return `text` (already XHTML) with what its insets show."""
        return self._swapped(text, lambda inset: inset.html)

    def plain(self, text: str, met: bool = False) -> str:
        """Return `text` as code, addresses and measures see it; `met` says that its insets have come out here."""
        if met:
            for inset in self.within(text):
                inset.met = True
        return self._swapped(text, lambda inset: inset.plain)

    def shown(self, text: str) -> str:
        """Return the plain text that readers see of `text`: values, and nothing for marks and comments."""
        return self._swapped(text, lambda inset: "" if inset.answers or inset.silent or inset.note else inset.plain)

    def _swapped(self, text: str, show: Callable[[Inset], str]) -> str:
        if OPEN not in text:
            return text
        many = len(self.insets)  # letters that only look like ours stay
        return HELD.sub(lambda found: show(self.insets[int(found[1])]) if int(found[1]) < many else found[0], text)
