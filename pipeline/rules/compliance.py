"""Turns the requirements of an RFP and the marks in a proposal into the state of every row, and what leaves a row or a point unanswered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property

from pipeline.model.dossier import Dossier
from pipeline.model.procurement import EvaluationItem, EvaluationPart
from pipeline.model.proposal import Acceptance, Answer, Proposal, Section, Volume
from pipeline.model.requirement import Item, Requirement
from pipeline.problems import Problem, Severity
from pipeline.rules.bid_ticks import waiting_rows

UNKNOWN, DISAGREEMENT, ASKED, NOBODY, UNPAID, NO_ITEM = (f"R-BID-0{order}" for order in range(1, 7))
ADDED = "R-BID-14"
_NAMED = 8  # ids that one message names
_GRAVITY = (Acceptance.DECLINE, Acceptance.ALTERNATIVE, Acceptance.ACCEPT)


class State(StrEnum):
    """Whether a row is answered; 일부: only some of the rows below it are."""

    ANSWERED = "답함"
    PARTLY = "일부"
    OPEN = "없음"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the RFP: a card without details, a numbered item, or what stands below it (`depth` 1 and more).

    `answers` are the marks on the row itself, else those on the nearest row above it, else those on the rows below. A row that a
    revision added and that nobody has ticked off yet takes no marks from above: they were set before it was there.
    """

    key: str
    card: str  # the requirement's id; of a clause its heading
    name: str
    text: str
    printed: str = ""
    depth: int = 0
    state: State = State.OPEN
    acceptance: Acceptance | None = None
    answers: tuple[Answer, ...] = ()
    from_above: bool = False  # only a mark on a row above answers it

    @property
    def files(self) -> tuple[str, ...]:
        """The sections that answer, each once, in the order of the marks."""
        return tuple(dict.fromkeys(answer.section for answer in self.answers))

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places of the marks."""
        return tuple(answer.anchor for answer in self.answers)

    @property
    def notes(self) -> tuple[str, ...]:
        """The reasons given for 대안 and 불가, each once."""
        return tuple(dict.fromkeys(answer.note for answer in self.answers if answer.note))


@dataclass(frozen=True, slots=True)
class Judged:
    """One item of the evaluation and the sections whose heads name it."""

    item: EvaluationItem
    sections: tuple[Section, ...]
    by_price: bool = False  # the price itself answers

    @property
    def answered(self) -> bool:
        """True when something in the proposal can earn its points."""
        return bool(self.sections) or self.by_price


@dataclass(frozen=True, slots=True)
class Compliance:
    """요구사항 대비: 요구사항의 행마다 제안서의 어느 표시가 답하는지, 평가항목마다 어느 절이 점수를 받을지 셉니다.

    조항: 제안요청서의 요구사항(카드·세부내용)과 평가항목, 제안서의 표시([[번호]], <!-- answers: 번호 -->)와 절의 머리말.

    산식
      행 = 카드의 세부내용 한 줄마다 하나(그 아래 줄도 하나). 세부내용이 없는 카드는 카드가 한 행.
      답함 = 그 행이나 그 위의 행, 카드에 표시가 있음. 또는 아래의 행이 모두 답함.
      일부 = 표시가 없고 아래의 행 가운데 몇 개만 답함. 없음 = 그 밖.
      정정으로 더해져 ‘확인할 것(추가)’에 [ ]로 남은 행에는 위의 표시가 닿지 않습니다: 그 행은 없음, 표시가 있는 위의 행은 일부.
      그 행의 표시를 적거나, 위의 표시가 이미 답하면 [x]로 바꾸거나 줄을 지웁니다.
      수용여부 = 표시가 적은 것. 아래의 행에서 모은 때에는 무거운 것(불가, 대안, 수용의 차례).
      같은 번호에 다른 답을 적은 표시가 둘이면 고르지 않고 오류로 둡니다.

    예: SER-001에 #1, #2가 있고 표시가 [[SER-001#2]]뿐이면 #1 없음, #2 답함, 카드 SER-001은 일부.
    """

    rows: tuple[Row, ...]
    judged: tuple[Judged, ...]
    problems: tuple[Problem, ...]
    known: Mapping[str, tuple[str, ...]] = field(repr=False)  # any id → the rows that a mark on it answers
    held: tuple[tuple[str, str], ...] = ()  # (row added later, the id above whose mark does not answer it)

    def under(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the rows that these ids (cards, rows) stand for, each once."""
        return tuple(dict.fromkeys(key for id in ids for key in self.known.get(id, ())))

    def of(self, state: State | str) -> tuple[Row, ...]:
        """Return the rows of one state (답함, 일부, 없음), in the RFP's order."""
        return tuple(row for row in self.rows if row.state == state)

    @property
    def counts(self) -> dict[str, int]:
        """State → number of rows."""
        return {state.value: len(self.of(state)) for state in State}

    @property
    def from_above(self) -> tuple[Row, ...]:
        """The rows that have no mark of their own and are answered by one on a row above or on the card alone."""
        return tuple(row for row in self.rows if row.from_above)

    @property
    def unearned(self) -> tuple[EvaluationItem, ...]:
        """The items of the evaluation that no section answers."""
        return tuple(each.item for each in self.judged if not each.answered)

    def card(self, id: str) -> State:
        """Return the state of a whole card."""
        return _combined([row.state for row in self.rows if row.card == id])


