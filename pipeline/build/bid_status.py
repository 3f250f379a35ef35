"""Turns a contract's proposal into where it stands: rows and points answered, pages used, blanks, forms, and what the RFP forbids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pipeline.build.bid_answers import answered
from pipeline.build.bid_layout import Keys, Layout, Paper, keys_of, store, stored
from pipeline.build.bid_paper import paper_problems
from pipeline.build.bid_reading import Bid, read_bid
from pipeline.model.chapter import same_chapter
from pipeline.model.procurement import EvaluationItem
from pipeline.model.proposal import RequiredForm, Section, Volume
from pipeline.problems import Location, Problem, Severity
from pipeline.rules.compliance import Compliance, Row, State, listed
from pipeline.rules.price_leak import above_budget
from pipeline.workspace import Workspace

LOST_SECTION = "R-BID-09"


@dataclass(frozen=True, slots=True)
class SectionStatus:
    """One section: what it has to answer and has answered, and the pages that it was given and takes."""

    section: Section
    asked: int
    answered: int
    used: int | None  # pages; None before the first layout
    blanks: int | None

    @property
    def over(self) -> bool:
        """True when it takes more pages than it was given."""
        return self.used is not None and self.section.pages is not None and self.used > self.section.pages


@dataclass(slots=True)
class BidStatus:
    """Where a proposal stands."""

    name: str
    found: Compliance | None = None
    sections: tuple[SectionStatus, ...] = ()
    books: Mapping[Volume, Paper] = field(default_factory=dict)
    page_limit: int | None = None
    summary_limit: int | None = None
    forms: tuple[RequiredForm, ...] = ()  # of those wanted, the ones without a file
    fresh: bool = False  # laid out by this run, not known from the last one
    stale: bool = False  # pages and blanks are those of an earlier text: what is wrong in the present one stops it from being laid out
    problems: list[Problem] = field(default_factory=list)

    def rows(self, state: State) -> tuple[Row, ...]:
        """Return the rows of a state."""
        return self.found.of(state) if self.found else ()

    @property
    def from_above(self) -> tuple[Row, ...]:
        """The rows that only a mark on a row above them, or on their card, answers."""
        return self.found.from_above if self.found else ()

    @property
    def unearned(self) -> tuple[EvaluationItem, ...]:
        """Items of the evaluation that no section answers."""
        return self.found.unearned if self.found else ()

    def pages_of(self, volume: Volume) -> int | None:
        """Return the pages of a book's sections, without cover, contents and our own tables; None while nothing was laid out."""
        used = [each.used for each in self.sections if each.section.volume is volume]
        return None if not used or None in used else sum(each or 0 for each in used)

    def as_dict(self) -> dict[str, Any]:
        """Return the status as plain values."""
        return {
            "contract": self.name,
            "rows": {state.value: [row.key for row in self.rows(state)] for state in State},
            "counts": self.found.counts if self.found else None,
            "from_above": [row.key for row in self.from_above],
            "sections": [_section_dict(each) for each in self.sections],
            "pages": {volume.value: self.pages_of(volume) for volume in Volume},
            "page_limit": self.page_limit,
            "summary_limit": self.summary_limit,
            "evaluation": [{"name": item.name, "points": _number(item.points)} for item in self.unearned],
            "forms": [{"number": form.number, "name": form.name, "file": form.file} for form in self.forms],
            "laid_out": self.fresh,
            "stale": self.stale,
        }


_COLUMNS = ("절", "책", "배점", "쪽(쓴/받은)", "요구사항(답/맡음)", "입력 필요")
_CHAPTER = "장"


def columns(status: BidStatus) -> tuple[str, ...]:
    """Return the heads of the table: the chapter's before the others where some section has one."""
    return (_CHAPTER, *_COLUMNS) if _has_chapters(status) else _COLUMNS


def status_lines(status: BidStatus) -> list[tuple[str, ...]]:
    """Return one line of the table a section, in the order of `columns`; a chapter stands at the first of its sections."""
    named = _has_chapters(status)
    above = (None, *(each.section for each in status.sections))
    return [
        (
            *((_chapter(each.section, before),) if named else ()),
            f"{each.section.file.partition('-')[0]} {each.section.title}",
            each.section.volume.value,
            _shown(each.section.points),
            f"{_shown(each.used)}/{_shown(each.section.pages)}{' 넘음' if each.over else ''}",
            f"{each.answered}/{each.asked}",
            _shown(each.blanks),
        )
        for before, each in zip(above, status.sections)
    ]


def _has_chapters(status: BidStatus) -> bool:
    return any(each.section.chapter for each in status.sections)


def _chapter(section: Section, before: Section | None) -> str:
    """Return the chapter that a section begins, "" where it goes on with the one above, - where it stands in none."""
    if not section.chapter:
        return "-"
    goes_on = before is not None and before.volume is section.volume and same_chapter(before.chapter, section.chapter)
    return "" if goes_on else section.chapter


