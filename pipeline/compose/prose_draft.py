"""Turns what one section's text holds into the names, answers, figures and faults that its XHTML is made with."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.compose.escaping import escape, quoteattr
from pipeline.compose.bid_type import Room
from pipeline.compose.prose_held import Held, Inset, Mark, Place
from pipeline.compose.prose_image import ImageFault
from pipeline.compose.prose_pictures import picture
from pipeline.compose.prose_source import Source, location
from pipeline.document.blocks import Figure, Picture
from pipeline.model.proposal import Answer, Section
from pipeline.model.words import MISSING
from pipeline.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from markdown_it.token import Token

_APART = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Reference:
    """One `[글](#절 이름)`: the anchor it names, the name as written, and where it stands."""

    anchor: str
    name: str
    at: Location


def slug(text: str) -> str:
    """Return `text` as anchors hold it: words joined by hyphens."""
    return _APART.sub("-", unicodedata.normalize("NFC", text).casefold()).strip("-")


def title_anchor(title: str) -> str:
    """Return the anchor of a section's own title; the caller gives it to the title's heading."""
    return f"s-{slug(title)}"


@dataclass(slots=True)
class Draft:
    """One section while its XHTML is made. Rows count lines of `source` from 0."""

    section: Section
    folder: Path
    source: Source
    held: Held
    drawings: dict[str, Figure]
    room: Room = Room()  # of the page that the section is printed on
    pictures: dict[str, Picture] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)  # slug of a heading or caption → its anchor
    anchors: list[str] = field(default_factory=list)
    blanks: list[tuple[Problem, int]] = field(default_factory=list)  # nothing stands from the problem's place to this row
    pending: list[Inset] = field(default_factory=list)  # marks that wait for the paragraph behind them
    reasons: list[str] = field(default_factory=list)  # of marks on a whole heading, table or figure: printed behind it
    apart: bool = False  # the marks now read stand in such a thing
    images: int = 0
    notes: dict[str, Inset] = field(default_factory=dict)  # footnotes asked for, in the order of their numbers
    defined: dict[str, tuple[Inset, Token]] = field(default_factory=dict)  # footnotes and their words
    _given: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What keeps this section's names apart from those of the others."""
        return slug(PurePosixPath(self.section.file or self.section.title).stem)

    def problem(self, code: str, message: str, at: int | Place, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        """Keep one problem at a row or a place."""
        place = at if isinstance(at, tuple) else self.source.place(at)
        self.problems.append(Problem(code, message, location(place), hint, severity=severity))

    def blank(self, message: str, place: Place, end: int, hint: str) -> None:
        """Keep that nothing stands between `place` and the row `end`."""
        self.blanks.append((Problem("T-PRS-14", message, location(place), hint, severity=Severity.WARNING), end))

    def judge_blanks(self, others: list[Problem]) -> None:
        """Report what is blank, unless another problem there has taken the words away."""
        for problem, end in self.blanks:
            file, last = self.source.place(end) if end < len(self.source.places) else (problem.at.file, sys.maxsize)
            rows = range(problem.at.row, last if file == problem.at.file else sys.maxsize)
            if not any(other.at.file == problem.at.file and other.at.row in rows for other in others):
                self.problems.append(problem)

    def target(self, words: str) -> str:
        """Return the anchor of a heading or caption; the first of the same words is what references find."""
        anchor = self._unique(f"{title_anchor(self.section.title)}-{slug(words) or '이름없음'}")
        self.targets.setdefault(slug(words), anchor)
        self.anchors.append(anchor)
        return anchor

    def refer(self, name: str, row: int) -> str:
        """Return the anchor that `#name` speaks of, known only when the whole section has been read: letters until then."""
        self.references.append(Reference(slug(name), name, location(self.source.place(row))))
        return f"\U00100004{len(self.references) - 1}\U00100005"

    def resolved(self, html: str) -> str:
        """Return `html` with the anchors of its references: a heading or caption of this section, else another section's title."""
        found = [
            Reference(self.targets.get(one.anchor) or f"s-{one.anchor}", one.name, one.at) for one in self.references
        ]
        self.references = found
        return re.sub("\U00100004(\\d+)\U00100005", lambda match: quoteattr(found[int(match[1])].anchor)[1:-1], html) if found else html

    def answered(self, inset: Inset, own: str = "") -> str:
        """Note the answers of a mark and return their anchors; `own` is the anchor of the table or figure that it stands in."""
        inset.met = True
        for code, message, hint in inset.faults:
            self.problem(code, message, inset.at, hint)
        return "".join(self._answer(mark, inset, own) for mark in inset.marks) + self._reason(inset, own)

    def _reason(self, inset: Inset, own: str) -> str:
        """Return the reason of a 대안 or 불가 as it is printed at the mark; that of a whole block waits to be printed behind it."""
        reason = self.answers[-1].reason if inset.marks else ""
        if not reason:
            return ""
        shown = escape(reason).replace(MISSING, f'<mark class="missing">{MISSING}</mark>')
        if own or self.apart:
            self.reasons.append(shown)
            return ""
        return f"({shown})"

    def _answer(self, mark: Mark, inset: Inset, own: str) -> str:
        anchor = own or self._unique(f"a-{mark.key}-{self.key}", numbered=True)
        file = self.section.file or inset.at[0]
        self.answers.append(Answer(key=mark.key, section=file, acceptance=mark.acceptance, note=mark.note, anchor=anchor, at=location(inset.at)))
        return "" if own else f"<a id={quoteattr(anchor)}></a>"

    def caught_up(self, own: str = "") -> str:
        """Return the anchors of the marks that wait for what comes now."""
        waiting, self.pending = self.pending, []
        before, self.apart = self.apart, True
        html = "".join(self.answered(inset, own) for inset in waiting)
        self.apart = before
        return html

    def noted(self, inset: Inset) -> str:
        """Return the number of the footnote that is asked for here."""
        self.notes.setdefault(inset.note, inset)
        return f"<sup>{list(self.notes).index(inset.note) + 1})</sup>"

    def define(self, inset: Inset, words: Token) -> None:
        """Keep the words of a footnote."""
        if inset.defined in self.defined:
            self.problem("T-PRS-23", f"같은 이름의 각주가 둘입니다: {inset.plain.strip()}", inset.at, "한쪽의 이름을 바꾸세요")
        else:
            self.defined[inset.defined] = (inset, words)

    def footnotes(self, inline: Callable[[Token], str]) -> list[str]:
        """Return the footnotes asked for, under a line; one may ask for another."""
        parts: list[str] = []
        written = 0
        while written < len(self.notes):
            name, asked = list(self.notes.items())[written]
            written += 1
            if name in self.defined:
                words = inline(self.defined[name][1])
                parts.append(f'<p class="note">{written}) {words}</p>')
                continue
            near = get_close_matches(name, self.defined, 3, 0.5)
            hint = f"비슷한 각주: {', '.join(f'[^{_short(each)}]' for each in near)}" if near else f"빈 줄 아래에 {asked.plain}: 글처럼 쓰세요"
            self.problem("T-PRS-23", f"각주의 글이 없습니다: {asked.plain}", asked.at, hint)
        for name, (inset, words) in self.defined.items():
            if name not in self.notes:
                parts.append(f'<p class="note">{inline(words)}</p>')  # no words and no marks may vanish
                hint = f"글에 [^{_short(name)}]를 달거나 이 줄을 지우세요"
                self.problem("T-PRS-23", f"아무 데서도 부르지 않는 각주입니다: {inset.plain.strip()}", inset.at, hint, Severity.WARNING)
        return ["<hr/>", *parts] if parts else []

    def picture(self, address: str, width: float, caption: str, words: str, row: int, own: str) -> str:
        """Return the figure of an image with its `caption` (XHTML); only its anchor `own` when it cannot be shown."""
        try:
            made, turned = picture(address, width, words, self.folder, self.room)
        except ImageFault as fault:
            self.problem(fault.code, str(fault), row, fault.hint)
            return f"<p><a id={quoteattr(own)}></a></p>"
        if turned:
            hint = "사진을 열어 돌린 뒤 다시 저장하세요"
            self.problem("T-PRS-22", f"사진이 옆으로 찍혀 문서마다 다르게 보입니다: {address}", row, hint, Severity.WARNING)
        if not words:
            self.problem("T-PRS-10", f"그림의 설명이 없습니다: {address}", row, f"![설명]({address})처럼 쓰세요", Severity.WARNING)
        self.images += 1
        key = f"{self.key}-i{self.images}"
        if isinstance(made, Figure):
            self.drawings[key] = made
            kind = "data-figure"
        else:
            self.pictures[key] = made
            kind = "data-picture"
        shown = f"<figcaption>{caption}</figcaption>" if words else ""
        return f"<figure {kind}={quoteattr(key)} id={quoteattr(own)}>{shown}</figure>"

    def _unique(self, name: str, numbered: bool = False) -> str:
        """Return `name` as no other anchor of this section has it; `numbered` counts from 1."""
        count = self._given.get(name, 0) + 1
        self._given[name] = count
        return f"{name}-{count}" if numbered or count > 1 else name


def _short(name: str) -> str:
    """Return a footnote's name as written, without its file."""
    return name.rsplit("\n", 1)[-1]