def compliance(dossier: Dossier, proposal: Proposal, answers: tuple[Answer, ...], moved: Mapping[str, str] | None = None) -> Compliance:
    """Return the state of every row and of every item of the evaluation, with all that is wrong or missing.

    `moved` is number → what a revision made of it ("": the sentence is gone), for marks that still name the earlier number.
    """
    return _Reckoning(dossier, proposal, answers, moved or {}).result()


class _Reckoning:
    """One pass over the marks of a proposal."""

    def __init__(self, dossier: Dossier, proposal: Proposal, answers: tuple[Answer, ...], moved: Mapping[str, str]) -> None:
        self.dossier, self.proposal, self.answers, self.moved = dossier, proposal, answers, moved
        self.by_key: dict[str, list[Answer]] = {}
        for answer in answers:
            self.by_key.setdefault(answer.key, []).append(answer)
        self.waiting = {key: at for key, at in waiting_rows(proposal.sections).items() if key not in self.by_key}
        self.held: list[tuple[str, Answer]] = []  # rows that wait, each with a mark above that does not answer it

    def result(self) -> Compliance:
        judged, rows = tuple(self._judged()), self.rows
        problems = (*self._unknown(), *self._disagreements(), *self._added(), *self._asked(), *self._nobody(), *self._unearned(judged))
        states = {row.key: row.state for row in rows}
        held = tuple((key, above.key) for key, above in self.held if states[key] is not State.ANSWERED)
        return Compliance(rows, judged, problems, self.under, held)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row in the RFP's order; clauses of the contract only where a mark names them."""
        made = [row for requirement in self.dossier.requirements for row in self._of_card(requirement)]
        clauses = (clause for clause in self.dossier.clauses if clause.key in self.by_key)
        made += [self._row(clause.key, clause.heading, clause.heading, clause.text, clause.printed) for clause in clauses]
        return tuple(made)

    @cached_property
    def under(self) -> dict[str, tuple[str, ...]]:
        """Any known id → the rows that a mark on it answers, itself first."""
        found: dict[str, tuple[str, ...]] = {clause.key: (clause.key,) for clause in self.dossier.clauses}
        for requirement in self.dossier.requirements:
            items = [item for _, item in requirement.walk()]
            found |= {item.key: tuple(each.key for _, each in item.walk()) for item in items}
            found[requirement.id] = tuple(item.key for item in items) or (requirement.id,)
        return found

    @cached_property
    def asked(self) -> set[str]:
        """The rows that the head of some section asks for."""
        return {key for section in self.proposal.sections for id in section.asks for key in self.under.get(id, ())}

    def _of_card(self, requirement: Requirement) -> Iterator[Row]:
        marks = tuple(self.by_key.get(requirement.id, ()))
        if not requirement.items:
            yield self._row(requirement.id, requirement.id, requirement.name, requirement.definition or requirement.name)
        for item in requirement.items:
            yield from self._of_item(item, requirement, marks, 0)

    def _of_item(self, item: Item, requirement: Requirement, above: tuple[Answer, ...], depth: int) -> list[Row]:
        """Return the row of an item and those below it; without a mark of its own or above, what those below come to."""
        marks = tuple(self.by_key.get(item.key, ()))
        if not marks and above and item.key in self.waiting:
            self.held.append((item.key, above[0]))
            above = ()
        reaching = marks or above
        below = [row for child in item.items for row in self._of_item(child, requirement, reaching, depth + 1)]
        row = self._row(item.key, requirement.id, requirement.name, item.text, item.printed, depth, reaching, below)
        if reaching and any(each.state is not State.ANSWERED for each in below):
            row = replace(row, state=State.PARTLY)
        return [replace(row, from_above=not marks) if reaching else row, *below]

    def _row(
        self, key: str, card: str, name: str, text: str, printed: str = "", depth: int = 0, marks: tuple[Answer, ...] = (), below: Iterable[Row] = ()
    ) -> Row:
        marks = marks or tuple(self.by_key.get(key, ()))
        state = State.ANSWERED if marks else _combined([row.state for row in below])
        answers = marks or tuple(dict.fromkeys(answer for row in below for answer in row.answers))
        said = {answer.acceptance for answer in answers}
        acceptance = next((each for each in _GRAVITY if each in said), None)
        return Row(key=key, card=card, name=name, text=text, printed=printed, depth=depth, state=state, acceptance=acceptance, answers=answers)

    def _judged(self) -> Iterator[Judged]:
        priced = self.dossier.cost is not None or bool(self.proposal.volume(Volume.PRICE))
        for item in self.dossier.evaluation_items:
            names = _names(item)
            sections = tuple(each for each in self.proposal.sections if names & {folded(name) for name in each.evaluation})
            yield Judged(item, sections, item.part is EvaluationPart.PRICE and priced)

    # What is wrong

    def _unknown(self) -> Iterator[Problem]:
        named = [(answer.key, answer.at) for answer in self.answers]
        named += [(key, section.at.at_field("요구사항")) for section in self.proposal.sections for key in section.asks]
        for key, at in named:
            if key not in self.under:
                yield Problem(UNKNOWN, f"없는 요구사항 번호입니다: {key}", at, self._nearest(key))

    def _nearest(self, key: str) -> str:
        """Return the hint that names the id meant: what a revision made of it, the one that the card's detail prints otherwise,
        else the most alike, of the same card where there is such a card."""
        if key in self.moved:
            new = self.moved[key]
            return f"정정으로 번호가 바뀌었습니다: {new}" if new else "정정으로 없어진 문장입니다. 답이 더 필요 없으면 표시를 지웁니다."
        printed, mark, rest = key.partition("#")
        for requirement in self.dossier.requirements:
            if printed in requirement.aliases and requirement.id + mark + rest in self.under:
                return f"원문에 {printed}로 인쇄된 카드의 고유번호로 적습니다: {requirement.id}{mark}{rest}"
        own = [id for id in self.under if id.partition("#")[0] == printed.upper() and id != printed.upper()]
        near = get_close_matches(key.upper(), own or list(self.under), 1, 0.5)
        return f"가장 가까운 번호: {near[0]}" if near else "requirements.yaml의 번호를 적습니다"

    def _disagreements(self) -> Iterator[Problem]:
        for key, marks in self.by_key.items():
            first = marks[0]
            for other in marks[1:]:
                if other.acceptance is not first.acceptance:
                    message = f"{key}의 답이 두 곳에서 다릅니다: {first.acceptance}, {other.acceptance}."
                    yield Problem(DISAGREEMENT, message, other.at, "하나로 맞춥니다.", (first.at,))
                elif other.note and first.note and other.note != first.note:
                    message = f"{key}의 {first.acceptance} 설명이 두 곳에서 다릅니다."
                    yield Problem(DISAGREEMENT, message, other.at, "하나로 맞추거나 한 곳에만 적습니다.", (first.at,), Severity.WARNING)

    def _added(self) -> Iterator[Problem]:
        states = {row.key: row.state for row in self.rows}
        for key, above in self.held:
            if states[key] is State.ANSWERED:  # by marks on the rows below it
                continue
            message = f"{key}: 뒤에 더해진 문장이라 {above.key}의 표시로는 답한 것이 되지 않습니다."
            hint = f"답한 글 뒤에 [[{key}]]를 적습니다. {above.key}의 글이 이미 답하면 [ ]를 [x]로 바꿉니다."
            yield Problem(ADDED, message, self.waiting[key], hint, (above.at,), Severity.WARNING)

    def _asked(self) -> Iterator[Problem]:
        states = {row.key: row.state for row in self.rows}
        for section in self.proposal.sections:
            rows = dict.fromkeys(key for id in section.asks for key in self.under.get(id, ()))
            left = [key for key in rows if states.get(key, State.OPEN) is State.OPEN]
            if left:
                message = f"‘{section.title}’에서 답할 요구사항 {len(left)}개에 답이 없습니다: {listed(left)}"
                at = section.at.at_field("요구사항")
                yield Problem(ASKED, message, at, f"답하는 글에 [[{left[0]}]]를 적습니다.", severity=Severity.WARNING)

    def _nobody(self) -> Iterator[Problem]:
        left = [row.key for row in self.rows if row.state is State.OPEN and row.key not in self.asked]
        if left:
            message = f"어느 절도 맡지 않고 답도 없는 요구사항이 {len(left)}개 있습니다: {listed(left)}"
            yield Problem(NOBODY, message, self.proposal.at.whole, "답할 절의 머리말 ‘요구사항’에 적습니다.", severity=Severity.WARNING)

    def _unearned(self, judged: tuple[Judged, ...]) -> Iterator[Problem]:
        names = {name for item in self.dossier.evaluation_items for name in _names(item)}
        shown = [item.name for item in self.dossier.evaluation_items]
        for section in self.proposal.sections:
            for name in section.evaluation if names else ():
                if folded(name) not in names:
                    near = get_close_matches(name, shown, 1, 0.4)
                    hint = f"가장 가까운 항목: {near[0]}" if near else "평가표의 항목 이름을 적습니다"
                    yield Problem(NO_ITEM, f"평가표에 없는 항목입니다: {name}", section.at.at_field("평가항목"), hint, severity=Severity.WARNING)
        for each in judged:
            if not each.answered:
                points = "" if each.item.points is None else f"({each.item.points.normalize():f}점)"
                message = f"평가항목 ‘{each.item.name}’{points}에 답하는 절이 없습니다."
                hint, related = "답할 절의 머리말 ‘평가항목’에 적습니다.", (each.item.at,) if each.item.at else ()
                yield Problem(UNPAID, message, self.proposal.at.whole, hint, related, Severity.WARNING)