def summary(status: BidStatus) -> list[str]:
    """Return what stands below the table: rows and items unanswered, forms without a file, pages, and last the counts."""
    lines = []
    for state, words in ((State.PARTLY, "일부만 답한 요구사항"), (State.OPEN, "답이 없는 요구사항")):
        if rows := status.rows(state):
            lines.append(f"{words} {len(rows)}행: {listed([row.key for row in rows])}")
    if status.from_above:
        keys = listed([row.key for row in status.from_above])
        lines.append(f"위의 표시만으로 답한 요구사항 {len(status.from_above)}행: {keys}. 그 글이 이 문장에도 답하는지 봅니다.")
    if status.unearned:
        items = (f"{item.name}({_shown(item.points)}점)" if item.points is not None else item.name for item in status.unearned)
        lines.append("답하는 절이 없는 평가항목: " + ", ".join(items))
    if status.forms:
        lines.append("파일이 없는 서식: " + ", ".join(f"{form.number} {form.name}" for form in status.forms))
    limits = {Volume.TECHNICAL: status.page_limit, Volume.SUMMARY: status.summary_limit}
    for volume in Volume:
        if (used := status.pages_of(volume)) is not None:
            limit = limits.get(volume)
            lines.append(f"{volume} 책의 절: {used}쪽" + (f" (제한 {limit}쪽)" if limit is not None else ""))
    counts = ", ".join(f"{state} {number}" for state, number in status.found.counts.items())
    blanks = sum(each.blanks or 0 for each in status.sections)
    lines.append(f"요구사항 {len(status.found.rows)}행: {counts}. 〔입력 필요〕 {blanks}곳.")
    if status.stale and any(each.used is not None for each in status.sections):
        lines.append("쪽수와 〔입력 필요〕는 고치기 전 글의 것입니다. 위의 오류를 바로잡으면 다시 셉니다.")
    return lines


def status_of(workspace: Workspace, name: str) -> BidStatus:
    """Return where the proposal of contract `name` stands. It is laid out only when an input changed since the last layout."""
    status = BidStatus(name)
    bid, status.problems = read_bid(workspace, name)
    if bid is None:
        return status
    keys, before = keys_of(workspace, name), stored(bid.folder)
    layout = before if before and before.key == keys.whole else None
    if layout is None:
        layout, status.found, written = _composed(workspace, name, bid, keys, before)
        status.fresh = layout is not None
    else:
        status.found, written = answered(bid, layout.answers), list(layout.problems)
    status.stale = layout is None
    _fill(status, bid, layout or before)
    status.problems += [*written, *status.found.problems, *above_budget(bid.dossier)]
    if layout is not None:
        status.problems += [*paper_problems(bid.proposal, layout, bid.folder), *lost_sections(layout, status.found)]
    return status


def _composed(workspace: Workspace, name: str, bid: Bid, keys: Keys, before: Layout | None) -> tuple[Layout | None, Compliance, list[Problem]]:
    """Compose every book, lay it out and keep what it came to; no layout while the text has faults that stop."""
    from pipeline.build.bid_draft import compose_bid  # what composes and lays out costs a second to load: only where something changed
    from pipeline.build.bid_pages import laid_out
    from pipeline.write.layout import pages_of

    draft, _ = compose_bid(workspace, name, bid, tables=False, around=keys.around)  # they move no section, and take as long as all that changed
    if not draft.books:
        return None, draft.found, draft.written
    layout = laid_out(draft, keys.whole, {volume: pages_of(document, workspace.pages) for volume, document in draft.books.items()}, before)
    store(bid.folder, layout)
    return layout, draft.found, draft.written


def _fill(status: BidStatus, bid: Bid, layout: Layout | None) -> None:
    proposal, found = bid.proposal, status.found
    status.page_limit, status.summary_limit = proposal.page_limit, proposal.summary_limit
    status.forms = tuple(form for form in proposal.forms if not form.file or not (bid.folder / form.file).is_file())
    status.books = layout.books if layout else {}
    states = {row.key: row.state for row in found.rows}
    made = []
    for section in proposal.sections:
        rows = found.under(section.asks)
        answered = sum(states.get(key) is State.ANSWERED for key in rows)
        anchor = layout.files.get(section.file) if layout else None
        paper = layout.books.get(section.volume) if layout else None
        used = _used(anchor, paper) if anchor and paper else None
        blanks = paper.blanks.get(anchor, 0) if anchor and paper else None
        made.append(SectionStatus(section, len(rows), answered, used, blanks))
    status.sections = tuple(made)


def _used(anchor: str, paper: Paper) -> int | None:
    """Return the pages from a section's start to that of what comes behind it: each starts on a new page."""
    start = paper.starts.get(anchor)
    if start is None:
        return None
    later = [page for page in paper.starts.values() if page > start]
    return (min(later) - 1 if later else paper.last) - start + 1


def lost_sections(layout: Layout, found: Compliance) -> list[Problem]:
    """Return a Problem for each section file that is gone with marks whose rows nothing answers since."""
    open_rows = {row.key for row in found.of(State.OPEN)}
    lost: dict[str, list[tuple[str, Location]]] = {}
    for answer in layout.orphans:
        if open_rows.intersection(found.under((answer.key,))):
            lost.setdefault(answer.section, []).append((answer.key, answer.at))
    return [
        Problem(
            LOST_SECTION,
            f"없어진 절 ‘{file}’에 있던 답 {len(marks)}개를 다른 절에서 찾을 수 없습니다: {listed(list(dict.fromkeys(key for key, _ in marks)))}",
            marks[0][1], "다른 절에 답을 적거나 지운 파일을 되살립니다", severity=Severity.WARNING,
        )
        for file, marks in lost.items()
    ]


def _section_dict(each: SectionStatus) -> dict[str, Any]:
    section = each.section
    return {
        "file": section.file, "title": section.title, "chapter": section.chapter, "volume": section.volume.value, "points": _number(section.points),
        "pages": {"used": each.used, "given": _number(section.pages), "over": each.over},
        "asked": each.asked, "answered": each.answered, "blanks": each.blanks,
    }


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else int(value) if value == int(value) else float(value)


def _shown(value: Decimal | int | None) -> str:
    return "-" if value is None else f"{Decimal(value).normalize():f}"