def _combined(states: list[State]) -> State:
    """Return what rows come to together; no rows are 없음."""
    if states and all(state is State.ANSWERED for state in states):
        return State.ANSWERED
    return State.OPEN if all(state is State.OPEN for state in states) else State.PARTLY


def _names(item: EvaluationItem) -> set[str]:
    """The names under which a section may claim an item: its own, its group's, or both."""
    return {folded(item.name), folded(item.section), folded(item.section + item.name)} - {""}


def folded(name: str) -> str:
    """Return the name of an item of the evaluation as it is compared: without blanks, marks and points in brackets."""
    text = re.sub(r"[(\[]\s*\d+(?:\.\d+)?\s*(?:점|%)?\s*[)\]]", "", unicodedata.normalize("NFKC", name))
    return re.sub(r"[\s·ㆍ・,/>:\-]", "", text)


def listed(keys: list[str]) -> str:
    """Return ids for a message: the first few, and how many more."""
    shown = ", ".join(keys[:_NAMED])
    return f"{shown} 외 {len(keys) - _NAMED}개" if len(keys) > _NAMED else shown


def first_in(row: Row, places: Iterable[str]) -> Answer | None:
    """Return the first answer of `row` that stands in one of the section files `places`."""
    wanted = set(places)
    return next((answer for answer in row.answers if answer.section in wanted), None)

